import { describe, expect, test } from 'vitest';
import { countIrv } from '../../counting/irv.ts';
import { stepWords } from '../../counting/step-words.ts';
import { need } from '../support/need.ts';
import {
  type Ballots,
  bltVector,
  haveVectors,
  papersByName,
  papersOf,
  readVector,
  stagesOf,
  VECTORS,
  vectorFiles,
} from '../support/transfer-vectors.ts';

interface Round {
  readonly threshold: string;
  readonly tally: Readonly<Record<string, string>>;
  readonly elected: readonly string[];
  readonly eliminated: readonly string[];
}

interface RctabContest {
  readonly family: string;
  readonly normalisedBlt: string;
  readonly rules: { readonly batchElimination: boolean; readonly continueUntilTwoCandidatesRemain: boolean };
  readonly undeclaredWriteIns: boolean;
  readonly tieBreaks: readonly { readonly kind: 'lose' | 'win'; readonly tied: string[]; readonly chosen: string }[];
  readonly expected: {
    readonly winners: readonly string[];
    readonly passes: readonly { readonly rounds: readonly Round[] }[];
  };
}

/** A lot that falls as it fell there: whoever lost a tie is behind everybody who was tied with them. */
function lotOf({ tieBreaks }: RctabContest, names: readonly string[]): readonly number[] {
  const lost = tieBreaks.filter(({ kind }) => kind === 'lose').map(({ chosen }) => chosen);
  const won = tieBreaks.filter(({ kind }) => kind === 'win').map(({ chosen }) => chosen);
  const rest = names.filter((name) => !lost.includes(name) && !won.includes(name));
  return [...won, ...rest, ...lost.toReversed()].map((name) => names.indexOf(name));
}

const WRITE_INS = 'Undeclared Write-ins';
const contests = vectorFiles('rctab', '.json').map((file) => file.replace('.json', ''));
const contestOf = (name: string) => readVector(`rctab/${name}.json`) as RctabContest;
const ballotsOf = ({ normalisedBlt }: RctabContest): Ballots => bltVector(`rctab/${normalisedBlt}`);

describe('contests as the tabulator of American offices counts them', () => {
  need(VECTORS, haveVectors);

  test('there are 19', () => expect(contests).toHaveLength(19));

  const single = contests.filter((name) => contestOf(name).family === 'irv');
  test.each(single)('%s has the same winner, and the same votes whenever the same people are left', (name) => {
    const contest = contestOf(name);
    const { papers, names, rules } = ballotsOf(contest);
    const outcome = countIrv(papers, { ...rules, lot: lotOf(contest, names) });
    expect(outcome.elected.map((place) => names[place])).toEqual(contest.expected.winners);

    // Its offices may let several leave at once where they cannot win, let the write-ins leave first, or go on until two are
    // left. Ours lets one leave a round, and stops at a majority: these rounds are compared where the same people are left.
    const out = new Set(rules.withdrawn);
    const rounds = stagesOf(outcome).map((stage) => {
      const left = names.flatMap((own, place) => (out.has(place) ? [] : [[own, stage.totals[place] ?? ''] as const]));
      for (const place of stage.excluded) out.add(place);
      return { tally: Object.fromEntries(left), threshold: stage.quota };
    });
    const theirs = contest.expected.passes[0]!.rounds.map(({ tally, threshold }) => ({ tally, threshold }));
    const isSameLeft = (one: Pick<Round, 'tally'>, other: Pick<Round, 'tally'>) =>
      Object.keys(one.tally).toSorted().join() === Object.keys(other.tally).toSorted().join();
    const pairs = theirs.flatMap((round) => {
      const own = rounds.find((one) => isSameLeft(one, round));
      return own === undefined ? [] : [{ own, round }];
    });
    for (const { own, round } of pairs) expect(own).toEqual(round);
    expect(pairs.length).toBeGreaterThan(0);
    const { batchElimination, continueUntilTwoCandidatesRemain } = contest.rules;
    if (!batchElimination && !continueUntilTwoCandidatesRemain && !contest.undeclaredWriteIns)
      // Where two are left and equal, the lot lets one of them leave: one round more, with the winner alone.
      expect(pairs.length).toBe(theirs.length);
  });

  test('without a lot, the winner is the same wherever no tie was met there', () => {
    const untied = single.filter((name) => contestOf(name).tieBreaks.length === 0);
    expect(untied).toHaveLength(13);
    // In Alaska its write-ins leave first although four have fewer votes, so that it comes to no tie; by our rule two have 228.
    const alaska = ballotsOf(contestOf('rctab-dominion_alaska'));
    expect(countIrv(alaska.papers, alaska.rules).tied?.candidates).toHaveLength(2);
    for (const name of untied.filter((one) => one !== 'rctab-dominion_alaska')) {
      const { papers, names, rules } = ballotsOf(contestOf(name));
      const { elected } = countIrv(papers, rules);
      expect(elected.map((place) => names[place])).toEqual(contestOf(name).expected.winners);
    }
  });

  test('three seats there are three counts, each without who won before: each of them is one of ours', () => {
    const contest = contestOf('rctab-sequential_with_batch');
    const { papers, names, rules } = ballotsOf(contest);
    const winners: number[] = [];
    for (const { rounds } of contest.expected.passes) {
      const outcome = countIrv(papers, { ...rules, seats: 1, withdrawn: [...winners], lot: lotOf(contest, names) });
      winners.push(...outcome.elected);
      const [first] = stagesOf(outcome);
      for (const [name, votes] of Object.entries(rounds[0]?.tally ?? {}))
        expect(first?.totals[names.indexOf(name)]).toBe(votes);
    }
    expect(winners.map((place) => names[place])).toEqual(contest.expected.winners);
  });

  test('the write-ins are the only ones whom it lets leave before their time', () =>
    expect(
      single.filter((name) => {
        const [first] = contestOf(name).expected.passes[0]!.rounds;
        return first?.eliminated.includes(WRITE_INS) === true;
      }).length,
    ).toBeGreaterThan(0));
});

