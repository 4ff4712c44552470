import { fingerprint } from './election.ts';
import { decodePoint, decodeScalar, encodeElement, GENERATOR, modulo, power, randomScalar } from './group.ts';
import type { Element } from './group.ts';
import { challengeOf, hashOf } from './hash.ts';
import { encodeJson, object, parseJson, type Json } from './json.ts';
import { lotElement, lotShareJson, lotShareOf, type LotShare } from './lot.ts';
import { combineTextsEach, firstNonMember } from './public-elements.ts';
import { secureRandom, type RandomBytes } from './random.ts';
import { answering, naming, Refused, type Failure } from './refused.ts';
import { countOf, elementOf, hashTextOf, itemsOf, membersOf, proofJson, proofOf, type Proof } from './shape.ts';
import { decodeTally, type EncryptedTally } from './tally.ts';

/** Belenios 4.20, Partial decryptions. For each question, for each answer. */
export interface PartialDecryption {
  readonly factors: readonly (readonly string[])[];
  readonly proofs: readonly (readonly Proof[])[];
  /**
   * Not part of Belenios, whose readers pass over it: for each factor a second proof of the same, whose hash names the
   * ciphertext and the factor. A factor fitted to its first proof afterwards is found here, and with it its trustee.
   */
  readonly boundProofs?: readonly (readonly Proof[])[] | undefined;
  /** Not part of Belenios either: the trustee's part of the lot, where the election's rules ask for one. */
  readonly lot?: LotShare | undefined;
}

export type DecryptionCheck =
  | 'decryption-json'
  | 'decryption-canonical'
  | 'decryption-shape'
  | 'element-member'
  | 'scalar-canonical'
  | 'decryption-proof'
  | 'decryption-bound'
  | 'decryption-lot';

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
  /** After each ciphertext: how many of how many. */
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

/**
 * Belenios 4.20, Partial decryptions. A trustee's decryption of a tally, in constant time. Whoever calls has made sure
 * that the tally is the board's: a trustee who decrypts anything else opens single ballots.
 * Where the election's rules ask for a lot, the trustee's part of it comes with the tally's, never alone.
 * Throws `Refused` when the tally or the election cannot be read, a RangeError when the key is not in 1..q-1.
 */
export function decryptTally(ask: Decrypting): string {
  const { election, encryptedTally, privateKey, random = secureRandom } = ask;
  const x = decodeScalar(privateKey);
  if (x === undefined || x === 0n) throw new RangeError('A private key is a decimal number in 1..q-1');
  const X = encodeElement(power(GENERATOR, x));
  const decryptor = { x, X, phi: fingerprint(election), random };
  const tally = decodeTally(encryptedTally);
  const alphas = tally.map((ciphertexts) => ciphertexts.map(({ alpha }) => alpha));
  const total = alphas.flat().length;
  assertMembers(alphas.flat());
  let done = 0;
  const decrypted = alphas.map((question) =>
    question.map((alpha) => {
      const one = decryptOne(alpha, decryptor);
      done += 1;
      ask.onProgress?.(done, total);
      return one;
    }),
  );
  const lot = lotElement(election);
  return encodeDecryption({
    factors: decrypted.map((question) => question.map(({ factor }) => factor)),
    proofs: decrypted.map((question) => question.map(({ proof }) => proof)),
    boundProofs: decrypted.map((question) => question.map(({ boundProof }) => boundProof)),
    ...(lot === undefined ? {} : { lot: decryptLot(lot, decryptor) }),
  });
}

interface Decryptor {
  readonly x: bigint;
  readonly X: string;
  readonly phi: string;
  readonly random: RandomBytes;
}

function decryptOne(alphaText: string, decryptor: Decryptor): { factor: string; proof: Proof; boundProof: Proof } {
  const { x, X, phi } = decryptor;
  const alpha = elementAt(alphaText);
  const factor = encodeElement(power(alpha, x));
  return {
    factor,
    proof: proveFactor(alpha, decryptor, (A, B) => decryptionChallenge(phi, X, A, B)),
    boundProof: proveFactor(alpha, decryptor, (A, B) => boundChallenge({ phi, X, alpha: alphaText, factor }, A, B)),
  };
}

