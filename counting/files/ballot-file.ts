import type { Marks, Paper } from '../method.ts';

/** What a file of ballots says. Candidates are places in the order of the file, from 0. */
export interface BallotFile {
  /** Empty where the format has none. */
  readonly title: string;
  readonly candidates: readonly string[];
  /** Null where the file does not say. */
  readonly seats: number | null;
  readonly withdrawn: readonly number[];
  /** What a mark is: a place, a score, or, in a format for all of them, a number that only the method can read. */
  readonly says: 'ranks' | 'scores' | 'numbers';
  /** Equal ballots together, in the order in which each was first met. */
  readonly papers: readonly Paper[];
  /** The same ballots as rankings, where a file of scores puts the candidates in an order as well; else null. */
  readonly order: readonly Paper[] | null;
  /** What stands in the file and is not used, in sentences. */
  readonly unused: readonly string[];
}

/** A file that cannot be read: the line, from 1, what is wrong with it, and what to do. */
export class FileProblem extends Error {
  readonly line: number;
  readonly reason: string;

  constructor(line: number, reason: string) {
    super(`Line ${line}: ${reason}`);
    this.name = 'FileProblem';
    this.line = line;
    this.reason = reason;
  }
}

/** A place must fit into one byte, as it does on a ballot of ours. */
export const MOST_CANDIDATES = 255;

/** Ballots as they are read: equal ones together, and each distinct one understood once. */
export class Sheaf {
  readonly #papers = new Map<string, { readonly marks: Marks; count: number }>();
  readonly #marksOf: (text: string, line: number) => Marks;
  #ballots = 0;

  /** `marksOf`: what a ballot says. */
  constructor(marksOf: (text: string, line: number) => Marks) {
    this.#marksOf = marksOf;
  }

  /** `text`: what the ballots say; `count`: how many say it, as it is written. */
  add(text: string, count: string, line: number): void {
    const ballots = numberOfBallots(count, line);
    this.#ballots += ballots;
    assertCountable(this.#ballots, line);
    const known = this.#papers.get(text);
    if (known === undefined) this.#papers.set(text, { marks: this.#marksOf(text, line), count: ballots });
    else known.count += ballots;
  }

  papers(): readonly Paper[] {
    return [...this.#papers.values()];
  }
}

export function numberOfBallots(count: string, line: number): number {
  const ballots = wholeNumber(count);
  if (ballots !== undefined && ballots > 0) return ballots;
  throw new FileProblem(
    line,
    `${quoted(count)} is not a number of ballots. Write a whole number from 1 to ${Number.MAX_SAFE_INTEGER}.`,
  );
}

/** Refuses more ballots than can be added up exactly. */
export function assertCountable(ballots: number, line: number): void {
  if (Number.isSafeInteger(ballots)) return;
  throw new FileProblem(line, `Up to here there are more than ${Number.MAX_SAFE_INTEGER} ballots, too many to count.`);
}

/** The whole number that these digits write; undefined where it is none, or so large that it would be rounded. */
export function wholeNumber(digits: string): number | undefined {
  if (!/^\d+$/.test(digits)) return undefined;
  const number = Number(digits);
  return Number.isSafeInteger(number) ? number : undefined;
}

/** What stands in the file, cut to what fits into a sentence. */
export function quoted(text: string): string {
  return `“${text.length > 40 ? `${text.slice(0, 40)}…` : text}”`;
}

/** A name as every format can hold it. Throws a RangeError for what would not be read back as it was. */
export function assertNames(names: readonly string[]): void {
  const bad = names.find((name) => name === '' || /[\r\n]/.test(name));
  if (bad !== undefined) throw new RangeError('A name in a file of ballots is on one line, and not empty');
}
