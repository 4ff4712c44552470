import { Temporal } from 'temporal-polyfill';
import type { previewRefund as contract } from '../../api/money.ts';
import type { Deadline } from '../../api/values.ts';
import type { Reader } from '../../db/connect.ts';
import { readMemberEvents } from '../../db/member-events.ts';
import { findPayer, findPayment, findPeriodOf, readEntries, type Payment } from '../../db/payments.ts';
import { eligibilityOf } from '../../membership/eligibility.ts';
import type { MemberEvent } from '../../membership/events.ts';
import { lastDayBefore } from '../../membership/instants.ts';
import { standingsOf, type Organisation } from '../../membership/standing.ts';
import { tierAt } from '../../membership/terms-at.ts';
import type { AskOf } from '../ask.ts';
import { eligibilityForElections, type MyElection } from '../eligibility-for-elections.ts';
import { readMemberFacts } from '../member-facts.ts';
import { readOrganisation } from '../organisation.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problem.ts';
import { keptOf } from './ledger.ts';
import { refundableOf } from './payment-view.ts';
import { assertRefundable } from './refund-payment.ts';

/** What a refund of this moment would mean for the member; changes nothing. */
export async function previewRefund(
  { db, clock }: Pick<Ports, 'db' | 'clock'>,
  { path, query }: Pick<AskOf<typeof contract>, 'path' | 'query'>,
) {
  const payment = await findPayment(db, path.paymentId);
  const payer = payment === undefined ? undefined : await findPayer(db, { id: payment.personId });
  if (payment === undefined || payer === undefined) {
    throw new Problem('not-found', { detail: 'There is no such payment.' });
  }
  const now = clock.now();
  const entries = await readEntries(db, payment.id);
  const refundable = refundableOf(entries);
  assertRefundable(refundable, query.minor);
  const ends = keptOf(entries) - query.minor <= 0;
  const events = await readMemberEvents(db, payer.id);
  const then = ends ? await withPeriodEnded(db, payment, events, now) : events;
  const organisation = await readOrganisation(db, now);
  const elections = await eligibilityForElections(db, payer.id, now);
  return {
    ...{ refundable, ends, currency: payment.currency },
    standingNow: standingWords(events, organisation, payment, now),
    standingThen: standingWords(then, organisation, payment, now),
    elections: await Promise.all(elections.map((election) => forElection(db, payer.id, election, then, now))),
  };
}

async function withPeriodEnded(
  db: Reader,
  { id, tier, personId }: Payment,
  events: readonly MemberEvent[],
  now: Temporal.Instant,
): Promise<readonly MemberEvent[]> {
  const period = await findPeriodOf(db, id);
  if (period === undefined) return events;
  const facts = { period: period.eventId, at: now.toString(), reason: 'refund' };
  return [...events, { kind: 'period-ended', id: 'preview', personId, at: now, tier, facts }];
}

function standingWords(
  events: readonly MemberEvent[],
  organisation: Organisation,
  { tier }: Payment,
  now: Temporal.Instant,
): string {
  const id = tierAt(organisation.tiers, tier, now)?.id ?? tier;
  const standing = standingsOf(events, organisation, now).find((one) => one.tier === id);
  if (standing === undefined) return 'no membership';
  const { until, state } = standing;
  if (state !== 'active') return state;
  return until === null
    ? 'active for life'
    : `active through ${lastDayBefore(until, organisation.rules.zone).toString()}`;
}

/** A roll that is frozen, and a ballot that is cast, stay as they are. */
async function forElection(
  db: Reader,
  personId: string,
  { name, isFrozen, isIn, record, affirmBy, applyBy }: MyElection,
  then: readonly MemberEvent[],
  now: Temporal.Instant,
) {
  if (isFrozen) {
    const words = isIn
      ? 'The roll is frozen: the member stays on it, and a ballot that was cast counts.'
      : 'The roll is frozen: the member is not on it.';
    return { name, now: isIn, then: isIn, words };
  }
  const at = Temporal.Instant.from(record.at);
  const facts = (await readMemberFacts(db, [personId], now)).get(personId);
  const organisation = await readOrganisation(db, at);
  const cutOffs = { affirmBy: instantOf(affirmBy), applyBy: instantOf(applyBy) };
  const { eligible } = eligibilityOf(
    { events: then, participation: facts?.participation ?? [] },
    { ...organisation, ...cutOffs },
    at,
  );
  const words =
    eligible === isIn
      ? 'Nothing changes for this election.'
      : 'The member would not be on the roll, unless another membership begins before the record date.';
  return { name, now: isIn, then: eligible, words };
}

function instantOf(deadline: Deadline | null): Temporal.Instant | null {
  return deadline === null ? null : Temporal.Instant.from(deadline.at);
}
