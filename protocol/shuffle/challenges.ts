import { challengeOf, hashOf } from '../hash.ts';
import type { CiphertextText } from '../shape.ts';
import type { ShuffleProof } from './text.ts';

/* What the proofs of shuffles hash. */

/** One question's ciphertexts, before and after, in which election. */
export interface ShuffleStatement {
  /** phi, the fingerprint of the election. */
  readonly phi: string;
  /** y, the public key of the election. */
  readonly y: string;
  /** e. */
  readonly before: readonly CiphertextText[];
  /** e'. */
  readonly after: readonly CiphertextText[];
}

/** Belenios 6, Shuffle algorithms, table 12. u, which the permutation's commitments c decide. */
export function permutationChallenges(statement: ShuffleStatement, permutation: readonly string[]): readonly bigint[] {
  const H = hashOf(`shuffle-challenges|${statement.phi}|${committed(statement, permutation)}`);
  return permutation.map((_, i) => challengeOf(H + hashOf(String(i))));
}

/** Belenios 6, Shuffle algorithms, table 14. c, which everything but the responses decides. */
export function proofChallenge(statement: ShuffleStatement, proof: Omit<ShuffleProof, 'responses'>): bigint {
  const { commitments: t, permutation, chain } = proof;
  const strT = elements([t.t1, t.t2, t.t3, ...t.t4]) + elements(t.chain);
  const strY = committed(statement, permutation) + elements(chain) + statement.y;
  return challengeOf(`shuffle-challenge|${statement.phi}|${strT}${strY}`);
}

/** str_c. */
function committed({ before, after }: ShuffleStatement, permutation: readonly string[]): string {
  return ciphertexts(before) + ciphertexts(after) + elements(permutation);
}

/** Belenios 6, Shuffle algorithms, table 11. */
function ciphertexts(list: readonly CiphertextText[]): string {
  return list.map(({ alpha, beta }) => `${alpha},${beta},`).join('');
}

function elements(list: readonly string[]): string {
  return list.map((element) => `${element},`).join('');
}
