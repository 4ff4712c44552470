import { describe, expect, test } from 'vitest';
import { countScottishStv } from '../../counting/scottish-stv.ts';
import { need } from '../support/need.ts';
import {
  bltVector,
  droopFiles,
  droopVector,
  electedIds,
  haveVectors,
  ofEligible,
  papersOf,
  readVector,
  stagesOf,
  VECTORS,
  vectorFiles,
} from '../support/transfer-vectors.ts';

interface Ward {
  readonly blt: string;
  readonly seats: number;
  readonly quota: number;
  readonly expected: {
    readonly winners: readonly number[];
    readonly electedAtStage: Readonly<Record<string, number>>;
    readonly excludedAtStage: Readonly<Record<string, number>>;
    readonly stages: readonly Readonly<Record<string, string>>[];
    readonly tolerance: string;
  };
  readonly recount: {
    readonly stages: readonly Readonly<Record<string, string>>[];
    readonly nonTransferable: readonly string[];
    readonly tieBreaksUsed: readonly { readonly stage: number; readonly tied: number[]; readonly chosen: number }[];
  };
}

const byId = <T>(values: readonly T[]) => Object.fromEntries(values.map((value, place) => [String(place + 1), value]));
const parts = (votes: string) => BigInt(votes.replace('.', ''));

describe('real wards of Scottish councils', () => {
  need(VECTORS, haveVectors);
  const wards = vectorFiles('scottish-official', '.json').filter((file) => file !== 'index.json');

  test('there are 132', () => expect(wards).toHaveLength(132));

  test.each(wards)('%s is counted stage by stage to the fifth decimal, as it was published', (file) => {
    const ward = readVector(`scottish-official/${file}`) as Ward;
    const { papers, rules } = bltVector(`scottish-official/${ward.blt}`);
    const outcome = countScottishStv(papers, rules);
    const stages = stagesOf(outcome);
    const atStage = (of: 'elected' | 'excluded') =>
      Object.fromEntries(
        stages.flatMap((stage) => stage[of].map((candidate) => [String(candidate + 1), stage.number])),
      );

    expect(electedIds(outcome)).toEqual(ward.expected.winners);
    expect({ tied: outcome.tied, vacant: outcome.vacant }).toEqual({ tied: null, vacant: 0 });
    expect(stages.map(({ totals }) => byId(totals))).toEqual(ward.recount.stages);
    expect(stages.map(({ quota }) => quota)).toEqual(stages.map(() => `${ward.quota}.00000`));
    expect(atStage('elected')).toEqual(ward.expected.electedAtStage);
    expect(atStage('excluded')).toEqual(ward.expected.excludedAtStage);
    for (const [place, published] of ward.expected.stages.entries())
      for (const [id, votes] of Object.entries(published))
        expect(Math.abs(Number(stages[place]?.totals[Number(id) - 1]) - Number(votes))).toBeLessThan(
          Number(ward.expected.tolerance),
        );
    // The papers that are used up; what rounding loses besides is told apart.
    expect(stages.map((stage) => parts(stage.nonTransferable) - parts(stage.lostToRounding))).toEqual(
      ward.recount.nonTransferable.map(parts),
    );
    expect(outcome.ties.map(({ candidates, chosen, by }) => ({ candidates, chosen, by }))).toEqual(
      ward.recount.tieBreaksUsed.map(({ tied, chosen }) => ({
        ...{ candidates: tied.map((id) => id - 1), chosen: [chosen - 1], by: 'an earlier stage' },
      })),
    );
  });
});

