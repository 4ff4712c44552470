import { describe, expect, test } from 'vitest';
import type { OfficeBody } from '../../api/bodies.ts';
import { definition as definitionContract } from '../../api/office.ts';
import { definitionOf, draftOf, fieldNameOf, numberProblems } from '../../client/office/definition.ts';
import { bodyOf, seatChoices, seatsAfter, seatsWith } from '../../client/office/draft-seats.ts';
import {
  newContest,
  mostOptions,
  newDraft,
  reduceDraft,
  startDraft,
  type Draft,
  type DraftEvent,
  type DraftState,
} from '../../client/office/draft-state.ts';
import { dropDraft, findKeptDraft, keepDraft } from '../../client/office/keep.ts';
import { optionMajorityWords } from '../../client/parts/option-words.ts';
import { candidatesIn } from '../../client/office/pasted-candidates.ts';
import { fieldIdOf, placedProblems } from '../../client/parts/refusals.tsx';

function after(...events: readonly DraftEvent[]): DraftState {
  return events.reduce(reduceDraft, startDraft({ draft: newDraft, isKept: false }));
}

const pasted: readonly DraftEvent[] = [
  { type: 'contest-changed', contest: 0, change: { pasted: 'Noor Haddad; University\nKwame Adjei\n\nSun-hi Park' } },
  { type: 'candidates-pasted', contest: 0 },
];

function names(state: DraftState, contest = 0): readonly string[] | undefined {
  return state.draft.contests[contest]?.candidates.map(({ name }) => name);
}

describe('a pasted list of candidates', () => {
  test('has a person on each line, the affiliation after a semicolon or a tab', () => {
    expect(
      candidatesIn('Noor Haddad; University of Tartessos\r\n\r\n Kwame Adjei \nSun-hi Park\tSelf-employed'),
    ).toEqual([
      { name: 'Noor Haddad', affiliation: 'University of Tartessos', statement: '' },
      { name: 'Kwame Adjei', affiliation: '', statement: '' },
      { name: 'Sun-hi Park', affiliation: 'Self-employed', statement: '' },
    ]);
  });
  test('is added below those who are there, and leaves the field empty', () => {
    const state = after({ type: 'candidate-added', contest: 0 }, ...pasted);
    expect(names(state)).toEqual(['', 'Noor Haddad', 'Kwame Adjei', 'Sun-hi Park']);
    expect(state.draft.contests[0]?.pasted).toBe('');
  });
});

describe('the order of candidates', () => {
  test('changes one place at a time, and the focus follows the person', () => {
    const state = after(...pasted, { type: 'candidate-moved', contest: 0, candidate: 2, by: -1 });
    expect(names(state)).toEqual(['Noor Haddad', 'Sun-hi Park', 'Kwame Adjei']);
    expect(state.focus).toEqual({ id: 'contests-0-candidates-1-name' });
  });
  test('cannot leave the list', () => {
    const state = after(...pasted, { type: 'candidate-moved', contest: 0, candidate: 0, by: -1 });
    expect(names(state)).toEqual(['Noor Haddad', 'Kwame Adjei', 'Sun-hi Park']);
  });
  test('closes up when somebody is removed, and the focus stays near', () => {
    const state = after(...pasted, { type: 'candidate-removed', contest: 0, candidate: 1 });
    expect(names(state)).toEqual(['Noor Haddad', 'Sun-hi Park']);
    expect(state.focus).toEqual({ id: 'add-candidate-0' });
  });
});

test('asking people to hold the keys gives the first line at once', () => {
  expect(after({ type: 'keys-chosen', keys: 'people' }).draft.trustees).toHaveLength(1);
});

test('people who were typed are not sent while the server holds the key', () => {
  const state = after(
    { type: 'keys-chosen', keys: 'people' },
    { type: 'trustee-changed', trustee: 0, change: { name: 'Tobias Renner' } },
    { type: 'keys-chosen', keys: 'server' },
  );
  expect(definitionOf(state.draft).trustees).toEqual([]);
  expect(state.draft.trustees[0]?.name).toBe('Tobias Renner');
});

const seat = (number: number) => `00000000-0000-4000-8000-00000000000${number}`;

