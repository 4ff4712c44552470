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
  const [ahead = []] = sorted(finalists.places, [
    (place) => score.higher(place, rival(place)),
    score.points,
    score.tops,
  ]);
  if (ahead.length === 1) return ahead[0] ?? one;
  return byLot(finalists.places, rules)?.[0] ?? finalists.places;
}

/** The two with the most points, or those between whom nothing decides who is one of them. */
function finalistsOf(
  left: readonly number[],
  score: Scores,
  rules: MethodRules,
): { readonly places: readonly number[]; readonly tied: readonly number[] | null } {
  const places: number[] = [];
  for (const level of sorted(left, [score.points])) {
    const open = Math.min(2, left.length) - places.length;
    if (open === 0) break;
    const chosen = best(level, open, score, rules);
    if ('tied' in chosen) return { places, tied: chosen.tied };
    places.push(...chosen);
  }
  return { places, tied: null };
}

/**
 * So many of the level ones. Whoever lost the most comparisons among them is out; where that leaves too few, the others are
 * in, and it is between those. Where all lost equally many, those with the most top scores are in. So it goes on among
 * those who are still level, until nothing tells them apart but the lot.
 */
function best(
  level: readonly number[],
  open: number,
  score: Scores,
  rules: MethodRules,
): readonly number[] | { readonly tied: readonly number[] } {
  if (level.length <= open) return level;
  const lost = (place: number): number =>
    level.filter((other) => score.higher(other, place) > score.higher(place, other)).length;
  const mostLost = sorted(level, [lost])[0] ?? [];
  const mostTops = sorted(level, [score.tops])[0] ?? [];
  if (mostLost.length === level.length && mostTops.length === level.length)
    return byLot(level, rules)?.slice(0, open) ?? { tied: level };
  const ahead = mostLost.length === level.length ? mostTops : without(level, mostLost);
  if (ahead.length >= open) return best(ahead, open, score, rules);
  const rest = best(without(level, ahead), open - ahead.length, score, rules);
  return 'tied' in rest ? rest : [...ahead, ...rest];
}

function without(places: readonly number[], others: readonly number[]): readonly number[] {
  return places.filter((place) => !others.includes(place));
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
