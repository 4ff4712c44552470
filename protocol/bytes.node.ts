import { Buffer } from 'node:buffer';
import { hash } from 'node:crypto';

/*
 * The same as bytes.ts, by what Node brings: a ballot of 26 choices is 100,000 bytes to hash, which OpenSSL does in a fifth
 * of the time, and 7,000 to spell, a fortieth of it.
 */

/** SHA-256 of the UTF-8 bytes of a text: 64 lower-case hexadecimal digits. */
export function sha256Of(text: string): string {
  return hash('sha256', text, 'hex');
}

/** Lower-case hexadecimal digits. */
export function hexOf({ buffer, byteOffset, length }: Uint8Array): string {
  return Buffer.from(buffer, byteOffset, length).toString('hex');
}

/** The bytes that hexadecimal digits spell. Throws a RangeError for anything else. */
export function bytesOfHex(digits: string): Uint8Array {
  // Node reads as far as it understands, and says nothing.
  const { buffer, byteOffset, length } = Buffer.from(digits, 'hex');
  if (2 * length !== digits.length) throw new RangeError('Not hexadecimal digits');
  return new Uint8Array(buffer, byteOffset, length);
}
