import type { ContestResult } from '../../api/elections.ts';
import type { Contest } from '../../api/values.ts';
import { publishedWords } from '../../counting/decided-words.ts';

/** What became of a motion, of options, or of a contest that None of the above won; undefined: people are elected. */
export function outcomeWords(contest: Contest, outcome: ContestResult): string | undefined {
  return outcome.motion?.words ?? publishedWords(contest, outcome);
}
