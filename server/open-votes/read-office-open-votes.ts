import { readAllBodies } from '../../db/bodies.ts';
import { readAllOpenVotes, readHolders } from '../../db/open-votes.ts';
import type { Ports } from '../ports.ts';
import { dayHere } from './opening.ts';
import { voteLineOf } from './vote-view.ts';

/** Every open vote, and the bodies with who sits in them today. */
export async function readOfficeOpenVotes({ db, clock, config }: Pick<Ports, 'db' | 'clock' | 'config'>) {
  const now = clock.now();
  const today = await dayHere(db, now);
  const votes = [];
  for (const vote of await readAllOpenVotes(db)) votes.push(await voteLineOf(db, vote, now));
  const bodies = [];
  for (const { id, name } of await readAllBodies(db))
    bodies.push({ id, name, members: await readHolders(db, id, today) });
  return { organisation: config.organisation, now: now.toString(), votes, bodies };
}