const filled: Draft = {
  ...newDraft,
  name: 'Board election 2027',
  timetable: {
    ...newDraft.timetable,
    nominationsOpen: '2027-05-01T14:00',
    nominationsClose: '2027-05-15T14:00',
    candidates: '2027-05-17T14:00',
    applyBy: '2027-05-15T14:00',
    affirmBy: '2027-05-20T14:00',
    record: '2027-05-25T04:00',
    opens: '2027-06-01T14:00',
    closes: '2027-06-15T14:00',
    seating: '2027-07-01T14:00',
  },
  membersNominate: true,
  asksAffirmation: true,
  isRegular: true,
  quorum: 'fraction',
  ties: 'draw',
  contests: [
    {
      ...newContest,
      id: '00000000-0000-4000-8000-0000000c0001',
      title: 'Board',
      seats: [seat(1), seat(2)],
      termsStartOn: '2027-07-01',
      candidates: [
        { id: '00000000-0000-4000-8000-0000000ca001', name: 'Noor Haddad', affiliation: '', statement: 'I **would**.' },
      ],
    },
    { ...newContest, title: 'Audit', method: 'choose', max: '2', seats: [seat(3)], termsStartOn: '2027-07-01' },
    {
      ...newContest,
      id: '00000000-0000-4000-8000-0000000c0003',
      kind: 'motion',
      title: 'Bylaws, article 4',
      motion: {
        text: 'The new text.',
        replaces: 'The old text.',
        base: 'eligible',
        numerator: '2',
        denominator: '3',
        isStrict: false,
      },
      noticeDays: '15',
      effectiveOn: '2027-07-01',
    },
    {
      ...newContest,
      id: '00000000-0000-4000-8000-0000000c0004',
      kind: 'options',
      title: 'Where we meet',
      options: [
        {
          ...{ id: '00000000-0000-4000-8000-0000000ca041', name: 'By the sea', text: 'We meet by **the sea**.' },
          ...{ numerator: '3', denominator: '1' },
        },
        { name: 'In the hills', text: '', numerator: '1', denominator: '1' },
      ],
      noticeDays: '7',
    },
  ],
};

describe('the definition', () => {
  test('is what the contract takes', () => {
    expect(definitionContract.safeParse(definitionOf(filled)).success).toBe(true);
  });
  test('comes back as it was typed', () => {
    expect(draftOf(definitionContract.parse(definitionOf(filled)))).toEqual(filled);
  });
  test('proposes one third as a quorum', () => {
    expect(definitionOf(filled).quorum).toEqual({ numerator: 1, denominator: 3 });
  });
  test('keeps the ids of contests and candidates, which nominations and the lot refer to', () => {
    const { contests } = definitionOf(draftOf(definitionOf(filled)));
    const [board, , , where] = contests;
    expect(contests.map(({ id }) => id)).toEqual(filled.contests.map(({ id }) => id));
    expect(board?.kind === 'people' && board.candidates[0]?.id).toBe('00000000-0000-4000-8000-0000000ca001');
    expect(where?.kind === 'options' && where.options.map(({ id }) => id)).toEqual([
      '00000000-0000-4000-8000-0000000ca041',
      undefined,
    ]);
  });
  test('has no moments of nominations while members do not nominate, and keeps what was typed of them', () => {
    const { nominationsOpen, nominationsClose, candidates } = definitionOf({
      ...filled,
      membersNominate: false,
    }).timetable;
    expect([nominationsOpen, nominationsClose, candidates]).toEqual([null, null, null]);
  });
  test('is refused while a moment that was asked for is missing', () => {
    const timetable = { ...filled.timetable, candidates: '', applyBy: '' };
    const read = definitionContract.safeParse(definitionOf({ ...filled, timetable }));
    expect(read.error?.issues.map(({ path }) => path.join('/'))).toEqual(['timetable/candidates']);
  });
  test.each(['', '0', '-1', '2.5', 'two', '51', '1e1'])('says that %j is no number of choices', (max) => {
    const problems = numberProblems({ ...filled, contests: [{ ...filled.contests[1]!, max }] });
    expect(problems).toEqual([
      { words: 'Contest 1, most choices: write a whole number, 1 or more', at: 'contests-0-max' },
    ]);
  });
  test('asks for the most choices only where there is a limit', () => {
    const [board, audit] = filled.contests;
    const problems = numberProblems({
      ...filled,
      contests: [
        { ...board!, max: '' },
        { ...audit!, max: '' },
      ],
    });
    expect(problems.map(({ at }) => at)).toEqual(['contests-1-max']);
  });
  test('of a motion has a share and days of notice', () => {
    const motion = {
      ...filled.contests[2]!,
      motion: { ...filled.contests[2]!.motion, numerator: '' },
      noticeDays: '400',
    };
    expect(numberProblems({ ...filled, contests: [motion] }).map(({ at }) => at)).toEqual([
      'contests-0-numerator',
      'contests-0-noticeDays',
    ]);
  });
  test('of options has two numbers for each, and days of notice', () => {
    const [sea, hills] = filled.contests[3]!.options;
    const wrong = { ...sea!, numerator: '1001', denominator: '' };
    const options = { ...filled.contests[3]!, options: [hills!, wrong], noticeDays: 'a week' };
    expect(numberProblems({ ...filled, contests: [options] })).toEqual([
      {
        words: 'Contest 1, option 2, ballots before None of the above: write a whole number, 1 to 1000',
        at: 'contests-0-options-1-numerator',
      },
      {
        words: 'Contest 1, option 2, for so many after it: write a whole number, 1 to 1000',
        at: 'contests-0-options-1-denominator',
      },
      { words: 'Contest 1, days of notice: write a number of days, 0 to 365', at: 'contests-0-noticeDays' },
    ]);
  });
  test('asks nothing of what was typed for a kind that is not chosen', () => {
    const [board] = filled.contests;
    const options = [{ name: '', text: '', numerator: '', denominator: '' }];
    expect(numberProblems({ ...filled, contests: [{ ...board!, options, noticeDays: '' }] })).toEqual([]);
  });
});

