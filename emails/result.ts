import { letter, type Letter } from './letter.ts';

export interface ContestOutcome {
  readonly title: string;
  /** Names of those elected, most votes first. */
  readonly elected: readonly string[];
  /** Names of those who tie for the last `seats`, if the votes did not decide. */
  readonly tied: { readonly names: readonly string[]; readonly seats: number } | null;
  /** The tie for the last seats that was broken: among whom, who won, and by what. */
  readonly broken: {
    readonly names: readonly string[];
    readonly won: readonly string[];
    readonly by: 'lot' | 'draw';
  } | null;
  /** What became of a motion, of options, or of an election that None of the above won, in a sentence; null: of nothing such. */
  readonly words: string | null;
}

interface Common {
  readonly organisation: string;
  readonly name: string;
  readonly election: string;
  readonly voted: number;
  readonly roll: number;
  readonly link: string;
  readonly help: string;
}

/** The result of an election that met its quorum. */
export function resultLetter(facts: Common & { outcomes: readonly ContestOutcome[] }): Letter {
  return letter({
    organisation: facts.organisation,
    subject: `The result: ${facts.election}`,
    why: `${facts.name}, you get this because you are on the roll of ${facts.election}.`,
    paragraphs: [
      ...facts.outcomes.map(outcomeWords),
      `${facts.voted} of ${facts.roll} voters cast a ballot. The result is provisional until it is certified.`,
    ],
    button: { words: 'See the result and check it yourself', link: facts.link },
    after: [`Questions: ${facts.help}.`],
  });
}

function outcomeWords({ title, elected, tied, broken, words }: ContestOutcome): string {
  if (words !== null) return `${title} – ${words}`;
  const won =
    elected.length === 0
      ? tied === null
        ? 'nobody is elected'
        : 'nobody is elected yet'
      : `elected: ${elected.join(', ')}`;
  if (broken !== null) {
    const by = broken.by === 'lot' ? 'The lot' : 'A public draw';
    return `${title} – ${won}. ${broken.names.join(', ')} tied for the last of the seats. ${by} decided: ${broken.won.join(', ')}.`;
  }
  if (tied === null) return `${title} – ${won}.`;
  const seats = tied.seats === 1 ? 'the last seat' : `the last ${tied.seats} seats`;
  return `${title} – ${won}. ${tied.names.join(', ')} tie for ${seats}; the votes do not decide between them.`;
}

/** The election ended below its quorum: void, nothing was opened. */
export function voidLetter(facts: Common & { needed: number }): Letter {
  return letter({
    organisation: facts.organisation,
    subject: `Void, quorum missed: ${facts.election}`,
    why: `${facts.name}, you get this because you are on the roll of ${facts.election}.`,
    paragraphs: [
      `The election is void. ${facts.voted} of ${facts.roll} voters cast a ballot; ${facts.needed} were needed.`,
      'Nobody is elected. The ballots were not opened and never will be.',
    ],
    button: { words: 'See the election', link: facts.link },
    after: [`Questions: ${facts.help}.`],
  });
}
