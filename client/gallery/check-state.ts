import type { ElectionView } from '../../api/elections.ts';
import type { Rules } from '../../api/rules.ts';
import type { CheckReport } from './check.worker.ts';
import { sameLot, sameResult } from './same-result.ts';
import { same } from './same.ts';

/** The check in the browser as a pure machine: from nothing to a report. */
export type CheckState =
  | { readonly at: 'idle' }
  | { readonly at: 'fetching' }
  | { readonly at: 'opening'; readonly bytes: number }
  | { readonly at: 'ballots'; readonly done: number; readonly all: number }
  | { readonly at: 'finishing'; readonly all: number }
  | { readonly at: 'done'; readonly report: CheckReport }
  | { readonly at: 'stopped'; readonly words: string };

export type CheckEvent =
  | { readonly type: 'fetching' }
  | { readonly type: 'opening'; readonly bytes: number }
  | { readonly type: 'opened'; readonly ballots: number }
  | { readonly type: 'examined'; readonly done: number }
  | { readonly type: 'finishing' }
  | { readonly type: 'reported'; readonly report: CheckReport }
  | { readonly type: 'stopped'; readonly words: string };

export function reduceCheck(state: CheckState, event: CheckEvent): CheckState {
  switch (event.type) {
    case 'fetching':
      return { at: 'fetching' };
    case 'opening':
      return { at: 'opening', bytes: event.bytes };
    case 'opened':
      return { at: 'ballots', done: 0, all: event.ballots };
    case 'examined':
      return state.at === 'ballots' ? { ...state, done: event.done } : state;
    case 'finishing':
      return { at: 'finishing', all: state.at === 'ballots' ? state.all : 0 };
    case 'reported':
      return { at: 'done', report: event.report };
    case 'stopped':
      return { at: 'stopped', words: event.words };
  }
}

/** The seven parts of the verification; the number of a check begins with the number of its part. */
export const parts = [
  { id: '1', title: 'The file' },
  { id: '2', title: 'The board' },
  { id: '3', title: 'The set-up' },
  { id: '4', title: 'The ballots' },
  { id: '5', title: 'The sealed tally' },
  { id: '6', title: 'The opening of the tally' },
  { id: '7', title: 'The result' },
] as const;

export type Standing = 'waiting' | 'running' | 'holds' | 'fails' | 'not-reached';

/** Where a part stands while the check is under way: the parts are taken in order. */
export function standingOf(state: CheckState, id: string): Standing {
  const place = parts.findIndex((part) => part.id === id);
  switch (state.at) {
    case 'idle':
    case 'fetching':
    case 'stopped':
      return 'waiting';
    case 'opening':
      return place < 3 ? 'running' : 'waiting';
    case 'ballots':
      return place < 3 ? 'holds' : place === 3 ? 'running' : 'waiting';
    case 'finishing':
      return place < 3 ? 'holds' : 'running';
    case 'done':
      return standingInReport(state.report, id);
  }
}

function standingInReport({ checks }: CheckReport, id: string): Standing {
  const own = checks.filter((check) => check.id.startsWith(`${id}.`));
  if (own.some(({ ok }) => ok === false)) return 'fails';
  return own.every(({ ok }) => ok === true) ? 'holds' : 'not-reached';
}

export interface Comparison {
  readonly claim: string;
  /** null: there is nothing to compare yet. */
  readonly ok: boolean | null;
}

/** What the pages of this site say, against what the record says. */
export function comparisons(view: ElectionView, report: CheckReport): readonly Comparison[] {
  return [
    {
      claim: 'The fingerprint of the election is the one on these pages.',
      ok: report.fingerprint === view.fingerprint,
    },
    { claim: 'The record holds the whole board that these pages show.', ok: report.hashAtPage === view.head.hash },
    { claim: 'The roll is the one that the rules name.', ok: sameRoll(view, report) },
    { claim: 'The seats and the quorum are those of the frozen rules.', ok: sameRules(view, report) },
    {
      claim: 'As many voters cast a ballot as these pages say.',
      ok: view.result === null ? null : report.voters === view.turnout.voted,
    },
    { claim: 'The counts and the people elected are those on the result page.', ok: sameResult(view, report) },
    ...(report.rules?.ties === 'lot'
      ? [{ claim: 'The lot that breaks ties follows from the record.', ok: sameLot(view, report) }]
      : []),
  ];
}

