import type { Marks, Paper } from '../method.ts';
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
 * ABIF, the aggregated ballot information format (electorama.com/abif, grammar 0.31 and the first draft): a line is a
 * comment after `#`, `ABIF` with a version, a fact such as `{"title": "…"}`, a candidate `=key:[Name]`, or
 * ballots `27:A>B=C`, `27:A/5,B/3`. Candidates stand in the order in which the file first names them.
 * Throws a FileProblem for anything else.
 */
export function readAbif(lines: Iterable<string>): BallotFile {
  const file = new Lines(lines, true);
  const [facts, candidates] = [new Facts(), new Candidates()];
  const ballots = new Ballots(candidates);
  const sheaf = new Sheaf((text, line) => ballots.read(text, line));
  for (let text = file.next(); text !== undefined; text = file.next()) {
    if (text.startsWith('{')) facts.take(text, file.number);
    else if (text.startsWith('=')) candidates.declare(text, file.number);
    else if (!/^ABIF(\s+\d+(\.\d+)*)?$/.test(text)) {
      const [, count, rest] = /^([^:]*):(.*)$/s.exec(text) ?? [];
      if (count === undefined || rest === undefined)
        throw file.problem(
          `${quoted(text)} is no line of ballots: a number, a colon, and what they say, such as 27:A>B>C.`,
        );
      sheaf.add(rest.trim(), count.trim(), file.number);
    }
  }
  const names = candidates.names(file.number);
  return {
    ...facts.all(names.length, file.number),
    candidates: names,
    ...ballots.papers(sheaf.papers(), names.length),
  };
}

type Fact = string | number | boolean | null;

/** Lines in braces: the title, and what we write ourselves; all others are not for a count. */
class Facts {
  readonly #facts = new Map<string, { readonly value: Fact; readonly line: number }>();

  take(text: string, line: number): void {
    const [, name, value] = /^\{\s*(?:"?([A-Za-z]\w*)"?\s*:(.*))?\}\s*(?:#.*)?$/s.exec(text) ?? [];
    const fact = value === undefined ? undefined : decodeJson(value);
    if (text.replace(/\s/g, '') === '{}') return;
    if (name === undefined || fact === undefined || (typeof fact === 'object' && fact !== null))
      throw new FileProblem(
        line,
        `${quoted(text)} is no fact: a name and a value in braces, such as {"title": "Board"}.`,
      );
    this.#facts.set(name, { value: fact as Fact, line });
  }

  all(candidates: number, last: number): Pick<BallotFile, 'title' | 'seats' | 'withdrawn' | 'unused'> {
    const title = this.#facts.get('title')?.value ?? '';
    const seats = this.#facts.get('seats');
    const withdrawn = this.#facts.get('withdrawn');
    const number = seats === undefined ? null : wholeNumber(String(seats.value));
    if (number === undefined || number === 0)
      throw new FileProblem(seats?.line ?? last, 'The number of seats is a whole number from 1 up.');
    const ids = String(withdrawn?.value ?? '')
      .split(',')
      .filter((id) => id.trim() !== '');
    const places = ids.map((id) => (wholeNumber(id.trim()) ?? 0) - 1);
    if (places.some((place) => place < 0 || place >= candidates))
      throw new FileProblem(
        withdrawn?.line ?? last,
        `Who withdrew stands as numbers from 1 to ${candidates}, with commas.`,
      );
    return { title: String(title), seats: number, withdrawn: [...new Set(places)], unused: [] };
  }
}

/** Undefined for what is no JSON. */
function decodeJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

interface Candidate {
  readonly key: string;
  /** What the file declares; undefined while it has not. */
  name: string | undefined;
  /** Where it was first met, and whether it stood in brackets, where any name may. */
  readonly line: number;
  readonly inBrackets: boolean;
}

class Candidates {
  readonly #all: Candidate[] = [];
  readonly #places = new Map<string, number>();

  get size(): number {
    return this.#all.length;
  }

