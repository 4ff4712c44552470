import { randomBase58, secureRandom, type RandomBytes } from './random.ts';

const UUID = /^[1-9A-HJ-NP-Za-km-z]{14,64}$/;

/** Belenios 4.2, Basic types. A new election identifier: 14 uniform Base58 characters, 82 bits. */
export function generateUuid(random: RandomBytes = secureRandom): string {
  return randomBase58(14, random);
}

/** Belenios 4.2, Basic types. Whether a text is 14 or more Base58 characters. Longer than 64 is refused: a bound of ours. */
export function isUuid(text: string): boolean {
  return UUID.test(text);
}
