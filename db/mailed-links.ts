import type { Temporal } from 'temporal-polyfill';
import { chunks } from './chunks.ts';
import type { Reader, Transaction } from './connect.ts';
import { instantText } from './instants.ts';
import type { Facts, LinkPurpose } from './schema.ts';

export interface MailedLink {
  readonly tokenHash: string;
  readonly purpose: LinkPurpose;
  readonly personId: string | null;
  readonly facts: Facts;
  readonly expiresAt: Temporal.Instant;
  readonly usedAt: Temporal.Instant | null;
}

export async function recordMailedLinks(
  trx: Transaction,
  links: readonly {
    tokenHash: string;
    purpose: LinkPurpose;
    personId?: string;
    facts?: Facts;
    expiresAt: Temporal.Instant;
  }[],
  now: Temporal.Instant,
): Promise<void> {
  for (const some of chunks(links, 5000)) {
    await trx
      .insertInto('mailedLink')
      .values(
        some.map(({ tokenHash, purpose, personId, facts, expiresAt }) => ({
          ...{ tokenHash, purpose },
          personId: personId ?? null,
          facts: JSON.stringify(facts ?? {}),
          madeAt: now.toString(),
          expiresAt: expiresAt.toString(),
        })),
      )
      .execute();
  }
}

/** The link with this token and purpose, used or not, while it has not expired. */
export function findMailedLink(
  db: Reader,
  by: { tokenHash: string; purpose: LinkPurpose },
  now: Temporal.Instant,
): Promise<MailedLink | undefined> {
  return db
    .selectFrom('mailedLink')
    .select(['tokenHash', 'purpose', 'personId', 'facts', 'expiresAt', 'usedAt'])
    .where('tokenHash', '=', by.tokenHash)
    .where('purpose', '=', by.purpose)
    .where('expiresAt', '>', instantText(now))
    .executeTakeFirst();
}

/** Marks a link as used; false when somebody else was quicker. */
export async function useMailedLink(trx: Transaction, tokenHash: string, now: Temporal.Instant): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('mailedLink')
    .set({ usedAt: now.toString() })
    .where('tokenHash', '=', tokenHash)
    .where('usedAt', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}
