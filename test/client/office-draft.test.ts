import { describe, expect, test } from 'vitest';
import { definition as definitionContract } from '../../api/office.ts';
import { definitionOf, draftOf, fieldNameOf, numberProblems } from '../../client/office/definition.ts';
import {
  newDraft,
  reduceDraft,
  startDraft,
  type Draft,
  type DraftEvent,
  type DraftState,
} from '../../client/office/draft-state.ts';
import { dropDraft, findKeptDraft, keepDraft } from '../../client/office/keep.ts';
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

const filled: Draft = {
  ...newDraft,
  name: 'Board election 2027',
  opens: '2027-06-01T14:00',
  closes: '2027-06-15T14:00',
  record: '2027-05-25T04:00',
  asksAffirmation: true,
  affirmBy: '2027-05-20T14:00',
  isRegular: true,
  quorum: 'fraction',
  contests: [
    { title: 'Board', method: 'approval', seats: '4', max: '', candidates: [], pasted: '' },
    { title: 'Audit', method: 'choose', seats: '2', max: '2', candidates: [], pasted: '' },
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
  test.each(['', '0', '-1', '2.5', 'two', '51', '1e1'])('says that %j is no number of seats', (seats) => {
    const [contest] = filled.contests;
    const problems = numberProblems({ ...filled, contests: [{ ...contest!, seats }] });
    expect(problems).toEqual([{ words: 'Contest 1, seats: write a whole number, 1 or more', at: 'contests-0-seats' }]);
  });
  test('asks for the most choices only where there is a limit', () => {
    const [board, audit] = filled.contests;
    const problems = numberProblems({ ...filled, contests: [board!, { ...audit!, max: '' }] });
    expect(problems.map(({ at }) => at)).toEqual(['contests-1-max']);
  });
});

describe('what the server finds wrong', () => {
  test.each([
    ['#/body/name', 'Name of the election'],
    ['#/body/contests/0/title', 'Contest 1, title'],
    ['#/body/contests/1/candidates/2/name', 'Contest 2, candidate 3, name'],
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
