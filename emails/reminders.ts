import { Temporal } from 'temporal-polyfill';
import { greeting } from './address.ts';
import { deadlineWords, type DeadlineFacts } from './deadline.ts';
import { letter, type Letter } from './letter.ts';

interface Common {
  readonly organisation: string;
  readonly name: string;
  readonly help: string;
}

export interface DuesFacts {
  readonly tierName: string;
  /** The last day of the membership, `2027-02-03`. */
  readonly lastDay: string;
  /** Days from its end: -30 is thirty days before. */
  readonly step: number;
  readonly act: 'pay' | 'certify';
  readonly votes: boolean;
  /** Renewed by itself: the card is charged at the end. */
  readonly isAutomatic: boolean;
  /** Until when a renewal leaves no gap. */
  readonly graceDay: string;
  readonly link: string;
}

/** Tells a member that the membership ends, or has ended, and what to do. */
export function duesReminderLetter(facts: Common & DuesFacts): Letter {
  const { organisation, help, tierName, link, act, isAutomatic, step } = facts;
  const day = dayWords(facts.lastDay);
  if (isAutomatic && step < 0) return automaticLetter(facts, day);
  const ends = step < 0 ? `ends on ${day}` : step === 0 ? `ended on ${day}` : `has ended on ${day}`;
  return letter({
    organisation,
    subject: `Your ${tierName} membership ${step < 0 ? `ends on ${day}` : `ended on ${day}`}`,
    why: `${greeting(facts.name)}your ${tierName} membership of ${organisation} ${ends}.`,
    paragraphs: [
      act === 'pay'
        ? 'Renew it for another year: it takes about a minute.'
        : 'Say that it still holds for another year: it takes about a minute.',
      ...(step < 0 ? [] : [`If you renew it until ${dayWords(facts.graceDay)}, there is no gap.`]),
      ...(facts.votes ? ['It gives you a vote, which you have only while it lasts.'] : []),
    ],
    button: { words: 'Renew my membership', link },
    after: [
      'When you have renewed it, no more of these come.',
      `If you want to leave, you need do nothing. Questions: ${help}.`,
    ],
  });
}

function automaticLetter(facts: Common & DuesFacts, day: string): Letter {
  const { organisation, help, tierName, link } = facts;
  return letter({
    organisation,
    subject: `Your ${tierName} membership renews itself after ${day}`,
    why: `${greeting(facts.name)}your ${tierName} membership of ${organisation} runs until ${day} and then renews itself. You need do nothing.`,
    paragraphs: ['If you want to change the amount or stop, do it before that day.'],
    button: { words: 'See my membership', link },
    after: [`Questions: ${help}.`],
  });
}

/** Asks for the yearly affirmation. The link can do this and nothing else. */
export function affirmationLetter(
  facts: Common & {
    election: string;
    year: number;
    by: DeadlineFacts;
    opens: DeadlineFacts;
    link: string;
    isLast: boolean;
  },
): Letter {
  const { organisation, help, election, year, link } = facts;
  const by = deadlineWords(facts.by);
  return letter({
    organisation,
    subject: `${facts.isLast ? 'Last days: do' : 'Do'} you intend to vote at ${organisation} in ${year}? Until ${by}`,
    why: `${greeting(facts.name)}you will be able to vote in ${election} if you say by ${by} that you intend to. You have not said so yet.`,
    paragraphs: [
      'The bylaws ask this of members who vote once a year. It takes one press and is not a vote.',
      `Your ballot then comes by mail when voting opens, ${deadlineWords(facts.opens)}.`,
    ],
    button: { words: `I intend to vote in ${year}`, link },
    after: [
      'The link can do only this, and does nothing until you press the button on its page.',
      `Only members who have not said so get this. Questions: ${help}.`,
    ],
  });
}

function dayWords(day: string): string {
  return Temporal.PlainDate.from(day).toLocaleString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });
}
