import { Temporal } from 'temporal-polyfill';
import type { MemberEvent } from './events.ts';
import { earlier, instantOf, isBefore } from './instants.ts';
import type { PeriodSpan } from './periods.ts';

/** What remains when whatever was withdrawn is taken as never having been; the order of recording stays. */
export function eventsInForce(events: readonly MemberEvent[]): MemberEvent[] {
  const withdrawn = new Set<string>();
  for (const event of events.toReversed()) {
    if (event.kind === 'withdrawn' && !withdrawn.has(event.id)) withdrawn.add(event.facts.event);
  }
  return events.filter(({ id, kind }) => kind !== 'withdrawn' && !withdrawn.has(id));
}

/** Why a time ended: by itself, by a refund or correction, or because the person left, was made to leave, or died. */
export type Ending = 'over' | 'ended' | 'resigned' | 'terminated' | 'died';

/** A time for which a tier was given, as far as nothing cut it short; empty where it was ended from its beginning. */
export interface Span extends PeriodSpan {
  readonly tier: string;
  readonly ending: Ending;
  /** Its place among the events. */
  readonly place: number;
}

/** Leaving: of one tier or of all (null), at an instant. */
export interface Leaving {
  readonly tier: string | null;
  readonly at: Temporal.Instant;
  readonly why: 'resigned' | 'terminated' | 'died';
  readonly place: number;
}

/** All times for which tiers were given, in the order of recording. `isSame` says whether two names mean one tier. */
export function spansOf(
  inForce: readonly MemberEvent[],
  leavings: readonly Leaving[],
  isSame: (one: string, other: string) => boolean,
): Span[] {
  const endings = new Map<string, Temporal.Instant>();
  for (const event of inForce) {
    if (event.kind !== 'period-ended') continue;
    const at = instantOf(event.facts.at);
    endings.set(event.facts.period, earlier(endings.get(event.facts.period) ?? at, at));
  }
  return inForce.flatMap((event, place) => {
    const span = givenBy(event, place);
    if (span === undefined) return [];
    const ended = endings.get(event.id);
    const whole = ended === undefined ? span : cut(span, ended, 'ended');
    return leavings
      .filter((leaving) => leaving.tier === null || isSame(leaving.tier, span.tier))
      .filter((leaving) => endsIt(leaving, span))
      .reduce((left, { at, why }) => cut(left, at, why), whole);
  });
}

function givenBy(event: MemberEvent, place: number): Span | undefined {
  if (event.kind !== 'period' && event.kind !== 'appointed') return undefined;
  const until = event.kind === 'period' ? event.facts.until : null;
  return {
    tier: event.tier,
    from: instantOf(event.facts.from),
    until: until === null ? null : instantOf(until),
    ending: 'over',
    place,
  };
}

/** Leaving ends whatever was given before it was known, a renewal in advance included; who comes back later is back. */
function endsIt(leaving: Leaving, span: Span): boolean {
  return leaving.why === 'died' || span.place < leaving.place || isBefore(span.from, leaving.at);
}

function cut(span: Span, at: Temporal.Instant, ending: Ending): Span {
  if (isBefore(span.until, at)) return span;
  return { ...span, until: isBefore(at, span.from) ? span.from : at, ending };
}

/** Notices of leaving that stand, and the ends of lives. */
export function leavingsOf(inForce: readonly MemberEvent[]): Leaving[] {
  const lastWithdrawal = inForce.findLastIndex(({ kind }) => kind === 'termination-withdrawn');
  return inForce.flatMap((event, place): Leaving[] => {
    switch (event.kind) {
      case 'resigned':
        return [{ tier: event.tier, at: instantOf(event.facts.at), why: 'resigned', place }];
      case 'termination-noticed':
        if (place < lastWithdrawal) return [];
        return [{ tier: null, at: instantOf(event.facts.at), why: 'terminated', place }];
      case 'died':
        return [{ tier: null, at: dayOrInstant(event.facts.on), why: 'died', place }];
      case 'erased':
        return [{ tier: null, at: event.at, why: 'died', place }];
      default:
        return [];
    }
  });
}

/** A death is known by its day, or by its instant. */
function dayOrInstant(text: string): Temporal.Instant {
  return instantOf(text.length === 10 ? `${text}T00:00:00Z` : text);
}

/** Times that follow on one another without a gap, oldest first; empty ones are left out. */
export function chainsOf(spans: readonly Span[]): Span[] {
  const real = spans.filter(({ from, until }) => isBefore(from, until));
  return real
    .toSorted((one, other) => Temporal.Instant.compare(one.from, other.from))
    .reduce<Span[]>((chains, span) => {
      const last = chains.pop();
      if (last === undefined) return [span];
      if (isBefore(last.until, span.from)) return [...chains, last, span];
      return [...chains, isBefore(last.until, span.until) ? { ...span, from: last.from } : last];
    }, []);
}
