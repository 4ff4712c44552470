import { describe, expect, test } from 'vitest';
import { deskFigures } from '../../client/office/figures.ts';
import { factsWords } from '../../client/office/log-words.ts';
import { isOfficePath, pathOf, routeOf } from '../../client/office/route.ts';
import { nextTask, tasksOf } from '../../client/office/tasks.ts';
import { anOffice } from './offices.ts';

const noRoll = { what: 'roll-not-frozen', detail: 'The roll is not frozen yet.' } as const;
const noKey = { what: 'trustee-key-missing', detail: 'Tobias Renner has made no key yet.' } as const;

describe('the tasks of a draft', () => {
  test('come in one order', () => {
    expect(tasksOf(anOffice()).map(({ title }) => title)).toEqual([
      'Definition',
      'Candidates',
      'Roll',
      'Trustees',
      'Open',
    ]);
  });
  test('what is missing stands with the task that mends it', () => {
    const tasks = tasksOf(anOffice({ blockers: [noRoll], view: { keyHolder: 'server' } }));
    expect(tasks.find(({ title }) => title === 'Roll')).toMatchObject({
      state: 'to-do',
      words: 'The roll is not frozen yet.',
      place: 'roll',
    });
    expect(tasks.filter(({ state }) => state === 'done').map(({ title }) => title)).toEqual([
      'Definition',
      'Candidates',
      'Trustees',
    ]);
  });
  test('opening cannot start while anything is missing', () => {
    expect(tasksOf(anOffice({ blockers: [noKey] })).at(-1)?.state).toBe('cannot-start');
    expect(tasksOf(anOffice()).at(-1)?.state).toBe('to-do');
  });
  test('the first that is to be done is the next', () => {
    expect(nextTask(tasksOf(anOffice({ blockers: [noKey, noRoll] })))?.title).toBe('Roll');
    expect(nextTask(tasksOf(anOffice()))?.title).toBe('Open');
  });
  test('candidates are people, and options are counted apart', () => {
    const [board] = anOffice().view.contests;
    const texts = { ...board!, kind: 'options', candidates: board!.candidates.slice(0, 2) } as const;
    const wordsOf = (contests: readonly (typeof texts | NonNullable<typeof board>)[]) =>
      tasksOf(anOffice({ view: { contests: [...contests] } })).find(({ title }) => title === 'Candidates')?.words;
    expect(wordsOf([board!, texts])).toBe('4 candidates, 2 options.');
    expect(wordsOf([texts])).toBe('2 options.');
    expect(wordsOf([{ ...board!, kind: 'motion' }])).toBe('0 candidates.');
  });
  test('a key that the server holds is said openly', () => {
    const words = tasksOf(anOffice({ view: { keyHolder: 'server' } })).find(({ title }) => title === 'Trustees')?.words;
    expect(words).toBe('The server holds the only key, and every page says so.');
  });
});

describe('the figures of the desk', () => {
  const turnout = { roll: 962, voted: 418, needed: 321, reached: true };
  test('tell turnout, quorum, mail and board', () => {
    const office = anOffice({
      mail: { queued: 2, sent: 957, failed: 3 },
      replaced: 13,
      view: { phase: 'open', turnout },
    });
    const [voted, quorum, mail] = deskFigures(office);
    expect(voted).toMatchObject({ value: '418', of: 'of 962', more: '43.5%' });
    expect(quorum).toMatchObject({ term: 'Quorum, 321 needed', value: 'Reached', more: '97 more than needed' });
    expect(mail).toMatchObject({ value: '957', more: '3 failed · 2 on the way' });
  });
  test('tell how many are missing', () => {
    const few = { roll: 962, voted: 320, needed: 321, reached: false };
    expect(deskFigures(anOffice({ view: { turnout: few } }))[1]).toMatchObject({
      value: 'Not reached',
      more: '1 voter missing',
    });
  });
});

describe('places in the office', () => {
  const at = (pathname: string, search = '') => routeOf({ pathname, search });
  test('have addresses that lead back to them', () => {
    for (const place of [
      'election',
      'edit',
      'roll',
      'roll-reasons',
      'roll-report',
      'roll-freeze',
      'roll-changes',
      'trustees',
      'open',
      'certify',
    ] as const) {
      expect(at(pathOf('1abcdefghijklmn', place))).toEqual({ at: place, electionId: '1abcdefghijklmn' });
    }
    expect(at('/office/')).toEqual({ at: 'list' });
    expect(at('/office/log', '?election=abc')).toEqual({ at: 'log', electionId: 'abc' });
  });
  test('that do not exist are nowhere', () => {
    expect(at('/office/elections/abc/money').at).toBe('nowhere');
    expect(at('/office/elections').at).toBe('nowhere');
    expect(at('/office/new/x').at).toBe('nowhere');
  });
  test('end where the office ends', () => {
    expect(isOfficePath('/office/log')).toBe(true);
    expect(isOfficePath('/officer')).toBe(false);
  });
});

test('the log names its facts, and shows what it does not know as it is', () => {
  expect(factsWords('onRoll: 1450 · leftOut: 9 · somethingNew: x: y')).toBe(
    'on the roll: 1450 · left out: 9 · somethingNew: x: y',
  );
  expect(factsWords('')).toBe('');
});
