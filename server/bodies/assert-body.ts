import { lockBody, readSeats, type Body, type SeatRow } from '../../db/bodies.ts';
import type { Transaction } from '../../db/connect.ts';
import { Problem } from '../problem.ts';

/** The body of this id, locked: whoever changes it, its seats or who holds them takes turns. */
export async function assertBody(trx: Transaction, id: string | undefined): Promise<Body> {
  const body = id === undefined ? undefined : await lockBody(trx, id);
  if (body === undefined)
    throw new Problem('not-found', { detail: 'There is no such body. Look at the list of bodies.' });
  return body;
}

/** The seat of this id, with its body locked. */
export async function assertSeat(trx: Transaction, id: string): Promise<{ seat: SeatRow; body: Body }> {
  const [found] = await readSeats(trx, { ids: [id] });
  const body = await assertBody(trx, found?.bodyId);
  const [seat] = await readSeats(trx, { ids: [id] });
  if (seat === undefined) throw new Problem('not-found', { detail: 'There is no such seat.' });
  return { seat, body };
}
