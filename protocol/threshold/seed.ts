import { encodeElement, GENERATOR, power } from '../group.ts';
import { challengeOf } from '../hash.ts';
import { BASE58, randomBase58, secureRandom, type RandomBytes } from '../random.ts';

const SEED_CHARACTERS = 22;

/** Belenios 4.6.1, Public key infrastructure. The four keys of a trustee during the ceremony. */
export interface CeremonyKeys {
  /** sk and dk are secret. */
  readonly signing: bigint;
  readonly decryption: bigint;
  /** g^sk and g^dk, 64 hexadecimal digits. */
  readonly verification: string;
  readonly encryption: string;
}

/** Belenios 4.6.1, Public key infrastructure. A new secret seed: 22 uniform Base58 characters, 128 bits. */
export function newSeed(random: RandomBytes = secureRandom): string {
  return randomBase58(SEED_CHARACTERS, random);
}

/** Belenios 4.6.1, Public key infrastructure. Whether a text has the form of a seed. */
export function isSeed(text: string): boolean {
  return text.length === SEED_CHARACTERS && Array.from(text).every((character) => BASE58.includes(character));
}

/** Belenios 4.6.1, Public key infrastructure. Throws a RangeError when the text is no seed. */
export function keysOfSeed(seed: string): CeremonyKeys {
  if (!isSeed(seed)) throw new RangeError('A seed is 22 Base58 characters');
  const [signing, decryption] = [challengeOf(`sk|${seed}`), challengeOf(`dk|${seed}`)];
  return {
    signing,
    decryption,
    verification: encodeElement(power(GENERATOR, signing)),
    encryption: encodeElement(power(GENERATOR, decryption)),
  };
}