describe('options', () => {
  const where: readonly DraftEvent[] = [
    { type: 'contest-changed', contest: 0, change: { kind: 'options' } },
    { type: 'option-changed', contest: 0, option: 0, change: { name: 'By the sea' } },
    { type: 'option-changed', contest: 0, option: 1, change: { name: 'In the hills', numerator: '3' } },
  ];
  const optionNames = ({ draft }: DraftState) => draft.contests[0]?.options.map(({ name }) => name);
  test('begin with two, each of which needs a plain majority', () => {
    const plain = { name: '', text: '', numerator: '1', denominator: '1' };
    expect(after().draft.contests[0]?.options).toEqual([plain, plain]);
  });
  test('are added at the end, and the focus goes to the new title', () => {
    const state = after(...where, { type: 'option-added', contest: 0 });
    expect(optionNames(state)).toEqual(['By the sea', 'In the hills', '']);
    expect(state.focus).toEqual({ id: 'contests-0-options-2-name' });
  });
  test('move with their majority, and the focus follows', () => {
    const state = after(...where, { type: 'option-moved', contest: 0, option: 1, by: -1 });
    expect(optionNames(state)).toEqual(['In the hills', 'By the sea']);
    expect(state.draft.contests[0]?.options[0]?.numerator).toBe('3');
    expect(state.focus).toEqual({ id: 'contests-0-options-0-name' });
  });
  test('close up when one is removed, and the focus stays near', () => {
    const state = after(...where, { type: 'option-removed', contest: 0, option: 0 });
    expect(optionNames(state)).toEqual(['In the hills']);
    expect(state.focus).toEqual({ id: 'add-option-0' });
  });
  test('stay as they were typed while another kind of contest is chosen', () => {
    const state = after(
      ...where,
      { type: 'contest-changed', contest: 0, change: { kind: 'motion' } },
      { type: 'contest-changed', contest: 0, change: { kind: 'options' } },
    );
    expect(optionNames(state)).toEqual(['By the sea', 'In the hills']);
  });
  test('are as many as the contract takes, and not one more', () => {
    const options = (count: number) =>
      Array.from({ length: count }, (_, place) => ({
        ...{ name: `Option ${place + 1}`, text: '', numerator: '1', denominator: '1' },
      }));
    const isTaken = (count: number) => {
      const contests = [{ ...filled.contests[3]!, options: options(count) }];
      return definitionContract.safeParse(definitionOf({ ...filled, contests })).success;
    };
    expect([mostOptions, mostOptions + 1].map(isTaken)).toEqual([true, false]);
  });
});

