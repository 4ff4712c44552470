import { sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { Transaction } from './connect.ts';
import { instantText } from './instants.ts';

/**
 * Deletes what is only dead weight: sign-in requests a day after they ended, mailed links that do nothing any more (one
 * may hold a stranger's address), and limits whose time is over (these are counted in the database's own time).
 */
export async function deleteExpired(trx: Transaction, now: Temporal.Instant): Promise<void> {
  await trx
    .deleteFrom('signInRequest')
    .where('expiresAt', '<', instantText(now.subtract({ hours: 24 })))
    .execute();
  await trx.deleteFrom('mailedLink').where('expiresAt', '<', instantText(now)).execute();
  await sql`delete from rate_limit where expire < extract(epoch from now()) * 1000`.execute(trx);
}
