import { describe, expect, test } from 'vitest';
import { countOpened, findPapersCount } from '../../counting/counts.ts';
import { starRound, type StarBoard } from '../../counting/star-round.ts';
import { findMethod, type Marks, type Opened, type Outcome, type Paper } from '../../counting/methods.ts';
import { need } from '../support/need.ts';
import { haveVectors, readVector, vectorFiles, VECTORS } from '../support/transfer-vectors.ts';

interface Vector {
  readonly id: string;
  readonly method: string;
  readonly kind: 'ballots' | 'ballots-weighted' | 'summary-data';
  readonly candidates: readonly unknown[];
  readonly ballots: readonly unknown[];
  readonly seats: number;
  readonly expected: readonly { readonly path: string; readonly value: unknown }[];
}

const methodOf: Readonly<Record<string, string>> = {
  Star: 'star',
  STAR: 'star',
  singleWinnerStar: 'star',
  AllocatedScore: 'allocated-score',
  Approval: 'approval',
  Plurality: 'plurality',
};

/** Instant runoff, STV and Ranked Robin are read by the tests of those families. */
const vectors = vectorFiles('score-star-approval', '.json')
  .map((file) => readVector(`score-star-approval/${file}`) as Vector)
  .filter(({ method }) => methodOf[method] !== undefined);

describe('what Equal Vote’s programs count', () => {
  need(VECTORS, haveVectors);

  test('25 elections are read', () => {
    expect(vectors.length).toBe(25);
  });

  for (const vector of vectors.filter(({ kind }) => kind !== 'summary-data')) {
    test(vector.id, () => {
      const { papers, blank } = papersOf(vector);
      const outcome = outcomeOf(vector, papers);
      for (const { path, value } of vector.expected) {
        expect(valueAt(path, vector, outcome, blank, value), `${vector.id}: ${path}`).toEqual(value);
      }
    });
  }

  for (const vector of vectors.filter(({ kind }) => kind === 'summary-data')) {
    test(vector.id, () => {
      const names = nameBoard(vector);
      // Their order of last resort is that of the ballot: it is our lot.
      const round = starRound({ ...names.board, lot: names.all.map((_, place) => place) }, names.places, 1);
      const nameOf = (place: number | undefined) => names.all[place ?? -1];
      const runnerUp = round.steps.flatMap((step) => (step.kind === 'finalists' ? step.candidates : []));
      for (const { path, value } of vector.expected) {
        if (path === 'winners.length') expect(round.winner === undefined ? 0 : 1).toBe(value);
        else if (path === 'winners.0.name') expect(nameOf(round.winner)).toBe(value);
        else if (path === 'runner_up.0.name')
          expect(nameOf(runnerUp.find((place) => place !== round.winner))).toBe(value);
        // With three in a circle their program goes from the scores of 5 on to the lot even where two are left; the
        // protocol compares these two first. Who wins is the same.
        else if (path === 'tieBreakType')
          expect([value, round.ties.at(-1)?.by]).toEqual([
            'random',
            vector.id.includes('three-way-score-tie-for-first') ? 'who lost fewer of these comparisons' : 'lot',
          ]);
        else expect.unreachable(path);
      }
    });
  }
});

function papersOf({ kind, ballots }: Vector): { readonly papers: readonly Paper[]; readonly blank: number } {
  if (kind === 'ballots-weighted')
    return {
      papers: ballots.map((one) => ({ count: (one as [number])[0], marks: (one as [number, Marks])[1] })),
      blank: 0,
    };
  const marks = (ballots as (number | null)[][]).map((ballot) => ballot.map((mark) => mark ?? 0));
  return { papers: marks.map((one) => ({ marks: one, count: 1 })), blank: marks.filter(saysNothing).length };
}

function saysNothing(marks: Marks): boolean {
  return marks.every((mark) => mark === 0);
}