function sameRoll({ roll, turnout, timetable }: ElectionView, { rules }: CheckReport): boolean {
  if (rules === undefined) return false;
  const { recordAt, affirmBy, applyBy, ...frozen } = rules.roll;
  const dates = { record: timetable.record.at, affirm: timetable.affirmBy?.at, apply: timetable.applyBy?.at };
  return (
    same(frozen, roll) &&
    same({ record: recordAt, affirm: affirmBy ?? undefined, apply: applyBy ?? undefined }, dates) &&
    frozen.size === turnout.roll
  );
}

function sameRules(view: ElectionView, { rules }: CheckReport): boolean {
  if (rules === undefined) return false;
  const frozen = rules.contests.map(frozenRules);
  const shown = view.contests.map(shownRules);
  return same(frozen, shown) && rules.ties === view.ties && same(rules.quorum, view.quorum);
}

function frozenRules(contest: Rules['contests'][number]) {
  const { id, method } = contest;
  switch (contest.kind) {
    case 'people':
      return peopleRules(contest, contest.seats);
    case 'motion':
      return { id, method, effectiveOn: contest.effectiveOn, ...majorityOf(contest) };
    case 'options':
      return optionsRules({ ...contest, majorities: contest.options.map(({ majority }) => majority) });
  }
}

function shownRules(contest: ElectionView['contests'][number]) {
  const { id, method, namedSeats, motion, options, candidates } = contest;
  if (motion !== null) return { id, method, effectiveOn: motion.effectiveOn, ...majorityOf(motion) };
  if (options === null) return peopleRules(contest, namedSeats);
  const majorities = candidates.flatMap(({ majority }) => majority ?? []);
  return optionsRules({ id, method, effectiveOn: options.effectiveOn, majorities });
}

interface OptionsRules {
  readonly id: string;
  readonly method: string;
  readonly effectiveOn: string | null;
  /** Of each option in the order of the ballot. */
  readonly majorities: readonly Readonly<{ numerator: number; denominator: number }>[];
}

function optionsRules({ id, method, effectiveOn, majorities }: OptionsRules) {
  return { id, method, effectiveOn, majorities };
}

type Seats = ElectionView['contests'][number]['namedSeats'];
type PeopleRules = Pick<ElectionView['contests'][number], 'id' | 'method' | 'termsStartOn' | 'affiliationCap'>;

function peopleRules({ id, method, termsStartOn, affiliationCap }: PeopleRules, seats: Seats) {
  return { id, method, seats, termsStartOn, affiliationCap };
}

type Motion = NonNullable<ElectionView['contests'][number]['motion']>;
type Majority = Pick<Motion, 'base' | 'numerator' | 'denominator' | 'isStrict'>;

function majorityOf({ base, numerator, denominator, isStrict }: Majority): Majority {
  return { base, numerator, denominator, isStrict };
}

export interface Verdict {
  readonly tone: 'plain' | 'warn' | 'stop';
  readonly title: string;
  readonly words: string;
}

/** The finding in one sentence, and what it means. */
export function verdictWords(view: ElectionView, report: CheckReport): Verdict {
  const differs = comparisons(view, report).some(({ ok }) => ok === false);
  if (report.verdict === 'failed') {
    return {
      tone: 'stop',
      title: 'A check failed',
      words: 'Do not rely on this result. Tell the office and an auditor which check failed, and keep the record file.',
    };
  }
  if (differs) {
    return {
      tone: 'stop',
      title: 'The record is sound, but these pages say something else',
      words: 'Reload this page and check again. If it still differs, tell the office and an auditor.',
    };
  }
  if (report.verdict === 'passed') {
    return {
      tone: 'plain',
      title: 'Every check passed',
      words: `Your browser checked ${countedBallots(report.ballots)} and recounted the result. It is the result on these pages.`,
    };
  }
  return { tone: 'warn', title: 'Everything holds so far', words: unfinishedWords(report) };
}

function unfinishedWords(report: CheckReport): string {
  const checked = `Your browser checked ${countedBallots(report.ballots)}.`;
  if (report.isVoid) return `${checked} Quorum was missed, so there is no result to check.`;
  return report.step === 'voting'
    ? `${checked} Voting is not over, so there is no result to check yet.`
    : `${checked} The tally is not open yet, so there is no result to check.`;
}

function countedBallots(count: number): string {
  return count === 1 ? '1 ballot' : `${count} ballots`;
}
