import type { ContestDefinition, Definition, TimetableDefinition } from '../../api/office.ts';
import type { PlacedProblem } from '../parts/boxes.tsx';
import { fieldIdOf } from '../parts/refusals.tsx';
import { momentNames } from '../parts/timetable.tsx';
import { newContest, type Draft, type DraftContest, type DraftMotion, type DraftOption } from './draft-state.ts';

type OptionDefinition = Extract<ContestDefinition, { kind: 'options' }>['options'][number];

/** From what was typed to the definition, and back. */
export function definitionOf(draft: Draft): Definition {
  const { name, description, isRegular, ties } = draft;
  return {
    name,
    description,
    timetable: timetableOf(draft),
    isRegular,
    quorum:
      draft.quorum === 'none' ? null : { numerator: Number(draft.numerator), denominator: Number(draft.denominator) },
    ties,
    contests: draft.contests.map(contestOf),
    trustees: draft.keys === 'server' ? [] : draft.trustees.map(({ name, email }) => ({ name, email })),
    threshold: draft.keys === 'group' ? Number(draft.threshold) : null,
    registrar: draft.links === 'server' ? null : { ...draft.registrar },
  };
}

/** What is asked for and empty stays empty, so that it is refused where it is missing. */
function timetableOf({ timetable, membersNominate, asksAffirmation }: Draft): TimetableDefinition {
  const { nominationsOpen, nominationsClose, candidates, applyBy, affirmBy, seating, ...always } = timetable;
  return {
    ...always,
    nominationsOpen: membersNominate ? nominationsOpen : null,
    nominationsClose: membersNominate ? nominationsClose : null,
    candidates: membersNominate ? candidates : null,
    applyBy: applyBy === '' ? null : applyBy,
    affirmBy: asksAffirmation ? affirmBy : null,
    seating: seating === '' ? null : seating,
  };
}

function contestOf(draft: DraftContest): ContestDefinition {
  const { id, kind, title } = draft;
  const base = { ...(id === undefined ? {} : { id }), title };
  switch (kind) {
    case 'people':
      return { ...base, kind, ...peopleOf(draft) };
    case 'motion':
      return { ...base, kind, ...motionOf(draft.motion), ...effectOf(draft) };
    case 'options':
      return { ...base, kind, options: draft.options.map(optionOf), ...effectOf(draft) };
  }
}

function peopleOf({ method, seats, termsStartOn, max, candidates }: DraftContest) {
  const people = { method, seats: [...seats], termsStartOn, candidates: [...candidates] };
  return method === 'choose' ? { ...people, max: Number(max) } : people;
}

function motionOf({ numerator, denominator, ...motion }: DraftMotion) {
  return { ...motion, numerator: Number(numerator), denominator: Number(denominator) };
}

function optionOf({ numerator, denominator, ...option }: DraftOption): OptionDefinition {
  return { ...option, numerator: Number(numerator), denominator: Number(denominator) };
}

function effectOf({ noticeDays, effectiveOn }: DraftContest) {
  return { noticeDays: Number(noticeDays), effectiveOn: effectiveOn === '' ? null : effectiveOn };
}

/** Numbers are looked at before anything is sent: no schema knows what an empty field means. */
export function numberProblems(draft: Draft): readonly PlacedProblem[] {
  const contests = draft.contests.flatMap((contest, place) =>
    wrongIn(contest).map((part) => `#/body/contests/${place}/${part}`),
  );
  const quorum = draft.quorum === 'none' ? [] : wrongInParts(draft).map((field) => `#/body/quorum/${field}`);
  const trustees = draft.keys !== 'server' && draft.trustees.length === 0 ? ['#/body/trustees'] : [];
  const mostNeeded = Math.max(2, draft.trustees.length - 1);
  const threshold = draft.keys === 'group' && !isCount(draft.threshold, 2, mostNeeded) ? ['#/body/threshold'] : [];
  return [...quorum, ...contests, ...trustees, ...threshold].map((pointer) => ({
    words: `${fieldNameOf(pointer)}: ${missingWords(pointer)}`,
    at: pointer === '#/body/trustees' ? 'add-trustee' : fieldIdOf(pointer),
  }));
}

function wrongIn(contest: DraftContest): readonly string[] {
  switch (contest.kind) {
    case 'people':
      return wrongInPeople(contest);
    case 'motion':
      return [...wrongInParts(contest.motion), ...wrongInNotice(contest)];
    case 'options':
      return [...contest.options.flatMap(wrongInOption), ...wrongInNotice(contest)];
  }
}

function wrongInPeople({ method, max }: DraftContest): readonly string[] {
  return method !== 'choose' || isCount(max, 1, 50) ? [] : ['max'];
}

function wrongInOption(option: DraftOption, place: number): readonly string[] {
  return wrongInParts(option).map((part) => `options/${place}/${part}`);
}

function wrongInParts(parts: Pick<DraftOption, 'numerator' | 'denominator'>): readonly string[] {
  return (['numerator', 'denominator'] as const).filter((part) => !isCount(parts[part], 1, 1000));
}

function wrongInNotice({ noticeDays }: DraftContest): readonly string[] {
  return isCount(noticeDays, 0, 365) ? [] : ['noticeDays'];
}

function missingWords(pointer: string): string {
  if (pointer === '#/body/trustees') return 'add at least one';
  if (pointer === '#/body/threshold') return 'write a number from 2 on, and fewer than there are trustees';
  if (pointer.endsWith('/noticeDays')) return 'write a number of days, 0 to 365';
  return pointer.endsWith('/max') ? 'write a whole number, 1 or more' : 'write a whole number, 1 to 1000';
}

