import { createHash } from 'node:crypto';

/**
 * SHA-256, hexadecimal, over the lines `address TAB name LF` sorted by address: what the rules of an election publish, so
 * that whoever holds the roll can show later that it is the one that was frozen.
 */
export function hashRoll(roll: readonly { readonly name: string; readonly email: string }[]): string {
  const lines = roll.map(({ name, email }) => `${email}\t${name}\n`).sort();
  return createHash('sha256').update(lines.join('')).digest('hex');
}
