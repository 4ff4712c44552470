import type { requestBallotLink as contract } from '../../api/voting.ts';
import { findElection } from '../../db/elections.ts';
import { findEntryOfPerson } from '../../db/roll.ts';
import type { AskOf } from '../ask.ts';
import { assertServerSends, sendBallotAgain } from '../ballot-mail.ts';
import { assertFound, assertOpen } from '../lifecycle.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problem.ts';

/** Sends the caller's own ballot link again. */
export async function requestBallotLink(ports: Ports, { caller, path }: AskOf<typeof contract>) {
  const election = assertFound(await findElection(ports.db, path.electionId), 'public');
  assertOpen(election, ports.clock.now());
  const entry = await findEntryOfPerson(ports.db, election.id, caller.session.person.id);
  if (entry === undefined) throw notOnRoll();
  await ports.limits.take('sign-in-address', entry.email);
  await assertServerSends(ports.db, election.id);
  return { sent: await sendBallotAgain(ports, entry) };
}

export function notOnRoll(): Problem {
  return new Problem('not-on-roll', { detail: 'If you should be on it, write to the office before voting closes.' });
}
