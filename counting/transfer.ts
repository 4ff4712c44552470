import { grouped, orderingOf } from './in-order.ts';
import type { BallotFigures, Marks, MethodRules, MetTie, Outcome, Paper, Ranked, Step } from './method.ts';
import { ballotsOn } from './papers.ts';
import { isRanking } from './ranking.ts';
import { assertSeats, byLot, firstSteps } from './seats.ts';
import type { TransferStep, VotesMoved } from './transfer-steps.ts';

/**
 * What every count by transfer begins with: the papers as orders of preference, laid end to end. A paper ends at the first
 * place that two of those who stand share: nobody can say whose vote it is from there on. Whoever withdrew is on no paper.
 * A paper that ranks nobody first is a blank one: it is valid, stands for nobody, and is in no quota, by each of the rules
 * that count like this. It is not in `papers`.
 */
export interface Rankings {
  readonly papers: number;
  /** Candidates; those of paper `p` stand from `starts[p]` up to `starts[p + 1]`, the first choice first. */
  readonly preferences: Uint16Array;
  readonly starts: Uint32Array;
  /** How many ballots say what the paper says. */
  readonly counts: Float64Array;
  /** How many ballots all of them are. */
  readonly ballots: number;
  readonly figures: BallotFigures;
}

/** Two or more hold this place. */
const SHARED = -1;

export function rankingsOf(papers: readonly Paper[], rules: MethodRules): Rankings {
  const valid = papers.filter(({ marks }) => isRanking(marks, rules));
  const greatest = valid.reduce(
    (most, { marks }) => marks.reduce((own, place) => (place > own ? place : own), most),
    0,
  );
  const preferences = new Uint16Array(valid.length * rules.candidates);
  const starts = new Uint32Array(valid.length + 1);
  const counts = new Float64Array(valid.length);
  const absent = new Set(rules.withdrawn);
  const isAbsent = Uint8Array.from({ length: rules.candidates }, (_, candidate) => (absent.has(candidate) ? 1 : 0));
  const holders = new Int32Array(greatest + 1);
  let [used, end, ballots] = [0, 0, 0];
  for (const { marks, count } of valid) {
    const start = end;
    end = layOut(marks, isAbsent, holders, preferences, start);
    if (end === start) continue;
    counts[used] = count;
    ballots += count;
    used += 1;
    starts[used] = end;
  }
  return { papers: used, preferences, starts, counts, ballots, figures: figuresOf(papers, valid, greatest, rules) };
}

/** Writes the order of one paper from `start` on, and gives its end. `holders` has a place for each mark, all empty, and is so again. */
function layOut(marks: Marks, isAbsent: Uint8Array, holders: Int32Array, into: Uint16Array, start: number): number {
  let [end, last, isOver] = [start, 0, false];
  for (let candidate = 0; candidate < marks.length; candidate += 1) {
    const place = marks[candidate] ?? 0;
    if (place === 0 || isAbsent[candidate] === 1) continue;
    holders[place] = holders[place] === 0 ? candidate + 1 : SHARED;
    if (place > last) last = place;
  }
  for (let place = 1; place <= last; place += 1) {
    const holder = holders[place] ?? 0;
    holders[place] = 0;
    if (holder === SHARED) isOver = true;
    if (holder > 0 && !isOver) into[end++] = holder - 1;
  }
  return end;
}

function figuresOf(
  papers: readonly Paper[],
  valid: readonly Paper[],
  greatest: number,
  rules: MethodRules,
): BallotFigures {
  const width = greatest + 1;
  const given = new Float64Array(rules.candidates * width);
  for (const { marks, count } of valid) {
    for (let candidate = 0; candidate < marks.length; candidate += 1) {
      const at = candidate * width + (marks[candidate] ?? 0);
      given[at] = (given[at] ?? 0) + count;
    }
  }
  return {
    ...{ valid: ballotsOn(valid), invalid: ballotsOn(papers) - ballotsOn(valid) },
    given: Array.from({ length: rules.candidates }, (_, candidate) => [
      ...given.subarray(candidate * width, (candidate + 1) * width),
    ]),
  };
}

type Standing = 'continuing' | 'elected' | 'excluded' | 'withdrawn';

