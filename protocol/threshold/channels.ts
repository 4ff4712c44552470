import { gcm } from '@noble/ciphers/aes.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { decodeElement, encodeElement, GENERATOR, power, randomScalar, type Element } from '../group.ts';
import { encodeJson, object, parseJson } from '../json.ts';
import { secureRandom, type RandomBytes } from '../random.ts';
import { Refused } from '../refused.ts';
import { elementOf, membersOf, textOf } from '../shape.ts';
import { isSignature, signedJson, signedOf, signMessage } from './signing.ts';

/** The one cipher that is written and read. Older records name none and mean another, which nobody needs here. */
const ALGORITHM = 'AES-GCM';
const HEXADECIMAL = /^(?:[0-9a-f]{2})+$/;

/** Belenios 4.6.3, Channels. send(sk, recipient, message): signed, then encrypted for whoever has the recipient's key. */
export function send(
  { signing, recipient }: { readonly signing: bigint; readonly recipient: string },
  message: string,
  random: RandomBytes = secureRandom,
): string {
  const channel = object([
    ['recipient', recipient],
    ['message', message],
  ]);
  return encrypt(recipient, encodeJson(signedJson(signMessage(encodeJson(channel), signing, random))), random);
}

export interface Receiving {
  /** dk, and its public half. */
  readonly decryption: bigint;
  readonly encryption: string;
  /** The verification key of the sender: a member of the group. */
  readonly sender: string;
}

/**
 * Belenios 4.6.3, Channels. Opens a message, and looks who signed it and for whom: without the recipient inside, one
 * trustee could hand on what another wrote to them. Throws `Refused`, with `channel` where keys or signature do not fit.
 */
export function receive(text: string, { decryption, encryption, sender }: Receiving): string {
  const signed = signedOf(parseJson(decrypt(text, decryption)), 'the message');
  if (!isSignature(signed.signature, signed.message, sender)) refuse('the message is not signed by its sender');
  const channel = membersOf(parseJson(signed.message), 'the message', ['recipient', 'message']);
  if (channel.get('recipient') !== encryption) refuse('the message was written to somebody else');
  return textOf(channel.get('message'), 'the message');
}

/** Belenios 4.6.1, Public key infrastructure. An encrypted_msg, serialized. `recipient` is a member of the group. */
export function encrypt(recipient: string, message: string, random: RandomBytes = secureRandom): string {
  const [r, s] = [randomScalar(random), randomScalar(random)];
  const alpha = encodeElement(power(GENERATOR, r));
  const hidden = power(GENERATOR, s);
  const beta = encodeElement(power(memberOf(recipient), r).add(hidden));
  const data = bytesToHex(cipherOf(hidden, alpha).encrypt(utf8ToBytes(message)));
  return encodeJson(
    object([
      ['algorithm', ALGORITHM],
      ['alpha', alpha],
      ['beta', beta],
      ['data', data],
    ]),
  );
}

/** Belenios 4.6.1, Public key infrastructure. Throws `Refused`, with `channel` when the key is not the right one. */
export function decrypt(text: string, decryption: bigint): string {
  const { alpha, beta, data } = encryptedOf(text);
  const hidden = memberOf(beta).subtract(power(memberOf(alpha), decryption));
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(cipherOf(hidden, alpha).decrypt(hexToBytes(data)));
  } catch {
    return refuse('the message does not open with this key');
  }
}

interface Encrypted {
  readonly alpha: string;
  readonly beta: string;
  /** In hexadecimal digits: the ciphertext with its tag. */
  readonly data: string;
}

/** Belenios 4.6.1, Public key infrastructure. Reads an encrypted_msg as far as anybody can; throws `Refused<Unreadable>`. */
export function encryptedOf(text: string): Encrypted {
  const members = membersOf(parseJson(text), 'the encrypted message', ['algorithm', 'alpha', 'beta', 'data']);
  if (members.get('algorithm') !== ALGORITHM)
    throw new Refused('shape', `the message is not encrypted by ${ALGORITHM}`);
  const data = textOf(members.get('data'), 'data');
  if (!HEXADECIMAL.test(data)) throw new Refused('shape', 'data is not in hexadecimal digits');
  const [alpha, beta] = [elementOf(members.get('alpha'), 'alpha'), elementOf(members.get('beta'), 'beta')];
  return { alpha, beta, data };
}

/** Key and nonce are of this one message: nothing else is ever encrypted with them. */
function cipherOf(hidden: Element, alpha: string) {
  return gcm(sha256(utf8ToBytes(`key|${encodeElement(hidden)}`)), sha256(utf8ToBytes(`iv|${alpha}`)));
}

function memberOf(text: string): Element {
  const element = decodeElement(text);
  if (element === undefined) throw new Refused('element', `${text} is not a member of the group`);
  return element;
}

function refuse(detail: string): never {
  throw new Refused('threshold-channel', detail);
}
