import type { Moment, Timetable } from '../../api/values.ts';
import { millisOf } from '../clock.ts';
import { RuleList } from './boxes.tsx';
import type { Reader } from './deadline.tsx';
import { deadlineWords, longMoment, span } from './when.ts';

/** The moments of an election as they are called everywhere. */
export const momentNames: Readonly<Record<Moment, string>> = {
  nominationsOpen: 'Nominations open',
  nominationsClose: 'Nominations close',
  candidates: 'Candidates announced',
  applyBy: 'Apply for membership until',
  affirmBy: 'Affirm until',
  record: 'Record date',
  opens: 'Voting opens',
  closes: 'Voting closes',
  seating: 'Seats are taken',
};

export interface MomentLine {
  readonly title: string;
  readonly words: string;
  readonly isPast: boolean;
}

/** Every moment that an election has, the first first: as promised with its weekday, in UTC, where the reader is, time left. */
export function momentLines(timetable: Timetable, reader: Reader): readonly MomentLine[] {
  const names = Object.keys(momentNames) as readonly Moment[];
  return names
    .flatMap((moment) => {
      const deadline = timetable[moment];
      return deadline === null ? [] : [{ title: momentNames[moment], deadline }];
    })
    .toSorted((one, other) => millisOf(one.deadline.at) - millisOf(other.deadline.at))
    .map(({ title, deadline }) => {
      const left = millisOf(deadline.at) - reader.now;
      const [, ...elsewhere] = deadlineWords(deadline, reader.zone);
      const words = [longMoment(deadline.at, deadline.zone), ...elsewhere, left > 0 ? `${span(left)} left` : 'passed'];
      return { title, words: words.join(' · '), isPast: left <= 0 };
    });
}

/** The timetable as a list; what has passed is marked, in words too. */
export function TimetableList({ timetable, reader }: { readonly timetable: Timetable; readonly reader: Reader }) {
  const lines = momentLines(timetable, reader);
  return (
    <RuleList rules={lines.map(({ title, words, isPast }) => ({ tone: isPast ? 'yes' : 'open', title, words }))} />
  );
}
