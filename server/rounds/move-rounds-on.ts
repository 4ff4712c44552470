import { Temporal } from 'temporal-polyfill';
import type { Transaction } from '../../db/connect.ts';
import {
  findLastRound,
  findRound,
  lockProgramme,
  lockRound,
  markReminded,
  readProgrammes,
  readSeatHolders,
  recordRound,
  type Programme,
  type Round,
} from '../../db/rounds.ts';
import { enqueueMails } from '../outbox.ts';
import type { Ports } from '../ports.ts';
import { missingVotes, readRoundFacts, type RoundFacts } from '../round-facts.ts';
import { calendarOf } from './assert-programme.ts';
import { endOfDay } from './dates-view.ts';
import { decideRound } from './decide-round.ts';
import { roundAfter, type RoundDates } from './round-dates.ts';

type Needed = Pick<Ports, 'db' | 'clock' | 'queue'>;

/** Before the end of a review, to whoever has not voted on all. */
const reminderHours = 72;

/**
 * Opens, reminds and decides whatever is due. Any number of workers may run it at once: they take turns, and look again.
 */
export async function moveRoundsOn(ports: Needed): Promise<void> {
  for (const programme of await readProgrammes(ports.db)) {
    let last = await findLastRound(ports.db, programme.id);
    for (let step = dueStep(programme, last, ports.clock.now()); step !== undefined;) {
      await ports.db.transaction().execute((trx) => take(ports, trx, programme));
      last = await findLastRound(ports.db, programme.id);
      step = dueStep(programme, last, ports.clock.now());
    }
  }
}

type Step =
  { readonly at: 'open'; readonly dates: RoundDates } | { readonly at: 'remind' | 'decide'; readonly round: Round };

function dueStep(programme: Programme, last: Round | undefined, now: Temporal.Instant): Step | undefined {
  const isDue = (at: Temporal.Instant) => Temporal.Instant.compare(at, now) <= 0;
  if (last !== undefined && last.decidedAt === null) {
    if (isDue(last.reviewEndsAt)) return { at: 'decide', round: last };
    const remindAt = last.reviewEndsAt.subtract({ hours: reminderHours });
    return last.remindedAt === null && isDue(remindAt) ? { at: 'remind', round: last } : undefined;
  }
  let dates = roundAfter(calendarOf(programme), last?.cutOffAt ?? programme.madeAt);
  // Without a worker a review can be over before it opened. Nobody could vote in it, so it uses up nobody's round.
  while (isDue(dates.reviewEndsAt)) dates = roundAfter(calendarOf(programme), dates.cutOffAt);
  return isDue(dates.cutOffAt) ? { at: 'open', dates } : undefined;
}

/** Looks again under the lock: another worker may have been quicker. */
async function take(ports: Needed, trx: Transaction, programme: Programme): Promise<void> {
  await lockProgramme(trx, programme.id);
  const step = dueStep(programme, await findLastRound(trx, programme.id), ports.clock.now());
  if (step === undefined) return;
  switch (step.at) {
    case 'open':
      await openRound(ports, trx, programme, step.dates);
      return;
    case 'remind':
      await remindReviewers(ports, trx, await lockRound(trx, step.round.id));
      return;
    case 'decide':
      await decideRound(ports, trx, programme, await lockRound(trx, step.round.id));
  }
}

/** Freezes who reviews whom, by which rules. */
async function openRound(ports: Needed, trx: Transaction, programme: Programme, dates: RoundDates): Promise<void> {
  const now = ports.clock.now();
  const { id: programmeId, bodyId, zone, rules } = programme;
  const [cutOffOn, reviewUntilOn] = [dates.cutOffOn.toString(), dates.reviewUntilOn.toString()];
  const holders = await readSeatHolders(trx, bodyId, cutOffOn);
  const reviewers = [...new Set(holders.flatMap(({ personId }) => personId ?? []))];
  const { cutOffAt, reviewEndsAt } = dates;
  const round = { programmeId, cutOffOn, reviewUntilOn, zone, cutOffAt, reviewEndsAt, rules };
  const opened = await findRound(trx, await recordRound(trx, round, reviewers, now));
  if (opened === undefined) return;
  const facts = await readRoundFacts(trx, opened);
  if (facts.nominees.length > 0) await mailReviewers(ports, trx, facts, 'open', () => true);
}

async function remindReviewers(ports: Needed, trx: Transaction, round: Round): Promise<void> {
  const facts = await readRoundFacts(trx, round);
  await mailReviewers(ports, trx, facts, 'last', (personId) => missingVotes(facts, personId) > 0);
  await markReminded(trx, round.id, ports.clock.now());
}

async function mailReviewers(
  ports: Needed,
  trx: Transaction,
  { round, reviewers }: RoundFacts,
  event: 'open' | 'last',
  isTold: (personId: string) => boolean,
): Promise<void> {
  const until = endOfDay(round.reviewEndsAt, round.zone);
  const mails = reviewers
    .filter(({ id }) => isTold(id))
    .map(({ id, name, email }) => ({
      key: `round-review:${event}:${round.id}:${id}`,
      kind: 'round-review' as const,
      toAddress: email,
      toName: name,
      personId: id,
      facts: { round: round.id, event, ...until },
    }));
  await enqueueMails(ports, trx, mails);
}
