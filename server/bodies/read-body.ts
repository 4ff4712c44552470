import type { PublicBody, PublicTerm } from '../../api/bodies.ts';
import { findBody, readSeats, readTerms, type SeatRow, type TermRow } from '../../db/bodies.ts';
import { htmlOf } from '../markdown.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problem.ts';
import { isThere } from './body-view.ts';
import { lastDayOf, whenOf } from './in-seat.ts';
import { leftWords } from './left-words.ts';
import { rulesWords } from './rules-words.ts';
import { todayOf } from './today.ts';

type Seat = PublicBody['seats'][number];

/** One body: who holds which seat until when, and who held it before. */
export async function readBody(
  { db, clock, config }: Pick<Ports, 'db' | 'clock' | 'config'>,
  { path }: { readonly path: { readonly slug: string } },
) {
  const today = await todayOf(db, clock.now());
  const body = await findBody(db, path);
  if (body === undefined) throw new Problem('not-found', { detail: 'There is no body at this address.' });
  const rows = await readSeats(db, { bodyIds: [body.id] });
  const terms = await readTerms(db, [body.id]);
  const inOrder = [...rows.filter((row) => isThere(row, today)), ...rows.filter((row) => !isThere(row, today))];
  const seats = inOrder.map((row) => seatOf(row, terms, today));
  const fixedNumber = rows.filter((row) => isThere(row, today)).length;
  return {
    ...{ organisation: config.organisation, today },
    body: {
      ...{ slug: body.slug, name: body.name, aboutHtml: htmlOf(body.about) },
      rules: rulesWords(body.rules, fixedNumber),
      fixedNumber,
      vacant: seats.filter(({ isVacant }) => isVacant).length,
      endingNext: endingNextOf(seats),
      seats,
    },
  };
}

function seatOf(row: SeatRow, all: readonly TermRow[], today: string): Seat {
  const terms = all.filter(({ seatId }) => seatId === row.id).map((term) => termOf(term, today));
  const { id, name, cohort, retiredOn } = row;
  const isVacant = isThere(row, today) && !terms.some(({ when }) => when === 'now');
  return { id, name, cohort, isVacant, retiredOn, terms };
}

function termOf(term: TermRow, today: string): PublicTerm {
  const { name, startsOn, cameBy, note, leftWhy } = term;
  return {
    ...{ name, startsOn, endsOn: lastDayOf(term), cameBy, note },
    leftWhy: leftWhy === null ? null : leftWords(leftWhy),
    when: whenOf(term, today),
  };
}

function endingNextOf(seats: readonly Seat[]): PublicBody['endingNext'] {
  const ends = seats.flatMap(({ name: seat, terms }) =>
    terms.flatMap(({ when, name, endsOn }) => (when === 'now' && endsOn !== null ? [{ seat, name, on: endsOn }] : [])),
  );
  const on = ends.map((end) => end.on).sort()[0];
  if (on === undefined) return null;
  return { on, seats: ends.filter((end) => end.on === on).map(({ seat, name }) => ({ seat, name })) };
}
