/** A source of n cryptographically secure random bytes. Tests pass a predictable one; nobody else passes any. */
export type RandomBytes = (n: number) => Uint8Array;

export const secureRandom: RandomBytes = (n) => crypto.getRandomValues(new Uint8Array(n));

/** Belenios 4.2, Basic types. The Base58 characters. */
export const BASE58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';

/** `length` Base58 characters, each uniform: a byte of 232 (4 * 58) or more is thrown away, so that no digit is likelier. */
export function randomBase58(length: number, random: RandomBytes): string {
  let text = '';
  while (text.length < length) {
    for (const byte of random(length - text.length)) {
      if (byte < 232) text += BASE58.charAt(byte % 58);
    }
  }
  return text;
}
