import type { MemberEvent } from './events.ts';
import { daysLater, isBefore } from './instants.ts';
import { lifeOf, standingsOf, type Organisation, type Standing } from './standing.ts';
import { tierAt, type TierNow } from './terms-at.ts';
import type { TierTerms } from './terms.ts';
import type { Temporal } from 'temporal-polyfill';

export type DuesKind = 'once' | 'yearly' | 'lifetime';

/** The largest payment that card pages take, in minor units. */
export const largestAmount = 99_999_999;

/** Why an amount cannot be paid; null: it can. `minor` may be anything that somebody sent. */
export function amountProblem(
  terms: TierTerms,
  asked: { readonly kind: DuesKind; readonly minor: number; readonly currency: string },
): string | null {
  const least = leastOf(terms, asked.kind);
  if (least === null) return 'This is not offered for this membership';
  if (asked.currency !== terms.currency) return `Dues are paid in ${terms.currency}`;
  if (!Number.isSafeInteger(asked.minor)) return 'Give a whole number of minor units';
  if (asked.minor < least) return 'This is less than the minimum';
  if (asked.minor > largestAmount) return 'This is more than can be paid at once';
  if (isFixed(terms, asked.kind) && asked.minor !== least) return 'The dues are a fixed amount';
  return null;
}

/** The least that is paid; null: not offered. */
export function leastOf({ fee, lifetimeFee, period }: TierTerms, kind: DuesKind): number | null {
  if (kind === 'lifetime') return lifetimeFee;
  // A year that begins for everybody on one day cannot be renewed on the day of the payment.
  if (fee.kind === 'none' || (kind === 'yearly' && period.kind !== 'rolling')) return null;
  return fee.kind === 'fixed' ? fee.amount : fee.minimum;
}

function isFixed({ fee }: TierTerms, kind: DuesKind): boolean {
  return kind === 'lifetime' || fee.kind === 'fixed';
}

/** Whether somebody can pay dues in a tier now, and if not, why. `too-early` has the instant from which they can. */
export type DuesState =
  | { readonly state: 'open' | 'for-life' | 'not-approved' | 'not-offered' }
  | { readonly state: 'too-early'; readonly from: Temporal.Instant };

export function duesState(
  events: readonly MemberEvent[],
  organisation: Organisation,
  tier: TierNow,
  at: Temporal.Instant,
): DuesState {
  const standing = standingIn(events, organisation, tier, at);
  const { terms } = tier;
  const isPaid = terms.fee.kind !== 'none' || terms.lifetimeFee !== null;
  const isHeld = standing !== undefined && standing.state !== 'terminated';
  if (!isPaid || terms.approval === 'appointment' || lifeOf(events, at) !== 'living') return { state: 'not-offered' };
  if (standing?.state === 'terminated' || (terms.visibility === 'staff' && !isHeld)) return { state: 'not-offered' };
  const isMember = standing?.state === 'active' || standing?.state === 'grace';
  if (terms.approval === 'staff' && !isMember && standing?.state !== 'pending-payment')
    return { state: 'not-approved' };
  if (standing?.state !== 'active') return { state: 'open' };
  if (standing.until === null) return { state: 'for-life' };
  const from = daysLater(standing.until, -terms.renewalOpensDays, organisation.rules.zone);
  return isBefore(at, from) ? { state: 'too-early', from } : { state: 'open' };
}

export function standingIn(
  events: readonly MemberEvent[],
  organisation: Organisation,
  tier: TierNow,
  at: Temporal.Instant,
): Standing | undefined {
  return standingsOf(events, organisation, at).find((one) => one.tier === tier.id);
}

/** The tiers as they are at an instant, each once: those that were merged away are left out. */
export function tiersAt({ tiers }: Organisation, at: Temporal.Instant): TierNow[] {
  return tiers.flatMap(({ id }) => {
    const now = tierAt(tiers, id, at);
    return now?.id === id ? [now] : [];
  });
}
