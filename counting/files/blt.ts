import type { Marks, Paper } from '../method.ts';
import {
  assertCountable,
  assertNames,
  FileProblem,
  MOST_CANDIDATES,
  numberOfBallots,
  quoted,
  wholeNumber,
  type BallotFile,
} from './ballot-file.ts';
import { Lines } from './lines.ts';
import { MarksSheaf } from './marks-sheaf.ts';

/**
 * BLT, as Hill, Wichmann and Woodall defined it in Algorithm 123 and as OpenSTV, OpaVote and Droop write it, a ballot on a
 * line: `candidates seats`, `-3` for who withdrew, `count first second … 0`, a line `0`, the names and the title in
 * quotation marks. Candidates who share a place are joined by `=`; a place that was left empty is `-`.
 * Throws a FileProblem for anything else.
 */
export function readBlt(lines: Iterable<string>): BallotFile {
  const file = new Lines(lines, true);
  const { candidates, seats } = readHeader(file);
  const options = new Options(candidates);
  const papers = readBallots(file, options);
  const names = Array.from({ length: candidates }, (_, place) => readName(file, options, place));
  const title = readTitle(file, options, candidates);
  const { withdrawn, unused } = options;
  return {
    ...{ title, candidates: names, seats, withdrawn: [...withdrawn].sort((one, other) => one - other) },
    ...{ says: 'ranks', papers, order: null, unused },
  };
}

function readHeader(file: Lines): { readonly candidates: number; readonly seats: number } {
  const text = withoutComment(file.next() ?? '');
  const [candidates, seats, ...more] = text.split(/\s+/).map(wholeNumber);
  if (candidates === undefined || seats === undefined || more.length > 0)
    throw file.problem(
      `${quoted(text)} is not how a BLT file begins: the number of candidates, a space, the number of seats.`,
    );
  if (candidates < 1 || candidates > MOST_CANDIDATES)
    throw file.problem(`A file has 1 to ${MOST_CANDIDATES} candidates, not ${candidates}.`);
  if (seats < 1) throw file.problem('There is at least one seat. Write how many after the number of candidates.');
  return { candidates, seats };
}

/** A number sign begins a comment; names, which may hold one, do not come here. */
function withoutComment(text: string): string {
  const at = text.indexOf('#');
  return at === -1 ? text : text.slice(0, at).trimEnd();
}

/** What lines with options say, and by what candidates are called in ballots. */
class Options {
  readonly withdrawn = new Set<number>();
  readonly unused: string[] = [];
  readonly places: Map<string, number>;
  readonly #candidates: number;

  constructor(candidates: number) {
    this.#candidates = candidates;
    this.places = new Map(Array.from({ length: candidates }, (_, place) => [String(place + 1), place]));
  }

  get candidates(): number {
    return this.#candidates;
  }

  /** `-3 -7`. */
  withdraw(text: string, line: number): void {
    for (const word of text.split(/\s+/)) {
      if (!word.startsWith('-')) throw new FileProblem(line, withdrawnProblem(word));
      this.withdrawn.add(this.placeOf(word.slice(1), line));
    }
  }

