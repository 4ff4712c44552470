import type { Selectable } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { Reader, Transaction } from './connect.ts';
import type { Database, TrusteeAct } from './schema.ts';

export type Trustee = Selectable<Database['trustee']>;

export function readTrustees(db: Reader, electionId: string): Promise<Trustee[]> {
  return db.selectFrom('trustee').selectAll().where('electionId', '=', electionId).orderBy('owner').execute();
}

/** By a link that was mailed and that no newer mail has ended. */
export function findTrusteeByToken(db: Reader, electionId: string, tokenHash: string): Promise<Trustee | undefined> {
  return db
    .selectFrom('trustee')
    .innerJoin('trusteeLink', (join) =>
      join.onRef('trusteeLink.electionId', '=', 'trustee.electionId').onRef('trusteeLink.email', '=', 'trustee.email'),
    )
    .selectAll('trustee')
    .where('trustee.electionId', '=', electionId)
    .where('trusteeLink.tokenHash', '=', tokenHash)
    .executeTakeFirst();
}

export interface NamedTrustees {
  readonly people: readonly { readonly name: string; readonly email: string }[];
  /** How many of them open the result together; null: all. */
  readonly threshold: number | null;
}

/**
 * Replaces the list. Whoever stays, by address, keeps the link, and where all are needed the key. A group makes its keys
 * together: when who is in it, their order or the threshold changes, its ceremony begins anew.
 */
export async function recordTrustees(
  trx: Transaction,
  { id, threshold, ceremony }: { id: string; threshold: number | null; ceremony: number },
  named: NamedTrustees,
): Promise<void> {
  const before = await readTrustees(trx, id);
  const addresses = named.people.map(({ email }) => email);
  const isSame = threshold === named.threshold && sameTexts(addresses, emailsOf(before));
  const isGroup = threshold !== null || named.threshold !== null;
  const isAnew = !isSame && isGroup && before.some(({ invitedAt }) => invitedAt !== null);
  await trx
    .updateTable('election')
    .set({ threshold: named.threshold, ceremony: isAnew ? ceremony + 1 : ceremony })
    .where('id', '=', id)
    .execute();
  await trx.deleteFrom('trustee').where('electionId', '=', id).execute();
  const gone = emailsOf(before).filter((email) => !addresses.includes(email));
  if (gone.length > 0)
    await trx.deleteFrom('trusteeLink').where('electionId', '=', id).where('email', 'in', gone).execute();
  if (named.people.length === 0) return;
  const known = new Map(before.map((trustee) => [trustee.email, trustee]));
  const rows = named.people.map((person, place) => rowOf(id, place + 1, person, known.get(person.email), isAnew));
  await trx.insertInto('trustee').values(rows).execute();
}

function rowOf(
  electionId: string,
  owner: number,
  { name, email }: NamedTrustees['people'][number],
  known: Trustee | undefined,
  isAnew: boolean,
) {
  return {
    ...{ electionId, owner, name, email },
    invitedAt: known?.invitedAt?.toString() ?? null,
    publicKey: isAnew ? null : (known?.publicKey ?? null),
    askedFor: isAnew ? null : (known?.askedFor ?? null),
    askedAt: isAnew ? null : (known?.askedAt?.toString() ?? null),
  };
}

function emailsOf(trustees: readonly Trustee[]): string[] {
  return trustees.map(({ email }) => email);
}

function sameTexts(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((text, place) => text === others[place]);
}

/** Adds a link; `endsEarlier`: those of before stop working. */
export async function recordTrusteeLink(
  trx: Transaction,
  { electionId, email }: Pick<Trustee, 'electionId' | 'email'>,
  { tokenHash, endsEarlier }: { tokenHash: string; endsEarlier: boolean },
  now: Temporal.Instant,
): Promise<void> {
  if (endsEarlier)
    await trx.deleteFrom('trusteeLink').where('electionId', '=', electionId).where('email', '=', email).execute();
  const madeAt = now.toString();
  await trx.insertInto('trusteeLink').values({ tokenHash, electionId, email, madeAt }).execute();
}

/** Remembers that a mail asks this trustee for something; `isFirst`: for the first time. */
export async function markAsked(
  trx: Transaction,
  { electionId, owner }: Pick<Trustee, 'electionId' | 'owner'>,
  askedFor: TrusteeAct,
  { isFirst, now }: { isFirst: boolean; now: Temporal.Instant },
): Promise<void> {
  const at = now.toString();
  await trx
    .updateTable('trustee')
    .set({ askedFor, invitedAt: at, ...(isFirst ? { askedAt: at } : {}) })
    .where('electionId', '=', electionId)
    .where('owner', '=', owner)
    .execute();
}

export type CeremonyMessage = Pick<Selectable<Database['ceremonyMessage']>, 'step' | 'owner' | 'content'>;

/** What the trustees gave in the ceremony that counts. */
export function readCeremony(
  db: Reader,
  { id, ceremony }: { id: string; ceremony: number },
): Promise<CeremonyMessage[]> {
  return db
    .selectFrom('ceremonyMessage')
    .select(['step', 'owner', 'content'])
    .where('electionId', '=', id)
    .where('ceremony', '=', ceremony)
    .orderBy('owner')
    .execute();
}

export async function appendCeremonyMessage(
  trx: Transaction,
  { id, ceremony }: { id: string; ceremony: number },
  message: CeremonyMessage,
  now: Temporal.Instant,
): Promise<void> {
  await trx
    .insertInto('ceremonyMessage')
    .values({ electionId: id, ceremony, ...message, givenAt: now.toString() })
    .execute();
}

/** Elections whose trustees may wait for a mail: somebody was asked already, and the work is not over. */
export async function readElectionsWithTrusteesAsked(db: Reader): Promise<string[]> {
  const rows = await db
    .selectFrom('election')
    .innerJoin('trustee', 'trustee.electionId', 'election.id')
    .select('election.id')
    .distinct()
    .where('election.stage', 'in', ['draft', 'closed'])
    .where('trustee.invitedAt', 'is not', null)
    .execute();
  return rows.map(({ id }) => id);
}

export async function recordTrusteeKey(
  trx: Transaction,
  trustee: { electionId: string; owner: number },
  publicKey: string,
): Promise<void> {
  await trx
    .updateTable('trustee')
    .set({ publicKey })
    .where('electionId', '=', trustee.electionId)
    .where('owner', '=', trustee.owner)
    .execute();
}

export async function markDecrypted(
  trx: Transaction,
  trustee: { electionId: string; owner: number },
  now: Temporal.Instant,
): Promise<void> {
  await trx
    .updateTable('trustee')
    .set({ decryptedAt: now.toString() })
    .where('electionId', '=', trustee.electionId)
    .where('owner', '=', trustee.owner)
    .execute();
}

export async function recordServerKey(trx: Transaction, electionId: string, privateKey: string): Promise<void> {
  await trx.insertInto('serverKey').values({ electionId, privateKey }).execute();
}

export async function findServerKey(db: Reader, electionId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('serverKey')
    .select('privateKey')
    .where('electionId', '=', electionId)
    .executeTakeFirst();
  return row?.privateKey;
}

/** Once the result is on the board nobody needs the key; whoever finds it later could open single ballots. */
export async function eraseServerKey(trx: Transaction, electionId: string): Promise<void> {
  await trx.deleteFrom('serverKey').where('electionId', '=', electionId).execute();
}
