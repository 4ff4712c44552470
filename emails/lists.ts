import { deadlineWords, type DeadlineFacts } from './deadline.ts';
import { letter, type Letter } from './letter.ts';

interface Common {
  readonly organisation: string;
  readonly help: string;
}

/** Asks an address whether it wants to be on a list: nobody is on one because somebody else typed their address. */
export function listConfirmLetter(facts: Common & { list: string; about: string; link: string }): Letter {
  const { organisation, help, list, about, link } = facts;
  return letter({
    organisation,
    subject: `Do you want the list ${list} of ${organisation}?`,
    why: `Somebody asked that the list ${list} of ${organisation} comes to this address. ${about}`,
    paragraphs: ['If it was you, open the link within 7 days and press the button there.'],
    button: { words: 'Yes, I want this list', link },
    after: [`If it was not you, do nothing: you are on no list. Questions: ${help}.`],
  });
}

/** What goes to the list of votes. Its headers let a mail program leave the list with one press. */
export function announcementLetter(
  facts: Common & {
    list: string;
    what: 'opened' | 'certified';
    election: string;
    closes: DeadlineFacts;
    link: string;
    leaveLink: string;
    oneClick: string;
  },
): Letter {
  const { organisation, list, what, election, link, leaveLink, oneClick } = facts;
  const isOpen = what === 'opened';
  return {
    ...letter({
      organisation,
      subject: isOpen ? `Voting is open: ${election}` : `The result is certified: ${election}`,
      why: `You get this because you are on the list ${list} of ${organisation}.`,
      paragraphs: [
        isOpen
          ? `Voting in ${election} is open until ${deadlineWords(facts.closes)}. Whoever is on the roll gets the ballot in a mail of its own.`
          : `The result of ${election} is certified.`,
      ],
      button: { words: isOpen ? 'See who stands' : 'See the result', link },
      after: [
        `Leave this list: ${leaveLink}`,
        'Ballots and notices of an election in which you may vote are no list: they come as long as you are a voting member.',
      ],
    }),
    list: { id: list.toLowerCase(), oneClick },
  };
}
