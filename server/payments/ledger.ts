import { Temporal } from 'temporal-polyfill';
import type { NewEntry, PaymentEntry } from '../../db/payments.ts';
import type { PaymentClosed } from '../../db/schema.ts';

/** Something that moved at the provider. `minor` is positive, in the currency's minor units. */
export interface Movement {
  readonly ref: string;
  readonly minor: number;
  readonly currency: string;
  readonly at: Temporal.Instant;
}

/** How one payment stands at the provider at the moment of asking, whatever was heard of it before. */
export interface ProviderFacts {
  readonly paid: Movement | null;
  /** Nothing was taken and nothing will be. */
  readonly over: Extract<PaymentClosed, 'expired' | 'failed'> | null;
  readonly refunds: readonly Movement[];
  readonly disputes: readonly (Movement & {
    readonly outcome: 'open' | 'won' | 'lost';
    readonly settledAt: Temporal.Instant | null;
  })[];
}

type Known = Pick<PaymentEntry, 'providerRef' | 'kind' | 'amountMinor' | 'currency' | 'at'>;

/**
 * What the ledger lacks of what moved. Each movement has a name of its own, so whatever was heard in whatever order, and
 * however often, the ledger ends up the same: it is a union, not a sum.
 */
export function missingEntries(known: readonly Known[], facts: ProviderFacts): Omit<NewEntry, 'paymentId'>[] {
  const refs = new Set(known.map(({ providerRef }) => providerRef));
  return [...movesOf(facts), ...refundsThatFailed(known, facts)].filter(({ providerRef }) => !refs.has(providerRef));
}

function movesOf({ paid, refunds, disputes }: ProviderFacts): Omit<NewEntry, 'paymentId'>[] {
  if (paid === null) return [];
  return [
    entry('paid', paid, paid.minor),
    ...refunds.map((refund) => entry('refund', refund, -refund.minor)),
    ...disputes.flatMap((dispute) => {
      const opened = entry('dispute', dispute, -dispute.minor);
      if (dispute.outcome === 'open') return [opened];
      const settled = { ...dispute, ref: `${dispute.ref}:${dispute.outcome}`, at: dispute.settledAt ?? dispute.at };
      return [
        opened,
        dispute.outcome === 'won' ? entry('dispute-won', settled, dispute.minor) : entry('dispute-lost', settled, 0),
      ];
    }),
  ];
}

/** A refund that we wrote down and that the provider no longer counts: the bank sent it back. */
function refundsThatFailed(known: readonly Known[], { paid, refunds }: ProviderFacts): Omit<NewEntry, 'paymentId'>[] {
  if (paid === null) return [];
  const standing = new Set(refunds.map(({ ref }) => ref));
  return known
    .filter(({ kind, providerRef }) => kind === 'refund' && !standing.has(providerRef))
    .map(({ providerRef, currency, amountMinor, at }) =>
      entry('refund-failed', { ref: `${providerRef}:failed`, currency, at, minor: -amountMinor }, -amountMinor),
    );
}

function entry(
  kind: NewEntry['kind'],
  { ref, currency, at }: Movement,
  amountMinor: number,
): Omit<NewEntry, 'paymentId'> {
  return { kind, amountMinor, currency, providerRef: ref, at };
}

/** What was received less what was returned or lost; money that is only disputed is still counted. */
export function keptOf(entries: readonly Known[]): number {
  return entries.filter((one) => counts(one, entries)).reduce((sum, { amountMinor }) => sum + amountMinor, 0);
}

/** A dispute takes the money away for good once it is lost, or comes to nothing once it is won. */
function counts({ kind, providerRef }: Known, entries: readonly Known[]): boolean {
  if (kind !== 'dispute') return true;
  return entries.some((other) => [`${providerRef}:lost`, `${providerRef}:won`].includes(other.providerRef));
}

export function isDisputed(entries: readonly Known[]): boolean {
  return entries.some((one) => one.kind === 'dispute' && !counts(one, entries));
}

/**
 * From when on nothing of a payment is left, so that it makes nobody a member any more: the refund that returned the rest,
 * or the dispute that was lost. Null: something was kept, or it was never paid.
 */
export function endingOf(entries: readonly Known[]): Temporal.Instant | null {
  const paid = entries.find(({ kind }) => kind === 'paid');
  if (paid === undefined || paid.amountMinor === 0 || keptOf(entries) > 0) return null;
  const returns = entries.filter(({ kind }) => kind === 'refund' || kind === 'dispute-lost');
  return returns.reduce<Temporal.Instant | null>(
    (latest, { at }) => (latest === null || Temporal.Instant.compare(latest, at) < 0 ? at : latest),
    null,
  );
}
