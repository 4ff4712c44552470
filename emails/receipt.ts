import { deadlineWords, inUtc, type DeadlineFacts } from './deadline.ts';
import { letter, type Letter } from './letter.ts';

/** Tells that a ballot reached the board: the tracker, never the choices. */
export function receiptLetter(facts: {
  organisation: string;
  name: string;
  election: string;
  tracker: string;
  height: number;
  castAt: string;
  replaced: boolean;
  closes: DeadlineFacts;
  link: string;
  help: string;
  /** The receipt as a file; null where the server signs none. */
  signed: string | null;
}): Letter {
  const replaced = facts.replaced ? ' It replaces the ballot that you cast before.' : '';
  return letter({
    organisation: facts.organisation,
    subject: `Your ballot is cast: ${facts.election}`,
    why: `${facts.name}, your ballot in ${facts.election} reached the public board on ${inUtc(facts.castAt)}, as entry ${facts.height}.${replaced}`,
    paragraphs: ['Your tracker:'],
    value: facts.tracker,
    button: { words: 'Find it on the public board', link: facts.link },
    after: [
      'With the tracker you can see that your ballot is on the board and was not changed. It does not show how you voted, so you may share it.',
      `You can vote again until ${deadlineWords(facts.closes)}. Only your last ballot counts.`,
      `If you did not cast this ballot, write at once to ${facts.help}.`,
      ...(facts.signed === null ? [] : [signedWords, facts.signed]),
    ],
  });
}

const signedWords =
  'The last line is your signed receipt. With it the server vouches for the board as it was when your ballot came: if your ballot were ever missing, the line would prove it. Keep this mail. Whoever checks the election can save the line as a file and check it too.';
