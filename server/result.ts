import { Temporal } from 'temporal-polyfill';
import type { ContestResult } from '../api/elections.ts';
import { countOpened, findMethod, type Opened } from '../counting/methods.ts';
import { decideMotion, motionWords } from '../counting/motion.ts';
import { stepWords } from '../counting/step-words.ts';
import { readPayloads } from '../db/board.ts';
import type { Reader } from '../db/connect.ts';
import type { ContestRow, Election } from '../db/elections.ts';
import type { MotionText } from '../db/schema.ts';
import { readDraws, readSeatings, type Draw, type SeatingRow } from '../db/seating.ts';
import { decodeResult } from '../protocol/result.ts';
import { readLots, type Lot } from './lot.ts';
import { decodeElection } from '../protocol/election.ts';

/** The count of the result that is on the board, with what was decided since; null while there is no result. */
export async function readResult(
  db: Reader,
  election: Election,
  contests: readonly ContestRow[],
): Promise<ContestResult[] | null> {
  if (election.stage !== 'tallied' && election.stage !== 'certified') return null;
  const [text] = await readPayloads(db, election.id, 'Result');
  if (text === undefined) throw new Error('A tallied election has no result on its board');
  const result = decodeResult(text, decodeElection(election.electionText ?? '').questions);
  const lots = await readLots(db, election, contests);
  const draws = await readDraws(db, election.id);
  const seatings = await readSeatings(db, election.id);
  return contests.map((contest, place) => {
    const opened = result[place];
    if (opened === undefined) throw new Error('The result has fewer questions than the election has contests');
    if (contest.motion !== null) return motionResult(contest.motion, opened, election);
    const lot = lots[place] ?? null;
    return {
      ...countContest(contest, opened, lot, election.certifiedAt),
      draw: lot?.by === 'draw' ? drawOf(draws.find(({ contestId }) => contestId === contest.id)) : null,
      seating: seatingOf(
        contest,
        seatings.find(({ contestId }) => contestId === contest.id),
      ),
    };
  });
}

/** Nobody is elected by a motion: it is adopted, or it is not. Ballots that leave it blank were cast all the same. */
function motionResult(rule: MotionText, opened: Opened, { voted, rollSize }: Election): ContestResult {
  const votes = opened.kind === 'sums' ? [...opened.sums] : [];
  const outcome = decideMotion({ sums: votes, cast: voted, eligible: rollSize, rule });
  const { adopted, forVotes, against, abstain, blank, of, needed } = outcome;
  const words = motionWords(outcome);
  return {
    ...{ votes, ballots: null, steps: [], elected: [], tied: null, broken: null, lot: null, draw: null, seating: null },
    motion: { adopted, forVotes, against, abstain, blank, of, needed, words },
  };
}

/** From what was opened to who is elected. */
function countContest(
  { method: name, seats, max, candidates }: ContestRow,
  opened: Opened,
  lot: Lot | null,
  certifiedAt: Temporal.Instant | null,
): Omit<ContestResult, 'draw' | 'seating'> {
  const method = findMethod(name);
  if (method === undefined) throw new Error(`There is no method called ${name}`);
  const ids = candidates.map(({ id }) => id);
  // What was certified stays as it was certified: the seating passes over whoever withdraws afterwards.
  const withdrawn = candidates.flatMap(({ withdrawnAt }, place) =>
    withdrawnAt !== null && (certifiedAt === null || Temporal.Instant.compare(withdrawnAt, certifiedAt) <= 0)
      ? [place]
      : [],
  );
  const order = lot === null ? null : lot.order.map((id) => ids.indexOf(id));
  const rules = { seats, max, withdrawn, lot: order ?? undefined, candidates: candidates.length };
  const outcome = countOpened(method, opened, rules);
  if (outcome === undefined) throw new Error(`${name} does not count what was opened`);
  const { votes, ballots, elected, tied, broken, steps } = outcome;
  const names = candidates.map((candidate) => candidate.name);
  return {
    ...{ votes: [...votes], elected: [...elected], lot: order, motion: null },
    ballots: ballots === null ? null : { ...ballots, given: ballots.given.map((counts) => [...counts]) },
    steps: steps.map((step) => stepWords(step, names, method.words)),
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
