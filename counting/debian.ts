import { electInOrder } from './in-order.ts';
import type { DebianRules, Method, MethodRules, Outcome, Paper, Ratio } from './method.ts';
import type { PairwiseStep } from './pairwise-steps.ts';
import { compare, pairSteps, type Pairs, votesFor } from './pairwise.ts';
import { rankingMethod } from './ranking.ts';
import { pathSteps, strongestPaths } from './schulze.ts';

/**
 * Debian's rule (constitution, A.5), of which one answer is the default, "None of the above" or "Further discussion". It is
 * in no table of methods: there a candidate is a person, and the default is none.
 */
export const debian: Method = rankingMethod({
  ...{ name: 'debian', elects: 'one', shares: true, leftOut: 'comes after everybody you rank' },
  words: {
    offer: 'Debian’s rule, with None of the above',
    hint: 'Everybody puts people in an order, None of the above among them. Whoever too few put before it is dropped; the others are compared two by two.',
    elects:
      'Whoever is not put before None of the above by enough ballots is dropped; of the others, whoever beats each other two by two is elected.',
    rule: 'Debian: quorum, then majority against None of the above, then Schulze.',
  },
});

/**
 * The winner, which may be the default, by clause: 2. whoever fewer ballots than the quorum put before the default is
 * dropped; 3. so is whoever does not beat the default by the required ratio; 4. to 8. of the rest, the Schwartz set once
 * the weakest defeats within it are dropped again and again, which is the first tier of Schulze's method; where several
 * are in it, a casting vote decides, here the lot. Throws a RangeError on rules without a default, and on several seats.
 */
export function countDebian(papers: readonly Paper[], rules: MethodRules): Outcome {
  const { debian: own, seats } = rules;
  if (own === undefined || seats !== 1) throw new RangeError('Debian’s rule has a default and one winner');
  const { figures, ...pairs } = compare(debian, papers, rules);
  if (!pairs.candidates.includes(own.default)) throw new RangeError('The default stands');
  const dropped = pairs.candidates.flatMap((option) => whyDropped(pairs, option, own) ?? []);
  const isDropped = (option: number) => dropped.some(({ candidate }) => candidate === option);
  const left = { ...pairs, candidates: pairs.candidates.filter((option) => !isDropped(option)) };
  const paths = strongestPaths(left, 'votes');
  const out = pairs.candidates.filter(isDropped);
  const [compared, onPaths] = [pairSteps(pairs).slice(0, 1), pathSteps(left, paths, 'votes')];
  const wins = paths.tiers[0]?.length === 1 && paths.tiers[0][0] === own.default;
  const last: readonly PairwiseStep[] = wins ? [{ kind: 'default-wins', candidate: own.default }] : [];
  return electInOrder(
    {
      ...{ tiers: out.length === 0 ? paths.tiers : [...paths.tiers, out], supported: pairs.candidates, figures },
      steps: [...compared, ...dropped, ...onPaths, ...last],
    },
    rules,
  );
}

function whyDropped(
  pairs: Pairs,
  candidate: number,
  rules: DebianRules,
): (PairwiseStep & { candidate: number }) | undefined {
  if (candidate === rules.default) return undefined;
  const votes = votesFor(pairs, candidate, rules.default);
  const against = votesFor(pairs, rules.default, candidate);
  const ratio = rules.majorities[candidate] ?? { numerator: 1, denominator: 1 };
  if (!reachesQuorum(votes, rules))
    return { kind: 'below-quorum', candidate, votes, against, needed: String(leastOf(rules)) };
  if (!hasMajority(votes, against, ratio))
    return { kind: 'below-majority', candidate, votes, against, needed: ratioWords(ratio) };
  return undefined;
}

/** Whether votes ≥ quorum × √electorate, by comparing squares. */
function reachesQuorum(votes: number, { quorum, electorate }: DebianRules): boolean {
  const [left, right] = [BigInt(votes) * BigInt(quorum.denominator), BigInt(quorum.numerator)];
  return left * left >= right * right * BigInt(electorate);
}

/** The fewest votes that reach the quorum. */
function leastOf(rules: DebianRules): number {
  let [low, high] = [0, rules.electorate * rules.quorum.numerator];
  while (low < high) {
    const middle = low + Math.floor((high - low) / 2);
    if (reachesQuorum(middle, rules)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** At least the ratio, and more votes before the default than after it in any case. */
function hasMajority(votes: number, against: number, { numerator, denominator }: Ratio): boolean {
  return votes > against && BigInt(votes) * BigInt(denominator) >= BigInt(against) * BigInt(numerator);
}

function ratioWords({ numerator, denominator }: Ratio): string {
  return numerator === denominator ? 'more before it than after it' : `${numerator} to ${denominator}`;
}
