import { Temporal } from 'temporal-polyfill';
import type { RulesForm, TermsForm, TierView, TiersView } from '../../api/tiers.ts';
import { decimalsOf, minorOf } from '../../membership/money.ts';
import type { TierTerms } from '../../membership/terms.ts';
import type { PlacedProblem } from '../parts/boxes.tsx';

type Terms = TierView['terms'][number];

/** The form of a tier's terms, everything as it was typed. */
export interface TierDraft {
  /** The tier that gets other terms; undefined: a new one. */
  readonly changes: string | undefined;
  readonly id: string;
  readonly name: string;
  readonly about: string;
  readonly currency: string;
  readonly feeKind: TierTerms['fee']['kind'];
  readonly amount: string;
  readonly minimum: string;
  readonly suggested: string;
  readonly presets: string;
  readonly lifetimeFee: string;
  readonly periodKind: TierTerms['period']['kind'];
  readonly months: string;
  readonly startsOn: string;
  readonly rolloverDays: string;
  readonly graceDays: string;
  readonly renewalOpensDays: string;
  readonly votes: boolean;
  readonly mustAffirm: boolean;
  readonly mayMissVotes: boolean;
  readonly approval: TierTerms['approval'];
  readonly attestation: string;
  readonly visibility: TierTerms['visibility'];
  readonly mergedInto: string;
  /** A day, or empty: from now on. */
  readonly from: string;
}

/** The form of the rules, numbers as they were typed. */
export interface RulesDraft {
  readonly zone: string;
  readonly graceVotes: boolean;
  readonly isRequired: boolean;
  readonly isWaivedForVoters: boolean;
  readonly missedVotes: string;
  readonly qualifyingDays: string;
  readonly resignationNoticeDays: string;
  readonly terminationNoticeDays: string;
  readonly hearingDays: string;
  readonly from: string;
}

export interface TiersState {
  readonly draft: TierDraft;
  /** The rules being changed; undefined: they are not. */
  readonly rules: RulesDraft | undefined;
  readonly busy: boolean;
  readonly problems: readonly PlacedProblem[];
  /** What was done last, in words. */
  readonly done: string | undefined;
}

export type TiersEvent =
  | { readonly type: 'filled'; readonly change: Partial<TierDraft> }
  | { readonly type: 'rules-filled'; readonly change: Partial<RulesDraft> }
  | { readonly type: 'tier-chosen'; readonly tier: TierView }
  | { readonly type: 'rules-chosen'; readonly rules: TiersView['rules'][number]['rules'] }
  | { readonly type: 'begun-anew' }
  | { readonly type: 'saving' }
  | { readonly type: 'refused'; readonly problems: readonly PlacedProblem[] }
  | { readonly type: 'saved'; readonly done: string };

const newTier: TierDraft = {
  ...{ changes: undefined, id: '', name: '', about: '', currency: 'USD', feeKind: 'none' },
  ...{ amount: '', minimum: '', suggested: '', presets: '', lifetimeFee: '' },
  ...{ periodKind: 'rolling', months: '12', startsOn: '01-01', rolloverDays: '0', graceDays: '30' },
  ...{ renewalOpensDays: '60', votes: false, mustAffirm: true, mayMissVotes: false, approval: 'none' },
  ...{ attestation: '', visibility: 'public', mergedInto: '', from: '' },
};

export const noChange: TiersState = { draft: newTier, rules: undefined, busy: false, problems: [], done: undefined };

export function reduceTiers(state: TiersState, event: TiersEvent): TiersState {
  switch (event.type) {
    case 'filled':
      return { ...state, done: undefined, draft: { ...state.draft, ...event.change } };
    case 'rules-filled':
      return state.rules === undefined ? state : { ...state, rules: { ...state.rules, ...event.change } };
    case 'tier-chosen':
      return { ...noChange, draft: draftOf(event.tier) };
    case 'rules-chosen':
      return { ...noChange, rules: rulesDraftOf(event.rules) };
    case 'begun-anew':
      return noChange;
    case 'saving':
      return { ...state, busy: true, problems: [], done: undefined };
    case 'refused':
      return { ...state, busy: false, problems: event.problems };
    case 'saved':
      return { ...noChange, done: event.done };
  }
}

/** What a tier means at an instant, of the terms that came by then the last; before its first terms, those. */
export function termsNow({ terms }: TierView, now: string): Terms | undefined {
  return terms.findLast(({ effectiveAt }) => epoch(effectiveAt) <= epoch(now)) ?? terms[0];
}

/** What is still to come, oldest first. */
export function comingOf<T extends { readonly effectiveAt: string }>(all: readonly T[], now: string): readonly T[] {
  return all.filter(({ effectiveAt }) => epoch(effectiveAt) > epoch(now));
}

function epoch(instant: string): number {
  return Temporal.Instant.from(instant).epochMilliseconds;
}

