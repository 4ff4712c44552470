import { orderingOf } from './in-order.ts';
import type { BallotFigures, Method, MethodRules, MetTie, Outcome, Paper, Step } from './method.ts';
import { validPapers } from './papers.ts';
import { BEST, sumsOf } from './score.ts';
import { assertSeats, firstSteps, lastSteps, seatsForAll, thoseStanding } from './seats.ts';

/** One seat, and who takes it. */
export interface SeatRound {
  /** Undefined where a tie stands. */
  readonly winner: number | undefined;
  /** Between whom it stands; empty otherwise. */
  readonly tied: readonly number[];
  /** Who can still take the seat while a tie stands: the tied, and those whom they would meet. */
  readonly contenders: readonly number[];
  /** Those who were equal at the end, where the lot chose the winner; empty otherwise. */
  readonly byLot: readonly number[];
  readonly ties: readonly MetTie[];
  readonly steps: readonly Step[];
}

/** How a method fills seats with ballots on which candidates are scored. */
export interface Rounds {
  /** `running`: who can still take a seat. `round` counts from 1. */
  round(running: readonly number[], round: number): SeatRound;
  /** What the seat does to the ballots before the next round. */
  seated(candidate: number, round: number): readonly Step[];
  /** Those who are left without a seat, the first first, equals together. */
  after(left: readonly number[]): readonly (readonly number[])[];
}

/**
 * Fills seat after seat, each by a round of its own among those who are left. Whoever withdrew is not counted, and who has
 * no point on any valid ballot is never elected. A tie that nothing breaks ends the count, unless there are seats for
 * everybody who is left.
 */
export function seatBySeat(
  method: Method,
  papers: readonly Paper[],
  rules: MethodRules,
  begin: (valid: readonly Paper[], figures: BallotFigures) => Rounds,
): Outcome {
  const { seats, withdrawn = [] } = rules;
  assertSeats(rules);
  const { valid, figures } = validPapers(method, papers, rules, BEST + 1);
  const standing = thoseStanding(rules);
  const sums = sumsOf(figures);
  const none = standing.filter((one) => sums[one] === 0);
  const rounds = begin(valid, figures);
  const filled = fillSeats(
    rounds,
    standing.filter((one) => !none.includes(one)),
    seats,
  );
  const { tiers, left, tied, contenders, broken, ties } = filled;
  const rest = left.filter((one) => !contenders.includes(one));
  const elected = tiers.flat();
  return {
    ...{ votes: null, ballots: figures, elected, broken, ties },
    tied: tied.length === 0 ? null : { candidates: tied, seats: seats - elected.length },
    vacant: tied.length === 0 ? seats - elected.length : 0,
    ordering: orderingOf(
      [...tiers, contenders, ...rounds.after(rest), none].filter((tier) => tier.length > 0),
      withdrawn,
    ),
    steps: [
      ...firstSteps(rules, figures.invalid),
      ...seatsForAll(rules, standing.length),
      ...filled.steps,
      // While a tie stands for more than one seat, nobody has lost yet.
      ...lastSteps(tied.length > 0 && seats - elected.length > 1 ? [] : rest, none),
    ],
  };
}

interface Filled {
  /** The elected in the order of election; together where the order is open. */
  readonly tiers: readonly (readonly number[])[];
  readonly left: readonly number[];
  readonly tied: readonly number[];
  readonly contenders: readonly number[];
  readonly broken: Outcome['broken'];
  readonly ties: readonly MetTie[];
  readonly steps: readonly Step[];
}

function fillSeats(rounds: Rounds, running: readonly number[], seats: number): Filled {
  const tiers: (readonly number[])[] = [];
  const [ties, steps]: [MetTie[], Step[]] = [[], []];
  let open: Pick<SeatRound, 'tied' | 'contenders'> = { tied: [], contenders: [] };
  let [left, broken]: [readonly number[], Outcome['broken']] = [running, null];
  for (let free = seats; free > 0 && left.length > 0;) {
    const number = tiers.length + 1;
    const round = rounds.round(left, number);
    const isOpen = round.winner === undefined;
    if (!isOpen || left.length > free) {
      ties.push(...round.ties);
      steps.push(...round.steps);
    }
    if (isOpen && left.length > free) {
      open = round;
      steps.push({ kind: 'tied', candidates: round.tied, votes: null, seatsLeft: free });
      break;
    }
    const tier = round.winner === undefined ? left : [round.winner];
    if (round.byLot.length > 0 && left.length > free) broken = { candidates: round.byLot, won: tier };
    for (const candidate of tier) steps.push({ kind: 'elected', candidate, votes: null, seatsLeft: (free -= 1) });
    tiers.push(tier);
    left = left.filter((one) => !tier.includes(one));
    if (free > 0 && left.length > 0) steps.push(...tier.flatMap((candidate) => rounds.seated(candidate, number)));
  }
  const { tied, contenders } = open;
  return { tiers, left, tied, contenders, broken, ties, steps };
}
