import { encodeElement, GENERATOR, modulo, power, randomScalar } from '../group.ts';
import { challengeOf } from '../hash.ts';
import { object, type Json, type JsonObject } from '../json.ts';
import { combineTexts } from '../public-elements.ts';
import { secureRandom, type RandomBytes } from '../random.ts';
import { membersOf, proofJson, proofOf, textOf, type Proof } from '../shape.ts';

/** Belenios 4.6.1, Public key infrastructure. A text and its signature. */
export interface SignedMessage {
  readonly message: string;
  readonly signature: Proof;
}

const GENERATOR_TEXT = encodeElement(GENERATOR);

/** Belenios 4.6.1, Public key infrastructure. The signature of a text, in constant time. */
export function sign(message: string, signing: bigint, random: RandomBytes = secureRandom): Proof {
  const w = randomScalar(random);
  const challenge = signatureChallenge(message, encodeElement(power(GENERATOR, w)));
  return { challenge, response: modulo(w - signing * challenge) };
}

/** Belenios 4.6.1, Public key infrastructure. The signed_msg of a text. */
export function signMessage(message: string, signing: bigint, random: RandomBytes = secureRandom): SignedMessage {
  return { message, signature: sign(message, signing, random) };
}

/** Belenios 4.6.1, Public key infrastructure. `verification` is a member of the group: whoever calls has looked. */
export function isSignature({ challenge, response }: Proof, message: string, verification: string): boolean {
  const A = combineTexts([
    [GENERATOR_TEXT, response],
    [verification, challenge],
  ]);
  return signatureChallenge(message, A) === challenge;
}

/** Belenios 4.6.1, Public key infrastructure. Reads a signed_msg; throws `Refused<Unreadable>`. */
export function signedOf(value: Json | undefined, what: string): SignedMessage {
  const members = membersOf(value, what, ['message', 'signature']);
  return {
    message: textOf(members.get('message'), `the message of ${what}`),
    signature: proofOf(members.get('signature'), `the signature of ${what}`),
  };
}

export function signedJson({ message, signature }: SignedMessage): JsonObject {
  return object([
    ['message', message],
    ['signature', proofJson(signature)],
  ]);
}

function signatureChallenge(message: string, A: string): bigint {
  return challengeOf(`sigmsg|${message}|${A}`);
}
