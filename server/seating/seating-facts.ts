import { findMethod } from '../../counting/methods.ts';
import { seat, type AffiliationCap, type Seating, type SeatingAsk } from '../../counting/seating.ts';
import { openTieWords, seatingWords } from '../../counting/seating-words.ts';
import type { ContestSeating, SeatingPass, SeatingPlan } from '../../api/seating.ts';
import { readAffiliationRoots } from '../../db/affiliations.ts';
import { findBody, readSeats, readTerms, type Body } from '../../db/bodies.ts';
import type { Reader } from '../../db/connect.ts';
import type { ContestRow, Election } from '../../db/elections.ts';
import { readLots, type Lot } from '../lot.ts';
import { readResult } from '../result.ts';

/** What the seating of one contest is decided from, besides who is passed over. */
export interface SeatingFacts {
  readonly contest: ContestRow;
  readonly body: Body | null;
  readonly lot: Lot | null;
  readonly cap: AffiliationCap | null;
  readonly sitting: readonly Affiliated[];
  /** In the order of the ballot. */
  readonly contenders: readonly (Affiliated & { readonly id: string; readonly votes: number })[];
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
  const result = await readResult(db, election, contests);
  if (result === null) return [];
  const lots = await readLots(db, election, contests);
  const facts: SeatingFacts[] = [];
  for (const [place, contest] of contests.entries()) {
    if (contest.kind === 'motion') continue;
    facts.push(await factsOf(db, contest, lots[place] ?? null, result[place]?.votes ?? []));
  }
  return facts;
}

async function factsOf(
  db: Reader,
  contest: ContestRow,
  lot: Lot | null,
  votes: readonly number[],
): Promise<SeatingFacts> {
  const body = contest.bodyId === null ? undefined : await findBody(db, { id: contest.bodyId });
  const sitting = await readSitting(db, contest);
  const people = [...contest.candidates, ...sitting].flatMap(({ personId }) => personId ?? []);
  const roots = await readAffiliationRoots(db, people);
  const rootsOf = (personId: string | null) => (personId === null ? [] : (roots.get(personId) ?? []));
  return {
    ...{ contest, lot, body: body ?? null, cap: contest.affiliationCap },
    sitting: sitting.map(({ name, personId }) => ({ name, roots: rootsOf(personId) })),
    contenders: contest.candidates.map(({ id, name, personId }, place) => ({
      ...{ id, name, votes: votes[place] ?? 0, roots: rootsOf(personId) },
    })),
  };
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

/** The decision itself, pure, from the facts and all who are passed over. */
export function decide(facts: SeatingFacts, passes: readonly SeatingPass[]): Seating {
  const { contest, lot, cap, sitting, contenders } = facts;
  const ask: SeatingAsk = {
    seats: contest.namedSeats.map((one, place) => ({ id: seatKey(one.id, place), name: one.name, endsOn: one.endsOn })),
    contenders: contenders.map(({ id, name, votes, roots }) => ({ id, name, votes, affiliations: idsOf(roots) })),
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
export function planOf(facts: SeatingFacts, passes: readonly SeatingPass[]): SeatingPlan {
  const { seated, vacant, steps, openTies } = decide(facts, passes);
  const names = namesOf(facts);
  const nameOf = (id: string) => names.get(id) ?? id;
  const method = findMethod(facts.contest.method);
  // Approvals are votes; points are not.
  const units = method?.opened === 'ballots' ? method.words : undefined;
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
 * knows for whom. Empty where the lot decides, or a draw was held.
 */
export function toDraw({ lot, contest, contenders }: SeatingFacts): string[] {
  if (lot !== null) return [];
  const standing = contenders.filter(
    ({ id, votes }) => votes > 0 && contest.candidates.some((one) => one.id === id && one.withdrawnAt === null),
  );
  return standing
    .filter(({ id, votes }) => standing.some((other) => other.id !== id && other.votes === votes))
    .map(({ id }) => id);
}

/** The cap as people read it. */
export function capView({ cap }: SeatingFacts): ContestSeating['cap'] {
  return cap === null ? null : { most: Math.floor((cap.of * cap.numerator) / cap.denominator), of: cap.of };
}
