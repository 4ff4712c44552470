import { hexToBytes } from '@noble/hashes/utils.js';
import { base64HashOf, compactBase64 } from './hash.ts';

/** Belenios 4.17, Ballots. The smart ballot tracker: the compact Base64 of the SHA-256 of the whole ballot, 43 characters. */
export function trackerOf(ballotText: string): string {
  return base64HashOf(ballotText);
}

/** Belenios 4.17, Ballots. The same from the hash as the board has it: 64 hexadecimal digits. */
export function trackerOfHash(hash: string): string {
  return compactBase64(hexToBytes(hash));
}
