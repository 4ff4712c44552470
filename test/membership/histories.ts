import { Temporal } from 'temporal-polyfill';
import type { Happening, MemberEvent, Participation } from '../../membership/events.ts';
import { presetRules, presetTiers } from '../../membership/preset.ts';
import type { Organisation } from '../../membership/standing.ts';
import type { MembershipRules, Tier, TierTerms } from '../../membership/terms.ts';

/** Compact words for what happened to a member. A day stands for its first moment in UTC. */

export type Said = Happening & { readonly recorded?: string };

export function instant(text: string): Temporal.Instant {
  return Temporal.Instant.from(written(text));
}

function written(text: string): string {
  return text.length === 10 ? `${text}T00:00:00Z` : text.endsWith('Z') ? text : `${text}Z`;
}

/** Numbered from 1 in the order given; recorded on 15 January 2027 where nothing else is said. */
export function history(...said: readonly Said[]): MemberEvent[] {
  return said.map(({ recorded = '2027-01-15', ...happening }, place) => ({
    ...happening,
    id: String(place + 1),
    personId: 'person',
    at: instant(recorded),
  }));
}

export function held(tier: string, from: string, until: string | null): Said {
  const facts = { from: written(from), until: until === null ? null : written(until), source: 'payment' as const };
  return { kind: 'period', tier, facts };
}
export function fellow(from: string): Said {
  return { kind: 'appointed', tier: 'fellow', facts: { from: written(from), body: 'The members', vote: '402 of 512' } };
}
export function affirmed(year: number, recorded: string): Said {
  return { kind: 'affirmed', facts: { year, how: 'mail' }, recorded };
}
export function ended(period: number, at: string): Said {
  return {
    kind: 'period-ended',
    tier: 'supporting',
    facts: { period: String(period), at: written(at), reason: 'refund' },
  };
}
export function resigned(tier: string | null, at: string, recorded = '2027-01-15'): Said {
  return { kind: 'resigned', tier, facts: { at: written(at) }, recorded };
}
export function noticed(at: string): Said {
  return { kind: 'termination-noticed', facts: { at: written(at), hearingAt: written(at), reason: 'conduct' } };
}
export const noticeWithdrawn: Said = { kind: 'termination-withdrawn', facts: { reason: 'heard' } };
export function died(on: string): Said {
  return { kind: 'died', facts: { on } };
}
export function erased(recorded: string): Said {
  return { kind: 'erased', facts: {}, recorded };
}
export function withdrawn(event: number): Said {
  return { kind: 'withdrawn', facts: { event: String(event), reason: 'mistake' } };
}
export function applied(tier: string, recorded: string): Said {
  return { kind: 'applied', tier, facts: {}, recorded };
}
export function approved(tier: string, recorded: string): Said {
  return { kind: 'approved', tier, facts: {}, recorded };
}
export function refused(tier: string, recorded: string): Said {
  return { kind: 'refused', tier, facts: { reason: 'no hours' }, recorded };
}
export function renamed(): Said {
  return { kind: 'changed', facts: { field: 'name', before: 'A', after: 'B' } };
}

export function voted(electionId: string, closed: string): Participation {
  return { electionId, closedAt: instant(closed), isRegular: true, hasVoted: true };
}
export function missed(electionId: string, closed: string): Participation {
  return { electionId, closedAt: instant(closed), isRegular: true, hasVoted: false };
}
/** Not one of the board's regular elections. */
export function special(vote: Participation): Participation {
  return { ...vote, isRegular: false };
}

export const presetAsTiers: readonly Tier[] = presetTiers.map(({ id, terms }) => ({
  id,
  terms: terms.map((one) => ({ effectiveAt: instant(one.effectiveAt), terms: one.terms })),
}));

export function organisation(changes: Partial<MembershipRules> = {}, tiers = presetAsTiers): Organisation {
  return { tiers, rules: { ...presetRules, ...changes } };
}

/** The terms that a tier of the preset has now, changed. */
export function termsOf(id: string, changes: Partial<TierTerms> = {}): TierTerms {
  const terms = presetAsTiers.find((tier) => tier.id === id)?.terms.findLast((_, place) => place >= 0)?.terms;
  if (terms === undefined) throw new Error(`The preset has no tier ${id}`);
  return { ...terms, ...changes };
}

/** The preset with further terms for one tier from a day on. */
export function withTerms(id: string, from: string, changes: Partial<TierTerms>): Tier[] {
  const next = { effectiveAt: instant(from), terms: termsOf(id, changes) };
  return presetAsTiers.map((tier) => (tier.id === id ? { ...tier, terms: [...tier.terms, next] } : tier));
}
