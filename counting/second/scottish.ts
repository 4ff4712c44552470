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
  type Slip,
  type Table,
} from './slips.ts';

/** Values have five decimals (rule 48(4) of SSI 2007/42). */
const VOTE = 100_000n;

interface Count {
  readonly rules: MethodRules;
  readonly table: Table;
  readonly quota: bigint;
  readonly stages: ReadonlyMap<number, bigint>[];
  readonly elected: Set<number>;
  /** Elected with more than the quota, and not yet transferred. */
  readonly surpluses: Set<number>;
  readonly continuing: Set<number>;
}

/** The Scottish statute, paper by paper: SSI 2007/42, rules 45 to 52. */
export function secondScottish(ballots: readonly Marks[], rules: MethodRules): SecondOutcome {
  return scottishStages(ballots, rules).outcome;
}

/** The same with what each candidate had at the end of each stage, in hundred-thousandths of a vote. */
export function scottishStages(
  ballots: readonly Marks[],
  rules: MethodRules,
): { readonly outcome: SecondOutcome; readonly stages: readonly ReadonlyMap<number, bigint>[] } {
  const places = standing(rules);
  const slips = slipsOf(ballots, rules, VOTE);
  const count: Count = {
    rules,
    table: dealOut(slips, places),
    quota: (BigInt(slips.length) / BigInt(rules.seats + 1) + 1n) * VOTE,
    stages: [],
    elected: new Set(),
    surpluses: new Set(),
    continuing: new Set(places),
  };
  const tied = slips.length === 0 ? undefined : carryOut(count);
  const open = tied === undefined ? null : { candidates: tied, seats: vacancies(count) };
  return { outcome: outcomeOf([...count.elected], open), stages: count.stages };
}

/** Stage after stage, until all seats are filled. Answers the tied when nothing decides between them. */
function carryOut(count: Count): readonly number[] | undefined {
  for (;;) {
    endStage(count);
    if (count.continuing.size === 0 || vacancies(count) === 0) return undefined;
    const tied = count.surpluses.size > 0 ? transferSurplus(count) : exclude(count);
    if (tied !== undefined) return tied;
  }
}

function vacancies({ rules, elected }: Count): number {
  return rules.seats - elected.size;
}

/** Whoever has reached the quota is elected; then all who continue, where they are no more than the seats that are left. */
function endStage(count: Count): void {
  const { continuing, elected, quota, stages, surpluses, table } = count;
  stages.push(new Map(table.worth));
  for (const place of [...continuing]) {
    const worth = table.worth.get(place) ?? 0n;
    if (worth < quota) continue;
    continuing.delete(place);
    elected.add(place);
    if (worth > quota) surpluses.add(place);
  }
  if (continuing.size > vacancies(count)) return;
  for (const place of continuing) elected.add(place);
  continuing.clear();
}

/** The largest surplus goes first. Answers the tied when nothing decides which it is. */
function transferSurplus({ continuing, quota, rules, stages, surpluses, table }: Count): readonly number[] | undefined {
  const tied = extreme([...surpluses], table.worth, 'most');
  const place = singleOut(tied, stages, rules, 'most');
  if (place === undefined) return tied;
  const credited = table.worth.get(place) ?? 0n;
  for (const slip of takeUp(table, place)) {
    slip.worth = ((credited - quota) * slip.worth) / credited;
    pass(table, slip, continuing);
  }
  table.worth.set(place, quota);
  surpluses.delete(place);
  return undefined;
}

/** Whoever has the fewest is excluded. Answers the tied when nothing decides who it is. */
function exclude(count: Count): readonly number[] | undefined {
  const { continuing, rules, stages, table } = count;
  const tied = extreme([...continuing], table.worth, 'least');
  const chances = { tied, continuing: continuing.size, vacancies: vacancies(count) };
  const out = leaving(chances, stages, rules, () => haveNothing(tied, table.worth));
  if (out === undefined) return tied;
  for (const place of out) continuing.delete(place);
  for (const place of out) {
    for (const slip of takeUp(table, place)) pass(table, slip, continuing);
    table.worth.set(place, 0n);
  }
  return undefined;
}

function pass(table: Table, slip: Slip, continuing: ReadonlySet<number>): void {
  lay(
    table,
    slip,
    moveOn(slip, (place) => continuing.has(place)),
  );
}
