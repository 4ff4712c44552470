import { bytesOfHex, sha256Of } from '#bytes';
import { GROUP_ORDER } from './kernel/arguments.ts';

/** Belenios 4.2, Basic types. The hash of a text: SHA-256 of its UTF-8 bytes, 64 lower-case hexadecimal digits. */
export function hashOf(text: string): string {
  return sha256Of(text);
}

/** Belenios 4.17, Ballots. The compact Base64 (no padding) of the SHA-256 of a text: 43 characters. */
export function base64HashOf(text: string): string {
  return compactBase64(bytesOfHex(sha256Of(text)));
}

/** Belenios 4.5, 4.12, 4.16, 4.20. SHA-256 of a text as a 256-bit big-endian number, modulo q: a challenge. */
export function challengeOf(text: string): bigint {
  return BigInt(`0x${hashOf(text)}`) % GROUP_ORDER;
}

/** Base64 without padding. */
export function compactBase64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes)).replace(/=+$/, '');
}
