import type { DebianRules, Marks, MethodRules } from '../method.ts';
import { pairsOf, victory, type Pairs } from './pairs.ts';
import { reachableFrom } from './schulze.ts';
import { fillFrom, type SecondOutcome } from './seats.ts';

/** Debian's constitution, A.5, clause by clause. The default option may win. */
export function secondDebian(ballots: readonly Marks[], rules: MethodRules): SecondOutcome {
  const { debian } = rules;
  if (debian === undefined) throw new RangeError('Debian has a default option');
  const pairs = pairsOf(ballots, rules);
  // Clauses 2 and 3.
  const kept = pairs.places.filter(
    (place) =>
      place === debian.default || (reachesQuorum(place, pairs, debian) && defeatsDefault(place, pairs, debian)),
  );
  return fillFrom([lastSchwartzSet(kept, pairs)], rules);
}

/** Votes ≥ quorum × √electorate, without a root. */
function reachesQuorum(
  place: number,
  { over }: Pairs,
  { default: fallback, electorate, quorum }: DebianRules,
): boolean {
  const votes = BigInt(over(place, fallback)) * BigInt(quorum.denominator);
  return votes ** 2n >= BigInt(quorum.numerator) ** 2n * BigInt(electorate);
}

function defeatsDefault(place: number, { over }: Pairs, { default: fallback, majorities }: DebianRules): boolean {
  const [its, against] = [BigInt(over(place, fallback)), BigInt(over(fallback, place))];
  const { numerator, denominator } = majorities[place] ?? { numerator: 1, denominator: 1 };
  return its > against && its * BigInt(denominator) >= against * BigInt(numerator);
}

/** Clauses 4 to 8: the weakest defeats within the Schwartz set are dropped until none is left in it. */
function lastSchwartzSet(options: readonly number[], pairs: Pairs): readonly number[] {
  let defeats = options.flatMap((from) =>
    options
      .map((to) => ({ from, to, strength: victory(pairs, 'winning-votes', from, to) }))
      .filter(({ strength }) => strength > 0n),
  );
  for (;;) {
    const set = schwartzSet(options, defeats);
    const within = defeats.filter(({ from, to }) => set.includes(from) && set.includes(to));
    const [first] = within;
    if (first === undefined) return set;
    const weakest = within.reduce((least, { strength }) => (strength < least ? strength : least), first.strength);
    defeats = defeats.filter((defeat) => !within.includes(defeat) || defeat.strength > weakest);
  }
}

/** Whoever transitively defeats everybody by whom they are transitively defeated. */
function schwartzSet(
  options: readonly number[],
  defeats: readonly { readonly from: number; readonly to: number }[],
): readonly number[] {
  const reached = new Map(options.map((option) => [option, reachableFrom(option, defeats)]));
  const defeatsInTurn = (one: number, other: number): boolean => reached.get(one)?.has(other) === true;
  return options.filter((option) =>
    options.every((other) => !defeatsInTurn(other, option) || defeatsInTurn(option, other)),
  );
}
