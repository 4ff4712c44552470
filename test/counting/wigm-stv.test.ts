import { describe, expect, test } from 'vitest';
import { countWigmStv } from '../../counting/wigm-stv.ts';
import { need } from '../support/need.ts';
import {
  droopFiles,
  droopVector,
  electedIds,
  haveVectors,
  ofEligible,
  papersByName,
  papersOf,
  readVector,
  stagesOf,
  VECTORS,
} from '../support/transfer-vectors.ts';

describe('what droop counts by the reference rule', () => {
  need(VECTORS, haveVectors);
  const files = droopFiles('wigm-prf');

  test('there are 3 whose ballots are here', () => expect(files).toHaveLength(3));

  test.each(files)('%s', (file) => {
    const { count, papers, rules } = droopVector(file);
    const outcome = countWigmStv(papers, rules);
    const { winners, actions } = count.expected;
    const theirs = actions.filter(({ tag }) => tag === 'begin' || tag === 'transfer');
    const stages = stagesOf(outcome);
    expect(electedIds(outcome)).toEqual(winners);
    expect(stages.map(({ totals, quota }) => ({ vote: ofEligible(count, totals), quota }))).toEqual(
      theirs.map(({ vote, quota }) => ({ vote, quota })),
    );
    const exhausted = stages.map((one) => Number(one.nonTransferable) - Number(one.lostToRounding));
    for (const [place, { nt_votes: votes }] of theirs.entries()) expect(exhausted[place]).toBeCloseTo(Number(votes), 9);
  });
});

describe('what else droop has by the name of this method is another rule', () => {
  need(VECTORS, haveVectors);

  /** Whether the rule of each file differs so that what it shows cannot be ours: decimals, the quota, who leaves when. */
  test.each([
    [
      '42-wigm-guarded-p18-g9-d18.json',
      '27 decimals, of which 9 are a guard, and a quota without the 0.0001',
      '2.0000',
    ],
    ['42-wigm-rational-d12.json', 'fractions, never rounded, and a quota without the 0.0001', '2.0000'],
    [
      'M135-wigm-guarded-p18-g9-d18.json',
      '27 decimals, of which 9 are a guard, and a quota without the 0.0001',
      '84.6250',
    ],
  ])('%s: %s', (file, _, quota) => {
    const { count, papers, rules } = droopVector(file);
    const theirs = count.expected.actions[0]?.quota ?? '';
    expect(theirs.slice(0, quota.length)).toBe(quota);
    const ours = stagesOf(countWigmStv(papers, rules))[0]?.quota;
    expect(ours).toBe(`${quota.slice(0, -1)}1`);
  });

  test.each([
    '42-wigm-prf-batch-fixed-p4-d4.json',
    '42t-wigm-prf-batch-fixed-p4-d4.json',
    '42u-wigm-prf-batch-fixed-p4-d4.json',
  ])('%s: the reference rule lets several leave at once where they can no longer win; the same people win', (file) => {
    const { count, papers, rules } = droopVector(file);
    expect(count.expected.actions.some(({ msg }) => msg.startsWith('Defeat sure loser'))).toBe(true);
    expect(electedIds(countWigmStv(papers, rules))).toEqual(count.expected.winners);
  });

  test.each(['42-mpls-fixed-p4-d4.json', 'SCwopt-mpls-fixed-p4-d4.json', 'mpls__undeclared-mpls-fixed-p4-d4.json'])(
    '%s: Minneapolis has the whole quota of the statutes, and lets several leave at once',
    (file) => {
      const { count, papers, rules } = droopVector(file);
      expect(stagesOf(countWigmStv(papers, rules))[0]?.quota).not.toBe(count.expected.actions[0]?.quota);
    },
  );
});

interface Rounds {
  readonly candidates: readonly string[];
  readonly seats: number;
  readonly ballots: readonly (readonly [number, readonly (readonly string[])[]])[];
  readonly expected: readonly { readonly kind: string; readonly value: Readonly<Record<string, unknown>> }[];
}

