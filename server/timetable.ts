import type { Temporal } from 'temporal-polyfill';
import type { TimetableDefinition } from '../api/office.ts';
import type { Moment, Timetable } from '../api/values.ts';
import type { Election } from '../db/elections.ts';
import type { TimetableColumns } from '../db/elections.ts';
import { wrongPlace } from './wrong-place.ts';
import { instantOf } from './zone.ts';

/** From local times to instants. Refuses moments that are no moments, and an order that makes no sense. */
export function timetableOf(form: TimetableDefinition): TimetableColumns {
  const at = (moment: Exclude<keyof TimetableDefinition, 'zone'>): Temporal.Instant | null => {
    const local = form[moment];
    return local === null ? null : instantOf(local, form.zone, pointer(moment));
  };
  const resolved = {
    nominationsOpen: at('nominationsOpen'),
    nominationsClose: at('nominationsClose'),
    candidates: at('candidates'),
    applyBy: at('applyBy'),
    affirmBy: at('affirmBy'),
    record: instantOf(form.record, form.zone, pointer('record')),
    opens: instantOf(form.opens, form.zone, pointer('opens')),
    closes: instantOf(form.closes, form.zone, pointer('closes')),
    seating: at('seating'),
  };
  assertOrder(resolved);
  return {
    zone: form.zone,
    ...{ opensLocal: form.opens, closesLocal: form.closes, opensAt: resolved.opens, closesAt: resolved.closes },
    ...{ recordLocal: form.record, recordAt: resolved.record },
    ...{ affirmLocal: form.affirmBy, affirmBy: resolved.affirmBy },
    ...{ applyLocal: form.applyBy, applyBy: resolved.applyBy },
    ...{ nominationsOpenLocal: form.nominationsOpen, nominationsOpenAt: resolved.nominationsOpen },
    ...{ nominationsCloseLocal: form.nominationsClose, nominationsCloseAt: resolved.nominationsClose },
    ...{ candidatesLocal: form.candidates, candidatesAt: resolved.candidates },
    ...{ seatingLocal: form.seating, seatingAt: resolved.seating },
  };
}

type Moments = Readonly<Record<Exclude<keyof TimetableDefinition, 'zone'>, Temporal.Instant | null>>;

/** What must not come after what, and the sentence about the later one. */
const order: readonly (readonly [
  earlier: keyof Moments,
  later: keyof Moments,
  mayBeEqual: boolean,
  blamed: keyof Moments,
  words: string,
])[] = [
  ['opens', 'closes', false, 'closes', 'Voting must close after it opens'],
  ['record', 'opens', true, 'record', 'The record date is at the opening or before it'],
  ['affirmBy', 'record', true, 'affirmBy', 'Members affirm until the record date or earlier'],
  ['applyBy', 'record', true, 'applyBy', 'One applies until the record date or earlier'],
  ['nominationsOpen', 'nominationsClose', false, 'nominationsClose', 'Nominations must close after they open'],
  [
    'nominationsClose',
    'candidates',
    true,
    'candidates',
    'Candidates are announced when nominations have closed, or later',
  ],
  ['nominationsClose', 'opens', true, 'nominationsClose', 'Nominations close before voting opens'],
  ['candidates', 'opens', true, 'candidates', 'Candidates are announced before voting opens'],
  ['closes', 'seating', true, 'seating', 'Seats are taken when voting has closed, or later'],
];

function assertOrder(moments: Moments): void {
  const [opening, closing] = [moments.nominationsOpen, moments.nominationsClose];
  if (opening !== null && closing === null)
    throw wrongPlace(pointer('nominationsClose'), 'Say when nominations close, or leave out when they open');
  if (opening === null && closing !== null)
    throw wrongPlace(pointer('nominationsOpen'), 'Say when nominations open, or leave out when they close');
  for (const [earlier, later, mayBeEqual, blamed, words] of order) {
    const [before, after] = [moments[earlier], moments[later]];
    if (before === null || after === null) continue;
    const difference = after.epochMilliseconds - before.epochMilliseconds;
    if (difference < 0 || (difference === 0 && !mayBeEqual)) throw wrongPlace(pointer(blamed), words);
  }
}

function pointer(moment: string): string {
  return `#/body/timetable/${moment}`;
}

/** Which moments are other instants than before, appear or fall away. */
export function movedMoments(before: TimetableColumns, after: TimetableColumns): Moment[] {
  return momentNames.filter((moment) => instantOfMoment(before, moment) !== instantOfMoment(after, moment));
}

const columns = {
  nominationsOpen: 'nominationsOpenAt',
  nominationsClose: 'nominationsCloseAt',
  candidates: 'candidatesAt',
  applyBy: 'applyBy',
  affirmBy: 'affirmBy',
  record: 'recordAt',
  opens: 'opensAt',
  closes: 'closesAt',
  seating: 'seatingAt',
} as const satisfies Readonly<Record<Moment, keyof TimetableColumns>>;
const momentNames = Object.keys(columns) as readonly Moment[];

function instantOfMoment(timetable: TimetableColumns, moment: Moment): string | undefined {
  return timetable[columns[moment]]?.toString();
}

/** All moments of an election, as promised and as the instants that they mean. */
export function timetableView(election: Election): Timetable {
  const { zone } = election;
  const moment = (local: string | null, at: Temporal.Instant | null) =>
    local === null || at === null ? null : { local, zone, at: at.toString() };
  return {
    nominationsOpen: moment(election.nominationsOpenLocal, election.nominationsOpenAt),
    nominationsClose: moment(election.nominationsCloseLocal, election.nominationsCloseAt),
    candidates: moment(election.candidatesLocal, election.candidatesAt),
    applyBy: moment(election.applyLocal, election.applyBy),
    affirmBy: moment(election.affirmLocal, election.affirmBy),
    record: { local: election.recordLocal, zone, at: election.recordAt.toString() },
    opens: { local: election.opensLocal, zone, at: election.opensAt.toString() },
    closes: { local: election.closesLocal, zone, at: election.closesAt.toString() },
    seating: moment(election.seatingLocal, election.seatingAt),
  };
}

/** The form's times of an election that is there. */
export function timetableForm(election: Election): TimetableDefinition {
  return {
    zone: election.zone,
    nominationsOpen: election.nominationsOpenLocal,
    nominationsClose: election.nominationsCloseLocal,
    candidates: election.candidatesLocal,
    applyBy: election.applyLocal,
    affirmBy: election.affirmLocal,
    record: election.recordLocal,
    opens: election.opensLocal,
    closes: election.closesLocal,
    seating: election.seatingLocal,
  };
}
