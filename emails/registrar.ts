import { deadlineWords, inUtc, type DeadlineFacts } from './deadline.ts';
import { letter, type Letter } from './letter.ts';

interface Common {
  readonly organisation: string;
  readonly name: string;
  readonly election: string;
  readonly link: string;
  readonly help: string;
}

const own = 'The link is for you alone, and an older one stops working.';

/** Asks the registrar to make the credentials of everybody on the frozen roll. */
export function registrarMakeLetter(
  facts: Common & { readonly voters: number; readonly opens: DeadlineFacts },
): Letter {
  return letter({
    organisation: facts.organisation,
    subject: `Make the personal links: ${facts.election}`,
    why: `${facts.name}, you are the registrar of ${facts.election} at ${facts.organisation}: you make the personal links of its ${facts.voters} voters, so that the server never knows them.`,
    paragraphs: [
      `Next: open the link on a computer where you can keep a file, before ${deadlineWords(facts.opens)}. It takes about five minutes. Your computer makes the links, you save them in a file under a passphrase, and the office gets the public halves only.`,
      'You send the links to the voters later, after the office has opened the election. We write to you then.',
    ],
    button: { words: 'Make the links', link: facts.link },
    after: [own, `Help: ${facts.help}.`],
  });
}

/** The list is published: the registrar checks it, and sends the links. */
export function registrarSendLetter(
  facts: Common & { readonly voters: number; readonly opens: DeadlineFacts; readonly closes: DeadlineFacts },
): Letter {
  return letter({
    organisation: facts.organisation,
    subject: `Send the personal links: ${facts.election}, voting opens ${inUtc(facts.opens.at)}`,
    why: `${facts.name}, you are the registrar of ${facts.election}. Your list is published, and its ${facts.voters} voters need their links.`,
    paragraphs: [
      `Voting opens on ${deadlineWords(facts.opens)} and closes on ${deadlineWords(facts.closes)}.`,
      'Next: have your file and its passphrase at hand and open the link. Your page first checks that the published list is exactly yours; then you send the links from your own mail account.',
      'When all are sent, say so on the page. It tells you what to delete.',
    ],
    button: { words: 'Check the list and send the links', link: facts.link },
    after: [own, `Help: ${facts.help}.`],
  });
}

/** An officer asks for another link for voters whose link was lost. Who they are stands on the page, not in the mail. */
export function registrarReplaceLetter(facts: Common & { readonly closes: DeadlineFacts }): Letter {
  return letter({
    organisation: facts.organisation,
    subject: `A voter needs another link: ${facts.election}`,
    why: `${facts.name}, you are the registrar of ${facts.election}. The office asks you for another personal link for a voter.`,
    paragraphs: [
      `Next: have the file with the spare links and its passphrase at hand and open the link. Voting closes on ${deadlineWords(facts.closes)}.`,
      'The voter’s old link is void from the moment when you give the new one, unless it was used before.',
    ],
    button: { words: 'Give another link', link: facts.link },
    after: [own, `Help: ${facts.help}.`],
  });
}

/** The links are out: what to delete, and what to keep. */
export function registrarDoneLetter(facts: Omit<Common, 'link'> & { readonly closes: DeadlineFacts }): Letter {
  return letter({
    organisation: facts.organisation,
    subject: `The links are sent: ${facts.election}`,
    why: `${facts.name}, you said that the personal links of ${facts.election} are sent.`,
    paragraphs: [
      'Delete now: the first file that you saved, the table for the mail program, and the sent mails with the links. Empty the trash too. Whoever finds a link and can read that voter’s mail could vote for them.',
      `Keep the small file with the spare links until voting closes, on ${deadlineWords(facts.closes)}. If a voter’s link is lost, we write to you and you need it.`,
    ],
    after: [`Help: ${facts.help}.`],
  });
}

/** From the server to a voter whose link somebody else sends: who that is, so that the mail is believed, and no other. */
export function linkComesLetter(
  facts: Common & { readonly registrar: string; readonly address: string; readonly closes: DeadlineFacts },
): Letter {
  return letter({
    organisation: facts.organisation,
    subject: `Voting is open: ${facts.election}, until ${inUtc(facts.closes.at)}`,
    why: `${facts.name}, you get this because you are on the roll of ${facts.election} at ${facts.organisation}.`,
    paragraphs: [
      `Your personal link comes from ${facts.registrar}, ${facts.address}, in a mail of its own; perhaps you have it already. Look among unwanted mail too. We do not know your link.`,
      `Voting is open until ${deadlineWords(facts.closes)}.`,
    ],
    button: { words: 'Look at the election', link: facts.link },
    after: [
      'Your link is the one that begins like the address above and goes on with /vote/. Nobody needs your password or a payment from you.',
      'If it has not come, ask the office for another.',
      'This is a notice of the election and not a list: you get it as long as you are on the roll, and cannot leave it.',
      `Help: ${facts.help}.`,
    ],
  });
}

/** From the registrar to a voter, sent from the registrar's own account: the personal link. */
export function personalLinkLetter(
  facts: Common & { readonly registrar: string; readonly opens: DeadlineFacts; readonly closes: DeadlineFacts },
): Letter {
  return letter({
    organisation: facts.organisation,
    subject: `Your personal link: ${facts.election}, until ${inUtc(facts.closes.at)}`,
    why: `${facts.name}, you get this because you are on the roll of ${facts.election} at ${facts.organisation}. I, ${facts.registrar}, am its registrar: I made your link, and the office does not know it.`,
    paragraphs: [
      `Voting is open from ${deadlineWords(facts.opens)} until ${deadlineWords(facts.closes)}.`,
      'This link is yours alone: whoever has it and can read your mail could vote for you. Opening it casts nothing.',
    ],
    button: { words: 'Open my ballot', link: facts.link },
    after: [
      'You can vote again until the close; only your last ballot counts, so keep this mail until then.',
      'We never ask you to reply with your choice.',
      `If the link is lost, ask the office for another, not me. Help: ${facts.help}.`,
    ],
  });
}
