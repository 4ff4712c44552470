import { fingerprint } from './election.ts';
import { decodeElement, decodeScalar, encodeElement, GENERATOR, modulo, power, randomScalar } from './group.ts';
import { challengeOf, hashOf } from './hash.ts';
import { encodeJson, object, parseJson } from './json.ts';
import { combineTexts, firstNonMember } from './public-elements.ts';
import { secureRandom, type RandomBytes } from './random.ts';
import { answering, naming, Refused, type Failure } from './refused.ts';
import { countOf, elementOf, hashTextOf, itemsOf, membersOf, proofJson, proofOf, type Proof } from './shape.ts';
import { decodeTally, type EncryptedTally } from './tally.ts';

/** Belenios 4.20, Partial decryptions. For each question, for each answer. */
export interface PartialDecryption {
  readonly factors: readonly (readonly string[])[];
  readonly proofs: readonly (readonly Proof[])[];
}

export type DecryptionCheck =
  | 'decryption-json'
  | 'decryption-canonical'
  | 'decryption-shape'
  | 'element-member'
  | 'scalar-canonical'
  | 'decryption-proof';

const NAMES = {
  json: 'decryption-json',
  canonical: 'decryption-canonical',
  shape: 'decryption-shape',
  element: 'element-member',
  scalar: 'scalar-canonical',
} as const;

export interface Decrypting {
  /** The text of the election. */
  readonly election: string;
  /** The text of the encrypted tally. */
  readonly encryptedTally: string;
  /** x, in base 10. */
  readonly privateKey: string;
  readonly random?: RandomBytes;
}

/**
 * Belenios 4.20, Partial decryptions. A trustee's decryption of a tally, in constant time. Whoever calls has made sure
 * that the tally is the board's: a trustee who decrypts anything else opens single ballots.
 * Throws `Refused` when the tally cannot be read, a RangeError when the key is not in 1..q-1.
 */
export function decryptTally({ election, encryptedTally, privateKey, random = secureRandom }: Decrypting): string {
  const x = decodeScalar(privateKey);
  if (x === undefined || x === 0n) throw new RangeError('A private key is a decimal number in 1..q-1');
  const X = encodeElement(power(GENERATOR, x));
  const phi = fingerprint(election);
  const decrypted = decodeTally(encryptedTally).map((ciphertexts) =>
    ciphertexts.map(({ alpha }) => decryptOne(alpha, { x, X, phi, random })),
  );
  return encodeDecryption({
    factors: decrypted.map((question) => question.map(({ factor }) => factor)),
    proofs: decrypted.map((question) => question.map(({ proof }) => proof)),
  });
}

interface Decryptor {
  readonly x: bigint;
  readonly X: string;
  readonly phi: string;
  readonly random: RandomBytes;
}

function decryptOne(alphaText: string, { x, X, phi, random }: Decryptor): { factor: string; proof: Proof } {
  const alpha = decodeElement(alphaText);
  if (alpha === undefined)
    throw new Refused<DecryptionCheck>('element-member', 'the tally holds an element outside the group');
  const w = randomScalar(random);
  const [A, B] = [encodeElement(power(GENERATOR, w)), encodeElement(power(alpha, w))];
  const challenge = decryptionChallenge(phi, X, A, B);
  return { factor: encodeElement(power(alpha, x)), proof: { challenge, response: modulo(w - x * challenge) } };
}

export interface DecryptionToVerify {
  /** The text of the election. */
  readonly election: string;
  /** The text of the encrypted tally. */
  readonly encryptedTally: string;
  /** X, the trustee's key, 64 hexadecimal digits: a member of the group. */
  readonly publicKey: string;
  /** The text of the partial decryption. */
  readonly decryption: string;
}

export type DecryptionVerdict =
  { readonly ok: true; readonly decryption: PartialDecryption } | Failure<DecryptionCheck>;

