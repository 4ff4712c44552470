import { findElection, type Election } from '../../db/elections.ts';
import { findEntryByLink, type RollEntry } from '../../db/roll.ts';
import { assertFound } from '../lifecycle.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problem.ts';
import { hashToken } from '../secrets.ts';

/** The voter whom a personal ballot link belongs to; refuses a link that is no voter's in this election. */
export async function findVoter(
  { db }: Pick<Ports, 'db'>,
  electionId: string,
  link: string,
): Promise<{ election: Election; entry: RollEntry }> {
  const election = assertFound(await findElection(db, electionId), 'public');
  const entry = await findEntryByLink(db, electionId, hashToken(link));
  if (entry === undefined) {
    throw new Problem('link-refused', {
      detail:
        'This link belongs to another election or is not whole. Open it from the mail again, or sign in and ask for a new one.',
    });
  }
  return { election, entry };
}

/** `m•••@oyelaran.example`: enough to recognise one's own address, too little to learn somebody else's. */
export function maskAddress(email: string): string {
  const at = email.lastIndexOf('@');
  return `${String.fromCodePoint(email.codePointAt(0) ?? 0x2022)}•••${email.slice(at)}`;
}
