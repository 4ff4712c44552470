import { decryptTally } from '../../protocol/decryption.ts';
import { tallyBallots } from '../../protocol/tally.ts';
import { generateTrusteeKey, type TrusteeKey } from '../../protocol/trustee-key.ts';
import { openRecord, prepareElection } from '../../protocol/verify-record.ts';
import { downloadRecord } from './board.ts';
import { aDraft, freeze, mailTo, OPENS } from './elections.ts';
import type { Product, Visitor } from './product.ts';

export const TRUSTEES = [
  { name: 'Odalys Brandt', email: 'odalys@trustees.example' },
  { name: 'Henk Verbruggen', email: 'henk@trustees.example' },
];

/** A trustee with the key file that the browser made. */
export interface Trustee {
  readonly email: string;
  readonly key: TrusteeKey;
}

/** The token of the newest trustee mail to an address. */
export async function trusteeToken(product: Product, email: string): Promise<string> {
  const mails = await mailTo(product, email);
  const token = mails
    .map(({ text }) => /\/trustee\/[^#\s]+#(\S+)/.exec(text)?.[1])
    .find((found) => found !== undefined);
  if (token === undefined) throw new Error(`No trustee mail for ${email}`);
  return token;
}

/** A draft whose trustees were invited by mail. */
export async function aDraftWithTrustees(product: Product, officer: Visitor, voters: number): Promise<string> {
  const electionId = await aDraft(product, officer, voters, { trustees: TRUSTEES });
  await officer.call('inviteTrustees', { path: { electionId } });
  await product.settle();
  return electionId;
}

/** Every trustee opens the mailed link, makes a key, and gives its public half. */
export async function giveKeys(product: Product, electionId: string): Promise<Trustee[]> {
  const trustees: Trustee[] = [];
  for (const { email } of TRUSTEES) {
    const key = generateTrusteeKey();
    const body = { token: await trusteeToken(product, email), publicKey: key.publicKey };
    await product.visitor().call('giveKey', { path: { electionId }, body });
    trustees.push({ email, key });
  }
  return trustees;
}

/** An election open for voting whose keys its trustees hold. */
export async function anOpenElectionWithTrustees(product: Product, officer: Visitor, voters: number) {
  const electionId = await aDraftWithTrustees(product, officer, voters);
  const trustees = await giveKeys(product, electionId);
  await freeze(officer, electionId);
  product.clock.moveTo(OPENS);
  await product.settle();
  return { electionId, trustees };
}

/** A trustee's part: computed from the public record alone, never from what the server says the tally is. */
export async function shareOf(product: Product, electionId: string, { key }: Trustee): Promise<string> {
  const opening = openRecord([await downloadRecord(product.url, electionId)]);
  if (!opening.ok) throw new Error('The record does not verify');
  const { election, ballots } = opening.record;
  const { encryptedTally } = tallyBallots(prepareElection(election), [...ballots]);
  return decryptTally({ election, encryptedTally, privateKey: key.privateKey });
}
