import { Temporal } from 'temporal-polyfill';
import type { ContestResult } from '../api/elections.ts';
import { debianRules } from '../counting/debian.ts';
import { hasFlow } from '../counting/explanation.ts';
import { findMethod, type MethodRules, type Outcome } from '../counting/methods.ts';
import { decideMotion, motionWords } from '../counting/motion.ts';
import { stepWords } from '../counting/step-words.ts';
import type { Reader } from '../db/connect.ts';
import type { ContestRow, Election } from '../db/elections.ts';
import type { MotionText } from '../db/schema.ts';
import { readDraws, readSeatings, type Draw, type SeatingRow } from '../db/seating.ts';
import { countsOf, type CountAsk } from './counts.ts';
import { explained } from './explained.ts';
import { readLots, type Lot } from './lot.ts';

/** The count of the result that is on the board, with what was decided since; null while there is no result. */
export async function readResult(
  db: Reader,
  election: Election,
  contests: readonly ContestRow[],
): Promise<ContestResult[] | null> {
  if (!hasResult(election)) return null;
  const { lots, asks } = await readCountAsks(db, election, contests);
  const draws = await readDraws(db, election.id);
  const seatings = await readSeatings(db, election.id);
  const outcomes = await countsOf(db, election, asks);
  return contests.map((contest, place) => {
    const outcome = outcomes[place];
    if (outcome === undefined) throw new Error('A contest was not counted');
    if (contest.motion !== null) return motionResult(contest.motion, outcome.votes ?? [], election);
    const lot = lots[place] ?? null;
    return {
      ...contestResult(contest, outcome, lot),
      draw: lot?.by === 'draw' ? drawOf(draws.find(({ contestId }) => contestId === contest.id)) : null,
      seating: seatingOf(
        contest,
        seatings.find(({ contestId }) => contestId === contest.id),
      ),
    };
  });
}

/** The count of one contest of the result on the board; undefined while there is none. */
export async function readOutcome(
  db: Reader,
  election: Election,
  contests: readonly ContestRow[],
  contestId: string,
): Promise<Outcome | undefined> {
  if (!hasResult(election)) return undefined;
  const { asks } = await readCountAsks(db, election, contests);
  return (await countsOf(db, election, asks))[contests.findIndex(({ id }) => id === contestId)];
}

function hasResult({ stage }: Election): boolean {
  return stage === 'tallied' || stage === 'certified';
}

/** How each contest is counted, and the lots known for them. */
export async function readCountAsks(
  db: Reader,
  election: Election,
  contests: readonly ContestRow[],
): Promise<{ readonly lots: readonly (Lot | null)[]; readonly asks: readonly CountAsk[] }> {
  const lots = await readLots(db, election, contests);
  const asks = contests.map((contest, place) => ({
    method: contest.method,
    rules: rulesOf(contest, lots[place] ?? null, election),
  }));
  return { lots, asks };
}

/** How many win a contest: as many as there are seats, or one of several texts. */
export function winnersOf({ kind, seats }: Pick<ContestRow, 'kind' | 'seats'>): number {
  return kind === 'options' ? 1 : seats;
}

/** What decides a contest besides the votes. */
function rulesOf(
  { kind, seats, max, candidates }: ContestRow,
  lot: Lot | null,
  { certifiedAt, rollSize }: Pick<Election, 'certifiedAt' | 'rollSize'>,
): MethodRules {
  // What was certified stays as it was certified: the seating passes over whoever withdraws afterwards.
  const withdrawn = candidates.flatMap(({ withdrawnAt }, place) =>
    withdrawnAt !== null && (certifiedAt === null || Temporal.Instant.compare(withdrawnAt, certifiedAt) <= 0)
      ? [place]
      : [],
  );
  const majorities = candidates.map(({ majority }) => majority ?? undefined);
  return {
    ...{ max, withdrawn, lot: orderOf(candidates, lot) ?? undefined, candidates: candidates.length },
    seats: winnersOf({ kind, seats }),
    debian: hasDefault(candidates) ? debianRules(candidates.length, rollSize, majorities) : undefined,
  };
}

/** The last of them, where there is one. */
function hasDefault(candidates: ContestRow['candidates']): boolean {
  return candidates.at(-1)?.isDefault === true;
}

/** The order of a lot or a draw as places on the ballot. */
function orderOf(candidates: ContestRow['candidates'], lot: Lot | null): number[] | null {
  const ids = candidates.map(({ id }) => id);
  return lot === null ? null : lot.order.map((id) => ids.indexOf(id));
}

/** Nobody is elected by a motion: it is adopted, or it is not. Ballots that leave it blank were cast all the same. */
function motionResult(rule: MotionText, sums: readonly number[], { voted, rollSize }: Election): ContestResult {
  const outcome = decideMotion({ sums, cast: voted, eligible: rollSize, rule });
  const { adopted, forVotes, against, abstain, blank, of, needed } = outcome;
  const words = motionWords(outcome);
  return {
    ...{ votes: [...sums], ordering: [], ballots: null, steps: [], elected: [], noneWon: false },
    ...{ tied: null, broken: null },
    ...{ explanation: [], hasFlow: false, lot: null, draw: null, seating: null },
    motion: { adopted, forVotes, against, abstain, blank, of, needed, words },
  };
}

/** The count of a contest of people or of options, as everybody may see it. */
function contestResult(
  { method: name, seats, max, candidates }: ContestRow,
  outcome: Outcome,
  lot: Lot | null,
): Omit<ContestResult, 'draw' | 'seating'> {
  const names = candidates.map(({ name }) => name);
  const { votes, ordering, ballots, tied, broken, steps } = outcome;
  const elected = outcome.elected.filter((place) => candidates[place]?.isDefault !== true);
  const method = findMethod(name);
  const words = method?.words ?? { one: 'vote', many: 'votes' };
  const shape = method?.ballotShape({ seats, max, candidates: names.length });
  const grades = shape?.asks === 'grades' ? shape.grades : [];
  return {
    votes: votes === null ? null : [...votes],
    ordering: ordering.map((one) => ({ ...one })),
    ...{ elected, noneWon: elected.length < outcome.elected.length, lot: orderOf(candidates, lot), motion: null },
    ballots: ballots === null ? null : { ...ballots, given: ballots.given.map((counts) => [...counts]) },
    steps: steps.map((step) => stepWords(step, names, words)),
    explanation: explained(outcome, names, { ...words, grades }),
    hasFlow: hasFlow(outcome),
    tied: tied === null ? null : { candidates: [...tied.candidates], seats: tied.seats },
    broken:
      broken === null || lot === null ? null : { candidates: [...broken.candidates], won: [...broken.won], by: lot.by },
  };
}

function drawOf(draw: Draw | undefined): ContestResult['draw'] {
  return draw === undefined ? null : { note: draw.note, at: draw.drawnAt.toString() };
}

function seatingOf({ candidates }: ContestRow, row: SeatingRow | undefined): ContestResult['seating'] {
  if (row === undefined) return null;
  const { seated, vacant, words } = row.record;
  return {
    at: row.seatedAt.toString(),
    seated: seated.map(({ candidate, seatName, endsOn }) => ({
      candidate: candidates.findIndex(({ id }) => id === candidate),
      ...{ seat: seatName, endsOn },
    })),
    vacant: [...vacant],
    words: [...words],
  };
}
