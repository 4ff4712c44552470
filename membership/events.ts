import type { Temporal } from 'temporal-polyfill';

/** Where a period came from. `certified`: by the member's own attestation, in a tier without a fee. */
export type PeriodSource = 'payment' | 'certified' | 'granted' | 'imported' | 'waived';

/**
 * What can happen to a member. `Instant` stands for texts such as `2027-06-15T14:00:00Z`, as they lie in the database;
 * `tier` stands beside, because it is a column.
 */
export type Happening =
  /** Asked to be in a tier; waits for approval or payment. */
  | { readonly kind: 'applied'; readonly tier: string; readonly facts: { readonly note?: string } }
  | { readonly kind: 'approved'; readonly tier: string; readonly facts: { readonly reason?: string } }
  | { readonly kind: 'refused'; readonly tier: string; readonly facts: { readonly reason: string } }
  /** Declared the tier's text. */
  | {
      readonly kind: 'attested';
      readonly tier: string;
      readonly facts: { readonly version: number; readonly hash: string };
    }
  /** Holds the tier from `from` until before `until`; null: for life. Periods are added, never stretched. */
  | {
      readonly kind: 'period';
      readonly tier: string;
      readonly facts: {
        readonly from: string;
        readonly until: string | null;
        readonly source: PeriodSource;
        readonly note?: string;
      };
    }
  /** The period that event `period` gave ends early, at `at`, which may be its very beginning. */
  | {
      readonly kind: 'period-ended';
      readonly tier: string;
      readonly facts: { readonly period: string; readonly at: string; readonly reason: string };
    }
  /** Appointed for life by a body (Fellows). */
  | {
      readonly kind: 'appointed';
      readonly tier: string;
      readonly facts: { readonly from: string; readonly body: string; readonly vote: string };
    }
  /** Affirmed the intention to vote in a calendar year. */
  | {
      readonly kind: 'affirmed';
      readonly facts: { readonly year: number; readonly how: 'mail' | 'site' | 'staff' | 'imported' };
    }
  /** Gave notice of leaving the tier (null: all of them), which takes effect at `at`. */
  | { readonly kind: 'resigned'; readonly tier: string | null; readonly facts: { readonly at: string } }
  /** Notice of termination, with its reason, the hearing and the instant at which it takes effect. */
  | {
      readonly kind: 'termination-noticed';
      readonly facts: { readonly at: string; readonly hearingAt: string; readonly reason: string };
    }
  | { readonly kind: 'termination-withdrawn'; readonly facts: { readonly reason: string } }
  | { readonly kind: 'died'; readonly facts: { readonly on: string } }
  | { readonly kind: 'erased'; readonly facts: Record<string, never> }
  /** A detail was corrected or changed; the roll of an earlier instant is rebuilt by walking these back. */
  | {
      readonly kind: 'changed';
      readonly facts: {
        readonly field: 'name' | 'email' | 'city' | 'country';
        readonly before: string;
        readonly after: string;
      };
    }
  /** The event with this id never was: a mistake, or an import that was undone. */
  | { readonly kind: 'withdrawn'; readonly facts: { readonly event: string; readonly reason: string } };

export type MemberEvent = Happening & {
  /** Its place in the order of recording, a decimal number. */
  readonly id: string;
  readonly personId: string;
  /** When it was recorded. */
  readonly at: Temporal.Instant;
};

/** A vote that a person could have cast: known by who, never by how. */
export interface Participation {
  readonly electionId: string;
  readonly closedAt: Temporal.Instant;
  /** Whether it was a regular election of the board, the kind whose voters need not affirm. */
  readonly isRegular: boolean;
  readonly hasVoted: boolean;
  /** A regular election has closed since, whoever could vote in it. */
  readonly isOvertaken?: boolean;
}
