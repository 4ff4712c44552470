import { expect, test } from 'vitest';
import type { RegistrarView } from '../../api/registrar.ts';
import { empty, reduce, stepOf, undeliveredOf, wouldLose, type State } from '../../client/registrar/state.ts';
import { timetable } from './elections.ts';

function aView(changes: Partial<RegistrarView> = {}): RegistrarView {
  return {
    ...{ name: 'Wilhelmina Achterberg', email: 'wilhelmina@registrars.example', election: 'Board election 2027' },
    ...{ organisation: 'Lantern Software Foundation', help: 'the office', site: 'https://vote.example' },
    ...{ phase: 'draft', opens: timetable.opens, closes: timetable.closes, task: 'make' },
    ...{ roll: { size: 2, hash: 'aa' }, spares: 3, listHash: null, freeSpares: [], lost: [] },
    ...changes,
  };
}

const made = { sealed: 'sealed', given: { credentials: [], spares: [] } };
const after = (events: readonly Parameters<typeof reduce>[1][], from: State = empty) => events.reduce(reduce, from);

test('a list that was made is lost with the page until it is given, and forgotten then', () => {
  const typed = after([
    { type: 'arrived', view: aView() },
    { type: 'typed', field: 'passphrase', value: 'nine otters' },
    { type: 'busy', with: 'making' },
    { type: 'made', made },
  ]);
  expect(typed).toMatchObject({ passphrase: '', busy: undefined });
  expect([stepOf(typed), wouldLose(typed)]).toEqual(['make save', true]);
  const given = after(
    [{ type: 'saved' }, { type: 'proved' }, { type: 'arrived', view: aView({ task: 'wait-for-opening' }) }],
    typed,
  );
  expect(given).toMatchObject({ made: undefined, isSaved: false });
  expect(wouldLose(given)).toBe(false);
});

test('a link that was given for a lost one stays on the page until the registrar leaves it', () => {
  const link = { name: 'Adaeze Nwosu', email: 'ada@members.example', link: 'https://vote.example/vote/x#y' };
  const replaced = after([
    { type: 'arrived', view: aView({ task: 'replace', phase: 'open' }) },
    { type: 'replaced', link },
    { type: 'arrived', view: aView({ task: 'done', phase: 'open' }) },
  ]);
  expect(replaced.links).toEqual([link]);
  expect(wouldLose(replaced)).toBe(true);
});

test('addresses without a mail are read as they were typed, and unknown ones are said', () => {
  const addresses = { 'ada@members.example': 'one', 'bo@members.example': 'two', constructor: 'three' };
  const opened = { electionId: '', listHash: '', voters: 3, spares: 3, addresses };
  expect(undeliveredOf(' Ada@Members.example,\nbo@members.example;ada@members.example\n', opened)).toEqual({
    voters: ['one', 'two'],
    unknown: [],
  });
  expect(undeliveredOf('toString nobody@members.example', opened).unknown).toEqual([
    'toString',
    'nobody@members.example',
  ]);
  expect(undeliveredOf('', opened)).toEqual({ voters: [], unknown: [] });
});
