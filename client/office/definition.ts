import type { ContestDefinition, Definition, TimetableDefinition } from '../../api/office.ts';
import type { PlacedProblem } from '../parts/boxes.tsx';
import { fieldIdOf } from '../parts/refusals.tsx';
import { momentNames } from '../parts/timetable.tsx';
import { newContest, type Draft, type DraftContest, type DraftMotion } from './draft-state.ts';

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
  const { id, kind, title, method, seats, termsStartOn, max, candidates } = draft;
  const known = id === undefined ? {} : { id };
  if (kind === 'motion') return { ...known, kind, title, ...motionOf(draft.motion) };
  const contest = { ...known, kind, title, method, seats: [...seats], termsStartOn, candidates: [...candidates] };
  return method === 'choose' ? { ...contest, max: Number(max) } : contest;
}

function motionOf({ numerator, denominator, noticeDays, effectiveOn, ...motion }: DraftMotion) {
  return {
    ...motion,
    numerator: Number(numerator),
    denominator: Number(denominator),
    noticeDays: Number(noticeDays),
    effectiveOn: effectiveOn === '' ? null : effectiveOn,
  };
}

/** Numbers are looked at before anything is sent: no schema knows what an empty field means. */
export function numberProblems(draft: Draft): readonly PlacedProblem[] {
  const contests = draft.contests.flatMap((contest, place) =>
    (contest.kind === 'people' ? wrongInPeople(contest) : wrongInMotion(contest.motion)).map(
      (part) => `#/body/contests/${place}/${part}`,
    ),
  );
  const quorum =
    draft.quorum === 'none'
      ? []
      : (['numerator', 'denominator'] as const)
          .filter((field) => !isCount(draft[field], 1, 1000))
          .map((field) => `#/body/quorum/${field}`);
  const trustees = draft.keys !== 'server' && draft.trustees.length === 0 ? ['#/body/trustees'] : [];
  const mostNeeded = Math.max(2, draft.trustees.length - 1);
  const threshold = draft.keys === 'group' && !isCount(draft.threshold, 2, mostNeeded) ? ['#/body/threshold'] : [];
  return [...quorum, ...contests, ...trustees, ...threshold].map((pointer) => ({
    words: `${fieldNameOf(pointer)}: ${missingWords(pointer)}`,
    at: pointer === '#/body/trustees' ? 'add-trustee' : fieldIdOf(pointer),
  }));
}

function wrongInPeople({ method, max }: DraftContest): readonly string[] {
  return method !== 'choose' || isCount(max, 1, 50) ? [] : ['max'];
}

function wrongInMotion({ numerator, denominator, noticeDays }: DraftMotion): readonly string[] {
  return [
    ...(isCount(numerator, 1, 1000) ? [] : ['numerator']),
    ...(isCount(denominator, 1, 1000) ? [] : ['denominator']),
    ...(isCount(noticeDays, 0, 365) ? [] : ['noticeDays']),
  ];
}

function missingWords(pointer: string): string {
  if (pointer === '#/body/trustees') return 'add at least one';
  if (pointer === '#/body/threshold') return 'write a number from 2 on, and fewer than there are trustees';
  return pointer.endsWith('/noticeDays') ? 'write a number of days, 0 to 365' : 'write a whole number, 1 or more';
}

function isCount(typed: string, least: number, most: number): boolean {
  return /^\s*\d{1,4}\s*$/u.test(typed) && Number(typed) >= least && Number(typed) <= most;
}

const plainNames: Readonly<Record<string, string>> = {
  name: 'Name of the election',
  description: 'Description',
  quorum: 'Quorum',
  contests: 'Contests',
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

/** The name of the field that a pointer means, as the form shows it: `Contest 2, candidate 3, name`. */
export function fieldNameOf(pointer: string): string {
  const [first = '', ...rest] = pointer.replace(/^#\/body\//u, '').split('/');
  const [place, part, candidate, field] = rest;
  if (first === 'registrar') return `Registrar, ${partNames[place ?? ''] ?? 'line'}`;
  if (first === 'timetable') return isMoment(place) ? fieldNames[place] : 'Timetable';
  if (place === undefined || first === 'quorum') return plainNames[first] ?? 'The definition';
  const number = Number(place) + 1;
  if (first === 'trustees') return `Trustee ${number}, ${partNames[part ?? ''] ?? 'line'}`;
  if (part !== 'candidates' || candidate === undefined) return `Contest ${number}, ${partNames[part ?? ''] ?? 'form'}`;
  return `Contest ${number}, candidate ${Number(candidate) + 1}, ${partNames[field ?? ''] ?? 'line'}`;
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
  if (contest.kind === 'motion') return { ...base, motion: draftMotionOf(contest) };
  const { method, seats, termsStartOn, max, candidates } = contest;
  return {
    ...base,
    ...{ method, seats, termsStartOn },
    max: method === 'choose' && max !== undefined ? String(max) : '',
    candidates: candidates.map(({ id, ...rest }) => (id === undefined ? rest : { id, ...rest })),
  };
}

function draftMotionOf(motion: Extract<ContestDefinition, { kind: 'motion' }>): DraftMotion {
  const { text, replaces, base, isStrict } = motion;
  return {
    ...{ text, replaces, base, isStrict },
    numerator: String(motion.numerator),
    denominator: String(motion.denominator),
    noticeDays: String(motion.noticeDays),
    effectiveOn: motion.effectiveOn ?? '',
  };
}