function decryptLot(alphaText: string, decryptor: Decryptor): LotShare {
  const { x, X, phi } = decryptor;
  assertMembers([alphaText]);
  const alpha = elementAt(alphaText);
  const factor = encodeElement(power(alpha, x));
  const claim = { phi, X, alpha: alphaText, factor };
  return { factor, proof: proveFactor(alpha, decryptor, (A, B) => lotChallenge(claim, A, B)) };
}

/** A tally that holds anything else could make the factor say something of the key. */
function assertMembers(elements: readonly string[]): void {
  if (firstNonMember(elements) === -1) return;
  throw new Refused<DecryptionCheck>('element-member', 'the tally holds an element outside the group');
}

function elementAt(member: string): Element {
  const element = decodePoint(member);
  if (element === undefined) throw new RangeError('Not a point of the curve');
  return element;
}

/** Each proof has a w of its own: two challenges under one w would give x away. */
function proveFactor(alpha: Element, { x, random }: Decryptor, challengeFor: (A: string, B: string) => bigint): Proof {
  const w = randomScalar(random);
  const challenge = challengeFor(encodeElement(power(GENERATOR, w)), encodeElement(power(alpha, w)));
  return { challenge, response: modulo(w - x * challenge) };
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
  /** Accept a decryption without bound proofs, as other programs make it. Who takes one from a trustee asks for them. */
  readonly allowUnbound?: boolean;
}

export type DecryptionVerdict =
  { readonly ok: true; readonly decryption: PartialDecryption } | Failure<DecryptionCheck>;

/**
 * Belenios 4.20, Partial decryptions. Whether each factor is alpha^x, for the x of the trustee's key; and whether there is
 * a part of the lot exactly where the election's rules ask for one, made with that same x.
 */
export function verifyDecryption(ask: DecryptionToVerify): DecryptionVerdict {
  return answering<DecryptionVerdict, DecryptionCheck>(() => {
    const tally = naming(NAMES, () => decodeTally(ask.encryptedTally));
    const decryption = naming(NAMES, () => decodeDecryption(ask.decryption, tally));
    const lotFactors = decryption.lot === undefined ? [] : [decryption.lot.factor];
    const stranger = firstNonMember([...decryption.factors.flat(), ...lotFactors]);
    if (stranger !== -1) throw new Refused<DecryptionCheck>('element-member', `factor ${stranger + 1} is not a member`);
    if (decryption.boundProofs === undefined && ask.allowUnbound !== true) {
      throw new Refused<DecryptionCheck>('decryption-bound', 'there are no bound proofs');
    }
    const claimant = { phi: fingerprint(ask.election), X: ask.publicKey };
    assertProofs(tally, decryption, claimant);
    assertLot(lotElement(ask.election), decryption.lot, claimant);
    return { ok: true, decryption };
  });
}

/** Whose decryption of which election. */
type Claimant = Pick<FactorClaim, 'phi' | 'X'>;

function assertProofs(tally: EncryptedTally, decryption: PartialDecryption, claimant: Claimant): void {
  const proved: Proved[] = tally.flatMap((ciphertexts, question) =>
    ciphertexts.flatMap(({ alpha }, place) => {
      const claim = { ...claimant, alpha, factor: decryption.factors[question]?.[place] ?? '' };
      const where = `question ${question + 1}, choice ${place + 1}`;
      const challengeFor = (A: string, B: string) => decryptionChallenge(claimant.phi, claimant.X, A, B);
      const proof = decryption.proofs[question]?.[place];
      const first: Proved = { claim, proof, challengeFor, failed: 'decryption-proof', where };
      if (decryption.boundProofs === undefined) return [first];
      const boundProof = decryption.boundProofs[question]?.[place];
      const bound = (A: string, B: string) => boundChallenge(claim, A, B);
      return [first, { claim, proof: boundProof, challengeFor: bound, failed: 'decryption-bound', where }];
    }),
  );
  const wrong = firstFalse(proved);
  if (wrong === undefined) return;
  throw new Refused<DecryptionCheck>(wrong.failed, `${wrong.where}: the factor is not proved`);
}

