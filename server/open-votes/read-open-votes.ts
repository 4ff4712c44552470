import { readAllOpenVotes } from '../../db/open-votes.ts';
import type { Ports } from '../ports.ts';
import { voteLineOf } from './vote-view.ts';
import { isPublic } from './who-may-see.ts';

/** The open votes that everybody may see, newest first. */
export async function readOpenVotes({ db, clock, config }: Pick<Ports, 'db' | 'clock' | 'config'>) {
  const now = clock.now();
  const votes = [];
  for (const vote of await readAllOpenVotes(db)) {
    if (await isPublic(db, vote, now)) votes.push(await voteLineOf(db, vote, now));
  }
  return { organisation: config.organisation, now: now.toString(), votes };
}
