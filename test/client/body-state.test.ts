import { expect, test } from 'vitest';
import { bodyRules, makeBody } from '../../api/bodies.ts';
import { foundationBoard } from '../../client/office/body-preset.ts';
import {
  bodyFormOf,
  cohortFormOf,
  fieldOfBody,
  reduceBody,
  shareOf,
  shareProblems,
  startBody,
  type BodyEvent,
} from '../../client/office/body-state.ts';

function after(...events: readonly BodyEvent[]) {
  return events.reduce(reduceBody, startBody(undefined)).draft;
}

test('the preset is a board of 11 seats that the contract takes as it is', () => {
  const draft = after({ type: 'preset-chosen', today: '2027-07-01' });
  const cohorts = draft.cohorts.map(cohortFormOf);
  const body = makeBody.body.parse({ ...bodyFormOf(draft), slug: draft.slug, cohorts });
  expect(body.cohorts.map(({ seats, endsOn, termYears }) => [seats.length, endsOn, termYears])).toEqual([
    [4, '2028-06-30', 3],
    [4, '2029-06-30', 3],
    [3, '2030-06-30', 3],
  ]);
  expect(body.rules).toEqual(foundationBoard.rules);
  // Notice of 10 to 60 days, voting of at most 60, a quarter with one affiliation; a majority of the fixed number is the
  // quorum, and without a meeting all must agree.
  expect(body.rules).toMatchObject({
    ...{ notice: { atLeastDays: 10, atMostDays: 60 }, longestVotingDays: 60 },
    affiliationCap: { numerator: 1, denominator: 4 },
    quorum: { numerator: 1, denominator: 2, isStrict: true },
    withoutMeeting: { numerator: 1, denominator: 1, isStrict: false },
  });
});

test('on the last day of a term the preset still counts that day', () => {
  expect(after({ type: 'preset-chosen', today: '2027-06-30' }).cohorts[0]?.endsOn).toBe('2027-06-30');
});

test('the address follows the name until it is typed itself', () => {
  const named = after({ type: 'typed', field: 'name', value: 'Steering Council' });
  expect(named.slug).toBe('steering-council');
  const own = after(
    { type: 'typed', field: 'slug', value: 'sc' },
    { type: 'typed', field: 'name', value: 'Steering Council' },
  );
  expect(own.slug).toBe('sc');
});

test.each([
  ['1/4', { numerator: 1, denominator: 4 }],
  [' 2 / 3 ', { numerator: 2, denominator: 3 }],
  ['1/1', { numerator: 1, denominator: 1 }],
  ['3/2', undefined],
  ['0/2', undefined],
  ['1/0', undefined],
  ['25 %', undefined],
  ['', undefined],
])('a share written %j is %j', (text, share) => {
  expect(shareOf(text)).toEqual(share);
});

test('a limit that is left empty is none, and a majority that is left empty is a problem', () => {
  const draft = after({ type: 'typed', field: 'cap', value: ' ' }, { type: 'typed', field: 'majority', value: '' });
  expect(bodyFormOf(draft).rules.affiliationCap).toBeNull();
  expect(shareProblems(draft).map(({ at }) => at)).toEqual(['majority']);
});

test('what is no number is refused where it stands, and what is empty is not asked for', () => {
  const none = bodyFormOf(after({ type: 'typed', field: 'name', value: 'Council' }));
  expect(none.rules).toMatchObject({ notice: null, longestVotingDays: null, endorsements: 0 });
  const wrong = bodyFormOf(after({ type: 'typed', field: 'votingDays', value: 'sixty' }));
  const { error } = bodyRules.safeParse(wrong.rules);
  expect(error?.issues.map(({ path }) => path)).toEqual([['longestVotingDays']]);
});

test('a declaration keeps its name when another is taken out, so that what was declared keeps its meaning', () => {
  const { declarations } = after(
    { type: 'declaration-added' },
    { type: 'declaration-added' },
    { type: 'declaration-removed', place: 0 },
    { type: 'declaration-added' },
  );
  expect(declarations.map(({ id }) => id)).toEqual(['declaration-2', 'declaration-3']);
});

test('a line of several that is wrong is mended in their field', () => {
  expect(fieldOfBody('cohorts-0-seats-3')).toBe('cohorts-0-seats');
  expect(fieldOfBody('rules-conditions-1')).toBe('rules-conditions');
  expect(fieldOfBody('slug')).toBe('slug');
});