interface Ordered {
  readonly candidates: readonly string[];
  readonly ballots: readonly (readonly [number, readonly (readonly string[])[]])[];
}

describe('other programs', () => {
  need(VECTORS, haveVectors);

  test('Burlington 2009: Kiss', () => {
    const { candidates, ballots } = readVector('condorcet/irv-burlington-2009-mayor.json') as Ordered;
    const { elected } = countIrv(papersByName(ballots, candidates), { seats: 1, candidates: candidates.length });
    expect(elected.map((place) => candidates[place])).toEqual(['Kiss']);
  });

  test.each([
    ['irv-result-2', undefined, ['sue', 'bob', 'bill']],
    // All three are equal, and it lets them leave in an order of its own, which here is the lot.
    ['irv-result-3', [0, 2, 1], ['bob', 'bill', 'sue']],
  ])('condorcet/%s', (name, lot, order) => {
    const { candidates, ballots } = readVector(`condorcet/${name}.json`) as Ordered;
    const { ordering } = countIrv(papersByName(ballots, candidates), { seats: 1, candidates: 3, lot });
    expect(ordering.map(({ candidate }) => candidates[candidate])).toEqual(order);
  });

  test('a society’s election, A3: the same two are left at the end', () => {
    const { papers, rules } = bltVector('tideman/A3.blt');
    const { expected } = readVector('tideman/A3.json') as { expected: { peer: { fullOrder: number[][] } } };
    const lot = [...papers[0]!.marks.keys()];
    const { ordering } = countIrv(papers, { ...rules, seats: 1, lot });
    expect(ordering.slice(0, 2).map(({ candidate }) => candidate + 1)).toEqual(
      expected.peer.fullOrder.slice(0, 2).flat(),
    );
  });

  test.each(vectorFiles('score-star-approval', '.json').filter((file) => file.includes('-irv-')))('%s', (file) => {
    const { candidates, ballots, expected } = readVector(`score-star-approval/${file}`) as {
      readonly candidates: readonly string[];
      readonly ballots: readonly (readonly number[])[];
      readonly expected: readonly { readonly path: string; readonly value: unknown }[];
    };
    // What stands after the candidates is the place of an overvote: as here, the ballot ends where a place is shared.
    const papers = ballots.map((ballot) => ({ marks: ballot.slice(0, candidates.length), count: 1 }));
    const { elected } = countIrv(papers, { seats: 1, candidates: candidates.length, lot: [...candidates.keys()] });
    const [first] = expected.filter(({ path }) => path === 'elected.0.name').map(({ value }) => value);
    expect(elected.map((place) => candidates[place])).toEqual(first === undefined ? [] : [first]);
  });
});

