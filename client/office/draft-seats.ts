import type { OfficeBody, OfficeSeat } from '../../api/bodies.ts';
import { millisOf } from '../clock.ts';
import type { DraftContest } from './draft-state.ts';

/** A seat as the form offers it for terms that begin on a day. */
export interface SeatChoice {
  readonly id: string;
  readonly name: string;
  /** Nobody holds it on that day. */
  readonly isFree: boolean;
  /** Who holds it until when. */
  readonly words: string;
}

/** The body whose seats a contest fills: the chosen one, that of its seats, or the only one there is. */
export function bodyOf({ body, seats }: DraftContest, bodies: readonly OfficeBody[]): OfficeBody | undefined {
  const chosen = bodies.find(({ id }) => id === body);
  const owner = bodies.find((one) => seatsOf(one).some(({ id }) => seats.includes(id)));
  return chosen ?? owner ?? (bodies.length === 1 ? bodies[0] : undefined);
}

function seatsOf({ cohorts }: OfficeBody): readonly OfficeSeat[] {
  return cohorts.flatMap(({ seats }) => seats);
}

/** The seats of a body, those first that are free when the terms begin. `startsOn`: a day, or empty. */
export function seatChoices(body: OfficeBody, startsOn: string): readonly SeatChoice[] {
  const choices = seatsOf(body)
    .filter(({ retiredOn }) => retiredOn === null || (startsOn !== '' && retiredOn >= startsOn))
    .map((seat) => ({
      id: seat.id,
      name: seat.name,
      isFree: startsOn !== '' && !isHeldOn(seat, startsOn),
      words: holderWords(seat),
    }));
  return choices.toSorted((one, other) => Number(other.isFree) - Number(one.isFree));
}

function isHeldOn({ holder, termEndsOn, coming }: OfficeSeat, day: string): boolean {
  const isHeld = holder !== null && (termEndsOn === null || termEndsOn >= day);
  return isHeld || coming.some(({ startsOn, endsOn }) => startsOn <= day && (endsOn === null || endsOn >= day));
}

function holderWords({ holder, termEndsOn, coming }: OfficeSeat): string {
  const now =
    holder === null
      ? 'vacant'
      : `${holder.name} ${termEndsOn === null ? 'without end' : `until ${dayWords(termEndsOn)}`}`;
  return [now, ...coming.map(({ name, startsOn }) => `then ${name} from ${dayWords(startsOn)}`)].join(', ');
}

/** `30 June 2027` */
function dayWords(day: string): string {
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(millisOf(`${day}T00:00:00Z`));
}

/**
 * Another body or another first day: the seats that are free then are chosen, unless somebody has chosen others by hand.
 */
export function seatsAfter(
  contest: DraftContest,
  change: Partial<Pick<DraftContest, 'body' | 'termsStartOn'>>,
  bodies: readonly OfficeBody[],
): Pick<DraftContest, 'body' | 'termsStartOn' | 'seats'> {
  const proposed = ({ termsStartOn }: DraftContest, body: OfficeBody | undefined) =>
    body === undefined ? [] : seatChoices(body, termsStartOn).flatMap(({ id, isFree }) => (isFree ? [id] : []));
  const [before, next] = [bodyOf(contest, bodies), { ...contest, ...change }];
  const after = change.body === undefined ? before : bodies.find(({ id }) => id === change.body);
  const isByHand = contest.seats.join() !== proposed(contest, before).join();
  const keeps = isByHand && contest.seats.length > 0 && before?.id === after?.id;
  return {
    body: after?.id ?? '',
    termsStartOn: next.termsStartOn,
    seats: keeps ? contest.seats : proposed(next, after),
  };
}

/** Ticks or unticks a seat; a seat that the body no longer offers goes, and their order is the body's. */
export function seatsWith(
  chosen: readonly string[],
  offered: readonly SeatChoice[],
  seat: string,
  is: boolean,
): readonly string[] {
  return offered.map(({ id }) => id).filter((id) => (id === seat ? is : chosen.includes(id)));
}
