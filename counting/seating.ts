/*
 * From votes to the people in the seats. Ids are those of candidates, seats and organisations; names are for words only.
 */

export interface SeatOnOffer {
  readonly id: string;
  readonly name: string;
  /** Last day of the term, `2030-06-30`; null: without end, which is longest. */
  readonly endsOn: string | null;
}

export interface Contender {
  readonly id: string;
  readonly name: string;
  readonly votes: number;
  /** Ids of the organisations at the top of what the person disclosed: a subsidiary counts as its parent. */
  readonly affiliations: readonly string[];
}

/** Why a candidate is passed over, whatever the votes. */
export interface Pass {
  readonly candidate: string;
  readonly why: 'withdrew' | 'declined' | 'ineligible';
  readonly reason: string;
}

/** A member of the body who stays. */
export interface Sitting {
  readonly name: string;
  readonly affiliations: readonly string[];
}

/** At most floor(of × numerator / denominator) members may share an affiliation. */
export interface AffiliationCap {
  readonly numerator: number;
  readonly denominator: number;
  /** The fixed number of seats of the body, vacant ones included. */
  readonly of: number;
}

export interface SeatingAsk {
  readonly seats: readonly SeatOnOffer[];
  readonly contenders: readonly Contender[];
  readonly passes: readonly Pass[];
  readonly sitting: readonly Sitting[];
  readonly cap: AffiliationCap | null;
  /** Candidates in the order of the lot, best first; null: no lot is known yet. A tie with somebody who is not in it stays open. */
  readonly lot: readonly string[] | null;
}

/** What a tie would decide: who gets a seat at all, whom the affiliation cap keeps out, or who serves longer. */
export type Boundary = 'seat' | 'cap' | 'term';

/** One decision, with the rule that made it, in the order in which a person would take them. */
export type SeatingStep =
  | {
      /** `longest-term-first` where the seats on offer end on different days. */
      readonly rule: 'order-of-votes' | 'longest-term-first';
      readonly candidate: string;
      readonly votes: number;
      readonly seat: string;
      readonly endsOn: string | null;
    }
  | {
      readonly rule: 'passed-over';
      readonly candidate: string;
      readonly votes: number;
      readonly why: Pass['why'];
      readonly reason: string;
    }
  | {
      readonly rule: 'affiliation-cap';
      readonly candidate: string;
      readonly votes: number;
      readonly affiliation: string;
      /** The most who may share it. */
      readonly most: number;
      /** The names of those who sit with it. */
      readonly holders: readonly string[];
    }
  | {
      readonly rule: 'tie-broken-by-lot';
      /** In the order of the lot. */
      readonly candidates: readonly string[];
      readonly votes: number;
      readonly boundary: Boundary;
    }
  | { readonly rule: 'tie-left-alone'; readonly candidates: readonly string[]; readonly votes: number }
  | { readonly rule: 'no-votes'; readonly candidates: readonly string[] }
  | { readonly rule: 'no-more-candidates'; readonly seats: readonly string[] };

/** The rule that kept somebody out; `order-of-votes`: all seats went to people with more votes. */
export type NotSeatedRule = 'order-of-votes' | 'passed-over' | 'affiliation-cap' | 'tie-broken-by-lot' | 'no-votes';

/** A tie that matters and that nothing has broken. */
export interface OpenTie {
  readonly candidates: readonly string[];
  readonly votes: number;
  readonly boundary: Boundary;
  /** The seats that wait for it. */
  readonly seats: readonly string[];
}

export interface Seating {
  /** Most votes first. Provisional while a tie is open: it stands, and more may follow. */
  readonly seated: readonly { readonly seat: string; readonly candidate: string }[];
  /** Seats that nobody is left to take; none while a tie is open. */
  readonly vacant: readonly string[];
  /** Those about whom it is decided: while a tie is open, the tied and all below are neither here nor seated. */
  readonly notSeated: readonly { readonly candidate: string; readonly rule: NotSeatedRule }[];
  readonly steps: readonly SeatingStep[];
  /** At most one: nothing below a tie is decided before it is broken. */
  readonly openTies: readonly OpenTie[];
}

/**
 * Seats the candidates in the order of their votes, the longest term first. Throws a RangeError on votes that are no
 * numbers, on an id that is given twice, and on a cap that is no share.
 *
 * Directors are elected by a plurality of votes: nobody is seated without one. Seats that end on the same day are equal,
 * and who of those with equal votes takes which of them follows their ids. Neither the order in which the contenders are
 * given nor their names decide anything.
 */
