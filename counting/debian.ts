import { electInOrder } from './in-order.ts';
import type { DebianRules, Method, MethodRules, Outcome, Paper, Ratio, Step } from './method.ts';
import type { PairwiseStep } from './pairwise-steps.ts';
import { compare, pairSteps, type Pairs, votesFor } from './pairwise.ts';
import { isEverybodyRanked, rankingMethod } from './ranking.ts';
import { pathSteps, strongestPaths } from './schulze.ts';
import { tiesForSeats } from './seats.ts';

const NONE = 'None of the above';
const WINS = `Of what enough people put before it, whatever beats each other two by two wins.`;
const LEFT_OUT = 'comes after all that you rank';

const ranking = rankingMethod({
  ...{ name: 'debian', elects: 'one', shares: true, leftOut: LEFT_OUT },
  words: {
    offer: `Debian’s rule, with ${NONE}`,
    hint: `Everybody puts the candidates in an order, ${NONE} among them. Whoever too few put before it is dropped; the others are compared two by two.`,
    elects: WINS,
    rule: `Debian: quorum, then majority against ${NONE}, then Schulze.`,
  },
});

/**
 * Debian’s rule (constitution, A.5): people or texts in an order, of which the last on the ballot, the default option, says
 * that it shall be none of them. Its words fit both.
 */
export const debian: Method = {
  ...ranking,
  defaultAnswer: NONE,
  words: { ...ranking.words, nobody: 'I rank nothing', saidNobody: 'You rank nothing' },
  instruction: () =>
    `Press your first choice, then your second, and ${NONE} before what you would rather not have. ${WINS}`,
  barMore: (said) => (isEverybodyRanked(said) ? 'nothing left out' : `what you leave out ${LEFT_OUT}`),
};

/** How many square roots of the electorate have to put an option before the default: 3 Q, where Q is half of one. */
export const DEBIAN_QUORUM: Ratio = { numerator: 3, denominator: 2 };

/**
 * The rules of a ballot whose last answer is the default. `majorities`: for each option, how many ballots for it there must
 * be for each against it; a plain majority where none is given.
 */
export function debianRules(
  candidates: number,
  electorate: number,
  majorities: readonly (Ratio | undefined)[] = [],
): DebianRules {
  return {
    ...{ default: candidates - 1, electorate, quorum: DEBIAN_QUORUM },
    majorities: Array.from({ length: candidates }, (_, option) => majorities[option] ?? EVEN),
  };
}

const EVEN: Ratio = { numerator: 1, denominator: 1 };

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
  const outcome = electInOrder(
    {
      ...{ tiers: out.length === 0 ? paths.tiers : [...paths.tiers, out], supported: pairs.candidates, figures },
      steps: [...pairSteps(pairs).slice(0, 1), ...dropped, ...pathSteps(left, paths, 'votes')],
    },
    rules,
  );
  return { ...outcome, steps: outcome.steps.flatMap((step) => inOwnWords(step, outcome, own)) };
}

/** What wins may be a text, or nothing: nobody is elected to a seat here. */
function inOwnWords(step: Step, { tied, broken }: Outcome, own: DebianRules): readonly Step[] {
  switch (step.kind) {
    case 'seats-for-all':
      return [];
    case 'elected':
      return [{ kind: step.candidate === own.default ? 'default-wins' : 'option-wins', candidate: step.candidate }];
    case 'not-elected':
      return [{ kind: 'options-lose', candidates: step.candidates }];
    case 'tied':
    case 'tie-broken':
      return tiesForSeats({ tied, broken }).map((tie) => ({ kind: 'tie', tie: { ...tie, over: 'order' } }));
    default:
      return [step];
  }
}

function whyDropped(
  pairs: Pairs,
  candidate: number,
  rules: DebianRules,
): (PairwiseStep & { candidate: number }) | undefined {
  if (candidate === rules.default) return undefined;
  const votes = votesFor(pairs, candidate, rules.default);
  const against = votesFor(pairs, rules.default, candidate);
  const ratio = rules.majorities[candidate] ?? EVEN;
  if (!reachesQuorum(BigInt(votes), rules))
    return { kind: 'below-quorum', candidate, votes, against, needed: String(fewestBallots(rules)) };
  if (!hasMajority(votes, against, ratio))
    return { kind: 'below-majority', candidate, votes, against, needed: ratioWords(ratio) };
  return undefined;
}

/** Whether votes ≥ quorum × √electorate, by comparing squares. */
function reachesQuorum(votes: bigint, { quorum, electorate }: DebianRules): boolean {
  const [left, right] = [votes * BigInt(quorum.denominator), BigInt(quorum.numerator)];
  return left * left >= right * right * BigInt(electorate);
}

/** The fewest ballots before the default that reach the quorum. */
export function fewestBallots(rules: DebianRules): bigint {
  let [low, high] = [0n, BigInt(rules.electorate) * BigInt(rules.quorum.numerator)];
  while (low < high) {
    const middle = (low + high) / 2n;
    if (reachesQuorum(middle, rules)) high = middle;
    else low = middle + 1n;
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
