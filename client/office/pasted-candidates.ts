import type { DraftCandidate } from './draft-state.ts';

/** Lines `Name; affiliation`, or two columns copied from a spreadsheet. Empty lines mean nothing. */
export function candidatesIn(pasted: string): readonly DraftCandidate[] {
  return pasted
    .split(/\r?\n/u)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const [name = '', ...rest] = line.split(/[;\t]/u).map((part) => part.trim());
      return { name, affiliation: rest.filter((part) => part !== '').join(', '), statement: '' };
    });
}
