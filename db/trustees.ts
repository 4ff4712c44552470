import { sql, type Selectable } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { Reader, Transaction } from './connect.ts';
import type { Database } from './schema.ts';

export type Trustee = Selectable<Database['trustee']>;

export function readTrustees(db: Reader, electionId: string): Promise<Trustee[]> {
  return db.selectFrom('trustee').selectAll().where('electionId', '=', electionId).orderBy('owner').execute();
}

export function findTrusteeByToken(db: Reader, electionId: string, tokenHash: string): Promise<Trustee | undefined> {
  return db
    .selectFrom('trustee')
    .selectAll()
    .where('electionId', '=', electionId)
    .where('tokenHash', '=', tokenHash)
    .executeTakeFirst();
}

/** Replaces the list; whoever stays, by address, keeps the key and the link. */
export async function recordTrustees(
  trx: Transaction,
  electionId: string,
  trustees: readonly { name: string; email: string }[],
): Promise<void> {
  const before = new Map((await readTrustees(trx, electionId)).map((trustee) => [trustee.email, trustee]));
  await trx.deleteFrom('trustee').where('electionId', '=', electionId).execute();
  if (trustees.length === 0) return;
  await trx
    .insertInto('trustee')
    .values(
      trustees.map(({ name, email }, place) => {
        const known = before.get(email);
        return {
          electionId,
          owner: place + 1,
          name,
          email,
          tokenHash: known?.tokenHash ?? null,
          invitedAt: known?.invitedAt?.toString() ?? null,
          publicKey: known?.publicKey ?? null,
        };
      }),
    )
    .execute();
}

export async function recordTrusteeLink(
  trx: Transaction,
  trustee: { electionId: string; owner: number },
  tokenHash: string,
  now: Temporal.Instant,
): Promise<void> {
  await trx
    .updateTable('trustee')
    .set({ tokenHash, invitedAt: now.toString() })
    .where('electionId', '=', trustee.electionId)
    .where('owner', '=', trustee.owner)
    .execute();
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

/** Serialises invitations with changes of the list. */
export async function lockTrustees(trx: Transaction, electionId: string): Promise<Trustee[]> {
  await sql`select 1 from trustee where election_id = ${electionId} for update`.execute(trx);
  return readTrustees(trx, electionId);
}
