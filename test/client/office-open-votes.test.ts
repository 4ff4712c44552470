import { expect, test } from 'vitest';
import { routeOf } from '../../client/office/route.ts';
import { formOf, reduceVoteDraft, startDrafting, type VoteDraftEvent } from '../../client/office/open-votes-state.ts';

const facts = { organisation: 'Lantern Software Foundation', now: '2027-05-01T12:00:00Z' };

function after(...events: readonly VoteDraftEvent[]) {
  return events.reduce(reduceVoteDraft, startDrafting(undefined)).draft;
}

test('an award begins with its words, and as a vote that stays unpublished unless it is adopted', () => {
  const draft = after({ type: 'template-taken', template: 'award', facts });
  expect(draft.text).toMatch(
    /^RESOLVED, that the Lantern Software Foundation award the 2027 Q2 \[award\] to the following/,
  );
  expect(draft.visibility).toBe('unless-adopted');
});

test.each([
  ['2027-01-01T00:00:00Z', '2027 Q1'],
  ['2027-03-31T23:59:59Z', '2027 Q1'],
  ['2027-10-01T00:00:00Z', '2027 Q4'],
  ['2027-12-31T23:59:59Z', '2027 Q4'],
])('at %s the quarter is %s', (now, quarter) => {
  expect(after({ type: 'template-taken', template: 'award', facts: { ...facts, now } }).text).toContain(quarter);
});

test('a template loses nothing of what is typed', () => {
  const typed: VoteDraftEvent = { type: 'typed', field: 'text', value: 'the budget is adopted.' };
  expect(after(typed, { type: 'template-taken', template: 'resolution', facts }).text).toBe(
    'RESOLVED, that the budget is adopted.',
  );
  expect(after(typed, { type: 'template-taken', template: 'award', facts }).text).toMatch(/the budget is adopted\.$/);
});

test('another body has other members: mover and seconder are chosen anew', () => {
  const draft = after(
    { type: 'typed', field: 'moverId', value: 'one' },
    { type: 'typed', field: 'seconderId', value: 'two' },
    { type: 'typed', field: 'bodyId', value: 'council' },
  );
  expect(draft).toMatchObject({ bodyId: 'council', moverId: '', seconderId: '' });
});

test('what is typed for a meeting and for none is kept apart, and only one of them is sent', () => {
  const draft = after(
    { type: 'typed', field: 'opens', value: '2027-05-03T14:00' },
    { type: 'manner-chosen', manner: 'meeting' },
    { type: 'typed', field: 'on', value: '2027-05-12' },
  );
  expect(formOf(draft).manner).toEqual({ kind: 'meeting', on: '2027-05-12' });
});

test('a draft that is opened again sends what it was saved with, and nothing else', () => {
  const typed = after(
    { type: 'typed', field: 'opens', value: '2027-05-03T14:00' },
    { type: 'typed', field: 'closes', value: '2027-05-10T14:00' },
  );
  const inMeeting = after(
    { type: 'manner-chosen', manner: 'meeting' },
    { type: 'typed', field: 'on', value: '2027-05-12' },
  );
  for (const form of [formOf(typed), formOf(inMeeting)]) expect(formOf(startDrafting(form).draft)).toEqual(form);
});

test('open votes have addresses in the office', () => {
  const at = (pathname: string) => routeOf({ pathname, search: '' });
  expect(at('/office/open-votes')).toEqual({ at: 'open-votes' });
  expect(at('/office/open-votes/new')).toEqual({ at: 'new-open-vote' });
  expect(at('/office/open-votes/x')).toEqual({ at: 'open-vote', voteId: 'x' });
  expect(at('/office/open-votes/x/y')).toEqual({ at: 'nowhere' });
});