describe('what an option needs', () => {
  test.each([
    [1, 1, 'Needs more ballots before None of the above than after it.'],
    [2, 2, 'Needs more ballots before None of the above than after it.'],
    [3, 1, 'Needs at least 3 ballots before None of the above for each that puts it after.'],
    [3, 2, 'Needs at least 3 ballots before None of the above for every 2 that put it after.'],
  ])('is %i to %i in words', (numerator, denominator, words) => {
    expect(optionMajorityWords({ numerator, denominator })).toBe(words);
  });
});

describe('the seats of a contest', () => {
  const held = (number: number, until: string | null) => ({
    ...{ id: seat(number), name: `Seat A${number}`, isVacant: false, coming: [], retiredOn: null },
    ...{ holder: { termId: seat(9), name: 'Marta Oyelaran', personId: null }, termEndsOn: until },
  });
  const vacant = { ...held(3, null), isVacant: true, holder: null };
  const board: OfficeBody = {
    ...{ id: seat(8), slug: 'board', name: 'Board', about: '', fixedNumber: 4, rules: {} as OfficeBody['rules'] },
    cohorts: [
      {
        ...{ id: seat(7), name: 'Cohort A', endsOn: '2027-06-30', termYears: 3, nextEnd: '2027-06-30' },
        seats: [held(1, '2028-06-30'), held(2, '2027-06-30'), vacant, held(4, null)],
      },
    ],
  };
  const contest = filled.contests[0]!;
  test('are offered with holder and end, those first that are free when the terms begin', () => {
    expect(seatChoices(board, '2027-07-01').map(({ isFree, name, words }) => [isFree, name, words])).toEqual([
      [true, 'Seat A2', 'Marta Oyelaran until 30 June 2027'],
      [true, 'Seat A3', 'vacant'],
      [false, 'Seat A1', 'Marta Oyelaran until 30 June 2028'],
      [false, 'Seat A4', 'Marta Oyelaran without end'],
    ]);
  });
  test('are held on the last day of a term, and free on the next', () => {
    const free = (day: string) => seatChoices(board, day).flatMap(({ isFree, name }) => (isFree ? [name] : []));
    expect(free('2027-06-30')).toEqual(['Seat A3']);
    expect(free('2027-07-01')).toEqual(['Seat A2', 'Seat A3']);
  });
  test('are not free where somebody is elected already', () => {
    const coming = [{ name: 'Ruth Lindqvist', startsOn: '2027-07-01', endsOn: '2030-06-30' }];
    const cohorts = [{ ...board.cohorts[0]!, seats: [{ ...held(2, '2027-06-30'), coming }] }];
    expect(seatChoices({ ...board, cohorts }, '2027-07-01')).toEqual([
      {
        ...{ id: seat(2), name: 'Seat A2', isFree: false },
        words: 'Marta Oyelaran until 30 June 2027, then Ruth Lindqvist from 1 July 2027',
      },
    ]);
  });
  test('follow the first day of the terms until somebody chooses others by hand', () => {
    const fresh = { ...contest, seats: [], termsStartOn: '' };
    const first = { ...fresh, ...seatsAfter(fresh, { termsStartOn: '2027-06-30' }, [board]) };
    expect(first.seats).toEqual([seat(3)]);
    const moved = { ...first, ...seatsAfter(first, { termsStartOn: '2027-07-01' }, [board]) };
    expect(moved.seats).toEqual([seat(2), seat(3)]);
    const byHand = { ...moved, seats: [seat(2)] };
    expect(seatsAfter(byHand, { termsStartOn: '2028-07-01' }, [board]).seats).toEqual([seat(2)]);
  });
  test('are those of one body', () => {
    const other = { ...board, id: seat(6), cohorts: [{ ...board.cohorts[0]!, seats: [{ ...vacant, id: seat(5) }] }] };
    expect(bodyOf({ ...contest, body: '', seats: [seat(5)] }, [board, other])).toBe(other);
    const chosen = { ...contest, body: seat(8), seats: [seat(2)], termsStartOn: '2027-07-01' };
    expect(seatsAfter(chosen, { body: seat(6) }, [board, other]).seats).toEqual([seat(5)]);
  });
  test('that the body no longer has go when another is ticked', () => {
    const offered = seatChoices(board, '2027-07-01');
    expect(seatsWith([seat(0), seat(2)], offered, seat(1), true)).toEqual([seat(2), seat(1)]);
    expect(seatsWith([seat(2), seat(1)], offered, seat(2), false)).toEqual([seat(1)]);
  });
});