function assertLot(alpha: string | undefined, lot: LotShare | undefined, claimant: Claimant): void {
  if (alpha === undefined && lot === undefined) return;
  if (alpha === undefined) throw new Refused<DecryptionCheck>('decryption-lot', 'the rules ask for no lot');
  if (lot === undefined) throw new Refused<DecryptionCheck>('decryption-lot', 'there is no part of the lot');
  const claim = { ...claimant, alpha, factor: lot.factor };
  const challengeFor = (A: string, B: string) => lotChallenge(claim, A, B);
  if (firstFalse([{ claim, proof: lot.proof, challengeFor, failed: 'decryption-lot', where: 'the lot' }])) {
    throw new Refused<DecryptionCheck>('decryption-lot', 'the part of the lot is not proved');
  }
}

interface FactorClaim {
  readonly phi: string;
  readonly X: string;
  readonly alpha: string;
  readonly factor: string;
}

/** A claim that log_g(X) = log_alpha(factor), with its proof, whose challenge is `challengeFor(A, B)`. */
interface Proved {
  readonly claim: FactorClaim;
  readonly proof: Proof | undefined;
  readonly challengeFor: (A: string, B: string) => bigint;
  readonly failed: DecryptionCheck;
  readonly where: string;
}

/** The first whose proof does not hold. All are computed at once, which is quicker. */
function firstFalse(proved: readonly Proved[]): Proved | undefined {
  const g = encodeElement(GENERATOR);
  const commitments = combineTextsEach(
    proved.flatMap(({ claim: { X, alpha, factor }, proof: { challenge, response } = NO_PROOF }) => [
      [
        [g, response],
        [X, challenge],
      ],
      [
        [alpha, response],
        [factor, challenge],
      ],
    ]),
  );
  return proved.find(({ proof, challengeFor }, place) => {
    const [A = '', B = ''] = commitments.slice(2 * place, 2 * place + 2);
    return proof === undefined || challengeFor(A, B) !== proof.challenge;
  });
}

const NO_PROOF: Proof = { challenge: 0n, response: 0n };

/** H_decrypt(X, A, B). It hashes neither alpha nor the factor; the bound on the result is what catches a forged factor. */
function decryptionChallenge(phi: string, X: string, A: string, B: string): bigint {
  return challengeOf(`decrypt|${phi}|${X}|${A},${B}`);
}

/** The challenge of a bound proof. Its prefix occurs in no message of Belenios. */
function boundChallenge({ phi, X, alpha, factor }: FactorClaim, A: string, B: string): bigint {
  return challengeOf(`quorate bound decryption|${phi}|${X}|${alpha},${factor}|${A},${B}`);
}

/** The challenge of the lot's proof. Its prefix too occurs nowhere else: no other proof of the trustee's passes for it. */
function lotChallenge({ phi, X, alpha, factor }: FactorClaim, A: string, B: string): bigint {
  return challengeOf(`quorate lot decryption|${phi}|${X}|${alpha},${factor}|${A},${B}`);
}

/** Belenios 4.20, Partial decryptions. The text; `bound_proofs` and `lot`, ours, are the last members. */
export function encodeDecryption({ factors, proofs, boundProofs, lot }: PartialDecryption): string {
  return encodeJson(
    object([
      ['decryption_factors', factors],
      ['decryption_proofs', proofs.map((question) => question.map(proofJson))],
      ['bound_proofs', boundProofs?.map((question) => question.map(proofJson))],
      ['lot', lot === undefined ? undefined : lotShareJson(lot)],
    ]),
  );
}

/** Belenios 4.20, Partial decryptions. Reads one of this tally; throws `Refused<Unreadable>`. */
export function decodeDecryption(text: string, tally: EncryptedTally): PartialDecryption {
  const members = membersOf(parseJson(text), 'the decryption', [
    'decryption_factors',
    'decryption_proofs',
    'bound_proofs?',
    'lot?',
  ]);
  const shaped = <T>(name: string, decode: (value: Json, what: string) => T): readonly (readonly T[])[] => {
    const questions = itemsOf(members.get(name), name, tally.length);
    return tally.map((ciphertexts, question) => {
      const what = `${name} of question ${question + 1}`;
      return itemsOf(questions[question], what, ciphertexts.length).map((item) => decode(item, what));
    });
  };
  return {
    factors: shaped('decryption_factors', elementOf),
    proofs: shaped('decryption_proofs', proofOf),
    ...(members.has('bound_proofs') ? { boundProofs: shaped('bound_proofs', proofOf) } : {}),
    ...(members.has('lot') ? { lot: lotShareOf(members.get('lot')) } : {}),
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
