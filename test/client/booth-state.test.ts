import { describe, expect, test } from 'vitest';
import {
  allMarks,
  empty,
  isBlank,
  reduce,
  stepOf,
  wouldLose,
  type Event,
  type State,
  type Voter,
} from '../../client/booth/state.ts';
import { anElection, aReceipt } from './elections.ts';

const view = anElection();
const voter: Voter = { name: 'Marta Oyelaran', address: 'm•••@oyelaran.example', signedIn: true, votedAt: null };
const orders = view.contests.map(({ candidates }) => candidates.map((_, place) => candidates.length - 1 - place));
const sealed = { ballot: '{}', tracker: '9Q3vK1mX', promise: 'code' };

function after(...events: readonly Event[]): State {
  return events.reduce(reduce, empty);
}
const arrived: Event = { type: 'arrived', view, voter, orders, kept: undefined };
const chose = (place: number, candidate: number): Event => ({ type: 'chose', place, candidate });
const nobody = [null, null, null, null];
const atCheck: readonly Event[] = [
  arrived,
  { type: 'next' },
  chose(0, 2),
  { type: 'next' },
  chose(1, 0),
  { type: 'next' },
];

describe('arriving', () => {
  test('a voter who is signed in starts, and nothing is chosen', () => {
    const state = after(arrived);
    expect(state.stage).toEqual({ at: 'start' });
    expect(isBlank(state)).toBe(true);
    expect(wouldLose(state)).toBe(false);
  });
  test.each([
    ['scheduled', 'not-open-yet'],
    ['closed', 'closed'],
    ['certified', 'closed'],
    ['void', 'closed'],
  ] as const)('an election that is %s does not let anybody choose', (phase, why) => {
    const state = after({ ...arrived, view: { ...view, phase } });
    expect(state.stage).toEqual({ at: 'stopped', stop: { why } });
  });
  test('a voter who is not signed in cannot reach the questions, not even by the history of the browser', () => {
    const state = after(
      { ...arrived, voter: { ...voter, signedIn: false } },
      {
        type: 'went',
        step: { at: 'check' },
      },
    );
    expect(state.stage.at).toBe('start');
  });
  test('the right code leads straight to the first question', () => {
    const state = after({ ...arrived, voter: { ...voter, signedIn: false } }, { type: 'signed-in' });
    expect(state.stage).toEqual({ at: 'question', place: 0, back: false });
  });
});

describe('choosing', () => {
  test('pressing twice takes a choice back', () => {
    expect(after(arrived, { type: 'next' }, chose(0, 2), chose(0, 2)).answers[0]?.chosen).toEqual(nobody);
  });
  test('"none of them" takes the choices back, and a choice takes it back', () => {
    const none = after(arrived, chose(0, 2), { type: 'chose-none', place: 0 });
    expect(none.answers[0]).toMatchObject({ chosen: nobody, none: true });
    expect(reduce(none, chose(0, 1)).answers[0]).toMatchObject({ chosen: [null, 1, null, null], none: false });
  });
  test('too many choices are said, and none is taken away', () => {
    const state = after(...atCheck.slice(0, 4), chose(1, 0), chose(1, 1), chose(1, 2), { type: 'next' });
    expect(state.overLimit).toBe(true);
    expect(state.stage).toMatchObject({ at: 'question', place: 1 });
    expect(state.answers[1]?.chosen).toEqual([1, 1, 1]);
  });
  test('nobody chosen is asked about once, and leads on when it is wanted', () => {
    const asked = after(arrived, { type: 'next' }, { type: 'next' });
    expect(asked.stage).toMatchObject({ at: 'blank', place: 0 });
    expect(reduce(asked, { type: 'left-blank' }).stage).toMatchObject({ at: 'question', place: 1 });
    expect(reduce(asked, { type: 'back' }).stage).toMatchObject({ at: 'question', place: 0 });
  });
  test('who said "none of them" is not asked again', () => {
    const state = after(arrived, { type: 'next' }, { type: 'chose-none', place: 0 }, { type: 'next' });
    expect(state.stage).toMatchObject({ at: 'question', place: 1 });
  });
  test('Change leads to one question and back to the ballot, with all other choices kept', () => {
    const state = after(...atCheck, { type: 'went', step: { at: 'question', place: 0, back: true } }, chose(0, 1), {
      type: 'next',
    });
    expect(state.stage).toEqual({ at: 'check' });
    expect(allMarks(state)).toEqual([
      [0, 1, 1, 0],
      [1, 0, 0],
    ]);
  });
  test('leaving would lose something from the first choice until the ballot is cast', () => {
    expect(wouldLose(after(...atCheck))).toBe(true);
    expect(wouldLose(after(...atCheck, { type: 'cast', receipt: aReceipt() }))).toBe(false);
  });
});

