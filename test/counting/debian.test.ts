import { existsSync, readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countDebian, debian } from '../../counting/debian.ts';
import type { DebianRules, Marks, Paper } from '../../counting/method.ts';
import { stepWords } from '../../counting/step-words.ts';
import { need } from '../support/need.ts';

/** Three times half the square root of those who may vote. */
const QUORUM = { numerator: 3, denominator: 2 };
const EVEN = { numerator: 1, denominator: 1 };

function count(papers: readonly Paper[], own: Partial<DebianRules> = {}, lot?: readonly number[]) {
  const candidates = papers[0]?.marks.length ?? 3;
  const rules = { default: candidates - 1, electorate: 1, quorum: QUORUM, majorities: [], ...own };
  return countDebian(papers, { seats: 1, candidates, debian: rules, lot });
}

const papers = (...groups: readonly [number, Marks][]) => groups.map(([ballots, marks]) => ({ count: ballots, marks }));

const droppedBy = (outcome: ReturnType<typeof count>, kind: 'below-quorum' | 'below-majority') =>
  outcome.steps.flatMap((step) => (step.kind === kind ? [step.candidate] : []));

describe("Debian's published votes", () => {
  const folder = new URL('../../../shared/vectors/counting/debian/', import.meta.url);
  need('../shared/vectors', existsSync(folder));
  const names = existsSync(folder) ? readdirSync(folder) : [];

  interface Vote {
    readonly options: readonly { readonly requiredMajority: number }[];
    readonly defaultOption: number;
    readonly ballots: readonly [number, string][];
    readonly expected: {
      readonly beatMatrix: readonly (readonly number[])[] | null;
      readonly quorum: number;
      readonly quorumReached?: readonly number[];
      readonly majority: readonly { readonly option: number; readonly passes: boolean }[];
      readonly winners: readonly number[];
    };
    readonly computedBeatMatrix: readonly (readonly number[])[];
  }

  test('there are nineteen', () => {
    expect(names).toHaveLength(19);
  });

  test.each(names)('%s: the matrix, who is dropped and why, and the winner', (name) => {
    const { options, defaultOption, ballots, expected, ...vote } = JSON.parse(
      readFileSync(new URL(name, folder), 'utf8'),
    ) as Vote;
    // What is published is the quorum; those who may vote follow.
    const electorate = Math.round((expected.quorum / 1.5) ** 2);
    expect(1.5 * Math.sqrt(electorate)).toBeCloseTo(expected.quorum, 6);
    const majorities = options.map(({ requiredMajority }) => ({ numerator: requiredMajority, denominator: 1 }));
    const outcome = count(
      ballots.map(([voters, ranks]) => ({ count: voters, marks: Array.from(ranks, (rank) => Number(rank) || 0) })),
      { default: defaultOption - 1, electorate, majorities },
    );
    const [first] = outcome.steps;
    expect(first).toMatchObject({ kind: 'pairwise', over: expected.beatMatrix ?? vote.computedBeatMatrix });
    expect(outcome.elected.map((place) => place + 1)).toEqual(expected.winners);
    const missed = droppedBy(outcome, 'below-quorum').map((place) => place + 1);
    const others = options.map((_, at) => at + 1).filter((option) => option !== defaultOption);
    if (expected.quorumReached)
      expect(others.filter((option) => !missed.includes(option))).toEqual(expected.quorumReached);
    const failed = expected.majority.filter(({ passes, option }) => !passes && !missed.includes(option));
    expect(droppedBy(outcome, 'below-majority').map((place) => place + 1)).toEqual(failed.map(({ option }) => option));
  });
});

describe('the quorum', () => {
  test('of 400 developers 30 have to put an option before the default, of 401 one more: no root is rounded', () => {
    const votes = (ballots: number, electorate: number) => count(papers([ballots, [1, 2]]), { electorate }).elected;
    expect([votes(29, 400), votes(30, 400), votes(30, 401), votes(31, 401)]).toEqual([[1], [0], [1], [0]]);
  });
  test('it is exact where a floating-point root is not', () => {
    // (2/3 × v)² = electorate to the last digit, and one more than it.
    const v = 94_906_265;
    const quorum = { numerator: 1, denominator: 1 };
    const reached = (electorate: number) => count(papers([v, [1, 2]]), { electorate, quorum }).elected;
    expect([reached(v * v), reached(v * v + 1)]).toEqual([[0], [1]]);
    expect(Math.sqrt(v * v + 1)).toBe(v);
  });
});

