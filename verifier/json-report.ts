import type { WholeReport } from './answer.ts';
import type { Recount } from '../counting/recount.ts';
import { lotOf } from './lot.ts';
import { verdictWords } from './words.ts';
import { plainResult } from '../protocol/result.ts';

/** The report as a program reads it. */
export function jsonOf(report: WholeReport, recounted: Recount): string {
  const { contests, quorum, isVoid } = recounted;
  return JSON.stringify({
    verdict: report.verdict,
    words: verdictWords(report, recounted),
    step: report.step,
    checks: report.checks,
    result: report.result === null ? null : plainResult(report.result),
    contests: contests.map(({ question, answers, sums, ballots, method, outcome, motion, decided }) => ({
      question,
      answers,
      sums,
      ballots,
      method,
      votes: outcome?.votes ?? undefined,
      ordering: outcome?.votes === null ? outcome.ordering : undefined,
      steps: outcome?.votes === null ? outcome.steps : undefined,
      ties: outcome?.ties,
      figures: outcome?.ballots ?? undefined,
      elected: outcome?.elected,
      tied: outcome?.tied,
      broken: outcome?.broken,
      vacant: outcome?.vacant,
      motion,
      decided,
    })),
    receipts: report.receipts,
    lot: lotOf(report),
    quorum,
    void: isVoid,
    notes: [...report.notes, ...recounted.notes],
  });
}
