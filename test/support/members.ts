import { Temporal } from 'temporal-polyfill';
import { appendMemberEvents, type NewMemberEvent } from '../../db/member-events.ts';
import { ensurePeople } from '../../db/people.ts';
import type { Happening } from '../../membership/events.ts';
import { aName } from './names.ts';
import type { Product } from './product.ts';

export interface MadeMember {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

export interface Membership {
  readonly tier?: string;
  /** Instants as texts; `until` null: for life. */
  readonly from?: string;
  readonly until?: string | null;
  /** The year for which they affirmed; left out: the year of the product's clock; null: not at all. */
  readonly affirmed?: number | null;
}

/** Where members are written to: a product, or another installation's database and its time. */
type Archive = { readonly ports: Pick<Product['ports'], 'db'>; readonly clock: Pick<Product['clock'], 'now'> };

/** `voter0@members.example` … with a period each, written through the database's own functions. */
export async function someMembers(
  product: Archive,
  count: number,
  { tier = 'contributing', from = '2026-06-20T00:00:00Z', until = '2028-02-01T00:00:00Z', affirmed }: Membership = {},
): Promise<MadeMember[]> {
  const now = product.clock.now();
  const year = affirmed === undefined ? now.toZonedDateTimeISO('UTC').year : affirmed;
  const people = Array.from({ length: count }, (_, number) => ({
    name: aName(number),
    email: `voter${number}@members.example`,
  }));
  return product.ports.db.transaction().execute(async (trx) => {
    const ids = await ensurePeople(trx, people, now);
    const period: Happening = { kind: 'period', tier, facts: { from, until, source: 'granted' } };
    const affirmation: Happening[] = year === null ? [] : [{ kind: 'affirmed', facts: { year, how: 'staff' } }];
    const events = ids.flatMap((personId) =>
      [period, ...affirmation].map((happening): NewMemberEvent => ({ ...happening, personId })),
    );
    await appendMemberEvents(trx, events, now);
    return people.map((person, place) => ({ ...person, id: ids[place] ?? '' }));
  });
}

/** One person with a history of their own, recorded in this order at the product's present. */
export async function aMember(
  product: Archive,
  person: { readonly name: string; readonly email: string },
  happenings: readonly Happening[],
): Promise<MadeMember> {
  const now = product.clock.now();
  return product.ports.db.transaction().execute(async (trx) => {
    const [id = ''] = await ensurePeople(trx, [person], now);
    await appendMemberEvents(
      trx,
      happenings.map((happening): NewMemberEvent => ({ ...happening, personId: id })),
      now,
    );
    return { ...person, id };
  });
}

/** A period as a happening. */
export function aPeriod(tier: string, from: string, until: string | null): Happening {
  return { kind: 'period', tier, facts: { from: Temporal.Instant.from(from).toString(), until, source: 'granted' } };
}
