import { describe, expect, test } from 'vitest';
import { borda, countBorda } from '../../counting/borda.ts';
import { condorcetIrv, countCondorcetIrv } from '../../counting/condorcet-irv.ts';
import { countCopeland } from '../../counting/copeland.ts';
import type { Marks, MethodRules, Paper, PapersCount } from '../../counting/method.ts';
import { countMinimax, countMinimaxMargins } from '../../counting/minimax.ts';
import { compare, comparePapers } from '../../counting/pairwise.ts';
import { papersOf } from '../../counting/papers.ts';
import { countRankedPairs, countRankedPairsMargins } from '../../counting/ranked-pairs.ts';
import { countSchulze, countSchulzeMargins, schulze } from '../../counting/schulze.ts';
import { stepWords } from '../../counting/step-words.ts';

const papers = (...groups: readonly [number, Marks][]): readonly Paper[] =>
  groups.map(([count, marks]) => ({ count, marks }));

const NAMES = ['Ada', 'Bo', 'Cy', 'Dee'];
const words = (count: PapersCount, ballots: readonly Paper[], rules: Partial<MethodRules> = {}) =>
  count(ballots, { seats: 1, candidates: NAMES.length, ...rules }).steps.map((step) =>
    stepWords(step, NAMES, schulze.words),
  );

/** Ada beats Bo 14 to 7, Bo beats Cy 15 to 6, Cy beats Ada 13 to 8; nobody ranks Dee. */
const circle = papers([8, [1, 2, 3, 0]], [7, [3, 1, 2, 0]], [6, [2, 3, 1, 0]]);
const COMPARED =
  'Every two candidates are compared as if only they stood: the one whom more ballots put before the other wins the pair. A ballot puts everybody whom it ranks before everybody whom it leaves out.';

describe('comparing in pairs', () => {
  const rules = { seats: 1, candidates: 4 };

  test('shared places are equal, gaps mean nothing, and whoever is left out comes last with the others left out', () => {
    const ballots = papers([3, [7, 7, 200, 0]], [2, [0, 0, 1, 0]]);
    expect(comparePapers(ballots, rules, 'last')).toEqual({
      candidates: [0, 1, 2, 3],
      over: [
        [0, 0, 3, 3],
        [0, 0, 3, 3],
        [2, 2, 0, 5],
        [0, 0, 0, 0],
      ],
      // How often left out, first, second, third, fourth.
      given: [
        [2, 3, 0, 0, 0],
        [2, 3, 0, 0, 0],
        [0, 2, 3, 0, 0],
        [5, 0, 0, 0, 0],
      ],
    });
  });
  test('or stands apart, in no pair', () => {
    const ballots = papers([3, [1, 1, 2, 0]], [2, [0, 0, 1, 0]]);
    expect(comparePapers(ballots, rules, 'apart').over).toEqual([
      [0, 0, 3, 0],
      [0, 0, 3, 0],
      [0, 0, 0, 0],
      [0, 0, 0, 0],
    ]);
  });
  test('whoever withdrew is compared with nobody', () => {
    const found = comparePapers(circle, { ...rules, withdrawn: [1] }, 'last');
    expect(found).toMatchObject({ candidates: [0, 2, 3] });
    expect(found.over).toEqual([
      [0, 0, 8, 21],
      [0, 0, 0, 0],
      [13, 0, 0, 21],
      [0, 0, 0, 0],
    ]);
  });
  test('ballots that the method does not allow are left out and counted apart', () => {
    const ballots = papers(
      [2, [1, 2, 0, 0]],
      [1, [1, 2, 0]],
      [1, [-1, 2, 0, 0]],
      [1, [256, 1, 0, 0]],
      [1, [0.5, 1, 2, 3]],
    );
    const { figures, ranked, over } = compare(schulze, ballots, rules);
    expect(figures).toMatchObject({ valid: 2, invalid: 4 });
    expect(ranked).toEqual([0, 1]);
    expect(over[0]).toEqual([0, 2, 2, 2]);
    expect(compare(condorcetIrv, papers([1, [1, 1, 2, 0]]), rules).figures).toMatchObject({ valid: 0, invalid: 1 });
    expect(words(countSchulze, ballots)[0]).toBe(
      '4 ballots say what this method does not allow. They count for nobody.',
    );
  });
});

