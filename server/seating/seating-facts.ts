import { findMethod } from '../../counting/methods.ts';
import { seat, type AffiliationCap, type Seating, type SeatingAsk } from '../../counting/seating.ts';
import { openTieWords, seatingWords, type Units } from '../../counting/seating-words.ts';
import { standingOf } from '../../counting/standing.ts';
import type { ContestSeating, SeatingPass, SeatingPlan } from '../../api/seating.ts';
import { readAffiliationRoots } from '../../db/affiliations.ts';
import { findBody, readSeats, readTerms, type Body } from '../../db/bodies.ts';
import type { Reader } from '../../db/connect.ts';
import type { ContestRow, Election } from '../../db/elections.ts';
import { countsOf, type CountAsk } from '../counts.ts';
import type { Lot } from '../lot.ts';
import { readCountAsks } from '../result.ts';

/** What the seating of one contest is decided from, besides who is passed over. */
export interface SeatingFacts {
  readonly contest: ContestRow;
  readonly body: Body | null;
  readonly lot: Lot | null;
  readonly cap: AffiliationCap | null;
  readonly sitting: readonly Affiliated[];
  /** In the order of the ballot, of which the last may be nobody; `votes` null where no single figure decides. */
  readonly contenders: readonly (Affiliated & { readonly id: string; readonly votes: number | null })[];
  /**
   * By what people are seated, in the order of the ballot, when these candidates are passed over. Where no single figure
   * decides, the ballots are counted again as if those were not on them.
   */
  readonly standingWithout: (candidates: readonly string[]) => Promise<readonly number[]>;
}

interface Affiliated {
  readonly name: string;
  /** Organisations at the top of what the person disclosed. */
  readonly roots: readonly { readonly id: string; readonly name: string }[];
}

/** The facts of every contest for seats, in the order of the ballot; none while there is no result. */
export async function readSeatingFacts(
  db: Reader,
  election: Election,
  contests: readonly ContestRow[],
): Promise<SeatingFacts[]> {
  if (election.stage !== 'tallied' && election.stage !== 'certified') return [];
  const { lots, asks } = await readCountAsks(db, election, contests);
  const outcomes = await countsOf(db, election, asks);
  const facts: SeatingFacts[] = [];
  for (const [place, contest] of contests.entries()) {
    if (contest.kind !== 'people') continue;
    const votes = outcomes[place]?.votes ?? null;
    const standingWithout = async (candidates: readonly string[]) => {
      const passed = contest.candidates.flatMap(({ id }, at) => (candidates.includes(id) ? [at] : []));
      const nobody = contest.candidates.findIndex(({ isDefault }) => isDefault);
      return votes ?? (await recountWithout({ db, election, asks, place, passed, nobody }));
    };
    facts.push({ ...(await factsOf(db, contest, lots[place] ?? null, votes)), standingWithout });
  }
  return facts;
}

async function factsOf(
  db: Reader,
  contest: ContestRow,
  lot: Lot | null,
  votes: readonly number[] | null,
): Promise<Omit<SeatingFacts, 'standingWithout'>> {
  const body = contest.bodyId === null ? undefined : await findBody(db, { id: contest.bodyId });
  const sitting = await readSitting(db, contest);
  const people = [...contest.candidates, ...sitting].flatMap(({ personId }) => personId ?? []);
  const roots = await readAffiliationRoots(db, people);
  const rootsOf = (personId: string | null) => (personId === null ? [] : (roots.get(personId) ?? []));
  return {
    ...{ contest, lot, body: body ?? null, cap: contest.affiliationCap },
    sitting: sitting.map(({ name, personId }) => ({ name, roots: rootsOf(personId) })),
    contenders: contest.candidates.filter(isSomebody).map(({ id, name, personId }, place) => ({
      ...{ id, name, votes: votes === null ? null : (votes[place] ?? 0), roots: rootsOf(personId) },
    })),
  };
}

function isSomebody({ isDefault }: ContestRow['candidates'][number]): boolean {
  return !isDefault;
}

interface RecountAsk {
  readonly db: Reader;
  readonly election: Election;
  readonly asks: readonly CountAsk[];
  readonly place: number;
  /** Places on the ballot. */
  readonly passed: readonly number[];
  /** The place of the answer that is nobody; -1: there is none. */
  readonly nobody: number;
}

/** Those passed over come before all others, so that the record says of each of them why they are not seated. */
async function recountWithout({ db, election, asks, place, passed, nobody }: RecountAsk): Promise<readonly number[]> {
  const ask = asks[place];
  if (ask === undefined) throw new Error('A contest that nobody counts');
  const withdrawn = [...new Set([...(ask.rules.withdrawn ?? []), ...passed])];
  const again = asks.with(place, { ...ask, rules: { ...ask.rules, withdrawn } });
  const outcome = (await countsOf(db, election, again))[place];
  if (outcome === undefined) throw new Error('A contest was not counted');
  const standing = standingOf(outcome, nobody);
  return standing.map((figure, at) => (withdrawn.includes(at) ? 2 * standing.length + 1 - at : figure));
}

/** Who holds the other seats of the body on the first day of the terms. */
async function readSitting(
  db: Reader,
  { bodyId, termsStartOn, namedSeats }: ContestRow,
): Promise<{ name: string; personId: string | null }[]> {
  if (bodyId === null || termsStartOn === null) return [];
  const seats = (await readSeats(db, { bodyIds: [bodyId] })).filter(
    ({ retiredOn }) => retiredOn === null || retiredOn >= termsStartOn,
  );
  const others = seats.filter((one) => !namedSeats.some(({ id }) => id === one.id)).map(({ id }) => id);
  const terms = await readTerms(db, [bodyId]);
  return terms.filter(
    ({ seatId, startsOn, endsOn, leftOn }) =>
      others.includes(seatId) && startsOn <= termsStartOn && (leftOn ?? endsOn ?? termsStartOn) >= termsStartOn,
  );
}

