import type { Temporal } from 'temporal-polyfill';
import type { readMyMembership as contract, MyReason } from '../../api/me.ts';
import { findNewestMailTo } from '../../db/self-service.ts';
import { eligibilityOf, type Reason } from '../../membership/eligibility.ts';
import { standingsOf, type Organisation, type Standing } from '../../membership/standing.ts';
import { tierAt } from '../../membership/terms-at.ts';
import { reasonWords } from '../../membership/words.ts';
import type { AskOf } from '../ask.ts';
import { eligibilityForElections } from '../eligibility-for-elections.ts';
import { readMemberFacts } from '../member-facts.ts';
import { readOrganisation } from '../organisation.ts';
import type { Ports } from '../ports.ts';
import { findPersonNumber } from '../../db/self-service.ts';
import { leavingOf } from './leave-tier.ts';

/** The member's card: whether the vote is there, by which rules, and what to do. */
export async function readMyMembership({ db, clock, config }: Ports, { caller }: AskOf<typeof contract>) {
  const { id, email } = caller.session.person;
  const now = clock.now();
  const organisation = await readOrganisation(db, now);
  const person = (await readMemberFacts(db, [id], now)).get(id) ?? { events: [], participation: [] };
  const { zone, resignationNoticeDays } = organisation.rules;
  const wire = (reason: Reason) => wireMyReason(reason, organisation, now);
  const votes = await eligibilityForElections(db, id, now);
  const today = eligibilityOf(person, { ...organisation, affirmBy: null, applyBy: null }, now);
  return {
    now: now.toString(),
    zone,
    help: config.helpAddress,
    number: await findPersonNumber(db, id),
    year: now.toZonedDateTimeISO(zone).year,
    votes: votes.map(({ reasons, exception, ...vote }) => ({
      ...vote,
      reasons: reasons.map(wire),
      exception: exception && { ...exception, askedAt: exception.askedAt.toString() },
    })),
    today: { isEligible: today.eligible, reasons: today.reasons.map(wire) },
    standings: standingsOf(person.events, organisation, now).map((standing) => ({
      ...wireStanding(standing),
      renewal: renewalOf(standing, organisation, now),
      leavesAt: leavingOf(person.events, standing.tier, now)?.at.toString() ?? null,
    })),
    mail: await mailOf(db, email),
    leavesAt: leavingOf(person.events, null, now)?.at.toString() ?? null,
    noticeDays: resignationNoticeDays,
  };
}

function wireMyReason(reason: Reason, { tiers, rules }: Organisation, now: Temporal.Instant): MyReason {
  const { rule, holds, code, tier, act, actBy } = reason;
  const nameOf = (id: string) => tierAt(tiers, id, now)?.terms.name ?? id;
  const words = reasonWords(reason, { zone: rules.zone, nameOf });
  return { rule, holds, code, tier, words, act, actBy: actBy?.toString() ?? null };
}

function wireStanding({ since, from, until, graceUntil, ...rest }: Standing) {
  const text = (at: Temporal.Instant | null) => at?.toString() ?? null;
  return { ...rest, since: text(since), from: text(from), until: text(until), graceUntil: text(graceUntil) };
}

function renewalOf({ tier, state, until }: Standing, { tiers }: Organisation, now: Temporal.Instant) {
  const terms = tierAt(tiers, tier, now)?.terms;
  if (terms === undefined || until === null || terms.approval === 'appointment') return null;
  if (state !== 'active' && state !== 'grace' && state !== 'lapsed') return null;
  const opensAt = until.subtract({ hours: 24 * terms.renewalOpensDays });
  const act = terms.fee.kind === 'none' ? ('certify' as const) : ('pay' as const);
  return { act, opensAt: opensAt.toString(), isOpen: now.epochMilliseconds >= opensAt.epochMilliseconds };
}

async function mailOf(db: Ports['db'], address: string) {
  const { failed, sent } = await findNewestMailTo(db, address);
  const isFailing = failed !== null && (sent === null || sent.epochMilliseconds < failed.epochMilliseconds);
  return { isFailing, lastSentAt: sent?.toString() ?? null };
}
