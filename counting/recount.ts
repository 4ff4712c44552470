import { differenceTo } from './compare-counts.ts';
import { countOpened } from './counts.ts';
import type { Decided } from './decided-words.ts';
import {
  findMethod,
  type DebianRules,
  type Method,
  type MethodRules,
  type Opened,
  type Outcome,
  type Ratio,
} from './methods.ts';
import { decideMotion, type MotionOutcome, type MotionRule } from './motion.ts';

/** What a verified record says, as `protocol/` reports it: the sums, and the rules that stand in the election itself. */
export interface RecordReport {
  readonly verdict: 'passed' | 'unfinished' | 'failed';
  /** How far the board has come; `voting` while it may still grow by ballots. */
  readonly step: string | undefined;
  readonly election:
    | Readonly<{ questions: readonly Readonly<{ question: string; answers: readonly string[] }>[]; rules?: unknown }>
    | undefined;
  readonly result: readonly Opened[] | null;
  readonly voters: number;
  readonly credentials: number;
}

/** A question of the election, with what the rules make of what was opened of it. */
export interface Contest {
  readonly question: string;
  readonly answers: readonly string[];
  /** null while there is no result, and where ballots are opened one by one. */
  readonly sums: readonly number[] | null;
  /** The opened ballots; null while there is no result, and where only sums are opened. */
  readonly ballots: readonly (readonly number[])[] | null;
  /** The name of the method by which the rules say it is counted; undefined when they name none that is known. */
  readonly method: string | undefined;
  /** Undefined when the rules do not say how to count what was opened, or there is no result, or it is a motion. */
  readonly outcome: Outcome | undefined;
  /** Where a second count differs, in a sentence; empty where it agrees. */
  readonly differences: readonly string[];
  /** What became of a motion; undefined when it is none, or its numbers do not fit its rules. */
  readonly motion: MotionOutcome | undefined;
  /** What became of a ballot with an answer for none; undefined while a tie stands, and where there is no such answer. */
  readonly decided: Decided | undefined;
}

export interface QuorumVerdict {
  /** Ballots that the quorum demands. */
  readonly needed: number;
  readonly voters: number;
  readonly rollSize: number;
  readonly reached: boolean;
}

export interface Recount {
  readonly contests: readonly Contest[];
  /** Undefined when the rules ask for none, or while voting is not over. */
  readonly quorum: QuorumVerdict | undefined;
  /** The rules say quorum, and it was missed: no tally follows, and none must. */
  readonly isVoid: boolean;
  /** Where the rules and the record do not agree. */
  readonly notes: readonly string[];
}

/** For each contest of the rules the ids of its candidates, who wins a tie first; null, or none: no lot is known for it. */
export type LotOrders = readonly (readonly string[] | null)[];

/**
 * Applies the rules that stand in the election itself, of version 2 or 3. Rules that this program does not know are left
 * alone; it throws on none, since whoever made the record wrote them.
 */
export function recount(report: RecordReport, lots: LotOrders = []): Recount {
  const { election, result } = report;
  if (election === undefined) return { contests: [], quorum: undefined, isVoid: false, notes: [] };
  const contests = election.questions.map(({ question, answers }, place): Contest => {
    const opened = result?.[place];
    const sums = opened?.kind === 'sums' ? opened.sums : null;
    const ballots = opened?.kind === 'ballots' ? opened.ballots : null;
    const contest = ruleAt(election.rules, place);
    const eligible = member(member(election.rules, 'roll'), 'size');
    const counted = isSound(opened) ? { contest, opened, answers, eligible, lot: lots[place] ?? [] } : undefined;
    const outcome = counted === undefined ? undefined : outcomeOf(counted);
    return {
      ...{ question, answers, sums, ballots, method: methodOf(contest)?.name },
      outcome,
      differences: counted === undefined ? [] : differencesIn(counted, outcome, question),
      motion: counted === undefined ? undefined : motionOf(counted, report),
      decided: counted === undefined || outcome === undefined ? undefined : decidedOf(counted, outcome),
    };
  });
  const quorum = report.verdict !== 'failed' && report.step !== 'voting' ? quorumOf(report) : undefined;
  const notes = [...notesOn(report), ...contests.flatMap(({ differences }) => differences)];
  return { contests, quorum, isVoid: quorum?.reached === false, notes };
}

function ruleAt(rules: unknown, place: number): unknown {
  const contests = member(rules, 'contests');
  return Array.isArray(contests) ? contests[place] : undefined;
}

/** Whether these are numbers that somebody can count. */
function isSound(opened: Opened | undefined): opened is Opened {
  if (opened === undefined) return false;
  return opened.kind === 'sums' ? opened.sums.every(isCount) : opened.ballots.every((marks) => marks.every(isCount));
}

interface Counted {
  readonly contest: unknown;
  readonly opened: Opened;
  readonly answers: readonly string[];
  /** How many are on the roll, as the rules say. */
  readonly eligible: unknown;
  readonly lot: readonly string[];
}

function outcomeOf(counted: Counted): Outcome | undefined {
  const [method, rules] = [methodOf(counted.contest), rulesOf(counted)];
  if (method === undefined || method.answers !== null || rules === undefined) return undefined;
  return countOpened(method, counted.opened, rules);
}

/** Undefined when they do not say all that the method asks. */
function rulesOf(counted: Counted): MethodRules | undefined {
  const { contest, opened, answers, lot } = counted;
  const seats = isOfOptions(contest) ? 1 : seatsOf(contest);
  const candidates = opened.kind === 'sums' ? opened.sums.length : answers.length;
  if (seats === undefined) return undefined;
  const rules = { seats, candidates, lot: placesOf(contest, candidates, lot) };
  if (methodOf(contest)?.defaultAnswer === undefined) return rules;
  const debian = debianOf(counted);
  return debian === undefined || seats !== 1 ? undefined : { ...rules, debian };
}

