import { letter, type Letter } from './letter.ts';

/** Tells the staff that a result is held back, because two counts of the same ballots differ. */
export function countsDifferLetter(facts: {
  organisation: string;
  name: string;
  election: string;
  differences: string;
  link: string;
  help: string;
}): Letter {
  const { organisation, name, election, differences, link, help } = facts;
  return letter({
    organisation,
    subject: `The result is held back: ${election}`,
    why: `${name}, you work for ${organisation}. Two programs counted the same ballots of ${election} and came to different results, so nothing is published.`,
    paragraphs: [
      differences,
      'The ballots are safe, and nobody has to vote again. One of the two programs is wrong. Do not announce a result.',
      'Next: tell whoever runs this server, and send them this mail. Once the program is mended, press “Count again” on the page of the election.',
    ],
    button: { words: 'See the election', link },
    after: [`Help: ${help}.`],
  });
}
