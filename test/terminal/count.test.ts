import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { METHODS } from '../../counting/methods.ts';
import { countAsk } from '../../terminal/count-ask.ts';
import { need } from '../support/need.ts';
import { aFolder, runProgram } from '../support/terminal.ts';

const patience = 120_000;

const board = '3 2\n4 1 2 0\n2 3 0\n1 2=3 0\n0\n"Castor"\n"Pollux"\n"Helen"\n"Twins"\n';
const scores = '=N:[Nan Otter]\n=B:[Ben Lark]\n=C:[Cy Roe]\n3:N/5>B/4>C/0\n2:C/5>B/4>N/0\n2:B/5>N/1>C/0\n';

interface Told {
  readonly method: string;
  readonly seats: number;
  readonly elected: readonly number[];
  readonly steps: readonly { readonly kind: string; readonly [value: string]: unknown }[];
  readonly ties: readonly { readonly candidates: readonly number[]; readonly by: string | null }[];
}

/** Somebody with these files in a folder runs the command in it. */
async function withFiles(files: Readonly<Record<string, string | Uint8Array>>) {
  const place = await aFolder();
  for (const [name, text] of Object.entries(files)) await writeFile(join(place.folder, name), text);
  return {
    count: (...words: string[]) => runProgram('count', place.folder, words),
    [Symbol.asyncDispose]: () => place[Symbol.asyncDispose](),
  };
}

