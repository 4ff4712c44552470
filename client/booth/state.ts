import type { ElectionView } from '../../api/elections.ts';
import type { ProblemDocument } from '../../api/problems.ts';
import type { Contest } from '../../api/values.ts';
import type { Receipt, readVoter } from '../../api/voting.ts';
import type { Reply } from '../../api/endpoint.ts';
import type { Lost } from '../call.ts';
import type { Marks, Said } from '../../counting/methods.ts';
import { methodOf, rulesOf, shapeOf } from '../parts/methods.ts';
import { pressed, put, type Target } from './rank.ts';

/** The booth as a pure machine: what the voter sees is a function of this state, and nothing else changes it. */

export type Voter = Reply<typeof readVoter>;

/** Why the booth cannot go on. Nothing was cast. */
export type Stop =
  | { readonly why: 'no-link' | 'link-cut' | 'link-refused' | 'no-election' | 'paper-differs' | 'cannot-seal' }
  | { readonly why: 'not-open-yet' | 'closed' }
  | { readonly why: 'no-answer'; readonly lost: Lost }
  | { readonly why: 'refused'; readonly problem: ProblemDocument };

export type Stage =
  | { readonly at: 'loading' }
  | { readonly at: 'stopped'; readonly stop: Stop }
  | { readonly at: 'start' }
  /** `back`: the voter came from the check page by *Change*, and returns there. */
  | { readonly at: 'question'; readonly place: number; readonly back: boolean }
  /** Nobody was chosen: is that what the voter wants? */
  | { readonly at: 'blank'; readonly place: number; readonly back: boolean }
  | { readonly at: 'check' }
  | { readonly at: 'receipt'; readonly done: Done };

/** What is known after casting. The time is unknown when the ballot was found by looking on the board. */
export interface Done {
  readonly tracker: string;
  readonly height: number | null;
  readonly castAt: string | null;
  readonly replaced: boolean;
  /** The receipt as a file; null where the server signs none, or it was not told. */
  readonly signed: string | null;
  /** When the voter had voted before. */
  readonly before: string | null;
  readonly address: string | null;
}

/** What the voter has said about one contest. */
export interface Answer {
  /** For each candidate, in the order of the contest's list: 1 if chosen, the score, the grade or the place; null: nothing was said. */
  readonly chosen: Said;
  /** Except of marks: what stood before each change, and whom the change was about; -1: all of them. */
  readonly past: readonly { readonly about: number; readonly chosen: Said }[];
  /** "I approve of none of them" was pressed. */
  readonly none: boolean;
  /** The order of names made for this voter. */
  readonly order: readonly number[];
  readonly sorted: boolean;
  /** Of a ranking: those with a place stand first, in its order. */
  readonly ordered: boolean;
}

/** The code that says who is casting: asked for at the start, and again if it was too old at casting. */
export interface Code {
  readonly step: 'not-asked' | 'asking' | 'sent' | 'checking';
  readonly requestId: string | undefined;
  readonly digits: string;
  readonly problem: string | undefined;
}

export type CastProblem =
  | { readonly kind: 'offline' | 'unknown-arrival' | 'not-on-board' | 'sign-in-again' | 'cannot-seal' | 'too-busy' }
  | { readonly kind: 'refused'; readonly problem: ProblemDocument };

export interface Sealed {
  readonly ballot: string;
  readonly tracker: string;
  /** The code that is shown before anybody knows whether the ballot will be cast or opened. */
  readonly promise: string;
}

/** Whether this device seals what the voter chose: the voter may open a sealed ballot instead of casting it. */
export type Test =
  | { readonly at: 'no' | 'sealing' | 'sealed' | 'opening' }
  /** `matches`: what it held is what was chosen. */
  | {
      readonly at: 'opened';
      readonly promise: string;
      readonly choices: readonly (readonly number[])[];
      readonly matches: boolean;
    }
  | { readonly at: 'failed'; readonly words: string };

