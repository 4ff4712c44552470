import { describe, expect, test } from 'vitest';
import { countAllocatedScore } from '../../counting/allocated-score.ts';
import { countBorda } from '../../counting/borda.ts';
import { countCondorcetIrv } from '../../counting/condorcet-irv.ts';
import { countCopeland } from '../../counting/copeland.ts';
import { countDebian } from '../../counting/debian.ts';
import { explain, hasFlow, type Section } from '../../counting/explanation.ts';
import { countIrv } from '../../counting/irv.ts';
import { countMajorityJudgment, GRADES } from '../../counting/majority-judgment.ts';
import { countMeekStv } from '../../counting/meek-stv.ts';
import type { MethodRules, Outcome, Paper, PapersCount } from '../../counting/methods.ts';
import { countMinimax } from '../../counting/minimax.ts';
import { mostVotes } from '../../counting/most-votes.ts';
import { countRankedPairs } from '../../counting/ranked-pairs.ts';
import { countSchulze } from '../../counting/schulze.ts';
import { countScottishStv } from '../../counting/scottish-stv.ts';
import { countStar } from '../../counting/star.ts';
import { stepWords } from '../../counting/step-words.ts';
import { countWigmStv } from '../../counting/wigm-stv.ts';

const names = ['Ada', 'Bo', 'Cy', 'Di', 'Ed'];
const units = { one: 'vote', many: 'votes', grades: GRADES };

/** Rankings that make a circle of Ada, Bo and Cy, leave people out, and spread first places. */
const rankings: readonly Paper[] = [
  { marks: [1, 2, 3, 4, 0], count: 40 },
  { marks: [3, 1, 2, 0, 4], count: 35 },
  { marks: [2, 3, 1, 4, 0], count: 30 },
  { marks: [0, 2, 0, 1, 3], count: 12 },
  { marks: [4, 0, 3, 2, 1], count: 8 },
];
const scores: readonly Paper[] = [
  { marks: [5, 4, 0, 2, 1], count: 9 },
  { marks: [0, 5, 4, 1, 3], count: 8 },
  { marks: [3, 0, 5, 5, 2], count: 7 },
];
const rules: MethodRules = { seats: 1, candidates: 5, lot: [4, 3, 2, 1, 0] };

function sectionTitled(sections: readonly Section[], title: string): Section {
  const found = sections.find((section) => section.title === title);
  if (found === undefined) throw new Error(`No section ${title} among ${sections.map((one) => one.title).join(', ')}`);
  return found;
}

function textOf(sections: readonly Section[]): string {
  return sections
    .flatMap(({ title, sentences, list, table }) => [
      ...[title, ...sentences, ...list],
      ...(table?.rows.flatMap(({ head, cells }) => [head, ...cells]) ?? []),
    ])
    .join('\n');
}

const counts: readonly (readonly [string, PapersCount, readonly Paper[], Partial<MethodRules>])[] = [
  ['irv', countIrv, rankings, {}],
  ['scottish-stv', countScottishStv, rankings, { seats: 2 }],
  ['wigm-stv', countWigmStv, rankings, { seats: 2 }],
  ['meek-stv', countMeekStv, rankings, { seats: 2 }],
  ['schulze', countSchulze, rankings, { seats: 2 }],
  ['ranked-pairs', countRankedPairs, rankings, {}],
  ['minimax', countMinimax, rankings, {}],
  ['copeland', countCopeland, rankings, {}],
  ['condorcet-irv', countCondorcetIrv, rankings, {}],
  ['borda', countBorda, rankings, {}],
  ['star', countStar, scores, {}],
  ['allocated-score', countAllocatedScore, scores, { seats: 2 }],
  ['majority-judgment', countMajorityJudgment, scores, {}],
  [
    'irv with a tie',
    countIrv,
    [
      { marks: [1, 0, 0, 0, 0], count: 2 },
      { marks: [0, 1, 0, 0, 0], count: 2 },
    ],
    { lot: undefined },
  ],
  ['schulze with somebody who withdrew', countSchulze, rankings, { withdrawn: [1] }],
  ['no ballot at all', countScottishStv, [], {}],
  [
    'debian',
    (papers, own) =>
      countDebian(papers, {
        ...own,
        debian: { default: 4, quorum: { numerator: 3, denominator: 2 }, electorate: 1000, majorities: {} },
      } as unknown as MethodRules),
    rankings,
    {},
  ],
];

