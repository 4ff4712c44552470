import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countMajorityJudgment, gradeRow, majorityJudgment, orderRows } from '../../counting/majority-judgment.ts';
import type { Marks } from '../../counting/methods.ts';
import { papersOf } from '../../counting/papers.ts';
import { stepWords } from '../../counting/step-words.ts';
import { need } from '../support/need.ts';
import { haveVectors, readVector, vectorFiles, VECTORS } from '../support/transfer-vectors.ts';

const count = (ballots: readonly Marks[], candidates: number, seats = 1, lot?: readonly number[]) =>
  countMajorityJudgment(papersOf(ballots), { seats, candidates, lot });

/** The ranks of tallies, equals sharing theirs. */
function ranksOf(tallies: readonly (readonly (number | bigint)[])[]): number[] {
  const tiers = orderRows(
    tallies.map((_, place) => place),
    tallies.map(gradeRow),
  );
  return tallies.map((_, place) => {
    const at = tiers.findIndex((tier) => tier.includes(place));
    return 1 + tiers.slice(0, at).flat().length;
  });
}

interface Vector {
  readonly id: string;
  readonly mode: 'plain' | 'StaticDefault' | 'MedianDefault' | 'Normalized';
  readonly defaultGrade: number | null;
  readonly participants: number;
  readonly tallies: readonly (readonly number[])[];
  readonly expected: { readonly ranks: readonly number[] };
}

describe('tallies that MieuxVoter’s library ranks', () => {
  need(VECTORS, haveVectors);
  const files = vectorFiles('majority-judgment', '.json');

  test('6 tallies are read', () => {
    expect(files.length).toBe(6);
  });
  for (const file of files) {
    test(file, () => {
      const { mode, defaultGrade, participants, tallies, expected } = readVector(`majority-judgment/${file}`) as Vector;
      const whole = tallies.map((tally) => filled(tally, mode, defaultGrade ?? 0, participants));
      expect(ranksOf(whole)).toEqual(expected.ranks);
    });
  }

  /**
   * Here whoever is not graded gets the worst grade, which is `StaticDefault` with grade 0. The others are rules for
   * leaving candidates out that this program does not have. They end in tallies of one size, and so in this order:
   * another grade, or the median of those given, for each that is missing; or every tally stretched to the same size.
   */
  function filled(
    tally: readonly number[],
    mode: Vector['mode'],
    grade: number,
    participants: number,
  ): readonly bigint[] {
    const counts = tally.map(BigInt);
    const given = counts.reduce((sum, one) => sum + one, 0n);
    if (mode === 'Normalized') return counts.map((one) => (one * stretched) / given);
    const median = gradeRow(counts)[0]?.grades[0] ?? 0;
    const missing = BigInt(participants) - given;
    const at = mode === 'MedianDefault' ? median : grade;
    return counts.map((one, place) => (place === at ? one + missing : one));
  }

  test('a tally of the most ballots that a number can count is ranked as fast', () => {
    const most = Number.MAX_SAFE_INTEGER;
    const half = (most - 1) / 2;
    expect(
      ranksOf([
        [half, 0, half + 1],
        [half + 1, 0, half],
        [half, 1, half],
      ]),
    ).toEqual([1, 3, 2]);
  });
});

/** A number that the sizes of all tallies of the two files divide. */
const stretched = [10, 5, 4, 3, 10_805_010_410, 5_402_505_205, 1_000_092_263, 2_100_185_674, 2_940_275_721]
  .map(BigInt)
  .reduce((product, one) => product * one, 1n);

describe('a count of grades', () => {
  test('the better middle grade is elected, and each step can be read by who lost', () => {
    const ballots = [
      [5, 4, 4],
      [5, 1, 1],
      [0, 1, 1],
      [3, 3, 5],
    ];
    const { elected, ordering, votes, steps, ties } = count(ballots, 3);
    expect({ elected, votes, ties }).toEqual({ elected: [0], votes: null, ties: [] });
    expect(ordering).toEqual([
      { candidate: 0, rank: 1 },
      { candidate: 2, rank: 2 },
      { candidate: 1, rank: 3 },
    ]);
    expect(steps.map((step) => stepWords(step, ['Ann', 'Ben', 'Cy'], majorityJudgment.words))).toEqual([
      'The grades of each candidate are put in a row, the worst first. Whoever was not graded gets the worst.',
      'The grade in the middle of the row decides, of two the lower: Ann Good, Ben Poor, Cy Poor.',
      'Ben and Cy all have Poor in the middle. Each loses one middle grade at a time until the middles differ. After 1 grade Cy has Very good and Ben Good.',
      'Ann is elected. All seats are filled.',
      'Cy and Ben are not elected.',
    ]);
  });
  test('only the same number of each grade is a tie, and the lot breaks it', () => {
    const ballots = [
      [5, 1, 0],
      [1, 5, 0],
    ];
    expect(count(ballots, 3)).toMatchObject({
      ...{ elected: [], tied: { candidates: [0, 1], seats: 1 } },
      ties: [{ over: 'seat', candidates: [0, 1], chosen: [], by: null }],
    });
    expect(count(ballots, 3, 1, [1, 0])).toMatchObject({
      elected: [1],
      tied: null,
      ties: [{ by: 'lot', chosen: [1] }],
    });
    expect(count(ballots, 3, 1, [1, 2])).toMatchObject({ elected: [], tied: { candidates: [0, 1] } });
  });
  test('whom everybody rejects is not elected, nor is anybody without a ballot', () => {
    expect(count([[1, 0]], 2, 2)).toMatchObject({ elected: [0], vacant: 1 });
    expect(count([], 2)).toMatchObject({ elected: [], vacant: 1, tied: null });
  });
  test('whoever withdrew is never elected', () => {
    const rules = { seats: 1, candidates: 2, withdrawn: [0] };
    expect(countMajorityJudgment([{ marks: [5, 1], count: 3 }], rules).elected).toEqual([1]);
  });
  test('a grade that there is not makes a ballot invalid, whole', () => {
    expect(
      count(
        [
          [6, 0],
          [0, 1],
        ],
        2,
      ).ballots,
    ).toMatchObject({ valid: 1, invalid: 1 });
  });
});