function isOfOptions(contest: unknown): boolean {
  return member(contest, 'kind') === 'options';
}

/** The default is the last answer, where the rules say so; a plain majority decides where they ask for no other. */
function debianOf({ contest, answers, eligible }: Counted): DebianRules | undefined {
  const [rule, candidates, options] = ['default', 'candidates', 'options'].map((name) => member(contest, name));
  const quorum = proportionOf(member(rule, 'squareRoots'));
  const isLast = Array.isArray(candidates) && candidates.length === answers.length;
  if (!isLast || candidates.at(-1) !== member(rule, 'id') || quorum === undefined || !isCount(eligible))
    return undefined;
  const asked = isOfOptions(contest) && Array.isArray(options) ? options.map((one) => member(one, 'majority')) : [];
  const majorities = answers.map((_, place) => (place in asked ? proportionOf(asked[place]) : even));
  if (!majorities.every((one) => one !== undefined)) return undefined;
  return { default: answers.length - 1, electorate: eligible, quorum, majorities };
}

const even: Ratio = { numerator: 1, denominator: 1 };

function proportionOf(value: unknown): Ratio | undefined {
  const [numerator, denominator] = [member(value, 'numerator'), member(value, 'denominator')];
  if (!isCount(numerator) || !isCount(denominator) || denominator === 0) return undefined;
  return { numerator, denominator };
}

function decidedOf(counted: Counted, { elected }: Outcome): Decided | undefined {
  const { contest, answers } = counted;
  const [winner] = elected;
  if (methodOf(contest)?.defaultAnswer === undefined || winner === undefined) return undefined;
  const won = winner === answers.length - 1 ? undefined : answers[winner];
  return { none: answers.at(-1) ?? '', won, isOfTexts: isOfOptions(contest) };
}

/** Where the second count comes to another result than the first: then neither is to be trusted. */
function differencesIn(counted: Counted, outcome: Outcome | undefined, title: string): readonly string[] {
  const [method, rules] = [methodOf(counted.contest), rulesOf(counted)];
  if (outcome === undefined || method === undefined || rules === undefined) return [];
  const difference = differenceTo(outcome, { title, method: method.name, opened: counted.opened, rules });
  if (difference === undefined) return [];
  return [`Two counts differ. ${difference} Trust neither; tell whoever gave you this program.`];
}

function methodOf(contest: unknown): Method | undefined {
  const name = member(contest, 'method');
  return typeof name === 'string' ? findMethod(name) : undefined;
}

/** Version 3 names the seats, version 2 says how many they are. */
function seatsOf(contest: unknown): number | undefined {
  const seats = member(contest, 'seats');
  const count: unknown = Array.isArray(seats) ? seats.length : seats;
  return isCount(count) && count > 0 ? count : undefined;
}

/** The order of the lot as places on the ballot, as far as the rules say which candidate each of them is. */
function placesOf(contest: unknown, answers: number, lot: readonly string[]): readonly number[] {
  const candidates: unknown = member(contest, 'candidates');
  if (!Array.isArray(candidates) || candidates.length !== answers) return [];
  return lot.map((id) => candidates.indexOf(id)).filter((place) => place >= 0);
}

function motionOf({ contest, opened, eligible }: Counted, { voters }: RecordReport): MotionOutcome | undefined {
  const sums = opened.kind === 'sums' ? opened.sums : [];
  const rule = motionRuleOf(contest);
  if (methodOf(contest)?.answers?.length !== sums.length || rule === undefined || !isCount(eligible)) return undefined;
  const answered = sums.reduce((all, sum) => all + sum, 0);
  if (answered > voters || voters > eligible) return undefined;
  return decideMotion({ sums, cast: voters, eligible, rule });
}

function motionRuleOf(contest: unknown): MotionRule | undefined {
  const base = bases.find((one) => one === member(contest, 'base'));
  const [numerator, denominator] = [member(contest, 'numerator'), member(contest, 'denominator')];
  const isStrict = member(contest, 'isStrict');
  if (base === undefined || !isCount(numerator) || !isCount(denominator) || typeof isStrict !== 'boolean')
    return undefined;
  return numerator >= 1 && numerator <= denominator ? { base, numerator, denominator, isStrict } : undefined;
}

const bases: readonly MotionRule['base'][] = ['for-and-against', 'cast', 'eligible'];

/** Reached when voters / roll >= numerator / denominator, in whole numbers. */
function quorumOf({ election, voters }: RecordReport): QuorumVerdict | undefined {
  const quorum = member(election?.rules, 'quorum');
  const rollSize = member(member(election?.rules, 'roll'), 'size');
  const [numerator, denominator] = [member(quorum, 'numerator'), member(quorum, 'denominator')];
  if (!isCount(numerator) || !isCount(denominator) || !isCount(rollSize) || denominator === 0) return undefined;
  const needed = Number((BigInt(rollSize) * BigInt(numerator) + BigInt(denominator) - 1n) / BigInt(denominator));
  return { needed, voters, rollSize, reached: voters >= needed };
}

function notesOn({ election, credentials, verdict }: RecordReport): string[] {
  const size = member(member(election?.rules, 'roll'), 'size');
  if (!isCount(size) || size === credentials || verdict === 'failed') return [];
  return [`The rules say that ${size} are on the roll, and the list has ${credentials} credentials.`];
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function member(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as Record<string, unknown>)[name];
}
