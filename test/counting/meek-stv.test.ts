import { describe, expect, test } from 'vitest';
import { countMeekStv } from '../../counting/meek-stv.ts';
import { keptOf, ONE } from '../../counting/meek-prefixes.ts';
import { need } from '../support/need.ts';
import {
  bltVector,
  droopFiles,
  droopVector,
  type DroopAction,
  type DroopCount,
  electedIds,
  hasVector,
  haveVectors,
  ofEligible,
  papersOf,
  readVector,
  stagesOf,
  VECTORS,
  vectorFiles,
} from '../support/transfer-vectors.ts';

describe('what droop counts by the reference rule', () => {
  need(VECTORS, haveVectors);
  const files = droopFiles('meek-prf');

  test('there are 6 whose ballots are here', () => expect(files).toHaveLength(6));

  test.each(files)('%s: votes, quota and shares of each round, to the ninth decimal', (file) => {
    const { count, papers, rules } = droopVector(file);
    const outcome = countMeekStv(papers, rules);
    // What the first act of a round shows is how its iteration ended.
    const rounds = new Map<number, DroopAction>();
    for (const action of count.expected.actions)
      if (action.round > 0 && !rounds.has(action.round)) rounds.set(action.round, action);
    expect(electedIds(outcome)).toEqual(count.expected.winners);
    expect(
      stagesOf(outcome).map(({ totals, keepFactors = [], quota, nonTransferable: residual }) => ({
        ...{ vote: ofEligible(count, totals), keepFactor: ofEligible(count, keepFactors), quota, residual },
      })),
    ).toEqual(
      [...rounds.values()].map(({ vote, keepFactor, quota, residual }) => ({ vote, keepFactor, quota, residual })),
    );
  });
});

describe('what else droop has is another rule', () => {
  need(VECTORS, haveVectors);
  const others = droopFiles('meek', 'warren');

  test.each(others)('%s', (file) => {
    const { count, papers, rules } = droopVector(file);
    const stages = stagesOf(countMeekStv(papers, rules));
    // Warren: a paper pays a price, not a share. Meek there: fractions or 27 decimals, smaller omega, the quota without 0.000000001.
    expect(['meek', 'warren']).toContain(count.rule);
    const quota = count.expected.actions[0]?.quota ?? '';
    if (quota !== '' && count.expected.actions[0]?.tag === 'begin') expect(stages[0]?.quota).not.toBe(quota);
    // SC-Vm-12 was made to show that the accuracy decides for whom the third seat is: in nine decimals three are tied for it.
    const alike = file.startsWith('SC-Vm-12') ? 2 : count.expected.winners.length;
    if (count.rule === 'meek')
      expect(electedIds(countMeekStv(papers, rules)).slice(0, alike)).toEqual(count.expected.winners.slice(0, alike));
  });

  test('of the counts of real wards that droop made, 48 are of ballots that are not here', () => {
    const absent = vectorFiles('droop/expected', '.json').filter(
      (file) => !hasVector(`droop/${(readVector(`droop/expected/${file}`) as DroopCount).blt}`),
    );
    expect(absent.every((file) => file.startsWith('live__'))).toBe(true);
    expect(absent).toHaveLength(48);
  });
});

describe('elections of British societies', () => {
  need(VECTORS, haveVectors);

  test.each(['A1', 'A3', 'A60'])('%s: the same are elected as by four other programs', (name) => {
    const { expected } = readVector(`tideman/${name}.json`) as {
      readonly expected: { readonly liveReferenceWinners: Readonly<Record<string, readonly number[]>> };
    };
    const { papers, rules } = bltVector(`tideman/${name}.blt`);
    expect(electedIds(countMeekStv(papers, { ...rules, lot: [...papers[0]!.marks.keys()] }))).toEqual(
      expected.liveReferenceWinners['droop meek-prf'],
    );
  });
});

