import type { CheckedClaim, Report } from '../protocol/verify-record.ts';
import type { WholeReport } from './answer.ts';
import type { Contest, Recount } from '../counting/recount.ts';
import { orderWords, seedWords } from './lot.ts';
import { ballotsWords, electedWords, givenWords, printable, verdictWords } from './words.ts';

/** The report as a person reads it. */
export function textOf(report: WholeReport, recounted: Recount): string {
  const lines = [
    ...headline(report),
    ...report.checks.flatMap(checkLines),
    ...report.receipts.map(({ name, words }) => `  says  ${printable(name)}: ${words}`),
    ...[...report.notes, ...recounted.notes].map((note) => `  note  ${printable(note)}`),
    '',
    verdictWords(report, recounted),
    ...(report.result === null
      ? []
      : recounted.contests.flatMap((contest, place) => [
          ...contestLines(contest, recounted),
          ...orderLines(report, contest, place),
        ])),
    ...(report.lot === null ? [] : ['', seedWords(report.lot)]),
    ...quorumLines(recounted),
  ];
  return `${lines.join('\n')}\n`;
}

function headline({ election, credentials, ballots, voters }: Report): string[] {
  if (election === undefined) return [];
  return [
    printable(election.name),
    `${election.uuid} · ${credentials} credentials · ${ballots} ballots on the board, ${voters} of them count`,
    '',
  ];
}

function checkLines({ id, claim, ok, examined, at, failed, detail, findings }: CheckedClaim): string[] {
  const mark = ok === null ? '  --  ' : ok ? '  ok  ' : ' FAIL ';
  const looked = examined === undefined ? '' : ` (${examined})`;
  const line = `${mark}${id}  ${claim}${looked}`;
  if (ok !== false) return [line];
  const more = (findings ?? 1) > 1 ? ` (and ${(findings ?? 1) - 1} more)` : '';
  return [line, `           ${at ?? ''}: ${failed ?? ''}: ${printable(detail ?? '')}${more}`];
}

function contestLines(contest: Contest, { isVoid }: Recount): string[] {
  const { question, answers, sums, outcome } = contest;
  const votes = outcome?.votes ?? sums;
  const rows = answers.map(
    (answer, place) =>
      `  ${String(votes?.[place] ?? '').padStart(8)}  ${printable(answer)}${givenWords(outcome?.ballots?.given[place])}`,
  );
  const words = [ballotsWords(contest), isVoid ? 'Void: nobody is elected.' : electedWords(contest)];
  return ['', printable(question), ...rows, ...words.flatMap((line) => (line === undefined ? [] : [`  ${line}`]))];
}

function orderLines(report: Report, { answers }: Contest, place: number): string[] {
  const words = orderWords(report, place, answers);
  return words === undefined ? [] : [`  ${words}`];
}

function quorumLines({ quorum }: Recount): string[] {
  if (quorum === undefined) return [];
  const { voters, rollSize, needed, reached } = quorum;
  return ['', `Quorum ${reached ? 'reached' : 'missed'}: ${voters} of ${rollSize} voted; ${needed} were needed.`];
}
