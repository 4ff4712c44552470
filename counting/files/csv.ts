import type { Marks } from '../method.ts';
import {
  assertNames,
  FileProblem,
  MOST_CANDIDATES,
  quoted,
  Sheaf,
  wholeNumber,
  type BallotFile,
} from './ballot-file.ts';
import { Lines } from './lines.ts';

/**
 * CSV in a layout of our own: the first row names the candidates, after a column `count` if there is one; every other row
 * is a ballot, or so many equal ones: for each candidate a whole number, which is a place, a score, a grade or a mark, as
 * the method takes it. Nothing is 0. Fields are quoted as RFC 4180 says, and stay on their line.
 * Throws a FileProblem for anything else.
 */
export function readCsv(lines: Iterable<string>): BallotFile {
  const file = new Lines(lines, false);
  const { hasCount, candidates } = readHeader(file);
  const sheaf = new Sheaf((text, line) => marksOf(text, line, candidates));
  for (let text = file.next(); text !== undefined; text = file.next()) {
    if (hasCount) addCounted(text, file.number, sheaf);
    else sheaf.add(text, '1', file.number);
  }
  return {
    ...{ title: '', candidates, seats: null, withdrawn: [] },
    ...{ says: 'numbers', papers: sheaf.papers(), order: null, unused: [] },
  };
}

function readHeader(file: Lines): { readonly hasCount: boolean; readonly candidates: readonly string[] } {
  const text = file.next();
  if (text === undefined) throw file.problem('The file is empty. Its first row names the candidates.');
  const names = fieldsOf(text, file.number);
  const hasCount = names[0] === 'count';
  const candidates = hasCount ? names.slice(1) : names;
  if (/^(candidate|candidates|name)$/i.test(names[0] ?? ''))
    throw file.problem(
      'This looks like a table with a row for each candidate. Sums are no ballots, and cannot be counted again. Name the candidates in the first row, and give each ballot a row.',
    );
  if (candidates.length < 1 || candidates.length > MOST_CANDIDATES)
    throw file.problem(`A file has 1 to ${MOST_CANDIDATES} candidates, not ${candidates.length}.`);
  for (const [place, name] of candidates.entries()) {
    if (name === '') throw file.problem(`Column ${place + (hasCount ? 2 : 1)} has no name.`);
    if (candidates.indexOf(name) < place) throw file.problem(`Two columns are called ${quoted(name)}.`);
  }
  return { hasCount, candidates };
}

function addCounted(text: string, line: number, sheaf: Sheaf): void {
  const comma = text.indexOf(',');
  if (comma === -1) throw new FileProblem(line, 'The row has a count and no ballot. Columns are separated by commas.');
  sheaf.add(text.slice(comma + 1), text.slice(0, comma).trim(), line);
}

function marksOf(text: string, line: number, candidates: readonly string[]): Marks {
  const fields = text.includes('"') ? fieldsOf(text, line) : text.split(',');
  if (fields.length !== candidates.length)
    throw new FileProblem(
      line,
      `The row has ${fields.length === 1 ? '1 field' : `${fields.length} fields`} for ${candidates.length === 1 ? '1 candidate' : `${candidates.length} candidates`}. Columns are separated by commas.`,
    );
  return fields.map((field, place) => {
    const digits = field.trim();
    const mark = digits === '' ? 0 : wholeNumber(digits);
    if (mark !== undefined) return mark;
    throw new FileProblem(
      line,
      `${quoted(digits)} is not what a ballot says of ${quoted(candidates[place] ?? '')}. Write a whole number, or nothing.`,
    );
  });
}

/** The fields of a row, without the quotation marks. */
function fieldsOf(text: string, line: number): readonly string[] {
  const fields: string[] = [];
  const field = /(?:\s*"((?:[^"]|"")*)"\s*|([^",]*))(,|$)/y;
  for (;;) {
    const found = field.exec(text);
    if (found === null)
      throw new FileProblem(
        line,
        'A quotation mark is not closed on this line, or stands inside a field without being doubled.',
      );
    const [, inside, plain = '', end] = found;
    fields.push(inside === undefined ? plain.trim() : inside.replaceAll('""', '"'));
    if (end === '') return fields;
  }
}

/** The file as text; title, seats and who withdrew have no place in it. Throws a RangeError for what it cannot hold. */
export function writeCsv({ candidates, papers }: BallotFile): string {
  assertNames(candidates);
  if (new Set(candidates).size < candidates.length) throw new RangeError('In a CSV file every name is another');
  const names = candidates.map((name) =>
    /^[\w.-]+( [\w.-]+)*$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`,
  );
  const rows = papers.map(({ marks, count }) => [count, ...marks].join());
  return [['count', ...names].join(), ...rows, ''].join('\n');
}
