import type { CheckedClaim, Report } from '../protocol/verify-record.ts';
import type { WholeReport } from './answer.ts';
import type { Contest, Recount } from '../counting/recount.ts';
import { orderWords, seedWords } from './lot.ts';
import { ballotsWords, electedWords, givenWords, printable, stepsWords, verdictWords } from './words.ts';

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
  const { question, answers } = contest;
  const figures = figuresOf(contest);
  const rows = answers.map(
    (answer, place) => `  ${(figures[place] ?? '').padStart(8)}  ${printable(answer)}${givenWords(contest, place)}`,
  );
  const steps = isVoid ? [] : stepsWords(contest);
  const words = [ballotsWords(contest), ...steps, isVoid ? 'Void: nobody is elected.' : electedWords(contest)];
  return ['', printable(question), ...rows, ...words.flatMap((line) => (line === undefined ? [] : [`  ${line}`]))];
}

/** Votes or points; where no single figure decides, the place in the order of the count. */
function figuresOf({ sums, outcome }: Contest): readonly string[] {
  const votes = outcome?.votes ?? sums;
  if (votes !== null) return votes.map(String);
  const places: string[] = [];
  for (const { candidate, rank } of outcome?.ordering ?? []) places[candidate] = `${rank}.`;
  return places;
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