/** Belenios 4.20, Partial decryptions. Whether each factor is alpha^x, for the x of the trustee's key. */
export function verifyDecryption(ask: DecryptionToVerify): DecryptionVerdict {
  return answering<DecryptionVerdict, DecryptionCheck>(() => {
    const tally = naming(NAMES, () => decodeTally(ask.encryptedTally));
    const decryption = naming(NAMES, () => decodeDecryption(ask.decryption, tally));
    const stranger = firstNonMember(decryption.factors.flat());
    if (stranger !== -1) throw new Refused<DecryptionCheck>('element-member', `factor ${stranger + 1} is not a member`);
    const phi = fingerprint(ask.election);
    for (const [question, ciphertexts] of tally.entries()) {
      for (const [place, { alpha }] of ciphertexts.entries()) {
        const factor = decryption.factors[question]?.[place] ?? '';
        const proof = decryption.proofs[question]?.[place] ?? { challenge: 0n, response: 0n };
        if (factorIsProved({ phi, X: ask.publicKey, alpha, factor, proof })) continue;
        const where = `question ${question + 1}, choice ${place + 1}`;
        throw new Refused<DecryptionCheck>('decryption-proof', `${where}: the factor is not proved`);
      }
    }
    return { ok: true, decryption };
  });
}

interface FactorClaim {
  readonly phi: string;
  readonly X: string;
  readonly alpha: string;
  readonly factor: string;
  readonly proof: Proof;
}

function factorIsProved({ phi, X, alpha, factor, proof: { challenge, response } }: FactorClaim): boolean {
  const A = combineTexts([
    [encodeElement(GENERATOR), response],
    [X, challenge],
  ]);
  const B = combineTexts([
    [alpha, response],
    [factor, challenge],
  ]);
  return decryptionChallenge(phi, X, A, B) === challenge;
}

/** H_decrypt(X, A, B). It hashes neither alpha nor the factor; the bound on the result is what catches a forged factor. */
function decryptionChallenge(phi: string, X: string, A: string, B: string): bigint {
  return challengeOf(`decrypt|${phi}|${X}|${A},${B}`);
}

export function encodeDecryption({ factors, proofs }: PartialDecryption): string {
  return encodeJson(
    object([
      ['decryption_factors', factors],
      ['decryption_proofs', proofs.map((question) => question.map(proofJson))],
    ]),
  );
}

/** Belenios 4.20, Partial decryptions. Reads one of this tally; throws `Refused<Unreadable>`. */
export function decodeDecryption(text: string, tally: EncryptedTally): PartialDecryption {
  const members = membersOf(parseJson(text), 'the decryption', ['decryption_factors', 'decryption_proofs']);
  const factors = itemsOf(members.get('decryption_factors'), 'decryption_factors', tally.length);
  const proofs = itemsOf(members.get('decryption_proofs'), 'decryption_proofs', tally.length);
  return {
    factors: tally.map((ciphertexts, question) =>
      itemsOf(factors[question], `the factors of question ${question + 1}`, ciphertexts.length).map((factor) =>
        elementOf(factor, `a factor of question ${question + 1}`),
      ),
    ),
    proofs: tally.map((ciphertexts, question) =>
      itemsOf(proofs[question], `the proofs of question ${question + 1}`, ciphertexts.length).map((proof) =>
        proofOf(proof, `a proof of question ${question + 1}`),
      ),
    ),
  };
}

/** Belenios 4.20, Partial decryptions. The payload of a PartialDecryption event; trustee 1 is the first. */
export function ownedDecryption(owner: number, decryptionText: string): string {
  return encodeOwned({ owner, payload: hashOf(decryptionText) });
}

/** Belenios 4.20, Partial decryptions. The owned_partial_decryption: whose, and the hash of the decryption's text. */
export interface OwnedDecryption {
  readonly owner: number;
  readonly payload: string;
}

export function encodeOwned({ owner, payload }: OwnedDecryption): string {
  return encodeJson(
    object([
      ['owner', owner],
      ['payload', payload],
    ]),
  );
}

/** Belenios 4.20, Partial decryptions. Reads the payload of a PartialDecryption event; throws `Refused<Unreadable>`. */
export function decodeOwned(text: string): OwnedDecryption {
  const members = membersOf(parseJson(text), 'the owned decryption', ['owner', 'payload']);
  return {
    owner: countOf(members.get('owner'), 'owner'),
    payload: hashTextOf(members.get('payload'), 'payload'),
  };
}
