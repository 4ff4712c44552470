import { ciphertextsIn, decodeBallot } from './ballot-text.ts';
import type { Credentials } from './credentials.ts';
import { hashOf } from './hash.ts';
import { IDENTITY_TEXT } from './group.ts';
import { encodeJson, object, parseJson } from './json.ts';
import type { PreparedElection } from './prepared-election.ts';
import { combineTextRows, productOfCiphertexts, productOfTexts } from './public-elements.ts';
import { ciphertextsOf, type Question } from './question.ts';
import { Refused } from './refused.ts';
import { ciphertextJson, ciphertextOf, countOf, hashTextOf, itemsOf, membersOf, type CiphertextText } from './shape.ts';

/**
 * Belenios 4.18, Encrypted tally. For each question: where it is opened as sums, for each answer the product of the
 * ballots' ciphertexts; where it is opened as ballots, the ciphertext of each.
 */
export type EncryptedTally = readonly (readonly CiphertextText[])[];

export interface TallyTexts {
  readonly encryptedTally: string;
  /** The payload of the EncryptedTally event. */
  readonly sized: string;
  readonly numTallied: number;
}

/**
 * Belenios 4.17 and 4.18. The tally of all ballots of a board, in its order: the last of each credential counts, as often
 * as its weight says; 1 without `credentials`. The ballots must have been verified.
 */
export function tallyBallots(
  prepared: PreparedElection,
  ballotTexts: Iterable<string>,
  credentials?: Credentials,
): TallyTexts {
  const last = new Map<string, readonly string[]>();
  for (const text of ballotTexts) {
    const ballot = decodeBallot(text, prepared.election.questions);
    last.set(ballot.credential, ciphertextsIn(ballot));
  }
  const tally = new RunningTally(prepared);
  for (const [credential, ciphertexts] of last) tally.add(ciphertexts, credentials?.get(credential));
  return tally.texts();
}

/**
 * Belenios 4.18, Encrypted tally. Where a question is opened as ballots, all weights must be 1: otherwise the result would
 * show whose ballot is whose. Throws `Refused<'tally-weights'>`; to be asked before an election is set up.
 */
export function assertWeightsFit(questions: readonly Question[], credentials: Credentials): void {
  if (!questions.some(({ kind }) => kind === 'ballots')) return;
  if ([...credentials.values()].every((weight) => weight === 1)) return;
  throw new Refused('tally-weights', 'ballots that are opened one by one cannot have weights');
}

/**
 * Belenios 4.18, Encrypted tally. The same, ballot by ballot, in memory that grows only by what is opened as ballots:
 * `add` the ciphertexts (128 digits each, as a `VerifiedBallot` has them) of the last ballot of each credential, in any
 * order.
 */
export class RunningTally {
  private readonly questions: readonly Question[];
  /** For each ciphertext of a ballot, what those of all ballots come to. */
  private readonly columns: readonly Column[];
  /** Of the ciphertexts not yet multiplied; the first is that of the product so far. */
  private weights: bigint[] = [1n];
  /** Of ballots not yet multiplied that weigh 1, whose coordinates are known. */
  private located: Uint8Array[] = [];
  private numTallied = 0;
  private totalWeight = 0;

  constructor(prepared: PreparedElection) {
    this.questions = prepared.election.questions;
    this.columns = this.questions.flatMap((question) =>
      Array.from({ length: ciphertextsOf(question) }, column(question)),
    );
  }

  /**
   * Throws a RangeError for a ballot of another shape, and for a weight other than 1 where ballots are opened. `coordinates`
   * are those of the ciphertexts, as `verifyBallot` found them, where all are added up.
   */
  add(ciphertexts: readonly string[], weight = 1, coordinates?: Uint8Array): void {
    if (ciphertexts.length !== this.columns.length) throw new RangeError('A ballot has one ciphertext for each choice');
    if (weight !== 1 && this.questions.some(({ kind }) => kind === 'ballots')) {
      throw new RangeError('Ballots that are opened one by one weigh 1');
    }
    if (weight === 1 && coordinates?.length === CIPHERTEXT_BYTES * this.columns.length) this.located.push(coordinates);
    else this.push(ciphertexts, weight);
    this.numTallied += 1;
    this.totalWeight += weight;
    if (this.numTallied % 256 === 0) this.multiply();
  }

  texts(): TallyTexts {
    this.multiply();
    const encryptedTally = encodeTally(this.tally());
    const { numTallied, totalWeight } = this;
    return {
      encryptedTally,
      sized: encodeSized({ numTallied, totalWeight, hash: hashOf(encryptedTally) }),
      numTallied,
    };
  }

