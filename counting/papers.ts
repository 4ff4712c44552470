import type { BallotFigures, Marks, Method, MethodRules, Paper } from './method.ts';

/** Ballots that say the same, together, in the order in which each was first met. */
export function papersOf(ballots: readonly Marks[]): readonly Paper[] {
  const papers: { readonly marks: Marks; count: number }[] = [];
  // A hash table of our own, at most half full: a text for each ballot as its key would take several times as long.
  let size = 2;
  while (size < 2 * ballots.length) size *= 2;
  // One more than where each stands in `papers`; 0: free.
  const slots = new Int32Array(size);
  for (const marks of ballots) {
    let slot = hashOf(marks) & (size - 1);
    let known = nthOf(papers, slots[slot] ?? 0);
    while (known !== undefined && !isSame(known.marks, marks)) {
      slot = (slot + 1) & (size - 1);
      known = nthOf(papers, slots[slot] ?? 0);
    }
    if (known === undefined) slots[slot] = papers.push({ marks, count: 1 });
    else known.count += 1;
  }
  return papers;
}

function nthOf<Kind>(papers: readonly Kind[], nth: number): Kind | undefined {
  return nth === 0 ? undefined : papers[nth - 1];
}

function hashOf(marks: Marks): number {
  let hash = marks.length;
  for (const mark of marks) hash = Math.imul(hash ^ mark, 0x01000193);
  return hash ^ (hash >>> 15);
}

function isSame(one: Marks, other: Marks): boolean {
  if (one.length !== other.length) return false;
  for (let place = 0; place < one.length; place += 1) {
    if (!Object.is(one[place], other[place])) return false;
  }
  return true;
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
