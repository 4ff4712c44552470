import type { readOpenVote as contract } from '../../api/open-votes.ts';
import { findOpenVote } from '../../db/open-votes.ts';
import type { AskOf } from '../ask.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problem.ts';
import { voteViewOf } from './vote-view.ts';
import { maySee } from './who-may-see.ts';

/** One open vote, for whom may see it. To others there is none. */
export async function readOpenVote(
  ports: Pick<Ports, 'db' | 'clock' | 'config'>,
  {
    path,
    caller,
  }: Pick<AskOf<typeof contract>, 'path'> & { caller: Pick<AskOf<typeof contract>['caller'], 'session'> },
) {
  const { db, clock } = ports;
  const vote = await findOpenVote(db, path.voteId);
  if (vote === undefined || !(await maySee(db, vote, caller.session, clock.now())))
    throw new Problem('not-found', { detail: 'Check the address, or sign in as a member of the body that votes.' });
  return voteViewOf(ports, db, vote, caller.session?.person.id);
}
