import type { Marks, MethodRules } from '../method.ts';
import { outcomeOf, standing, type SecondOutcome } from './seats.ts';
import {
  dealOut,
  extreme,
  haveNothing,
  lay,
  leaving,
  moveOn,
  singleOut,
  slipsOf,
  takeUp,
  type Table,
} from './slips.ts';

/** Values have four decimals. */
const VOTE = 10_000n;

interface Count {
  readonly rules: MethodRules;
  readonly table: Table;
  readonly quota: bigint;
  readonly hopeful: Set<number>;
  /** Elected, with a surplus that is yet to be transferred, be it none. */
  readonly pending: Set<number>;
  readonly elected: Set<number>;
}

/** The reference rule of the Proportional Representation Foundation for WIGM, paper by paper, without batches. */
export function secondWigm(ballots: readonly Marks[], rules: MethodRules): SecondOutcome {
  const places = standing(rules);
  const slips = slipsOf(ballots, rules, VOTE);
  if (slips.length === 0) return outcomeOf([], null);
  const count: Count = {
    rules,
    table: dealOut(slips, places),
    quota: (BigInt(slips.length) * VOTE) / BigInt(rules.seats + 1) + 1n,
    hopeful: new Set(places),
    pending: new Set(),
    elected: new Set(),
  };
  while (!isComplete(count)) {
    electWinners(count);
    if (isComplete(count)) break;
    const tied = count.pending.size > 0 ? transferHighest(count) : defeatLowest(count);
    if (tied !== undefined) return stop(count, tied);
  }
  return finish(count);
}

/** All seats are taken, or there is one for everybody who is left. */
function isComplete({ elected, hopeful, pending, rules: { seats } }: Count): boolean {
  const inside = elected.size + pending.size;
  return inside === seats || inside + hopeful.size <= seats;
}

function finish({ elected, hopeful, pending, rules: { seats } }: Count): SecondOutcome {
  const inside = [...elected, ...pending];
  return outcomeOf(inside.length < seats ? [...inside, ...hopeful] : inside, null);
}

function stop({ elected, pending, rules: { seats } }: Count, tied: readonly number[]): SecondOutcome {
  const inside = [...elected, ...pending];
  return outcomeOf(inside, { candidates: tied, seats: seats - inside.length });
}

function electWinners({ hopeful, pending, quota, table }: Count): void {
  for (const place of [...hopeful]) {
    if ((table.worth.get(place) ?? 0n) < quota) continue;
    hopeful.delete(place);
    pending.add(place);
  }
}

/** Each paper is worth its share of the surplus from now on. Answers the tied when nothing decides whose turn it is. */
function transferHighest({ elected, hopeful, pending, quota, rules, table }: Count): readonly number[] | undefined {
  const tied = extreme([...pending], table.worth, 'most');
  const place = singleOut(tied, [], rules, 'most');
  if (place === undefined) return tied;
  const credited = table.worth.get(place) ?? 0n;
  pending.delete(place);
  elected.add(place);
  for (const slip of takeUp(table, place)) {
    slip.worth = (slip.worth * (credited - quota)) / credited;
    lay(
      table,
      slip,
      moveOn(slip, (other) => hopeful.has(other)),
    );
  }
  table.worth.set(place, quota);
  return undefined;
}

/** Answers the tied when nothing decides who has the least. */
function defeatLowest(count: Count): readonly number[] | undefined {
  const { elected, hopeful, pending, rules, table } = count;
  const tied = extreme([...hopeful], table.worth, 'least');
  const vacancies = rules.seats - elected.size - pending.size;
  const out = leaving({ tied, continuing: hopeful.size, vacancies }, [], rules, () => haveNothing(tied, table.worth));
  if (out === undefined) return tied;
  for (const place of out) hopeful.delete(place);
  if (isComplete(count)) return undefined;
  for (const place of out) {
    for (const slip of takeUp(table, place))
      lay(
        table,
        slip,
        moveOn(slip, (other) => hopeful.has(other)),
      );
    table.worth.set(place, 0n);
  }
  return undefined;
}
