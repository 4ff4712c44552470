import { sql, type Selectable } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { Reader, Transaction } from './connect.ts';
import { chunks } from './chunks.ts';
import type { Database, Facts, MailKind } from './schema.ts';

export type Mail = Selectable<Database['mail']>;

export interface NewMail {
  readonly key: string;
  readonly kind: MailKind;
  readonly toAddress: string;
  readonly toName: string;
  readonly electionId?: string;
  readonly rollEntryId?: string;
  /** Whom it is about, where that is a member. */
  readonly personId?: string;
  readonly facts?: Facts;
  readonly secret?: Record<string, string>;
}

/** Writes mails into the ledger; one whose key is there already is left alone. Returns the ids of the new ones. */
export async function recordMails(
  trx: Transaction,
  mails: readonly NewMail[],
  now: Temporal.Instant,
): Promise<string[]> {
  const ids: string[] = [];
  for (const some of chunks(mails, 4000)) {
    const rows = await trx
      .insertInto('mail')
      .values(
        some.map(({ secret: _, facts, electionId, rollEntryId, personId, ...mail }) => ({
          ...mail,
          electionId: electionId ?? null,
          rollEntryId: rollEntryId ?? null,
          personId: personId ?? null,
          facts: JSON.stringify(facts ?? {}),
          queuedAt: now.toString(),
        })),
      )
      .onConflict((conflict) => conflict.column('key').doNothing())
      .returning(['id', 'key'])
      .execute();
    const secrets = new Map(some.map(({ key, secret }) => [key, secret]));
    const withSecret = rows.flatMap(({ id, key }) => {
      const secret = secrets.get(key);
      return secret === undefined ? [] : [{ mailId: id, secret: JSON.stringify(secret) }];
    });
    if (withSecret.length > 0) await trx.insertInto('mailSecret').values(withSecret).execute();
    ids.push(...rows.map(({ id }) => id));
  }
  return ids;
}

export function findMail(db: Reader, id: string): Promise<Mail | undefined> {
  return db.selectFrom('mail').selectAll().where('id', '=', id).executeTakeFirst();
}

export async function findMailSecret(db: Reader, mailId: string): Promise<Record<string, string> | undefined> {
  const row = await db.selectFrom('mailSecret').select('secret').where('mailId', '=', mailId).executeTakeFirst();
  return row?.secret;
}

export async function markMailSent(trx: Transaction, id: string, now: Temporal.Instant): Promise<void> {
  await trx
    .updateTable('mail')
    .set((set) => ({ state: 'sent' as const, sentAt: now.toString(), error: null, tries: set('tries', '+', 1) }))
    .where('id', '=', id)
    .execute();
  await trx.deleteFrom('mailSecret').where('mailId', '=', id).execute();
}

/** Records a failed try; with `isFinal` nothing will try again, and what the mail would have told is forgotten. */
export async function markMailFailed(trx: Transaction, id: string, error: string, isFinal: boolean): Promise<void> {
  await trx
    .updateTable('mail')
    .set((set) => ({ ...(isFinal ? { state: 'failed' as const } : {}), error, tries: set('tries', '+', 1) }))
    .where('id', '=', id)
    .where('state', '=', 'queued')
    .execute();
  if (isFinal) await trx.deleteFrom('mailSecret').where('mailId', '=', id).execute();
}

/** Writes down mails that are due and are not sent, each with its reason; one that is in the ledger stays as it is. */
export async function recordWithheldMails(
  trx: Transaction,
  mails: readonly { readonly mail: NewMail; readonly why: string }[],
  now: Temporal.Instant,
): Promise<void> {
  for (const some of chunks(mails, 4000)) {
    await trx
      .insertInto('mail')
      .values(
        some.map(({ mail: { key, kind, toAddress, toName, personId, facts }, why }) => ({
          ...{ key, kind, toAddress, toName, state: 'withheld' as const, error: why },
          personId: personId ?? null,
          facts: JSON.stringify(facts ?? {}),
          queuedAt: now.toString(),
        })),
      )
      .onConflict((conflict) => conflict.column('key').doNothing())
      .execute();
  }
}

/** It was due, and was not sent, for this reason; nothing is wrong with it. */
export async function markMailWithheld(trx: Transaction, id: string, why: string): Promise<void> {
  await trx
    .updateTable('mail')
    .set({ state: 'withheld', error: why })
    .where('id', '=', id)
    .where('state', '=', 'queued')
    .execute();
  await trx.deleteFrom('mailSecret').where('mailId', '=', id).execute();
}

/** How the ballot mails of an election stand, by each voter's newest one. */
export async function countBallotMails(
  db: Reader,
  electionId: string,
): Promise<{ queued: number; sent: number; failed: number }> {
  const rows = await db
    .selectFrom((select) =>
      select
        .selectFrom('mail')
        .select(['rollEntryId', 'state'])
        .distinctOn('rollEntryId')
        .where('electionId', '=', electionId)
        .where('kind', '=', 'ballot')
        .orderBy('rollEntryId')
        .orderBy('queuedAt', 'desc')
        .as('newest'),
    )
    .select(['state', sql<number>`count(*)::int`.as('mails')])
    .groupBy('state')
    .execute();
  const of = (state: string) => rows.find((row) => row.state === state)?.mails ?? 0;
  return { queued: of('queued'), sent: of('sent'), failed: of('failed') };
}

export interface MailboxMessage {
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

export async function recordMailboxMessage(
  trx: Transaction,
  message: MailboxMessage,
  now: Temporal.Instant,
): Promise<void> {
  const { to, ...rest } = message;
  await trx
    .insertInto('mailboxMessage')
    .values({ ...rest, toAddress: to, sentAt: now.toString() })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
}

export async function readMailboxPage(db: Reader, wanted: { to?: string | undefined; page: number; perPage: number }) {
  const rows = await db
    .selectFrom('mailboxMessage')
    .select(['id', 'toAddress', 'subject', 'text', 'sentAt', sql<number>`count(*) over ()::int`.as('total')])
    .$if(wanted.to !== undefined && wanted.to !== '', (query) =>
      query.where('toAddress', '=', (wanted.to ?? '').trim().toLowerCase()),
    )
    .orderBy('serial', 'desc')
    .limit(wanted.perPage)
    .offset((wanted.page - 1) * wanted.perPage)
    .execute();
  return { total: rows[0]?.total ?? 0, rows };
}

/** The facts of the mail under this key. */
export async function findMailFacts(db: Reader, key: string): Promise<Facts | undefined> {
  const row = await db.selectFrom('mail').select('facts').where('key', '=', key).executeTakeFirst();
  return row?.facts;
}

/** For each trustee's address, why the newest mail to it failed. */
export async function readTrusteeMailErrors(db: Reader, electionId: string): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .selectFrom('mail')
    .select(['toAddress', 'state', 'error'])
    .distinctOn('toAddress')
    .where('electionId', '=', electionId)
    .where('kind', 'in', ['trustee-key', 'trustee-share'])
    .orderBy('toAddress')
    .orderBy('queuedAt', 'desc')
    .execute();
  return new Map(rows.flatMap(({ toAddress, state, error }) => (state === 'failed' ? [[toAddress, error ?? '']] : [])));
}
