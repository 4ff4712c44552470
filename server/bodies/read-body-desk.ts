import type { readBodyDesk as contract } from '../../api/bodies.ts';
import { findBody } from '../../db/bodies.ts';
import type { AskOf } from '../ask.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problem.ts';
import { bodyDeskOf } from './body-desk.ts';
import { todayOf } from './today.ts';

/** One body with its history, and how many seats each affiliation holds. */
export async function readBodyDesk({ db, clock }: Ports, { path }: AskOf<typeof contract>) {
  const body = await findBody(db, { id: path.bodyId });
  if (body === undefined)
    throw new Problem('not-found', { detail: 'There is no such body. Look at the list of bodies.' });
  return bodyDeskOf(db, body, await todayOf(db, clock.now()));
}
