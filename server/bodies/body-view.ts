import type { OfficeBody, OfficeSeat } from '../../api/bodies.ts';
import { readCohorts, readSeats, readTerms, type Body, type SeatRow, type TermRow } from '../../db/bodies.ts';
import type { Reader } from '../../db/connect.ts';
import { termEnd } from '../term-end.ts';
import { lastDayOf, whenOf } from './in-seat.ts';

/** Bodies as the office sees them on a day. Seats that are given up by then are left out, and are not counted. */
export async function officeBodiesOf(db: Reader, bodies: readonly Body[], today: string): Promise<OfficeBody[]> {
  const bodyIds = bodies.map(({ id }) => id);
  const cohorts = await readCohorts(db, bodyIds);
  const seats = (await readSeats(db, { bodyIds })).filter((seat) => isThere(seat, today));
  const terms = await readTerms(db, bodyIds);
  return bodies.map(({ id, slug, name, about, rules }) => ({
    ...{ id, slug, name, about, rules },
    fixedNumber: seats.filter(({ bodyId }) => bodyId === id).length,
    cohorts: cohorts
      .filter(({ bodyId }) => bodyId === id)
      .map((cohort) => ({
        ...{ id: cohort.id, name: cohort.name, endsOn: cohort.endsOn, termYears: cohort.termYears },
        nextEnd: termEnd(cohort, today),
        seats: seats.filter(({ cohortId }) => cohortId === cohort.id).map((seat) => officeSeatOf(seat, terms, today)),
      })),
  }));
}

export function isThere({ retiredOn }: Pick<SeatRow, 'retiredOn'>, today: string): boolean {
  return retiredOn === null || retiredOn >= today;
}

function officeSeatOf({ id, name, retiredOn }: SeatRow, all: readonly TermRow[], today: string): OfficeSeat {
  const terms = all.filter(({ seatId }) => seatId === id);
  const now = terms.find((term) => whenOf(term, today) === 'now');
  const coming = terms.filter((term) => whenOf(term, today) === 'coming').reverse();
  return {
    ...{ id, name, retiredOn },
    isVacant: now === undefined,
    holder: now === undefined ? null : { termId: now.id, name: now.name, personId: now.personId },
    termEndsOn: now === undefined ? null : lastDayOf(now),
    coming: coming.map((term) => ({ name: term.name, startsOn: term.startsOn, endsOn: lastDayOf(term) })),
  };
}
