import { existsSync, readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readAbif, writeAbif } from '../../counting/files/abif.ts';
import { FileProblem, type BallotFile } from '../../counting/files/ballot-file.ts';
import { readBlt, writeBlt } from '../../counting/files/blt.ts';
import { readCsv, writeCsv } from '../../counting/files/csv.ts';
import { linesOf } from '../../counting/files/lines.ts';
import { ballotsOn } from '../../counting/papers.ts';
import { need } from '../support/need.ts';

const blt = (text: string) => readBlt(linesOf([text]));
const abif = (text: string) => readAbif(linesOf([text]));
const csv = (text: string) => readCsv(linesOf([text]));

/** The line and the reason of a file that is refused. */
function refusal(read: (text: string) => BallotFile, text: string): string {
  try {
    read(text);
  } catch (error) {
    if (error instanceof FileProblem) return error.message;
    throw error;
  }
  return 'It was read';
}

const board = `4 2
-2
3 1 3 4 0
4 1 3 2 0
2 4 1=3 0
1 2 0
2 2=4=3 1 0
1 3 4 2 0
0
"Adam"
"Basil"
"Charlotte"
"Donald"
"Title"
`;

describe('a BLT file', () => {
  test('says who stands, for how many seats, who withdrew, and what each ballot ranks', () => {
    expect(blt(board)).toEqual({
      title: 'Title',
      candidates: ['Adam', 'Basil', 'Charlotte', 'Donald'],
      seats: 2,
      withdrawn: [1],
      says: 'ranks',
      papers: [
        { marks: [1, 0, 2, 3], count: 3 },
        { marks: [1, 3, 2, 0], count: 4 },
        { marks: [2, 0, 2, 1], count: 2 },
        { marks: [0, 1, 0, 0], count: 1 },
        { marks: [2, 1, 1, 1], count: 2 },
        { marks: [0, 3, 1, 2], count: 1 },
      ],
      order: null,
      unused: [],
    });
  });

  test('is the same after an editor of Windows, with comments, blanks, names of ballots and equal ballots apart', () => {
    const other = board
      .replace('4 2\n', '\uFEFF4 2 # four people\n\n')
      .replace('-2', ' -2  # Basil')
      .replace('3 1 3 4 0', '(first) 1 1 3 4 0\n# two more\n  2\t1  3 4 0 # same')
      .replace('"Adam"', ' "Adam"  # the first')
      .replaceAll('\n', '\r\n');
    expect(blt(other)).toEqual(blt(board));
    expect(blt(board.replaceAll('\n', '\r').trim())).toEqual(blt(board));
  });

  test('keeps a place that was left empty, and a ballot that says nothing', () => {
    const { papers } = blt('3 1\n1 2 - 3 0\n5 0\n0\n"A"\n"B"\n"C"\n""\n');
    expect(papers).toEqual([
      { marks: [0, 1, 3], count: 1 },
      { marks: [0, 0, 0], count: 5 },
    ]);
  });

  test('may have options and short names, and says which options it does not use', () => {
    const file = blt(
      '3 1\n[nick c p h]\n[withdrawn h]\n[tie 3 2 1]\n[droop dump]\n4 c p 0\n1 3 1 0\n0\n"C"\n"P"\n[source "x"]\n"H"\n"T"\nFirst Prefs\n 4 0 1\n',
    );
    expect(file).toMatchObject({ withdrawn: [2], papers: [{ marks: [1, 2, 0] }, { marks: [2, 0, 1] }], title: 'T' });
    expect(file.unused).toEqual([
      'Line 4: the order for ties in [tie 3 2 1] is not used. Hand a lot in instead.',
      'Line 5: [droop dump] is for another program, and is not used.',
    ]);
  });

  test('holds names with quotation marks, number signs and any script', () => {
    const { candidates } = blt('3 1\n0\n"Ann ""Nan"" Otter"\n"# 7"\n"蘇業"\n"T"\n');
    expect(candidates).toEqual(['Ann "Nan" Otter', '# 7', '蘇業']);
  });

  test.each([
    ['', 1, 'how a BLT file begins'],
    ['candidate,approvals\nAnn,3\n', 1, 'how a BLT file begins'],
    [board.replace('4 2', '4'), 1, 'how a BLT file begins'],
    [board.replace('4 2', '0 2'), 1, '1 to 255 candidates, not 0'],
    [board.replace('4 2', '999999999 2'), 1, '1 to 255 candidates, not 999999999'],
    [board.replace('4 2', '4 0'), 1, 'at least one seat'],
    [board.replace('-2', '-5'), 2, '“5” is no candidate. They have the numbers 1 to 4'],
    [board.replace('-2', '-2 3'), 2, 'each has a minus before the number'],
    [board.replace('-2', '[weird 2]'), 2, 'no option that is known'],
    [board.replace('-2', '[nick a b c]'), 2, 'one short name for each of the 4'],
    [board.replace('3 1 3 4 0', '3 1 3 5 0'), 3, '“5” is no candidate'],
    [board.replace('3 1 3 4 0', '3 1 3 1 0'), 3, 'names candidate 1 twice'],
    [board.replace('3 1 3 4 0', '3 1=3=1 0'), 3, 'names candidate 1 twice'],
    [board.replace('3 1 3 4 0', '3 1 3 4'), 3, 'does not end with a 0'],
    [board.replace('3 1 3 4 0', '3 1 0 3 0'), 3, 'A 0 stands before the end'],
    [board.replace('3 1 3 4 0', '3 1 = 3 0'), 3, 'no candidate'],
    [board.replace('3 1 3 4 0', '0 1 3 4 0'), 3, '“0” is not a number of ballots'],
    [board.replace('3 1 3 4 0', '1.5 1 3 4 0'), 3, '“1.5” is not a number of ballots'],
    [board.replace('3 1 3 4 0', '-3 1 3 4 0'), 3, 'each has a minus'],
    [board.replace('3 1 3 4 0', '9007199254740992 1 3 4 0'), 3, 'not a number of ballots'],
    [board.replace('4 1 3 2 0', '9007199254740991 1 3 2 0'), 4, 'more than 9007199254740991 ballots'],
    [board.replace('3 1 3 4 0', 'three 1 3 4 0'), 3, '“three” is not a number of ballots'],
    [board.replace('\n0\n', '\n'), 9, 'Put a line with a 0 after the last ballot'],
    [board.slice(0, board.indexOf('\n0\n') + 1), 8, 'ends among the ballots'],
    [board.replace('"Basil"\n', ''), 13, '4 names for 4 candidates, and no title'],
    [board.slice(0, board.indexOf('"Charlotte"')), 11, 'ends before the name of candidate 3 of 4'],
    [board.replace('"Basil"', '""'), 11, 'Candidate 2 has no name'],
    [board.replace('"Basil"', 'Basil'), 11, 'not a name or a title in quotation marks'],
    [board.replace('"Basil"', '"Basil'), 11, 'not a name or a title in quotation marks'],
  ])('%j is refused at line %i', (text, line, reason) => {
    expect(refusal(blt, text)).toMatch(new RegExp(`^Line ${line}: `));
    expect(refusal(blt, text)).toContain(reason);
  });
});

