import { encodeScalar } from '../group.ts';
import { hashOf } from '../hash.ts';
import { encodeJson, object, parseJson, type Json } from '../json.ts';
import { ciphertextJson, ciphertextOf, elementOf, itemsOf, membersOf, scalarOf } from '../shape.ts';
import { encodeOwned } from '../decryption.ts';
import type { Question } from '../question.ts';
import { decodeTally, encodeTally, mergeShuffled, nhCiphertexts, type EncryptedTally } from '../tally.ts';

/** Belenios 4.19, Shuffles. For each question that is opened as ballots, its ciphertexts shuffled, and the proof. */
export interface Shuffle {
  readonly ciphertexts: EncryptedTally;
  readonly proofs: readonly ShuffleProof[];
}

/** Belenios 4.19, Shuffles. The proof for one question of N ciphertexts. */
export interface ShuffleProof {
  readonly commitments: ShuffleCommitments;
  readonly responses: ShuffleResponses;
  /** c: N commitments to the permutation. */
  readonly permutation: readonly string[];
  /** c hat: N chained commitments to the permuted challenges. */
  readonly chain: readonly string[];
}

/** t. */
export interface ShuffleCommitments {
  readonly t1: string;
  readonly t2: string;
  readonly t3: string;
  /** (t_41, t_42). */
  readonly t4: readonly [string, string];
  /** t hat: N. */
  readonly chain: readonly string[];
}

/** s. */
export interface ShuffleResponses {
  readonly s1: bigint;
  readonly s2: bigint;
  readonly s3: bigint;
  readonly s4: bigint;
  /** s hat: N. */
  readonly chain: readonly bigint[];
  /** s': N. */
  readonly permuted: readonly bigint[];
}

/** Belenios 4.19, Shuffles. */
export function encodeShuffle({ ciphertexts, proofs }: Shuffle): string {
  return encodeJson(
    object([
      ['ciphertexts', ciphertexts.map((question) => question.map(ciphertextJson))],
      ['proofs', proofs.map(proofJson)],
    ]),
  );
}

/** Belenios 4.19, Shuffles. Reads a shuffle of as many ciphertexts as `before` has; throws `Refused<Unreadable>`. */
export function decodeShuffle(text: string, before: EncryptedTally): Shuffle {
  const members = membersOf(parseJson(text), 'the shuffle', ['ciphertexts', 'proofs']);
  const lists = itemsOf(members.get('ciphertexts'), 'ciphertexts', before.length);
  const proofs = itemsOf(members.get('proofs'), 'proofs', before.length);
  return {
    ciphertexts: before.map((list, question) => {
      const what = `the shuffle of question ${question + 1}`;
      const items = itemsOf(lists[question], what, list.length);
      return items.map((item, place) => ciphertextOf(item, `ciphertext ${place + 1} in ${what}`));
    }),
    proofs: before.map((list, question) => shuffleProofOf(proofs[question], `proof ${question + 1}`, list.length)),
  };
}

function proofJson({ commitments: t, responses: s, permutation, chain }: ShuffleProof): Json {
  return [
    [t.t1, t.t2, t.t3, t.t4, t.chain],
    [...[s.s1, s.s2, s.s3, s.s4].map(encodeScalar), s.chain.map(encodeScalar), s.permuted.map(encodeScalar)],
    permutation,
    chain,
  ];
}

function shuffleProofOf(value: Json | undefined, what: string, length: number): ShuffleProof {
  const [t, s, permutation, chain] = itemsOf(value, what, 4);
  const elements = (list: Json | undefined, name: string) =>
    itemsOf(list, `${name} of ${what}`, length).map((item) => elementOf(item, `${name} of ${what}`));
  return {
    commitments: commitmentsOf(t, what, elements),
    responses: responsesOf(s, what, length),
    permutation: elements(permutation, 'the permutation'),
    chain: elements(chain, 'the chain'),
  };
}

function commitmentsOf(
  value: Json | undefined,
  what: string,
  elements: (list: Json | undefined, name: string) => readonly string[],
): ShuffleCommitments {
  const [t1, t2, t3, pair, chain] = itemsOf(value, `the commitments of ${what}`, 5);
  const [t41, t42] = itemsOf(pair, `t4 of ${what}`, 2);
  return {
    t1: elementOf(t1, `t1 of ${what}`),
    t2: elementOf(t2, `t2 of ${what}`),
    t3: elementOf(t3, `t3 of ${what}`),
    t4: [elementOf(t41, `t4 of ${what}`), elementOf(t42, `t4 of ${what}`)],
    chain: elements(chain, 'the commitments'),
  };
}

function responsesOf(value: Json | undefined, what: string, length: number): ShuffleResponses {
  const [s1, s2, s3, s4, chain, permuted] = itemsOf(value, `the responses of ${what}`, 6);
  const scalars = (list: Json | undefined) =>
    itemsOf(list, `the responses of ${what}`, length).map((item) => scalarOf(item, `a response of ${what}`));
  return {
    s1: scalarOf(s1, `s1 of ${what}`),
    s2: scalarOf(s2, `s2 of ${what}`),
    s3: scalarOf(s3, `s3 of ${what}`),
    s4: scalarOf(s4, `s4 of ${what}`),
    chain: scalars(chain),
    permuted: scalars(permuted),
  };
}

/** Belenios 4.19, Shuffles. The payload of a Shuffle event; trustee 1 is the first. It is read as a decryption's is. */
export function ownedShuffle(owner: number, shuffleText: string): string {
  return encodeOwned({ owner, payload: hashOf(shuffleText) });
}

/**
 * Belenios 4.19, Shuffles. The text of a tally with the ciphertexts of a shuffle in it, which has been verified. Throws
 * `Refused<Unreadable>`.
 */
export function withShuffle(questions: readonly Question[], encryptedTally: string, shuffleText: string): string {
  const tally = decodeTally(encryptedTally);
  const { ciphertexts } = decodeShuffle(shuffleText, nhCiphertexts(questions, tally));
  return encodeTally(mergeShuffled(questions, tally, ciphertexts));
}

/** Belenios 4.19, Shuffles. No shuffle of so many ciphertexts in each of so many questions has more characters. */
export function longestShuffle(questions: number, ciphertexts: number): number {
  return 64 + questions * (2048 + 512 * ciphertexts);
}
