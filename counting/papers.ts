import type { BallotFigures, Marks, Method, MethodRules, Paper } from './method.ts';

/** Ballots that say the same, together, in the order in which each was first met. */
export function papersOf(ballots: readonly Marks[]): readonly Paper[] {
  const counts = new Map<string, { readonly marks: Marks; count: number }>();
  for (const marks of ballots) {
    const key = marks.join();
    const known = counts.get(key);
    if (known === undefined) counts.set(key, { marks, count: 1 });
    else known.count += 1;
  }
  return [...counts.values()];
}

/** The papers that the method allows, and what all of them say of each candidate. `values`: how many a mark can have. */
export function validPapers(
  method: Pick<Method, 'isValid'>,
  papers: readonly Paper[],
  rules: MethodRules,
  values: number,
): { readonly valid: readonly Paper[]; readonly figures: BallotFigures } {
  const valid = papers.filter(({ marks }) => method.isValid(marks, rules));
  const given = Array.from({ length: rules.candidates }, () => Array.from({ length: values }, () => 0));
  for (const [place, counts] of given.entries()) {
    for (const { marks, count } of valid) {
      const mark = marks[place] ?? 0;
      counts[mark] = (counts[mark] ?? 0) + count;
    }
  }
  const [all, kept] = [ballotsOn(papers), ballotsOn(valid)];
  return { valid, figures: { valid: kept, invalid: all - kept, given } };
}

/** How many ballots these are. */
export function ballotsOn(papers: readonly Paper[]): number {
  return papers.reduce((sum, { count }) => sum + count, 0);
}
