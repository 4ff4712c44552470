import { deadlineWords, type DeadlineFacts } from './deadline.ts';
import { letter, type Letter } from './letter.ts';

interface Common {
  readonly organisation: string;
  readonly name: string;
  readonly election: string;
  readonly link: string;
  readonly help: string;
}

export interface TrusteeKeyFacts extends Common {
  /** Which step: in a group there are three. */
  readonly act: 'make-key' | 'share-out' | 'finish-key';
  /** How many of the trustees open the result; null: all of them. */
  readonly threshold: number | null;
  readonly trustees: number;
  /** Who the trustees are, or how many are needed, has changed: what was made before is void. */
  readonly isAnew: boolean;
  readonly isReminder: boolean;
}

/** Asks a trustee to make a key, or for the next step of a group's. */
export function trusteeKeyLetter(facts: TrusteeKeyFacts): Letter {
  const { election, name, organisation } = facts;
  const { subject, next, button } = keyWords(facts);
  const role =
    facts.threshold === null
      ? 'the result can be opened only with your part'
      : `you are one of ${facts.trustees} people, of whom ${facts.threshold} together open the result`;
  return letter({
    organisation,
    subject: `${facts.isReminder ? 'Still to do: ' : ''}${subject}: ${election}`,
    why: `${name}, you are a trustee of ${election} at ${organisation}: ${role}.`,
    paragraphs: next,
    button: { words: button, link: facts.link },
    after: afterWords(facts),
  });
}

interface KeyWords {
  readonly subject: string;
  readonly next: string[];
  readonly button: string;
}

function keyWords({ act, threshold, isAnew }: TrusteeKeyFacts): KeyWords {
  switch (act) {
    case 'make-key':
      return {
        subject: isAnew ? 'Make your trustee key anew' : 'Make your trustee key',
        next: [
          ...(isAnew
            ? ['The trustees of this election were changed, so every key is made anew. An older key file is void.']
            : []),
          'Next: open the link on a computer where you can keep a file, make your key, and save the key file. It takes about three minutes.',
          threshold === null
            ? 'Keep the file and its passphrase until the result is out. Without them nobody can open the result, and they cannot be replaced.'
            : 'Keep the file and its passphrase until the result is out. This is step 1 of 3; we write to you when the others have done theirs.',
        ],
        button: 'Make my key',
      };
    case 'share-out':
      return {
        subject: 'Step 2 of 3 for your trustee key',
        next: ['Every trustee has made a key. Next: open the link and choose your key file. It takes a minute.'],
        button: 'Go on with my key',
      };
    case 'finish-key':
      return {
        subject: 'Step 3 of 3 for your trustee key',
        next: [
          'Next: open the link with your key file at hand, on a call with the other trustees. You read fingerprints to each other, and your key is ready.',
        ],
        button: 'Finish my key',
      };
  }
}

export interface TrusteeShareFacts extends Common {
  readonly act: 'shuffle' | 'decrypt';
  readonly closed: DeadlineFacts;
  readonly isReminder: boolean;
}

/** Asks a trustee to mix the ballots, or for the partial decryption, after the close. */
export function trusteeShareLetter(facts: TrusteeShareFacts): Letter {
  const { subject, next, button } = shareWords(facts.act);
  return letter({
    organisation: facts.organisation,
    subject: `${facts.isReminder ? 'Still to do: ' : ''}${subject}: ${facts.election}`,
    why: `${facts.name}, voting in ${facts.election} closed on ${deadlineWords(facts.closed)} and met its quorum. The result now needs your part.`,
    paragraphs: [next],
    button: { words: button, link: facts.link },
    after: afterWords(facts),
  });
}

function shareWords(act: TrusteeShareFacts['act']): { subject: string; next: string; button: string } {
  switch (act) {
    case 'shuffle':
      return {
        subject: 'Voting has closed, mix the ballots',
        next: 'Next: open the link and mix the ballots, so that nobody can tell whose is whose when they are opened. You need no key file for it. Keep the page open until it says that it is done.',
        button: 'Mix the ballots',
      };
    case 'decrypt':
      return {
        subject: 'Voting has closed, add your part',
        next: 'Next: have your key file and its passphrase at hand, open the link, and choose the file. Your page checks the whole board before it adds your part.',
        button: 'Add my part',
      };
  }
}

/** The others were enough. */
export function trusteeNotNeededLetter(facts: Common): Letter {
  return letter({
    organisation: facts.organisation,
    subject: `Nothing more is needed from you: ${facts.election}`,
    why: `${facts.name}, enough trustees of ${facts.election} have added their part, and the result is open.`,
    paragraphs: ['Your part is not needed any more. Keep your key file until the result is certified, then delete it.'],
    button: { words: 'See the result', link: facts.link },
    after: [`Help: ${facts.help}.`],
  });
}

function afterWords({ help, isReminder }: { readonly help: string; readonly isReminder: boolean }): string[] {
  const older = isReminder ? 'The link is for you alone.' : 'The link is for you alone. Use the newest that you have.';
  return [older, `Help: ${help}.`];
}