export function seat(ask: SeatingAsk): Seating {
  assertAsk(ask);
  const work = begin(ask);
  for (const equals of groupsOfEquals(ask.contenders.filter(({ votes }) => votes > 0))) {
    const tie = seatEquals(work, equals);
    if (tie !== undefined) return { ...written(work), vacant: [], openTies: [tie] };
  }
  leaveWithoutVotes(work);
  const vacant = work.free.map(({ id }) => id);
  if (vacant.length > 0) work.steps.push({ rule: 'no-more-candidates', seats: vacant });
  return { ...written(work), vacant, openTies: [] };
}

/** Where the work stands between two groups of equal votes. */
interface Work {
  readonly ask: SeatingAsk;
  /** The most who may share an affiliation; null: any number. */
  readonly most: number | null;
  readonly endsDiffer: boolean;
  /** The names of those who sit with an affiliation. */
  readonly holders: Map<string, readonly string[]>;
  /** Longest term first. */
  free: readonly SeatOnOffer[];
  readonly seated: { seat: string; candidate: string }[];
  readonly notSeated: { candidate: string; rule: NotSeatedRule }[];
  readonly steps: SeatingStep[];
}

function begin(ask: SeatingAsk): Work {
  const { seats, sitting, cap } = ask;
  const work: Work = {
    ask,
    most: cap === null ? null : mostOf(cap),
    endsDiffer: new Set(seats.map(({ endsOn }) => endsOn)).size > 1,
    holders: new Map(),
    free: seats.toSorted(longestFirst),
    ...{ seated: [], notSeated: [], steps: [] },
  };
  for (const one of sitting) sit(work, one);
  return work;
}

/** The whole part of of × numerator / denominator. */
function mostOf({ numerator, denominator, of }: AffiliationCap): number {
  const shares = of * numerator;
  return (shares - (shares % denominator)) / denominator;
}

function longestFirst({ endsOn: one }: SeatOnOffer, { endsOn: other }: SeatOnOffer): number {
  if (one === other) return 0;
  return one === null || (other !== null && one > other) ? -1 : 1;
}

function sit({ holders }: Work, { name, affiliations }: Sitting): void {
  for (const affiliation of new Set(affiliations)) {
    holders.set(affiliation, [...(holders.get(affiliation) ?? []), name]);
  }
}

interface Equals {
  readonly votes: number;
  readonly contenders: readonly Contender[];
}

/** Most votes first; within a group by id. */
function groupsOfEquals(contenders: readonly Contender[]): readonly Equals[] {
  const counts = [...new Set(contenders.map(({ votes }) => votes))].toSorted((one, other) => other - one);
  return counts.map((votes) => ({ votes, contenders: contenders.filter((one) => one.votes === votes).toSorted(byId) }));
}

function byId({ id: one }: Contender, { id: other }: Contender): number {
  return Number(one > other) - Number(one < other);
}

/** Seats those of one number of votes, or returns the tie that has to be broken first. */
function seatEquals(work: Work, { votes, contenders }: Equals): OpenTie | undefined {
  if (work.free.length === 0) {
    leaveBelow(work, contenders);
    return undefined;
  }
  const standing = contenders.filter((one) => !passOver(work, one)).filter((one) => !capOut(work, one));
  const boundary = boundaryOf(work, standing);
  if (boundary === undefined) {
    if (standing.length > 1) work.steps.push({ rule: 'tie-left-alone', candidates: idsOf(standing), votes });
    seatInOrder(work, standing);
    return undefined;
  }
  const byLot = orderByLot(work.ask.lot, standing);
  const tie = { candidates: idsOf(byLot ?? standing), votes, boundary };
  if (byLot === undefined) return { ...tie, seats: work.free.map(({ id }) => id) };
  work.steps.push({ rule: 'tie-broken-by-lot', ...tie });
  seatInOrder(work, byLot);
  return undefined;
}

/** All seats are taken. */
function leaveBelow(work: Work, contenders: readonly Contender[]): void {
  for (const { id } of contenders) {
    work.notSeated.push({ candidate: id, rule: passOf(work.ask, id) === undefined ? 'order-of-votes' : 'passed-over' });
  }
}

function passOf({ passes }: SeatingAsk, id: string): Pass | undefined {
  return passes.find(({ candidate }) => candidate === id);
}

function passOver({ ask, steps, notSeated }: Work, { id, votes }: Contender): boolean {
  const pass = passOf(ask, id);
  if (pass === undefined) return false;
  steps.push({ rule: 'passed-over', candidate: id, votes, why: pass.why, reason: pass.reason });
  notSeated.push({ candidate: id, rule: 'passed-over' });
  return true;
}

/** Keeps out whoever would be one too many of an affiliation, as the seats are taken now. */
function capOut(work: Work, contender: Contender): boolean {
  const { most, holders, steps, notSeated } = work;
  const affiliation = fullOf(work, contender);
  if (most === null || affiliation === undefined) return false;
  const { id, votes } = contender;
  const names = holders.get(affiliation) ?? [];
  steps.push({ rule: 'affiliation-cap', candidate: id, votes, affiliation, most, holders: names });
  notSeated.push({ candidate: id, rule: 'affiliation-cap' });
  return true;
}

