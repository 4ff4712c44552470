import type { TierDues } from '../../api/dues.ts';
import type { Reader } from '../../db/connect.ts';
import { readMemberEvents } from '../../db/member-events.ts';
import { readSubscriptionsOf, type Subscription } from '../../db/subscriptions.ts';
import { duesState, leastOf, standingIn, tiersAt } from '../../membership/dues.ts';
import type { MemberEvent } from '../../membership/events.ts';
import type { Organisation } from '../../membership/standing.ts';
import type { TierNow } from '../../membership/terms-at.ts';
import { spanOf } from './settle-payment.ts';
import type { Temporal } from 'temporal-polyfill';

/** What one person can pay at an instant, tier by tier; tiers that are none of theirs are left out. */
export async function tierDuesOf(
  db: Reader,
  personId: string,
  organisation: Organisation,
  at: Temporal.Instant,
): Promise<TierDues[]> {
  const events = await readMemberEvents(db, personId);
  const renewals = (await readSubscriptionsOf(db, personId)).filter(({ state }) => state !== 'cancelled');
  return tiersAt(organisation, at)
    .map((tier) =>
      duesOf(
        tier,
        events,
        organisation,
        renewals.find((one) => one.tier === tier.id),
        at,
      ),
    )
    .filter(({ state }) => state !== 'not-offered');
}

function duesOf(
  tier: TierNow,
  events: readonly MemberEvent[],
  organisation: Organisation,
  renewal: Subscription | undefined,
  at: Temporal.Instant,
): TierDues {
  const { id, terms } = tier;
  const standing = standingIn(events, organisation, tier, at);
  const asked = duesState(events, organisation, tier, at);
  const isMember = standing?.state === 'active' || standing?.state === 'grace';
  const gives = (kind: 'once' | 'lifetime') => {
    const span = spanOf(events, organisation, { tier: id, kind }, at);
    return span === undefined ? null : { from: span.from.toString(), until: span.until?.toString() ?? null };
  };
  const { fee } = terms;
  return {
    ...{ tier: id, name: terms.name, about: terms.about, currency: terms.currency, votes: terms.votes, isMember },
    suggested: fee.kind === 'sliding' ? fee.suggested : leastOf(terms, 'once'),
    minimum: leastOf(terms, 'once'),
    presets: fee.kind === 'sliding' ? [...fee.presets] : [],
    lifetime: leastOf(terms, 'lifetime'),
    isFixed: fee.kind === 'fixed',
    offersYearly: leastOf(terms, 'yearly') !== null,
    attestation: terms.attestation === null ? null : { ...terms.attestation },
    state: renewal !== undefined && renewal.cancelsAt === null ? 'renews' : asked.state,
    opensAt: asked.state === 'too-early' ? asked.from.toString() : null,
    until: isMember ? (standing.until?.toString() ?? null) : null,
    gives: fee.kind === 'none' ? null : gives('once'),
    givesForLife: terms.lifetimeFee === null ? null : gives('lifetime'),
    renewal: renewal === undefined ? null : renewalOf(renewal),
  };
}

function renewalOf({ amountMinor, currency, state, currentUntil, cancelsAt }: Subscription): TierDues['renewal'] {
  return {
    ...{ minor: amountMinor, currency, state: state === 'past-due' ? 'past-due' : 'active' },
    next: currentUntil.toString(),
    endsAt: cancelsAt?.toString() ?? null,
  };
}
