import { sql, type Selectable } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import { chunks } from './chunks.ts';
import type { Reader, Transaction } from './connect.ts';
import type { Database, LostReason } from './schema.ts';

export type Registrar = Selectable<Database['registrar']>;
export type LinkReplacement = Selectable<Database['linkReplacement']>;

/** What the server may know of a credential: its public half, and the hash by which it recognises the personal link. */
export interface PublicPart {
  readonly credential: string;
  readonly linkHash: string;
}

/** Undefined: the server is the registrar. */
export function findRegistrar(db: Reader, electionId: string): Promise<Registrar | undefined> {
  return db.selectFrom('registrar').selectAll().where('electionId', '=', electionId).executeTakeFirst();
}

/** By a link that was mailed and that no newer mail has ended. */
export function findRegistrarByToken(
  db: Reader,
  electionId: string,
  tokenHash: string,
): Promise<Registrar | undefined> {
  return db
    .selectFrom('registrar')
    .innerJoin('registrarLink', 'registrarLink.electionId', 'registrar.electionId')
    .selectAll('registrar')
    .where('registrar.electionId', '=', electionId)
    .where('registrarLink.tokenHash', '=', tokenHash)
    .executeTakeFirst();
}

/** Names the registrar of a draft, or nobody. What another one gave is void. */
export async function nameRegistrar(
  trx: Transaction,
  electionId: string,
  named: { readonly name: string; readonly email: string } | null,
): Promise<void> {
  const before = await findRegistrar(trx, electionId);
  if (before !== undefined && before.email !== named?.email) {
    await voidList(trx, electionId);
    await trx.deleteFrom('registrar').where('electionId', '=', electionId).execute();
  }
  if (named === null) return;
  await trx
    .insertInto('registrar')
    .values({ electionId, ...named })
    .onConflict((conflict) => conflict.column('electionId').doUpdateSet({ name: named.name }))
    .execute();
}

/** Adds a link; `endsEarlier`: those of before stop working. */
export async function recordRegistrarLink(
  trx: Transaction,
  electionId: string,
  { tokenHash, endsEarlier }: { tokenHash: string; endsEarlier: boolean },
  now: Temporal.Instant,
): Promise<void> {
  if (endsEarlier) await trx.deleteFrom('registrarLink').where('electionId', '=', electionId).execute();
  const at = now.toString();
  await trx.insertInto('registrarLink').values({ tokenHash, electionId, madeAt: at }).execute();
  await trx.updateTable('registrar').set({ invitedAt: at }).where('electionId', '=', electionId).execute();
}

/** Binds each voter to the public half of the credential that the registrar made, and keeps the spares. */
export async function recordList(
  trx: Transaction,
  electionId: string,
  list: {
    readonly hash: string;
    readonly credentials: readonly (PublicPart & { readonly voter: string })[];
    readonly spares: readonly PublicPart[];
  },
  now: Temporal.Instant,
): Promise<void> {
  for (const some of chunks(list.credentials, 5000)) {
    const of = (column: 'voter' | 'credential' | 'linkHash') => some.map((one) => one[column]);
    await sql`
      update roll_entry set credential = given.credential, link_hash = given.link_hash
      from unnest(${of('voter')}::uuid[], ${of('credential')}::text[], ${of('linkHash')}::text[])
        as given (id, credential, link_hash)
      where roll_entry.id = given.id and election_id = ${electionId}`.execute(trx);
  }
  for (const some of chunks(list.spares, 5000))
    await trx
      .insertInto('spareCredential')
      .values(some.map(({ credential, linkHash }) => ({ electionId, credential, linkHash })))
      .execute();
  await trx
    .updateTable('registrar')
    .set({ listHash: list.hash, listVoters: list.credentials.length, givenAt: now.toString() })
    .where('electionId', '=', electionId)
    .execute();
}

/** Forgets the list of a draft: none of its credentials can ever be used. */
export async function voidList(trx: Transaction, electionId: string): Promise<void> {
  await trx
    .updateTable('rollEntry')
    .set({ credential: null, linkHash: null })
    .where('electionId', '=', electionId)
    .execute();
  await trx.deleteFrom('spareCredential').where('electionId', '=', electionId).execute();
  await trx
    .updateTable('registrar')
    .set({ listHash: null, listVoters: null, givenAt: null })
    .where('electionId', '=', electionId)
    .execute();
}

/** Whether the list was made for the roll as it is now. */
export async function isListOfRoll(db: Reader, { electionId, listVoters }: Registrar): Promise<boolean> {
  const { voters, bound } = await db
    .selectFrom('rollEntry')
    .select([sql<number>`count(*)::int`.as('voters'), sql<number>`count(credential)::int`.as('bound')])
    .where('electionId', '=', electionId)
    .executeTakeFirstOrThrow();
  return voters === listVoters && bound === listVoters;
}

