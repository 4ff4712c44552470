import type { Temporal } from 'temporal-polyfill';
import type { Reader, Transaction } from './connect.ts';
import type { AddressChangeState } from './schema.ts';

export interface AddressChange {
  readonly id: string;
  readonly personId: string;
  readonly oldAddress: string;
  readonly newAddress: string;
  readonly state: AddressChangeState;
  readonly madeBy: string;
  readonly requestedAt: Temporal.Instant;
}

const columns = ['id', 'personId', 'oldAddress', 'newAddress', 'state', 'madeBy', 'requestedAt'] as const;

/** Records a wish; an earlier one that is still open is replaced by it. */
export async function recordAddressChange(
  trx: Transaction,
  change: { personId: string; oldAddress: string; newAddress: string; state: 'requested' | 'done'; madeBy: string },
  now: Temporal.Instant,
): Promise<string> {
  await trx
    .updateTable('addressChange')
    .set({ state: 'replaced' })
    .where('personId', '=', change.personId)
    .where('state', 'in', ['requested', 'held'])
    .execute();
  const { id } = await trx
    .insertInto('addressChange')
    .values({
      ...change,
      requestedAt: now.toString(),
      doneAt: change.state === 'done' ? now.toString() : null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export function lockAddressChange(trx: Transaction, id: string): Promise<AddressChange | undefined> {
  return trx.selectFrom('addressChange').select(columns).where('id', '=', id).forUpdate().executeTakeFirst();
}

export async function markAddressChange(
  trx: Transaction,
  id: string,
  mark: {
    state: AddressChangeState;
    confirmedAt?: Temporal.Instant;
    doneAt?: Temporal.Instant;
    undoneAt?: Temporal.Instant;
  },
): Promise<void> {
  const { state, ...instants } = mark;
  const texts = Object.fromEntries(Object.entries(instants).map(([name, at]) => [name, at.toString()]));
  await trx
    .updateTable('addressChange')
    .set({ state, ...texts })
    .where('id', '=', id)
    .execute();
}

/** What a person asked for and what has not happened yet. */
export function findOpenAddressChange(db: Reader, personId: string): Promise<AddressChange | undefined> {
  return db
    .selectFrom('addressChange')
    .select(columns)
    .where('personId', '=', personId)
    .where('state', 'in', ['requested', 'held'])
    .executeTakeFirst();
}

/** Changes that are confirmed and wait for an election to be over. */
export async function readHeldChanges(db: Reader): Promise<AddressChange[]> {
  return db.selectFrom('addressChange').select(columns).where('state', '=', 'held').execute();
}