describe('instant runoff', () => {
  const rules = { seats: 1, candidates: 3 };

  test('the majority is of the ballots that still stand for somebody', () => {
    const outcome = countIrv(papersOf(3, [5, 'a'], [4, 'b'], [3, 'c'], [2, '']), rules);
    expect(stagesOf(outcome).map(({ quota, totals }) => ({ quota, totals }))).toEqual([
      { quota: '7', totals: ['5', '4', '3'] },
      { quota: '5', totals: ['5', '4', '0'] },
    ]);
    expect(outcome).toMatchObject({ elected: [0], tied: null, vacant: 0, votes: null });
    expect(outcome.ordering).toEqual([
      { candidate: 0, rank: 1 },
      { candidate: 1, rank: 2 },
      { candidate: 2, rank: 3 },
    ]);
  });

  test('each round is told with who gains what', () => {
    const { steps } = countIrv(papersOf(3, [5, 'a'], [4, 'b'], [2, 'cb'], [1, 'c']), rules);
    const names = ['Ada', 'Bo', 'Cy'];
    expect(steps.map((step) => stepWords(step, names, { one: 'vote', many: 'votes' }))).toEqual([
      'Stage 1: each ballot counts for its first choice. Cy has the fewest votes, 3, and is excluded.',
      'Stage 2: the votes of Cy go to the next choices. Bo gains 2, 1 go to nobody, since no later choice is left or by rounding. 6 votes elect: Bo has 6 and is elected.',
      'Ada and Cy are not elected.',
    ]);
  });

  test('two who are equal at the end are a tie, and the lot says who leaves', () => {
    const papers = papersOf(3, [4, 'a'], [4, 'b'], [1, 'c']);
    expect(countIrv(papers, rules)).toMatchObject({ elected: [], tied: { candidates: [0, 1], seats: 1 } });
    expect(countIrv(papers, { ...rules, lot: [1, 0] })).toMatchObject({
      ...{ elected: [1], tied: null },
      ties: [{ over: 'exclusion', candidates: [0, 1], chosen: [0], by: 'lot' }],
    });
  });

  test('a tie for last place needs no lot where all of the tied together have fewer votes than anybody else', () => {
    const papers = papersOf(5, [6, 'a'], [5, 'b'], [2, 'cb'], [2, 'd']);
    expect(countIrv(papers, { seats: 1, candidates: 5 })).toMatchObject({
      ...{ elected: [1], tied: null },
      ties: [{ candidates: [2, 3], chosen: [2, 3], by: 'that all of them leave in any order' }],
    });
    const close = papersOf(4, [6, 'a'], [4, 'b'], [2, 'cb'], [2, 'd']);
    expect(countIrv(close, { seats: 1, candidates: 4 }).tied).toEqual({ candidates: [2, 3], seats: 1 });
  });

  test('whoever has no vote is not elected, and one person is elected, whatever the seats', () => {
    expect(countIrv([], rules)).toMatchObject({ elected: [], tied: null, vacant: 1 });
    expect(countIrv(papersOf(3, [1, 'b']), { ...rules, seats: 2 })).toMatchObject({ elected: [1], vacant: 1 });
  });

  test('more votes can make a winner lose: 2 of 17 put a first instead of c, and a, who had won, loses', () => {
    const before = papersOf(3, [6, 'abc'], [4, 'bca'], [2, 'bac'], [5, 'cab']);
    const after = papersOf(3, [8, 'abc'], [4, 'bca'], [5, 'cab']);
    expect(countIrv(before, rules).elected).toEqual([0]);
    expect(countIrv(after, rules).elected).toEqual([2]);
  });
});
