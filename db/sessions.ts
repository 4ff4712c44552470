import { sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import { hot, type Reader, type Transaction } from './connect.ts';
import { instantText } from './instants.ts';
import type { RoleColumn } from './schema.ts';

/** Somebody who is signed in now, as the session row says. */
export interface LiveSession {
  readonly sessionId: string;
  readonly person: {
    readonly id: string;
    readonly name: string;
    readonly email: string;
    readonly hasPassword: boolean;
    readonly roles: readonly RoleColumn[];
  };
}

export type SessionMethod = 'code' | 'link' | 'password' | 'set-up';

export async function recordSession(
  trx: Transaction,
  session: {
    personId: string;
    tokenHash: string;
    method: SessionMethod;
    startedAt: Temporal.Instant;
    expiresAt: Temporal.Instant;
  },
): Promise<string> {
  const { id } = await trx
    .insertInto('session')
    .values({ ...session, startedAt: session.startedAt.toString(), expiresAt: session.expiresAt.toString() })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** By the id in a valid access token, or by the hash of the opaque token; ended and expired sessions are not found. */
export async function findLiveSession(
  db: Reader,
  by: { id: string } | { tokenHash: string },
  now: Temporal.Instant,
): Promise<LiveSession | undefined> {
  const row = await db
    .selectFrom('session')
    .innerJoin('person as signedIn', 'signedIn.id', 'session.personId')
    // Whoever was merged into another person since is that person from now on.
    .innerJoin('person', (join) =>
      join.on('person.id', '=', sql<string>`coalesce(signed_in.merged_into, signed_in.id)`),
    )
    .modifyFront(hot)
    .select(['session.id as sessionId', 'person.id', 'person.name', 'person.email', 'person.passwordHash'])
    .select(sql<RoleColumn[]>`array(select role from role_grant where person_id = person.id order by role)`.as('roles'))
    .where((where) => ('id' in by ? where('session.id', '=', by.id) : where('session.tokenHash', '=', by.tokenHash)))
    .where('session.endedAt', 'is', null)
    .where('session.expiresAt', '>', instantText(now))
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const { sessionId, id, name, email, passwordHash, roles } = row;
  return { sessionId, person: { id, name, email, hasPassword: passwordHash !== null, roles } };
}

export async function endSession(trx: Transaction, sessionId: string, now: Temporal.Instant): Promise<void> {
  await trx
    .updateTable('session')
    .set({ endedAt: now.toString() })
    .where('id', '=', sessionId)
    .where('endedAt', 'is', null)
    .execute();
}

/** Ends every session of a person, but the one that asks. */
export async function endOtherSessions(
  trx: Transaction,
  personId: string,
  keep: string | null,
  now: Temporal.Instant,
): Promise<void> {
  await trx
    .updateTable('session')
    .set({ endedAt: now.toString() })
    .where('personId', '=', personId)
    .where('endedAt', 'is', null)
    .$if(keep !== null, (query) => query.where('id', '!=', keep ?? ''))
    .execute();
}
