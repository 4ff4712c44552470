import { letter, type Letter } from './letter.ts';

/** The mail that answers a wish to sign in. The link does nothing until its page's button is pressed. */
export function signInLetter(facts: {
  organisation: string;
  name: string;
  code: string;
  link: string;
  help: string;
}): Letter {
  return letter({
    organisation: facts.organisation,
    subject: `${facts.code} is your sign-in code for ${facts.organisation}`,
    why: `${facts.name}, somebody asked to sign in to ${facts.organisation} with your address. If it was you, type this code on the page that asked for it:`,
    paragraphs: [],
    value: facts.code,
    button: { words: 'Sign in with this link instead', link: facts.link },
    after: [
      'The code and the link work once, for 10 minutes. We never ask for the code by phone or mail.',
      `If it was not you, do nothing: without the code nobody gets in. Questions: ${facts.help}.`,
    ],
  });
}
