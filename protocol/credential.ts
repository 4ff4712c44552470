import { isCredential } from './credential-shape.ts';
import { randomBase58, secureRandom, type RandomBytes } from './random.ts';
import { encodeElement, GENERATOR, power } from './group.ts';
import { GROUP_ORDER } from './kernel/arguments.ts';
import { hashOf } from './hash.ts';

/** Belenios 4.8, Credentials. A new secret credential, XXXXX-XXXXXX-XXXXX-XXXXXX: 22 uniform digits, 128 bits. */
export function generateCredential(random: RandomBytes = secureRandom): string {
  const digits = randomBase58(22, random);
  return [digits.slice(0, 5), digits.slice(5, 11), digits.slice(11, 16), digits.slice(16)].join('-');
}

/** Belenios 4.8, Credentials. public(c): 64 hexadecimal digits. Throws a RangeError when the shape is wrong. */
export function publicCredential(uuid: string, credential: string): string {
  return encodeElement(power(GENERATOR, secretExponent(uuid, credential)));
}

/** Belenios 4.8, Credentials. x = secret(c) in 0..q-1. A secret: only proofs and signatures are made with it. */
export function secretExponent(uuid: string, credential: string): bigint {
  if (!isCredential(credential)) throw new RangeError('A credential has the form XXXXX-XXXXXX-XXXXX-XXXXXX');
  const [x0, x1] = [0, 1].map((i) => hashOf(`derive_credential|${uuid}|${i}|${credential}`));
  return BigInt(`0x${x0 ?? ''}${x1 ?? ''}`) % GROUP_ORDER;
}
