import { greeting } from './address.ts';
import { deadlineWords, type DeadlineFacts } from './deadline.ts';
import { letter, type Letter } from './letter.ts';

interface Common {
  readonly organisation: string;
  readonly help: string;
  readonly name: string;
  readonly election: string;
  readonly contest: string;
  readonly link: string;
}

/** Asks somebody whether they want to stand. What was written about them stands on the page, not in the mail. */
export function inviteLetter(
  facts: Common & { readonly nominators: readonly string[]; readonly closes: DeadlineFacts; readonly reminds: boolean },
): Letter {
  const { organisation, help, name, election, contest, link, nominators, reminds } = facts;
  const by = deadlineWords(facts.closes);
  const who = namesOf(nominators);
  return letter({
    organisation,
    subject: `${reminds ? 'Your answer is open: you are' : 'You are'} nominated for ${contest}, ${election}, until ${by}`,
    why: `${greeting(name)}${who} nominated you for ${contest} in ${election} of ${organisation}.${reminds ? ' You have not answered yet.' : ''}`,
    paragraphs: [
      `Do you want to stand? Say yes or no by ${by}. You need no account for it.`,
      'Nobody is made to stand: if you do not answer, you do not stand.',
    ],
    button: { words: 'Read and answer', link },
    after: [
      'Opening the link changes nothing: you answer on its page.',
      `The link is yours alone. Whoever has it can answer for you. Questions: ${help}.`,
    ],
  });
}

/** To a nominee who did not answer. */
export function lapsedLetter({ organisation, help, name, election, contest, link }: Common): Letter {
  return letter({
    organisation,
    subject: `You do not stand for ${contest}, ${election}`,
    why: `${greeting(name)}you were nominated for ${contest} in ${election}. Nominations have closed and you had not answered, so you do not stand.`,
    paragraphs: ['There is nothing to do.'],
    button: { words: 'See the nomination', link },
    after: [`Questions: ${help}.`],
  });
}

/** To a nominee about whom officers decided. */
export function decidedLetter(
  facts: Common & {
    readonly outcome: 'approved' | 'refused';
    readonly reason: string;
    readonly candidates: DeadlineFacts | null;
  },
): Letter {
  const { organisation, help, name, election, contest, link, outcome, reason, candidates } = facts;
  const announced = candidates === null ? [] : [`All candidates are announced at once: ${deadlineWords(candidates)}.`];
  return letter({
    organisation,
    subject: `Your nomination for ${contest}, ${election}, is ${outcome}`,
    why: `${greeting(name)}the election officers have ${outcome} your nomination for ${contest} in ${election}.`,
    paragraphs:
      outcome === 'approved'
        ? ['You will stand on the ballot.', ...announced]
        : [`Their reason: ${reason}`, 'You can answer once. The officers then decide again.'],
    button: { words: outcome === 'approved' ? 'See my nomination' : 'Read and answer', link },
    after: [`The link is yours alone. Questions: ${help}.`],
  });
}

/** To whoever nominated somebody: what became of it. */
export function nominatorLetter(
  facts: Common & { readonly nominee: string; readonly what: 'accepted' | 'declined' | 'nobody' },
): Letter {
  const { organisation, help, name, election, contest, link, nominee, what } = facts;
  const said = {
    accepted: {
      short: 'has accepted',
      long: 'has accepted',
      after: 'The election officers look at the nomination next.',
    },
    declined: { short: 'has declined', long: 'has declined', after: 'There is nothing more to do.' },
    nobody: {
      short: 'has not answered',
      long: 'did not answer until nominations closed, and does not stand',
      after: 'There is nothing more to do.',
    },
  }[what];
  return letter({
    organisation,
    subject: `${nominee} ${said.short}: ${contest}, ${election}`,
    why: `${greeting(name)}you nominated ${nominee} for ${contest} in ${election}. ${nominee} ${said.long}.`,
    paragraphs: [said.after],
    button: { words: 'See my nominations', link },
    after: [`Questions: ${help}.`],
  });
}

/** `Ada Example, Ben Example and 3 others` */
function namesOf(names: readonly string[]): string {
  const [first = 'Somebody', second, ...others] = names;
  if (second === undefined) return first;
  if (others.length === 0) return `${first} and ${second}`;
  return `${first}, ${second} and ${others.length} ${others.length === 1 ? 'other' : 'others'}`;
}
