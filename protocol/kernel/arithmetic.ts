/**
 * Belenios 5.2.1, Ed25519. Group arithmetic over public data.
 *
 * Everything here may run in variable time, so nothing secret may pass through it: proofs are made with
 * `protocol/group.ts` (the audited library, constant time) and checked with this. Behind the interface stand the audited
 * library (`reference.ts`) and two kernels (`kernel.ts`), faster and tested against it.
 *
 * An element is 32 bytes: the number z = compress(x, y) of the specification, big-endian, exactly the bytes that the
 * hexadecimal on the wire spells. A scalar is an integer in 0..q-1.
 */
export interface PublicArithmetic {
  readonly name: 'kernel' | 'scalar kernel' | 'reference';

  /**
   * The place (0-based) of the first encoding that is not the canonical encoding of an element of the prime-order
   * subgroup, or -1 when all are. The identity is a member. `encodings` holds n elements one after the other.
   */
  firstNonMember(encodings: Uint8Array): number;

  /** A fixed base: the election's public key y, with whatever tables make its powers quick. Must be a member. */
  fixedBase(element: Uint8Array): FixedBase;

  /**
   * Belenios 4.12, Proofs of interval membership: for each proof j of the statement that (alpha, beta) encrypts M_j,
   *   A_j = g^response_j * alpha^challenge_j   and   B_j = y^response_j * (beta / g^(M_j))^challenge_j.
   * Returns A_0, B_0, A_1, B_1, ... (64 bytes a proof), or undefined when alpha or beta is not the canonical encoding
   * of a member of the subgroup: the membership test rides on the same chain of doublings. One proof with M_0 = 0 is
   * also Belenios 4.11.2, Non-homomorphic answers: its A_0 is the commitment of a non-homomorphic answer.
   */
  commitments(y: FixedBase, ciphertext: Ciphertext, proofs: readonly Disjunct[]): Uint8Array | undefined;

  /**
   * Belenios 4.11.1, Homomorphic answers: `commitments` of each ciphertext to its own proofs, and of the product of all of
   * them, which is the ciphertext of the sum, to `sumProofs`. Quicker than one by one: each is decoded once, and the results
   * are encoded together. Undefined when any alpha or beta is not the canonical encoding of a member.
   */
  answerCommitments(
    y: FixedBase,
    choices: readonly ProvedCiphertext[],
    sumProofs: readonly Disjunct[],
  ): AnswerCommitments | undefined;

  /** The product of base_i^exponent_i; undefined when a base does not decode to a point. No subgroup check. */
  combine(terms: readonly Term[]): Uint8Array | undefined;

  /**
   * `combine` of each of many short products, one element after the other; undefined when any base does not decode.
   * Powers of g, and of what `fixedBase` was given lately, cost a fifth of others.
   */
  combineEach(products: readonly (readonly Term[])[]): Uint8Array | undefined;

  /**
   * Belenios 6, Shuffle algorithms: several long products with the same exponents. For each row of n elements, one after
   * the other, the product of row_i^exponent_i; an element for each row. Undefined when any does not decode to a point;
   * throws a RangeError when a row has another length than the exponents.
   */
  combineRows(exponents: readonly bigint[], rows: readonly Uint8Array[]): Uint8Array | undefined;

  /**
   * For each of the elements one after the other in `encodings`, base^1, ..., base^n as affine coordinates, 64 bytes each: x,
   * then y, big-endian. n is in 1..128. Undefined when one does not decode to a point; throws a RangeError for another n.
   */
  firstPowers(encodings: Uint8Array, n: number): Uint8Array | undefined;

  /**
   * Belenios 4.18, Encrypted tally. The product of ciphertexts, alpha then beta, from their coordinates as `answerCommitments`
   * gives them. Quicker than `product`: no root need be found. That they are points of the curve is taken on trust.
   */
  productOfCiphertexts(coordinates: Uint8Array): Uint8Array;

  /** The product of n elements one after the other in `encodings`; undefined when one does not decode to a point. */
  product(encodings: Uint8Array): Uint8Array | undefined;
}

/** Made by `fixedBase` of the same implementation; opaque to everybody else. */
export interface FixedBase {
  readonly element: Uint8Array;
}

export interface Ciphertext {
  readonly alpha: Uint8Array;
  readonly beta: Uint8Array;
}

export interface ProvedCiphertext extends Ciphertext {
  readonly proofs: readonly Disjunct[];
}

export interface AnswerCommitments {
  /** x and y of each alpha and each beta in turn, 32 big-endian bytes each: for `productOfCiphertexts`. */
  readonly coordinates: Uint8Array;
  /** For each ciphertext A_0, B_0, A_1, B_1, ... of its proofs, 64 bytes a proof. */
  readonly individual: readonly Uint8Array[];
  /** The product of the ciphertexts, and its commitments. */
  readonly sum: Ciphertext;
  readonly overall: Uint8Array;
}

export interface Disjunct {
  /** M_j, the plaintext of this disjunct: a small non-negative integer. */
  readonly plaintext: number;
  readonly challenge: bigint;
  readonly response: bigint;
}

export interface Term {
  readonly base: Uint8Array;
  readonly exponent: bigint;
}
