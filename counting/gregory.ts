import type { MethodRules, Outcome, Paper } from './method.ts';
import {
  beginCount,
  chooseExcluded,
  chooseSurplus,
  continuing,
  decimal,
  elect,
  electTheRest,
  endCount,
  exclude,
  type Moved,
  type Progress,
  type Rankings,
  rankingsOf,
  recordStage,
  type Stage,
  vacancies,
} from './transfer.ts';

/** What one rule says differently from another, of those by which each paper has a value and stands for one candidate. */
export interface GregoryRule {
  /** Values are calculated to so many decimals, and the rest is lost. */
  readonly decimals: number;
  /**
   * How many votes elect, in the smallest parts. `ballots`: how many rank somebody; `standing`: votes of those who are not
   * excluded, in the smallest parts, as they stand.
   */
  quota(votes: { readonly ballots: number; readonly standing: number }, seats: number): number;
  /** Whether a surplus of nothing makes a stage of its own. */
  readonly transfersNothing: boolean;
  /**
   * Whether a surplus is still transferred when the quota has filled the last seat: the rule asks whether all is done only
   * after a transfer.
   */
  readonly transfersLast: boolean;
  /** Whether a tie goes by the last earlier stage at which they differed, before it goes by lot. */
  readonly looksBack: boolean;
  /**
   * Whether it is the same for everybody else who of equals leaves first. `together`: the votes of the equals; `others`: those
   * of each of the others who continue, the fewest first.
   */
  leaveInAnyOrder(votes: { readonly together: number; readonly others: readonly number[] }): boolean;
}

/** A count in which all papers of a surplus, or of whoever is excluded, move at once, and to those who continue. */
export function countGregory(papers: readonly Paper[], rules: MethodRules, rule: GregoryRule): Outcome {
  const rankings = rankingsOf(papers, rules);
  const progress = beginCount(rankings, rules, rule.decimals);
  if (rankings.ballots === 0) return endCount(progress);
  const count = dealt(rankings, progress, rule);
  let transfer = firstPreferences(count);
  for (;;) {
    const stage = { ...transfer, ...standOf(count), quota: quotaOf(count) };
    const isFull = vacancies(progress) === 0;
    const areFew = continuing(progress).length <= vacancies(progress);
    const elected = isFull ? [] : electReached(count, stage.quota);
    const rest = electTheRest(progress);
    if (isFull || areFew || (vacancies(progress) === 0 && !mayTransferLast(count))) {
      recordStage(progress, { ...stage, elected: [...elected, ...rest], excluded: [] });
      return endCount(progress);
    }
    const next = nextTransfer(count, stage.quota);
    exclude(progress, next.excluded);
    recordStage(progress, { ...stage, elected, excluded: next.excluded });
    if (next.transfer === undefined) return endCount(progress);
    transfer = next.transfer();
  }
}

/** A tie for that transfer, which changes nothing for anybody, is not worth a lot. */
function mayTransferLast({ rule, progress, totals, pending }: Count): boolean {
  const surpluses = [...pending].map((candidate) => totals[candidate] ?? 0);
  const most = Math.max(...surpluses);
  const isTied = surpluses.filter((total) => total === most).length > 1;
  return (
    rule.transfersLast &&
    pending.size > 0 &&
    (!isTied || [...pending].every((one) => progress.rules.lot?.includes(one)))
  );
}

interface Count {
  readonly rule: GregoryRule;
  readonly rankings: Rankings;
  readonly progress: Progress;
  /** The papers of each candidate. */
  readonly piles: number[][];
  /** For each paper where in the preferences its candidate stands, and what it is worth. */
  readonly places: Uint32Array;
  readonly values: Float64Array;
  readonly totals: number[];
  /** Those elected whose surplus has not been transferred. */
  readonly pending: Set<number>;
  /** What has become non-transferable, and what rounding lost, which is not in it. */
  exhausted: number;
  lost: number;
}

type Transfer = Pick<Stage, 'act' | 'moved'>;

/** Each paper to its first choice, with the value of one vote. */
function dealt(rankings: Rankings, progress: Progress, rule: GregoryRule): Count {
  const one = 10 ** rule.decimals;
  if (!Number.isSafeInteger(rankings.ballots * one)) throw new RangeError('These are more ballots than can be counted');
  const piles = progress.standing.map((): number[] => []);
  const totals = progress.standing.map(() => 0);
  const { preferences, starts, counts } = rankings;
  for (let paper = 0; paper < rankings.papers; paper += 1) {
    const candidate = preferences[starts[paper] ?? 0] ?? 0;
    piles[candidate]?.push(paper);
    totals[candidate] = (totals[candidate] ?? 0) + (counts[paper] ?? 0) * one;
  }
  return {
    ...{ rule, rankings, progress, piles, totals, exhausted: 0, lost: 0 },
    places: starts.slice(0, rankings.papers),
    values: new Float64Array(rankings.papers).fill(one),
    pending: new Set(),
  };
}

function firstPreferences({ totals }: Count): Transfer {
  const moved = totals.flatMap((votes, to) => (votes === 0 ? [] : [{ from: null, to, votes }]));
  return { act: { what: 'first-preferences' }, moved };
}

/** Puts the totals into the history, as a stage ends. */
function standOf({ progress, totals, exhausted, lost }: Count): Pick<Stage, 'nonTransferable' | 'lostToRounding'> {
  progress.history.push([...totals]);
  return { nonTransferable: exhausted + lost, lostToRounding: lost };
}