describe('what droop counts by this rule', () => {
  need(VECTORS, haveVectors);
  const files = droopFiles('scotland');

  test('there are 8', () => expect(files).toHaveLength(8));

  test.each(files)('%s', (file) => {
    const { count, papers, rules } = droopVector(file);
    const outcome = countScottishStv(papers, rules);
    const { winners, actions } = count.expected;
    // droop transfers a surplus of nothing, in a stage that changes nothing. The statute knows none: a surplus is what
    // "exceeds the quota" (48(1)). In SC-Vm-12 both elected are on the quota.
    const theirs = actions
      .filter(({ tag }) => tag === 'begin' || tag === 'transfer')
      .filter(({ msg }) => !msg.endsWith('(0.00000)'));
    expect(electedIds(outcome)).toEqual(winners);
    expect(stagesOf(outcome).map(({ totals, quota }) => ({ vote: ofEligible(count, totals), quota }))).toEqual(
      theirs.map(({ vote, quota }) => ({ vote, quota })),
    );
  });
});

describe('the statute', () => {
  const rules = { seats: 2, candidates: 4 };

  test('a surplus goes on at a part of each paper’s value, and rounding is told as lost', () => {
    // The quota of 10 papers for 2 seats is 4. The surplus of a is 3 of 7: each paper carries 0.42857 on.
    const outcome = countScottishStv(papersOf(4, [4, 'ab'], [2, 'ac'], [1, 'a'], [2, 'b'], [1, 'd']), rules);
    const [first, second] = stagesOf(outcome);
    expect(first).toMatchObject({
      ...{ quota: '4.00000', totals: ['7.00000', '2.00000', '0.00000', '1.00000'], elected: [0], excluded: [] },
      ...{ nonTransferable: '0.00000', act: { what: 'first-preferences' } },
    });
    expect(second).toEqual({
      ...{ kind: 'stage', number: 2, quota: '4.00000', elected: [], excluded: [2] },
      act: { what: 'surplus', candidate: 0, surplus: '3.00000', value: '0.42857' },
      totals: ['4.00000', '3.71428', '0.85714', '1.00000'],
      ...{ nonTransferable: '0.42858', lostToRounding: '0.00001' },
      moved: [
        { from: 0, to: 1, votes: '1.71428' },
        { from: 0, to: 2, votes: '0.85714' },
        { from: 0, to: null, votes: '0.42858' },
      ],
    });
    expect(outcome.elected).toEqual([0, 1]);
    expect(outcome.ordering.map(({ candidate }) => candidate)).toEqual([0, 1, 3, 2]);
  });

  test('whoever has exactly the quota has no surplus, and no stage of their own', () => {
    const outcome = countScottishStv(papersOf(4, [4, 'ac'], [3, 'b'], [2, 'c'], [1, 'd']), rules);
    expect(stagesOf(outcome).map(({ act }) => act.what)).toEqual(['first-preferences', 'exclusion', 'exclusion']);
  });

  test('a tie for last place goes to the last earlier stage at which they differed', () => {
    // After d, with 1, has gone to c, b and c have 3 each; before that c had fewer.
    const outcome = countScottishStv(papersOf(4, [5, 'a'], [3, 'b'], [2, 'c'], [1, 'dc']), { seats: 1, candidates: 4 });
    expect(outcome.ties).toEqual([{ over: 'exclusion', candidates: [1, 2], chosen: [2], by: 'an earlier stage' }]);
    expect(outcome.elected).toEqual([0]);
  });

  test('where no stage differs, the lot decides; without one the count stops there, and says who', () => {
    const papers = papersOf(4, [5, 'a'], [4, 'bc'], [3, 'cb'], [3, 'db']);
    const single = { seats: 1, candidates: 4 };
    const open = countScottishStv(papers, single);
    expect(open).toMatchObject({ elected: [], tied: { candidates: [2, 3], seats: 1 }, vacant: 0 });
    expect(open.ties).toEqual([{ over: 'exclusion', candidates: [2, 3], chosen: [], by: null }]);
    expect(open.steps.at(-1)).toEqual({ kind: 'tie', tie: open.ties[0] });
    const drawn = countScottishStv(papers, { ...single, lot: [3, 0, 2, 1] });
    expect(drawn.ties[0]).toEqual({ over: 'exclusion', candidates: [2, 3], chosen: [2], by: 'lot' });
    expect(drawn).toMatchObject({ elected: [1], tied: null });
    expect(countScottishStv(papers, { ...single, lot: [3] })).toEqual(open);
  });

  test('the larger surplus goes first, and equal ones by lot', () => {
    const papers = papersOf(4, [5, 'ac'], [5, 'bd'], [2, 'c'], [1, 'd']);
    const seats = { seats: 3, candidates: 4 };
    expect(countScottishStv(papers, seats)).toMatchObject({
      ...{ elected: [0, 1], tied: { candidates: [0, 1], seats: 1 } },
      ties: [{ over: 'surplus', candidates: [0, 1], chosen: [], by: null }],
    });
    const [, second] = stagesOf(countScottishStv(papers, { ...seats, lot: [1, 0, 2, 3] }));
    expect(second?.act).toMatchObject({ what: 'surplus', candidate: 1 });
  });

  test('without a lot, those without a vote leave together, since nothing hangs on their order', () => {
    const papers = papersOf(5, [4, 'ab'], [3, 'bc'], [2, 'cb']);
    const outcome = countScottishStv(papers, { seats: 1, candidates: 5 });
    expect(stagesOf(outcome)[0]?.excluded).toEqual([3, 4]);
    expect(outcome.elected).toEqual([1]);
    expect(outcome.ordering.filter(({ candidate }) => candidate > 2).map(({ rank }) => rank)).toEqual([4, 4]);
    // One of them would get a seat: then something does.
    expect(countScottishStv(papers, { seats: 4, candidates: 5 }).tied).toEqual({ candidates: [3, 4], seats: 1 });
  });

  test('a blank paper is valid and in no quota, and so is one whose first place is shared', () => {
    const papers = [...papersOf(4, [4, 'ab'], [2, 'b'], [9, '']), { marks: [1, 1, 2, 0], count: 5 }];
    const outcome = countScottishStv(papers, rules);
    expect(outcome.ballots).toMatchObject({ valid: 20, invalid: 0 });
    expect(stagesOf(outcome)[0]).toMatchObject({ quota: '3.00000', nonTransferable: '0.00000' });
  });

  test('a paper ends where two share a place, unless one of them withdrew', () => {
    const papers = [{ marks: [1, 2, 2, 3], count: 6 }, ...papersOf(4, [3, 'b'], [2, 'd'])];
    const surplusTo = (withdrawn: readonly number[]) =>
      stagesOf(countScottishStv(papers, { ...rules, withdrawn }))[1]?.moved.map(({ to }) => to);
    expect(surplusTo([])).toEqual([null]);
    expect(surplusTo([1])).toEqual([2]);
  });

  test('whoever withdrew is on no paper and is last in the order; ballots that the method cannot read are told', () => {
    const papers = [...papersOf(4, [6, 'abc'], [3, 'cb'], [2, 'd']), { marks: [1, 300, 0, 0], count: 2 }];
    const outcome = countScottishStv(papers, { ...rules, withdrawn: [0] });
    expect(outcome.elected).toEqual([1, 2]);
    expect(outcome.steps.slice(0, 2)).toEqual([
      { kind: 'invalid-ballots', ballots: 2 },
      { kind: 'withdrawn', candidates: [0] },
    ]);
    expect(outcome.ordering.at(-1)).toEqual({ candidate: 0, rank: 4 });
  });

  test('where nobody is ranked nobody is elected; where there are seats for all, all are', () => {
    expect(countScottishStv(papersOf(4, [3, '']), rules)).toMatchObject({ elected: [], tied: null, vacant: 2 });
    expect(countScottishStv(papersOf(2, [3, 'a']), { seats: 3, candidates: 2 })).toMatchObject({
      ...{ elected: [0, 1], tied: null, vacant: 1 },
    });
    expect(() => countScottishStv([], { seats: 0, candidates: 2 })).toThrow(RangeError);
  });
});
