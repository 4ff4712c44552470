import type { Marks, MethodRules } from '../method.ts';
import { byLot, outcomeOf, standing, type SecondOutcome } from './seats.ts';

const BEST = 5;

/**
 * STAR, and Bloc STAR, which is STAR again for each further seat among those who are left: the two with the most points,
 * then whichever of them more ballots score higher. Nobody without a point is elected.
 */
export function secondStar(ballots: readonly Marks[], rules: MethodRules): SecondOutcome {
  const score = scoresOf(ballots, rules);
  const elected: number[] = [];
  let left = standing(rules).filter((place) => score.points(place) > 0);
  while (left.length > 0 && elected.length < rules.seats) {
    const seats = rules.seats - elected.length;
    if (left.length <= seats) return outcomeOf([...elected, ...left], null);
    const round = elect(left, score, rules);
    if (typeof round !== 'number') return outcomeOf(elected, { candidates: round, seats });
    elected.push(round);
    left = left.filter((place) => place !== round);
  }
  return outcomeOf(elected, null);
}

interface Scores {
  readonly points: (place: number) => number;
  readonly tops: (place: number) => number;
  /** How many ballots score the one higher than the other. */
  readonly higher: (one: number, other: number) => number;
}

function scoresOf(ballots: readonly Marks[], { candidates }: MethodRules): Scores {
  const columns = Array.from({ length: candidates }, (_, place) =>
    Uint8Array.from(ballots, (marks) => marks[place] ?? 0),
  );
  const column = (place: number): Uint8Array => columns[place] ?? new Uint8Array();
  const points = columns.map((scores) => scores.reduce((sum, score) => sum + score, 0));
  const known = new Map<number, number>();
  return {
    points: (place) => points[place] ?? 0,
    tops: (place) => column(place).filter((score) => score === BEST).length,
    higher: (one, other) => {
      const pair = one * candidates + other;
      const found = known.get(pair) ?? column(one).filter((score, at) => score > (column(other)[at] ?? 0)).length;
      known.set(pair, found);
      return found;
    },
  };
}

/** Who wins one round, or those between whom nothing decides. */
function elect(left: readonly number[], score: Scores, rules: MethodRules): number | readonly number[] {
  const finalists = finalistsOf(left, score, rules);
  if (finalists.tied !== null) return finalists.tied;
  const [one = -1, other] = finalists.places;
  if (other === undefined) return one;
  const rival = (place: number): number => (place === one ? other : one);
  const [best = []] = sorted(finalists.places, [
    (place) => score.higher(place, rival(place)),
    score.points,
    score.tops,
  ]);
  if (best.length === 1) return best[0] ?? one;
  return byLot(finalists.places, rules)?.[0] ?? finalists.places;
}

/** The two with the most points; equal points by fewest comparisons lost among the equal, then most top scores, then the lot. */
function finalistsOf(
  left: readonly number[],
  score: Scores,
  rules: MethodRules,
): { readonly places: readonly number[]; readonly tied: readonly number[] | null } {
  const cut = left.map(score.points).sort((one, other) => other - one)[1] ?? 0;
  const level = left.filter((place) => score.points(place) === cut);
  const lost = (place: number): number =>
    level.filter((other) => score.higher(other, place) > score.higher(place, other)).length;
  const places: number[] = [];
  for (const tier of sorted(left, [score.points, (place) => (level.includes(place) ? -lost(place) : 0), score.tops])) {
    const open = Math.min(2, left.length) - places.length;
    if (open === 0) break;
    if (tier.length <= open) places.push(...tier);
    else {
      const drawn = byLot(tier, rules);
      if (drawn === undefined) return { places, tied: tier };
      places.push(...drawn.slice(0, open));
    }
  }
  return { places, tied: null };
}

/** By the first figure, the larger first, then by the next; those who are equal in all of them together. */
function sorted(
  places: readonly number[],
  figures: readonly ((place: number) => number)[],
): readonly (readonly number[])[] {
  const compare = (one: number, other: number): number => {
    const figure = figures.find((of) => of(one) !== of(other));
    return figure === undefined ? 0 : figure(other) - figure(one);
  };
  const tiers: number[][] = [];
  for (const place of [...places].sort(compare)) {
    const tier = tiers.at(-1);
    if (tier?.[0] !== undefined && compare(tier[0], place) === 0) tier.push(place);
    else tiers.push([place]);
  }
  return tiers;
}