describe('reloading', () => {
  const state = after(...atCheck);
  const kept = { answers: state.answers, step: stepOf(state.stage), sealed: undefined };
  test('keeps the choices, the order of names and the page', () => {
    const again = after({ ...arrived, kept });
    expect(again.answers).toEqual(state.answers);
    expect(again.stage).toEqual({ at: 'check' });
  });
  test('asks for a code first when the session is over, and keeps the choices', () => {
    const again = after({ ...arrived, voter: { ...voter, signedIn: false }, kept });
    expect(again.stage).toEqual({ at: 'start' });
    expect(again.answers).toEqual(state.answers);
  });
  test('throws away what belongs to other contests', () => {
    const odd = { ...kept, answers: kept.answers.slice(1) };
    expect(after({ ...arrived, kept: odd }).answers.every(({ chosen }) => chosen.every((mark) => mark === null))).toBe(
      true,
    );
  });
});

describe('casting', () => {
  test('what is sealed is one mark for each candidate, in the order of the definition', () => {
    expect(allMarks(after(...atCheck))).toEqual([
      [0, 0, 1, 0],
      [1, 0, 0],
    ]);
  });
  test('names that are not those of the frozen definition stop everything', () => {
    const questions = view.contests.map((contest) => ({
      question: contest.title,
      answers: contest.candidates.map(({ name }) => name).reverse(),
      max: contest.max,
    }));
    const state = after(arrived, { type: 'paper-read', questions });
    expect(state.stage).toEqual({ at: 'stopped', stop: { why: 'paper-differs' } });
  });
  test('a ballot whose arrival is unknown stays sealed, so that the same one can be sent again', () => {
    const state = after(
      ...atCheck,
      { type: 'sealing' },
      { type: 'sealed', sealed },
      { type: 'not-cast', problem: { kind: 'unknown-arrival' } },
    );
    expect(state.sealed).toEqual(sealed);
    expect(state.casting).toBe('no');
    expect(reduce(state, chose(0, 0)).sealed).toBeUndefined();
  });
  test('a code that is too old keeps the choices and asks for a new one on the same page', () => {
    const state = after(...atCheck, { type: 'sealing' }, { type: 'not-cast', problem: { kind: 'sign-in-again' } });
    expect(state.voter?.signedIn).toBe(false);
    expect(state.stage).toEqual({ at: 'check' });
    expect(reduce(state, { type: 'signed-in' }).stage).toEqual({ at: 'check' });
  });
  test('while the ballot is on its way, going back does nothing', () => {
    const state = after(...atCheck, { type: 'sealing' }, { type: 'back' });
    expect(state.stage).toEqual({ at: 'check' });
  });
  test('after casting no choice, sealed ballot or code is left, and nothing changes any more', () => {
    const state = after(...atCheck, { type: 'sealed', sealed }, { type: 'cast', receipt: aReceipt() });
    expect(state.answers).toEqual([]);
    expect(state.sealed).toBeUndefined();
    expect(JSON.stringify(state.stage)).not.toContain('chosen');
    expect(reduce(state, { type: 'went', step: { at: 'check' } })).toBe(state);
  });
});

describe('testing instead of casting', () => {
  const shown = after(...atCheck, { type: 'test-sealing' }, { type: 'test-sealed', sealed });
  const opened = (choices: readonly (readonly number[])[]): State =>
    [{ type: 'test-opening' } as const, { type: 'test-opened', promise: 'code', choices } as const].reduce(
      reduce,
      shown,
    );

  test('the ballot whose code was shown is the one that is cast', () => {
    expect(shown.test).toEqual({ at: 'sealed' });
    expect(shown.sealed).toEqual(sealed);
    expect(after(...atCheck, { type: 'test-sealed', sealed }, { type: 'sealing' }).sealed).toEqual(sealed);
  });
  test('from the press on that opens it, a ballot is never sent to be cast, whatever the answer', () => {
    expect(reduce(shown, { type: 'test-opening' }).sealed).toBeUndefined();
    expect(opened(allMarks(shown)).sealed).toBeUndefined();
  });
  test('what it held is compared with what was chosen', () => {
    expect(opened(allMarks(shown)).test).toMatchObject({ at: 'opened', matches: true });
    const other = allMarks(shown).map((marks, place) => (place === 0 ? marks.map((mark) => 1 - mark) : marks));
    expect(opened(other).test).toMatchObject({ at: 'opened', matches: false });
  });
  test('another choice ends the test: its ballot is neither cast nor opened', () => {
    const state = reduce(shown, chose(0, 0));
    expect(state.test).toEqual({ at: 'no' });
    expect(state.sealed).toBeUndefined();
  });
});

