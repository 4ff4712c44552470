import { Temporal } from 'temporal-polyfill';
import { termsAt, tierAt } from './terms-at.ts';
import type { Fee, Tier, TierTerms } from './terms.ts';

/** What is wrong with terms, and in which of their members. */
export interface TermsProblem {
  readonly field: string;
  readonly words: string;
}

/**
 * Why a tier cannot have these terms from an instant on, as far as the form of each member does not say it: amounts that
 * contradict each other, a currency that is none, a merger into nothing or in a circle.
 */
export function termsProblems(
  id: string,
  terms: TierTerms,
  effectiveAt: Temporal.Instant,
  tiers: readonly Tier[],
): TermsProblem[] {
  const isCurrency = Intl.supportedValuesOf('currency').includes(terms.currency);
  return [
    ...(isCurrency ? [] : [{ field: 'currency', words: 'There is no such currency' }]),
    ...feeProblems(terms.fee),
    ...(terms.fee.kind === 'none' && terms.lifetimeFee !== null
      ? [{ field: 'lifetimeFee', words: 'A tier without a fee has none for life either' }]
      : []),
    ...(terms.approval === 'appointment' && terms.fee.kind !== 'none'
      ? [{ field: 'approval', words: 'Whoever is appointed does not pay for it: choose no fee' }]
      : []),
    ...periodProblems(terms),
    ...mergerProblems(id, terms, effectiveAt, tiers),
  ];
}

function feeProblems(fee: Fee): TermsProblem[] {
  if (fee.kind !== 'sliding') return [];
  const { minimum, suggested, presets } = fee;
  const isBelow = presets.some((preset) => preset < minimum);
  return [
    ...(isBelow ? [{ field: 'fee/presets', words: 'Every amount that is offered is at least the minimum' }] : []),
    ...(new Set(presets).size < presets.length ? [{ field: 'fee/presets', words: 'Offer each amount once' }] : []),
    ...(presets.includes(suggested)
      ? []
      : [{ field: 'fee/suggested', words: 'The suggested amount is one of those that are offered' }]),
  ];
}

function periodProblems({ period }: TierTerms): TermsProblem[] {
  if (period.kind !== 'fixed') return [];
  try {
    // A leap year: 29 February is a day on which a year may begin.
    Temporal.PlainDate.from(`2028-${period.startsOn}`, { overflow: 'reject' });
    return [];
  } catch {
    return [{ field: 'period/startsOn', words: 'There is no such day' }];
  }
}

function mergerProblems(
  id: string,
  terms: TierTerms,
  effectiveAt: Temporal.Instant,
  tiers: readonly Tier[],
): TermsProblem[] {
  const into = terms.mergedInto;
  const says = (words: string) => [{ field: 'mergedInto', words }];
  const target = tiers.find((tier) => tier.id === into);
  if (into !== null && into === id) return says('A tier cannot be merged into itself');
  if (into !== null && (target === undefined || termsAt(target, effectiveAt) === undefined)) {
    return says('There is no such tier at that time');
  }
  const after = withTerms(id, terms, effectiveAt, tiers);
  const moments = [effectiveAt, ...after.flatMap((tier) => tier.terms.map((one) => one.effectiveAt))];
  const leadsNowhere = (at: Temporal.Instant) =>
    after.some((tier) => termsAt(tier, at) !== undefined && tierAt(after, tier.id, at) === undefined);
  const later = moments.filter((at) => Temporal.Instant.compare(at, effectiveAt) >= 0);
  return later.some(leadsNowhere) ? says('That would merge tiers in a circle') : [];
}

function withTerms(id: string, terms: TierTerms, effectiveAt: Temporal.Instant, tiers: readonly Tier[]): Tier[] {
  const former = tiers.find((tier) => tier.id === id)?.terms ?? [];
  const all = [...former, { effectiveAt, terms }].toSorted((one, other) =>
    Temporal.Instant.compare(one.effectiveAt, other.effectiveAt),
  );
  return [...tiers.filter((tier) => tier.id !== id), { id, terms: all }];
}
