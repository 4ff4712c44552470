import type { ContestResult } from '../api/elections.ts';
import { publishedWords } from '../counting/decided-words.ts';
import type { ContestRow } from '../db/elections.ts';

/** What became of a motion, of options, or of an election that None of the above won, in a sentence; null: of nothing such. */
export function contestWords(contest: ContestRow, result: ContestResult): string | null {
  return result.motion?.words ?? publishedWords(contest, result) ?? null;
}
