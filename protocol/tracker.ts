import { base64HashOf } from './hash.ts';

/** Belenios 4.17, Ballots. The smart ballot tracker: the compact Base64 of the SHA-256 of the whole ballot, 43 characters. */
export function trackerOf(ballotText: string): string {
  return base64HashOf(ballotText);
}
