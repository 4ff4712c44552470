import { stderr, stdout } from 'node:process';
import type { Proved } from '../protocol/checks/v08-outside.ts';
import type { Report } from '../protocol/verify-record.ts';
import type { Asked } from './arguments.ts';
import type { BallotThread } from './ballot-threads.ts';
import type { OpenedFile } from './open-regular.ts';
import { checkReceipts, checkSince, Unreadable } from './outside.ts';
import { progressBar } from './progress.ts';
import { verifyFile, type Verified } from './verify-file.ts';

const EXIT_CODES: Readonly<Record<Report['verdict'], number>> = { passed: 0, failed: 1, unfinished: 3 };
const UNREADABLE = 2;

/** The report, with what was asked besides the record itself. */
export interface WholeReport extends Report {
  /** What each receipt and signed head proves. */
  readonly receipts: readonly Proved[];
}

/** Verifies the record, prints the report, and gives the exit code. */
export async function answer(
  asked: Asked,
  { descriptor }: OpenedFile,
  threads: readonly BallotThread[],
): Promise<number> {
  // What counts and writes is loaded while ballots are examined.
  const writing = import('./write-report.ts');
  try {
    const report = withOutside(await verifyFile(descriptor, threads, progressBar(stderr)), asked, descriptor);
    const { writeReport } = await writing;
    stdout.write(writeReport(report, asked.asJson));
    return EXIT_CODES[report.verdict];
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    stderr.write(`${error.message}\n`);
    return UNREADABLE;
  }
}

function withOutside({ report, record }: Verified, { since, receipts }: Asked, descriptor: number): WholeReport {
  const compared = since === undefined ? [] : [checkSince(since, descriptor, record)];
  const { proved, claim } = checkReceipts(receipts, record);
  const outside = [...compared, ...(receipts.length === 0 ? [] : [claim])];
  const failed = outside.filter(({ ok }) => ok === false);
  const findings = failed.map(({ id: check, at = '', failed: name = '', detail = '' }) => ({
    ...{ check, at, failed: name, detail },
  }));
  return {
    ...report,
    verdict: failed.length > 0 ? 'failed' : report.verdict,
    checks: [...report.checks, ...outside],
    findings: [...report.findings, ...findings],
    receipts: proved,
  };
}