describe('the majority', () => {
  test('3 to 1 is enough where 3:1 is asked, and one ballot fewer is not', () => {
    const majorities = [{ numerator: 3, denominator: 1 }];
    expect(count(papers([9, [1, 2]], [3, [2, 1]]), { majorities }).elected).toEqual([0]);
    expect(count(papers([8, [1, 2]], [3, [2, 1]]), { majorities }).elected).toEqual([1]);
  });
  test('as many before the default as after it is no majority', () => {
    expect(count(papers([9, [1, 2]], [9, [2, 1]])).elected).toEqual([1]);
  });
  test('whoever is dropped decides nothing among the others, even by beating the winner', () => {
    // A beats B by 5 to 4, but misses its 3:1.
    const ballots = papers([5, [1, 2, 3]], [2, [0, 1, 2]], [2, [3, 1, 2]]);
    expect(count(ballots).elected).toEqual([0]);
    expect(count(ballots, { majorities: [{ numerator: 3, denominator: 1 }, EVEN, EVEN] }).elected).toEqual([1]);
  });
});

test('several in the last Schwartz set are a tie, and the casting vote decides; the default may be the winner', () => {
  const ballots = papers([5, [1, 2, 3]], [5, [2, 1, 3]]);
  expect(count(ballots)).toMatchObject({ elected: [], tied: { candidates: [0, 1], seats: 1 } });
  expect(count(ballots, {}, [1, 0, 2])).toMatchObject({ elected: [1], broken: { candidates: [0, 1], won: [1] } });
  expect(count(papers([2, [2, 3, 1]]))).toMatchObject({ elected: [2] });
});

test('rules without a default, several seats and a default that withdrew are refused', () => {
  const own = { default: 1, electorate: 1, quorum: QUORUM, majorities: [] };
  const rules = { seats: 1, candidates: 2, debian: own };
  expect(() => countDebian([], { ...rules, debian: undefined })).toThrow(RangeError);
  expect(() => countDebian([], { ...rules, seats: 2 })).toThrow(RangeError);
  expect(() => countDebian([], { ...rules, withdrawn: [1] })).toThrow(RangeError);
  expect(countDebian([], rules).elected).toEqual([1]);
});

test('who lost reads which clause dropped it, and what it would have taken', () => {
  const majorities = [EVEN, { numerator: 3, denominator: 1 }, EVEN];
  const { steps } = count(papers([5, [2, 1, 0, 3]], [3, [0, 3, 1, 2]]), { electorate: 9, majorities });
  const names = ['Ada', 'Bo', 'Cy', 'None of the above'];
  expect(steps.slice(1).map((step) => stepWords(step, names, debian.words))).toEqual([
    'Bo misses the majority: 5 ballots put it before the default, 3 after it, and it takes 3 to 1. It is dropped.',
    'Cy misses the quorum: 3 ballots put it before the default, and it takes 5. It is dropped.',
    'Ada wins.',
    'None of the above, Bo and Cy do not win.',
  ]);
});

describe('laws', () => {
  const size = 4;
  const ballot = fc.array(fc.nat(size), { minLength: size, maxLength: size });
  const profile = fc.array(ballot, { minLength: 1, maxLength: 9 });

  test('the winners are those of the constitution taken word by word: defeats are dropped from the Schwartz set', () => {
    fc.assert(
      fc.property(profile, fc.nat(9), (ballots, electorate) => {
        const outcome = count(papersEach(ballots), { electorate });
        const winners = outcome.tied?.candidates ?? outcome.elected;
        expect(winners).toEqual(byTheConstitution(ballots, size - 1, electorate));
      }),
      { numRuns: 2000 },
    );
  });
});

const papersEach = (ballots: readonly Marks[]) => ballots.map((marks) => ({ marks, count: 1 }));

/** A.5, clauses 2 to 8, with nothing but sets of pairs. */
function byTheConstitution(ballots: readonly Marks[], standard: number, electorate: number): readonly number[] {
  const v = (a: number, b: number) => ballots.filter((marks) => (marks[a] || 99) < (marks[b] || 99)).length;
  const options = ballots[0]!
    .map((_, option) => option)
    .filter((a) => a === standard || 4 * v(a, standard) ** 2 >= 9 * electorate)
    .filter((a) => a === standard || v(a, standard) > v(standard, a));
  let defeats = options.flatMap((a) => options.filter((b) => v(a, b) > v(b, a)).map((b) => [a, b] as const));
  for (;;) {
    const reach = new Set(defeats.map((pair) => pair.join()));
    for (const k of options)
      for (const a of options)
        for (const b of options) if (reach.has(`${a},${k}`) && reach.has(`${k},${b}`)) reach.add(`${a},${b}`);
    const schwartz = options.filter((a) =>
      options.every((b) => a === b || reach.has(`${a},${b}`) || !reach.has(`${b},${a}`)),
    );
    const inside = defeats.filter(([a, b]) => schwartz.includes(a) && schwartz.includes(b));
    if (inside.length === 0) return schwartz;
    const isWeaker = ([a, x]: readonly [number, number], [b, y]: readonly [number, number]) =>
      v(a, x) < v(b, y) || (v(a, x) === v(b, y) && v(x, a) > v(y, b));
    const weakest = inside.filter((one) => !inside.some((other) => isWeaker(other, one)));
    defeats = defeats.filter((one) => !weakest.includes(one));
  }
}
