import type { Temporal } from 'temporal-polyfill';
import type { ExportColumn, ExportQuery } from '../../api/members.ts';
import { appendAudit } from '../../db/audit.ts';
import { readMemberEventsOf } from '../../db/member-events.ts';
import { countMembers, streamMembers, type FoundMember } from '../../db/members.ts';
import type { MemberEvent } from '../../membership/events.ts';
import { standingsOf, type Organisation, type Standing } from '../../membership/standing.ts';
import { actorOf, type Person } from '../ask.ts';
import { byteOrderMark, csvLines } from '../csv.ts';
import { beginText, endText } from '../member-dates.ts';
import { readOrganisation } from '../organisation.ts';
import type { Ports } from '../ports.ts';

/**
 * Members as a CSV that our own import reads back without a change: a line for each person and tier held, days in the
 * organisation's zone. Who took it, how many and by which filter stands in the log before the first byte leaves.
 */
export async function exportMembers(
  { db, clock }: Pick<Ports, 'db' | 'clock'>,
  { caller, query }: { caller: Person; query: ExportQuery },
): Promise<AsyncIterable<string>> {
  const now = clock.now();
  const { columns, ...wanted } = query;
  const organisation = await readOrganisation(db, now);
  const people = await countMembers(db, wanted);
  const facts = { people, columns: columns.join(', '), filter: filterWords(wanted) };
  await db
    .transaction()
    .execute((trx) => appendAudit(trx, { at: now, actor: actorOf(caller), action: 'export-members', facts }));
  return linesOf(db, { columns, wanted, organisation, now });
}

async function* linesOf(
  db: Ports['db'],
  how: {
    columns: readonly ExportColumn[];
    wanted: Parameters<typeof streamMembers>[1];
    organisation: Organisation;
    now: Temporal.Instant;
  },
): AsyncGenerator<string> {
  yield byteOrderMark + csvLines([how.columns.map((column) => headings[column])]);
  for await (const members of streamMembers(db, how.wanted)) {
    const events = await readMemberEventsOf(
      db,
      members.map(({ id }) => id),
    );
    yield csvLines(members.flatMap((member) => rowsOf(member, events.get(member.id) ?? [], how)));
  }
}

const headings: Readonly<Record<ExportColumn, string>> = {
  number: 'Member number',
  name: 'Name',
  email: 'Mail address',
  city: 'City',
  country: 'Country',
  tier: 'Tier',
  state: 'Stands',
  from: 'Member from',
  until: 'Paid until',
  affirmed: 'Affirmed year',
  body: 'Appointed by',
  vote: 'Vote',
};

const perTier: readonly ExportColumn[] = ['tier', 'state', 'from', 'until', 'body', 'vote'];

function rowsOf(
  member: FoundMember,
  events: readonly MemberEvent[],
  {
    columns,
    organisation,
    now,
  }: { columns: readonly ExportColumn[]; organisation: Organisation; now: Temporal.Instant },
): string[][] {
  const held = columns.some((column) => perTier.includes(column))
    ? standingsOf(events, organisation, now).filter(({ from }) => from !== null)
    : [];
  const row = (standing: Standing | undefined) =>
    columns.map((column) => cellOf(column, { member, events, standing, zone: organisation.rules.zone }));
  return held.length === 0 ? [row(undefined)] : held.map(row);
}

function cellOf(
  column: ExportColumn,
  {
    member,
    events,
    standing,
    zone,
  }: { member: FoundMember; events: readonly MemberEvent[]; standing: Standing | undefined; zone: string },
): string {
  switch (column) {
    case 'number':
    case 'name':
    case 'email':
    case 'city':
    case 'country':
      return member[column];
    case 'tier':
      return standing?.name ?? '';
    case 'state':
      return standing?.state ?? '';
    case 'from':
      return standing === undefined || standing.from === null ? '' : beginText(standing.from, zone);
    case 'until':
      if (standing === undefined) return '';
      return standing.until === null ? 'life' : endText(standing.until, zone);
    case 'affirmed':
      return affirmedYear(events);
    case 'body':
    case 'vote':
      return appointmentOf(events, standing)?.[column] ?? '';
  }
}

function appointmentOf(events: readonly MemberEvent[], standing: Standing | undefined) {
  const appointments: readonly { readonly body: string; readonly vote: string }[] = events.flatMap((event) =>
    event.kind === 'appointed' && event.tier === standing?.tier ? [event.facts] : [],
  );
  return appointments.at(-1);
}

function affirmedYear(events: readonly MemberEvent[]): string {
  const withdrawn = new Set(events.flatMap((event) => (event.kind === 'withdrawn' ? [event.facts.event] : [])));
  const years = events.flatMap((event) =>
    event.kind === 'affirmed' && !withdrawn.has(event.id) ? [event.facts.year] : [],
  );
  return years.length === 0 ? '' : String(Math.max(...years));
}

function filterWords(wanted: Readonly<Record<string, unknown>>): string {
  const said = Object.entries(wanted).filter(([, value]) => value !== undefined && value !== '');
  return said.length === 0 ? 'everybody' : said.map(([name, value]) => `${name} ${String(value)}`).join(', ');
}
