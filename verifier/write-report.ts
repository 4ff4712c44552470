import { recount } from '../counting/recount.ts';
import type { WholeReport } from './answer.ts';
import { jsonOf } from './json-report.ts';
import { lotOf } from './lot.ts';
import { textOf } from './text-report.ts';

/** The report with the count, made again: in words, or for a program. */
export function writeReport(report: WholeReport, asJson: boolean): string {
  const recounted = recount(report, lotOf(report)?.orders);
  return asJson ? `${jsonOf(report, recounted)}\n` : textOf(report, recounted);
}
