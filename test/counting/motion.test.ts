import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countAnswers, question } from '../../counting/question.ts';
import { decideMotion, motionWords, type MotionRule } from '../../counting/motion.ts';

const simple: MotionRule = { base: 'for-and-against', numerator: 1, denominator: 2, isStrict: true };
const ofCast: MotionRule = { ...simple, base: 'cast' };
const ofEligible: MotionRule = { ...simple, base: 'eligible' };
const twoThirds: MotionRule = { ...simple, numerator: 2, denominator: 3, isStrict: false };
const threeFifthsOfCast: MotionRule = { base: 'cast', numerator: 3, denominator: 5, isStrict: false };
const threeQuarters: MotionRule = { ...simple, numerator: 3, denominator: 4, isStrict: false };

interface Ballots {
  readonly blank?: number;
  readonly eligible?: number;
}

function decide([yes, no, abstain]: [number, number, number], rule: MotionRule, { blank = 0, eligible }: Ballots = {}) {
  const cast = yes + no + abstain + blank;
  return decideMotion({ sums: [yes, no, abstain], cast, eligible: eligible ?? cast, rule });
}

describe('motions that others decided', () => {
  test.each<[string, [number, number, number], MotionRule, boolean]>([
    ['a referendum, 400 to 600', [400, 600, 0], simple, false],
    ['a referendum, 500 to 500', [500, 500, 0], simple, false],
    ['a referendum, 501 to 500', [501, 500, 0], simple, true],
    ['more than half of those who voted, with abstentions', [600, 300, 100], ofCast, true],
    ['less than half of those who voted, with abstentions', [400, 300, 300], ofCast, false],
    ['nobody for or against', [0, 0, 1000], simple, false],
    ['a simple majority of a parliament', [100, 200, 30], simple, false],
    ['three fifths of those present, one short', [275, 185, 0], threeFifthsOfCast, false],
    ['an absolute majority of an assembly, 25 to 20 with 5', [25, 20, 5], ofCast, false],
    ['an absolute majority of an assembly, 26 to 20 with 5', [26, 20, 5], ofCast, true],
    ['two thirds of an assembly, 26 to 20', [26, 20, 5], twoThirds, false],
    ['three to one of developers, 242 to 23', [242, 23, 1], threeQuarters, true],
    ['three to one of developers, 289 to 13', [289, 13, 4], threeQuarters, true],
    ['a majority of developers, 118 to 134', [118, 134, 4], simple, false],
  ])('%s', (_, sums, rule, adopted) => expect(decide(sums, rule).adopted).toBe(adopted));

  test('half of a senate of 100 is not more than half of it', () => {
    expect(decide([50, 30, 10], ofEligible, { eligible: 100 })).toMatchObject({
      adopted: false,
      needed: 51,
      margin: -1,
    });
  });
  test('a majority of 794 voting members is 398', () => {
    expect(decide([397, 100, 10], ofEligible, { eligible: 794 })).toMatchObject({ adopted: false, needed: 398 });
    expect(decide([398, 100, 10], ofEligible, { eligible: 794 })).toEqual({
      ...{ adopted: true, forVotes: 398, against: 100, abstain: 10, blank: 0 },
      ...{ base: 'eligible', of: 794, needed: 398, margin: 0 },
    });
  });
});