function quotaOf({ rule, rankings: { ballots }, totals, progress: { rules } }: Count): number {
  return rule.quota({ ballots, standing: totals.reduce((sum, votes) => sum + votes, 0) }, rules.seats);
}

function electReached({ rule, progress, totals, pending }: Count, quota: number): readonly number[] {
  const reached = continuing(progress).filter((candidate) => (totals[candidate] ?? 0) >= quota);
  for (const candidate of reached)
    if (rule.transfersNothing || (totals[candidate] ?? 0) > quota) pending.add(candidate);
  return elect(progress, reached);
}

/** What comes next: the largest surplus, or else whoever has the fewest votes leaves. Nothing, where a tie stands. */
function nextTransfer(
  count: Count,
  quota: number,
): { readonly excluded: readonly number[]; readonly transfer: (() => Transfer) | undefined } {
  const { rule, progress, totals, pending } = count;
  const total = (candidate: number) => totals[candidate] ?? 0;
  if (pending.size > 0) {
    const most = Math.max(...[...pending].map(total));
    const largest = [...pending].filter((candidate) => total(candidate) === most).sort((one, other) => one - other);
    const [candidate] = chooseSurplus(progress, largest, rule);
    return { excluded: [], transfer: candidate === undefined ? undefined : () => surplusOf(count, candidate, quota) };
  }
  const candidates = continuing(progress);
  const fewest = Math.min(...candidates.map(total));
  const lowest = candidates.filter((candidate) => total(candidate) === fewest);
  const leaveInAnyOrder = (tied: readonly number[]) =>
    rule.leaveInAnyOrder({
      together: fewest * tied.length,
      others: candidates
        .filter((candidate) => !tied.includes(candidate))
        .map(total)
        .sort((one, other) => one - other),
    });
  const excluded = chooseExcluded(progress, lowest, { looksBack: rule.looksBack, leaveInAnyOrder });
  return { excluded, transfer: excluded.length === 0 ? undefined : () => exclusionOf(count, excluded) };
}

/**
 * All papers of whoever has a surplus move on, each at a part of its value: the value times the surplus, divided by the
 * candidate's total, with the decimals of the rule. Whoever had the surplus keeps the quota.
 */
function surplusOf(count: Count, candidate: number, quota: number): Transfer {
  const total = count.totals[candidate] ?? 0;
  const surplus = total - quota;
  const parts = new Map<number, number>();
  const valueOf = (value: number) => {
    // The product can be larger than what a number holds exactly. There are few different values, so it is made once for each.
    const known = parts.get(value) ?? Number((BigInt(value) * BigInt(surplus)) / BigInt(total));
    parts.set(value, known);
    return known;
  };
  const { moved, exhausted, gone } = movePapers(count, candidate, valueOf);
  const lost = surplus - gone;
  count.totals[candidate] = quota;
  count.lost += lost;
  count.pending.delete(candidate);
  const [value] = parts.size === 1 ? parts.values() : [];
  const { decimals } = count.rule;
  return {
    act: {
      ...{ what: 'surplus', candidate, surplus: decimal(surplus, decimals) },
      value: value === undefined ? null : decimal(value, decimals),
    },
    moved: exhausted + lost === 0 ? moved : [...moved, { from: candidate, to: null, votes: exhausted + lost }],
  };
}

/** All papers of the excluded move on, each at the value that it has. */
function exclusionOf(count: Count, excluded: readonly number[]): Transfer {
  const moved = excluded.flatMap((candidate) => {
    const flows = movePapers(count, candidate, (value) => value);
    count.totals[candidate] = 0;
    return flows.exhausted === 0
      ? flows.moved
      : [...flows.moved, { from: candidate, to: null, votes: flows.exhausted }];
  });
  return { act: { what: 'exclusion', candidates: excluded }, moved };
}

interface PapersMoved {
  readonly moved: readonly Moved[];
  /** Votes on papers on which nobody is left. */
  readonly exhausted: number;
  /** All votes that left, those included. */
  readonly gone: number;
}

/** Moves each paper of a candidate to the next of its choices who continues. */
function movePapers(count: Count, from: number, valueOf: (value: number) => number): PapersMoved {
  const { rankings, progress, piles, places, values, totals } = count;
  const { preferences, starts, counts } = rankings;
  const standing = progress.standing.map((one) => one === 'continuing');
  const gains = totals.map(() => 0);
  let exhausted = 0;
  for (const paper of piles[from] ?? []) {
    const value = valueOf(values[paper] ?? 0);
    const votes = value * (counts[paper] ?? 0);
    const end = starts[paper + 1] ?? 0;
    let place = (places[paper] ?? 0) + 1;
    while (place < end && standing[preferences[place] ?? 0] !== true) place += 1;
    if (place === end) {
      exhausted += votes;
      continue;
    }
    const to = preferences[place] ?? 0;
    places[paper] = place;
    values[paper] = value;
    piles[to]?.push(paper);
    gains[to] = (gains[to] ?? 0) + votes;
  }
  piles[from] = [];
  count.exhausted += exhausted;
  for (const [to, votes] of gains.entries()) totals[to] = (totals[to] ?? 0) + votes;
  return {
    moved: gains.flatMap((votes, to) => (votes === 0 ? [] : [{ from, to, votes }])),
    exhausted,
    gone: gains.reduce((sum, votes) => sum + votes, exhausted),
  };
}
