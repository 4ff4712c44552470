import type { BallotFile } from '../counting/files/ballot-file.ts';
import type { Method, MethodRules, Paper } from '../counting/methods.ts';
import { placesIn } from '../counting/ranking.ts';

/** The ballots of a file as this method takes them; undefined where the method asks for something else than they say. */
export function fittingPapers(file: BallotFile, method: Method, rules: MethodRules): readonly Paper[] | undefined {
  const { says, papers, order, candidates } = file;
  if (method.answers !== null && method.answers.length !== candidates.length) return undefined;
  if (says === 'numbers') return papers;
  const shape = method.ballotShape(rules);
  switch (shape.asks) {
    case 'ranks':
      return says === 'ranks' ? papers : (order ?? undefined);
    case 'scores':
    case 'grades':
      return says === 'scores' ? papers : undefined;
    case 'marks':
      if (says === 'ranks' && method.name === 'plurality') return papers.map(firstOf);
      // Who shares the first place with all others named, or has a score of 1 as they have, is marked and not ranked.
      return papers.every(({ marks }) => marks.every((mark) => mark <= 1)) ? papers : undefined;
  }
}

/** Whom a ranking puts first; where several share the first place it marks them all, and is not valid. */
function firstOf({ marks, count }: Paper): Paper {
  const [first = []] = placesIn(marks);
  return { marks: marks.map((_, candidate) => (first.includes(candidate) ? 1 : 0)), count };
}
