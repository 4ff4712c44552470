import type { OfficeOpenVote } from '../../api/open-votes.ts';
import type { Reader, Transaction } from '../../db/connect.ts';
import { findOpenVote, lockOpenVote, type OpenVote } from '../../db/open-votes.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problem.ts';
import { draftFormOf } from './draft-facts.ts';
import { voteViewOf } from './vote-view.ts';

/** A vote as the office sees it, with what was typed. */
export async function officeViewOf(
  ports: Pick<Ports, 'clock' | 'config'>,
  db: Reader,
  voteId: string,
): Promise<OfficeOpenVote> {
  const vote = assertVote(await findOpenVote(db, voteId));
  return { view: await voteViewOf(ports, db, vote), form: draftFormOf(vote) };
}

/** The draft, locked; refuses one that was put to the vote. */
export async function lockDraft(trx: Transaction, voteId: string): Promise<OpenVote> {
  const vote = assertVote(await lockOpenVote(trx, voteId));
  if (vote.putAt === null) return vote;
  throw new Problem('vote-not-draft', {
    detail: 'It was put to the vote, and its text stays as it is. Draft another one that takes its place.',
  });
}

export function assertVote(vote: OpenVote | undefined): OpenVote {
  if (vote === undefined) throw new Problem('not-found', { detail: 'There is no such vote.' });
  return vote;
}
