import type { Definition } from '../../api/office.ts';
import type { PlacedProblem } from '../parts/boxes.tsx';
import { fieldIdOf } from '../parts/refusals.tsx';
import type { Draft, DraftContest } from './draft-state.ts';

/** From what was typed to the definition, and back. */
export function definitionOf(draft: Draft): Definition {
  const { name, description, zone, opens, closes, record, isRegular } = draft;
  return {
    name,
    description,
    zone,
    opens,
    closes,
    record,
    affirmBy: draft.asksAffirmation ? draft.affirmBy : null,
    isRegular,
    quorum:
      draft.quorum === 'none' ? null : { numerator: Number(draft.numerator), denominator: Number(draft.denominator) },
    contests: draft.contests.map(contestOf),
    trustees: draft.keys === 'server' ? [] : draft.trustees.map(({ name, email }) => ({ name, email })),
  };
}

function contestOf({ title, method, seats, max, candidates }: DraftContest): Definition['contests'][number] {
  const people = candidates.map(({ name, affiliation, statement }) => ({ name, affiliation, statement }));
  const contest = { title, method, seats: Number(seats), candidates: people };
  return method === 'choose' ? { ...contest, max: Number(max) } : contest;
}

/** Numbers are looked at before anything is sent: no schema knows what an empty field means. */
export function numberProblems(draft: Draft): readonly PlacedProblem[] {
  const contests = draft.contests.flatMap(({ method, seats, max }, place) => [
    ...(isCount(seats, 50) ? [] : [`#/body/contests/${place}/seats`]),
    ...(method !== 'choose' || isCount(max, 50) ? [] : [`#/body/contests/${place}/max`]),
  ]);
  const quorum =
    draft.quorum === 'none'
      ? []
      : (['numerator', 'denominator'] as const)
          .filter((field) => !isCount(draft[field], 1000))
          .map((field) => `#/body/quorum/${field}`);
  const trustees = draft.keys === 'people' && draft.trustees.length === 0 ? ['#/body/trustees'] : [];
  return [...quorum, ...contests, ...trustees].map((pointer) => ({
    words: `${fieldNameOf(pointer)}: ${pointer === '#/body/trustees' ? 'add at least one' : 'write a whole number, 1 or more'}`,
    at: pointer === '#/body/trustees' ? 'add-trustee' : fieldIdOf(pointer),
  }));
}

function isCount(typed: string, most: number): boolean {
  return /^\s*\d{1,4}\s*$/u.test(typed) && Number(typed) >= 1 && Number(typed) <= most;
}

const plainNames: Readonly<Record<string, string>> = {
  name: 'Name of the election',
  description: 'Description',
  zone: 'Time zone',
  opens: 'Voting opens',
  closes: 'Voting closes',
  record: 'Record date',
  affirmBy: 'Affirm until',
  quorum: 'Quorum',
  contests: 'Contests',
  trustees: 'Trustees',
};
const partNames: Readonly<Record<string, string>> = {
  title: 'title',
  method: 'method',
  seats: 'seats',
  max: 'most choices',
  candidates: 'candidates',
  name: 'name',
  affiliation: 'affiliation',
  statement: 'statement',
  email: 'mail address',
};

/** The name of the field that a pointer means, as the form shows it: `Contest 2, candidate 3, name`. */
export function fieldNameOf(pointer: string): string {
  const [first = '', ...rest] = pointer.replace(/^#\/body\//u, '').split('/');
  const [place, part, candidate, field] = rest;
  if (place === undefined || first === 'quorum') return plainNames[first] ?? 'The definition';
  const number = Number(place) + 1;
  if (first === 'trustees') return `Trustee ${number}, ${partNames[part ?? ''] ?? 'line'}`;
  if (part !== 'candidates' || candidate === undefined) return `Contest ${number}, ${partNames[part ?? ''] ?? 'form'}`;
  return `Contest ${number}, candidate ${Number(candidate) + 1}, ${partNames[field ?? ''] ?? 'line'}`;
}

/** A draft that is on the server, as the form shows it. */
export function draftOf(definition: Definition): Draft {
  const { name, description, zone, opens, closes, record, affirmBy, isRegular, quorum, contests, trustees } =
    definition;
  return {
    name,
    description,
    zone,
    opens,
    closes,
    record,
    asksAffirmation: affirmBy !== null,
    affirmBy: affirmBy ?? '',
    isRegular,
    quorum: quorum === null ? 'none' : 'fraction',
    numerator: String(quorum?.numerator ?? 1),
    denominator: String(quorum?.denominator ?? 3),
    contests: contests.map(({ title, method, seats, max, candidates }) => ({
      title,
      method,
      seats: String(seats),
      max: method === 'choose' && max !== undefined ? String(max) : '',
      candidates,
      pasted: '',
    })),
    keys: trustees.length === 0 ? 'server' : 'people',
    trustees,
  };
}
