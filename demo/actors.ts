import { decryptTally } from '../protocol/decryption.ts';
import { linkProof } from '../protocol/link-proof.ts';
import { generateTrusteeKey } from '../protocol/trustee-key.ts';
import { openRecord } from '../protocol/verify-record.ts';
import { prepareElection } from '../protocol/ballot.ts';
import { tallyBallots } from '../protocol/tally.ts';
import type { Devices } from './sealing.ts';
import { Visitor } from './visitor.ts';

/** Where everybody in the demonstration finds the product and their mail. */
export interface Town {
  readonly url: string;
  readonly devices: Devices;
}

export const officerName = 'Ines Halvorsen';
export const officerEmail = 'ines.halvorsen@lantern.example';
export const officerPassword = 'seven quiet herons wade at dusk';

/**
 * The newest mail to an address whose text matches; waits for it as a person would look again. `known`: so many such mails
 * were there before, and another one is meant.
 */
export async function readMail(town: Town, to: string, pattern: RegExp, known = 0): Promise<string> {
  for (let tries = 0; tries < 600; tries += 1) {
    const found = await matching(town, to, pattern);
    if (found[0] !== undefined && found.length > known) return found[0];
    await new Promise((done) => setTimeout(done, 25));
  }
  throw new Error(`No mail to ${to} came within 15 seconds`);
}

/** What the pattern catches in the mails to an address, the newest first. */
async function matching({ url }: Town, to: string, pattern: RegExp): Promise<string[]> {
  // The mailbox lets in only who comes straight from this machine, not through a proxy: no visitor of ours.
  const response = await fetch(`${url}/api/mailbox?to=${encodeURIComponent(to)}`);
  const { messages } = (await response.json()) as { messages: { text: string }[] };
  return messages.flatMap(({ text }) => pattern.exec(text)?.[1] ?? []);
}

const codeLine = /^ {4}(\d{6})$/m;

/** Asks for a code, and enters the one that comes: who signed in weeks ago has old codes in the mailbox. */
async function enterCode(
  town: Town,
  visitor: Visitor,
  address: string,
  ask: () => Promise<{ requestId: string }>,
): Promise<void> {
  const known = (await matching(town, address, codeLine)).length;
  const { requestId } = await ask();
  const code = await readMail(town, address, codeLine, known);
  await visitor.call('signInByCode', { body: { requestId, code } });
}

/** A member, signed in by a mailed code. */
export async function member(town: Town, email: string): Promise<Visitor> {
  const visitor = new Visitor(town.url);
  await enterCode(town, visitor, email, () => visitor.call('requestSignIn', { body: { email } }));
  return visitor;
}

/** The officer, signed in anew: days pass between one phase and the next. */
export async function officer({ url }: Town): Promise<Visitor> {
  const visitor = new Visitor(url);
  await visitor.call('signInByPassword', { body: { email: officerEmail, password: officerPassword } });
  return visitor;
}

/** One voter, from the ballot mail to the receipt. */
export async function vote(town: Town, electionId: string, address: string, choices: number[][]): Promise<void> {
  const visitor = new Visitor(town.url);
  const path = { electionId };
  const credential = await readMail(town, address, /\/vote\/[^#\s]+#(\S+)/);
  const link = linkProof(electionId, credential);
  await enterCode(town, visitor, address, () => visitor.call('requestBallotCode', { path, body: { link } }));
  const { election } = await visitor.call('readBallotPaper', { path });
  const ballot = await town.devices.seal({ election, credential, choices });
  const receipt = await visitor.call('castBallot', { path, body: { ballot } });
  const place = await visitor.call('findTracker', { path, query: { tracker: receipt.tracker } });
  if (place.found !== 'counts') throw new Error(`The ballot of ${address} is not on the board`);
}

/** A trustee: makes a key and keeps it, later opens the tally that the board itself gives, and nothing else. */
export class Trustee {
  readonly name: string;
  readonly email: string;
  #privateKey = '';

  constructor(name: string, email: string) {
    this.name = name;
    this.email = email;
  }

  async makeKey(town: Town, electionId: string): Promise<void> {
    const token = await readMail(town, this.email, /\/trustee\/[^#\s]+#(\S+)/);
    const { privateKey, publicKey } = generateTrusteeKey();
    this.#privateKey = privateKey;
    await new Visitor(town.url).call('giveKey', { path: { electionId }, body: { token, publicKey } });
  }

  async addPart(town: Town, electionId: string): Promise<void> {
    const visitor = new Visitor(town.url);
    const token = await readMail(town, this.email, /Add my part:\n\S+\/trustee\/[^#\s]+#(\S+)/);
    const response = await visitor.fetch(`/api/elections/${electionId}/record`);
    const opening = openRecord([new Uint8Array(await response.arrayBuffer())]);
    if (!opening.ok) throw new Error('The record cannot be read');
    const { election, ballots } = opening.record;
    const { encryptedTally } = tallyBallots(prepareElection(election), ballots);
    const share = decryptTally({ election, encryptedTally, privateKey: this.#privateKey });
    await visitor.call('giveShare', { path: { electionId }, body: { token, share } });
  }
}
