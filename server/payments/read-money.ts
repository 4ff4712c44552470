import type { readMoney as contract } from '../../api/money.ts';
import { countOpenMoney, readEntriesOf, readPaymentsPage } from '../../db/payments.ts';
import { readReconciliations } from '../../db/provider-events.ts';
import type { AskOf } from '../ask.ts';
import { readOrganisation } from '../organisation.ts';
import type { Ports } from '../ports.ts';
import { officePaymentOf } from './payment-view.ts';

const perPage = 50;
const nights = 7;

/** A page of payments with what waits for somebody: second persons, disputes, and what the nights found. */
export async function readMoney(
  { db, clock, config, stripe }: Pick<Ports, 'db' | 'clock' | 'config' | 'stripe'>,
  { query }: Pick<AskOf<typeof contract>, 'query'>,
) {
  const { total, rows } = await readPaymentsPage(db, { ...query, search: query.search.trim(), perPage });
  const entries = await readEntriesOf(
    db,
    rows.map(({ id }) => id),
  );
  const organisation = await readOrganisation(db, clock.now());
  const runs = await readReconciliations(db, nights);
  return {
    takesCards: stripe !== undefined,
    secondPersonAbove: config.secondPersonAbove,
    ...(await countOpenMoney(db)),
    ...{ total, perPage },
    payments: await Promise.all(rows.map((row) => officePaymentOf(db, row, entries.get(row.id) ?? [], organisation))),
    reconciliations: runs.map(({ day, finishedAt, compared, differences }) => ({
      ...{ day, compared, differences },
      finishedAt: finishedAt?.toString() ?? null,
    })),
  };
}