describe('an ABIF file', () => {
  test('ranks, with names declared before, in between, or in brackets on the ballot', () => {
    const file = abif(
      'ABIF 1.0\n# a comment\n{"title": "Who: sings?"}\n{max_rating: 5}\n=DGM:[Doña García Márquez]\n=SBJ:[Steven B. Jensen]\n27: DGM > SBJ>[蘇業]>AM # most\n26:SBJ > DGM = [蘇業], AM\n10:\n1:AM: { "precinct": 51 }\n=AM:[Adam Muñoz]\n',
    );
    expect(file).toEqual({
      title: 'Who: sings?',
      candidates: ['Doña García Márquez', 'Steven B. Jensen', '蘇業', 'Adam Muñoz'],
      ...{ seats: null, withdrawn: [], says: 'ranks', order: null, unused: [] },
      papers: [
        { marks: [1, 2, 3, 4], count: 27 },
        { marks: [2, 1, 2, 2], count: 26 },
        { marks: [0, 0, 0, 0], count: 10 },
        { marks: [0, 0, 0, 1], count: 1 },
      ],
    });
  });

  test('scores, and ranks as well where its signs put the candidates in an order', () => {
    const file = abif('42:Memph/5>Nash/2>Chat/1=Knox/1\n26:Nash/5>Chat/0>Memph/0\n3:\n');
    expect(file.says).toBe('scores');
    expect(file.papers.map(({ marks }) => marks)).toEqual([
      [5, 2, 1, 1],
      [0, 5, 0, 0],
      [0, 0, 0, 0],
    ]);
    expect(file.order?.map(({ marks }) => marks)).toEqual([
      [1, 2, 3, 3],
      [3, 1, 2, 0],
      [0, 0, 0, 0],
    ]);
    expect(abif('2: "Nan O."/5, B/03\n')).toMatchObject({ papers: [{ marks: [5, 3], count: 2 }], order: null });
    expect(abif('2: A*1, B*2\n')).toMatchObject({ says: 'scores', papers: [{ marks: [1, 2] }] });
  });

  test.each([
    ['', 1, 'names no candidates'],
    ['3:\n', 1, 'names no candidates'],
    ['3:A>B\nA>B\n', 2, 'no line of ballots'],
    ['3:A>B>\n', 1, 'not how a ballot goes on'],
    ['3:A>>B\n', 1, 'not how a ballot goes on'],
    ['3:A B\n', 1, 'not how a ballot goes on'],
    ['3:Doña>B\n', 1, 'not how a ballot goes on'],
    ['3:[Ann>B\n', 1, 'not how a ballot goes on'],
    ['3:A/5.5\n', 1, 'not how a ballot goes on'],
    ['3:A/-1\n', 1, 'not how a ballot goes on'],
    ['3:A/99999999999999999999\n', 1, 'too large for a score'],
    ['3:A>B>A\n', 1, 'names a candidate twice'],
    ['3:[]>B\n', 1, 'has no name'],
    ['0:A>B\n', 1, 'not a number of ballots'],
    [':A>B\n', 1, 'not a number of ballots'],
    ['1.5:A>B\n', 1, 'not a number of ballots'],
    ['27 * A/5, B/2\n', 1, 'no line of ballots'],
    ['3:A/5,B\n', 1, 'has no score where others have one'],
    ['3:A/5\n3:B\n', 2, 'has no score where others have one'],
    ['3:A/5\n3:B*1\n', 2, 'Scores after / and points after *'],
    ['3:A/2>B/5\n', 1, 'the signs go against the scores'],
    ['3:A/2=B/5\n', 1, 'the signs go against the scores'],
    ['=A:[Ann]\n=A:[Ben]\n3:A\n', 2, 'declared twice'],
    ['=A [Ann]\n', 1, 'does not declare a candidate'],
    ['=A:[]\n', 1, 'does not declare a candidate'],
    ['[Ann]:A\n3:A\n', 1, 'not a number of ballots'],
    ['=A:[Ann]\n3:A\n2:Nna\n', 3, '“Nna” is not declared, and others are'],
    ['=A:[Ann]\n3:[Ann]>A\n', 2, 'name of a declared candidate'],
    ['{title}\n', 1, 'is no fact'],
    ['{"title": [1]}\n', 1, 'is no fact'],
    ['{"seats": 0}\n3:A\n', 1, 'number of seats is a whole number'],
    ['{"withdrawn": "2"}\n3:A\n', 1, 'numbers from 1 to 1'],
    ['3:A: more\n', 1, 'only facts in braces'],
  ])('%j is refused at line %i', (text, line, reason) => {
    expect(refusal(abif, text)).toMatch(new RegExp(`^Line ${line}: `));
    expect(refusal(abif, text)).toContain(reason);
  });
});