export interface State {
  readonly stage: Stage;
  readonly view: ElectionView | undefined;
  readonly voter: Voter | undefined;
  readonly answers: readonly Answer[];
  readonly code: Code;
  readonly casting: 'no' | 'sealing' | 'sending' | 'looking';
  readonly problem: CastProblem | undefined;
  /** The contest whose choices are too many; said in the problem box. */
  readonly overLimit: boolean;
  readonly sealed: Sealed | undefined;
  readonly test: Test;
}

/** Where in the task the voter is: what the browser's *Back* returns to. */
export type Step =
  { readonly at: 'start' | 'check' } | { readonly at: 'question'; readonly place: number; readonly back: boolean };

/** What survives a reload of the page, until the ballot is cast. */
export interface Kept {
  readonly answers: readonly Answer[];
  readonly step: Step;
  readonly sealed: Sealed | undefined;
}

export type Event =
  | { readonly type: 'stopped'; readonly stop: Stop }
  | {
      readonly type: 'arrived';
      readonly view: ElectionView;
      readonly voter: Voter;
      readonly orders: readonly (readonly number[])[];
      readonly kept: Kept | undefined;
    }
  | { readonly type: 'paper-read'; readonly questions: readonly PaperQuestion[] }
  | { readonly type: 'code-asked' }
  | { readonly type: 'code-sent'; readonly requestId: string }
  | { readonly type: 'code-typed'; readonly digits: string }
  | { readonly type: 'code-checking' }
  | { readonly type: 'code-failed'; readonly words: string; readonly again: boolean }
  | { readonly type: 'signed-in' }
  | { readonly type: 'went'; readonly step: Step }
  | { readonly type: 'chose'; readonly place: number; readonly candidate: number }
  | { readonly type: 'scored'; readonly place: number; readonly candidate: number; readonly points: number | null }
  | { readonly type: 'placed'; readonly place: number; readonly candidate: number; readonly target: Target }
  | { readonly type: 'undone'; readonly place: number }
  | { readonly type: 'chose-none'; readonly place: number }
  | { readonly type: 'sorted'; readonly place: number; readonly sorted: boolean }
  | { readonly type: 'put-in-order'; readonly place: number; readonly ordered: boolean }
  | { readonly type: 'next' }
  | { readonly type: 'left-blank' }
  | { readonly type: 'back' }
  | { readonly type: 'sealing' }
  | { readonly type: 'sealed'; readonly sealed: Sealed }
  | { readonly type: 'test-sealing' | 'test-opening' | 'test-over' }
  | { readonly type: 'test-sealed'; readonly sealed: Sealed }
  | { readonly type: 'test-opened'; readonly promise: string; readonly choices: readonly (readonly number[])[] }
  | { readonly type: 'test-failed'; readonly words: string }
  | { readonly type: 'looking' }
  | { readonly type: 'cast'; readonly receipt: Receipt }
  | { readonly type: 'found'; readonly height: number | null }
  | { readonly type: 'receipt-kept'; readonly view: ElectionView; readonly done: Done }
  | { readonly type: 'not-cast'; readonly problem: CastProblem };

export interface PaperQuestion {
  readonly question: string;
  readonly answers: readonly string[];
  readonly max: number;
}

const noCode: Code = { step: 'not-asked', requestId: undefined, digits: '', problem: undefined };

export const empty: State = {
  stage: { at: 'loading' },
  view: undefined,
  voter: undefined,
  answers: [],
  code: noCode,
  casting: 'no',
  problem: undefined,
  overLimit: false,
  sealed: undefined,
  test: { at: 'no' },
};

