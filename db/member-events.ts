import { sql, type Selectable } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { Happening, MemberEvent } from '../membership/events.ts';
import type { Reader, Transaction } from './connect.ts';
import { chunks } from './chunks.ts';
import type { Database } from './schema.ts';

export type NewMemberEvent = Happening & {
  readonly personId: string;
  /** Who recorded it; left out: the clock or a provider. */
  readonly actorId?: string;
  readonly paymentId?: string;
  readonly importId?: string;
};

/** Appends what happened to members, in the order given; answers with the events' ids. */
export async function appendMemberEvents(
  trx: Transaction,
  events: readonly NewMemberEvent[],
  now: Temporal.Instant,
): Promise<string[]> {
  const ids: string[] = [];
  for (const some of chunks(events, 5000)) {
    const given = some.map((event) => ({
      person_id: event.personId,
      kind: event.kind,
      tier: 'tier' in event ? event.tier : null,
      facts: event.facts,
      actor_id: event.actorId ?? null,
      payment_id: event.paymentId ?? null,
      import_id: event.importId ?? null,
    }));
    // One parameter instead of forty thousand: an import appends as many events as there are members.
    const { rows } = await sql<{ id: string }>`
      insert into member_event (person_id, at, kind, tier, facts, actor_id, payment_id, import_id)
      select person_id, ${now.toString()}::timestamptz, kind, tier, facts, actor_id, payment_id, import_id
      from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as given
        (person_id uuid, kind text, tier text, facts jsonb, actor_id uuid, payment_id uuid, import_id uuid)
      returning id`.execute(trx);
    ids.push(...rows.map(({ id }) => id));
  }
  return ids;
}

/** Everything that happened to one person, duplicates merged into that person included, in the order of recording. */
export async function readMemberEvents(db: Reader, personId: string): Promise<MemberEvent[]> {
  const rows = await db
    .selectFrom('memberEvent')
    .innerJoin('person', 'person.id', 'memberEvent.personId')
    .selectAll('memberEvent')
    .where((where) => where.or([where('person.id', '=', personId), where('person.mergedInto', '=', personId)]))
    .orderBy('memberEvent.id')
    .execute();
  return rows.map(eventOf);
}

/** As `readMemberEvents` for many people, by person. */
export async function readMemberEventsOf(
  db: Reader,
  personIds: readonly string[],
): Promise<Map<string, MemberEvent[]>> {
  // Two questions that indexes answer; asked as one, each would read all people.
  const duplicates = await db
    .selectFrom('person')
    .select(['id', 'mergedInto'])
    .where(sql<boolean>`merged_into = any(${personIds}::uuid[])`)
    .execute();
  const survivors = new Map(duplicates.map(({ id, mergedInto }) => [id, mergedInto ?? id]));
  const rows = await db
    .selectFrom('memberEvent')
    .selectAll()
    .where(sql<boolean>`person_id = any(${[...personIds, ...survivors.keys()]}::uuid[])`)
    .orderBy('id')
    .execute();
  return bySurvivor(rows.map((row) => ({ ...row, survivor: survivors.get(row.personId) ?? row.personId })));
}

function bySurvivor(
  rows: readonly (Selectable<Database['memberEvent']> & { readonly survivor: string })[],
): Map<string, MemberEvent[]> {
  const events = new Map<string, MemberEvent[]>();
  for (const { survivor, ...row } of rows) {
    const known = events.get(survivor);
    if (known === undefined) events.set(survivor, [eventOf(row)]);
    else known.push(eventOf(row));
  }
  return events;
}

/** The columns `kind`, `tier` and `facts` were written together by `appendMemberEvents`, so they fit each other. */
export function eventOf({ id, personId, at, kind, tier, facts }: Selectable<Database['memberEvent']>): MemberEvent {
  return { id, personId, at, kind, tier, facts } as MemberEvent;
}
