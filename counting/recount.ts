import { findMethod, type Outcome } from './methods.ts';

/** What a verified record says, as `protocol/` reports it: the sums, and the rules that stand in the election itself. */
export interface RecordReport {
  readonly verdict: 'passed' | 'unfinished' | 'failed';
  /** How far the board has come; `voting` while it may still grow by ballots. */
  readonly step: string | undefined;
  readonly election:
    | Readonly<{ questions: readonly Readonly<{ question: string; answers: readonly string[] }>[]; rules?: unknown }>
    | undefined;
  readonly result: readonly (readonly number[])[] | null;
  readonly voters: number;
  readonly credentials: number;
}

/** A question of the election, with what the rules make of its sums. */
export interface Contest {
  readonly question: string;
  readonly answers: readonly string[];
  /** null while there is no result. */
  readonly sums: readonly number[] | null;
  /** Undefined when the rules do not say how to count, or there is no result. */
  readonly outcome: Outcome | undefined;
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

/** Applies the rules that stand in the election itself. Rules that this program does not know are left alone. */
export function recount(report: RecordReport): Recount {
  const { election, result } = report;
  if (election === undefined) return { contests: [], quorum: undefined, isVoid: false, notes: [] };
  const contests = election.questions.map(({ question, answers }, place): Contest => {
    const sums = result?.[place] ?? null;
    return { question, answers, sums, outcome: sums === null ? undefined : outcomeOf(election.rules, place, sums) };
  });
  const quorum = report.verdict !== 'failed' && report.step !== 'voting' ? quorumOf(report) : undefined;
  return { contests, quorum, isVoid: quorum?.reached === false, notes: notesOn(report) };
}

function outcomeOf(rules: unknown, place: number, sums: readonly number[]): Outcome | undefined {
  const contests = member(rules, 'contests');
  const contest: unknown = Array.isArray(contests) ? contests[place] : undefined;
  const [name, seats] = [member(contest, 'method'), member(contest, 'seats')];
  if (typeof name !== 'string' || typeof seats !== 'number' || !Number.isSafeInteger(seats) || seats < 1)
    return undefined;
  return findMethod(name)?.count(sums, { seats, candidates: sums.length });
}

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
