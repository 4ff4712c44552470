import { Temporal } from 'temporal-polyfill';
import { moneyText } from '../membership/money.ts';
import { letter, type Letter } from './letter.ts';

/** Tells that dues arrived, with all that the numbered receipt says. Days are `2027-06-15`. */
export function duesReceiptLetter(facts: {
  readonly organisation: string;
  readonly name: string;
  readonly number: string;
  readonly tier: string;
  readonly minor: number;
  readonly currency: string;
  readonly paidOn: string;
  /** Both null: it gave no period; `through` null: for life. */
  readonly from: string | null;
  readonly through: string | null;
  readonly link: string;
  readonly help: string;
}): Letter {
  const { organisation, tier, number } = facts;
  const amount = moneyText({ minor: facts.minor, currency: facts.currency });
  const what = facts.minor === 0 ? 'Your dues were waived' : `${amount} arrived`;
  return letter({
    organisation,
    subject: `Receipt ${number}: your ${tier} membership of ${organisation}`,
    why: `${facts.name === '' ? '' : `${facts.name}, thank you. `}${what} on ${dayWords(facts.paidOn)} for your ${tier} membership of ${organisation}.`,
    paragraphs: [
      ...(facts.from === null ? [] : [periodWords(facts.from, facts.through)]),
      `This is receipt ${number}.`,
    ],
    button: { words: 'Download the receipt as PDF', link: facts.link },
    after: [
      'It stays there, and the treasurer can send this mail again. Other members never see what you paid.',
      `Is something wrong? Write to ${facts.help}.`,
    ],
  });
}

function periodWords(from: string, through: string | null): string {
  if (through === null) return `It makes you a member from ${dayWords(from)} for life.`;
  return `It makes you a member from ${dayWords(from)} through ${dayWords(through)}.`;
}

function dayWords(day: string): string {
  return Temporal.PlainDate.from(day).toLocaleString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });
}
