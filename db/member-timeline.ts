import { sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { Reader, Transaction } from './connect.ts';
import type { Facts, MailKind, MailState, RoleColumn } from './schema.ts';

/** What happened around a person besides the events: everything is read under all records that are one person. */

export interface PersonRecord {
  readonly id: string;
  readonly number: string;
  readonly name: string;
  readonly email: string;
  readonly city: string;
  readonly country: string;
  readonly mergedInto: string | null;
  readonly erasedAt: Temporal.Instant | null;
}

export function findRecord(db: Reader, id: string): Promise<PersonRecord | undefined> {
  return db
    .selectFrom('person')
    .select(['id', 'number', 'name', 'email', 'city', 'country', 'mergedInto', 'erasedAt'])
    .where('id', '=', id)
    .executeTakeFirst();
}

/** Whoever records something about this person waits until this transaction ends. */
export async function lockRecord(trx: Transaction, id: string): Promise<void> {
  await trx.selectFrom('person').select('id').where('id', '=', id).forUpdate().executeTakeFirst();
}

/** The ids of all records of one person, the survivor's first. */
export async function readRecordIds(db: Reader, id: string): Promise<string[]> {
  const rows = await db.selectFrom('person').select('id').where('mergedInto', '=', id).orderBy('id').execute();
  return [id, ...rows.map((row) => row.id)];
}

export function readFormerAddresses(
  db: Reader,
  ids: readonly string[],
): Promise<{ email: string; leftAt: Temporal.Instant }[]> {
  return db
    .selectFrom('formerAddress')
    .select(['email', 'leftAt'])
    .where('personId', 'in', ids)
    .orderBy('leftAt', 'desc')
    .execute();
}

export interface TimelineMail {
  readonly at: Temporal.Instant;
  readonly kind: MailKind;
  readonly state: MailState;
  readonly error: string | null;
  readonly toAddress: string;
}

/** Mails about the person, or to an address of theirs; the newest first, at most so many. */
export async function readMailsOf(
  db: Reader,
  ids: readonly string[],
  emails: readonly string[],
  most: number,
): Promise<TimelineMail[]> {
  return db
    .selectFrom('mail')
    .select([sql<Temporal.Instant>`coalesce(sent_at, queued_at)`.as('at'), 'kind', 'state', 'error', 'toAddress'])
    .where((where) => where.or([where('personId', 'in', ids), where('toAddress', 'in', emails)]))
    .orderBy('queuedAt', 'desc')
    .limit(most)
    .execute();
}

export async function readAuditOf(
  db: Reader,
  ids: readonly string[],
  most: number,
): Promise<{ at: Temporal.Instant; actor: string; action: string; facts: Facts }[]> {
  return db
    .selectFrom('auditEntry')
    .select(['at', 'actor', 'action', 'facts'])
    .where('personId', 'in', ids)
    .orderBy('id', 'desc')
    .limit(most)
    .execute();
}

export async function readRolesOf(
  db: Reader,
  ids: readonly string[],
): Promise<{ role: RoleColumn; grantedAt: Temporal.Instant }[]> {
  return db
    .selectFrom('roleGrant')
    .select(['role', 'grantedAt'])
    .where('personId', 'in', ids)
    .orderBy('role')
    .execute();
}

/** Whose rolls the person was on; when they voted, never how. */
export async function readVotesOf(
  db: Reader,
  ids: readonly string[],
): Promise<{ name: string; closesAt: Temporal.Instant; votedAt: Temporal.Instant | null }[]> {
  return db
    .selectFrom('rollEntry')
    .innerJoin('election', 'election.id', 'rollEntry.electionId')
    .select(['election.name', 'election.closesAt', 'rollEntry.votedAt'])
    .where('rollEntry.personId', 'in', ids)
    .where('election.stage', '!=', 'draft')
    .execute();
}

export async function readImportsOf(
  db: Reader,
  ids: readonly string[],
): Promise<
  {
    name: string;
    line: number;
    verdict: string;
    committedAt: Temporal.Instant;
    undoneAt: Temporal.Instant | null;
    by: string;
  }[]
> {
  const rows = await db
    .selectFrom('importRow')
    .innerJoin('importBatch', 'importBatch.id', 'importRow.batchId')
    .select([
      'importBatch.name',
      'importRow.line',
      'importRow.verdict',
      'importBatch.committedAt',
      'importBatch.undoneAt',
    ])
    .select('importBatch.madeBy as by')
    .where('importRow.personId', 'in', ids)
    .where('importRow.verdict', 'in', ['new', 'update'])
    .where('importBatch.kind', '=', 'file')
    .where('importBatch.committedAt', 'is not', null)
    .execute();
  return rows.flatMap(({ committedAt, ...row }) => (committedAt === null ? [] : [{ ...row, committedAt }]));
}

export interface TimelinePayment {
  readonly at: Temporal.Instant;
  readonly what: 'paid' | 'refund' | 'refund-failed' | 'dispute' | 'dispute-won' | 'dispute-lost' | 'begun' | 'closed';
  readonly tier: string;
  readonly method: string;
  readonly closed: string | null;
  readonly minor: number;
  readonly currency: string;
}

/** Every payment that was begun, and what moved for it. */
export async function readPaymentsOf(db: Reader, ids: readonly string[]): Promise<TimelinePayment[]> {
  const payments = await db
    .selectFrom('payment')
    .select(['id', 'begunAt', 'tier', 'method', 'closed', 'closedAt', 'amountMinor', 'currency'])
    .where('personId', 'in', ids)
    .execute();
  if (payments.length === 0) return [];
  const entries = await db
    .selectFrom('paymentEntry')
    .select(['paymentId', 'kind', 'at', 'amountMinor', 'currency'])
    .where(
      'paymentId',
      'in',
      payments.map(({ id }) => id),
    )
    .execute();
  return payments.flatMap(({ id, begunAt, tier, method, closed, closedAt, amountMinor, currency }) => {
    const about = { tier, method, closed, currency };
    const moved = entries.filter(({ paymentId }) => paymentId === id);
    return [
      ...(moved.length > 0 ? [] : [{ ...about, at: begunAt, what: 'begun' as const, minor: Number(amountMinor) }]),
      ...(closedAt === null ? [] : [{ ...about, at: closedAt, what: 'closed' as const, minor: Number(amountMinor) }]),
      ...moved.map((entry) => ({ ...about, at: entry.at, what: entry.kind, minor: Number(entry.amountMinor) })),
    ];
  });
}

/** The names of these people, by id; for who recorded what. */
export async function readNames(db: Reader, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('person')
    .select(['id', 'name', 'email'])
    .where(sql<boolean>`id = any(${ids}::uuid[])`)
    .execute();
  return new Map(rows.map(({ id, name, email }) => [id, name === '' ? email : name]));
}

/** Who recorded each event of these people, by the event's id. */
export async function readActorsOf(db: Reader, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('memberEvent')
    .select(['id', 'actorId'])
    .where('personId', 'in', ids)
    .where('actorId', 'is not', null)
    .execute();
  return new Map(rows.flatMap(({ id, actorId }) => (actorId === null ? [] : [[id, actorId]])));
}
