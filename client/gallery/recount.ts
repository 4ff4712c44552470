import { rules as rulesContract, type Rules } from '../../api/rules.ts';
import { findMethod } from '../../counting/methods.ts';
import type { Report } from '../../protocol/verify-record.ts';

/** What the rules in the record make of the record's own sums: nothing here comes from the server's pages. */
export interface Recounted {
  /** Undefined when the record holds no rules that this program knows. */
  readonly rules: Rules | undefined;
  readonly contests: readonly RecountedContest[];
  /** Whether the quorum was met; null when there is none, or voting is not over. */
  readonly reached: boolean | null;
}

export interface RecountedContest {
  readonly title: string;
  readonly names: readonly string[];
  /** null while there is no result. */
  readonly sums: readonly number[] | null;
  readonly elected: readonly number[];
  readonly tied: { readonly candidates: readonly number[]; readonly seats: number } | null;
}

export function recount(report: Report): Recounted {
  const read = rulesContract.safeParse(report.election?.rules);
  const rules = read.success ? read.data : undefined;
  const questions = report.election?.questions ?? [];
  const contests = questions.map(({ question, answers }, place) => ({
    title: question,
    names: answers,
    sums: report.result?.[place] ?? null,
    ...outcomeOf(rules, place, report.result?.[place] ?? null),
  }));
  return { rules, contests, reached: quorumReached(rules, report) };
}

function outcomeOf(
  rules: Rules | undefined,
  place: number,
  sums: readonly number[] | null,
): Pick<RecountedContest, 'elected' | 'tied'> {
  const rule = rules?.contests[place];
  const method = rule === undefined ? undefined : findMethod(rule.method);
  if (rule === undefined || method === undefined || sums === null) return { elected: [], tied: null };
  const { elected, tied } = method.count(sums, { seats: rule.seats, candidates: sums.length });
  return { elected, tied };
}

function quorumReached(rules: Rules | undefined, { step, voters }: Report): boolean | null {
  if (rules?.quorum === null || rules === undefined || step === 'voting' || step === undefined) return null;
  const { numerator, denominator } = rules.quorum;
  return voters * denominator >= rules.roll.size * numerator;
}