describe('Schulze', () => {
  test('who lost reads by which chain', () => {
    expect(words(countSchulze, circle)).toEqual([
      COMPARED,
      'A chain of wins leads from one candidate to another. It is as strong as the weakest win in it, by the ballots for the winner. Whoever has the stronger chain of the two is before the other.',
      'Ada is before Bo. Ada beats Bo, 14 to 7. The strongest chain back is weaker: Bo over Cy over Ada, where the weakest win is Cy over Ada, 13 to 8.',
      'Bo is before Cy. Bo beats Cy, 15 to 6. The strongest chain back is weaker: Cy over Ada over Bo, where the weakest win is Cy over Ada, 13 to 8.',
      'Cy is before Dee. Cy beats Dee, 21 to 0. No chain of wins leads back.',
      'Ada is elected. All seats are filled.',
      'Bo and Cy are not elected.',
      'Dee has no votes, and nobody is elected without one.',
    ]);
  });
  test('several seats go to the first of the order, and a tie over the last is one', () => {
    expect(countSchulze(circle, { seats: 2, candidates: 4 })).toMatchObject({ elected: [0, 1], tied: null, vacant: 0 });
    const even = papers([2, [1, 2, 3, 3]], [2, [1, 3, 2, 3]]);
    expect(countSchulze(even, { seats: 2, candidates: 4 })).toMatchObject({
      ...{ elected: [0], tied: { candidates: [1, 2], seats: 1 }, broken: null },
      ties: [{ over: 'seat', candidates: [1, 2], chosen: [], by: null }],
    });
    expect(countSchulze(even, { seats: 2, candidates: 4, lot: [2, 1] })).toMatchObject({
      ...{ elected: [0, 2], tied: null, broken: { candidates: [1, 2], won: [2] } },
      ties: [{ over: 'seat', candidates: [1, 2], chosen: [2], by: 'lot' }],
    });
    expect(countSchulze(even, { seats: 2, candidates: 4, lot: [2] }).tied).not.toBeNull();
  });
  test('of two wins with as many ballots for them, the one with fewer against is the stronger', () => {
    // Ada beats Bo 4 to 2, Bo beats Cy 4 to 3, Cy beats Ada 5 to 3.
    const ballots = papers([1, [2, 3, 1]], [2, [3, 1, 2]], [2, [1, 2, 3]], [1, [1, 0, 0]], [2, [0, 0, 1]]);
    const rules = { seats: 1, candidates: 3 };
    expect(countSchulze(ballots, rules)).toMatchObject({ elected: [2], tied: null });
    expect(countRankedPairs(ballots, rules)).toMatchObject({ elected: [2], tied: null });
    // Minimax looks at the ballots against and no further.
    expect(countMinimax(ballots, rules)).toMatchObject({ elected: [], tied: { candidates: [1, 2], seats: 1 } });
  });
  test('without a ballot that ranks somebody the seat stays vacant', () => {
    expect(countSchulze(papers([3, [0, 0]]), { seats: 1, candidates: 2 })).toMatchObject({
      elected: [],
      vacant: 1,
      tied: null,
    });
    expect(countSchulze([], { seats: 1, candidates: 2 })).toMatchObject({ elected: [], vacant: 1, tied: null });
  });
  test('whoever withdrew is last of all and never elected', () => {
    const outcome = countSchulze(circle, { seats: 3, candidates: 4, withdrawn: [0] });
    expect(outcome).toMatchObject({ elected: [1, 2], vacant: 1 });
    expect(outcome.ordering).toEqual([1, 2, 3, 0].map((candidate, at) => ({ candidate, rank: at + 1 })));
  });
  test.each([countSchulze, countRankedPairs, countMinimax, countCopeland, countBorda, countCondorcetIrv])(
    '%o refuses an election without a seat',
    (count) => {
      expect(() => count([], { seats: 0, candidates: 2 })).toThrow(RangeError);
    },
  );
});

