import { Temporal } from 'temporal-polyfill';
import type { KnownPerson } from '../../db/imports.ts';
import type { MemberEvent } from '../../membership/events.ts';
import { standingsOf, type Organisation, type Standing } from '../../membership/standing.ts';
import { termsAt } from '../../membership/terms-at.ts';
import { beginText, endText } from '../member-dates.ts';
import type { RowFields } from './read-row.ts';

/** What a row changes, in words for people (`before`, `after`), and what is to be recorded (`fields`). */
export interface Changes {
  readonly before: Record<string, string>;
  readonly after: Record<string, string>;
  readonly fields: Record<string, string>;
  readonly note: string | null;
}
export interface World {
  readonly organisation: Organisation;
  readonly at: Temporal.Instant;
}

const details = ['name', 'email', 'city', 'country'] as const;

/** The difference between a row and what is here. A row takes nothing away: what it leaves empty stays, periods are added. */
export function planChanges(
  row: RowFields,
  person: KnownPerson | undefined,
  events: readonly MemberEvent[],
  world: World,
  skip: { readonly address: boolean; readonly details: boolean },
): Changes | { readonly problem: string } {
  const changes = { before: {} as Record<string, string>, after: {} as Record<string, string> };
  for (const field of details) {
    const value = row[field];
    if (value === undefined || value === (person?.[field] ?? '')) continue;
    if (skip.details || (field === 'email' && skip.address)) continue;
    changes.before[field] = person?.[field] ?? '';
    changes.after[field] = value;
  }
  const fields: Record<string, string> = { ...row };
  const membership = row.tier === undefined ? undefined : planMembership(row, row.tier, events, world);
  if (membership !== undefined && 'problem' in membership) return membership;
  if (membership?.after !== undefined) {
    changes.before['membership'] = membership.before;
    changes.after['membership'] = membership.after;
    Object.assign(fields, membership.fields);
  }
  if (row.affirmed !== undefined && !hasAffirmed(events, Number(row.affirmed))) {
    changes.before['affirmed'] = '';
    changes.after['affirmed'] = row.affirmed;
  }
  return { ...changes, fields, note: membership?.note ?? null };
}

interface MembershipPlan {
  readonly before: string;
  /** Undefined: nothing is to be added. */
  readonly after?: string;
  readonly fields?: Record<string, string>;
  readonly note: string | null;
}

function planMembership(
  row: RowFields,
  tier: string,
  events: readonly MemberEvent[],
  { organisation, at }: World,
): MembershipPlan | { readonly problem: string } {
  const known = organisation.tiers.find(({ id }) => id === tier);
  const terms = known === undefined ? undefined : termsAt(known, at);
  if (terms === undefined) return { problem: `There is no tier “${tier}” now` };
  const target = terms.mergedInto ?? tier;
  const zone = organisation.rules.zone;
  const held = standingsOf(events, organisation, at).find((one) => one.tier === target && one.from !== null);
  const before = held === undefined ? '' : standingText(held, zone);
  if (terms.approval === 'appointment') return planAppointment(row, held, { before, name: terms.name, at, zone });
  const isForLife = row.until === 'life' || (row.until === undefined && terms.period.kind === 'none');
  if (row.until === undefined && !isForLife) {
    if (held !== undefined && row.from !== undefined && isSame(held.from, row.from)) return { before, note: null };
    return { problem: `It does not say until when ${terms.name} is held` };
  }
  const wanted = {
    from: Temporal.Instant.from(row.from ?? held?.from?.toString() ?? at.toString()),
    until: isForLife || row.until === undefined ? null : Temporal.Instant.from(row.until),
  };
  if (held !== undefined && covers(held, wanted)) {
    const isShorter = wanted.until !== null && (held.until === null || !held.until.equals(wanted.until));
    return { before, note: isShorter ? 'It is held for longer already; an import shortens nothing.' : null };
  }
  const period = continued(held, wanted);
  return {
    before,
    after: periodText(terms.name, period.from, period.until, zone),
    fields: {
      act: 'period',
      tier: target,
      periodFrom: period.from.toString(),
      periodUntil: period.until?.toString() ?? 'life',
    },
    note: null,
  };
}

function planAppointment(
  row: RowFields,
  held: Standing | undefined,
  { before, name, at, zone }: { before: string; name: string; at: Temporal.Instant; zone: string },
): MembershipPlan {
  if (held !== undefined && held.until === null) return { before, note: null };
  const from = Temporal.Instant.from(row.from ?? at.toString());
  return {
    before,
    after: periodText(name, from, null, zone),
    fields: {
      act: 'appointed',
      periodFrom: from.toString(),
      body: row.body ?? 'not recorded',
      vote: row.vote ?? 'not recorded',
    },
    note: null,
  };
}

type Span = { readonly from: Temporal.Instant; readonly until: Temporal.Instant | null };

function covers({ from, until }: Standing, wanted: Span): boolean {
  if (from === null || Temporal.Instant.compare(from, wanted.from) > 0) return false;
  return until === null || (wanted.until !== null && Temporal.Instant.compare(until, wanted.until) >= 0);
}

/** What is held already is not added a second time: a longer membership is a period that follows it. */
function continued(held: Standing | undefined, wanted: Span): Span {
  const { from = null, until = null } = held ?? {};
  if (from === null || until === null) return wanted;
  const begins = Temporal.Instant.compare(from, wanted.from) <= 0 && Temporal.Instant.compare(wanted.from, until) <= 0;
  return begins ? { from: until, until: wanted.until } : wanted;
}

function isSame(one: Temporal.Instant | null, other: string): boolean {
  return one !== null && one.equals(Temporal.Instant.from(other));
}

function hasAffirmed(events: readonly MemberEvent[], year: number): boolean {
  const withdrawn = new Set(events.flatMap((event) => (event.kind === 'withdrawn' ? [event.facts.event] : [])));
  return events.some((event) => event.kind === 'affirmed' && event.facts.year === year && !withdrawn.has(event.id));
}

function standingText({ name, from, until }: Standing, zone: string): string {
  return from === null ? name : periodText(name, from, until, zone);
}

function periodText(name: string, from: Temporal.Instant, until: Temporal.Instant | null, zone: string): string {
  return `${name}, ${beginText(from, zone)} ${until === null ? 'for life' : `to ${endText(until, zone)}`}`;
}