describe('a CSV file', () => {
  test('has a row for each ballot, or for so many equal ones', () => {
    const file = csv('count,Ann,"Otter, Ben","Cy ""C"" Roe"\r\n2,5,,0\r\n1,"1",2,3\r\n2,5,,0\r\n');
    expect(file).toEqual({
      ...{ title: '', seats: null, withdrawn: [], says: 'numbers', order: null, unused: [] },
      candidates: ['Ann', 'Otter, Ben', 'Cy "C" Roe'],
      papers: [
        { marks: [5, 0, 0], count: 4 },
        { marks: [1, 2, 3], count: 1 },
      ],
    });
    expect(csv('#1,#2\n#3,1\n'.replace('#3', '3')).candidates).toEqual(['#1', '#2']);
  });

  test.each([
    ['', 1, 'The file is empty'],
    ['candidate,approvals,elected\nAnn,440,true\n', 1, 'Sums are no ballots, and cannot be counted again'],
    ['A,B\n1,2,3\n', 2, '3 fields for 2 candidates'],
    ['A,B\n1\n', 2, '1 field for 2 candidates'],
    ['A;B\n1;2\n', 2, '“1;2” is not what a ballot says of “A;B”'],
    ['A,B\n1,x\n', 2, '“x” is not what a ballot says of “B”'],
    ['A,B\n1,-2\n', 2, '“-2” is not'],
    ['A,B\n1,2.5\n', 2, '“2.5” is not'],
    ['A,B\n1,1e3\n', 2, '“1e3” is not'],
    ['A,B\n1,99999999999999999\n', 2, 'is not what a ballot says'],
    ['A,A\n1,2\n', 1, 'Two columns are called “A”'],
    ['A,\n1,2\n', 1, 'Column 2 has no name'],
    ['count\n1\n', 1, '1 to 255 candidates, not 0'],
    ['count,A\n1\n', 2, 'a count and no ballot'],
    ['count,A\nx,1\n', 2, '“x” is not a number of ballots'],
    ['A,"B\n1,2\n', 1, 'quotation mark is not closed'],
    ['A,B"C\n1,2\n', 1, 'quotation mark is not closed'],
  ])('%j is refused at line %i', (text, line, reason) => {
    expect(refusal(csv, text)).toMatch(new RegExp(`^Line ${line}: `));
    expect(refusal(csv, text)).toContain(reason);
  });
});

