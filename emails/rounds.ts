import { deadlineWords, inUtc, type DeadlineFacts } from './deadline.ts';
import { letter, type Letter } from './letter.ts';

interface Common {
  readonly organisation: string;
  readonly help: string;
  readonly name: string;
  readonly programme: string;
  readonly link: string;
}

/** Asks an address whether a nomination comes from it: nobody nominates in the name of somebody else. */
export function nominationLetter(facts: Common & { nominee: string; until: string; cutOff: DeadlineFacts }): Letter {
  const { organisation, help, programme, link, nominee, until, cutOff } = facts;
  return letter({
    organisation,
    subject: `Confirm your nomination: ${programme}`,
    why: `${greeting(facts)}somebody wrote a nomination for ${programme} of ${organisation} and gave this address.`,
    paragraphs: [
      `It proposes ${nominee}. If it is yours, open the link until ${inUtc(until)} and press the button there.`,
      `It counts from the moment you press it. The next cut-off is ${deadlineWords(cutOff)}.`,
    ],
    button: { words: 'Confirm my nomination', link },
    after: [
      'Keep this mail: the same link shows later how the nomination stands.',
      `If it is not yours, do nothing: it is deleted. Questions: ${help}.`,
    ],
  });
}

/** Asks a referee for a few words about somebody. */
export function referenceLetter(facts: Common & { nominee: string; nominator: string; until: DeadlineFacts }): Letter {
  const { organisation, help, programme, link, nominee, nominator, until } = facts;
  return letter({
    organisation,
    subject: `A reference for ${nominee}: ${programme}, until ${deadlineWords(until)}`,
    why: `${greeting(facts)}${nominator} proposed ${nominee} for ${programme} of ${organisation} and named you as a reference.`,
    paragraphs: [
      `What do you know of the work of ${nominee}? A few sentences are enough. Only the reviewers read them.`,
      `You can write them once, until ${deadlineWords(until)}.`,
    ],
    button: { words: 'Write the reference', link },
    after: [
      'The nomination is confidential: it is not public, and the person may not know of it.',
      `If you do not want to write one, do nothing. Questions: ${help}.`,
    ],
  });
}

/** Tells a reviewer that a review has begun, or that it ends soon and votes are missing. */
export function reviewLetter(
  facts: Common & { event: 'open' | 'last'; nominees: number; missing: number; until: DeadlineFacts },
): Letter {
  const { organisation, help, programme, link, event, nominees, missing, until } = facts;
  const people = (count: number) => (count === 1 ? '1 nominee' : `${count} nominees`);
  const isOpen = event === 'open';
  return letter({
    organisation,
    subject: `${isOpen ? 'Review' : 'Your votes are missing'}: ${programme}, until ${deadlineWords(until)}`,
    why: `${greeting(facts)}you review the nominations for ${programme} of ${organisation}.`,
    paragraphs: [
      isOpen
        ? `The review of ${people(nominees)} has begun and ends ${deadlineWords(until)}.`
        : `The review ends ${deadlineWords(until)}. You have not voted on ${missing === nominees ? people(nominees) : `${missing} of ${people(nominees)}`} yet.`,
      'You can change your votes until then. If you are close to a nominee, recuse yourself.',
    ],
    button: { words: 'Review the nominations', link },
    after: [`Questions: ${help}.`],
  });
}

/** Tells a nominator what came of a nomination. */
export function nominationOutcomeLetter(
  facts: Common & { nominee: string; isAccepted: boolean; rounds: number; tier: string },
): Letter {
  const { organisation, help, programme, link, nominee, isAccepted, rounds, tier } = facts;
  return letter({
    organisation,
    subject: isAccepted ? `${nominee}: ${tier} of ${organisation}` : `Your nomination has ended: ${programme}`,
    why: `${greeting(facts)}you proposed ${nominee} for ${programme} of ${organisation}.`,
    paragraphs: isAccepted
      ? [`The reviewers accepted your nomination: ${nominee} was appointed ${tier}.`]
      : [
          `${nominee} was reviewed in ${rounds === 1 ? 'one round' : `${rounds} rounds`} and not accepted. The nomination has ended.`,
          'Anybody may propose the same person again.',
        ],
    button: { words: isAccepted ? 'See who was appointed' : 'Nominate somebody', link },
    after: [`Questions: ${help}.`],
  });
}

/** Tells somebody of their appointment, once it is public. */
export function appointmentLetter(facts: Common & { tier: string; decidedOn: string }): Letter {
  const { organisation, help, programme, link, tier, decidedOn } = facts;
  return letter({
    organisation,
    subject: `You were appointed ${tier} of ${organisation}`,
    why: `${greeting(facts)}somebody proposed you for ${programme} of ${organisation}, and the reviewers accepted.`,
    paragraphs: [`You are ${tier} since ${decidedOn}. You need do nothing for it.`],
    button: { words: 'See who was appointed', link },
    after: [`Your own page, with what it means for votes, is on the same site. Questions: ${help}.`],
  });
}

function greeting({ name }: { readonly name: string }): string {
  return name === '' ? 'Hello, ' : `${name}, `;
}