test('the record date follows the opening until it is set to something else', () => {
  const typed = (moment: 'opens' | 'record', value: string): DraftEvent => ({ type: 'moment-typed', moment, value });
  expect(after(typed('opens', '2027-06-01T14:00')).draft.timetable.record).toBe('2027-06-01T14:00');
  const { timetable } = after(
    typed('opens', '2027-06-01T14:00'),
    typed('record', '2027-05-01T12:00'),
    typed('opens', '2027-06-02T14:00'),
  ).draft;
  expect([timetable.opens, timetable.record]).toEqual(['2027-06-02T14:00', '2027-05-01T12:00']);
});

describe('what the server finds wrong', () => {
  test.each([
    ['#/body/name', 'Name of the election'],
    ['#/body/timetable/opens', 'Voting opens'],
    ['#/body/timetable/zone', 'Time zone'],
    ['#/body/contests/2/numerator', 'Contest 3, parts needed'],
    ['#/body/contests/0/title', 'Contest 1, title'],
    ['#/body/contests/1/candidates/2/name', 'Contest 2, candidate 3, name'],
    ['#/body/contests/1/options', 'Contest 2, options'],
    ['#/body/contests/1/options/0/text', 'Contest 2, option 1, text'],
    ['#/body/contests/1/options/0/numerator', 'Contest 2, option 1, ballots before None of the above'],
    ['#/body/ties', 'If votes are equal'],
    ['#/body/trustees/0/email', 'Trustee 1, mail address'],
    ['#/body/quorum/numerator', 'Quorum'],
  ])('%s is said by the name of its field', (pointer, name) => {
    expect(fieldNameOf(pointer)).toBe(name);
  });
  test('leads to the field', () => {
    expect(fieldIdOf('#/body/contests/1/candidates/2/name')).toBe('contests-1-candidates-2-name');
  });
  test('is said once for each field', () => {
    const problem = {
      type: '/problems/malformed-request' as const,
      title: 'The request is not in the form that was expected',
      status: 400,
      errors: [
        { pointer: '#/body/name', detail: 'Write something here' },
        { pointer: '#/body/name', detail: 'Write something here' },
      ],
    };
    expect(placedProblems({ ok: false, problem }, fieldNameOf)).toEqual([
      { words: 'Name of the election: write something here', at: 'name' },
    ]);
  });
});

describe('what was typed', () => {
  const storage = () => {
    const items = new Map<string, string>();
    return {
      getItem: (name: string) => items.get(name) ?? null,
      setItem: (name: string, text: string) => void items.set(name, text),
      removeItem: (name: string) => void items.delete(name),
    } as Storage;
  };
  test('survives a reload', () => {
    const tab = storage();
    keepDraft(tab, undefined, { base: 'as saved', draft: filled });
    expect(findKeptDraft(tab, undefined, 'as saved')).toEqual(filled);
  });
  test('gives way when somebody else has saved in between', () => {
    const tab = storage();
    keepDraft(tab, 'election', { base: 'as saved', draft: filled });
    expect(findKeptDraft(tab, 'election', 'as saved by another')).toBeUndefined();
  });
  test('is gone after saving', () => {
    const tab = storage();
    keepDraft(tab, 'election', { base: 'as saved', draft: filled });
    dropDraft(tab, 'election');
    expect(findKeptDraft(tab, 'election', 'as saved')).toBeUndefined();
  });
});
