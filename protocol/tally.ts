import { decodeBallot } from './ballot-text.ts';
import { hashOf } from './hash.ts';
import { IDENTITY_TEXT } from './group.ts';
import { encodeJson, object, parseJson } from './json.ts';
import type { PreparedElection } from './prepared-election.ts';
import { productOfTexts } from './public-elements.ts';
import { ciphertextJson, ciphertextOf, countOf, hashTextOf, itemsOf, membersOf, type CiphertextText } from './shape.ts';

/** Belenios 4.18, Encrypted tally. For each question, for each answer, the product of the ballots' ciphertexts. */
export type EncryptedTally = readonly (readonly CiphertextText[])[];

export interface TallyTexts {
  readonly encryptedTally: string;
  /** The payload of the EncryptedTally event. */
  readonly sized: string;
  readonly numTallied: number;
}

/**
 * Belenios 4.17 and 4.18. The tally of all ballots of a board, in its order: the last of each credential counts. The
 * ballots must have been verified. Every ballot has weight 1.
 */
export function tallyBallots(prepared: PreparedElection, ballotTexts: Iterable<string>): TallyTexts {
  const last = new Map<string, readonly string[]>();
  for (const text of ballotTexts) {
    const { credential, answers } = decodeBallot(text, prepared.election.questions);
    last.set(
      credential,
      answers.flatMap(({ choices }) => choices.map(({ alpha, beta }) => alpha + beta)),
    );
  }
  const tally = new RunningTally(prepared);
  for (const ciphertexts of last.values()) tally.add(ciphertexts);
  return tally.texts();
}

/**
 * Belenios 4.18, Encrypted tally. The same, ballot by ballot, in memory that does not grow: `add` the ciphertexts (128
 * digits each, as a `VerifiedBallot` has them) of the last ballot of each credential, in any order.
 */
export class RunningTally {
  private readonly prepared: PreparedElection;
  /** For each choice, alphas and betas not yet multiplied; the first is the product so far. */
  private readonly alphas: string[][];
  private readonly betas: string[][];
  private numTallied = 0;

  constructor(prepared: PreparedElection) {
    this.prepared = prepared;
    const width = prepared.election.questions.reduce((sum, { answers }) => sum + answers.length, 0);
    this.alphas = Array.from({ length: width }, () => [IDENTITY_TEXT]);
    this.betas = Array.from({ length: width }, () => [IDENTITY_TEXT]);
  }

  add(ciphertexts: readonly string[]): void {
    if (ciphertexts.length !== this.alphas.length) throw new RangeError('A ballot has one ciphertext for each choice');
    for (const [place, ciphertext] of ciphertexts.entries()) {
      this.alphas[place]?.push(ciphertext.slice(0, 64));
      this.betas[place]?.push(ciphertext.slice(64));
    }
    this.numTallied += 1;
    if (this.numTallied % 256 === 0) this.multiply();
  }

  texts(): TallyTexts {
    this.multiply();
    const encryptedTally = encodeTally(this.tally());
    const { numTallied } = this;
    return {
      encryptedTally,
      sized: encodeSized({ numTallied, totalWeight: numTallied, hash: hashOf(encryptedTally) }),
      numTallied,
    };
  }

  private multiply(): void {
    for (const factors of [...this.alphas, ...this.betas]) factors.splice(0, factors.length, productOfTexts(factors));
  }

  private tally(): EncryptedTally {
    let place = 0;
    return this.prepared.election.questions.map(({ answers }) =>
      answers.map(() => {
        const ciphertext = { alpha: this.alphas[place]?.[0] ?? '', beta: this.betas[place]?.[0] ?? '' };
        place += 1;
        return ciphertext;
      }),
    );
  }
}

/** Belenios 4.18, Encrypted tally. */
export function encodeTally(tally: EncryptedTally): string {
  return encodeJson(tally.map((ciphertexts) => ciphertexts.map(ciphertextJson)));
}

/** Belenios 4.18, Encrypted tally. Reads it; throws `Refused<Unreadable>`. Membership is not looked at. */
export function decodeTally(text: string): EncryptedTally {
  return itemsOf(parseJson(text), 'the encrypted tally').map((ciphertexts, question) =>
    itemsOf(ciphertexts, `question ${question + 1}`).map((ciphertext, place) =>
      ciphertextOf(ciphertext, `choice ${place + 1} of question ${question + 1}`),
    ),
  );
}

/** Belenios 4.18, Encrypted tally. The sized_encrypted_tally. */
export interface SizedTally {
  readonly numTallied: number;
  readonly totalWeight: number;
  /** The hash of the encrypted tally's text. */
  readonly hash: string;
}

export function encodeSized({ numTallied, totalWeight, hash }: SizedTally): string {
  return encodeJson(
    object([
      ['num_tallied', numTallied],
      ['total_weight', totalWeight],
      ['encrypted_tally', hash],
    ]),
  );
}

/** Belenios 4.18, Encrypted tally. Reads a sized_encrypted_tally; throws `Refused<Unreadable>`. */
export function decodeSized(text: string): SizedTally {
  const members = membersOf(parseJson(text), 'the sized tally', ['num_tallied', 'total_weight', 'encrypted_tally']);
  return {
    numTallied: countOf(members.get('num_tallied'), 'num_tallied'),
    totalWeight: countOf(members.get('total_weight'), 'total_weight'),
    hash: hashTextOf(members.get('encrypted_tally'), 'encrypted_tally'),
  };
}
