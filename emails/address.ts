import { inUtc } from './deadline.ts';
import { letter, type Letter } from './letter.ts';

interface Common {
  readonly organisation: string;
  readonly name: string;
  readonly help: string;
}

/** Asks the new address whether it is right. The link signs nobody in. */
export function addressConfirmLetter(facts: Common & { link: string }): Letter {
  const { organisation, name, help, link } = facts;
  return letter({
    organisation,
    subject: `Is this your new mail address at ${organisation}?`,
    why: `${greeting(name)}somebody who is signed in at ${organisation} asked that mail goes to this address from now on.`,
    paragraphs: ['If it was you, open the link within 24 hours and press the button there.'],
    button: { words: 'Use this address', link },
    after: [`If it was not you, do nothing: nothing changes. Questions: ${help}.`],
  });
}

/** Tells whoever has the address already that somebody asked for it; who asked is not told, nor is the asker told this. */
export function addressTakenLetter(facts: Common & { link: string }): Letter {
  const { organisation, name, help, link } = facts;
  return letter({
    organisation,
    subject: `Somebody gave your address at ${organisation}`,
    why: `${greeting(name)}somebody who is signed in at ${organisation} gave this address as their new one. It is yours already, so nothing changed.`,
    paragraphs: [
      'If that was you, you are on our list twice. Write to the office, which can make the two records one.',
    ],
    button: { words: 'Sign in', link },
    after: [`If it was not you, there is nothing to do. Questions: ${help}.`],
  });
}

/** Tells the old address that it was left, with the way back. */
export function addressLeftLetter(
  facts: Common & { newAddress: string; by: string; link: string; undoUntil: string },
): Letter {
  const { organisation, name, help, link, newAddress, by, undoUntil } = facts;
  return letter({
    organisation,
    subject: `Your mail address at ${organisation} was changed`,
    why: `${greeting(name)}your mail address at ${organisation} was changed by ${by}. Mail goes to ${hidden(newAddress)} from now on, and you are signed out everywhere.`,
    paragraphs: [`If that is wrong, undo it until ${inUtc(undoUntil)}. You need not sign in for it.`],
    button: { words: 'Undo the change', link },
    after: [`If it is right, there is nothing to do. Questions: ${help}.`],
  });
}

/** Tells an address that mail comes to it from now on. */
export function addressNowLetter(facts: Common & { by: string; link: string }): Letter {
  const { organisation, name, help, by, link } = facts;
  return letter({
    organisation,
    subject: `Mail from ${organisation} comes to this address now`,
    why: `${greeting(name)}your mail address at ${organisation} was changed by ${by}. You sign in with this address from now on.`,
    paragraphs: [],
    button: { words: 'Sign in', link },
    after: [`If that is wrong, write to ${help}.`],
  });
}

/** A member may have no name. */
export function greeting(name: string): string {
  return name === '' ? 'As a member: ' : `${name}, `;
}

/** The old mailbox may be somebody else's by now: it sees enough to recognise the new address, and not all of it. */
function hidden(address: string): string {
  const [local = '', domain = ''] = address.split('@');
  return `${local.slice(0, 1)}•••@${domain}`;
}
