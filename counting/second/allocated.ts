import type { Marks, MethodRules } from '../method.ts';
import { byLot, outcomeOf, standing, type SecondOutcome } from './seats.ts';

/** An exact share; the denominator is positive. */
interface Share {
  readonly over: bigint;
  readonly under: bigint;
}

/** Ballots that have the same weight left. */
interface Bundle {
  readonly weight: Share;
  readonly ballots: readonly Marks[];
}

/**
 * Allocated score: the highest sum of weighted scores is elected, and a Hare quota of weight is spent on them: first the
 * ballots that contributed most, score times weight; those at the edge of the quota all lose the same share of theirs.
 * Nobody without a point is elected.
 */
export function secondAllocated(ballots: readonly Marks[], rules: MethodRules): SecondOutcome {
  const quota = share(BigInt(ballots.length), BigInt(rules.seats));
  const elected: number[] = [];
  let bundles: readonly Bundle[] = [{ weight: share(1n, 1n), ballots }];
  let left = standing(rules).filter((place) => ballots.some((marks) => (marks[place] ?? 0) > 0));
  while (left.length > 0 && elected.length < rules.seats) {
    const seats = rules.seats - elected.length;
    if (left.length <= seats) return outcomeOf([...elected, ...left], null);
    const tied = highest(left, bundles);
    const winner = tied.length === 1 ? tied[0] : byLot(tied, rules)?.[0];
    if (winner === undefined) return outcomeOf(elected, { candidates: tied, seats });
    elected.push(winner);
    left = left.filter((place) => place !== winner);
    bundles = spend(bundles, winner, quota);
  }
  return outcomeOf(elected, null);
}

function highest(places: readonly number[], bundles: readonly Bundle[]): readonly number[] {
  const scored = places.map((place) => ({ place, score: scoreOf(place, bundles) }));
  return scored.filter(({ score }) => !scored.some((other) => isLess(score, other.score))).map(({ place }) => place);
}

function scoreOf(place: number, bundles: readonly Bundle[]): Share {
  return bundles
    .map(({ weight, ballots }) => {
      const points = ballots.reduce((sum, marks) => sum + (marks[place] ?? 0), 0);
      return share(weight.over * BigInt(points), weight.under);
    })
    .reduce(plus, NOTHING);
}

function spend(bundles: readonly Bundle[], winner: number, quota: Share): readonly Bundle[] {
  const parts = bundles.flatMap(({ weight, ballots }) =>
    [0, 1, 2, 3, 4, 5].map((score) => ({
      contribution: times(weight, share(BigInt(score), 1n)),
      bundle: { weight, ballots: ballots.filter((marks) => marks[winner] === score) },
    })),
  );
  parts.sort((one, other) => (isLess(other.contribution, one.contribution) ? -1 : 1));
  const kept: Bundle[] = [];
  let open = quota;
  while (parts.length > 0) {
    const [{ contribution } = { contribution: NOTHING }] = parts;
    const alike = parts.splice(0, parts.findLastIndex((part) => isSame(part.contribution, contribution)) + 1);
    const edge = alike.map(({ bundle }) => bundle).filter(({ ballots }) => ballots.length > 0);
    const weight = edge.map((one) => times(one.weight, share(BigInt(one.ballots.length), 1n))).reduce(plus, NOTHING);
    const spent = contribution.over === 0n ? NOTHING : isLess(open, weight) ? open : weight;
    open = minus(open, spent);
    if (isSame(spent, weight)) continue;
    const keep = by(minus(weight, spent), weight);
    kept.push(...edge.map((one) => ({ ...one, weight: times(one.weight, keep) })));
  }
  return merged(kept);
}

/** Bundles of equal weight together. Shares are in lowest terms, so equal ones are written alike. */
function merged(bundles: readonly Bundle[]): readonly Bundle[] {
  const byWeight = new Map<string, { readonly weight: Share; readonly parts: (readonly Marks[])[] }>();
  for (const { weight, ballots } of bundles) {
    const key = `${weight.over}/${weight.under}`;
    const known = byWeight.get(key);
    if (known === undefined) byWeight.set(key, { weight, parts: [ballots] });
    else known.parts.push(ballots);
  }
  return [...byWeight.values()].map(({ weight, parts }) => ({ weight, ballots: parts.flat() }));
}

const NOTHING: Share = { over: 0n, under: 1n };

function share(over: bigint, under: bigint): Share {
  let [divisor, rest] = [over < 0n ? -over : over, under];
  while (rest !== 0n) [divisor, rest] = [rest, divisor % rest];
  return { over: over / divisor, under: under / divisor };
}

function plus(one: Share, other: Share): Share {
  return share(one.over * other.under + other.over * one.under, one.under * other.under);
}

function times(one: Share, other: Share): Share {
  return share(one.over * other.over, one.under * other.under);
}

function minus(one: Share, other: Share): Share {
  return plus(one, { over: -other.over, under: other.under });
}

/** The divisor is more than nothing. */
function by(one: Share, divisor: Share): Share {
  return share(one.over * divisor.under, one.under * divisor.over);
}

function isLess(one: Share, other: Share): boolean {
  return one.over * other.under < other.over * one.under;
}

function isSame(one: Share, other: Share): boolean {
  return one.over * other.under === other.over * one.under;
}
