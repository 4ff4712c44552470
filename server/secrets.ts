import { createHash, randomBytes, randomInt } from 'node:crypto';

/** 256 random bits for links and cookies, as 43 letters and digits. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What the database keeps of a token. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** Six digits, every value equally likely. */
export function newCode(): string {
  return String(randomInt(1_000_000)).padStart(6, '0');
}