describe('the reference rule', () => {
  test('the elected keep a share of each ballot, and what they do not keep goes to the next choices', () => {
    const outcome = countMeekStv(papersOf(3, [4, 'ab'], [2, 'c']), { seats: 2, candidates: 3 });
    const [first, second] = stagesOf(outcome);
    expect(first).toMatchObject({ quota: '2.000000001', elected: [0], keepFactors: Array(3).fill('1.000000000') });
    expect(second).toEqual({
      ...{ kind: 'stage', number: 2, act: { what: 'shares', candidates: [0] }, quota: '2.000000001' },
      totals: ['2.000000004', '1.999999996', '2.000000000'],
      keepFactors: ['0.500000001', '1.000000000', '1.000000000'],
      moved: [{ from: 0, to: 1, votes: '1.999999996' }],
      ...{ nonTransferable: '0.000000000', lostToRounding: '0.000000000' },
      // b has the fewest; with b gone, no more are left than there are seats.
      ...{ excluded: [1], elected: [2] },
    });
    expect(outcome).toMatchObject({ elected: [0, 2], tied: null, vacant: 0 });
  });

  test('whoever is within the surplus of the lowest is tied with it, and the lot decides', () => {
    // Rounding leaves the elected a little surplus, and a is nearer to b, who has the fewest, than that.
    const papers = papersOf(4, [2, 'dca'], [1, 'dbac']);
    const rules = { seats: 3, candidates: 4 };
    const open = countMeekStv(papers, rules);
    const [a = '', b = ''] = stagesOf(open).at(-1)?.totals ?? [];
    expect(Number(a)).not.toBe(Number(b));
    expect(open.tied).toEqual({ candidates: [0, 1], seats: 1 });
    expect(open.vacant).toBe(0);
    const [tie] = countMeekStv(papers, { ...rules, lot: [1, 0, 3, 2] }).ties;
    expect(tie).toEqual({ over: 'exclusion', candidates: [0, 1], chosen: [0], by: 'lot' });
  });

  test('of what two pass on to each other, only the difference is told', () => {
    const papers = papersOf(4, [12, 'abc'], [9, 'bac'], [3, 'c'], [2, 'd']);
    const [, shares] = stagesOf(countMeekStv(papers, { seats: 3, candidates: 4 }));
    expect(shares?.act).toEqual({ what: 'shares', candidates: [0, 1] });
    expect(shares?.moved.map(({ from, to }) => [from, to])).toEqual([
      [0, 1],
      [0, 2],
      [1, 2],
    ]);
  });

  test('the quota falls as ballots are used up', () => {
    const stages = stagesOf(
      countMeekStv(papersOf(4, [6, 'a'], [3, 'b'], [2, 'c'], [1, 'd']), { seats: 2, candidates: 4 }),
    );
    expect(stages.map(({ quota }) => Number(quota))).toEqual(
      stages.map(({ nonTransferable }) => expect.closeTo((12 - Number(nonTransferable)) / 3, 6) as number),
    );
    expect(Number(stages.at(-1)?.nonTransferable)).toBeGreaterThan(0);
  });

  test('where nobody is ranked nobody is elected; where there are seats for all, all are', () => {
    const rules = { seats: 2, candidates: 3 };
    expect(countMeekStv(papersOf(3, [3, '']), rules)).toMatchObject({ elected: [], tied: null, vacant: 2 });
    expect(countMeekStv(papersOf(3, [3, 'a']), { ...rules, seats: 4 })).toMatchObject({
      elected: [0, 1, 2],
      vacant: 1,
    });
  });

  test('a share of a vote is rounded up exactly, however many digits the product has', () => {
    const factors = [0, 1, 2, 32_767, 32_768, 32_769, 333_333_333, 500_000_001, 669_189_713, ONE - 1, ONE];
    for (const reaching of factors)
      for (const factor of factors) {
        const exact = (BigInt(reaching) * BigInt(factor) + BigInt(ONE) - 1n) / BigInt(ONE);
        expect(keptOf(reaching, factor)).toBe(Number(exact));
      }
  });
});
