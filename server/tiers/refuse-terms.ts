import { Temporal } from 'temporal-polyfill';
import type { TermsForm } from '../../api/tiers.ts';
import { startOf } from '../../membership/instants.ts';
import { termsProblems } from '../../membership/terms-problems.ts';
import type { Attestation, Tier, TierTerms } from '../../membership/terms.ts';
import { Problem } from '../problem.ts';

/** The instant from which a change holds: now, or the first moment of a day to come in the organisation's zone. */
export function effectiveFrom(from: string | null, zone: string, now: Temporal.Instant): Temporal.Instant {
  if (from === null) return now;
  const effectiveAt = startOf(Temporal.PlainDate.from(from), zone);
  if (Temporal.Instant.compare(effectiveAt, now) < 0) {
    throw wrong([{ field: 'from', words: 'What is past stays as it was. Choose a day to come, or “from now on”' }]);
  }
  return effectiveAt;
}

/** The terms that a form means; refuses those that contradict themselves or other tiers. */
export function termsFrom(
  id: string,
  { from: _from, attestation, ...form }: TermsForm,
  effectiveAt: Temporal.Instant,
  tiers: readonly Tier[],
): TierTerms {
  const former = tiers.find((tier) => tier.id === id)?.terms ?? [];
  if (former.some((one) => one.effectiveAt.equals(effectiveAt))) {
    throw wrong([{ field: 'from', words: 'Other terms begin in that very moment. Choose another day' }]);
  }
  const terms: TierTerms = { ...form, attestation: nextAttestation(attestation, former) };
  const problems = termsProblems(id, terms, effectiveAt, tiers);
  if (problems.length > 0) throw wrong(problems);
  return terms;
}

/** A text that was declared before keeps its version; another text is the next one. */
function nextAttestation(text: string, former: Tier['terms']): Attestation | null {
  if (text === '') return null;
  const known = former.flatMap(({ terms }) => terms.attestation ?? []);
  const version = known.reduce((highest, one) => Math.max(highest, one.version), 0) + 1;
  return known.find((one) => one.text === text) ?? { version, text };
}

export function wrong(problems: readonly { readonly field: string; readonly words: string }[]): Problem {
  const errors = problems.map(({ field, words }) => ({ pointer: `#/body/${field}`, detail: words }));
  return new Problem('malformed-request', { detail: errors.map(({ detail }) => `${detail}.`).join(' '), errors });
}