  private push(ciphertexts: readonly string[], weight: number): void {
    for (const [place, ciphertext] of ciphertexts.entries()) {
      this.columns[place]?.alphas.push(ciphertext.slice(0, 64));
      this.columns[place]?.betas.push(ciphertext.slice(64));
    }
    this.weights.push(BigInt(weight));
  }

  private multiplyLocated(): void {
    const { located } = this;
    if (located.length === 0) return;
    const products = this.columns.map((_, place) => {
      const ofColumn = new Uint8Array(CIPHERTEXT_BYTES * located.length);
      for (const [ballot, coordinates] of located.entries()) {
        const [start, end] = [CIPHERTEXT_BYTES * place, CIPHERTEXT_BYTES * (place + 1)];
        ofColumn.set(coordinates.subarray(start, end), CIPHERTEXT_BYTES * ballot);
      }
      return productOfCiphertexts(ofColumn);
    });
    this.push(products, 1);
    this.located = [];
  }

  private multiply(): void {
    this.multiplyLocated();
    const rows = this.columns.flatMap(({ kind, alphas, betas }) => (kind === 'sums' ? [alphas, betas] : []));
    const isPlain = this.weights.every((weight) => weight === 1n);
    const products = isPlain ? rows.map(productOfTexts) : combineTextRows(this.weights, rows);
    for (const [place, row] of rows.entries()) row.splice(0, row.length, products[place] ?? '');
    this.weights = [1n];
  }

  private tally(): EncryptedTally {
    let place = 0;
    return this.questions.map((question) => {
      const columns = this.columns.slice(place, (place += ciphertextsOf(question)));
      const ciphertexts = columns.flatMap(({ alphas, betas }) =>
        alphas.map((alpha, ballot) => ({ alpha, beta: betas[ballot] ?? '' })),
      );
      return question.kind === 'sums' ? ciphertexts : inOrder(ciphertexts);
    });
  }
}

/** x and y of alpha and of beta, 32 bytes each. */
const CIPHERTEXT_BYTES = 128;

interface Column {
  readonly kind: Question['kind'];
  /** For sums: those not yet multiplied; the first is the product so far. For ballots: all. */
  readonly alphas: string[];
  readonly betas: string[];
}

function column({ kind }: Question): () => Column {
  return kind === 'sums'
    ? () => ({ kind, alphas: [IDENTITY_TEXT], betas: [IDENTITY_TEXT] })
    : () => ({ kind, alphas: [], betas: [] });
}

/**
 * The specification leaves the order of the list to the order of the ballots. belenios-tool has another and refuses every
 * other: by alpha, then beta, as RFC 8032 spells them, the lowest byte first. It says nothing about when who voted.
 */
function inOrder(ciphertexts: readonly CiphertextText[]): readonly CiphertextText[] {
  return ciphertexts
    .map((ciphertext) => ({ ciphertext, key: lowestByteFirst(ciphertext.alpha) + lowestByteFirst(ciphertext.beta) }))
    .sort((one, other) => Number(one.key > other.key) - Number(one.key < other.key))
    .map(({ ciphertext }) => ciphertext);
}

/** Belenios 4.18, Encrypted tally. The tally of all ballots, from the tallies of parts of them, in any order. */
export function joinTallies(questions: readonly Question[], parts: readonly EncryptedTally[]): EncryptedTally {
  return questions.map((question, place) => {
    const columns = parts.map((part) => part[place] ?? []);
    if (question.kind === 'ballots') return inOrder(columns.flat());
    return Array.from({ length: ciphertextsOf(question) }, (_, choice) => ({
      alpha: productOfTexts(columns.map((ciphertexts) => ciphertexts[choice]?.alpha ?? '')),
      beta: productOfTexts(columns.map((ciphertexts) => ciphertexts[choice]?.beta ?? '')),
    }));
  });
}

function lowestByteFirst(element: string): string {
  return (element.match(/../g) ?? []).reverse().join('');
}

/** Belenios 4.19, Shuffles. nh_ciphertexts: of each question that is opened as ballots, in their order. */
export function nhCiphertexts(questions: readonly Question[], tally: EncryptedTally): EncryptedTally {
  return tally.filter((_, place) => questions[place]?.kind === 'ballots');
}

/** Belenios 4.19, Shuffles. The tally with these ciphertexts, shuffled, in the place of its `nhCiphertexts`. */
export function mergeShuffled(
  questions: readonly Question[],
  tally: EncryptedTally,
  shuffled: EncryptedTally,
): EncryptedTally {
  const rest = shuffled.values();
  return tally.map((sums, place) => (questions[place]?.kind === 'ballots' ? (rest.next().value ?? []) : sums));
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
