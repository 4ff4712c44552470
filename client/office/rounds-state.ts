import type { OfficeProgramme, ProgrammeForm } from '../../api/rounds.ts';
import type { PlacedProblem } from '../parts/boxes.tsx';

/** The form of a programme as it is typed. */
export interface ProgrammeDraft {
  /** The address of the programme that is changed; undefined: a new one. */
  readonly changes: string | undefined;
  readonly slug: string;
  readonly name: string;
  readonly about: string;
  readonly bodyId: string;
  readonly tier: string;
  readonly zone: string;
  /** `20 February, 20 May` */
  readonly cutOffs: string;
  readonly reviewUntilDay: string;
  readonly rounds: string;
  readonly base: 'cast' | 'members';
  /** `1/2` */
  readonly share: string;
  readonly isStrict: boolean;
  readonly mostReferences: string;
  readonly reviewersHoldTier: boolean;
  readonly recusesNominators: boolean;
}

export interface ProgrammeState {
  readonly draft: ProgrammeDraft;
  readonly problems: readonly PlacedProblem[];
  readonly busy: boolean;
  readonly done: string | undefined;
}

export const noProgramme: ProgrammeState = {
  draft: {
    ...{ changes: undefined, slug: '', name: '', about: '', bodyId: '', tier: '', zone: 'UTC' },
    ...{ cutOffs: '20 February, 20 May, 20 August, 20 November', reviewUntilDay: '20', rounds: '4' },
    ...{ base: 'cast', share: '1/2', isStrict: true, mostReferences: '3' },
    ...{ reviewersHoldTier: true, recusesNominators: true },
  },
  problems: [],
  busy: false,
  done: undefined,
};

type Texts = 'slug' | 'name' | 'about' | 'bodyId' | 'tier' | 'zone' | 'cutOffs' | 'share';
export type TypedField = Texts | 'reviewUntilDay' | 'rounds' | 'mostReferences';

export type ProgrammeEvent =
  | { readonly type: 'typed'; readonly field: TypedField; readonly value: string }
  | { readonly type: 'base-chosen'; readonly base: 'cast' | 'members' }
  | {
      readonly type: 'ticked';
      readonly field: 'isStrict' | 'reviewersHoldTier' | 'recusesNominators';
      readonly value: boolean;
    }
  | { readonly type: 'chosen'; readonly programme: OfficeProgramme }
  | { readonly type: 'begun-anew' }
  | { readonly type: 'saving' }
  | { readonly type: 'saved'; readonly programme: OfficeProgramme }
  | { readonly type: 'refused'; readonly problems: readonly PlacedProblem[] };

export function reduceProgramme(state: ProgrammeState, event: ProgrammeEvent): ProgrammeState {
  switch (event.type) {
    case 'typed':
    case 'ticked':
      return { ...state, draft: { ...state.draft, [event.field]: event.value }, done: undefined };
    case 'base-chosen':
      return { ...state, draft: { ...state.draft, base: event.base }, done: undefined };
    case 'chosen':
      return { ...noProgramme, draft: draftOf(event.programme) };
    case 'begun-anew':
      return noProgramme;
    case 'saving':
      return { ...state, busy: true, problems: [], done: undefined };
    case 'saved':
      return { ...noProgramme, draft: draftOf(event.programme), done: 'Saved. It holds from the next cut-off on.' };
    case 'refused':
      return { ...state, busy: false, problems: event.problems };
  }
}

const months = [
  ...['January', 'February', 'March', 'April', 'May', 'June'],
  ...['July', 'August', 'September', 'October', 'November', 'December'],
];

function draftOf({ slug, name, about, bodyId, tier, zone, rules }: OfficeProgramme): ProgrammeDraft {
  const { threshold } = rules;
  return {
    ...{ changes: slug, slug, name, about, bodyId, tier, zone },
    cutOffs: rules.cutOffs.map(({ month, day }) => `${day} ${months[month - 1] ?? ''}`).join(', '),
    reviewUntilDay: String(rules.reviewUntilDay),
    rounds: String(rules.rounds),
    base: threshold.base,
    share: `${threshold.numerator}/${threshold.denominator}`,
    isStrict: threshold.isStrict,
    mostReferences: String(rules.mostReferences),
    reviewersHoldTier: rules.reviewersHoldTier,
    recusesNominators: rules.recusesNominators,
  };
}

/** What the form says, as it is sent. What cannot be read becomes a number that the contract refuses, at its place. */
export function formOf(draft: ProgrammeDraft): ProgrammeForm {
  const { name, about, bodyId, tier, zone, base, isStrict, reviewersHoldTier, recusesNominators } = draft;
  const [numerator = NaN, denominator = NaN] = draft.share.split('/').map(wholeNumber);
  return {
    ...{ name, about, bodyId, tier, zone },
    rules: {
      cutOffs: readCutOffs(draft.cutOffs),
      reviewUntilDay: wholeNumber(draft.reviewUntilDay),
      rounds: wholeNumber(draft.rounds),
      threshold: { base, numerator, denominator, isStrict },
      mostReferences: wholeNumber(draft.mostReferences),
      ...{ reviewersHoldTier, recusesNominators },
    },
  };
}

/** `20 February, 20 May`: the day, then at least three letters of the month. */
function readCutOffs(text: string): { month: number; day: number }[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      const [day = '', month = ''] = part.split(/\s+/u);
      const isMonth = (name: string) => month.length >= 3 && name.toLowerCase().startsWith(month.toLowerCase());
      return { month: months.findIndex(isMonth) + 1, day: wholeNumber(day) };
    });
}

function wholeNumber(text: string): number {
  return /^\s*\d+\s*$/u.test(text) ? Number(text) : NaN;
}

const fieldNames: Readonly<Record<string, string>> = {
  slug: 'Address',
  name: 'Name',
  about: 'About',
  bodyId: 'Working group',
  tier: 'Tier',
  zone: 'Time zone',
  cutOffs: 'Cut-offs',
  reviewUntilDay: 'Last day of the review',
  rounds: 'Rounds',
  threshold: 'Share',
  mostReferences: 'References',
};

/** The field that a pointer of a refusal means, as its label says it. */
export function fieldName(pointer: string): string {
  const [, , first = '', second = ''] = pointer.split('/');
  return fieldNames[first === 'rules' ? second : first] ?? 'Programme';
}