describe('winning votes and margins elect different people', () => {
  // Ada beats Bo 6 to 3, Bo beats Cy 5 to 4, Cy beats Ada 4 to 2: the weakest is Cy's by votes, and Bo's by margin.
  const ballots = papers([2, [1, 2, 3]], [4, [2, 3, 1]], [3, [0, 1, 0]]);
  test.each([
    ['Schulze', countSchulze, countSchulzeMargins],
    ['ranked pairs', countRankedPairs, countRankedPairsMargins],
    ['minimax', countMinimax, countMinimaxMargins],
  ])('%s', (_, votes, margins) => {
    const rules = { seats: 1, candidates: 3 };
    expect([votes(ballots, rules).elected, margins(ballots, rules).elected]).toEqual([[0], [2]]);
  });
});

describe('who lost reads', () => {
  test('ranked pairs: which pairs stand, and what each that does not contradicts', () => {
    expect(words(countRankedPairs, circle).slice(1)).toEqual([
      'Ada beats Dee, 21 to 0: this stands.',
      'Bo beats Dee, 21 to 0: this stands.',
      'Cy beats Dee, 21 to 0: this stands.',
      'Bo beats Cy, 15 to 6: this stands.',
      'Ada beats Bo, 14 to 7: this stands.',
      'Cy beats Ada, 13 to 8: this is left out, since it would close a circle with Ada over Bo over Cy, which stands.',
      'Ada is elected. All seats are filled.',
      'Bo and Cy are not elected.',
      'Dee has no votes, and nobody is elected without one.',
    ]);
    const even = papers([2, [1, 2, 3, 0]], [2, [3, 1, 2, 0]], [2, [2, 3, 1, 0]]);
    expect(words(countRankedPairs, even)).toContain(
      'Ada beats Bo, 4 to 2: this is left out, since it would close a circle with Bo over Cy over Ada, where a win is just as strong and is left out as well.',
    );
  });
  test('minimax: the worst defeat of each', () => {
    expect(words(countMinimax, circle)[1]).toBe(
      'The worst defeat of each, by the ballots for the winner: Ada 13 to 8 against Cy; Bo 14 to 7 against Ada; Cy 15 to 6 against Bo; Dee 21 to 0 against Ada.',
    );
    expect(words(countMinimaxMargins, circle)[1]).toBe(
      'The worst defeat of each, by how many more ballots are for the winner: Ada 13 to 8 against Cy, by 5; Bo 14 to 7 against Ada, by 7; Cy 15 to 6 against Bo, by 9; Dee 21 to 0 against Ada, by 21.',
    );
    expect(words(countMinimax, papers([1, [1, 2, 0, 0]]))[2]).toContain('Ada none; Bo 1 to 0 against Ada;');
  });
  test('Copeland: how many each beat', () => {
    expect(words(countCopeland, circle)[1]).toBe(
      'Pairs won, tied and lost: Ada 2, 0 and 1; Bo 2, 0 and 1; Cy 2, 0 and 1; Dee 0, 0 and 3. A tie is worth half a win.',
    );
  });
  test('Copeland: a tie is worth half a win, no more and no less', () => {
    // Ada beats Bo, who beats Cy, whom Ada beats as well; Dee ties with everybody.
    const outcome = countCopeland(papers([1, [2, 3, 4, 1]], [1, [1, 2, 3, 4]]), { seats: 2, candidates: 4 });
    expect(outcome.ordering.map(({ candidate, rank }) => [candidate, rank])).toEqual([
      [0, 1],
      [1, 2],
      [3, 2],
      [2, 4],
    ]);
    expect(outcome).toMatchObject({ elected: [0], tied: { candidates: [1, 3], seats: 1 } });
  });
  test('Borda: points, in halves where places are shared or left out', () => {
    expect(words(countBorda, papers([1, [1, 2, 2, 3]]))[0]).toBe('Points by places: Ada 3; Bo 1½; Cy 1½; Dee 0.');
    expect(words(countBorda, papers([1, [0, 0, 0, 0]]))[0]).toBe('Points by places: Ada 1½; Bo 1½; Cy 1½; Dee 1½.');
    const two = countBorda(papers([1, [0, 0]]), { seats: 1, candidates: 2 }).steps[0];
    expect(two && stepWords(two, ['Ada', 'Bo'], borda.words)).toBe('Points by places: Ada ½; Bo ½.');
    expect(words(countBorda, papers([1, [1, 2, 3, 4]]), { withdrawn: [1] }).slice(0, 2)).toEqual([
      'Bo withdrew and is passed over.',
      'Points by places: Ada 2; Cy 1; Dee 0.',
    ]);
  });
  test('Condorcet-IRV: who went out before somebody beat all others', () => {
    expect(words(countCondorcetIrv, circle).slice(1, 4)).toEqual([
      'Nobody beats all others two by two. Ballots that put each first: Ada 8; Bo 7; Cy 6. Cy is excluded.',
      'Ada beats every other candidate who is left two by two.',
      'Ada is elected. All seats are filled.',
    ]);
    expect(words(countCondorcetIrv, papers([1, [1, 2, 3, 4]]))[1]).toBe('Ada beats every other candidate two by two.');
    expect(words(countCondorcetIrv, papers([1, [1, 0, 0, 0]]))[1]).toBe('Ada is the only one left.');
  });
});

