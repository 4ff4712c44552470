import { deadlineWords, type DeadlineFacts } from './deadline.ts';
import { letter, type Letter } from './letter.ts';

interface Common {
  readonly organisation: string;
  readonly name: string;
  readonly election: string;
  readonly link: string;
  readonly help: string;
}

/** Asks a trustee to make a key. A newer mail's link replaces an older one's. */
export function trusteeKeyLetter(facts: Common): Letter {
  return letter({
    organisation: facts.organisation,
    subject: `Make your trustee key: ${facts.election}`,
    why: `${facts.name}, you are a trustee of ${facts.election} at ${facts.organisation}: the result can be opened only with your part.`,
    paragraphs: [
      'Next: open the link on a computer where you can keep a file, make your key, and save the key file. It takes about three minutes.',
      'Keep the file until the result is out. Without it nobody can open the result, and it cannot be replaced.',
    ],
    button: { words: 'Make my key', link: facts.link },
    after: ['The link is for you alone, and an older one stops working.', `Help: ${facts.help}.`],
  });
}

/** Asks a trustee for the partial decryption after the close. */
export function trusteeShareLetter(facts: Common & { closed: DeadlineFacts }): Letter {
  return letter({
    organisation: facts.organisation,
    subject: `Voting has closed, add your part: ${facts.election}`,
    why: `${facts.name}, voting in ${facts.election} closed on ${deadlineWords(facts.closed)} and met its quorum. The result now needs your part.`,
    paragraphs: [
      'Next: have your key file at hand, open the link, and choose the file. Your page checks the whole board before it adds your part.',
    ],
    button: { words: 'Add my part', link: facts.link },
    after: ['The link is for you alone, and an older one stops working.', `Help: ${facts.help}.`],
  });
}