export function reduce(state: State, event: Event): State {
  // After the receipt there is nothing left to change, whatever arrives late.
  if (state.stage.at === 'receipt') return state;
  switch (event.type) {
    case 'stopped':
      return { ...wiped(state), stage: { at: 'stopped', stop: event.stop } };
    case 'arrived':
      return arrive(state, event);
    case 'paper-read':
      return checkPaper(state, event.questions);
    case 'code-asked':
      return { ...state, code: { ...noCode, step: 'asking' } };
    case 'code-sent':
      return { ...state, code: { ...noCode, step: 'sent', requestId: event.requestId } };
    case 'code-typed':
      return { ...state, code: { ...state.code, digits: event.digits, problem: undefined } };
    case 'code-checking':
      return { ...state, code: { ...state.code, step: 'checking', problem: undefined } };
    case 'code-failed':
      return { ...state, code: { ...state.code, step: event.again ? 'not-asked' : 'sent', problem: event.words } };
    case 'signed-in':
      return signIn(state);
    case 'went':
      return go(state, event.step);
    case 'chose':
      return answer(state, event.place, (old) => press(old, event.candidate, asksIn(state, event.place)));
    case 'chose-none':
      return answer(state, event.place, (old) => chooseNone(old, asksIn(state, event.place)));
    case 'scored':
      return answer(state, event.place, (old) => score(old, event.candidate, event.points));
    case 'placed':
      return answer(state, event.place, (old) =>
        rank(old, event.candidate, put(old.chosen, event.candidate, event.target)),
      );
    case 'undone':
      return answer(state, event.place, undo);
    case 'sorted':
      return { ...state, answers: changed(state.answers, event.place, (old) => ({ ...old, sorted: event.sorted })) };
    case 'put-in-order':
      return { ...state, answers: changed(state.answers, event.place, (old) => ({ ...old, ordered: event.ordered })) };
    case 'next':
      return next(state);
    case 'left-blank':
      return state.stage.at === 'blank' ? onwards(state, state.stage) : state;
    case 'back':
      return back(state);
    case 'sealing':
      return { ...state, casting: 'sealing', problem: undefined };
    case 'sealed':
      return { ...state, casting: 'sending', problem: undefined, sealed: event.sealed };
    case 'test-sealing':
      return { ...state, test: { at: 'sealing' }, problem: undefined };
    case 'test-sealed':
      return { ...state, test: { at: 'sealed' }, sealed: event.sealed };
    case 'test-opening':
      // From here on nobody knows whether it is public already: it is never sent as a ballot.
      return { ...state, test: { at: 'opening' }, sealed: undefined };
    case 'test-opened':
      return {
        ...state,
        test: {
          at: 'opened',
          promise: event.promise,
          choices: event.choices,
          matches: sameMarks(event.choices, allMarks(state)),
        },
      };
    case 'test-failed':
      return { ...state, test: { at: 'failed', words: event.words } };
    case 'test-over':
      return { ...state, test: { at: 'no' } };
    case 'looking':
      return { ...state, casting: 'looking' };
    case 'cast':
      return finish(state, { ...event.receipt, height: event.receipt.height });
    case 'found':
      return findDone(state, event);
    case 'receipt-kept':
      return { ...empty, view: event.view, stage: { at: 'receipt', done: event.done } };
    case 'not-cast':
      return notCast(state, event.problem);
  }
}

function wiped(state: State): State {
  return {
    ...state,
    answers: [],
    sealed: undefined,
    test: { at: 'no' },
    code: noCode,
    casting: 'no',
    problem: undefined,
  };
}

function arrive(state: State, { view, voter, orders, kept }: Extract<Event, { type: 'arrived' }>): State {
  if (view.phase === 'draft') return { ...state, stage: { at: 'stopped', stop: { why: 'no-election' } } };
  if (view.phase === 'scheduled') return { ...state, view, stage: { at: 'stopped', stop: { why: 'not-open-yet' } } };
  if (view.phase !== 'open') return { ...state, view, voter, stage: { at: 'stopped', stop: { why: 'closed' } } };
  const fits = kept !== undefined && fitsContests(kept.answers, view.contests);
  const answers = fits ? kept.answers : orders.map(newAnswer);
  const arrived = {
    ...state,
    view,
    voter,
    answers,
    sealed: fits ? kept.sealed : undefined,
    stage: { at: 'start' } as const,
  };
  return fits && voter.signedIn ? go(arrived, kept.step) : arrived;
}

function newAnswer(order: readonly number[]): Answer {
  return { chosen: order.map(() => null), past: [], none: false, order, sorted: false, ordered: false };
}

function fitsContests(answers: readonly Answer[], contests: readonly Contest[]): boolean {
  const fits = ({ order }: Answer, place: number) => order.length === contests[place]?.candidates.length;
  return answers.length === contests.length && answers.every(fits);
}