/** An affiliation of the contender with which nobody more may be seated. */
function fullOf({ most, holders }: Work, { affiliations }: Contender): string | undefined {
  if (most === null) return undefined;
  return affiliations.find((affiliation) => (holders.get(affiliation)?.length ?? 0) >= most);
}

/**
 * What the order of these equals decides; undefined: nothing, all of them are seated until the same day in any order.
 *
 * None of them is capped out yet, so whoever comes first gets the first free seat. Hence the order decides nothing
 * exactly if each of them gets a seat like the first: enough of those are free, and no affiliation among them overflows.
 */
function boundaryOf(work: Work, standing: readonly Contender[]): Boundary | undefined {
  const { free } = work;
  if (standing.length < 2) return undefined;
  if (standing.length > free.length) return 'seat';
  if (overflows(work, standing)) return 'cap';
  return free[0]?.endsOn === free[standing.length - 1]?.endsOn ? undefined : 'term';
}

function overflows({ most, holders }: Work, standing: readonly Contender[]): boolean {
  if (most === null) return false;
  const affiliations = new Set(standing.flatMap((one) => one.affiliations));
  return [...affiliations].some((affiliation) => {
    const sharing = standing.filter((one) => one.affiliations.includes(affiliation)).length;
    return (holders.get(affiliation)?.length ?? 0) + sharing > most;
  });
}

function orderByLot(lot: readonly string[] | null, tied: readonly Contender[]): readonly Contender[] | undefined {
  if (lot === null || !tied.every(({ id }) => lot.includes(id))) return undefined;
  return tied.toSorted((one, other) => lot.indexOf(one.id) - lot.indexOf(other.id));
}

function idsOf(contenders: readonly Contender[]): readonly string[] {
  return contenders.map(({ id }) => id);
}

/** Seats these, the first first, as far as seats and the cap allow; none of them is capped out at the start. */
function seatInOrder(work: Work, inOrder: readonly Contender[]): void {
  const chosen: Contender[] = [];
  const capped: Contender[] = [];
  for (const one of inOrder) {
    if (chosen.length === work.free.length) {
      work.notSeated.push({ candidate: one.id, rule: 'tie-broken-by-lot' });
    } else if (fullOf(work, one) !== undefined) {
      capped.push(one);
    } else {
      chosen.push(one);
      sit(work, one);
    }
  }
  takeSeats(work, chosen);
  for (const one of capped) capOut(work, one);
}

/** Equal votes and an equal end: who takes which seat follows their ids, so that no later pass moves anybody. */
function takeSeats(work: Work, chosen: readonly Contender[]): void {
  const taken = work.free.slice(0, chosen.length);
  work.free = work.free.slice(chosen.length);
  const ends = [...new Set(taken.map(({ endsOn }) => endsOn))];
  const inSeats = ends.flatMap((end) => chosen.filter((_, place) => taken[place]?.endsOn === end).toSorted(byId));
  for (const [place, { id, endsOn }] of taken.entries()) {
    const one = inSeats[place];
    if (one === undefined) continue;
    const rule = work.endsDiffer ? 'longest-term-first' : 'order-of-votes';
    work.steps.push({ rule, candidate: one.id, votes: one.votes, seat: id, endsOn });
    work.seated.push({ seat: id, candidate: one.id });
  }
}

function leaveWithoutVotes(work: Work): void {
  const none = work.ask.contenders.filter(({ votes }) => votes === 0).toSorted(byId);
  const stay = none.filter(({ id }) => passOf(work.ask, id) === undefined);
  for (const one of none) {
    work.notSeated.push({ candidate: one.id, rule: stay.includes(one) ? 'no-votes' : 'passed-over' });
  }
  if (stay.length > 0 && work.free.length > 0) work.steps.push({ rule: 'no-votes', candidates: idsOf(stay) });
}

function written({ seated, notSeated, steps }: Work): Pick<Seating, 'seated' | 'notSeated' | 'steps'> {
  return { seated, notSeated, steps };
}

function assertAsk({ seats, contenders, cap }: SeatingAsk): void {
  for (const ids of [seats.map(({ id }) => id), contenders.map(({ id }) => id)]) {
    if (new Set(ids).size !== ids.length) throw new RangeError('An id is given twice');
  }
  if (!contenders.every(({ votes }) => isCount(votes))) throw new RangeError('Votes are not a number of votes');
  if (cap === null) return;
  const { numerator, denominator, of } = cap;
  if (![numerator, denominator, of, numerator * of].every(isCount) || denominator === 0) {
    throw new RangeError('A cap is a share of a number of seats');
  }
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}
