import type { Marks, MethodRules } from '../method.ts';
import { outcomeOf, standing, type SecondOutcome } from './seats.ts';
import { extreme, haveNothing, leaving, slipsOf } from './slips.ts';

/** Values have nine decimals. */
const VOTE = 1_000_000_000n;
/** An iteration is done when less than a millionth of a vote is left over. */
const OMEGA = 1_000n;

/** Papers on which a vote takes the same way: through the elected, as far as the first hopeful, who takes what is left. */
interface Way {
  readonly through: readonly number[];
  papers: bigint;
}

interface Count {
  readonly rules: MethodRules;
  readonly hopeful: Set<number>;
  readonly elected: Set<number>;
  /** What share of each vote an elected candidate keeps. */
  readonly keeps: Map<number, bigint>;
}

/** The reference rule of the Proportional Representation Foundation for Meek's count. */
export function secondMeek(ballots: readonly Marks[], rules: MethodRules): SecondOutcome {
  const count: Count = { rules, hopeful: new Set(standing(rules)), elected: new Set(), keeps: new Map() };
  const orders = slipsOf(ballots, rules, VOTE).map(({ order }) => order);
  if (orders.length === 0) return outcomeOf([], null);
  while (!isComplete(count)) {
    const low = iterate(count, waysOf(orders, count));
    if (low === undefined) continue;
    const vacancies = rules.seats - count.elected.size;
    const chances = { tied: low.places, continuing: count.hopeful.size, vacancies };
    const out = leaving(chances, [], rules, () => haveNothing(low.places, low.votes));
    if (out === undefined) return outcomeOf([...count.elected], { candidates: low.places, seats: vacancies });
    for (const place of out) count.hopeful.delete(place);
  }
  const { elected, hopeful } = count;
  return outcomeOf(elected.size < rules.seats ? [...elected, ...hopeful] : [...elected], null);
}

function isComplete({ elected, hopeful, rules: { seats } }: Count): boolean {
  return elected.size === seats || elected.size + hopeful.size <= seats;
}

function waysOf(orders: readonly (readonly number[])[], { elected, hopeful }: Count): readonly Way[] {
  const ways = new Map<string, Way>();
  for (const order of orders) {
    const through: number[] = [];
    for (const place of order) {
      if (elected.has(place) || hopeful.has(place)) through.push(place);
      if (hopeful.has(place)) break;
    }
    const key = String.fromCharCode(...through);
    const known = ways.get(key);
    if (known === undefined) ways.set(key, { through, papers: 1n });
    else known.papers += 1n;
  }
  return [...ways.values()];
}

/** Until somebody is elected, which answers undefined, or the surplus is spent: then it answers whoever may be the lowest. */
function iterate(count: Count, ways: readonly Way[]): Lowest | undefined {
  const { elected, hopeful, keeps, rules } = count;
  for (let before: bigint | undefined; ;) {
    const votes = distribute(ways, count);
    const cast = [...votes.values()].reduce((sum, worth) => sum + worth, 0n);
    const quota = cast / BigInt(rules.seats + 1) + 1n;
    const reached = [...hopeful].filter((place) => (votes.get(place) ?? 0n) >= quota);
    for (const place of reached) {
      hopeful.delete(place);
      elected.add(place);
      keeps.set(place, VOTE);
    }
    if (reached.length > 0) return undefined;
    const over = [...elected].reduce((sum, place) => sum + (votes.get(place) ?? 0n) - quota, 0n);
    const surplus = over > 0n ? over : 0n;
    if (surplus < OMEGA || (before !== undefined && surplus >= before)) return lowest([...hopeful], votes, surplus);
    before = surplus;
    for (const place of elected) {
      const kept = roundedUp((keeps.get(place) ?? VOTE) * quota, VOTE);
      keeps.set(place, roundedUp(kept * VOTE, votes.get(place) ?? 1n));
    }
  }
}

/** The hopeful with the least, and all whom the surplus that is left would put level with them. */
interface Lowest {
  readonly places: readonly number[];
  readonly votes: ReadonlyMap<number, bigint>;
}

function lowest(hopeful: readonly number[], votes: ReadonlyMap<number, bigint>, surplus: bigint): Lowest {
  const [least = -1] = extreme(hopeful, votes, 'least');
  return { places: hopeful.filter((place) => (votes.get(place) ?? 0n) <= (votes.get(least) ?? 0n) + surplus), votes };
}

/** What each candidate has when everybody elected keeps a share of what reaches them, rounded up, and passes on the rest. */
function distribute(ways: readonly Way[], { elected, hopeful, keeps }: Count): Map<number, bigint> {
  const votes = new Map([...elected, ...hopeful].map((place) => [place, 0n]));
  for (const { through, papers } of ways) {
    let left = VOTE;
    for (const place of through) {
      const kept = roundedUp(left * (keeps.get(place) ?? VOTE), VOTE);
      votes.set(place, (votes.get(place) ?? 0n) + kept * papers);
      left -= kept;
      if (left === 0n) break;
    }
  }
  return votes;
}

function roundedUp(numerator: bigint, denominator: bigint): bigint {
  return (numerator + denominator - 1n) / denominator;
}
