import type { BodyForm, BodyRulesForm, CohortForm, OfficeBody } from '../../api/bodies.ts';
import type { PlacedProblem } from '../parts/boxes.tsx';
import { foundationBoard, plainRules } from './body-preset.ts';
import { addressOf } from './drive-state.ts';

/** A cohort as it is typed; `seats` has a name on each line. */
export interface CohortDraft {
  readonly name: string;
  readonly seats: string;
  readonly endsOn: string;
  readonly termYears: string;
}
export type Declaration = BodyRulesForm['acknowledgements'][number];

/** The form of a body, everything as it was typed. Shares are written `1/4`. */
export interface BodyDraft {
  readonly name: string;
  readonly slug: string;
  readonly about: string;
  readonly cohorts: readonly CohortDraft[];
  readonly noticeLeast: string;
  readonly noticeMost: string;
  readonly nominationDays: string;
  readonly votingDays: string;
  readonly endorsements: string;
  readonly declarations: readonly Declaration[];
  readonly conditions: string;
  readonly asksPreviousService: boolean;
  readonly allowsQuestions: boolean;
  readonly cap: string;
  readonly quorum: string;
  readonly quorumIs: Comparison;
  readonly majority: string;
  readonly majorityIs: Comparison;
  readonly majorityOf: BodyRulesForm['majority']['base'];
  readonly withoutMeeting: string;
  readonly withoutMeetingIs: Comparison;
}
export type Comparison = 'more' | 'least';
export type BodyText = {
  [Field in keyof BodyDraft]: BodyDraft[Field] extends string ? Field : never;
}[keyof BodyDraft];

export interface BodyState {
  readonly draft: BodyDraft;
  readonly busy: boolean;
  readonly problems: readonly PlacedProblem[];
}

export type BodyEvent =
  | { readonly type: 'typed'; readonly field: BodyText; readonly value: string }
  | { readonly type: 'ticked'; readonly field: 'asksPreviousService' | 'allowsQuestions'; readonly is: boolean }
  | { readonly type: 'cohort-changed'; readonly place: number; readonly change: Partial<CohortDraft> }
  | { readonly type: 'cohort-added' }
  | { readonly type: 'cohort-removed'; readonly place: number }
  | { readonly type: 'declaration-changed'; readonly place: number; readonly change: Partial<Declaration> }
  | { readonly type: 'declaration-added' }
  | { readonly type: 'declaration-removed'; readonly place: number }
  | { readonly type: 'preset-chosen'; readonly today: string }
  | { readonly type: 'saving' }
  | { readonly type: 'refused'; readonly problems: readonly PlacedProblem[] };

const noCohort: CohortDraft = { name: '', seats: '', endsOn: '', termYears: '' };

/** An empty form, or the name and the rules of a body that is there. */
export function startBody(body: OfficeBody | undefined): BodyState {
  const facts = body ?? { name: '', slug: '', about: '', rules: plainRules };
  const { name, slug, about, rules } = facts;
  const cohorts = body === undefined ? [noCohort] : [];
  return { draft: { name, slug, about, cohorts, ...rulesDraft(rules) }, busy: false, problems: [] };
}

function rulesDraft(rules: BodyRulesForm) {
  const number = (value: number | null | undefined) => (value === null || value === undefined ? '' : String(value));
  return {
    noticeLeast: number(rules.notice?.atLeastDays),
    noticeMost: number(rules.notice?.atMostDays),
    nominationDays: number(rules.shortestNominationDays),
    votingDays: number(rules.longestVotingDays),
    endorsements: number(rules.endorsements),
    declarations: rules.acknowledgements,
    conditions: rules.conditions.join('\n'),
    asksPreviousService: rules.asksPreviousService,
    allowsQuestions: rules.allowsQuestions,
    cap: rules.affiliationCap === null ? '' : shareText(rules.affiliationCap),
    quorum: shareText(rules.quorum),
    quorumIs: comparisonOf(rules.quorum),
    majority: shareText(rules.majority),
    majorityIs: comparisonOf(rules.majority),
    majorityOf: rules.majority.base,
    withoutMeeting: shareText(rules.withoutMeeting),
    withoutMeetingIs: comparisonOf(rules.withoutMeeting),
  };
}

function shareText({ numerator, denominator }: { readonly numerator: number; readonly denominator: number }): string {
  return `${numerator}/${denominator}`;
}

function comparisonOf({ isStrict }: { readonly isStrict: boolean }): Comparison {
  return isStrict ? 'more' : 'least';
}

export function reduceBody(state: BodyState, event: BodyEvent): BodyState {
  const { draft } = state;
  const drafted = (change: Partial<BodyDraft>): BodyState => ({ ...state, draft: { ...draft, ...change } });
  switch (event.type) {
    case 'typed':
      return drafted(typed(draft, event.field, event.value));
    case 'ticked':
      return drafted({ [event.field]: event.is });
    case 'cohort-changed':
      return drafted({ cohorts: changed(draft.cohorts, event.place, event.change) });
    case 'cohort-added':
      return drafted({ cohorts: [...draft.cohorts, noCohort] });
    case 'cohort-removed':
      return drafted({ cohorts: draft.cohorts.filter((_, place) => place !== event.place) });
    case 'declaration-changed':
      return drafted({ declarations: changed(draft.declarations, event.place, event.change) });
    case 'declaration-added':
      return drafted({ declarations: [...draft.declarations, newDeclaration(draft.declarations)] });
    case 'declaration-removed':
      return drafted({ declarations: draft.declarations.filter((_, place) => place !== event.place) });
    case 'preset-chosen':
      return { ...state, problems: [], draft: presetDraft(event.today) };
    case 'saving':
      return { ...state, busy: true, problems: [] };
    case 'refused':
      return { ...state, busy: false, problems: event.problems };
  }
}

