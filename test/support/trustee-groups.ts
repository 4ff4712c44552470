import type { ProblemDocument } from '../../api/problems.ts';
import { shuffleRoute, trusteeHeader, type CeremonyStep, type TrusteeView } from '../../api/trustees.ts';
import { recordAsk } from '../../api/rules.ts';
import { decryptExamined, examineTally, shuffleExamined } from '../../protocol/examine-tally.ts';
import { parseJson, type JsonObject } from '../../protocol/json.ts';
import { makeCertificate } from '../../protocol/threshold/certificates.ts';
import { makePolynomial } from '../../protocol/threshold/polynomials.ts';
import { newSeed } from '../../protocol/threshold/seed.ts';
import { decryptionKeyOf, makeVoutput } from '../../protocol/threshold/voutputs.ts';
import { downloadRecord } from './board.ts';
import { aContest, aDraft, aVoter, cast, CLOSES, freeze, OPENS, type Changes } from './elections.ts';
import type { Product, Visitor } from './product.ts';
import { TRUSTEES, trusteeToken } from './trustees.ts';

/** Two of these three open the result. */
export const GROUP = [...TRUSTEES, { name: 'Sunniva Aas', email: 'sunniva@trustees.example' }];

export interface GivenShuffle {
  readonly after: number;
  readonly shuffle: string;
}

/** A trustee of a group as a program: opens the newest mail, does what is due. */
export class Member {
  readonly seed = newSeed();
  readonly email: string;
  private readonly product: Product;
  private readonly electionId: string;

  constructor(product: Product, electionId: string, email: string) {
    this.product = product;
    this.electionId = electionId;
    this.email = email;
  }

  async view(): Promise<TrusteeView> {
    const body = { token: await trusteeToken(this.product, this.email) };
    return this.product.visitor().call('readTrustee', { path: { electionId: this.electionId }, body });
  }

  /** The message that is due. */
  async message(): Promise<{ ceremony: number; step: CeremonyStep; message: string }> {
    const { task, owner, trustees, threshold, ceremony } = await this.view();
    const { number, certificates: certs, vinput } = ceremony!;
    const { seed } = this;
    const made = { seed, certs, index: owner };
    if (task === 'make-key') {
      const message = makeCertificate({ seed, size: trustees, threshold: threshold!, index: owner });
      return { ceremony: number, step: 'certificate', message };
    }
    if (task === 'share-out') return { ceremony: number, step: 'polynomial', message: makePolynomial(made) };
    if (task !== 'finish-key') throw new Error(`Nothing of the ceremony is due but ${task}`);
    return { ceremony: number, step: 'voutput', message: makeVoutput({ ...made, vinput: vinput! }) };
  }

  async give(given: { ceremony: number; step: CeremonyStep; message: string }): Promise<TrusteeView> {
    const body = { token: await trusteeToken(this.product, this.email), ...given };
    return this.product.visitor().call('giveCeremonyMessage', { path: { electionId: this.electionId }, body });
  }

  /** This trustee's part, of the board as it can be downloaded; with a key that stands alone, where all are needed. */
  async share(ownKey?: string): Promise<string> {
    const { owner, publicKey, ceremony } = await this.view();
    const key = (parseJson(publicKey!) as JsonObject).get('public_key') as string;
    const record = await downloadRecord(this.product.url, this.electionId);
    const wanted = { electionId: this.electionId, owner, publicKey: key, opened: undefined, act: 'decrypt' } as const;
    const examination = examineTally(record, wanted, { asks: recordAsk });
    if (!examination.ok) throw new Error(JSON.stringify(examination.doubt));
    const privateKey = ownKey ?? decryptionKeyOf({ seed: this.seed, encryptedKey: ceremony!.encryptedKey! });
    return decryptExamined(examination.tally, privateKey)!;
  }

  /** What this trustee mixes, of the board as it can be downloaded. */
  async shuffle(): Promise<GivenShuffle> {
    const { owner, publicKey } = await this.view();
    const key = (parseJson(publicKey!) as JsonObject).get('public_key') as string;
    const record = await downloadRecord(this.product.url, this.electionId);
    const wanted = { electionId: this.electionId, owner, publicKey: key, opened: undefined, act: 'shuffle' } as const;
    const examination = examineTally(record, wanted, { asks: recordAsk });
    if (!examination.ok) throw new Error(JSON.stringify(examination.doubt));
    return { after: examination.facts.shuffles, shuffle: await shuffleExamined(examination.tally, {}) };
  }

  /** The trustee's view afterwards, or the name of the refusal and its words. */
  async giveShuffle({ after, shuffle }: GivenShuffle): Promise<TrusteeView | ProblemDocument> {
    const path = shuffleRoute.replace(':electionId', this.electionId);
    const headers = trusteeHeader(await trusteeToken(this.product, this.email));
    const init = { method: 'POST', headers, body: shuffle };
    const response = await this.product.visitor().fetch(`${path}?after=${after}`, init);
    return (await response.json()) as TrusteeView | ProblemDocument;
  }

  async giveShare(share: string): Promise<TrusteeView> {
    const body = { token: await trusteeToken(this.product, this.email), share };
    return this.product.visitor().call('giveShare', { path: { electionId: this.electionId }, body });
  }
}

/** A draft with three trustees of whom two open the result, all invited. */
export async function aDraftWithGroup(product: Product, officer: Visitor, voters: number, changes: Changes = {}) {
  const electionId = await aDraft(product, officer, voters, { trustees: GROUP, threshold: 2, ...changes });
  await officer.call('inviteTrustees', { path: { electionId } });
  await product.settle();
  return { electionId, members: GROUP.map(({ email }) => new Member(product, electionId, email)) };
}

/** All three steps of all members. */
export async function makeKeysTogether(product: Product, members: readonly Member[]): Promise<void> {
  for (const _ of ['certificate', 'polynomial', 'voutput']) {
    for (const member of members) await member.give(await member.message());
    await product.settle();
  }
}

/** The contest whose ballots are mixed, and opened one by one: each of four candidates gets a score. */
export const SCORED: Changes = { contests: [aContest({ method: 'score' })] };

/** An election of scores that has closed, with these ballots and a group of three, and nobody has mixed but the server. */
export async function aClosedScoreElection(product: Product, officer: Visitor, ballots: readonly number[][]) {
  const draft = await aDraftWithGroup(product, officer, ballots.length, SCORED);
  await makeKeysTogether(product, draft.members);
  await freeze(officer, draft.electionId);
  product.clock.moveTo(OPENS);
  await product.settle();
  for (const [voter, scores] of ballots.entries()) {
    await cast(draft.electionId, await aVoter(product, draft.electionId, voter), [scores]);
  }
  product.clock.moveTo(CLOSES);
  await product.settle();
  return draft;
}