describe('laws of majority judgment', () => {
  const candidates = 3;
  const ballot = fc.array(fc.nat(5), { minLength: candidates, maxLength: candidates });
  const ballots = fc.array(ballot, { minLength: 1, maxLength: 12 });

  test('the closed form is what taking away one middle grade after the other says', () => {
    const tally = fc.array(fc.nat(4), { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(tally, (counts) => {
        expect(inFull(counts)).toEqual(oneByOne(counts));
      }),
      { numRuns: 2000 },
    );
    fc.assert(
      fc.property(ballots, (profile) => {
        const tallies = [0, 1, 2].map((place) =>
          [0, 1, 2, 3, 4, 5].map((grade) => profile.filter((one) => one[place] === grade).length),
        );
        const rows = tallies.map((one) => oneByOne(one).join(''));
        const ranks = rows.map((row) => 1 + rows.filter((other) => other > row).length);
        expect(ranksOf(tallies)).toEqual(ranks);
      }),
      { numRuns: 500 },
    );
  });

  function inFull(counts: readonly number[]): number[] {
    return gradeRow(counts).flatMap(({ grades, length }) =>
      Array.from({ length: Number(length) }, (_, at) => grades[at % grades.length]!),
    );
  }

  function oneByOne(counts: readonly number[]): number[] {
    const row = counts.flatMap((count, grade) => Array.from({ length: count }, () => grade));
    const medians: number[] = [];
    while (row.length > 0) medians.push(...row.splice(Math.ceil(row.length / 2) - 1, 1));
    return medians;
  }

  test('anonymity and neutrality: neither the order of ballots nor that of names matters', () => {
    fc.assert(
      fc.property(ballots, fc.integer({ min: 1, max: 3 }), (profile, seats) => {
        const one = count(profile, candidates, seats);
        expect(count(profile.toReversed(), candidates, seats)).toEqual(one);
        const other = count(
          profile.map((marks) => marks.toReversed()),
          candidates,
          seats,
        );
        const mirrored = (places: readonly number[] = []) => places.map((place) => candidates - 1 - place).sort();
        expect(mirrored(other.elected)).toEqual([...one.elected].sort());
        expect(mirrored(other.tied?.candidates)).toEqual([...(one.tied?.candidates ?? [])].sort());
      }),
    );
  });
  test('majority: who alone has the best grade from more than half is elected', () => {
    fc.assert(
      fc.property(ballots, (profile) => {
        const best = [0, 1, 2].filter(
          (place) => profile.filter((marks) => marks[place] === 5).length * 2 > profile.length,
        );
        if (best.length === 1) expect(count(profile, candidates).elected).toEqual(best);
      }),
    );
  });
  test('seats: each is filled, tied or vacant', () => {
    fc.assert(
      fc.property(ballots, fc.integer({ min: 1, max: 4 }), (profile, seats) => {
        const { elected, tied, vacant } = count(profile, candidates, seats);
        expect(elected.length + (tied?.seats ?? 0) + vacant).toBe(seats);
      }),
    );
  });
});

describe('what a voter reads', () => {
  const rules = { seats: 1, candidates: 3 };
  test('grades', () => {
    expect(majorityJudgment.ballotShape(rules)).toEqual({
      asks: 'grades',
      grades: ['Reject', 'Poor', 'Acceptable', 'Good', 'Very good', 'Excellent'],
    });
    expect(majorityJudgment.instruction(rules)).toBe(
      'Grade each person. Whoever you leave out gets Reject. The one with the best grade in the middle is elected.',
    );
    expect(majorityJudgment.bar([1, null, 0], rules)).toBe('2 of 3 graded');
    expect(majorityJudgment.barMore([1, null, 0], rules)).toBe('the rest get Reject');
  });
});
