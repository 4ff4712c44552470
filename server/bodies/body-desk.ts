import type { BodyDesk, OfficeTerm } from '../../api/bodies.ts';
import { readAffiliations, type AffiliationRow } from '../../db/affiliations.ts';
import { readSeats, readTerms, type Body, type SeatRow, type TermRow } from '../../db/bodies.ts';
import type { Reader } from '../../db/connect.ts';
import { affiliationOf } from './affiliation-view.ts';
import { mostOf, sharesOf } from './affiliation-shares.ts';
import { isThere, officeBodiesOf } from './body-view.ts';
import { lastDayOf, whenOf } from './in-seat.ts';
import { leftWords } from './left-words.ts';

/** A body with all that the office may see and change. */
export async function bodyDeskOf(db: Reader, body: Body, today: string): Promise<BodyDesk> {
  const [view] = await officeBodiesOf(db, [body], today);
  if (view === undefined) throw new Error('A body was asked for and none was made');
  const seats = await readSeats(db, { bodyIds: [body.id] });
  const terms = await readTerms(db, [body.id]);
  const people = terms.filter((term) => whenOf(term, today) !== 'past').flatMap(({ personId }) => personId ?? []);
  const affiliations = await readAffiliations(db, [...new Set(people)]);
  const most = mostOf(body.rules.affiliationCap, view.fixedNumber);
  return {
    ...{ today, body: view, most },
    retired: seats
      .filter((seat) => !isThere(seat, today))
      .map(({ id, name, retiredOn }) => ({ id, name, retiredOn: retiredOn ?? '' })),
    terms: seats.flatMap((seat) => termsIn(seat, terms, affiliations, today)),
    shares: sharesOf({ terms, affiliations, most, today }),
  };
}

function termsIn(
  seat: SeatRow,
  terms: readonly TermRow[],
  affiliations: readonly AffiliationRow[],
  today: string,
): OfficeTerm[] {
  return terms
    .filter(({ seatId }) => seatId === seat.id)
    .map((term) => {
      const { id, seatId, name, personId, startsOn, cameBy, note, leftWhy } = term;
      const when = whenOf(term, today);
      const theirs = when === 'past' ? [] : affiliations.filter((one) => one.personId === personId);
      return {
        ...{ id, seatId, seat: seat.name, name, personId, startsOn, endsOn: lastDayOf(term), cameBy, note, when },
        leftWhy: leftWhy === null ? null : leftWords(leftWhy),
        affiliations: theirs.map(affiliationOf),
      };
    });
}