/** The address follows the name until it is typed itself. */
function typed(draft: BodyDraft, field: BodyText, value: string): Partial<BodyDraft> {
  const follows = field === 'name' && draft.slug === addressOf(draft.name);
  return { [field]: value, ...(follows ? { slug: addressOf(value) } : {}) };
}

function changed<One>(all: readonly One[], place: number, change: Partial<One>): One[] {
  return all.map((one, at) => (at === place ? { ...one, ...change } : one));
}

/** Its name within the rules stays when others are taken out, so that what was declared keeps its meaning. */
function newDeclaration(all: readonly Declaration[]): Declaration {
  let number = all.length + 1;
  while (all.some(({ id }) => id === `declaration-${number}`)) number += 1;
  return { id: `declaration-${number}`, text: '', isRequired: true, isPublic: false };
}

function presetDraft(today: string): BodyDraft {
  const { name, slug, about, cohorts, termsEndOn, termYears, rules } = foundationBoard;
  const year = Number(today.slice(0, 4));
  const first = `${year}-${termsEndOn}` >= today ? year : year + 1;
  return {
    ...{ name, slug, about, ...rulesDraft(rules) },
    cohorts: cohorts.map((cohort, place) => ({
      ...{ name: cohort.name, seats: cohort.seats.join('\n'), termYears: String(termYears) },
      endsOn: `${first + place}-${termsEndOn}`,
    })),
  };
}

/** What the form says. A number that is none becomes one that the contract refuses at its place. */
export function bodyFormOf(draft: BodyDraft): BodyForm {
  const { name, about, noticeLeast, noticeMost, votingDays, asksPreviousService, allowsQuestions } = draft;
  const hasNotice = noticeLeast.trim() !== '' || noticeMost.trim() !== '';
  return {
    ...{ name, about },
    rules: {
      notice: hasNotice ? { atLeastDays: numberOf(noticeLeast, 0), atMostDays: maybeNumber(noticeMost) } : null,
      shortestNominationDays: numberOf(draft.nominationDays, 0),
      longestVotingDays: maybeNumber(votingDays),
      endorsements: numberOf(draft.endorsements, 0),
      acknowledgements: draft.declarations.map((one) => ({ ...one })),
      conditions: linesOf(draft.conditions),
      ...{ asksPreviousService, allowsQuestions },
      affiliationCap: draft.cap.trim() === '' ? null : (shareOf(draft.cap) ?? noShare),
      quorum: { ...(shareOf(draft.quorum) ?? noShare), isStrict: draft.quorumIs === 'more' },
      majority: {
        ...(shareOf(draft.majority) ?? noShare),
        ...{ isStrict: draft.majorityIs === 'more', base: draft.majorityOf },
      },
      withoutMeeting: { ...(shareOf(draft.withoutMeeting) ?? noShare), isStrict: draft.withoutMeetingIs === 'more' },
    },
  };
}

export function cohortFormOf({ name, seats, endsOn, termYears }: CohortDraft): CohortForm {
  return { name, seats: linesOf(seats), endsOn: endsOn === '' ? null : endsOn, termYears: maybeNumber(termYears) };
}

const noShare = { numerator: 1, denominator: 1 };

/** `1/4`; undefined when it is written otherwise, or is more than the whole. */
export function shareOf(text: string): { numerator: number; denominator: number } | undefined {
  const [, over, under] = /^\s*(\d{1,3})\s*\/\s*(\d{1,3})\s*$/u.exec(text) ?? [];
  const [numerator, denominator] = [Number(over), Number(under)];
  return numerator >= 1 && numerator <= denominator ? { numerator, denominator } : undefined;
}

function numberOf(text: string, empty: number): number {
  if (text.trim() === '') return empty;
  return /^\d{1,4}$/u.test(text.trim()) ? Number(text) : -1;
}

function maybeNumber(text: string): number | null {
  return text.trim() === '' ? null : numberOf(text, 0);
}

export function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

const shareNames = {
  cap: 'Most seats with one affiliation',
  quorum: 'Quorum',
  majority: 'Majority',
  withoutMeeting: 'Without a meeting',
} as const;

/** What the contract cannot see, because it is no number yet. */
export function shareProblems(draft: BodyDraft): PlacedProblem[] {
  return (Object.keys(shareNames) as (keyof typeof shareNames)[])
    .filter((field) => shareOf(draft[field]) === undefined && !(field === 'cap' && draft.cap.trim() === ''))
    .map((at) => ({ words: `${shareNames[at]}: write a share such as 1/2, at most the whole`, at }));
}

/** The field in which a refusal is mended: a line of several stands in one field. */
export function fieldOfBody(at: string): string {
  const [, seats] = /^(cohorts-\d+-seats)-\d+$/u.exec(at) ?? [];
  if (seats !== undefined) return seats;
  return /^rules-conditions-\d+$/u.test(at) ? 'rules-conditions' : at;
}
