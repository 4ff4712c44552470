import type { Temporal } from 'temporal-polyfill';
import { readTerms, recordTerm, type Body, type SeatRow } from '../../db/bodies.ts';
import type { Transaction } from '../../db/connect.ts';
import { findPersonByEmail } from '../../db/people.ts';
import { Problem } from '../problem.ts';
import { termEnd } from '../term-end.ts';
import { wrongPlace } from '../wrong-place.ts';
import { doOverlap, lastDayOf } from './in-seat.ts';

/** Who shall be in a seat from when until when, as the form says it. `until` null: as the cohort says. */
export interface TermForm {
  readonly name: string;
  readonly email: string | null;
  readonly from: string;
  readonly until: string | null;
}

/** A term that nothing stands against. */
export interface Placed {
  readonly personId: string | null;
  readonly name: string;
  readonly startsOn: string;
  readonly endsOn: string | null;
}

/** Holds a term against the seat and those who hold it. The body is locked, so that nobody comes in between. */
export async function placeTerm(trx: Transaction, seat: SeatRow, body: Body, form: TermForm): Promise<Placed> {
  const person = form.email === null ? undefined : await findPersonByEmail(trx, form.email);
  if (form.email !== null && person === undefined)
    throw wrongPlace('#/body/email', 'Nobody here has this address. Leave it out to record the name alone');
  const endsOn = form.until ?? termEnd(seat, form.from);
  const term = { personId: person?.id ?? null, name: form.name, startsOn: form.from, endsOn };
  if (endsOn !== null && endsOn < form.from) throw wrongPlace('#/body/until', 'The last day is not before the first');
  assertNotRetired(seat, endsOn);
  const terms = await readTerms(trx, [body.id]);
  const other = terms.find((one) => one.seatId === seat.id && doOverlap(one, { ...term, leftOn: null }));
  if (other === undefined) return term;
  const last = lastDayOf(other);
  const held = last === null ? `since ${other.startsOn}` : `from ${other.startsOn} until ${last}`;
  const detail = `${other.name} holds ${seat.name} ${held}. Choose other days, or record first that this term ended early.`;
  throw new Problem('seat-taken', { detail });
}

function assertNotRetired({ name, retiredOn }: SeatRow, endsOn: string | null): void {
  if (retiredOn === null || (endsOn !== null && endsOn <= retiredOn)) return;
  throw wrongPlace('#/body/until', `${name} is given up after ${retiredOn}: the term ends on that day or before`);
}

export async function keepTerm(
  trx: Transaction,
  seat: SeatRow,
  placed: Placed,
  how: {
    readonly cameBy: 'appointed' | 'recorded';
    readonly note: string;
    readonly recordedBy: string;
    readonly now: Temporal.Instant;
  },
): Promise<void> {
  const { now, ...words } = how;
  await recordTerm(trx, { seatId: seat.id, ...placed, ...words, electionId: null, leftOn: null, leftWhy: null }, now);
}