describe('the edge of a motion', () => {
  test.each<[MotionRule['base'], [number, number, number], number]>([
    ['for-and-against', [66, 33, 20], 99],
    ['cast', [66, 20, 10], 99],
    ['eligible', [66, 0, 0], 99],
  ])('exactly two thirds of %s is enough unless more is asked', (base, sums, of) => {
    const cast = Math.max(sums[0] + sums[1] + sums[2], base === 'cast' ? of : 0);
    const at = (isStrict: boolean) =>
      decideMotion({ sums, cast, eligible: Math.max(of, cast), rule: { ...twoThirds, base, isStrict } });
    expect(at(false)).toMatchObject({ adopted: true, of, needed: 66, margin: 0 });
    expect(at(true)).toMatchObject({ adopted: false, of, needed: 67, margin: -1 });
  });
  test('a blank ballot counts where the base is all ballots, and nowhere else', () => {
    expect(decide([50, 49, 0], ofCast, { blank: 1 })).toMatchObject({ adopted: false, of: 100, blank: 1, needed: 51 });
    expect(decide([50, 49, 0], simple, { blank: 1 })).toMatchObject({ adopted: true, of: 99, blank: 1, needed: 50 });
  });
  test('nobody for it and nobody against it: not adopted, by any rule', () => {
    for (const rule of [simple, ofCast, ofEligible, twoThirds, threeFifthsOfCast]) {
      for (const abstain of [0, 5]) {
        const outcome = decide([0, 0, abstain], rule);
        expect(outcome.adopted).toBe(false);
        expect(outcome.needed).toBeGreaterThan(0);
      }
    }
  });
  test('more than all of them is never reached', () => {
    const rule: MotionRule = { ...simple, numerator: 1, denominator: 1 };
    expect(decide([9, 0, 0], rule)).toMatchObject({ adopted: false, needed: 10, margin: -1 });
    expect(decide([9, 0, 0], { ...rule, isStrict: false })).toMatchObject({ adopted: true, needed: 9 });
  });
  test('as many people as a number can hold', () => {
    const all = Number.MAX_SAFE_INTEGER;
    const half = (all - 1) / 2;
    expect(decide([half, half + 1, 0], simple)).toMatchObject({ adopted: false, needed: half + 1 });
    expect(decide([half + 1, half, 0], simple)).toMatchObject({ adopted: true, needed: half + 1 });
  });
  test.each<[string, number[], number, number, MotionRule]>([
    ['two sums', [1, 2], 3, 3, simple],
    ['less than nobody', [1, -1, 0], 3, 3, simple],
    ['half a vote', [1.5, 0, 0], 3, 3, simple],
    ['more answers than ballots', [2, 2, 0], 3, 3, simple],
    ['more ballots than voters', [1, 1, 0], 3, 2, simple],
    ['a rule of nothing', [1, 1, 0], 3, 3, { ...simple, numerator: 0 }],
    ['a rule over nothing', [1, 1, 0], 3, 3, { ...simple, denominator: 0 }],
    ['a rule of more than all', [1, 1, 0], 3, 3, { ...simple, numerator: 3 }],
  ])('%s is no count', (_, sums, cast, eligible, rule) =>
    expect(() => decideMotion({ sums, cast, eligible, rule })).toThrow(RangeError),
  );
  test('adopted is the cross-multiplied comparison, and needed the first number that passes it', () => {
    const votes = fc.nat(2000);
    const rule = fc
      .record<MotionRule>({
        base: fc.constantFrom('for-and-against', 'cast', 'eligible'),
        ...{ numerator: fc.integer({ min: 1, max: 1000 }), denominator: fc.integer({ min: 1, max: 1000 }) },
        isStrict: fc.boolean(),
      })
      .filter(({ numerator, denominator }) => numerator <= denominator);
    fc.assert(
      fc.property(votes, votes, votes, votes, votes, rule, (yes, no, abstain, blank, away, chosen) => {
        const eligible = yes + no + abstain + blank + away;
        const outcome = decide([yes, no, abstain], chosen, { blank, eligible });
        const { numerator, denominator, isStrict } = chosen;
        const passes = (count: number) =>
          isStrict ? count * denominator > outcome.of * numerator : count * denominator >= outcome.of * numerator;
        expect(outcome.adopted).toBe(yes > 0 && passes(yes));
        expect(passes(outcome.needed)).toBe(true);
        if (outcome.needed > 1) expect(passes(outcome.needed - 1)).toBe(false);
        expect(outcome.margin).toBe(yes - outcome.needed);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('what is said of a motion', () => {
  test.each<[string, [number, number, number], MotionRule, Ballots]>([
    ['Adopted: 398 of 794 members voted for it; 398 were needed.', [398, 100, 10], ofEligible, { eligible: 794 }],
    ['Not adopted: 50 of 100 ballots were for it; 51 were needed.', [50, 40, 9], ofCast, { blank: 1 }],
    ['Adopted: 2 of 3 votes for or against were for it; 2 were needed.', [2, 1, 7], twoThirds, {}],
    ['Adopted: 1 of 1 vote for or against was for it; 1 was needed.', [1, 0, 0], simple, {}],
    ['Adopted: 1 of 1 ballot was for it; 1 was needed.', [1, 0, 0], ofCast, {}],
    ['Adopted: 1 of 1 member voted for it; 1 was needed.', [1, 0, 0], ofEligible, {}],
    ['Not adopted: nobody voted for or against it.', [0, 0, 3], simple, {}],
    ['Not adopted: no ballot was cast.', [0, 0, 0], ofCast, { eligible: 9 }],
    ['Not adopted: nobody was on the roll.', [0, 0, 0], ofEligible, {}],
  ])('%s', (words, sums, rule, ballots) => {
    expect(motionWords(decide(sums, rule, ballots))).toBe(words);
  });
});

describe('the question of a motion', () => {
  const rules = { seats: 0, candidates: 3 };
  test('has its answers in one order, of which a ballot marks one or none', () => {
    expect(question.answers).toEqual(['For', 'Against', 'Abstain']);
    expect(question.ballotShape(rules)).toEqual({ asks: 'marks', min: 0, max: 1 });
    expect(question.isValid([0, 0, 0], rules)).toBe(true);
    expect(question.isValid([0, 0, 1], rules)).toBe(true);
    expect(question.isValid([1, 1, 0], rules)).toBe(false);
    expect(question.isValid([2, 0, 0], rules)).toBe(false);
    expect(question.isValid([1, 0], { seats: 0, candidates: 2 })).toBe(false);
  });
  test('elects nobody', () => {
    expect(countAnswers([9, 4, 9])).toEqual({
      ...{ votes: [9, 4, 9], ballots: null, elected: [], tied: null, broken: null, ties: [], vacant: 0, steps: [] },
      ordering: [
        { candidate: 0, rank: 1 },
        { candidate: 2, rank: 1 },
        { candidate: 1, rank: 3 },
      ],
    });
    expect(() => countAnswers([1, 2])).toThrow(RangeError);
    expect(() => countAnswers([1, 2, -1])).toThrow(RangeError);
  });
  test('says what a voter does', () => {
    expect(question.instruction(rules)).toBe('For, against or abstain? Choose one answer.');
    expect(question.bar([1, 0, 0], rules)).toBe('For chosen');
    expect(question.bar([0, 1, 1], rules)).toBe('Against and Abstain chosen');
    expect(question.bar([0, 0, 0], rules)).toBe('Nothing chosen');
    expect(question.problem([0, 1, 0], rules)).toBeUndefined();
    expect(question.problem([0, 1, 1], rules)).toBe('You chose 2. The limit is 1. Remove 1 to go on.');
  });
});
