import type { discloseAffiliation as contract } from '../../api/bodies.ts';
import { actorOf, type AskOf } from '../ask.ts';
import type { Ports } from '../ports.ts';
import { disclose } from './disclose.ts';

/** The person discloses an employer or another interest. */
export function discloseAffiliation({ db, clock }: Ports, { caller, body }: AskOf<typeof contract>) {
  const disclosed = { personId: caller.session.person.id, ...body };
  return db.transaction().execute((trx) => disclose(trx, disclosed, actorOf(caller), clock.now()));
}
