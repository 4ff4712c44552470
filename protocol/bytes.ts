import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';

/* What a verifier does a hundred times for each ballot, everywhere but in Node: see bytes.node.ts. */

/** SHA-256 of the UTF-8 bytes of a text: 64 lower-case hexadecimal digits. */
export function sha256Of(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text)));
}

/** Lower-case hexadecimal digits. */
export function hexOf(bytes: Uint8Array): string {
  return bytesToHex(bytes);
}

/** The bytes that hexadecimal digits spell. Throws a RangeError for anything else. */
export function bytesOfHex(digits: string): Uint8Array {
  return hexToBytes(digits);
}
