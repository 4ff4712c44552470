import { sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { Reader, Transaction } from './connect.ts';
import { instantText } from './instants.ts';

export interface SignInRequest {
  readonly id: string;
  readonly personId: string | null;
  readonly codeHash: string;
  readonly tries: number;
  /** Of somebody who joins: whom the code makes. */
  readonly newAddress: string | null;
  readonly newName: string | null;
}

/** Records a request; the newest wins, so earlier ones of the same person stop working. */
export async function recordSignInRequest(
  trx: Transaction,
  request: {
    id: string;
    personId: string | null;
    newAddress?: string;
    newName?: string;
    codeHash: string;
    linkHash: string;
    madeAt: Temporal.Instant;
    expiresAt: Temporal.Instant;
  },
): Promise<void> {
  if (request.personId !== null) {
    // Two wishes at once take turns, or each would miss the other's row and both codes would work.
    await trx.selectFrom('person').select('id').where('id', '=', request.personId).forUpdate().execute();
    await trx
      .updateTable('signInRequest')
      .set({ usedAt: request.madeAt.toString() })
      .where('personId', '=', request.personId)
      .where('usedAt', 'is', null)
      .execute();
  }
  await trx
    .insertInto('signInRequest')
    .values({ ...request, madeAt: request.madeAt.toString(), expiresAt: request.expiresAt.toString() })
    .execute();
}

/**
 * Counts one try and returns the request, or undefined when it is used, too old or out of tries. One statement, so that
 * fifty tries at once are still counted one by one.
 */
export function takeTry(
  trx: Transaction,
  id: string,
  most: number,
  now: Temporal.Instant,
): Promise<SignInRequest | undefined> {
  return trx
    .updateTable('signInRequest')
    .set((set) => ({ tries: set('tries', '+', 1) }))
    .where('id', '=', id)
    .where('usedAt', 'is', null)
    .where('expiresAt', '>', instantText(now))
    .where('tries', '<', most)
    .returning(['id', 'personId', 'codeHash', 'tries', 'newAddress', 'newName'])
    .executeTakeFirst();
}

/** Marks it as used; false when somebody else was quicker. */
export async function useSignInRequest(trx: Transaction, id: string, now: Temporal.Instant): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('signInRequest')
    .set({ usedAt: now.toString() })
    .where('id', '=', id)
    .where('usedAt', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** The request of a mailed link, used in the same statement; undefined when it is unknown, used or too old. */
export function useSignInLink(
  trx: Transaction,
  linkHash: string,
  now: Temporal.Instant,
): Promise<{ personId: string | null } | undefined> {
  return trx
    .updateTable('signInRequest')
    .set({ usedAt: now.toString() })
    .where('linkHash', '=', linkHash)
    .where('usedAt', 'is', null)
    .where('expiresAt', '>', instantText(now))
    .returning('personId')
    .executeTakeFirst();
}

export async function recordSetUpLink(trx: Transaction, tokenHash: string, now: Temporal.Instant): Promise<void> {
  await trx.insertInto('setUpLink').values({ tokenHash, madeAt: now.toString() }).execute();
}

/** Uses the link; of two set-ups at once, the second waits until the first is over and then sees its administrator. */
export async function useSetUpLink(trx: Transaction, tokenHash: string, now: Temporal.Instant): Promise<boolean> {
  await sql`lock table set_up_link in exclusive mode`.execute(trx);
  const { numUpdatedRows } = await trx
    .updateTable('setUpLink')
    .set({ usedAt: now.toString() })
    .where('tokenHash', '=', tokenHash)
    .where('usedAt', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export async function isSetUp(db: Reader): Promise<boolean> {
  const row = await db
    .selectFrom('roleGrant')
    .select('personId')
    .where('role', '=', 'administrator')
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

export async function findSigningKey(db: Reader): Promise<{ kid: string; privateKey: string } | undefined> {
  return db
    .selectFrom('signingKey')
    .select(['kid', 'privateKey'])
    .orderBy('madeAt', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** All that there ever were, the newest first. */
export function readSigningKeys(db: Reader): Promise<{ kid: string; privateKey: string }[]> {
  return db.selectFrom('signingKey').select(['kid', 'privateKey']).orderBy('madeAt', 'desc').orderBy('kid').execute();
}

/** The first key stays: of two processes that start together, one wins and both read that one. */
export async function recordFirstSigningKey(
  trx: Transaction,
  key: { kid: string; privateKey: string },
  now: Temporal.Instant,
): Promise<void> {
  await lockTable(trx);
  if ((await findSigningKey(trx)) !== undefined) return;
  await trx
    .insertInto('signingKey')
    .values({ ...key, madeAt: now.toString() })
    .execute();
}

async function lockTable(trx: Transaction): Promise<void> {
  await sql`lock table signing_key in exclusive mode`.execute(trx);
}
