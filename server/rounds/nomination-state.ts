import { Temporal } from 'temporal-polyfill';
import type { NominationState } from '../../api/rounds.ts';
import type { Deadline } from '../../api/values.ts';
import type { Reader } from '../../db/connect.ts';
import { findNomineeById, readReferences, readRoundsOf, type Nomination } from '../../db/round-nominations.ts';
import type { Programme } from '../../db/rounds.ts';
import { calendarOf } from './assert-programme.ts';
import { endOfDay } from './dates-view.ts';
import { roundAfter } from './round-dates.ts';

/** How a nomination stands, as its nominator may know it: no vote, and nothing that is not announced yet. */
export async function nominationStateOf(
  db: Reader,
  programme: Programme,
  nomination: Nomination,
  now: Temporal.Instant,
): Promise<NominationState> {
  const references = await readReferences(db, [nomination.id]);
  return {
    id: nomination.id,
    programme: { slug: programme.slug, name: programme.name },
    nominee: nomination.nomineeName,
    nominatedAt: (nomination.confirmedAt ?? nomination.madeAt).toString(),
    mostRounds: programme.rules.rounds,
    ...(await standing(db, programme, nomination, now)),
    references: references.map(({ name, writtenAt }) => ({ name, hasWritten: writtenAt !== null })),
  };
}

type Standing = Pick<NominationState, 'state' | 'number' | 'until'>;

async function standing(
  db: Reader,
  programme: Programme,
  { nomineeId, confirmedAt }: Nomination,
  now: Temporal.Instant,
): Promise<Standing> {
  const next = endOfDay(roundAfter(calendarOf(programme), now).cutOffAt, programme.zone);
  const nominee = nomineeId === null ? undefined : await findNomineeById(db, nomineeId);
  if (nominee === undefined || confirmedAt === null) return { state: 'unconfirmed', number: null, until: next };
  const rounds = await readRoundsOf(db, nominee.id);
  // What is decided and not announced decides what is said, whatever came after it: otherwise silence would tell.
  const round =
    rounds.find(({ decidedAt, announcedAt }) => decidedAt !== null && announcedAt === null) ?? rounds.at(-1);
  const isLater = round !== undefined && Temporal.Instant.compare(confirmedAt, round.cutOffAt) >= 0;
  const isKnown = nominee.state === 'accepted' && round !== undefined && round.announcedAt !== null;
  if (round === undefined || (isLater && !isKnown)) return { state: 'received', number: null, until: next };
  const { number } = round;
  if (round.decidedAt === null) return inReview(round, number, now);
  if (round.announcedAt === null) return { state: 'reviewed', number, until: null };
  if (nominee.state === 'active') return { state: 'carried', number, until: next };
  return { state: nominee.state === 'accepted' ? 'accepted' : 'expired', number, until: null };
}

/** When the review has ended, it has ended, whether or not the decision is written down yet. */
function inReview(
  { reviewEndsAt, zone }: { reviewEndsAt: Temporal.Instant; zone: string },
  number: number,
  now: Temporal.Instant,
): Standing {
  const until: Deadline = endOfDay(reviewEndsAt, zone);
  return Temporal.Instant.compare(now, reviewEndsAt) < 0
    ? { state: 'in-review', number, until }
    : { state: 'reviewed', number, until: null };
}