function outcomeOf({ method: name, kind, seats, candidates }: Vector, papers: readonly Paper[]): Outcome {
  const method = findMethod(methodOf[name] ?? '')!;
  // Their order of last resort; the other program of theirs names the tie instead, and so do we without a lot.
  const lot = kind === 'ballots' ? candidates.map((_, place) => place) : undefined;
  const rules = { seats, candidates: candidates.length, lot };
  if (method.opened === 'ballots') return findPapersCount(method)!(papers, rules);
  const valid = papers.filter(({ marks }) => method.isValid(marks, rules));
  const sums = candidates.map((_, place) =>
    valid.reduce((sum, { marks, count }) => sum + count * (marks[place] ?? 0), 0),
  );
  const opened: Opened = { kind: 'sums', sums };
  return countOpened(method, opened, rules)!;
}

/** What their result says at a path, said by ours. */
function valueAt(path: string, vector: Vector, outcome: Outcome, blank: number, theirs: unknown): unknown {
  const nameOf = (place: number | undefined) => vector.candidates[place ?? -1];
  const { elected, tied, votes, ordering, steps } = outcome;
  const order = ordering.map(({ candidate }) => candidate);
  if (path === 'elected') return elected.map(nameOf);
  if (path === 'elected.length') return elected.length;
  if (path === 'tied.length') return tied?.candidates.length ?? 0;
  if (path === 'elected.0') return theirs === 'TrueTie' ? (tied === null ? '' : 'TrueTie') : tied?.candidates;
  const electedAt = /^elected\.(\d)\.name$/.exec(path);
  if (electedAt !== null) return nameOf(elected[Number(electedAt[1])]);
  if (path === 'roundResults.0.runner_up.0.name' || path === 'round_results.0.runner_up') {
    const final = steps.find((step) => step.kind === 'finalists');
    return nameOf(final?.candidates.find((place) => place !== elected[0]));
  }
  const placed = /^summaryData\.candidates\.(\d)\.(name|id|score)$/.exec(path);
  if (placed !== null) {
    const place = order[Number(placed[1])];
    return placed[2] === 'score' ? votes?.[place ?? -1] : nameOf(place);
  }
  if (path.startsWith('summaryData.candidates.map')) return order.map(nameOf);
  const round = /^summaryData\.weightedScoresByRound\.(\d)$/.exec(path);
  if (round !== null) {
    const scores = steps.filter((step) => step.kind === 'scores')[Number(round[1])];
    // In the order of the result, and they write 0 for whoever is elected.
    return order.map((place) => (scores?.running.includes(place) ? Number(scores.scores[place]) : 0));
  }
  const given = papersOf(vector).papers;
  const method = findMethod(methodOf[vector.method] ?? '')!;
  const rules = { seats: vector.seats, candidates: vector.candidates.length };
  const valid = given.filter(({ marks }) => method.isValid(marks, rules));
  if (path === 'summaryData.nOutOfBoundsVotes') return given.length - valid.length;
  if (path === 'summaryData.nOvervotes') return 0;
  // A ballot that says the same of everybody is an abstention to them. It is a ballot to us: it was cast, its points are
  // added, and it counts towards the quota of allocated score.
  const isFlat = ({ marks }: Paper) => method.opened === 'ballots' && new Set(marks).size === 1;
  const abstain = method.opened === 'ballots' ? valid.filter(isFlat).length : blank;
  if (path === 'summaryData.nAbstentions') return abstain;
  if (path === 'summaryData.nTallyVotes') return valid.length - abstain;
  return expect.unreachable(path);
}

interface Summary {
  readonly name: string;
  readonly score: number;
  readonly fiveStarCount: number;
  readonly votesPreferredOver: Readonly<Record<string, number>>;
}

function nameBoard({ candidates }: Vector): {
  readonly board: StarBoard;
  readonly all: readonly string[];
  readonly places: readonly number[];
} {
  const rows = candidates as readonly Summary[];
  return {
    all: rows.map(({ name }) => name),
    places: rows.map((_, place) => place),
    board: {
      ballots: 3,
      scores: rows.map(({ score }) => score),
      best: rows.map(({ fiveStarCount }) => fiveStarCount),
      above: rows.map(({ votesPreferredOver }) => rows.map(({ name }) => votesPreferredOver[name] ?? 0)),
      lot: undefined,
    },
  };
}