/** A count by transfer while it is made. Votes are whole numbers of the smallest part that the method knows. */
export interface Progress {
  readonly rules: MethodRules;
  readonly decimals: number;
  readonly figures: BallotFigures;
  readonly standing: Standing[];
  /** The totals at the end of each stage so far. */
  readonly history: (readonly number[])[];
  readonly elected: { readonly candidate: number; readonly stage: number; readonly total: number }[];
  /** Those who were excluded together are together. */
  readonly excluded: (readonly number[])[];
  readonly ties: MetTie[];
  readonly steps: Step[];
}

export function beginCount({ figures, ballots }: Rankings, rules: MethodRules, decimals: number): Progress {
  assertSeats(rules);
  const withdrawn = rules.withdrawn ?? [];
  const standing = Array.from({ length: rules.candidates }, (_, candidate): Standing =>
    withdrawn.includes(candidate) ? 'withdrawn' : 'continuing',
  );
  const steps: Step[] = [...firstSteps(rules, figures.invalid)];
  const progress = { rules, decimals, figures, standing, history: [], elected: [], excluded: [], ties: [], steps };
  const candidates = continuing(progress);
  if (ballots === 0 && candidates.length > 0) steps.push({ kind: 'no-votes', candidates });
  return progress;
}

/** Those neither elected nor excluded, in the order of the ballot. */
export function continuing({ standing }: Progress): readonly number[] {
  return [...standing.keys()].filter((candidate) => standing[candidate] === 'continuing');
}

export function vacancies({ rules, elected }: Progress): number {
  return rules.seats - elected.length;
}

/** Elects them, in the order of their totals at the end of the stage. Gives that order. */
export function elect(progress: Progress, candidates: readonly number[]): readonly number[] {
  const { history, standing, elected } = progress;
  const totals = history.at(-1) ?? [];
  const order = candidates.toSorted((one, other) => (totals[other] ?? 0) - (totals[one] ?? 0) || one - other);
  for (const candidate of order) {
    standing[candidate] = 'elected';
    elected.push({ candidate, stage: history.length, total: totals[candidate] ?? 0 });
  }
  return order;
}

/** Elects everybody who is left, if no more are left than there are seats, as each of these rules says. */
export function electTheRest(progress: Progress): readonly number[] {
  const rest = continuing(progress);
  return rest.length <= vacancies(progress) ? elect(progress, rest) : [];
}

export function exclude({ standing, excluded }: Progress, candidates: readonly number[]): void {
  for (const candidate of candidates) standing[candidate] = 'excluded';
  if (candidates.length > 0) excluded.push(candidates);
}

export interface TieRules {
  /** Whether the last earlier stage at which they differed decides before the lot does. */
  readonly looksBack: boolean;
  /** Whether it is the same for everybody else in which order these leave, all of whom have the fewest votes. */
  leaveInAnyOrder(candidates: readonly number[]): boolean;
}

/**
 * Who of those with the fewest votes is excluded. Where the lot does not know them, and they leave in any order, they leave
 * together, so that nothing is decided between them; otherwise nobody, and the tie stands.
 */
export function chooseExcluded(progress: Progress, lowest: readonly number[], ties: TieRules): readonly number[] {
  const remaining = ties.looksBack ? asEarlier(progress, lowest, 'fewest') : lowest;
  if (settled(progress, 'exclusion', lowest, remaining)) return remaining;
  const drawn = byLot(remaining, progress.rules.lot);
  if (drawn !== undefined) return met(progress, 'exclusion', lowest, drawn.slice(-1), 'lot');
  if (vacancies(progress) <= continuing(progress).length - remaining.length && ties.leaveInAnyOrder(remaining))
    return met(progress, 'exclusion', lowest, remaining, 'that all of them leave in any order');
  return met(progress, 'exclusion', lowest, [], null);
}

/** Whose surplus of equal ones is transferred first; empty while nothing decides. */
export function chooseSurplus(
  progress: Progress,
  largest: readonly number[],
  ties: Pick<TieRules, 'looksBack'>,
): readonly number[] {
  const remaining = ties.looksBack ? asEarlier(progress, largest, 'most') : largest;
  if (settled(progress, 'surplus', largest, remaining)) return remaining;
  const drawn = byLot(remaining, progress.rules.lot);
  return met(progress, 'surplus', largest, drawn?.slice(0, 1) ?? [], drawn === undefined ? null : 'lot');
}