/** Begins with the last terms that were decided, whether they hold already or come. */
function draftOf({ id, terms }: TierView): TierDraft {
  const last = terms.findLast((_, place) => place >= 0)?.terms;
  if (last === undefined) return newTier;
  const { fee, period, currency } = last;
  const typed = (minor: number) => typedAmount(minor, currency);
  return {
    ...newTier,
    ...last,
    changes: id,
    id,
    feeKind: fee.kind,
    ...(fee.kind === 'fixed' ? { amount: typed(fee.amount) } : {}),
    ...(fee.kind === 'sliding'
      ? { minimum: typed(fee.minimum), suggested: typed(fee.suggested), presets: fee.presets.map(typed).join(' ') }
      : {}),
    lifetimeFee: last.lifetimeFee === null ? '' : typed(last.lifetimeFee),
    periodKind: period.kind,
    ...(period.kind === 'rolling' ? { months: String(period.months) } : {}),
    ...(period.kind === 'fixed' ? { startsOn: period.startsOn, rolloverDays: String(period.rolloverDays) } : {}),
    graceDays: String(last.graceDays),
    renewalOpensDays: String(last.renewalOpensDays),
    attestation: last.attestation?.text ?? '',
    mergedInto: last.mergedInto ?? '',
  };
}

/** As somebody would type it: `25`, `25.50`. */
function typedAmount(minor: number, currency: string): string {
  const decimals = decimalsOf(currency);
  const digits = String(minor).padStart(decimals + 1, '0');
  const units = digits.slice(0, digits.length - decimals);
  const rest = digits.slice(digits.length - decimals);
  return /^0*$/u.test(rest) ? units : `${units}.${rest}`;
}

/** What the form says. An amount or a number that is none becomes one that the contract refuses at its place. */
export function termsFormOf(draft: TierDraft): TermsForm {
  const minor = (typed: string) => amountOf(typed, draft.currency);
  const { name, about, currency, votes, mustAffirm, mayMissVotes, approval, attestation, visibility } = draft;
  return {
    ...{ name, about, currency, votes, mustAffirm, mayMissVotes, approval, attestation, visibility },
    fee: feeOf(draft, minor),
    lifetimeFee: draft.lifetimeFee.trim() === '' ? null : minor(draft.lifetimeFee),
    period: periodOf(draft),
    graceDays: numberOf(draft.graceDays),
    renewalOpensDays: numberOf(draft.renewalOpensDays),
    mergedInto: draft.mergedInto === '' ? null : draft.mergedInto,
    from: draft.from === '' ? null : draft.from,
  };
}

function feeOf(draft: TierDraft, minor: (typed: string) => number): TermsForm['fee'] {
  switch (draft.feeKind) {
    case 'none':
      return { kind: 'none' };
    case 'fixed':
      return { kind: 'fixed', amount: minor(draft.amount) };
    case 'sliding': {
      const presets = draft.presets.split(/[\s;]+|,\s+/u).filter((one) => one !== '');
      const [minimum, suggested] = [minor(draft.minimum), minor(draft.suggested)];
      return { kind: 'sliding', minimum, suggested, presets: presets.map(minor) };
    }
  }
}

function periodOf(draft: TierDraft): TermsForm['period'] {
  switch (draft.periodKind) {
    case 'none':
      return { kind: 'none' };
    case 'rolling':
      return { kind: 'rolling', months: numberOf(draft.months) };
    case 'fixed':
      return { kind: 'fixed', startsOn: draft.startsOn, rolloverDays: numberOf(draft.rolloverDays) };
  }
}

function amountOf(typed: string, currency: string): number {
  return (Intl.supportedValuesOf('currency').includes(currency) ? minorOf(typed, currency) : undefined) ?? 0;
}

function numberOf(typed: string): number {
  return /^\d{1,6}$/u.test(typed.trim()) ? Number(typed) : -1;
}

function rulesDraftOf({ affirmation, ...rules }: TiersView['rules'][number]['rules']): RulesDraft {
  return {
    ...{ zone: rules.zone, graceVotes: rules.graceVotes, ...affirmation, from: '' },
    missedVotes: rules.missedVotes?.toString() ?? '',
    qualifyingDays: String(rules.qualifyingDays),
    resignationNoticeDays: String(rules.resignationNoticeDays),
    terminationNoticeDays: String(rules.terminationNoticeDays),
    hearingDays: String(rules.hearingDays),
  };
}

export function rulesFormOf(draft: RulesDraft): RulesForm {
  const { zone, graceVotes, isRequired, isWaivedForVoters } = draft;
  return {
    ...{ zone, graceVotes, affirmation: { isRequired, isWaivedForVoters } },
    missedVotes: draft.missedVotes.trim() === '' ? null : numberOf(draft.missedVotes),
    qualifyingDays: numberOf(draft.qualifyingDays),
    resignationNoticeDays: numberOf(draft.resignationNoticeDays),
    terminationNoticeDays: numberOf(draft.terminationNoticeDays),
    hearingDays: numberOf(draft.hearingDays),
    from: draft.from === '' ? null : draft.from,
  };
}