describe('other programs', () => {
  need(VECTORS, haveVectors);

  test.each(['stv-result-1', 'stv-result-alternative-quotas1'])(
    'condorcet/%s has another quota and an unrounded surplus: the same people win, and round by round votes are near',
    (name) => {
      const { candidates, seats, ballots, expected } = readVector(`condorcet/${name}.json`) as Rounds;
      const outcome = countWigmStv(papersByName(ballots, candidates), { seats, candidates: candidates.length });
      const value = (kind: string) => expected.find((one) => one.kind === kind)!.value;
      expect(outcome.elected.map((place) => candidates[place])).toEqual(Object.values(value('rankingAsArrayString')));
      // Its rounds leave out the elected.
      const [first] = stagesOf(outcome);
      for (const [who, votes] of Object.entries(value('stats.rounds')['1'] as Record<string, number>))
        expect(Number(first?.totals[candidates.indexOf(who)])).toBe(votes);
    },
  );

  test('bettervoting, two seats: the same two', () => {
    const file = 'score-star-approval/bettervoting-stv-two-winner-test.json';
    const { candidates, ballots, seats, expected } = readVector(file) as {
      readonly candidates: readonly string[];
      readonly ballots: readonly (readonly number[])[];
      readonly seats: number;
      readonly expected: readonly { readonly path: string; readonly value: unknown }[];
    };
    // What stands after the candidates is the place of an overvote; here there is none.
    expect(ballots.every((ballot) => ballot.slice(candidates.length).every((place) => place === 0))).toBe(true);
    const papers = ballots.map((ballot) => ({ marks: ballot.slice(0, candidates.length), count: 1 }));
    const { elected } = countWigmStv(papers, { seats, candidates: candidates.length, lot: [...candidates.keys()] });
    const theirs = expected.filter(({ path }) => /^elected\.\d+\.name$/.test(path)).map(({ value }) => value);
    expect(elected.map((place) => candidates[place])).toEqual(theirs);
  });
});

describe('the reference rule', () => {
  test('the quota is a fraction, cut off after four decimals, and the smallest part more', () => {
    const outcome = countWigmStv(papersOf(3, [4, 'ab'], [2, 'c'], [5, '']), { seats: 2, candidates: 3 });
    const [first, second, third] = stagesOf(outcome);
    expect(first).toMatchObject({ quota: '2.0001', elected: [0], excluded: [] });
    expect(second).toMatchObject({
      act: { what: 'surplus', candidate: 0, surplus: '1.9999', value: '0.4999' },
      ...{ totals: ['2.0001', '1.9996', '2.0000'], excluded: [1], lostToRounding: '0.0003' },
    });
    expect(third).toMatchObject({ act: { what: 'exclusion', candidates: [1] }, elected: [2] });
    expect(outcome).toMatchObject({ elected: [0, 2], tied: null });
  });

  test('when the quota fills the last seat, the largest surplus is still transferred; a tie for that needs no lot', () => {
    const rules = { seats: 2, candidates: 3 };
    const stages = stagesOf(countWigmStv(papersOf(3, [5, 'ac'], [4, 'bc'], [1, 'c']), rules));
    expect(stages.map(({ act, elected }) => ({ what: act.what, elected }))).toEqual([
      { what: 'first-preferences', elected: [0, 1] },
      { what: 'surplus', elected: [] },
    ]);
    const equal = countWigmStv(papersOf(3, [5, 'ac'], [5, 'bc'], [1, 'c']), rules);
    expect(equal).toMatchObject({ elected: [0, 1], tied: null, ties: [] });
    expect(stagesOf(equal)).toHaveLength(1);
  });

  test('whoever comes to the quota exactly transfers a surplus of nothing, in a stage of its own', () => {
    // b gets 49 times 0.4949 to a vote of its own.
    const papers = papersOf(5, [49, 'ab'], [1, 'a'], [1, 'b'], [25, 'c'], [24, 'd'], [1, 'ec']);
    const stages = stagesOf(countWigmStv(papers, { seats: 3, candidates: 5 }));
    expect(stages[1]).toMatchObject({ quota: '25.2501', elected: [1], lostToRounding: '0.0049' });
    expect(stages[1]?.totals[1]).toBe('25.2501');
    expect(stages[2]?.act).toEqual({ what: 'surplus', candidate: 1, surplus: '0.0000', value: null });
    expect(stages[2]?.totals).toEqual(stages[1]?.totals);
    expect(stages[3]?.act).toEqual({ what: 'exclusion', candidates: [4] });
  });

  test('a tie goes by lot, whatever earlier stages say', () => {
    const papers = papersOf(4, [5, 'a'], [3, 'b'], [2, 'c'], [1, 'dc']);
    const rules = { seats: 1, candidates: 4 };
    expect(countWigmStv(papers, rules)).toMatchObject({ elected: [], tied: { candidates: [1, 2], seats: 1 } });
    expect(countWigmStv(papers, { ...rules, lot: [0, 2, 1, 3] }).ties).toEqual([
      { over: 'exclusion', candidates: [1, 2], chosen: [1], by: 'lot' },
    ]);
  });
});