/** What is shown must be what is sealed: the names on these pages are compared with the frozen definition itself. */
function checkPaper(state: State, questions: readonly PaperQuestion[]): State {
  const shown = state.view?.contests.map(paperOf);
  if (shown === undefined || JSON.stringify(shown) === JSON.stringify(questions)) return state;
  return { ...wiped(state), stage: { at: 'stopped', stop: { why: 'paper-differs' } } };
}

function paperOf(contest: Contest): PaperQuestion {
  const shape = shapeOf(contest);
  const answers = contest.candidates.map(({ name }) => name);
  return { question: contest.title, answers, max: shape.asks === 'marks' ? shape.max : answers.length };
}

function signIn(state: State): State {
  const voter = state.voter === undefined ? undefined : { ...state.voter, signedIn: true };
  const signedIn = { ...state, voter, code: noCode, problem: undefined };
  return state.stage.at === 'start' ? go(signedIn, { at: 'question', place: 0, back: false }) : signedIn;
}

function go(state: State, step: Step): State {
  if (state.casting !== 'no' || state.stage.at === 'stopped') return state;
  const inside = step.at !== 'question' || step.place < state.answers.length;
  const allowed = inside && (step.at === 'start' || state.voter?.signedIn === true);
  return { ...state, overLimit: false, problem: undefined, stage: allowed ? step : { at: 'start' } };
}

function changed(answers: readonly Answer[], place: number, change: (old: Answer) => Answer): readonly Answer[] {
  return answers.map((old, index) => (index === place ? change(old) : old));
}

/** Another choice makes another ballot: what was sealed before is thrown away. */
function answer(state: State, place: number, change: (old: Answer) => Answer): State {
  const answers = changed(state.answers, place, change);
  return { ...state, answers, sealed: undefined, test: { at: 'no' }, overLimit: false };
}

/** What the contest asks of a voter; `one`: one of a few answers. */
type Asks = ReturnType<typeof shapeOf>['asks'] | 'one';

function asksIn({ view }: State, place: number): Asks {
  const contest = view?.contests[place];
  if (contest === undefined) return 'marks';
  return contest.motion === null ? shapeOf(contest).asks : 'one';
}

function press(old: Answer, candidate: number, asks: Asks): Answer {
  if (asks === 'ranks') return rank(old, candidate, pressed(old.chosen, candidate));
  return asks === 'one' ? choose(old, candidate) : toggle(old, candidate);
}

/** One of a few: another answer takes its place. */
function choose(old: Answer, candidate: number): Answer {
  return { ...old, chosen: old.chosen.map((_, place) => (place === candidate ? 1 : null)), none: false };
}

function toggle(old: Answer, candidate: number): Answer {
  return { ...old, chosen: old.chosen.with(candidate, old.chosen[candidate] === null ? 1 : null), none: false };
}

/** Every move is a step that can be undone. */
function rank(old: Answer, candidate: number, chosen: Said): Answer {
  if (chosen.every((place, at) => place === old.chosen[at])) return old;
  return { ...old, past: [...old.past, { about: candidate, chosen: old.chosen }], chosen, none: false };
}

/** With the arrow keys a voter passes other scores on the way: one step back leads to what stood before all of them. */
function score(old: Answer, candidate: number, points: number | null): Answer {
  const past =
    old.past.at(-1)?.about === candidate ? old.past : [...old.past, { about: candidate, chosen: old.chosen }];
  return { ...old, past, chosen: old.chosen.with(candidate, points), none: false };
}

function undo(old: Answer): Answer {
  const last = old.past.at(-1);
  return last === undefined ? old : { ...old, past: old.past.slice(0, -1), chosen: last.chosen, none: false };
}

function chooseNone(old: Answer, asks: Asks): Answer {
  const canUndo = asks !== 'marks' && asks !== 'one';
  const past = canUndo && !old.none ? [...old.past, { about: -1, chosen: old.chosen }] : old.past;
  return { ...old, past, none: !old.none, chosen: old.chosen.map(() => null) };
}

