import type { Report } from '../protocol/verify-record.ts';
import { decidedWords } from '../counting/decided-words.ts';
import { findMethod } from '../counting/methods.ts';
import { motionWords } from '../counting/motion.ts';
import type { Contest, Recount } from '../counting/recount.ts';
import { stepWords } from '../counting/step-words.ts';

const STEPS: Readonly<Record<NonNullable<Report['step']>, string>> = {
  empty: 'it is not set up',
  voting: 'voting has not ended',
  closed: 'voting has ended, and there is no tally',
  shuffling: 'there is a tally, and ballots are still being shuffled',
  tallied: 'there is a tally, and too few trustees have decrypted it',
  decrypted: 'enough trustees have decrypted, and there is no result',
  finished: 'it is finished',
};

/** The verdict in one sentence. */
export function verdictWords(report: Report, { isVoid }: Recount): string {
  switch (report.verdict) {
    case 'passed':
      return `PASSED: every check holds, and the record is complete.${isVoid ? ' Yet quorum was missed: by its rules, the election is void.' : ''}`;
    case 'failed':
      return `FAILED: ${report.findings.length} place(s) in this record are not as they must be. Do not rely on it.`;
    case 'unfinished': {
      const step = report.step === undefined ? '' : `: ${STEPS[report.step]}`;
      if (isVoid && report.step === 'closed') return 'UNFINISHED, and void: quorum missed. Every check holds so far.';
      return `UNFINISHED${step}. Every check holds so far.`;
    }
  }
}

/** Who is elected, or what became of a motion or of options, in words; undefined when the rules do not say. */
export function electedWords({ answers, outcome, motion, decided }: Contest): string | undefined {
  if (motion !== undefined) return motionWords(motion);
  if (outcome === undefined) return undefined;
  const { elected, tied, broken, vacant } = outcome;
  const names = (places: readonly number[]) => places.map((place) => printable(answers[place] ?? '')).join(', ');
  const nobody = tied === null ? 'Nobody is elected.' : 'Nobody is elected without the tie.';
  const plain = elected.length === 0 ? nobody : `Elected: ${names(elected)}.`;
  const sentences = [decided === undefined ? plain : printable(decidedWords(decided) ?? plain)];
  if (broken !== null)
    sentences.push(`Tied were ${names(broken.candidates)}; ${lotWords(names(broken.won), decided !== undefined)}.`);
  if (tied !== null)
    sentences.push(
      `Tied for the remaining ${tied.seats === 1 ? 'seat' : `${tied.seats} seats`}: ${names(tied.candidates)}.`,
    );
  if (vacant > 0) sentences.push(`Vacant: ${vacant === 1 ? '1 seat' : `${vacant} seats`}.`);
  return sentences.join(' ');
}

function lotWords(names: string, isDecision: boolean): string {
  return isDecision ? `the lot fell on ${names}` : `the lot elected ${names} of them`;
}

/**
 * How many ballots gave a candidate each score or grade, the best first, or each place, the first first, and how many left
 * them out; empty where no ballot was opened by itself.
 */
export function givenWords({ method, outcome }: Contest, place: number): string {
  const counts = outcome?.ballots?.given[place];
  if (counts === undefined) return '';
  const each = counts.map((count, mark) => `${mark}: ${count}`);
  if (asks(method) !== 'ranks') return ` (${each.reverse().join(', ')})`;
  const [none = 0] = counts;
  const placed = each.slice(1).filter((_, at) => (counts[at + 1] ?? 0) > 0);
  return ` (${[...placed, `not ranked: ${none}`].join(', ')})`;
}

/** What the voter is asked; the rules of a record can name any method. */
function asks(method: string | undefined): string {
  return findMethod(method ?? '')?.ballotShape({ seats: 1, candidates: 1 }).asks ?? 'marks';
}

/** How it was counted, a step in a sentence, where no single figure decides. */
export function stepsWords({ answers, method: name, outcome }: Contest): readonly string[] {
  const method = findMethod(name ?? '');
  if (method === undefined || outcome === undefined || outcome.votes !== null) return [];
  return outcome.steps.map((step) => stepWords(step, answers.map(printable), method.words));
}

/** How many of the ballots that were opened one by one were counted; undefined where only sums were opened. */
export function ballotsWords({ ballots, method, outcome }: Contest): string | undefined {
  if (ballots === null) return undefined;
  const figures = outcome?.ballots ?? null;
  if (figures === null) return `${counted(ballots.length)} opened one by one. The rules do not say how to count them.`;
  const { valid, invalid } = figures;
  const what = { marks: 'mark', scores: 'score', grades: 'grade, 0 the worst', ranks: 'place' }[asks(method)] ?? 'mark';
  const sentence = `${counted(valid)} counted; in brackets, how many of them gave each ${what}.`;
  if (invalid === 0) return sentence;
  return `${sentence} ${invalid} more ${invalid === 1 ? 'says' : 'say'} what the method does not allow, and ${invalid === 1 ? 'counts' : 'count'} for nobody.`;
}

function counted(ballots: number): string {
  return ballots === 1 ? '1 ballot was' : `${ballots} ballots were`;
}

/** A text of the record, without what could steer a terminal. */
export function printable(text: string): string {
  return text.replace(/\p{C}/gu, '\ufffd');
}