const name = fc
  .oneof(
    fc.string({ minLength: 1, unit: 'grapheme' }),
    fc.string({ minLength: 1 }),
    fc.constantFrom('"', '[x]', '# 1', 'a, b', ' ', 'count'),
  )
  .filter((text) => !/[\r\n]/.test(text));

/** A file of rankings, without gaps and each distinct ballot once, as a file holds it. */
const rankings = fc
  .uniqueArray(name, { minLength: 1, maxLength: 6 })
  .chain((candidates) =>
    fc.record({
      title: fc.string().filter((text) => !/[\r\n]/.test(text)),
      candidates: fc.constant(candidates),
      seats: fc.integer({ min: 1, max: 9 }),
      withdrawn: fc.uniqueArray(fc.nat({ max: candidates.length - 1 })).map((all) => all.sort((a, b) => a - b)),
      papers: papersIn(candidates.length, candidates.length, withoutGaps),
    }),
  )
  .map((file): BallotFile => ({ ...file, says: 'ranks', order: null, unused: [] }));

function papersIn(candidates: number, most: number, change = (marks: number[]) => marks) {
  const marks = fc.array(fc.nat({ max: most }), { minLength: candidates, maxLength: candidates }).map(change);
  const paper = fc.record({ marks, count: fc.integer({ min: 1, max: 1_000_000_000 }) });
  return fc.uniqueArray(paper, { selector: (one) => one.marks.join(), maxLength: 8 });
}

function withoutGaps(marks: number[]): number[] {
  const places = [...new Set(marks.filter((place) => place > 0))].sort((a, b) => a - b);
  return marks.map((place) => places.indexOf(place) + 1);
}

describe('what is written reads back the same', () => {
  test('as BLT, gaps included', () => {
    fc.assert(
      fc.property(rankings, (file) => {
        expect(blt(writeBlt(file))).toEqual(file);
      }),
    );
    fc.assert(
      fc.property(papersIn(3, 9), (papers) => {
        const file: BallotFile = { ...blt(board.replace('4 2', '4 1')), candidates: ['A', 'B', 'C'], papers };
        expect(blt(writeBlt(file)).papers).toEqual(papers);
      }),
    );
  });

  test('as ABIF, rankings and scores', () => {
    fc.assert(
      fc.property(rankings, (file) => {
        expect(abif(writeAbif(file))).toEqual(file);
      }),
    );
    fc.assert(
      fc.property(rankings, papersIn(6, 5), (file, papers) => {
        const candidates = ['A', 'B', 'C', 'D', 'E', 'F'];
        const scores: BallotFile = { ...file, candidates, withdrawn: [], says: 'scores', papers };
        const read = abif(writeAbif(scores));
        expect(read.papers).toEqual(papers);
        expect(read.says).toBe(papers.length === 0 ? 'ranks' : 'scores');
      }),
    );
  });

  test('as CSV', () => {
    fc.assert(
      fc.property(rankings, (file) => {
        const { candidates, papers } = csv(writeCsv(file));
        expect({ candidates, papers }).toEqual({ candidates: file.candidates, papers: file.papers });
      }),
    );
  });

  test('and what a format cannot hold is not written', () => {
    expect(() => writeBlt({ ...blt(board), says: 'scores' })).toThrow(RangeError);
    expect(() => writeBlt({ ...blt(board), candidates: ['A\nB', 'B', 'C', 'D'] })).toThrow(RangeError);
    expect(() => writeAbif({ ...blt(board), says: 'numbers' })).toThrow(RangeError);
    expect(() => writeCsv({ ...blt(board), candidates: ['A', 'A', 'C', 'D'] })).toThrow(RangeError);
  });
});

