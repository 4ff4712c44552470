import { letter, type Letter } from './letter.ts';

/** Tells a member what became of the request to be on the roll. */
export function exceptionLetter(facts: {
  organisation: string;
  name: string;
  election: string;
  isAccepted: boolean;
  reason: string;
  opens: string;
  link: string;
  help: string;
}): Letter {
  const { organisation, name, election, isAccepted, reason, opens, link, help } = facts;
  const outcome = isAccepted
    ? 'You are on the roll now, and may vote.'
    : 'You are not on the roll, and cannot vote in this election.';
  return letter({
    organisation,
    subject: `${isAccepted ? 'You are on the roll' : 'Your request was refused'}: ${election}`,
    why: `${greeting(name)}you asked to be on the roll of ${election}. ${outcome}`,
    paragraphs: [
      `The reason that the election officers gave: ${reason}`,
      ...(isAccepted ? [`Your ballot comes by mail when voting opens, ${opens}.`] : []),
    ],
    button: { words: 'See my elections', link },
    after: [`Questions are answered at ${help}.`],
  });
}

/** A member may have no name. */
function greeting(name: string): string {
  return name === '' ? 'As a member, ' : `${name}, `;
}