describe('somebody counts a file', () => {
  test(
    'and reads what was counted, every step, the stages as a table, and who is elected',
    async () => {
      await using place = await withFiles({ 'twins.blt': board });
      const { code, out, err } = await place.count('twins.blt', '--method', 'scottish-stv');
      expect({ code, err }).toEqual({ code: 0, err: '' });
      expect(out).toContain('Twins\n2 seats, 3 candidates and 7 ballots. Counted by scottish-stv.');
      expect(out).toContain('Stage 1: each ballot counts for its first choice. 3.00000 votes elect: Castor');
      expect(out).toMatch(/^1 Castor +4\.00000 \+ +3\.00000/m);
      expect(out).toContain('Elected, in this order: Castor (1) and Helen (3).');
      expect(out.split('\n').every((line) => line.length <= 100)).toBe(true);
    },
    patience,
  );

  test(
    'and programs read one JSON object, in which all candidates are numbers from 1',
    async () => {
      await using place = await withFiles({ 'twins.blt': board, 'scores.abif': scores });
      const { code, out } = await place.count('twins.blt', '--method', 'scottish-stv', '--json');
      const told = JSON.parse(out) as Told;
      expect(code).toBe(0);
      expect(Object.keys(told)).toEqual(['method', 'seats', 'elected', 'steps', 'ties']);
      expect(told).toMatchObject({ method: 'scottish-stv', seats: 2, elected: [1, 3] });
      const stages = told.steps.filter(({ kind }) => kind === 'stage');
      expect(stages.map(({ totals }) => totals)).toEqual([
        { 1: '4.00000', 2: '0.00000', 3: '2.00000' },
        { 1: '3.00000', 2: '1.00000', 3: '2.00000' },
        { 1: '3.00000', 2: '0.00000', 3: '2.00000' },
      ]);
      expect(stages[1]).toMatchObject({
        act: { what: 'surplus', candidate: 1, surplus: '1.00000', value: '0.25000' },
        quota: '3.00000',
        moved: [{ from: 1, to: 2, votes: '1.00000' }],
        excluded: [2],
      });

      const pairs = JSON.parse(
        (await place.count('scores.abif', '--method', 'schulze', '--seats', '1', '--json')).out,
      ) as Told;
      expect(pairs.elected).toEqual([2]);
      expect(pairs.steps.find(({ kind }) => kind === 'pairwise')).toMatchObject({
        candidates: [1, 2, 3],
        over: { 1: { 1: 0, 2: 3, 3: 5 }, 2: { 1: 4, 2: 0, 3: 5 }, 3: { 1: 2, 2: 2, 3: 0 } },
      });
    },
    patience,
  );

  test(
    'and a tie that nothing has broken is told, with a code of its own, until a lot is handed in',
    async () => {
      await using place = await withFiles({ 'even.csv': 'A,B,C\n1,1,\n,1,1\n1,,1\n' });
      const tied = await place.count('even.csv', '--method', 'approval', '--seats', '2');
      expect(tied.code).toBe(3);
      expect(tied.out).toContain('Tied for 2 seats: A (1), B (2) and C (3). Draw a lot');
      const json = await place.count('even.csv', '--method', 'approval', '--seats', '2', '--json');
      expect(json.code).toBe(3);
      expect(JSON.parse(json.out)).toMatchObject({
        elected: [],
        ties: [{ candidates: [1, 2, 3], chosen: [], by: null }],
      });
      const drawn = await place.count('even.csv', '--method', 'approval', '--seats', '2', '--lot', '3,1,2', '--json');
      expect(drawn.code).toBe(0);
      const { elected, ties } = JSON.parse(drawn.out) as Told;
      expect([...elected].sort()).toEqual([1, 3]);
      expect(ties).toMatchObject([{ candidates: [1, 2, 3], by: 'lot' }]);
    },
    patience,
  );

  test(
    'and says who withdrew besides those of whom the file says so',
    async () => {
      await using place = await withFiles({ 'twins.blt': board.replace('3 2\n', '3 1\n-1\n') });
      const { out } = await place.count('twins.blt', '--method', 'borda', '--withdrawn', '3', '--json');
      expect(JSON.parse(out)).toMatchObject({ seats: 1, elected: [2] });
    },
    patience,
  );

  test(
    'and ballots of one kind are counted by every method that takes them, no other',
    async () => {
      await using place = await withFiles({ 'twins.blt': board, 'scores.abif': scores, 'marks.abif': '2:A=B\n1:B\n' });
      const elected = async (...words: string[]) => {
        const { out, err } = await place.count(...words, '--seats', '1', '--json');
        return err === '' ? (JSON.parse(out) as Told).elected : err;
      };
      expect(await elected('twins.blt', '--method', 'plurality')).toEqual([1]);
      expect((await place.count('twins.blt', '--method', 'plurality', '--seats', '1')).out).toContain(
        '1 seat, 3 candidates and 7 ballots, 1 of them not valid.',
      );
      expect(await elected('marks.abif', '--method', 'approval')).toEqual([2]);
      expect(await elected('scores.abif', '--method', 'star')).toEqual([2]);
      expect(await elected('scores.abif', '--method', 'majority-judgment')).toEqual([2]);
      expect(await elected('twins.blt', '--method', 'approval')).toMatch(
        /put candidates in an order, and it takes marks/,
      );
      expect(await elected('twins.blt', '--method', 'star')).toMatch(
        /takes scores. Methods that fit this file: plurality, /,
      );
      expect(await elected('scores.abif', '--method', 'approval')).toMatch(/they give scores, and it takes marks/);
      expect(await elected('scores.abif', '--method', 'cumulative')).toMatch(/Not one of the 7 ballots is valid/);
      expect(await elected('twins.blt', '--method', 'debian', '--default', '3')).toEqual([1]);
    },
    patience,
  );
});