/** Every public credential that the registrar gave, spares too. */
export async function readGivenCredentials(db: Reader, electionId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('rollEntry')
    .select('credential')
    .where('electionId', '=', electionId)
    .unionAll(db.selectFrom('spareCredential').select('credential').where('electionId', '=', electionId))
    .execute();
  return rows.flatMap(({ credential }) => credential ?? []);
}

export function readSpares(db: Reader, electionId: string): Promise<PublicPart[]> {
  return db
    .selectFrom('spareCredential')
    .select(['credential', 'linkHash'])
    .where('electionId', '=', electionId)
    .orderBy('credential')
    .execute();
}

export async function markTold(trx: Transaction, electionId: string, now: Temporal.Instant): Promise<void> {
  await trx.updateTable('registrar').set({ toldAt: now.toString() }).where('electionId', '=', electionId).execute();
}

/** The registrar says that the links are out, but to these voters. */
export async function markMailed(
  trx: Transaction,
  electionId: string,
  undelivered: readonly string[],
  now: Temporal.Instant,
): Promise<void> {
  await trx
    .updateTable('registrar')
    .set({ mailedAt: now.toString(), undelivered: [...undelivered] })
    .where('electionId', '=', electionId)
    .execute();
}

/** Elections whose registrar has something to do and was not told: make the links, or send them. */
export async function readRegistrarsDue(db: Reader): Promise<string[]> {
  const rows = await db
    .selectFrom('registrar')
    .innerJoin('election', 'election.id', 'registrar.electionId')
    .select('election.id')
    .where((where) =>
      where.or([
        where.and([
          where('stage', '=', 'draft'),
          where('rollFrozenAt', 'is not', null),
          where('invitedAt', 'is', null),
        ]),
        where.and([where('stage', '=', 'frozen'), where('toldAt', 'is', null)]),
      ]),
    )
    .execute();
  return rows.map(({ id }) => id);
}

/** Why the newest mail to the registrar failed; undefined: it did not. */
export async function findRegistrarMailError(db: Reader, electionId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('mail')
    .select(['state', 'error'])
    .where('electionId', '=', electionId)
    .where('kind', '=', 'registrar')
    .orderBy('queuedAt', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.state === 'failed' ? (row.error ?? '') : undefined;
}

/** Asks for another link for a voter; false when one was asked for already. */
export async function appendReplacement(
  trx: Transaction,
  asked: { electionId: string; rollEntryId: string; reason: LostReason; askedBy: string },
  now: Temporal.Instant,
): Promise<boolean> {
  const rows = await trx
    .insertInto('linkReplacement')
    .values({ ...asked, askedAt: now.toString() })
    .onConflict((conflict) => conflict.column('rollEntryId').where('decidedAt', 'is', null).doNothing())
    .returning('id')
    .execute();
  return rows.length === 1;
}

/** Every link that was asked for, oldest first, with whom it is for. */
export function readReplacements(db: Reader, electionId: string) {
  return db
    .selectFrom('linkReplacement')
    .innerJoin('rollEntry', 'rollEntry.id', 'linkReplacement.rollEntryId')
    .selectAll('linkReplacement')
    .select(['rollEntry.name', 'rollEntry.email', 'rollEntry.votedAt'])
    .where('linkReplacement.electionId', '=', electionId)
    .orderBy('askedAt')
    .orderBy('linkReplacement.id')
    .execute();
}

/** Gives the voter the spare, and voids the credential that it replaces. The caller holds the election's row lock. */
export async function replaceLink(
  trx: Transaction,
  replacement: { readonly id: string; readonly rollEntryId: string; readonly voided: string },
  spare: PublicPart,
  now: Temporal.Instant,
): Promise<void> {
  await trx
    .updateTable('rollEntry')
    .set({ credential: spare.credential, linkHash: spare.linkHash })
    .where('id', '=', replacement.rollEntryId)
    .execute();
  await trx
    .updateTable('linkReplacement')
    .set({ voided: replacement.voided, spare: spare.credential, decidedAt: now.toString() })
    .where('id', '=', replacement.id)
    .execute();
}

/** Names and addresses of roll entries. */
export function readNames(db: Reader, ids: readonly string[]): Promise<{ id: string; name: string; email: string }[]> {
  return db
    .selectFrom('rollEntry')
    .select(['id', 'name', 'email'])
    .where('id', '=', sql<string>`any(${[...ids]}::uuid[])`)
    .orderBy('name')
    .execute();
}