describe('whatever a file holds, it is read or refused by line, soon', () => {
  const samples = [
    board,
    '3 1\n[nick a b c]\n[withdrawn b]\n(x) 1 a b=c - 0\n0\n"A"\n"B"\n"C"\n"T"\n',
    '{"title": "T"}\n{"seats": 2}\n=A:[Ann]\n=B:"Ben"\n3:A>B=[C, D]\n2:B: {"x": 1}\n',
    '3:A/5,B/3\n2:"C"/1\n',
    'count,Ann,"Otter, Ben"\n2,5,\n1,"1",2\n',
  ];
  const scrap = fc.oneof(
    fc.constantFrom(
      '0',
      '-',
      '=',
      '"',
      '[',
      ']',
      '(',
      '{',
      '}',
      '#',
      ':',
      '/',
      ',',
      '\n',
      '\r',
      ' ',
      '\uFEFF',
      '\ud800',
    ),
    fc.constantFrom('[tie', '[nick ', '=A:', '99999999999999999999', '1e9', '\\', '\u2028', '\u0000'),
    fc.string(),
  );
  const mutated = fc
    .tuple(fc.constantFrom(...samples), fc.array(fc.tuple(fc.nat(), fc.nat({ max: 6 }), scrap), { maxLength: 4 }))
    .map(([sample, changes]) =>
      changes.reduce((text, [at, length, put]) => {
        const place = at % (text.length + 1);
        return text.slice(0, place) + put + text.slice(place + length);
      }, sample),
    );

  test('random and changed texts', () => {
    fc.assert(
      fc.property(fc.oneof(mutated, fc.string({ maxLength: 200 })), (text) => {
        for (const read of [blt, abif, csv]) {
          const said = refusal(read, text);
          expect(said).toMatch(/^Line \d+: |^It was read$/);
          const line = Number(/^Line (\d+)/.exec(said)?.[1] ?? 1);
          expect(line).toBeLessThanOrEqual(text.split(/\r\n|\n|\r/).length);
        }
      }),
      { numRuns: 3000 },
    );
  });

  test('long runs of one sign', () => {
    const start = performance.now();
    const signs = [
      '[w',
      '"',
      ' ',
      '\t',
      '(',
      '{',
      '}',
      '#',
      '=',
      '1',
      '1 ',
      '1=',
      '""',
      'A>',
      '[',
      ',',
      '/',
      '\\',
      ':',
      '1,',
    ];
    for (const sign of signs) {
      const run = sign.repeat(300_000 / sign.length);
      const texts = [run, `${run}x`, `3 1\n1 1 ${run} 0\n0\n`, `3 1\n${run}\n`, `3 1\n0\n"${run}`, `=A:${run}`];
      for (const text of [...texts, `=A:"${run}\n`, `1:${run}`, `1:[${run}`, `1:"${run}`, `{"a":${run}`, `A,B\n${run}`])
        for (const read of [blt, abif, csv]) refusal(read, text);
    }
    expect(performance.now() - start).toBeLessThan(20_000);
  });

  test('a text that comes in pieces reads as if it were whole', () => {
    const text = board.replaceAll('\n', '\r\n');
    for (let size = 1; size < 9; size += 1) {
      const pieces = Array.from({ length: Math.ceil(text.length / size) }, (_, at) =>
        text.slice(at * size, (at + 1) * size),
      );
      expect(readBlt(linesOf(pieces))).toEqual(blt(board));
    }
  });

  test('a file without an end of line is not gathered whole', () => {
    function* endless() {
      for (;;) yield '1'.repeat(100_000);
    }
    expect(() => readBlt(linesOf(endless()))).toThrow('longer than 1000000 characters');
  });
});

