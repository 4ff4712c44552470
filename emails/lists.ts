import { deadlineWords, inUtc, type DeadlineFacts } from './deadline.ts';
import { letter, type Letter } from './letter.ts';

/** What every mail of a list says besides its matter. `leave`: where this list is left by one press. */
export interface ListMail {
  readonly organisation: string;
  readonly help: string;
  readonly name: string;
  readonly list: string;
  readonly leave: string;
}

/** Asks an address whether it wants to be on a list: nobody is on one because somebody else typed their address. */
export function listConfirmLetter(facts: {
  organisation: string;
  help: string;
  list: string;
  until: string;
  link: string;
}): Letter {
  const { organisation, help, list, until, link } = facts;
  return letter({
    organisation,
    subject: `Do you want the list ${list} of ${organisation}?`,
    why: `Somebody asked that the list ${list} of ${organisation} comes to this address.`,
    paragraphs: [`If it was you, open the link until ${inUtc(until)} and press the button there.`],
    button: { words: 'Yes, I want this list', link },
    after: [`If it was not you, do nothing: you are on no list. Questions: ${help}.`],
  });
}

/** Tells the list that voting has opened. The ballot itself comes in a mail of its own. */
export function voteOpenedLetter(facts: ListMail & { election: string; closes: DeadlineFacts; link: string }): Letter {
  const { organisation, election, link } = facts;
  return letter({
    organisation,
    subject: `Voting is open: ${election}`,
    why: whyListed(facts),
    paragraphs: [
      `Voting in ${election} is open until ${deadlineWords(facts.closes)}. Whoever is on the roll gets the ballot in a mail of its own.`,
    ],
    button: { words: 'See who stands', link },
    ...ending(facts),
  });
}

export function resultCertifiedLetter(facts: ListMail & { election: string; link: string }): Letter {
  const { organisation, election, link } = facts;
  return letter({
    organisation,
    subject: `The result is certified: ${election}`,
    why: whyListed(facts),
    paragraphs: [`The result of ${election} is certified.`],
    button: { words: 'See the result', link },
    ...ending(facts),
  });
}

/** What an officer wrote, paragraph by paragraph. */
export function announcementLetter(facts: ListMail & { subject: string; text: string }): Letter {
  const { organisation, subject, text } = facts;
  return letter({
    organisation,
    subject,
    why: whyListed(facts),
    paragraphs: text.split(/\n{2,}/u),
    ...ending(facts),
  });
}

/** What an officer wrote about an election, to a list. */
export function noticeToListLetter(facts: ListMail & { subject: string; markdown: string; html: string }): Letter {
  const { organisation, subject, markdown: text, html } = facts;
  const prose = { text, html };
  return letter({ organisation, subject, why: whyListed(facts), paragraphs: [], prose, ...ending(facts) });
}

function whyListed({ organisation, name, list }: ListMail): string {
  const you = name === '' ? 'You get' : `${name}, you get`;
  return `${you} this because you are on the list ${list} of ${organisation}.`;
}

function ending({ help, list, leave }: ListMail) {
  return {
    after: [
      'Ballots and notices of elections in which you may vote are no list, and come whether or not you are on one.',
      `Questions: ${help}.`,
    ],
    leave: { words: `Leave the list ${list}`, link: leave },
  };
}
