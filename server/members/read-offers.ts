import type { Temporal } from 'temporal-polyfill';
import type { readOffers as contract } from '../../api/me.ts';
import { readMemberEvents } from '../../db/member-events.ts';
import { standingsOf, type Organisation } from '../../membership/standing.ts';
import { termsAt } from '../../membership/terms-at.ts';
import type { Period, TierTerms } from '../../membership/terms.ts';
import type { AskOf } from '../ask.ts';
import { readOrganisation } from '../organisation.ts';
import type { Ports } from '../ports.ts';

/** The tiers that this visitor may choose, with what each asks for. */
export async function readOffers({ db, clock }: Ports, { caller }: AskOf<typeof contract>) {
  const now = clock.now();
  const { session } = caller;
  const organisation = await readOrganisation(db, now);
  const events = session === undefined ? [] : await readMemberEvents(db, session.person.id);
  const states = new Map(standingsOf(events, organisation, now).map(({ tier, state }) => [tier, state]));
  const tiers = offersOf(organisation, now, session !== undefined).map(({ id, terms }) => ({
    ...{ id, name: terms.name, about: terms.about, currency: terms.currency, fee: wireFee(terms) },
    ...{ lasts: lastsWords(terms.period), votes: terms.votes, attestation: terms.attestation },
    needsApproval: terms.approval === 'staff',
    state: states.get(id) ?? null,
  }));
  return { tiers, isSignedIn: session !== undefined };
}

/** Chosen by oneself, and shown to this kind of visitor. */
export function offersOf(
  { tiers }: Organisation,
  now: Temporal.Instant,
  isSignedIn: boolean,
): { id: string; terms: TierTerms }[] {
  return tiers.flatMap((tier) => {
    const terms = termsAt(tier, now);
    if (terms === undefined || terms.mergedInto !== null || terms.approval === 'appointment') return [];
    const isShown = terms.visibility === 'public' || (terms.visibility === 'members' && isSignedIn);
    return isShown ? [{ id: tier.id, terms }] : [];
  });
}

function wireFee({ fee }: TierTerms) {
  return fee.kind === 'sliding' ? { ...fee, presets: [...fee.presets] } : fee;
}

function lastsWords(period: Period): string {
  switch (period.kind) {
    case 'none':
      return 'Lasts until you leave';
    case 'fixed':
      return 'Lasts until the end of the membership year';
    case 'rolling':
      return period.months === 12 ? 'Lasts a year' : `Lasts ${period.months} months`;
  }
}
