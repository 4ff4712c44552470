import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/**
 * Not part of Belenios: shows that somebody holds the personal ballot link, without giving the credential away.
 * SHA-256, hexadecimal, of `quorate ballot link|uuid|credential`. The prefix occurs in no Belenios message, and from the
 * 128 random bits of a credential nothing can be computed back. The server keeps only this value's own hash.
 */
export function linkProof(uuid: string, credential: string): string {
  return bytesToHex(sha256(utf8ToBytes(`quorate ballot link|${uuid}|${credential}`)));
}