function next(state: State): State {
  const { stage } = state;
  if (stage.at === 'start') return go(state, { at: 'question', place: 0, back: false });
  if (stage.at !== 'question') return state;
  const said = state.answers[stage.place];
  const contest = state.view?.contests[stage.place];
  if (said === undefined || contest === undefined) return state;
  if (methodOf(contest).problem(said.chosen, rulesOf(contest)) !== undefined) return { ...state, overLimit: true };
  if (isEmpty(said) && !said.none) return { ...state, overLimit: false, stage: { ...stage, at: 'blank' } };
  return onwards(state, stage);
}

function onwards(state: State, { place, back: returning }: { readonly place: number; readonly back: boolean }): State {
  const last = returning || place + 1 >= state.answers.length;
  return go(state, last ? { at: 'check' } : { at: 'question', place: place + 1, back: false });
}

function back(state: State): State {
  const { stage } = state;
  switch (stage.at) {
    case 'blank':
      return go(state, { at: 'question', place: stage.place, back: stage.back });
    case 'question':
      if (stage.back) return go(state, { at: 'check' });
      return go(state, stage.place === 0 ? { at: 'start' } : { at: 'question', place: stage.place - 1, back: false });
    case 'check':
      return go(state, { at: 'question', place: state.answers.length - 1, back: false });
    case 'loading':
    case 'stopped':
    case 'start':
    case 'receipt':
      return state;
  }
}

function finish(state: State, facts: Pick<Done, 'tracker' | 'height' | 'castAt' | 'replaced' | 'signed'>): State {
  const done: Done = {
    tracker: facts.tracker,
    height: facts.height,
    castAt: facts.castAt,
    replaced: facts.replaced,
    signed: facts.signed,
    before: state.voter?.votedAt ?? null,
    address: state.voter?.address ?? null,
  };
  return { ...wiped(state), stage: { at: 'receipt', done } };
}

function findDone(state: State, { height }: Extract<Event, { type: 'found' }>): State {
  if (state.sealed === undefined) return state;
  const replaced = typeof state.voter?.votedAt === 'string';
  return finish(state, { tracker: state.sealed.tracker, height, castAt: null, replaced, signed: null });
}

function notCast(state: State, problem: CastProblem): State {
  const signedOut = problem.kind === 'sign-in-again' && state.voter !== undefined;
  const voter = signedOut ? { ...state.voter, signedIn: false } : state.voter;
  return { ...state, casting: 'no', problem, voter, code: signedOut ? noCode : state.code };
}

/** Whether leaving now would lose something: choices were made and no ballot is cast. */
export function wouldLose(state: State): boolean {
  const under = state.stage.at === 'question' || state.stage.at === 'blank' || state.stage.at === 'check';
  return (
    under && !isTooLate(state) && state.answers.some(({ chosen, none }) => none || chosen.some((mark) => mark !== null))
  );
}

/** Voting closed before the ballot arrived: there is nothing left to press. */
export function isTooLate({ problem }: Pick<State, 'problem'>): boolean {
  return problem?.kind === 'refused' && problem.problem.type === '/problems/election-not-open';
}

/** What is sealed: for each candidate 1 or 0, the score, the grade or the place. Whoever is left out gets 0. */
export function allMarks({ answers }: Pick<State, 'answers'>): readonly Marks[] {
  return answers.map(({ chosen }) => chosen.map((mark) => mark ?? 0));
}

function isEmpty({ chosen }: Answer): boolean {
  return chosen.every((mark) => (mark ?? 0) === 0);
}

function sameMarks(one: readonly (readonly number[])[], other: readonly (readonly number[])[]): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** While the worker seals or opens for a test it can do nothing else. */
export function isTesting({ test }: Pick<State, 'test'>): boolean {
  return test.at === 'sealing' || test.at === 'opening';
}

export function isBlank({ answers }: State): boolean {
  return answers.every(isEmpty);
}

/** Where the voter is, as the browser's history and a reload keep it. */
export function stepOf(stage: Stage): Step {
  switch (stage.at) {
    case 'question':
      return stage;
    case 'blank':
      return { at: 'question', place: stage.place, back: stage.back };
    case 'check':
      return { at: 'check' };
    case 'loading':
    case 'stopped':
    case 'start':
    case 'receipt':
      return { at: 'start' };
  }
}
