import { keptOf, ONE, type Prefixes } from './meek-prefixes.ts';
import type { Moved } from './transfer.ts';

/**
 * Which votes moved from whom to whom, when the shares that candidates keep changed. On each paper, what candidates keep less
 * of it goes to those who keep more, in the order of the paper, and the rest to nobody.
 */
export function movedBetween(
  prefixes: Prefixes,
  before: readonly number[],
  after: readonly number[],
): readonly Moved[] {
  const { parents, holders, ballots, ends } = prefixes;
  const flows = before.map(() => before.map(() => 0));
  // What each candidate exchanges with nobody: votes that became non-transferable, less those that were.
  const nobody = before.map(() => 0);
  const [leftBefore, leftAfter] = [new Float64Array(parents.length), new Float64Array(parents.length)];
  const open: Open[] = [];
  const add = (from: number, to: number, votes: number) => {
    const row = flows[from];
    if (row !== undefined) row[to] = (row[to] ?? 0) + votes;
  };
  for (let node = 0; node < parents.length; node += 1) {
    const parent = parents[node] ?? -1;
    const holder = holders[node] ?? 0;
    const [reachedBefore, reachedAfter] = parent < 0 ? [ONE, ONE] : [leftBefore[parent] ?? 0, leftAfter[parent] ?? 0];
    const [keptBefore, keptAfter] = [
      keptOf(reachedBefore, before[holder] ?? 0),
      keptOf(reachedAfter, after[holder] ?? 0),
    ];
    leftBefore[node] = reachedBefore - keptBefore;
    leftAfter[node] = reachedAfter - keptAfter;
    const count = ballots[node] ?? 0;
    const mine = matched(open[parent] ?? [], { holder, lost: keptBefore - keptAfter }, (from, to, votes) => {
      add(from, to, votes * count);
    });
    open[node] = mine;
    const ended = ends[node] ?? 0;
    if (ended > 0) for (const one of mine) nobody[one.holder] = (nobody[one.holder] ?? 0) + one.lost * ended;
  }
  return netOf(flows, nobody);
}

/** What candidates on the way have lost of a paper, or gained if it is negative, and not yet given to or got from anybody. */
type Open = readonly Loss[];
interface Loss {
  readonly holder: number;
  readonly lost: number;
}

/** Settles what the next candidate gains against what those before lost, first come first served, or the other way round. */
function matched(open: Open, next: Loss, move: (from: number, to: number, votes: number) => void): Open {
  let { lost } = next;
  if (lost === 0) return open;
  const left: Loss[] = [];
  for (const one of open) {
    if (lost === 0 || one.lost > 0 === lost > 0) {
      left.push(one);
      continue;
    }
    const votes = Math.min(Math.abs(one.lost), Math.abs(lost));
    if (lost < 0) move(one.holder, next.holder, votes);
    else move(next.holder, one.holder, votes);
    const sign = lost < 0 ? 1 : -1;
    lost += sign * votes;
    if (one.lost !== sign * votes) left.push({ holder: one.holder, lost: one.lost - sign * votes });
  }
  return lost === 0 ? left : [...left, { holder: next.holder, lost }];
}

/** Between two candidates only the difference is told. */
function netOf(flows: readonly (readonly number[])[], nobody: readonly number[]): readonly Moved[] {
  const between = flows.flatMap((row, from) =>
    row.flatMap((votes, to) => {
      const net = votes - (flows[to]?.[from] ?? 0);
      return net > 0 ? [{ from, to, votes: net }] : [];
    }),
  );
  const used = nobody.flatMap((votes, candidate): Moved[] => {
    if (votes === 0) return [];
    return [votes > 0 ? { from: candidate, to: null, votes } : { from: null, to: candidate, votes: -votes }];
  });
  return [...between, ...used];
}