function settled(
  progress: Progress,
  over: MetTie['over'],
  tied: readonly number[],
  remaining: readonly number[],
): boolean {
  if (remaining.length > 1) return false;
  if (tied.length > 1) met(progress, over, tied, remaining, 'an earlier stage');
  return true;
}

/** Those of them who are left after going back, stage by stage, and each time keeping only who had the fewest or most. */
function asEarlier({ history }: Progress, tied: readonly number[], keep: 'fewest' | 'most'): readonly number[] {
  let remaining = tied;
  for (const totals of history.slice(0, -1).toReversed()) {
    const own = remaining.map((candidate) => totals[candidate] ?? 0);
    const extreme = keep === 'fewest' ? Math.min(...own) : Math.max(...own);
    remaining = remaining.filter((_, place) => own[place] === extreme);
  }
  return remaining;
}

function met(
  { ties }: Progress,
  over: MetTie['over'],
  candidates: readonly number[],
  chosen: readonly number[],
  by: string | null,
): readonly number[] {
  ties.push({ over, candidates, chosen, by });
  return chosen;
}

/** What a stage did, in whole numbers. */
export interface Stage extends Pick<TransferStep, 'act' | 'elected' | 'excluded'> {
  readonly quota: number;
  readonly nonTransferable: number;
  readonly lostToRounding: number;
  readonly moved: readonly Moved[];
  readonly keepFactors?: readonly number[];
}

export interface Moved {
  readonly from: number | null;
  readonly to: number | null;
  readonly votes: number;
}

/** Writes down the stage whose totals are the last of the history, and the ties that were met at its end. */
export function recordStage({ history, steps, ties, decimals }: Progress, stage: Stage): void {
  const written = (votes: number) => decimal(votes, decimals);
  const { act, elected, excluded, keepFactors } = stage;
  steps.push({
    ...{ kind: 'stage', number: history.length, act, elected, excluded },
    quota: written(stage.quota),
    totals: (history.at(-1) ?? []).map(written),
    nonTransferable: written(stage.nonTransferable),
    lostToRounding: written(stage.lostToRounding),
    moved: stage.moved.map(({ votes, ...way }): VotesMoved => ({ ...way, votes: written(votes) })),
    ...(keepFactors === undefined ? {} : { keepFactors: keepFactors.map(written) }),
  });
  const told = steps.filter(({ kind }) => kind === 'tie').length;
  for (const tie of ties.slice(told)) steps.push({ kind: 'tie', tie });
}

/** A whole number of the smallest parts, with so many decimals. */
export function decimal(parts: number, decimals: number): string {
  const digits = String(parts).padStart(decimals + 1, '0');
  return decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/** What the count has come to: all seats are filled, or a tie stands, or nobody has a vote. */
export function endCount(progress: Progress): Outcome {
  const { figures, standing, history, ties, steps } = progress;
  const open = ties.find(({ by }) => by === null);
  const left = vacancies(progress);
  const losers = [...standing.keys()].filter((candidate) =>
    ['continuing', 'excluded'].includes(standing[candidate] ?? ''),
  );
  if (open === undefined && history.length > 0 && losers.length > 0)
    steps.push({ kind: 'not-elected', candidates: losers });
  return {
    ...{ votes: null, ballots: figures, broken: null, ties, steps },
    elected: progress.elected.map(({ candidate }) => candidate),
    tied: open === undefined ? null : { candidates: open.candidates, seats: left },
    vacant: open === undefined ? left : 0,
    ordering: rankedBy(progress),
  };
}

/** The elected as they were elected, who is left as they stand, the excluded with the last first, and who withdrew. */
function rankedBy(progress: Progress): readonly Ranked[] {
  const { elected, excluded, standing, history } = progress;
  const withdrawn = [...standing.keys()].filter((candidate) => standing[candidate] === 'withdrawn');
  const totals = history.at(-1) ?? [];
  const left = continuing(progress).toSorted((one, other) => (totals[other] ?? 0) - (totals[one] ?? 0) || one - other);
  const together = grouped(elected, (one, other) => one.stage === other.stage && one.total === other.total);
  const tiers = [
    ...together.map((group) => group.map(({ candidate }) => candidate)),
    ...grouped(left, (one, other) => totals[one] === totals[other]),
    ...excluded.toReversed(),
  ];
  return orderingOf(tiers, withdrawn);
}
