import { isRefused, naming, Refused, type Failure } from '../refused.ts';

/** What can be wrong with a key ceremony, or with what is published of it. */
export type ThresholdCheck =
  | 'threshold-json'
  | 'threshold-canonical'
  | 'threshold-shape'
  | 'scalar-canonical'
  | 'element-member'
  /** The context of a certificate, or its own signature. */
  | 'threshold-certificate'
  | 'threshold-distinct'
  /** This device's seed belongs to another certificate. */
  | 'threshold-seed'
  | 'threshold-coefficients'
  /** The signature over all certificates together with the coefficients: somebody saw other certificates. */
  | 'threshold-signature'
  /** An encrypted message that does not open, is not signed by its sender or names another recipient. */
  | 'threshold-channel'
  /** A secret share that does not fit the published coefficients. */
  | 'threshold-share'
  | 'threshold-key'
  | 'threshold-proof';

export interface ThresholdFinding {
  readonly failed: ThresholdCheck;
  readonly detail: string;
  /** Whose fault it is: the number within the group, from 1. Missing when no single trustee's. */
  readonly trustee?: number;
}

export type ThresholdFailure = Failure<ThresholdCheck> & Pick<ThresholdFinding, 'trustee'>;
export type ThresholdVerdict = { readonly ok: true } | ThresholdFailure;

/** A step of the ceremony that a trustee must not take, and whose fault it is. */
export class ThresholdRefused extends Refused<ThresholdCheck> {
  readonly trustee: number | undefined;

  constructor({ failed, detail, trustee }: ThresholdFinding) {
    super(failed, detail);
    this.trustee = trustee;
  }
}

export function refuseFirst(findings: Iterable<ThresholdFinding>): void {
  for (const finding of findings) throw new ThresholdRefused(finding);
}

const NAMES = {
  json: 'threshold-json',
  canonical: 'threshold-canonical',
  shape: 'threshold-shape',
  element: 'element-member',
  scalar: 'scalar-canonical',
} as const;

/** Runs `read`, and lays what cannot be read to this trustee's charge; with none, to whoever sent it. */
export function blaming<T>(trustee: number | undefined, read: () => T): T {
  try {
    return naming(NAMES, read);
  } catch (error) {
    if (!isRefused(error) || error instanceof ThresholdRefused) throw error;
    const { failed, detail } = error as Refused<ThresholdCheck>;
    throw new ThresholdRefused({ failed, detail, ...(trustee === undefined ? {} : { trustee }) });
  }
}

/** Turns the refusal of a step into an answer. Anything else thrown is a bug and goes on. */
export function verdictOf(step: () => void): ThresholdVerdict {
  try {
    step();
    return { ok: true };
  } catch (error) {
    if (!(error instanceof ThresholdRefused)) throw error;
    const { failed, detail, trustee } = error;
    return { ok: false, failed, detail, ...(trustee === undefined ? {} : { trustee }) };
  }
}
