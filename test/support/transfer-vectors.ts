import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { readBlt } from '../../counting/files/blt.ts';
import { linesOf } from '../../counting/files/lines.ts';
import type { MethodRules, Outcome, Paper, Step } from '../../counting/methods.ts';

/* Elections and references of other programs, kept beside this repository, for counts that transfer votes. */

const FOLDER = new URL('../../../shared/vectors/counting/', import.meta.url);

export const haveVectors = existsSync(FOLDER);
export const VECTORS = '../shared/vectors/counting';

/** The names of a folder's files that end so; none where the folder is absent. */
export function vectorFiles(folder: string, ending: string): readonly string[] {
  return haveVectors ? readdirSync(new URL(folder, FOLDER)).filter((file) => file.endsWith(ending)) : [];
}

export function readVector(file: string): unknown {
  return JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8'));
}

export function hasVector(file: string): boolean {
  return existsSync(new URL(file, FOLDER));
}

export interface Ballots {
  readonly papers: readonly Paper[];
  readonly rules: MethodRules;
  readonly names: readonly string[];
}

export function bltVector(file: string): Ballots {
  const blt = readBlt(linesOf([readFileSync(new URL(file, FOLDER), 'utf8')]));
  const { papers, candidates: names, withdrawn } = blt;
  return { papers, names, rules: { seats: blt.seats ?? 1, candidates: names.length, withdrawn } };
}

/** Papers as `[ballots, [[names of the first place], [of the second], …]]`. */
export function papersByName(
  ballots: readonly (readonly [number, readonly (readonly string[])[]])[],
  names: readonly string[],
): readonly Paper[] {
  return ballots.map(([count, places]) => ({
    count,
    marks: names.map((name) => 1 + places.findIndex((place) => place.includes(name))),
  }));
}

/** Papers as `[ballots, order]`, the candidates of an order written as letters: `acb`. */
export function papersOf(candidates: number, ...orders: readonly (readonly [number, string])[]): readonly Paper[] {
  const names = Array.from({ length: candidates }, (_, place) => String.fromCharCode(97 + place));
  return papersByName(
    orders.map(([count, order]) => [count, Array.from(order, (letter) => [letter])]),
    names,
  );
}

export type StageStep = Extract<Step, { kind: 'stage' }>;

export function stagesOf({ steps }: Pick<Outcome, 'steps'>): readonly StageStep[] {
  return steps.filter((step) => step.kind === 'stage');
}

/** The elected in the order of the file, from 1. */
export function electedIds({ elected }: Outcome): readonly number[] {
  return elected.map((candidate) => candidate + 1).toSorted((one, other) => one - other);
}

/** A count by droop, a program in Python that another organisation wrote, with all that it did. */
export interface DroopCount {
  readonly rule: string;
  readonly blt: string;
  readonly candidates: readonly { readonly id: number; readonly name: string; readonly tieOrder: number }[];
  readonly eligible: readonly number[];
  readonly expected: { readonly winners: readonly number[]; readonly actions: readonly DroopAction[] };
}

export interface DroopAction {
  readonly round: number;
  readonly tag: string;
  readonly msg: string;
  readonly quota: string;
  readonly nt_votes?: string;
  readonly residual?: string;
  readonly vote: Readonly<Record<string, string>>;
  readonly keepFactor?: Readonly<Record<string, string>>;
}

interface DroopBallots {
  readonly seats: number;
  readonly candidates: number;
  readonly withdrawn: readonly number[];
  readonly lines: readonly (readonly [number, readonly (readonly number[])[]])[];
}

/** The files of droop's that were counted by this rule, and whose ballots are here. */
export function droopFiles(...rules: readonly string[]): readonly string[] {
  return vectorFiles('droop/expected', '.json').filter((file) => {
    const { rule, blt } = readVector(`droop/expected/${file}`) as DroopCount;
    return rules.includes(rule) && hasVector(`droop/${blt}`);
  });
}

/**
 * The ballots of a count of droop's, and the lot that breaks ties as it did: in its order whoever is first goes first, out of
 * the count or on with the surplus; a lot here names first whoever wins, so that the first on it stays, or goes on.
 */
export function droopVector(file: string): Ballots & { readonly count: DroopCount } {
  const count = readVector(`droop/expected/${file}`) as DroopCount;
  const inOrder = count.candidates.toSorted((one, other) => other.tieOrder - one.tieOrder);
  const firstOn = count.expected.actions
    .filter(({ msg }) => msg.includes('(largest surplus)'))
    .map(({ msg }) => inOrder.findIndex(({ name }) => msg.endsWith(`-> ${name}`)))
    .map((place) => inOrder[place]!);
  const lot = [...new Set([...firstOn, ...inOrder])].map(({ id }) => id - 1);
  const names = count.candidates.map(({ name }) => name);
  if (count.blt.startsWith('../')) {
    const { papers, rules } = bltVector(`droop/${count.blt}`);
    return { count, papers, names, rules: { ...rules, lot } };
  }
  const ballots = readVector(`droop/${count.blt.replace('.blt', '.parsed.json')}`) as DroopBallots;
  const ids = Array.from({ length: ballots.candidates }, (_, place) => String(place + 1));
  const papers = papersByName(
    ballots.lines.map(([many, places]) => [many, places.map((place) => place.map(String))]),
    ids,
  );
  const withdrawn = ballots.withdrawn.map((id) => id - 1);
  return { count, papers, names, rules: { seats: ballots.seats, candidates: ballots.candidates, withdrawn, lot } };
}

/** Candidate by candidate, of those who stand. */
export function ofEligible<T>({ eligible }: DroopCount, values: readonly T[]): Readonly<Record<string, T>> {
  return Object.fromEntries(eligible.map((id) => [String(id), values[id - 1]!]));
}