  placeOf(key: string, line: number, inBrackets: boolean): number {
    const known = this.#places.get(key);
    if (known !== undefined) return known;
    if (key === '') throw new FileProblem(line, 'A candidate has no name.');
    if (this.#all.length === MOST_CANDIDATES)
      throw new FileProblem(
        line,
        `${quoted(key)} is one more than ${MOST_CANDIDATES} candidates, the most that a file has.`,
      );
    this.#places.set(key, this.#all.length);
    return this.#all.push({ key, name: undefined, line, inBrackets }) - 1;
  }

  /** `=key:[Name]`. */
  declare(text: string, line: number): void {
    const [, bare, inQuotes, bracketed, quotedName, plain] = DECLARATION.exec(text) ?? [];
    const key = bare ?? unescaped(inQuotes);
    const name = bracketed ?? unescaped(quotedName) ?? plain;
    if (key === undefined || name === undefined || name === '')
      throw new FileProblem(line, `${quoted(text)} does not declare a candidate. Write =key:[Name].`);
    const candidate = this.#all[this.placeOf(key, line, false)];
    if (candidate === undefined) return;
    if (candidate.name !== undefined) throw new FileProblem(line, `${quoted(key)} is declared twice.`);
    candidate.name = name;
  }

  names(last: number): readonly string[] {
    if (this.#all.length === 0) throw new FileProblem(Math.max(1, last), 'The file names no candidates.');
    const declared = new Set(this.#all.flatMap(({ name }) => (name === undefined ? [] : [name])));
    for (const { key, name, line, inBrackets } of this.#all) {
      if (name !== undefined || declared.size === 0) continue;
      if (!inBrackets)
        throw new FileProblem(line, `${quoted(key)} is not declared, and others are. Write =key:[Name].`);
      if (declared.has(key))
        throw new FileProblem(line, `${quoted(key)} is the name of a declared candidate. Use the key in its place.`);
    }
    return this.#all.map(({ key, name }) => name ?? key);
  }
}

const DECLARATION =
  /^=\s*(?:([A-Za-z]\w*)|("(?:[^"\\]|\\.)*"))\s*:\s*(?:\[([^[\]]*)\]|("(?:[^"\\]|\\.)*")|([A-Za-z]\w*))\s*(?:#.*)?$/s;

function unescaped(text: string | undefined): string | undefined {
  const value = text === undefined ? undefined : decodeJson(text);
  return typeof value === 'string' ? value : undefined;
}

/** One candidate in a line of ballots, and the sign after it. */
interface Said {
  readonly place: number;
  readonly score: number | undefined;
  readonly sign: string;
}

class Ballots {
  readonly #candidates: Candidates;
  /** Whether the first ballot that names anybody scores, and by which sign. */
  #mark: '' | '/' | '*' | undefined;
  #hasCommas = false;
  readonly #orders = new Map<Marks, Marks>();

  constructor(candidates: Candidates) {
    this.#candidates = candidates;
  }

  /** What one line says. The marks may be fewer than the candidates: some may be met later. */
  read(text: string, line: number): Marks {
    const said = this.#saidIn(text, line);
    const order = this.#empty();
    const scores = this.#empty();
    let group = 1;
    for (const [at, { place, score, sign }] of said.entries()) {
      if (order[place] !== 0) throw new FileProblem(line, 'The ballot names a candidate twice.');
      order[place] = group;
      scores[place] = score ?? 0;
      if (sign === ',') this.#hasCommas = true;
      if (sign === '>') group += 1;
      assertAgrees(score, sign, said[at + 1]?.score, line);
    }
    if (said.every(({ score }) => score === undefined) && said.length > 0) return order;
    this.#orders.set(scores, order);
    return scores;
  }

  #empty(): number[] {
    return new Array<number>(this.#candidates.size).fill(0);
  }

  #saidIn(text: string, line: number): readonly Said[] {
    const said: Said[] = [];
    const one = new RegExp(SAID);
    for (let isMore = !/^(#|$)/.test(text); isMore;) {
      const found = one.exec(text);
      if (found === null)
        throw new FileProblem(line, `${quoted(text.slice(said.length === 0 ? 0 : one.lastIndex))} ${SAID_PROBLEM}`);
      const [, bare, inQuotes, bracketed, mark = '', digits = '', end = ''] = found;
      this.#assertSame(mark, line);
      const key = bare ?? unescaped(inQuotes) ?? bracketed ?? '';
      const score = mark === '' ? undefined : wholeNumber(digits);
      if (mark !== '' && score === undefined)
        throw new FileProblem(line, `${quoted(digits)} is too large for a score.`);
      const sign = end.charAt(0);
      said.push({ place: this.#candidates.placeOf(key, line, bracketed !== undefined), score, sign });
      if (sign === ':') assertExtended(end.slice(1), line);
      isMore = '>=,'.includes(sign) && sign !== '';
    }
    return said;
  }

  /** All ballots of a file score, or all of them rank. */
  #assertSame(mark: string, line: number): void {
    this.#mark ??= mark as '' | '/' | '*';
    if (mark === this.#mark) return;
    if (mark !== '' && this.#mark !== '')
      throw new FileProblem(line, 'Scores after / and points after * are in one file.');
    throw new FileProblem(
      line,
      'A candidate has no score where others have one. Give one to each whom a ballot names, or to nobody.',
    );
  }

  papers(read: readonly Paper[], candidates: number): Pick<BallotFile, 'says' | 'papers' | 'order'> {
    const full = (marks: Marks) => Array.from({ length: candidates }, (_, place) => marks[place] ?? 0);
    const papers = read.map(({ marks, count }) => ({ marks: full(marks), count }));
    if (this.#mark === undefined || this.#mark === '') return { says: 'ranks', papers, order: null };
    const order = read.map(({ marks, count }) => ({ marks: full(this.#orders.get(marks) ?? marks), count }));
    return { says: 'scores', papers, order: this.#hasCommas ? null : order };
  }
}

/** A key, a quoted one or a name in brackets; a score; and what follows: a sign, more facts, a comment, or the end. */
const SAID = /\s*(?:([A-Za-z]\w*)|("(?:[^"\\]|\\.)*")|\[([^[\]]*)\])\s*(?:([/*])\s*(\d+)\s*)?([>=,]|:.*|#.*|$)/sy;

const SAID_PROBLEM =
  'is not how a ballot goes on. Write keys of letters and digits, or names in brackets, and between them >, = or a comma; after / a whole number.';

/** The order that signs give may not go against the scores. */
function assertAgrees(score: number | undefined, sign: string, next: number | undefined, line: number): void {
  if (score === undefined || next === undefined) return;
  if ((sign === '>' && next > score) || (sign === '=' && next !== score))
    throw new FileProblem(
      line,
      `A score of ${score} ${sign} a score of ${next}: the signs go against the scores. Use commas.`,
    );
}

/** What the first draft allows after the ballots: facts about them, which nobody counts. */
function assertExtended(text: string, line: number): void {
  const value = decodeJson(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new FileProblem(line, 'After a second colon there are only facts in braces.');
}

/** The file as text; gaps between places are not kept. Throws a RangeError for what it cannot hold. */
export function writeAbif({ title, candidates, seats, withdrawn, says, papers }: BallotFile): string {
  if (says === 'numbers') throw new RangeError('An ABIF file says whether its ballots rank or score');
  assertNames(candidates);
  const facts = [
    ...(title === '' ? [] : [`{"title": ${JSON.stringify(title)}}`]),
    ...(seats === null ? [] : [`{"seats": ${seats}}`]),
    ...(withdrawn.length === 0 ? [] : [`{"withdrawn": "${withdrawn.map((place) => place + 1).join()}"}`]),
  ];
  const names = candidates.map(
    (name, place) => `=${keyOf(place)}:${/[[\]]/.test(name) ? JSON.stringify(name) : `[${name}]`}`,
  );
  const ballots = papers.map(
    ({ marks, count }) => `${count}:${says === 'ranks' ? rankedWords(marks) : scoredWords(marks)}`,
  );
  return [...facts, ...names, ...ballots, ''].join('\n');
}

function keyOf(place: number): string {
  return `c${place + 1}`;
}

function rankedWords(marks: Marks): string {
  const groups: string[][] = [];
  for (const [candidate, place] of marks.entries()) {
    if (place > 0) (groups[place] ??= []).push(keyOf(candidate));
  }
  return groups.flatMap((group) => group.join('=')).join('>');
}

/** A blank ballot gives somebody a 0, so that the file is still one of scores. */
function scoredWords(marks: Marks): string {
  const scored = marks.flatMap((score, place) => (score === 0 ? [] : [`${keyOf(place)}/${score}`]));
  return scored.length === 0 ? `${keyOf(0)}/0` : scored.join();
}
