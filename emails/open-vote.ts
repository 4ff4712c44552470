import { Temporal } from 'temporal-polyfill';
import { greeting } from './address.ts';
import { deadlineWords, type DeadlineFacts } from './deadline.ts';
import { letter, type Letter } from './letter.ts';

interface Common {
  readonly organisation: string;
  readonly name: string;
  readonly help: string;
  readonly body: string;
  readonly title: string;
  readonly link: string;
}

/** Tells a member of a body that a vote is open. */
export function openVoteLetter(facts: Common & { readonly closes: DeadlineFacts }): Letter {
  const closes = deadlineWords(facts.closes);
  return letter({
    organisation: facts.organisation,
    subject: `Your vote: ${facts.title}, until ${closes}`,
    why: `${greeting(facts.name)}you are a member of ${facts.body}, which votes without a meeting on this: ${facts.title}.`,
    paragraphs: [
      `Say aye, nay or abstain until ${closes}, or that you are recused. You can change it until then.`,
      'This vote is open: the others see what you say, and it stands in the record under your name.',
    ],
    button: { words: 'Read it and vote', link: facts.link },
    after: [`You sign in on the way. Questions: ${facts.help}.`],
  });
}

/** A day before the close, to whoever has said nothing. */
export function openVoteReminderLetter(facts: Common & { readonly closes: DeadlineFacts }): Letter {
  const closes = deadlineWords(facts.closes);
  return letter({
    organisation: facts.organisation,
    subject: `Not voted yet: ${facts.title}, until ${closes}`,
    why: `${greeting(facts.name)}you are a member of ${facts.body} and have not voted on this yet: ${facts.title}.`,
    paragraphs: [`It closes ${closes}. Whoever says nothing by then is absent.`],
    button: { words: 'Read it and vote', link: facts.link },
    after: [`Only members who have not voted get this. Questions: ${facts.help}.`],
  });
}

/** Tells a member how the roll call of a meeting recorded them. */
export function openVoteRecordedLetter(facts: Common & { readonly mark: string; readonly meetingOn: string }): Letter {
  const day = Temporal.PlainDate.from(facts.meetingOn).toLocaleString('en-GB', {
    ...{ day: 'numeric', month: 'long', year: 'numeric' },
  });
  return letter({
    organisation: facts.organisation,
    subject: `You are recorded as ${facts.mark}: ${facts.title}`,
    why: `${greeting(facts.name)}in the meeting of ${facts.body} on ${day} you are recorded as ${facts.mark} on this: ${facts.title}.`,
    paragraphs: ['If that is wrong, say so on the page of the vote. What you say stands beside the mark.'],
    button: { words: 'See the vote', link: facts.link },
    after: [`If it is right, you need do nothing. Questions: ${facts.help}.`],
  });
}