test('a million ballots, one in twenty of its own, are read in seconds', () => {
  const rows = Array.from({ length: 1_000_000 }, (_, ballot) => {
    const [first, second, third] = [ballot % 200, Math.floor(ballot / 200) % 50, Math.floor(ballot / 10_000) % 5];
    return `1 ${first + 1} ${second + 201} ${third + 251} 0`;
  });
  const names = Array.from({ length: 255 }, (_, place) => `"${place}"`);
  const start = performance.now();
  const { papers } = blt(['255 1', ...rows, '0', ...names, '"T"'].join('\n'));
  expect(performance.now() - start).toBeLessThan(15_000);
  expect({ distinct: papers.length, ballots: ballotsOn(papers) }).toEqual({ distinct: 50_000, ballots: 1_000_000 });
});

const vectors = new URL('../../../shared/vectors/', import.meta.url);

interface Parsed {
  readonly seats: number;
  readonly ballots: number;
  readonly withdrawn: readonly number[];
  readonly names: Readonly<Record<string, string>>;
  readonly lines: readonly [number, readonly (readonly number[])[]][];
}

describe('files of other programs', () => {
  need('../shared/vectors', existsSync(vectors));

  const folders = [
    'counting/droop/blt',
    'counting/rctab',
    'counting/scottish-official',
    'counting/tideman',
    'ranked-real',
  ];

  test.each(folders)('every BLT file of %s is read, and reads back as it was', (folder) => {
    const names = readdirSync(new URL(`${folder}/`, vectors)).filter((one) => one.endsWith('.blt'));
    expect(names.length).toBeGreaterThan(0);
    for (const one of names) {
      const file = blt(readFileSync(new URL(`${folder}/${one}`, vectors), 'utf8'));
      expect(file.candidates.length, one).toBeGreaterThan(1);
      expect(blt(writeBlt(file)), one).toEqual({ ...file, unused: [] });
    }
  });

  test("every file of droop's says what droop reads in it", () => {
    const folder = new URL('counting/droop/blt/', vectors);
    const names = readdirSync(folder).filter((one) => one.endsWith('.blt'));
    for (const one of names) {
      const file = blt(readFileSync(new URL(one, folder), 'utf8'));
      const parsed = JSON.parse(readFileSync(new URL(one.replace('.blt', '.parsed.json'), folder), 'utf8')) as Parsed;
      expect({ seats: file.seats, withdrawn: file.withdrawn.map((place) => place + 1) }, one).toEqual({
        seats: parsed.seats,
        withdrawn: parsed.withdrawn,
      });
      expect(Object.fromEntries(file.candidates.map((text, place) => [place + 1, text]))).toEqual(parsed.names);
      expect(sorted(grouped(parsed.lines)), one).toEqual(sorted(withoutWithdrawn(file)));
    }
  });

  test('sums by candidate are refused, since they are no ballots', () => {
    for (const year of [2020, 2025]) {
      const text = readFileSync(new URL(`counting/board_${year}.csv`, vectors), 'utf8');
      expect(refusal(csv, text)).toContain('Sums are no ballots');
    }
  });
});

/** Droop takes those who withdrew from the ballots as it reads them, and drops what is blank then. */
function withoutWithdrawn({ papers, withdrawn }: BallotFile): [number, number[][]][] {
  return grouped(
    papers.flatMap(({ marks, count }) => {
      const left = marks.map((place, candidate) => (withdrawn.includes(candidate) ? 0 : place));
      const places = [...new Set(left.filter((place) => place > 0))].sort((a, b) => a - b);
      const ids = places.map((place) => left.flatMap((own, candidate) => (own === place ? [candidate + 1] : [])));
      return ids.length === 0 ? [] : [[count, ids] as const];
    }),
  );
}

function grouped(lines: readonly (readonly [number, readonly (readonly number[])[]])[]): [number, number[][]][] {
  const counts = new Map<string, number>();
  for (const [count, ids] of lines) counts.set(JSON.stringify(ids), (counts.get(JSON.stringify(ids)) ?? 0) + count);
  return [...counts].map(([ids, count]) => [count, JSON.parse(ids) as number[][]]);
}

function sorted(lines: readonly [number, number[][]][]): readonly string[] {
  return lines.map((line) => JSON.stringify(line)).sort();
}
