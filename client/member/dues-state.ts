import type { MyPayment, TierDues } from '../../api/dues.ts';
import { minorOf, moneyText } from '../../membership/money.ts';
import { plainDate } from './words-of-dues.ts';

/** What is chosen on the page about dues. */
export interface Choice {
  /** A preset as its digits, or `other`. */
  readonly amount: string;
  readonly typed: string;
  readonly kind: 'once' | 'lifetime';
  readonly renews: boolean;
  readonly declared: boolean;
}

export function firstChoice({ suggested, isFixed, minimum, lifetime }: TierDues): Choice {
  const amount = isFixed ? minimum : suggested;
  const kind = minimum === null && lifetime !== null ? 'lifetime' : 'once';
  return { amount: String(amount ?? ''), typed: '', kind, renews: false, declared: false };
}

/** The amounts of the rows: the minimum, the presets and what is suggested, each once, the smallest first. */
export function amountsOf({ minimum, suggested, presets, isFixed }: TierDues): number[] {
  if (isFixed) return minimum === null ? [] : [minimum];
  const all = [...presets, ...(suggested === null ? [] : [suggested]), ...(minimum === null ? [] : [minimum])];
  return [...new Set(all)].filter((amount) => amount >= (minimum ?? 0)).sort((one, other) => one - other);
}

/** The chosen amount in minor units, or what is wrong with it. */
export function chosenAmount(dues: TierDues, choice: Choice): { minor: number } | { problem: string } {
  const { currency, minimum, lifetime } = dues;
  if (choice.kind === 'lifetime') return { minor: lifetime ?? 0 };
  if (choice.typed.trim() === '') return { minor: Number(choice.amount) };
  const minor = minorOf(choice.typed, currency);
  if (minor === undefined) return { problem: 'Another amount: write it in figures, such as 40 or 40.50' };
  if (minor < (minimum ?? 0)) {
    return { problem: `Another amount: the least is ${moneyText({ minor: minimum ?? 0, currency })}` };
  }
  return { minor };
}

/** The line below an amount. */
export function amountNote({ minimum, suggested, isFixed }: TierDues, amount: number): string {
  if (isFixed) return 'for one period';
  if (amount === suggested) return 'suggested';
  return amount === minimum ? 'the least' : '\u00a0';
}

const states: Readonly<Record<MyPayment['state'], string>> = {
  begun: 'Not finished',
  waiting: 'Waits for a second person of the office',
  paid: 'Paid',
  refunded: 'Returned',
  'part-refunded': 'Returned in part',
  disputed: 'Disputed with the bank',
  lost: 'Taken back by the bank',
  expired: 'Nothing taken',
  failed: 'Nothing taken',
  cancelled: 'Nothing taken',
  refused: 'Not counted',
};

export function stateWords(state: MyPayment['state']): string {
  return states[state];
}

/** `1 May 2027 to 1 May 2028`: first and last day. */
export function spanWords({ from, until }: { from: string; until: string | null }, zone: string): string {
  return until === null
    ? `from ${plainDate(from, zone)} for life`
    : `${plainDate(from, zone)} to ${plainDate(until, zone, 'last day')}`;
}
