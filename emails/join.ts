import { letter, type Letter } from './letter.ts';

/** The code that proves the address of somebody who wants to join. */
export function joinLetter(facts: {
  organisation: string;
  name: string;
  code: string;
  link: string;
  help: string;
}): Letter {
  const { organisation, name, code, link, help } = facts;
  return letter({
    organisation,
    subject: `${code} is your code for joining ${organisation}`,
    why: `${name}, somebody wants to join ${organisation} with your address. If it was you, type this code on the page that asked for it:`,
    paragraphs: [],
    value: code,
    button: { words: 'Begin again', link },
    after: [
      'The code works once, for 10 minutes. If you closed the page, begin again.',
      `If it was not you, do nothing: without the code nothing happens. Questions: ${help}.`,
    ],
  });
}
