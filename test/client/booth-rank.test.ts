import { describe, expect, test } from 'vitest';
import { dropped, groupsOf, pressed, put, step, type Target } from '../../client/booth/rank.ts';
import { allMarks, empty, reduce, type Event, type State } from '../../client/booth/state.ts';
import type { Said } from '../../counting/methods.ts';
import { heldWords } from '../../client/parts/methods.ts';
import { anElection } from './elections.ts';

const [a, b, c, d] = [0, 1, 2, 3];
const nobody: Said = [null, null, null, null];

describe('pressing', () => {
  test('gives the next place, and takes it back without leaving a gap', () => {
    const said = [c, a, d].reduce(pressed, nobody);
    expect(said).toEqual([2, null, 1, 3]);
    expect(pressed(said, c)).toEqual([1, null, null, 2]);
  });
  test('after a shared place gives the next one', () =>
    expect(pressed([1, 1, null, null], c)).toEqual([1, 1, 2, null]));
});

describe('moving', () => {
  const said = [1, 2, 3, null];
  test('to a place moves those who come after', () => {
    expect(put(said, c, { to: 1, joins: false })).toEqual([2, 3, 1, null]);
    expect(put(said, a, { to: 3, joins: false })).toEqual([3, 1, 2, null]);
  });
  test('beside somebody shares the place, and closes the gap', () => {
    expect(put(said, c, { to: 1, joins: true })).toEqual([1, 2, 1, null]);
    expect(put(said, a, { to: 1, joins: true })).toEqual([1, 1, 2, null]);
  });
  test('up and down are one step, and there is none beyond the ends', () => {
    expect(step(said, b, 'up')).toEqual({ to: 1, joins: false });
    expect(step(said, a, 'up')).toBeUndefined();
    expect(step(said, c, 'down')).toBeUndefined();
    expect(put(said, a, step(said, a, 'down') as Target)).toEqual([2, 1, 3, null]);
  });
  test('who shares a place steps out of it, before or after the others', () => {
    const shared = [1, 1, 2, null];
    expect(put(shared, b, step(shared, b, 'up') as Target)).toEqual([2, 1, 3, null]);
    expect(put(shared, b, step(shared, b, 'down') as Target)).toEqual([1, 2, 3, null]);
    expect(put([1, 2, 2, null], c, step([1, 2, 2, null], c, 'down') as Target)).toEqual([1, 2, 3, null]);
  });
  test('let fall between two rows, somebody stands between them; between two of one place, beside them', () => {
    expect(dropped(said, c, 0)).toEqual({ to: 1, joins: false });
    expect(dropped(said, a, 2)).toEqual({ to: 3, joins: false });
    expect(dropped(said, a, 1)).toEqual({ to: 2, joins: false });
    expect(dropped([1, 1, 2, 3], d, 1)).toEqual({ to: 1, joins: true });
  });
  test('whatever is pressed, the places have no gap and everybody else keeps the order', () => {
    let said = nobody;
    // Every press there is, in a fixed order that visits each pair of candidate and place many times.
    for (let turn = 0; turn < 400; turn += 1) {
      const candidate = (turn * 7 + Math.floor(turn / 5)) % 4;
      const others = groupsOf(said.with(candidate, null));
      const to = 1 + (turn % Math.max(1, others.length));
      said =
        turn % 3 === 0
          ? pressed(said, candidate)
          : put(said, candidate, { to, joins: turn % 2 === 0 && others.length > 0 });
      const places = said.flatMap((place) => place ?? []);
      expect(new Set(places).size).toBe(Math.max(0, ...places));
      expect(groupsOf(said.with(candidate, null))).toEqual(others);
    }
  });
});

describe('in the booth', () => {
  const contests = anElection().contests.map((contest) => ({ ...contest, method: 'schulze' as const }));
  const view = anElection({ contests });
  const voter = { name: 'Marta Oyelaran', address: 'm•••@oyelaran.example', signedIn: true, votedAt: null };
  const orders = contests.map(({ candidates }) => candidates.map((_, place) => place));
  const arrived: Event = { type: 'arrived', view, voter, orders, kept: undefined };
  const press = (candidate: number): Event => ({ type: 'chose', place: 0, candidate });
  const undo: Event = { type: 'undone', place: 0 };
  const after = (...events: readonly Event[]): State =>
    [arrived, { type: 'next' } as const, ...events].reduce(reduce, empty);

  test('places are sealed as numbers, and 0 is whoever was left out', () => {
    expect(allMarks(after(press(c), press(a)))[0]).toEqual([2, 0, 1, 0]);
  });
  test('undo takes back one press at a time, of one person too', () => {
    const state = after(press(c), press(a), press(a), undo);
    expect(state.answers[0]?.chosen).toEqual([2, null, 1, null]);
    expect(reduce(state, undo).answers[0]?.chosen).toEqual([null, null, 1, null]);
  });
  test('a move that changes nothing is no step to undo', () => {
    const move: Event = { type: 'placed', place: 0, candidate: a, target: { to: 1, joins: false } };
    expect(after(press(a), move).answers[0]?.past).toHaveLength(1);
  });
  test('"nobody" takes all places back, and undo gives them back', () => {
    const state = after(press(c), press(a), { type: 'chose-none', place: 0 });
    expect(state.answers[0]).toMatchObject({ chosen: nobody, none: true });
    expect(reduce(state, undo).answers[0]?.chosen).toEqual([2, null, 1, null]);
  });
  test('another order makes another ballot', () => {
    const sealed = { ballot: '{}', tracker: '9Q3vK1mX', promise: 'code' };
    const move: Event = { type: 'placed', place: 0, candidate: c, target: { to: 2, joins: false } };
    expect(reduce({ ...after(press(c), press(a)), sealed }, move).sealed).toBeUndefined();
  });
  test('two people on one place, where each needs their own, are said before anything is cast', () => {
    const single = { ...view, contests: contests.map((contest) => ({ ...contest, method: 'irv' as const })) };
    const share: Event = { type: 'placed', place: 0, candidate: c, target: { to: 1, joins: true } };
    const events: readonly Event[] = [
      { ...arrived, view: single },
      { type: 'next' },
      press(a),
      press(c),
      share,
      { type: 'next' },
    ];
    const state = events.reduce(reduce, empty);
    expect(state.overLimit).toBe(true);
    expect(state.stage).toMatchObject({ at: 'question', place: 0 });
  });
  test('an opened ballot is read back in its order, gaps and shared places included', () => {
    const [board] = contests;
    expect(heldWords(board!, [7, 0, 2, 2])).toBe(
      '1 Mei-Ling Duong, 1 Rafael Castellano, 2 Adaeze Nwosu; not ranked: Grace Mensah-Boateng',
    );
    expect(heldWords(board!, [0, 0, 0, 0])).toBe('blank');
    const graded = { ...board!, method: 'majority-judgment' as const };
    expect(heldWords(graded, [5, 0, 9, 1])).toBe(
      'Mei-Ling Duong 9, Adaeze Nwosu Excellent, Rafael Castellano Poor, Grace Mensah-Boateng Reject',
    );
  });
});
