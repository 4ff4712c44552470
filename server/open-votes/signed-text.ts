import { createHash } from 'node:crypto';
import type { OpenVote } from '../../db/open-votes.ts';

/** What somebody who marks says aye or nay to, as one text: a mark is signed with its hash. */
export function signedTextOf({ title, text, replaces }: Pick<OpenVote, 'title' | 'text' | 'replaces'>): string {
  return [title, text, ...(replaces === '' ? [] : ['In place of:', replaces])].join('\n\n');
}

/** SHA-256 of its UTF-8, hexadecimal. */
export function textHashOf(vote: Pick<OpenVote, 'title' | 'text' | 'replaces'>): string {
  return createHash('sha256').update(signedTextOf(vote)).digest('hex');
}
