import { Temporal } from 'temporal-polyfill';
import type { MemberEvent } from './events.ts';
import { daysLater, isBefore } from './instants.ts';
import { chainsOf, eventsInForce, leavingsOf, spansOf, type Leaving, type Span } from './spans.ts';
import { tierAt, type TierNow } from './terms-at.ts';
import type { MembershipRules, Tier } from './terms.ts';

export type StandingState =
  'applied' | 'pending-payment' | 'pending-approval' | 'active' | 'grace' | 'lapsed' | 'resigned' | 'terminated';

export interface Standing {
  /** The tier, mergers followed, and its name at the instant. */
  readonly tier: string;
  readonly name: string;
  readonly state: StandingState;
  /** Whether this standing, in its state, gives a vote by the tier's terms and the rule about grace. */
  readonly votes: boolean;
  /** Member of the tier since; null: never was. */
  readonly since: Temporal.Instant | null;
  /** Unbroken since, and until when (null: for life): of the present membership, or else of the latest one. */
  readonly from: Temporal.Instant | null;
  readonly until: Temporal.Instant | null;
  /** Until when a renewal leaves no gap; null: for life, or never a member. */
  readonly graceUntil: Temporal.Instant | null;
}

/** The organisation as far as members' standing depends on it. */
export interface Organisation {
  readonly tiers: readonly Tier[];
  readonly rules: MembershipRules;
}

/** What happened to a person concerning one tier, mergers followed. */
interface Holding extends TierNow {
  readonly spans: readonly Span[];
  readonly requests: readonly MemberEvent[];
  readonly leavings: readonly Leaving[];
}

/** The tiers that a person holds, held or asked for at an instant, best first. Events come in the order of recording. */
export function standingsOf(
  events: readonly MemberEvent[],
  organisation: Organisation,
  at: Temporal.Instant,
): Standing[] {
  const { tiers, rules } = organisation;
  const inForce = eventsInForce(events);
  const life = lifeIn(inForce, at);
  return holdingsOf(inForce, tiers, at)
    .flatMap((holding) => standingOf(holding, inForce, rules, at) ?? [])
    .filter(({ since }) => life === 'living' || since !== null)
    .toSorted((one, other) => rank(one) - rank(other) || compareEnds(one.until, other.until));
}

function holdingsOf(inForce: readonly MemberEvent[], tiers: readonly Tier[], at: Temporal.Instant): Holding[] {
  const leavings = leavingsOf(inForce);
  const known = new Map<string, TierNow | undefined>();
  const nowOf = (id: string) => {
    if (!known.has(id)) known.set(id, tierAt(tiers, id, at));
    return known.get(id);
  };
  const idAt = (id: string) => nowOf(id)?.id;
  const isSame = (one: string, other: string) =>
    one === other || (idAt(one) !== undefined && idAt(one) === idAt(other));
  const spans = spansOf(inForce, leavings, isSame);
  const requests = inForce.filter(({ kind }) => kind === 'applied' || kind === 'approved' || kind === 'refused');
  const mine = (tier: TierNow, id: string) => idAt(id) === tier.id;
  const named = [...new Set([...spans, ...requests].flatMap((one) => ('tier' in one ? (one.tier ?? []) : [])))];
  const held = new Map(named.flatMap((id) => nowOf(id) ?? []).map((tier) => [tier.id, tier]));
  return [...held.values()].map((tier) => ({
    ...tier,
    spans: spans.filter((span) => mine(tier, span.tier)),
    requests: requests.filter((event) => 'tier' in event && event.tier !== null && mine(tier, event.tier)),
    leavings: leavings.filter((leaving) => leaving.tier === null || mine(tier, leaving.tier)),
  }));
}

/**
 * Since when a person has been a member of tiers that vote without a gap, as the terms are at the instant; the latest such
 * time where none reaches it, undefined before the first.
 */
export function votingSince(
  events: readonly MemberEvent[],
  { tiers }: Organisation,
  at: Temporal.Instant,
): Temporal.Instant | undefined {
  const holdings = holdingsOf(eventsInForce(events), tiers, at).filter(({ terms }) => terms.votes);
  return chainsOf(holdings.flatMap(({ spans }) => spans)).findLast(({ from }) => !isBefore(at, from))?.from;
}

