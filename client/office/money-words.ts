import type { MyPayment } from '../../api/dues.ts';
import type { MoneyDifference } from '../../api/money.ts';
import { moneyText } from '../../membership/money.ts';
import type { Tone } from '../parts/marks.tsx';

const states: Readonly<Record<MyPayment['state'], { readonly words: string; readonly tone: Tone }>> = {
  begun: { words: 'begun', tone: 'open' },
  waiting: { words: 'second person', tone: 'warn' },
  paid: { words: 'paid', tone: 'yes' },
  refunded: { words: 'returned', tone: 'plain' },
  'part-refunded': { words: 'part returned', tone: 'plain' },
  disputed: { words: 'disputed', tone: 'warn' },
  lost: { words: 'dispute lost', tone: 'stop' },
  expired: { words: 'not paid', tone: 'plain' },
  failed: { words: 'not paid', tone: 'plain' },
  cancelled: { words: 'not paid', tone: 'plain' },
  refused: { words: 'refused', tone: 'plain' },
};

export function stateWords(state: MyPayment['state']): string {
  return states[state].words;
}

export function stateTone(state: MyPayment['state']): Tone {
  return states[state].tone;
}

export const methodWords: Readonly<Record<MyPayment['method'], string>> = {
  stripe: 'Stripe',
  wire: 'Bank transfer',
  cheque: 'Cheque',
  cash: 'Cash',
  'in-kind': 'In kind',
  waiver: 'Waived',
};

/** What does not agree, and what to look at. */
export function differenceWords({ kind, ref, ours, theirs, currency }: MoneyDifference): string {
  const our = ours === null ? 'nothing' : moneyText({ minor: ours, currency });
  const their = theirs === null ? 'nothing' : moneyText({ minor: theirs, currency });
  switch (kind) {
    case 'missing':
      return `${ref}: Stripe took ${their}, and it is not in our ledger.`;
    case 'extra':
      return `${ref}: our ledger has ${our}, and Stripe does not know it.`;
    case 'amount':
      return `${ref}: we expected ${our}, and it was ${their}.`;
    case 'currency':
      return `${ref}: the currency is not the one that was agreed on.`;
    case 'refund':
      return `${ref}: a refund is ${our} here and ${their} at Stripe.`;
    case 'dispute':
      return `${ref}: a dispute is ${our} here and ${their} at Stripe, or ended without our knowing.`;
  }
}
