import type { recordAffiliation as contract } from '../../api/bodies.ts';
import { findPerson } from '../../db/people.ts';
import { actorOf, type AskOf } from '../ask.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problem.ts';
import { disclose } from './disclose.ts';

/** The office records what a person disclosed to it. */
export function recordAffiliation({ db, clock }: Ports, { caller, path, body }: AskOf<typeof contract>) {
  return db.transaction().execute(async (trx) => {
    if ((await findPerson(trx, path.personId)) === undefined)
      throw new Problem('not-found', { detail: 'There is no such person here.' });
    return disclose(trx, { personId: path.personId, ...body }, actorOf(caller), clock.now());
  });
}