test(
  'a file or words that are wrong are refused on the error output, with code 2 and nothing else',
  async () => {
    await using place = await withFiles({
      'twins.blt': board,
      'bad.blt': board.replace('2 3 0', '2 4 0'),
      'sums.csv': 'candidate,approvals\nAnn,440\n',
      'latin.blt': Buffer.from(board.replace('Castor', 'Cåstor'), 'latin1'),
      'ballots.txt': board,
    });
    const cases: [string[], RegExp][] = [
      [['bad.blt', '--method', 'irv'], /^bad\.blt cannot be read\. Line 3: “4” is no candidate/],
      [['sums.csv', '--method', 'approval'], /Line 1: .*Sums are no ballots/],
      [['latin.blt', '--method', 'irv'], /Line 6: It is not UTF-8/],
      [['ballots.txt', '--method', 'irv'], /end in \.blt, \.abif or \.csv/],
      [['none.blt', '--method', 'irv'], /There is no file none\.blt/],
      [['.', '--method', 'irv'], /end in/],
      [['twins.blt', '--method', 'irv'], /irv elects one, and there are 2 seats/],
      [['twins.blt', '--method', 'scotland'], /no method scotland\. Did you mean scottish-stv\?/],
      [['twins.blt', '--method', 'schulze', '--withdrawn', '4'], /names candidate 4; the file has 1 to 3/],
      [['twins.blt', '--method', 'debian', '--seats', '1'], /--default ID/],
      [[], /npm run count -- FILE --method NAME/],
    ];
    for (const [words, reason] of cases) {
      const { code, out, err } = await place.count(...words);
      expect({ code, out }, words.join(' ')).toEqual({ code: 2, out: '' });
      expect(err).toMatch(reason);
    }
  },
  patience,
);

test('words are understood or refused before a file is opened', () => {
  const ask = (...words: string[]) => countAsk(['a.blt', '--method', 'schulze', ...words]);
  expect(ask('--lot', '4,2', '--withdrawn', '3, 7', '--seats', '5', '--json')).toMatchObject({
    ...{ file: 'a.blt', seats: 5, withdrawn: [3, 7], lot: [4, 2], json: true },
  });
  expect(ask()).toMatchObject({ seats: undefined, withdrawn: [], lot: undefined, json: false });
  for (const words of [
    ['--seats', '0'],
    ['--seats', '1.5'],
    ['--seats', 'x'],
    ['--lot', '1,1'],
    ['--lot', '0'],
    ['--withdrawn', 'a'],
  ])
    expect(() => ask(...words)).toThrow(/^After --/);
  expect(() => ask('--majority', '1=2')).toThrow('such as 3=2/1');
  expect(() => ask('--weird')).toThrow('--weird');
  expect(() => ask('b.blt')).toThrow('npm run count');
  expect(() => countAsk(['a.blt', '--method', 'frobnicate'])).toThrow(/^There is no method frobnicate\.\n\nMethods:/);
  for (const { name } of METHODS) expect(countAsk(['a.blt', '--method', name]).method.name).toBe(name);
  for (const [other, own] of [
    ['Scottish STV', 'scottish-stv'],
    ['meek-prf', 'meek-stv'],
    ['FPTP', 'plurality'],
    ['ranked_pairs', 'ranked-pairs'],
  ])
    expect(() => countAsk(['a.blt', '--method', other!])).toThrow(`Did you mean ${own}?`);
});

const wards = new URL('../../../shared/vectors/counting/scottish-official/', import.meta.url);

describe('real wards', () => {
  need('../shared/vectors', existsSync(wards));

  test(
    'elect at the terminal whom the council published',
    async () => {
      await using place = await withFiles({});
      const names = readdirSync(wards)
        .filter((name) => name.endsWith('.blt'))
        .slice(0, 12);
      expect(names).toHaveLength(12);
      for (const name of names) {
        const published = JSON.parse(readFileSync(new URL(name.replace('.blt', '.json'), wards), 'utf8')) as {
          readonly expected: { readonly winners: readonly number[] };
        };
        const file = fileURLToPath(new URL(name, wards));
        const { code, out } = await place.count(file, '--method', 'scottish-stv', '--json');
        expect(code, name).toBe(0);
        const numeric = (one: number, other: number) => one - other;
        expect([...(JSON.parse(out) as Told).elected].sort(numeric), name).toEqual(
          [...published.expected.winners].sort(numeric),
        );
      }
    },
    patience,
  );
});
