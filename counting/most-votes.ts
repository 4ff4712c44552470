import type { BrokenTie, Marks, MethodRules, Outcome, Ranked, Said, Step, Tie } from './method.ts';
import { assertSeats, byLot, firstSteps, lastSteps, seatsForAll, tiesForSeats } from './seats.ts';

/** How many candidates a ballot marks. */
export function marked(said: Said): number {
  return said.filter((mark) => mark === 1).length;
}

/** Whether there is a 0 or a 1 for each candidate, and at most `max` ones. */
export function fits(marks: Marks, { candidates }: MethodRules, max: number): boolean {
  return marks.length === candidates && marks.every((mark) => mark === 0 || mark === 1) && marked(marks) <= max;
}

/**
 * The candidates with the most votes are elected, and nobody without a vote: such a seat stays vacant. Those who share the
 * last votes that a seat could go to are tied. The lot decides among them, where there is one that names them all;
 * otherwise nobody is chosen here: that is the rules' tie-break, and a public act of its own. Whoever withdrew keeps the
 * votes and is passed over for the next.
 */
export function mostVotes(sums: readonly number[], rules: MethodRules): Outcome {
  const { seats, candidates, lot, withdrawn = [] } = rules;
  assertSeats(rules);
  if (sums.length !== candidates) throw new RangeError('There is one sum for each candidate');
  const ordering = orderingOf(sums);
  const count = { ordering, sums, rules };
  const voted = ordering.filter(({ candidate, votes }) => votes > 0 && !withdrawn.includes(candidate));
  const last = voted[seats - 1];
  const firstOut = voted[seats];
  if (last === undefined || firstOut === undefined || firstOut.votes < last.votes)
    return outcome(count, voted.slice(0, seats), null, null);
  const above = voted.filter(({ votes }) => votes > last.votes);
  const equal = voted.filter(({ votes }) => votes === last.votes);
  const tied = { candidates: placesOf(equal), seats: seats - above.length };
  const drawn = byLot(tied.candidates, lot);
  if (drawn === undefined) return outcome(count, above, tied, null);
  const winners = equal.filter(({ candidate }) => drawn.indexOf(candidate) < tied.seats);
  const broken = { candidates: tied.candidates, won: placesOf(winners) };
  return outcome(count, [...above, ...winners], null, broken);
}

/** The places in the order of their sums; equals in the order of the ballot. Throws a RangeError on what is no sum. */
export function orderingOf(sums: readonly number[]): readonly Summed[] {
  if (!sums.every((sum) => Number.isSafeInteger(sum) && sum >= 0))
    throw new RangeError('A sum is not a number of votes');
  return sums
    .map((votes, candidate) => ({ candidate, votes, rank: 1 + sums.filter((other) => other > votes).length }))
    .sort((one, other) => one.rank - other.rank || one.candidate - other.candidate);
}

function placesOf(ranked: readonly Summed[]): readonly number[] {
  return ranked.map(({ candidate }) => candidate);
}

interface Summed extends Ranked {
  readonly votes: number;
}

interface Count {
  readonly ordering: readonly Summed[];
  readonly sums: readonly number[];
  readonly rules: MethodRules;
}

function outcome(count: Count, elected: readonly Summed[], tied: Tie | null, broken: BrokenTie | null): Outcome {
  const { ordering, sums, rules } = count;
  return {
    ...{ votes: sums, ballots: null, tied, broken, ties: tiesForSeats({ tied, broken }) },
    ordering: ordering.map(({ candidate, rank }) => ({ candidate, rank })),
    elected: placesOf(elected),
    vacant: rules.seats - elected.length - (tied?.seats ?? 0),
    steps: stepsOf(count, elected, tied, broken),
  };
}

function stepsOf(
  { ordering, rules }: Count,
  elected: readonly Summed[],
  tied: Tie | null,
  broken: BrokenTie | null,
): Step[] {
  const standing = ordering.filter(({ candidate }) => rules.withdrawn?.includes(candidate) !== true);
  const steps: Step[] = [...firstSteps(rules, 0), ...seatsForAll(rules, standing.length)];
  const votes = ordering.find(({ candidate }) => candidate === (tied ?? broken)?.candidates[0])?.votes ?? 0;
  for (const [place, { candidate, votes: own }] of elected.entries()) {
    if (candidate === broken?.won[0]) steps.push({ kind: 'tie-broken', votes, ...broken });
    steps.push({ kind: 'elected', candidate, votes: own, seatsLeft: rules.seats - place - 1 });
  }
  if (tied !== null) steps.push({ kind: 'tied', candidates: tied.candidates, votes, seatsLeft: tied.seats });
  const inside = [...placesOf(elected), ...(tied?.candidates ?? [])];
  const outside = standing.filter(({ candidate }) => !inside.includes(candidate));
  const rest = placesOf(outside.filter(({ votes: own }) => own > 0));
  const none = placesOf(outside.filter(({ votes: own }) => own === 0));
  return [...steps, ...lastSteps(rest, none)];
}

/** "The 4 with the most votes are elected." */
export function electedWords({ seats, candidates }: MethodRules, votes: string, one = 'vote'): string {
  if (seats >= candidates)
    return `One ${one} is enough: there is a seat for ${candidates === 1 ? 'this person' : 'each of them'}.`;
  return seats === 1
    ? `The one with the most ${votes} is elected.`
    : `The ${seats} with the most ${votes} are elected.`;
}