/** Everybody who is passed over: those who withdrew on the record, then those whom an officer names. */
export function allPasses({ contest }: SeatingFacts, named: readonly SeatingPass[]): SeatingPass[] {
  const onRecord = contest.candidates.flatMap(({ id, withdrawnAt, withdrawnWhy }): SeatingPass[] =>
    withdrawnAt === null ? [] : [{ candidate: id, why: 'withdrew', reason: withdrawnWhy ?? '' }],
  );
  return [...onRecord, ...named.filter(({ candidate }) => !onRecord.some((one) => one.candidate === candidate))];
}

/** The decision itself, from the facts and all who are passed over. */
export async function decide(facts: SeatingFacts, passes: readonly SeatingPass[]): Promise<Seating> {
  const { contest, lot, cap, sitting, contenders } = facts;
  const standing = await facts.standingWithout(passes.map(({ candidate }) => candidate));
  const ask: SeatingAsk = {
    seats: contest.namedSeats.map((one, place) => ({ id: seatKey(one.id, place), name: one.name, endsOn: one.endsOn })),
    contenders: contenders.map(({ id, name, roots }, place) => ({
      ...{ id, name, votes: standing[place] ?? 0, affiliations: idsOf(roots) },
    })),
    passes,
    sitting: sitting.map(({ name, roots }) => ({ name, affiliations: idsOf(roots) })),
    cap,
    lot: lot?.order ?? null,
  };
  return seat(ask);
}

/** Seats of former times have no id. */
function seatKey(id: string | null, place: number): string {
  return id ?? `seat ${place + 1}`;
}

function idsOf(roots: Affiliated['roots']): string[] {
  return roots.map(({ id }) => id);
}

/** A decision with the names that people read. */
export async function planOf(facts: SeatingFacts, passes: readonly SeatingPass[]): Promise<SeatingPlan> {
  const { seated, vacant, steps, openTies } = await decide(facts, passes);
  const names = namesOf(facts);
  const nameOf = (id: string) => names.get(id) ?? id;
  const units = unitsOf(facts);
  return {
    seated: seated.map((one) => ({
      ...{ candidate: one.candidate, name: nameOf(one.candidate), seat: nameOf(one.seat) },
      endsOn: seatOf(facts, one.seat)?.endsOn ?? null,
    })),
    vacant: vacant.map(nameOf),
    passes: passes.map((pass) => ({ ...pass, name: nameOf(pass.candidate) })),
    steps: steps.map((step) => ({ rule: step.rule, words: seatingWords(step, names, units) })),
    openTies: openTies.map((tie) => ({ candidates: [...tie.candidates], words: openTieWords(tie, names, units) })),
  };
}

/** Approvals are votes; points are not. Null where no single figure decides. */
function unitsOf(facts: SeatingFacts): Units | null | undefined {
  if (!hasFigures(facts)) return null;
  const method = findMethod(facts.contest.method);
  return method?.opened === 'ballots' ? method.words : undefined;
}

/** The seat of the contest that a decision names. */
export function seatOf({ contest }: SeatingFacts, key: string): ContestRow['namedSeats'][number] | undefined {
  return contest.namedSeats.find(({ id }, place) => seatKey(id, place) === key);
}

function namesOf({ contest, contenders, sitting }: SeatingFacts): ReadonlyMap<string, string> {
  const roots = [...contenders, ...sitting].flatMap((one) => one.roots);
  return new Map([
    ...contest.namedSeats.map(({ id, name }, place) => [seatKey(id, place), name] as const),
    ...[...contenders, ...roots].map(({ id, name }) => [id, name] as const),
  ]);
}

/**
 * Whom a public draw would put in order: everybody with as many votes as somebody else. All of them at once, so that a tie
 * that comes to matter later, because somebody declines, is broken by the same draw and not by one held when everybody
 * knows for whom. Where no single figure decides, a tie can arise at any step, and everybody is drawn once the count met
 * one. Empty where the lot decides, or a draw was held.
 */
export async function toDraw(facts: SeatingFacts): Promise<string[]> {
  if (facts.lot !== null) return [];
  if (!hasFigures(facts)) {
    const { openTies } = await decide(facts, allPasses(facts, []));
    return openTies.length === 0 ? [] : drawable(facts);
  }
  const standing = standingIn(facts).filter(({ votes }) => (votes ?? 0) > 0);
  return standing
    .filter(({ id, votes }) => standing.some((other) => other.id !== id && other.votes === votes))
    .map(({ id }) => id);
}

/** Whom a draw puts in order where no single figure says who ties: everybody who stands. */
export function drawable(facts: SeatingFacts): string[] {
  return standingIn(facts).map(({ id }) => id);
}

/** Whether one figure decides, so that equal figures are the ties. */
export function hasFigures({ contenders }: SeatingFacts): boolean {
  return contenders.every(({ votes }) => votes !== null);
}

function standingIn({ contest, contenders }: SeatingFacts): SeatingFacts['contenders'] {
  return contenders.filter(({ id }) => contest.candidates.some((one) => one.id === id && one.withdrawnAt === null));
}

/** The cap as people read it. */
export function capView({ cap }: SeatingFacts): ContestSeating['cap'] {
  return cap === null ? null : { most: Math.floor((cap.of * cap.numerator) / cap.denominator), of: cap.of };
}
