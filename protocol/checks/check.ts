import type { Refused } from '../refused.ts';

/** One thing that a verifier checks. The claim is what the report prints: it is true of a good record. */
export interface Check {
  readonly id: string;
  readonly claim: string;
}

/** A place where a claim does not hold. */
export interface Finding {
  /** The id of the check. */
  readonly check: string;
  /** The name of what failed, finer than the check. */
  readonly failed: string;
  /** Where: 'board/812' is the event of height 812, 'member/3' the fourth member of the archive. */
  readonly at: string;
  readonly detail: string;
}

/** What one stage of the verification says. A stage that found anything has no value to go on with. */
export type Stage<T> =
  | {
      readonly ok: true;
      readonly value: T;
      readonly examined: Examined;
      /** What is valid, and what whoever relies on the record should know. */
      readonly notes?: readonly string[];
    }
  | { readonly ok: false; readonly findings: readonly Finding[]; readonly examined: Examined };

/** For each check of the stage, in words, what it looked at. */
export type Examined = Readonly<Record<string, string>>;

/** A refusal of one of the readers, as a finding. */
export function findingOf(check: string, at: string, { failed, detail }: Pick<Refused, 'failed' | 'detail'>): Finding {
  return { check, failed, at, detail };
}

export function refuseStage(findings: readonly Finding[], examined: Examined = {}): Stage<never> {
  return { ok: false, findings, examined };
}

/** `3 ballots`, `1 ballot`. */
export function counted(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
