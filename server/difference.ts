import { diffWords } from 'diff';

export interface Part {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
}

/** What became of a text, word by word, in reading order. Joining what is not `added` gives the old one. */
export function differenceOf(before: string, after: string): Part[] {
  return diffWords(before, after).map(({ value, added, removed }) => ({
    kind: added ? 'added' : removed ? 'removed' : 'same',
    text: value,
  }));
}