  /** `[withdrawn 3 7]`, `[nick A B C]` and others, as Droop has them. */
  take(text: string, line: number): void {
    const [, name = '', rest = ''] = /^\[\s*(\w+)(\s[^\]]*)?\]$/.exec(text) ?? [];
    const words = rest.split(/\s+/).filter((word) => word !== '');
    switch (name) {
      case 'withdrawn':
        for (const word of words) this.withdrawn.add(this.placeOf(word, line));
        return;
      case 'nick':
        this.#nick(words, line);
        return;
      case 'source':
      case 'comment':
        return;
      case 'tie':
        this.unused.push(`Line ${line}: the order for ties in ${text} is not used. Hand a lot in instead.`);
        return;
      case 'droop':
      case 'undeclared':
        this.unused.push(`Line ${line}: ${text} is for another program, and is not used.`);
        return;
      default:
        throw new FileProblem(line, `${quoted(text)} is no option that is known here. Take the line out.`);
    }
  }

  #nick(words: readonly string[], line: number): void {
    if (words.length !== this.#candidates || words.some((word) => /^[\d\-]|[=#]/.test(word)))
      throw new FileProblem(line, `There is one short name for each of the ${this.#candidates} candidates, no number.`);
    if (new Set(words).size < words.length) throw new FileProblem(line, 'Two candidates have the same short name.');
    for (const [place, word] of words.entries()) this.places.set(word, place);
  }

  placeOf(word: string, line: number): number {
    const place = this.places.get(word);
    if (place === undefined) throw new FileProblem(line, candidateProblem(word, this.#candidates));
    return place;
  }
}

function withdrawnProblem(word: string): string {
  return `${quoted(word)} stands in a line of candidates who withdrew: each has a minus before the number.`;
}

function candidateProblem(word: string, candidates: number): string {
  return word === '0'
    ? 'A 0 stands before the end of the ballot. It ends a ballot, and each ballot has a line of its own.'
    : `${quoted(word)} is no candidate. They have the numbers 1 to ${candidates}.`;
}

function readBallots(file: Lines, options: Options): readonly Paper[] {
  const ballots = new Ballots(options.candidates);
  for (let isBegun = false; ;) {
    const line = file.next();
    if (line === undefined)
      throw file.problem('The file ends among the ballots. A line with a 0 ends them; names and a title follow.');
    if (ballots.addPlain(line, file.number)) {
      isBegun = true;
      continue;
    }
    const text = withoutComment(line);
    if (text === '0') return ballots.papers();
    if (text.startsWith('[')) options.take(text, file.number);
    else if (!isBegun && text.startsWith('-')) options.withdraw(text, file.number);
    else {
      isBegun = true;
      const { words, count } = ballotIn(text, file.number);
      ballots.add(marksOfWords(words, file.number, options), count, file.number);
    }
  }
}

const [ZERO, NINE, BLANK] = [48, 57, 32];

class Ballots {
  readonly #sheaf = new MarksSheaf();
  readonly #marks: number[];
  #ballots = 0;

  constructor(candidates: number) {
    this.#marks = new Array<number>(candidates).fill(0);
  }

  add(marks: Marks, count: number, line: number): void {
    this.#ballots += count;
    assertCountable(this.#ballots, line);
    this.#sheaf.add(marks, count);
  }

  /**
   * Takes a line of nothing but numbers, as almost all are in a file of a million, without taking it apart; false: it is
   * something else, or wrong.
   */
  addPlain(line: string, number: number): boolean {
    const marks = this.#marks.fill(0);
    let value = 0;
    let place = 0;
    let count = 0;
    let isDigit = false;
    for (let at = 0; at < line.length; at += 1) {
      const code = line.charCodeAt(at);
      if (code >= ZERO && code <= NINE) {
        value = value * 10 + code - ZERO;
        isDigit = true;
      } else if (code !== BLANK) return false;
      else if (isDigit) {
        if (value === 0) return false;
        if (count === 0) count = value;
        else if (value > marks.length || marks[value - 1] !== 0) return false;
        else marks[value - 1] = place += 1;
        value = 0;
        isDigit = false;
      }
    }
    if (!Number.isSafeInteger(count) || count === 0 || !isDigit || value !== 0 || !line.endsWith(' 0')) return false;
    this.add(marks, count, number);
    return true;
  }

  papers(): readonly Paper[] {
    return this.#sheaf.papers();
  }
}

/** `3 2 1=4 0`, after a ballot's own name in brackets if it has one. */
function ballotIn(line: string, number: number): { readonly words: string; readonly count: number } {
  const plain = line.startsWith('(') ? line.replace(/^\([^)]*\)\s*/, '') : line;
  const text = plain.replace(/\s+/g, ' ');
  const space = text.indexOf(' ');
  if (text.startsWith('"'))
    throw new FileProblem(number, 'A name stands among the ballots. Put a line with a 0 after the last ballot.');
  if (!text.endsWith(' 0'))
    throw new FileProblem(number, `The ballot ${quoted(text)} does not end with a 0. It may have been cut off.`);
  return { words: text.slice(space + 1), count: numberOfBallots(text.slice(0, space), number) };
}

function marksOfWords(text: string, line: number, options: Options): Marks {
  const marks = new Array<number>(options.candidates).fill(0);
  const words = text.split(' ').slice(0, -1);
  for (const [before, word] of words.entries()) {
    if (word === '-') continue;
    if (before >= MOST_CANDIDATES) throw new FileProblem(line, `A ballot has at most ${MOST_CANDIDATES} places.`);
    for (const place of sharing(word, line, options)) {
      if (marks[place] !== 0) throw new FileProblem(line, `The ballot names candidate ${place + 1} twice.`);
      marks[place] = before + 1;
    }
  }
  return marks;
}

function sharing(word: string, line: number, options: Options): readonly number[] {
  return word.split('=').map((one) => options.placeOf(one, line));
}

function readName(file: Lines, options: Options, place: number): string {
  const name = nextText(file, options);
  if (name === undefined)
    throw file.problem(`The file ends before the name of candidate ${place + 1} of ${options.candidates}.`);
  if (name === '') throw file.problem(`Candidate ${place + 1} has no name.`);
  return name;
}

function readTitle(file: Lines, options: Options, candidates: number): string {
  const title = nextText(file, options);
  if (title !== undefined) return title;
  throw file.problem(
    `After the ballots there are ${candidates} names for ${candidates} candidates, and no title. If none is missing, write one in quotation marks at the end; it may be empty.`,
  );
}

/** The next text in quotation marks, in which two of them stand for one. */
function nextText(file: Lines, options: Options): string | undefined {
  for (;;) {
    const line = file.next();
    if (line === undefined) return undefined;
    // Droop's older options begin with an equals sign.
    if (line.startsWith('='))
      options.unused.push(`Line ${file.number}: ${line} is for another program, and is not used.`);
    else if (line.startsWith('[')) options.take(withoutComment(line), file.number);
    else {
      const [, text] = /^"((?:[^"]|"")*)"\s*(?:#.*)?$/s.exec(line) ?? [];
      if (text !== undefined) return text.replaceAll('""', '"');
      throw file.problem(`${quoted(line)} is not a name or a title in quotation marks, alone on its line.`);
    }
  }
}

/** The file as text. Throws a RangeError for what the format cannot hold. */
export function writeBlt({ title, candidates, seats, withdrawn, says, papers }: BallotFile): string {
  if (says !== 'ranks' || seats === null) throw new RangeError('A BLT file holds rankings for a number of seats');
  assertNames(candidates);
  const ballots = papers.map(({ marks, count }) => [count, ...wordsOf(marks), 0].join(' '));
  const gone = withdrawn.length === 0 ? [] : [withdrawn.map((place) => `-${place + 1}`).join(' ')];
  const texts = [...candidates, title.replace(/[\r\n]+/g, ' ')].map((text) => `"${text.replaceAll('"', '""')}"`);
  return [`${candidates.length} ${seats}`, ...gone, ...ballots, '0', ...texts, ''].join('\n');
}

function wordsOf(marks: Marks): readonly string[] {
  const words: string[] = [];
  for (const [candidate, place] of marks.entries()) {
    if (place === 0) continue;
    const before = words[place - 1];
    words[place - 1] = before === undefined ? String(candidate + 1) : `${before}=${candidate + 1}`;
  }
  return Array.from(words, (word: string | undefined) => word ?? '-');
}
