import type { PaymentEntry } from '../../db/payments.ts';
import type { Difference } from '../../db/schema.ts';
import type { Movement } from './ledger.ts';

/** Something that moved at the provider, and whose it is. */
export interface TheirMove extends Movement {
  readonly kind: 'paid' | 'refund' | 'dispute';
  /** The provider's name of the payment that it belongs to. */
  readonly intent: string | null;
  readonly personId: string | null;
  readonly settled?: 'won' | 'lost' | null | undefined;
}

type Ours = Pick<PaymentEntry, 'paymentId' | 'kind' | 'amountMinor' | 'currency' | 'providerRef'>;

/**
 * Where our ledger and the provider's lists do not agree: what only they have, what only we have, and what differs in
 * amount or currency, from each other or from what was agreed. `agreed`: what each payment was to be, by its id.
 */
export function compareLedgers(
  ours: readonly Ours[],
  theirs: readonly TheirMove[],
  agreed: ReadonlyMap<string, { readonly minor: number; readonly currency: string }>,
): Difference[] {
  const known = new Map(ours.map((entry) => [entry.providerRef, entry]));
  const refs = new Set(theirs.map(({ ref }) => ref));
  return [
    ...theirs.flatMap((their) => differenceOf(known.get(their.ref), their, known)),
    ...ours
      .filter(isFirstHand)
      .filter(({ providerRef }) => !refs.has(providerRef))
      .map(extra),
    ...ours.filter(({ kind }) => kind === 'paid').flatMap((entry) => against(entry, agreed.get(entry.paymentId))),
  ];
}

/** Entries that follow from others (`…:won`, `…:failed`) have no line of their own at the provider. */
function isFirstHand({ providerRef }: Ours): boolean {
  return !providerRef.includes(':');
}

function differenceOf(our: Ours | undefined, their: TheirMove, known: ReadonlyMap<string, Ours>): Difference[] {
  const base = { ref: their.ref, currency: their.currency, theirs: their.minor, isHealed: false };
  if (our === undefined) {
    const kind = their.kind === 'paid' ? 'missing' : their.kind;
    return [{ ...base, kind, paymentId: null, ours: null }];
  }
  const { paymentId } = our;
  const minor = Math.abs(our.amountMinor);
  if (our.currency !== their.currency) return [{ ...base, kind: 'currency', paymentId, ours: minor }];
  if (minor !== their.minor) {
    return [{ ...base, kind: their.kind === 'paid' ? 'amount' : their.kind, paymentId, ours: minor }];
  }
  const { settled } = their;
  if (settled === undefined || settled === null || known.has(`${their.ref}:${settled}`)) return [];
  return [{ ...base, kind: 'dispute', paymentId, ours: minor }];
}

function extra({ paymentId, kind, providerRef, amountMinor, currency }: Ours): Difference {
  const minor = Math.abs(amountMinor);
  const what = kind === 'paid' ? 'extra' : kind === 'refund' ? 'refund' : 'dispute';
  return { kind: what, ref: providerRef, paymentId, ours: minor, theirs: null, currency, isHealed: false };
}

/** What came is not what was agreed on: nothing that asking again could heal. */
function against(
  { paymentId, providerRef, amountMinor, currency }: Ours,
  agreed: { readonly minor: number; readonly currency: string } | undefined,
): Difference[] {
  if (agreed === undefined) return [];
  const base = { ref: providerRef, paymentId, ours: agreed.minor, theirs: amountMinor, currency, isHealed: false };
  if (agreed.currency !== currency) return [{ ...base, kind: 'currency' }];
  return agreed.minor === amountMinor ? [] : [{ ...base, kind: 'amount' }];
}
