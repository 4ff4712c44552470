import { memberText, type StoredMember } from '../archive.ts';
import { hashOf } from '../hash.ts';
import { isRefused, Refused } from '../refused.ts';
import type { Check } from './check.ts';

/** Belenios 4.4, Public data. */
export const CONTAINER_CHECKS: readonly Check[] = [
  { id: '1.a', claim: 'The file is an archive laid out byte for byte as Belenios lays it out.' },
  { id: '1.b', claim: 'Its header says version 1 and when the election began, and nothing else.' },
  { id: '1.c', claim: 'Every member is named by the hash of its content.' },
  { id: '1.d', claim: 'No member is stored twice.' },
];

/** A refusal that knows which check it is of, and where. */
export class Misplaced extends Refused {
  readonly check: string;
  readonly at: string;

  constructor(check: string, at: string, failed: string, detail: string) {
    super(failed, detail);
    this.check = check;
    this.at = at;
  }
}

/** The text of a member whose name must be its hash. Throws `Misplaced`. */
export function namedText({ name, content }: Pick<StoredMember, 'name' | 'content'>, at: string): string {
  const text = textAt(content, at);
  if (name.slice(0, 64) !== hashOf(text)) {
    throw new Misplaced('1.c', at, 'member-name', 'the name is not the hash of the content');
  }
  return text;
}

function textAt(content: Uint8Array, at: string): string {
  try {
    return memberText(content);
  } catch (error) {
    if (!isRefused(error)) throw error;
    throw new Misplaced('1.a', at, error.failed, error.detail);
  }
}
