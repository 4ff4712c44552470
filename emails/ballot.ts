import { deadlineWords, inUtc, type DeadlineFacts } from './deadline.ts';
import { letter, type Letter } from './letter.ts';

/** "Your ballot is ready." The credential stands in the fragment of the link, which browsers do not send to servers. */
export function ballotLetter(facts: {
  organisation: string;
  name: string;
  election: string;
  closes: DeadlineFacts;
  link: string;
  help: string;
}): Letter {
  return letter({
    organisation: facts.organisation,
    subject: `Your ballot: ${facts.election}, until ${inUtc(facts.closes.at)}`,
    why: `${facts.name}, you get this because you are on the roll of ${facts.election} at ${facts.organisation}.`,
    paragraphs: [
      `Voting is open until ${deadlineWords(facts.closes)}.`,
      'This link is yours alone: whoever has it and can read your mail could vote for you. Opening it casts nothing.',
    ],
    button: { words: 'Open my ballot', link: facts.link },
    after: [
      'You can vote again until the close; only your last ballot counts, so keep this mail until then.',
      'We never ask you to reply with your choice.',
      'This is a notice of the election and not a list: you get it as long as you are on the roll, and cannot leave it.',
      `Help: ${facts.help}.`,
    ],
  });
}
