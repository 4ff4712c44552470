import type { Temporal } from 'temporal-polyfill';

/** What is paid for a period. All amounts are minor units of the tier's currency. */
export type Fee =
  | { readonly kind: 'none' }
  | { readonly kind: 'fixed'; readonly amount: number }
  /** Any amount from the minimum on, chosen by the member; nobody is asked why. */
  | {
      readonly kind: 'sliding';
      readonly suggested: number;
      readonly minimum: number;
      readonly presets: readonly number[];
    };

/** How long one payment, certification or grant lasts. */
export type Period =
  | { readonly kind: 'rolling'; readonly months: number }
  /** Every year from this day, `01-01`; a payment within the last `rolloverDays` counts for the year that follows too. */
  | { readonly kind: 'fixed'; readonly startsOn: string; readonly rolloverDays: number }
  | { readonly kind: 'none' };

/** How one comes into the tier: at once, after staff approved, or by the appointment of a body and no other way. */
export type Approval = 'none' | 'staff' | 'appointment';

/** Who may see that the tier exists and choose it: everybody, signed-in members, or staff alone. */
export type Visibility = 'public' | 'members' | 'staff';

/** What a member declares to be in the tier; a new text is a new version, and is declared anew at the next renewal. */
export interface Attestation {
  readonly version: number;
  readonly text: string;
}

/** What a tier means from `effectiveAt` on, until its next terms. */
export interface TierTerms {
  readonly name: string;
  readonly about: string;
  readonly currency: string;
  readonly fee: Fee;
  /** One payment of this much makes a member for life; null: not offered. */
  readonly lifetimeFee: number | null;
  readonly period: Period;
  readonly graceDays: number;
  /** How many days before the end a renewal is taken. */
  readonly renewalOpensDays: number;
  readonly votes: boolean;
  /** Whether the yearly affirmation and the rule about missed votes ask anything of holders of this tier. */
  readonly mustAffirm: boolean;
  readonly mayMissVotes: boolean;
  readonly approval: Approval;
  readonly attestation: Attestation | null;
  readonly visibility: Visibility;
  /** From these terms on, whoever holds this tier holds that one instead. */
  readonly mergedInto: string | null;
}

export interface Tier {
  readonly id: string;
  /** Oldest first; never empty. */
  readonly terms: readonly { readonly effectiveAt: Temporal.Instant; readonly terms: TierTerms }[];
}

/** The organisation's rules about members as a whole. */
export interface MembershipRules {
  /** Where days and years begin, an IANA name or `UTC`. */
  readonly zone: string;
  /** Whether a member in grace may vote. */
  readonly graceVotes: boolean;
  readonly affirmation: {
    /** Whether voters affirm each year that they intend to vote. */
    readonly isRequired: boolean;
    /** Whether having voted in the most recent regular election stands for it. */
    readonly isWaivedForVoters: boolean;
  };
  /** So many votes missed in one calendar year end the right to vote for the rest of it; null: no such rule. */
  readonly missedVotes: number | null;
  /** How long somebody must have been a voting member at the record instant. */
  readonly qualifyingDays: number;
  readonly resignationNoticeDays: number;
  readonly terminationNoticeDays: number;
  /** A hearing takes place at least so many days before a termination takes effect. */
  readonly hearingDays: number;
}
