import type { Progress, Rankings } from './transfer.ts';

/** One vote, in billionths. */
export const ONE = 1_000_000_000;

/**
 * The beginnings of the papers, as far as a vote can get: what is left of a vote when it reaches a candidate depends on
 * nothing but who stands before on the paper, so that papers with one beginning are followed together. A beginning ends with
 * the first candidate who continues, since nothing is left after them.
 *
 * Each node is a candidate after those of its parents; a parent comes before its children.
 */
export interface Prefixes {
  /** -1: the first choice. */
  readonly parents: Int32Array;
  readonly holders: Uint16Array;
  /** How many ballots begin so, and on how many of them nobody follows. */
  readonly ballots: Float64Array;
  readonly ends: Float64Array;
  /** For each candidate 1 where a vote stops: whoever continues keeps all that arrives. */
  readonly stops: Uint8Array;
}

/** `justExcluded`: they hold nothing any more, and stay in the beginnings so that it can be said where their votes went. */
export function prefixesOf(rankings: Rankings, { standing }: Progress, justExcluded: readonly number[]): Prefixes {
  const stops = Uint8Array.from(standing, (one) => (one === 'continuing' ? 1 : 0));
  const passed = Uint8Array.from(standing, (one, candidate) =>
    one === 'elected' || one === 'continuing' || justExcluded.includes(candidate) ? 0 : 1,
  );
  const { preferences, starts, counts } = rankings;
  const parents: number[] = [];
  const holders: number[] = [];
  const ballots: number[] = [];
  const ends: number[] = [];
  // The children of a node are a chain: the first of the node, and after each the next with the same parent.
  const first: number[] = [];
  const next: number[] = [];
  let root = -1;
  for (let paper = 0; paper < rankings.papers; paper += 1) {
    const count = counts[paper] ?? 0;
    const end = starts[paper + 1] ?? 0;
    let parent = -1;
    for (let place = starts[paper] ?? 0; place < end; place += 1) {
      const candidate = preferences[place] ?? 0;
      if (passed[candidate] === 1) continue;
      const eldest = parent < 0 ? root : (first[parent] ?? -1);
      let node = eldest;
      while (node >= 0 && holders[node] !== candidate) node = next[node] ?? -1;
      if (node < 0) {
        node = parents.length;
        parents.push(parent);
        holders.push(candidate);
        ballots.push(0);
        ends.push(0);
        first.push(-1);
        next.push(eldest);
        if (parent < 0) root = node;
        else first[parent] = node;
      }
      ballots[node] = (ballots[node] ?? 0) + count;
      parent = node;
      if (stops[candidate] === 1) break;
    }
    if (parent >= 0) ends[parent] = (ends[parent] ?? 0) + count;
  }
  return {
    ...{ stops, parents: Int32Array.from(parents), holders: Uint16Array.from(holders) },
    ...{ ballots: Float64Array.from(ballots), ends: Float64Array.from(ends) },
  };
}

const LOW = 32_768;

/**
 * A share of what arrives, rounded up to billionths; both in billionths, at most one. The product has up to 60 bits, so the
 * share is taken in two parts: every number here stays below 2^53, and a quotient so far below 2^53 / ONE is floored exactly.
 */
export function keptOf(reaching: number, factor: number): number {
  const low = factor % LOW;
  const high = (factor - low) / LOW;
  const product = reaching * high;
  const whole = Math.floor(product / ONE);
  return whole * LOW + Math.ceil(((product - whole * ONE) * LOW + reaching * low) / ONE);
}
