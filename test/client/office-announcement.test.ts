import { expect, test } from 'vitest';
import { reduceWriting, startWriting, type WritingEvent } from '../../client/office/announcement-state.ts';

const preview = { subject: 'News', text: 'Some.' };
const written: WritingEvent[] = [
  { type: 'typed', field: 'subject', value: 'News' },
  { type: 'typed', field: 'text', value: 'Some.' },
  { type: 'asked' },
  { type: 'previewed', preview },
  { type: 'typed', field: 'people', value: '2' },
];

function after(...events: readonly WritingEvent[]) {
  return events.reduce(reduceWriting, startWriting('one'));
}

test('whoever goes back from the mail keeps the words, and reads the number back anew', () => {
  const state = after(...written, { type: 'back' });
  expect(state).toMatchObject({ id: 'one', subject: 'News', text: 'Some.', people: '', preview: undefined });
});

test('a refusal leaves everything where it is, the id too, so that a second press sends nothing again', () => {
  const problems = [{ words: 'People: look again', at: 'votes-people' }];
  const state = after(...written, { type: 'asked' }, { type: 'refused', problems });
  expect(state).toMatchObject({ id: 'one', subject: 'News', people: '2', preview, busy: false, problems });
});

test('what is sent is over: the next one begins empty, with an id of its own', () => {
  const announcement = { id: 'one', subject: 'News', text: 'Some.', people: 2, at: '2027-05-01T12:00:00Z', by: 'Ines' };
  const about = { id: 'votes', name: 'Votes', about: '', tellsOfVotes: true, people: 3, firstAt: null, lastAt: null };
  const list = { ...about, announcements: [announcement] };
  const state = after(...written, { type: 'asked' }, { type: 'sent', list, nextId: 'two' });
  expect(state).toEqual({ ...startWriting('two'), done: 'It is on its way to 2 people.' });
});
