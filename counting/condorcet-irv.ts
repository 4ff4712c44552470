import { electInOrder } from './in-order.ts';
import type { Method, MethodRules, MetTie, Outcome, Paper, Step } from './method.ts';
import { beatsAll, type Compared, compare } from './pairwise.ts';
import { rankingMethod } from './ranking.ts';
import { byLot } from './seats.ts';

/**
 * Condorcet-IRV as Benham has it (Green-Armytage, "Four Condorcet-Hare hybrid methods for single-winner elections", 2011):
 * of the four, the one whose count changes instant runoff the least.
 */
export const condorcetIrv: Method = rankingMethod({
  ...{ name: 'condorcet-irv', elects: 'one', shares: false, leftOut: 'comes after everybody you rank' },
  words: {
    offer: 'Condorcet-IRV (Benham)',
    hint: 'Everybody puts people in an order. Whoever beats each other person two by two is elected. While nobody does, the one with the fewest first places is out.',
    elects: 'Whoever beats each other person left two by two is elected.',
    rule: 'Condorcet-IRV (Benham): while nobody beats all others left two by two, the one with the fewest first places among those left is excluded.',
  },
});

/**
 * Elects whoever beats all others left two by two; while nobody does, whoever is first on the fewest ballots among those
 * left is excluded. Between equals the last in the order of the lot is; without such a lot the count stops there. Whom no
 * ballot ranks takes no part. Throws a RangeError unless there is one seat.
 */
export function countCondorcetIrv(papers: readonly Paper[], rules: MethodRules): Outcome {
  if (rules.seats !== 1) throw new RangeError('Condorcet-IRV elects one person');
  const compared = compare(condorcetIrv, papers, rules);
  const { candidates, over, figures, ranked } = compared;
  const found = exclude(compared, rules);
  const none = candidates.filter((one) => !ranked.includes(one));
  const tiers = [...found.tiers, none].filter((tier) => tier.length > 0);
  const steps: readonly Step[] = [{ kind: 'pairwise', candidates, over }, ...found.steps];
  return electInOrder({ tiers, supported: ranked, figures, steps, ties: found.ties, stopped: found.stopped }, rules);
}

interface Exclusions {
  /** The winner, those who were left, and the excluded, the last first. */
  readonly tiers: readonly (readonly number[])[];
  readonly steps: readonly Step[];
  readonly ties: readonly MetTie[];
  /** Those between whom nothing decides who is excluded. */
  readonly stopped: readonly number[] | null;
}

function exclude({ ranked, valid, ...pairs }: Compared, { lot }: MethodRules): Exclusions {
  const excluded: number[] = [];
  const steps: Step[] = [];
  const ties: MetTie[] = [];
  let left = ranked;
  let winner = beatsAll(pairs, left);
  while (winner === undefined && left.length > 0) {
    const firsts = firstsOf(valid, left, pairs.over.length);
    const fewest = Math.min(...left.map((one) => firsts[one] ?? 0));
    const last = left.filter((one) => firsts[one] === fewest);
    const out = last.length === 1 ? last[0] : byLot(last, lot)?.at(-1);
    steps.push({ kind: 'fewest-firsts', candidates: left, firsts, excluded: last.length === 1 ? (out ?? null) : null });
    if (last.length > 1) {
      const chosen = out === undefined ? [] : [out];
      ties.push({ over: 'exclusion', candidates: last, chosen, by: out === undefined ? null : 'lot' });
      steps.push(...ties.slice(-1).map((tie) => ({ kind: 'tie', tie }) as const));
    }
    if (out === undefined) return { tiers: [left, ...excluded.map((one) => [one])], steps, ties, stopped: last };
    excluded.unshift(out);
    left = left.filter((one) => one !== out);
    winner = beatsAll(pairs, left);
  }
  if (winner !== undefined) steps.push({ kind: 'beats-everybody', candidate: winner, among: left });
  const first = left.filter((one) => one === winner);
  const tiers = [first, left.filter((one) => one !== winner), ...excluded.map((one) => [one])];
  return { tiers, steps, ties, stopped: null };
}

/** On how many ballots each is the first of those left. */
function firstsOf(papers: readonly Paper[], left: readonly number[], size: number): readonly number[] {
  const firsts = Array.from({ length: size }, () => 0);
  for (const { marks, count } of papers) {
    let first = -1;
    let least = Number.MAX_SAFE_INTEGER;
    for (const one of left) {
      const place = marks[one] ?? 0;
      if (place > 0 && place < least) [first, least] = [one, place];
    }
    if (first >= 0) firsts[first] = (firsts[first] ?? 0) + count;
  }
  return firsts;
}
