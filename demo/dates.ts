import { Temporal } from 'temporal-polyfill';

/** The moments of the demonstration, all promised in UTC. */
export const timetable = {
  zone: 'UTC',
  nominationsOpen: '2027-05-04T14:00',
  nominationsClose: '2027-05-18T14:00',
  candidates: '2027-05-20T14:00',
  applyBy: null,
  affirmBy: '2027-05-24T14:00',
  record: '2027-05-25T04:00',
  opens: '2027-06-01T14:00',
  closes: '2027-06-15T14:00',
  seating: '2027-06-22T14:00',
};

export const dates = {
  begin: Temporal.Instant.from('2027-05-03T09:00:00Z'),
  nominationsOpen: at(timetable.nominationsOpen),
  nominationsClose: at(timetable.nominationsClose),
  candidates: at(timetable.candidates),
  record: at(timetable.record),
  opens: at(timetable.opens),
  closes: at(timetable.closes),
  seating: at(timetable.seating),
};

function at(local: string): Temporal.Instant {
  return Temporal.Instant.from(`${local}:00Z`);
}
