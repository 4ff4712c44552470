import { ciphertextsIn, encodeUnsignedBallot } from './ballot-text.ts';
import { encodeElement, GENERATOR } from './group.ts';
import { base64HashOf } from './hash.ts';
import { ofInts } from './ints.ts';
import { decodeOpenedBallot, type OpenedAnswer } from './opened-text.ts';
import type { PreparedElection } from './prepared-election.ts';
import { combineTextsEach } from './public-elements.ts';
import { GREATEST_CHOICE, type Question } from './question.ts';
import { answering, naming, Refused, type Failure } from './refused.ts';
import {
  assertAnswers,
  assertCredential,
  assertElection,
  BALLOT_CHECK_NAMES,
  type CheckName,
} from './verify-ballot.ts';

/** What can be wrong with an opened ballot. */
export type OpenedCheck = Exclude<CheckName, 'signature' | 'signature-hash'> | 'opened-signed' | 'opened-ciphertext';

/** What an opened ballot shows to everybody. */
export interface VerifiedOpening {
  readonly ok: true;
  /** The code that the voter was shown before the device knew that the ballot would be opened. */
  readonly promise: string;
  /** The public credential that it was sealed for. */
  readonly credential: string;
  /** What it held, as `Sealing.choices` has it. */
  readonly choices: readonly (readonly number[])[];
  /** As `VerifiedBallot.ciphertexts`: none of them may ever stand on the board. */
  readonly ciphertexts: readonly string[];
}

/**
 * Not part of Belenios. Whether the text that `Challenge.open` made is a whole ballot of this election without its signature,
 * and encrypts exactly the choices that it says: each is encrypted again with its randomness. All of it is public, and
 * anybody can do this.
 *
 * The voter compares `promise` with the code that the device showed first, and `choices` with what they chose. The tracker of
 * an opened ballot can be told to nobody: it covers the signature, with which anybody could cast the ballot.
 */
export function verifyOpenedBallot(
  prepared: PreparedElection,
  text: string,
  { credentials }: { readonly credentials?: ReadonlySet<string> | undefined } = {},
): VerifiedOpening | Failure<OpenedCheck> {
  return answering<VerifiedOpening, OpenedCheck>(() => {
    // A secret is shorter than its ciphertext and proofs.
    if (text.length > 2 * prepared.longestBallot) refuse('ballot-size', 'longer than any ballot can be');
    const { questions } = prepared.election;
    const { ballot, secrets } = naming(BALLOT_CHECK_NAMES, () => decodeOpenedBallot(text, questions));
    assertElection(prepared, ballot);
    assertCredential(ballot.credential, credentials);
    assertAnswers(prepared, ballot);
    const ciphertexts = ciphertextsIn(ballot);
    const again = questions.flatMap((question, place) => encryptedAgain(prepared, question, secrets[place]));
    const differing = ciphertexts.findIndex((ciphertext, place) => ciphertext !== again[place]);
    if (differing >= 0)
      refuse('opened-ciphertext', `ciphertext ${differing + 1} holds something else than it is said to`);
    return {
      ok: true,
      promise: base64HashOf(encodeUnsignedBallot(ballot)),
      credential: ballot.credential,
      choices: secrets.map(({ choices }) => choices),
      ciphertexts,
    };
  });
}

/** Belenios 4.11, Encrypted answers. The ciphertexts that the choices and the randomness give, as on the wire. */
function encryptedAgain(
  { election }: PreparedElection,
  question: Question,
  opened: OpenedAnswer | undefined,
): string[] {
  const { choices = [], randomness = [] } = opened ?? {};
  const plaintexts: (readonly [string, bigint])[] =
    question.kind === 'sums' ? choices.map((m) => [GENERATOR_TEXT, BigInt(m)]) : [[elementOfChoices(choices), 1n]];
  const products = randomness.flatMap((r, place) => {
    const plaintext = plaintexts[place] ?? [GENERATOR_TEXT, 0n];
    return [[[GENERATOR_TEXT, r]], [[election.publicKey, r], plaintext]] as const;
  });
  const elements = combineTextsEach(products);
  return randomness.map((_, place) => `${elements[2 * place] ?? ''}${elements[2 * place + 1] ?? ''}`);
}

const GENERATOR_TEXT = encodeElement(GENERATOR);

function elementOfChoices(choices: readonly number[]): string {
  if (choices.some((choice) => choice > GREATEST_CHOICE)) {
    refuse('opened-ciphertext', `no ballot gives an answer more than ${GREATEST_CHOICE}`);
  }
  return encodeElement(ofInts(choices));
}

function refuse(failed: OpenedCheck, detail: string): never {
  throw new Refused(failed, detail);
}