/** Steps that a section shows as numbers or in a sentence of its own. */
const shown = [
  'stage',
  'records',
  'pair-kept',
  'pair-dropped',
  'worst-defeats',
  'double-points',
  'fewest-firsts',
  'scores',
];

describe.each(counts)('the explanation of %s', (_, count, papers, changes) => {
  const outcome: Outcome = count(papers, { ...rules, ...changes });
  const sections = explain(outcome, names, units);
  test('tells every step, in words or in a table', () => {
    const text = textOf(sections);
    for (const step of outcome.steps.filter(({ kind }) => !shown.includes(kind)))
      expect(text).toContain(stepWords(step, names, units));
    const drawn = outcome.steps.filter(({ kind }) => shown.includes(kind));
    expect(sections.filter(({ table }) => table !== null).length > 0 || drawn.length === 0).toBe(true);
  });
  test('has tables with as many cells as heads, and bars within the width', () => {
    for (const { table } of sections) {
      for (const { cells, bar, strong } of table?.rows ?? []) {
        expect(cells.length + 1).toBe(table!.columns.length);
        expect(bar.every((length) => Number.isSafeInteger(length) && length >= 0)).toBe(true);
        expect(bar.reduce((sum, length) => sum + length, 0)).toBeLessThanOrEqual(1000);
        expect(strong.every((place) => place < cells.length)).toBe(true);
      }
    }
  });
});

test.each([
  ['scottish-stv', countScottishStv],
  ['meek-stv', countMeekStv],
  ['irv', countIrv],
] as const)(
  'the tables of %s hold the totals of the count, digit by digit, and lead with the last stage',
  (_, count) => {
    const outcome = count(rankings, { ...rules, seats: count === countIrv ? 1 : 2 });
    const sections = explain(outcome, names, units);
    const stages = outcome.steps.filter((step) => step.kind === 'stage');
    expect(hasFlow(outcome)).toBe(true);
    expect(sections[0]!.title).toBe('How it ended');
    const all = sectionTitled(sections, 'All stages in one table').table!;
    for (const [candidate, name] of names.entries()) {
      const row = all.rows.find(({ head }) => head === name)!;
      for (const [at, { totals }] of stages.entries()) {
        if (row.cells[at] === '–') expect(Number(totals[candidate])).toBe(0);
        else expect(row.cells[at]).toBe(totals[candidate]);
        const own = sectionTitled(sections, `Stage ${at + 1}`).table!.rows.find(({ head }) => head === name);
        if (own !== undefined) expect(own.cells[0]).toBe(totals[candidate]);
      }
    }
  },
);

test('a cell of the matrix says who beats whom by how much, read by row, and only wins are drawn strong', () => {
  const [first] = explain(countSchulze(rankings, rules), names, units);
  const { columns, rows } = first!.table!;
  const cell = (one: string, other: string) => rows.find(({ head }) => head === one)!.cells[columns.indexOf(other) - 1];
  expect(cell('Ada', 'Bo')).toBe('beats 78–47');
  expect(cell('Bo', 'Ada')).toBe('loses 47–78');
  expect(cell('Ada', 'Ada')).toBe('–');
  for (const { cells, strong } of rows)
    expect(strong).toEqual(cells.flatMap((text, at) => (text.startsWith('beats') ? [at] : [])));
});

test('an order has the equal together, and nobody who withdrew', () => {
  const alike = [{ marks: [1, 2, 2, 3, 4], count: 3 }];
  const sections = explain(countSchulze(alike, { ...rules, withdrawn: [4] }), names, units);
  expect(sectionTitled(sections, 'The order').list).toEqual(['Ada', 'Bo and Cy, equal', 'Di']);
});

test('the middle grade of each is named and framed, best grades first', () => {
  const sections = explain(countMajorityJudgment(scores, rules), names, units);
  const { columns, rows } = sectionTitled(sections, 'The grades').table!;
  expect(columns).toEqual(['Candidate', ...GRADES.toReversed(), 'Middle grade']);
  for (const { cells, strong } of rows) expect(columns[strong[0]! + 1]).toBe(cells.at(-1));
});

test('most votes need no table: the result is one', () => {
  const sections = explain(mostVotes([5, 3, 3, 0, 1], { ...rules, seats: 2, lot: undefined }), names, units);
  expect(sections.map(({ title }) => title)).toEqual(['Who is elected']);
  expect(textOf(sections)).toContain('Bo and Cy have 3 votes each');
});