test('of the answers to a motion one is chosen: another takes its place', () => {
  const motion = {
    ...{ textHtml: '<p>Dues.</p>', difference: null, base: 'cast' as const, numerator: 1, denominator: 2 },
    ...{ isStrict: true, effectiveOn: null },
  };
  const contests = view.contests.map((contest, place) => (place === 0 ? { ...contest, motion } : contest));
  const state = after({ ...arrived, view: { ...view, contests } }, chose(0, 0), chose(0, 1), chose(1, 0), chose(1, 1));
  expect(allMarks(state)).toEqual([
    [0, 1, 0, 0],
    [1, 1, 0],
  ]);
});

describe('scoring', () => {
  const contests = view.contests.map((contest) => ({ ...contest, method: 'score' as const }));
  const scored = (candidate: number, points: number | null): Event => ({ type: 'scored', place: 0, candidate, points });
  const start: readonly Event[] = [{ ...arrived, view: { ...view, contests } }, { type: 'next' }];
  const chosenAfter = (...events: readonly Event[]) => after(...start, ...events).answers[0]?.chosen;

  test('a score of 0 and no score are told apart on the page, and sealed as the same', () => {
    const state = after(...start, scored(0, 5), scored(2, 0));
    expect(state.answers[0]?.chosen).toEqual([5, null, 0, null]);
    expect(allMarks(state)[0]).toEqual([5, 0, 0, 0]);
    expect(isBlank(state)).toBe(false);
    expect(wouldLose(state)).toBe(true);
  });
  test('a score is changed, and taken back', () => {
    expect(chosenAfter(scored(0, 5), scored(0, 2))).toEqual([2, null, null, null]);
    expect(chosenAfter(scored(0, 5), scored(0, null))).toEqual(nobody);
  });
  test('undo leads back person by person, however many scores the arrow keys passed on the way', () => {
    const events = [scored(0, 4), scored(1, 0), scored(1, 1), scored(1, 2)];
    const undo: Event = { type: 'undone', place: 0 };
    expect(chosenAfter(...events, undo)).toEqual([4, null, null, null]);
    expect(chosenAfter(...events, undo, undo)).toEqual(nobody);
    expect(chosenAfter(...events, undo, undo, undo)).toEqual(nobody);
  });
  test('"nobody gets a point" takes all scores back, and undo gives them back', () => {
    const none: Event = { type: 'chose-none', place: 0 };
    const state = after(...start, scored(0, 4), scored(3, 1), none);
    expect(state.answers[0]).toMatchObject({ chosen: nobody, none: true });
    expect(reduce(state, { type: 'undone', place: 0 }).answers[0]).toMatchObject({
      ...{ chosen: [4, null, null, 1], none: false },
    });
  });
  test('where nobody gets a point, by scores of 0 or by none, it is asked about once', () => {
    for (const events of [[], [scored(0, 0)], [0, 1, 2, 3].map((candidate) => scored(candidate, 0))]) {
      const asked = after(...start, ...events, { type: 'next' });
      expect(asked.stage).toMatchObject({ at: 'blank', place: 0 });
      expect(isBlank(asked)).toBe(true);
    }
    expect(after(...start, scored(1, 1), { type: 'next' }).stage).toMatchObject({ at: 'question', place: 1 });
  });
  test('another score makes another ballot, and so does what is undone', () => {
    const sealedState: State = { ...after(...start, scored(0, 1)), sealed };
    expect(reduce(sealedState, scored(0, 2)).sealed).toBeUndefined();
    expect(reduce(sealedState, { type: 'undone', place: 0 }).sealed).toBeUndefined();
  });
  test('what the opened ballot held matches by every score', () => {
    const testing = after(...start, scored(0, 5), scored(1, 2), { type: 'test-opening' });
    const opened = (first: number): Event => ({
      ...{ type: 'test-opened', promise: 'code' },
      choices: [[first, 2, 0, 0], ...allMarks(testing).slice(1)],
    });
    expect(reduce(testing, opened(5)).test).toMatchObject({ at: 'opened', matches: true });
    expect(reduce(testing, opened(4)).test).toMatchObject({ at: 'opened', matches: false });
  });
});