function standingOf(
  holding: Holding,
  inForce: readonly MemberEvent[],
  rules: MembershipRules,
  at: Temporal.Instant,
): Standing | undefined {
  const { id, terms, spans } = holding;
  const chains = chainsOf(spans);
  const present = chains.findLast(({ from }) => !isBefore(at, from));
  const request = requestOf(holding, inForce, at);
  const chain = present ?? chains[0];
  if (chain === undefined) {
    if (request === undefined) return undefined;
    const none = { since: null, from: null, until: null, graceUntil: null };
    return { tier: id, name: terms.name, state: request, votes: false, ...none };
  }
  const graceUntil = graceEnd(chain, terms.graceDays, rules.zone);
  const held = present === undefined ? 'applied' : stateOf(present, holding, graceUntil, at);
  const isOut = held !== 'active' && held !== 'grace';
  const state = isOut ? (request ?? held) : held;
  return {
    ...{ tier: id, name: terms.name, state },
    votes: terms.votes && (state === 'active' || (state === 'grace' && rules.graceVotes)),
    since: chains[0]?.from ?? null,
    ...{ from: chain.from, until: chain.until, graceUntil },
  };
}

function stateOf(
  chain: Span,
  { leavings }: Holding,
  graceUntil: Temporal.Instant | null,
  at: Temporal.Instant,
): StandingState {
  if (isBefore(at, chain.until)) return 'active';
  const left = leavings.filter((one) => !isBefore(at, one.at) && !isBefore(one.at, chain.until));
  if (left.some(({ why }) => why === 'terminated')) return 'terminated';
  if (left.some(({ why }) => why === 'resigned')) return 'resigned';
  if (left.length > 0) return 'lapsed';
  return isBefore(at, graceUntil) ? 'grace' : 'lapsed';
}

/** What was ended, by a refund or by leaving, has no grace. */
function graceEnd({ until, ending }: Span, graceDays: number, zone: string): Temporal.Instant | null {
  if (until === null) return null;
  return ending === 'over' ? daysLater(until, graceDays, zone) : until;
}

/** What somebody asked for and still waits for. A membership given since, a refusal, and leaving end the waiting. */
function requestOf(
  { spans, requests, leavings, terms }: Holding,
  inForce: readonly MemberEvent[],
  at: Temporal.Instant,
): StandingState | undefined {
  const known = requests.filter((event) => !isBefore(at, event.at));
  const asked = known.findLast(({ kind }) => kind === 'applied');
  if (asked === undefined) return undefined;
  const place = inForce.indexOf(asked);
  const isLater = (one: { readonly place: number }) => one.place > place;
  const hasLeft = leavings.some((one) => (isLater(one) || one.why === 'died') && !isBefore(at, one.at));
  if (spans.some(isLater) || hasLeft) return undefined;
  const answer = known.slice(known.indexOf(asked)).findLast(({ kind }) => kind !== 'applied');
  if (answer?.kind === 'refused') return undefined;
  if (terms.approval === 'staff' && answer === undefined) return 'pending-approval';
  return terms.approval !== 'appointment' && terms.fee.kind !== 'none' ? 'pending-payment' : 'applied';
}

const states: readonly StandingState[] = [
  'active',
  'grace',
  'pending-payment',
  'pending-approval',
  'applied',
  'lapsed',
  'resigned',
  'terminated',
];

function rank({ state, votes }: Standing): number {
  return states.indexOf(state) * 2 + (votes ? 0 : 1);
}

/** For life first, then whatever ends later. */
function compareEnds(one: Temporal.Instant | null, other: Temporal.Instant | null): number {
  if (one === null || other === null) return (one === null ? 0 : 1) - (other === null ? 0 : 1);
  return Temporal.Instant.compare(other, one);
}

/** Whether a person was known to be alive, and present in our records, at an instant. */
export function lifeOf(events: readonly MemberEvent[], at: Temporal.Instant): 'living' | 'deceased' | 'erased' {
  return lifeIn(eventsInForce(events), at);
}

function lifeIn(inForce: readonly MemberEvent[], at: Temporal.Instant): 'living' | 'deceased' | 'erased' {
  if (inForce.some((event) => event.kind === 'erased' && !isBefore(at, event.at))) return 'erased';
  const deaths = leavingsOf(inForce.filter(({ kind }) => kind === 'died'));
  return deaths.some((death) => !isBefore(at, death.at)) ? 'deceased' : 'living';
}
