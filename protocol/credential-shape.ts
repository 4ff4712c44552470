import { BASE58 } from './random.ts';

const CREDENTIAL = new RegExp(`^[${BASE58}]{5}-[${BASE58}]{6}-[${BASE58}]{5}-[${BASE58}]{6}$`);

/**
 * Belenios 4.8, Credentials. Whether a text has the shape of a secret credential. There is no checksum: a mistyped
 * credential has the right shape and simply is nobody's. It stands apart so that the first page of the booth, which looks
 * at a link, need not load the arithmetic of the group.
 */
export function isCredential(text: string): boolean {
  return CREDENTIAL.test(text);
}
