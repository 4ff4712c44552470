import { hashOf } from './hash.ts';

const DIGITS = 40;

/**
 * The fingerprint of a text for people who read it to each other: eight groups of five digits, SHA-256 of the text modulo
 * 10^40. Digits are spelled alike in every language and have no capitals. 132 bits, because whoever stands between the
 * people may choose both texts: two with one fingerprint cost 2^66 hashes.
 */
export function spokenFingerprint(text: string): string {
  const digits = (BigInt(`0x${hashOf(text)}`) % 10n ** BigInt(DIGITS)).toString().padStart(DIGITS, '0');
  return (digits.match(/.{5}/g) ?? []).join(' ');
}
