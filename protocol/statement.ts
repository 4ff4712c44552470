import type { CiphertextText } from './shape.ts';

/* The strings that ballot proofs hash: what is proved, to whom, by whom. */

/** Belenios 4.11, Encrypted answers. S0: the election's fingerprint and the voter's public credential. */
export function individualStatement(fingerprint: string, credential: string): string {
  return `${fingerprint}|${credential}`;
}

/** Belenios 4.11.1, Homomorphic answers. S: S0 and all the ciphertexts of the answer. */
export function overallStatement(S0: string, choices: readonly CiphertextText[]): string {
  return `${S0}|${choices.map(({ alpha, beta }) => `${alpha},${beta}`).join(',')}`;
}

/** Belenios 4.12, Proofs of interval membership. What H_iprove hashes; `commitments` is A_0, B_0, ..., A_k, B_k. */
export function intervalMessage(S: string, { alpha, beta }: CiphertextText, commitments: readonly string[]): string {
  return `prove|${S}|${alpha},${beta}|${commitments.join(',')}`;
}

/** Belenios 4.13, Proofs of possibly-blank votes. What H_bproof0 hashes; `commitments` is A_0, B_0, A_S, B_S. */
export function blankMessage(S: string, commitments: readonly string[]): string {
  return `bproof0|${S}|${commitments.join(',')}`;
}

/** Belenios 4.13, Proofs of possibly-blank votes. What H_bproof1 hashes; `commitments` is A_0, B_0, ..., A_k, B_k. */
export function blankOverallMessage(S: string, commitments: readonly string[]): string {
  return `bproof1|${S}|${commitments.join(',')}`;
}

/** Belenios 4.11.2, Non-homomorphic answers. What H_raweg hashes; S is S0, `y` the election's public key. */
export function choicesMessage(S: string, y: string, { alpha, beta }: CiphertextText, A: string): string {
  return `raweg|${S}|${y},${alpha},${beta}|${A}`;
}

/** Belenios 4.16, Signatures. What H_signature hashes. */
export function signatureMessage(hash: string, A: string): string {
  return `sig|${hash}|${A}`;
}
