import type { Marks, MethodRules, Outcome, Ranked, Step, Tie } from './method.ts';

/** How many candidates a ballot marks. */
export function marked(marks: Marks): number {
  return marks.filter((mark) => mark === 1).length;
}

/** Whether there is a 0 or a 1 for each candidate, and at most `max` ones. */
export function fits(marks: Marks, { candidates }: MethodRules, max: number): boolean {
  return marks.length === candidates && marks.every((mark) => mark === 0 || mark === 1) && marked(marks) <= max;
}

/**
 * The candidates with the most votes are elected. Those who share the last votes that a seat could go to are tied, and
 * nobody is chosen among them here: that is the rules' tie-break, and a public act of its own.
 */
export function mostVotes(sums: readonly number[], { seats, candidates }: MethodRules): Outcome {
  assertSums(sums, seats, candidates);
  const ordering = orderingOf(sums);
  const last = ordering[seats - 1];
  if (candidates <= seats || last === undefined) return everybody(ordering, seats);
  const firstOut = ordering[seats];
  if (firstOut === undefined || firstOut.votes < last.votes) return outcome(ordering, ordering.slice(0, seats), null);
  const above = ordering.filter(({ votes }) => votes > last.votes);
  const equal = ordering.filter(({ votes }) => votes === last.votes).map(({ candidate }) => candidate);
  return outcome(ordering, above, { candidates: equal, seats: seats - above.length });
}

function assertSums(sums: readonly number[], seats: number, candidates: number): void {
  if (!Number.isSafeInteger(seats) || seats < 1) throw new RangeError('A contest has at least one seat');
  if (sums.length !== candidates) throw new RangeError('There is one sum for each candidate');
  if (!sums.every((sum) => Number.isSafeInteger(sum) && sum >= 0))
    throw new RangeError('A sum is not a number of votes');
}

function orderingOf(sums: readonly number[]): readonly Ranked[] {
  return sums
    .map((votes, candidate) => ({ candidate, votes, rank: 1 + sums.filter((other) => other > votes).length }))
    .sort((one, other) => one.rank - other.rank || one.candidate - other.candidate);
}

/** There are seats for all who stand: all are elected, with no vote even. */
function everybody(ordering: readonly Ranked[], seats: number): Outcome {
  const all = outcome(ordering, ordering, null);
  const first: Step = { kind: 'seats-for-all', seats, candidates: ordering.length };
  return { ...all, vacant: seats - ordering.length, steps: [first, ...electedSteps(ordering, seats)] };
}

function outcome(ordering: readonly Ranked[], elected: readonly Ranked[], tied: Tie | null): Outcome {
  const seats = elected.length + (tied?.seats ?? 0);
  const inside = new Set([...elected.map(({ candidate }) => candidate), ...(tied?.candidates ?? [])]);
  const outside = ordering.map(({ candidate }) => candidate).filter((candidate) => !inside.has(candidate));
  const votesOfTied = ordering.find(({ candidate }) => candidate === tied?.candidates[0])?.votes ?? 0;
  const tie: Step[] =
    tied === null ? [] : [{ kind: 'tied', candidates: tied.candidates, votes: votesOfTied, seatsLeft: tied.seats }];
  const rest: Step[] = outside.length === 0 ? [] : [{ kind: 'not-elected', candidates: outside }];
  return {
    elected: elected.map(({ candidate }) => candidate),
    tied,
    vacant: 0,
    ordering,
    steps: [...electedSteps(elected, seats), ...tie, ...rest],
  };
}

function electedSteps(elected: readonly Ranked[], seats: number): Step[] {
  return elected.map(({ candidate, votes }, place) => ({
    kind: 'elected',
    candidate,
    votes,
    seatsLeft: seats - place - 1,
  }));
}

/** "The 4 with the most votes are elected." */
export function electedWords({ seats, candidates }: MethodRules, votes: string): string {
  if (seats >= candidates)
    return candidates === 1 ? 'There is a seat for this person.' : 'There is a seat for each of them.';
  return seats === 1
    ? `The one with the most ${votes} is elected.`
    : `The ${seats} with the most ${votes} are elected.`;
}