function isCount(typed: string, least: number, most: number): boolean {
  return /^\s*\d{1,4}\s*$/u.test(typed) && Number(typed) >= least && Number(typed) <= most;
}

const plainNames: Readonly<Record<string, string>> = {
  name: 'Name of the election',
  description: 'Description',
  quorum: 'Quorum',
  contests: 'Contests',
  ties: 'If votes are equal',
  trustees: 'Trustees',
  threshold: 'How many of them are needed',
};
const fieldNames: Readonly<Record<keyof TimetableDefinition, string>> = { zone: 'Time zone', ...momentNames };
const partNames: Readonly<Record<string, string>> = {
  title: 'title',
  method: 'method',
  seats: 'seats',
  termsStartOn: 'first day of the terms',
  max: 'most choices',
  candidates: 'candidates',
  options: 'options',
  name: 'name',
  affiliation: 'affiliation',
  statement: 'statement',
  email: 'mail address',
  text: 'text',
  replaces: 'text in force',
  base: 'what the majority is taken of',
  numerator: 'parts needed',
  denominator: 'of so many equal parts',
  noticeDays: 'days of notice',
  effectiveOn: 'day on which it takes effect',
};
const optionPartNames: Readonly<Record<string, string>> = {
  name: 'title',
  text: 'text',
  numerator: 'ballots before None of the above',
  denominator: 'for so many after it',
};

/** The name of the field that a pointer means, as the form shows it: `Contest 2, candidate 3, name`. */
export function fieldNameOf(pointer: string): string {
  const [first = '', ...rest] = pointer.replace(/^#\/body\//u, '').split('/');
  const [place, part, item, field] = rest;
  if (first === 'registrar') return `Registrar, ${partNames[place ?? ''] ?? 'line'}`;
  if (first === 'timetable') return isMoment(place) ? fieldNames[place] : 'Timetable';
  if (place === undefined || first === 'quorum') return plainNames[first] ?? 'The definition';
  const number = Number(place) + 1;
  if (first === 'trustees') return `Trustee ${number}, ${partNames[part ?? ''] ?? 'line'}`;
  const contest = `Contest ${number}`;
  if (item === undefined) return `${contest}, ${partNames[part ?? ''] ?? 'form'}`;
  const [one, names] = part === 'options' ? ['option', optionPartNames] : ['candidate', partNames];
  return `${contest}, ${one} ${Number(item) + 1}, ${names[field ?? ''] ?? 'line'}`;
}

function isMoment(name: string | undefined): name is keyof TimetableDefinition {
  return name !== undefined && name in fieldNames;
}

/** A draft that is on the server, as the form shows it. */
export function draftOf(definition: Definition): Draft {
  const { name, description, timetable, isRegular, ties, quorum, contests, trustees, threshold, registrar } =
    definition;
  const { nominationsOpen, nominationsClose, candidates, applyBy, affirmBy, seating, ...always } = timetable;
  return {
    name,
    description,
    timetable: {
      ...always,
      nominationsOpen: nominationsOpen ?? '',
      nominationsClose: nominationsClose ?? '',
      candidates: candidates ?? '',
      applyBy: applyBy ?? '',
      affirmBy: affirmBy ?? '',
      seating: seating ?? '',
    },
    membersNominate: nominationsOpen !== null || candidates !== null,
    asksAffirmation: affirmBy !== null,
    isRegular,
    quorum: quorum === null ? 'none' : 'fraction',
    numerator: String(quorum?.numerator ?? 1),
    denominator: String(quorum?.denominator ?? 3),
    ties,
    contests: contests.map(draftContestOf),
    keys: keysOf(definition),
    threshold: String(threshold ?? 2),
    trustees,
    links: registrar === null ? 'server' : 'person',
    registrar: registrar ?? { name: '', email: '' },
  };
}

function keysOf({ trustees, threshold }: Definition): Draft['keys'] {
  if (trustees.length === 0) return 'server';
  return threshold === null ? 'people' : 'group';
}

function draftContestOf(contest: ContestDefinition): DraftContest {
  const { id, kind, title } = contest;
  const base = { ...newContest, ...(id === undefined ? {} : { id }), kind, title };
  switch (contest.kind) {
    case 'people':
      return { ...base, ...draftPeopleOf(contest) };
    case 'motion':
      return { ...base, motion: draftMotionOf(contest), ...draftEffectOf(contest) };
    case 'options':
      return { ...base, options: contest.options.map(draftOptionOf), ...draftEffectOf(contest) };
  }
}

function draftPeopleOf({
  method,
  seats,
  termsStartOn,
  max,
  candidates,
}: Extract<ContestDefinition, { kind: 'people' }>): Partial<DraftContest> {
  return {
    ...{ method, seats, termsStartOn },
    max: method === 'choose' && max !== undefined ? String(max) : '',
    candidates: candidates.map(({ id, ...rest }) => (id === undefined ? rest : { id, ...rest })),
  };
}

function draftMotionOf({
  text,
  replaces,
  base,
  isStrict,
  numerator,
  denominator,
}: Extract<ContestDefinition, { kind: 'motion' }>): DraftMotion {
  return { text, replaces, base, isStrict, numerator: String(numerator), denominator: String(denominator) };
}

function draftOptionOf({ id, name, text, numerator, denominator }: OptionDefinition): DraftOption {
  const typed = { name, text, numerator: String(numerator), denominator: String(denominator) };
  return id === undefined ? typed : { id, ...typed };
}

function draftEffectOf({ noticeDays, effectiveOn }: { noticeDays: number; effectiveOn: string | null }) {
  return { noticeDays: String(noticeDays), effectiveOn: effectiveOn ?? '' };
}