describe('Condorcet-IRV', () => {
  const even = papers([2, [1, 2, 3, 0]], [2, [3, 1, 2, 0]], [2, [2, 3, 1, 0]]);
  test('a tie about who is excluded stops the count without a lot', () => {
    expect(countCondorcetIrv(even, { seats: 1, candidates: 4, lot: [0, 1] })).toMatchObject({
      ...{ elected: [], tied: { candidates: [0, 1, 2], seats: 1 }, broken: null, vacant: 0 },
      ties: [{ over: 'exclusion', candidates: [0, 1, 2], chosen: [], by: null }],
    });
    expect(words(countCondorcetIrv, even).at(-1)).toBe(
      'Ada, Bo and Cy are tied for last place. Only a lot can decide, and none was drawn.',
    );
  });
  test('the lot excludes whom it names last', () => {
    const outcome = countCondorcetIrv(even, { seats: 1, candidates: 4, lot: [2, 1, 0, 3] });
    expect(outcome).toMatchObject({ elected: [1], tied: null });
    expect(outcome.ties).toEqual([{ over: 'exclusion', candidates: [0, 1, 2], chosen: [0], by: 'lot' }]);
    expect(outcome.ordering.map(({ candidate }) => candidate)).toEqual([1, 2, 0, 3]);
  });
  test('it elects one person', () => {
    expect(() => countCondorcetIrv(even, { seats: 2, candidates: 4 })).toThrow(RangeError);
  });
});

describe('many ballots', () => {
  const SIZE = 20;
  /** Another order of another length for each voter. */
  const ballots = Array.from({ length: 100_000 }, (_, voter) => {
    const marks = Array.from({ length: SIZE }, () => 0);
    let random = (voter + 1) * 2_654_435_761;
    for (let place = 1; place <= 1 + (voter % SIZE); place += 1) {
      random = (random * 48_271) % 2_147_483_647;
      marks[random % SIZE] = place;
    }
    return marks;
  });

  test('equal ballots come together, in the order in which each was first met', () => {
    const grouped = papersOf(ballots);
    const known = new Map<string, number>();
    for (const marks of ballots) known.set(marks.join(), (known.get(marks.join()) ?? 0) + 1);
    expect(grouped.map(({ marks, count }) => [marks.join(), count])).toEqual([...known]);
    expect(grouped.length).toBeGreaterThan(50_000);
    expect(papersOf([[1], [1, 0], [], [1], [-1], [-1]]).map(({ count }) => count)).toEqual([2, 1, 1, 2]);
    expect(papersOf([])).toEqual([]);
  });
  test('100,000 of 20 candidates are compared in far less than a second', () => {
    const grouped = papersOf(ballots);
    const before = process.cpuUsage().user;
    const outcome = countSchulze(grouped, { seats: 9, candidates: SIZE });
    // 0.1 s; ten times as much under a load of tests.
    expect((process.cpuUsage().user - before) / 1000).toBeLessThan(1000);
    expect(outcome.elected.length + (outcome.tied?.seats ?? 0)).toBe(9);
    const [first] = outcome.steps;
    const ahead = ballots.filter((marks) => (marks[3] || 99) < (marks[7] || 99)).length;
    expect(first?.kind === 'pairwise' && first.over[3]?.[7]).toBe(ahead);
  });
});
