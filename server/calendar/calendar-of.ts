import { ICalAlarmType, ICalCalendar, ICalCalendarMethod } from 'ical-generator';
import { Temporal } from 'temporal-polyfill';
import type { Deadline, Moment } from '../../api/values.ts';
import type { Election } from '../../db/elections.ts';
import { deadlineWords } from '../../emails/deadline.ts';
import { timetableView } from '../timetable.ts';

/** What a calendar is called, and the address that its entries lead to. */
export interface CalendarFacts {
  readonly name: string;
  readonly publicUrl: string;
}

/**
 * Elections as an iCalendar file (RFC 5545), one event a moment. An event keeps its UID for ever, and its SEQUENCE rises
 * when a moment moves, so that calendars take the newer one. A moment has no length: without an end an event ends when it
 * begins (3.6.1). Moments by which somebody must have acted give an alarm the day before.
 */
export function calendarOf(elections: readonly Election[], { name, publicUrl }: CalendarFacts): string {
  const calendar = new ICalCalendar({
    name,
    method: ICalCalendarMethod.PUBLISH,
    prodId: { company: 'Quorate', product: 'Quorate' },
  });
  for (const election of elections) {
    for (const [moment, deadline] of momentsOf(election)) {
      const { title, isDeadline } = moments[moment];
      const event = calendar.createEvent({
        id: `${election.id}-${moment}@${new URL(publicUrl).hostname}`,
        sequence: election.calendarSequence,
        stamp: stampOf(election),
        start: Temporal.Instant.from(deadline.at),
        summary: `${election.name}: ${title}`,
        description: `${title}: ${deadlineWords(deadline)}. ${publicUrl}/elections/${election.id}`,
        url: `${publicUrl}/elections/${election.id}`,
      });
      if (isDeadline)
        event.createAlarm({ type: ICalAlarmType.display, trigger: secondsOfADay, description: `${title} in a day` });
    }
  }
  // Every line ends in CRLF (3.1); the library leaves it out after the last one.
  return `${calendar.toString()}\r\n`;
}

const secondsOfADay = 86_400;

function momentsOf(election: Election): (readonly [Moment, Deadline])[] {
  const timetable = timetableView(election);
  const names = Object.keys(moments) as readonly Moment[];
  return names.flatMap((moment) => {
    const deadline = timetable[moment];
    return deadline === null ? [] : [[moment, deadline] as const];
  });
}

/** When the entries were last what they are now; whatever asks twice gets the same file. */
function stampOf({ datesMovedAt, datesAnnouncedAt, frozenAt, draftedAt }: Election): Temporal.Instant {
  return datesMovedAt ?? datesAnnouncedAt ?? frozenAt ?? draftedAt;
}

const moments: Readonly<Record<Moment, { readonly title: string; readonly isDeadline: boolean }>> = {
  nominationsOpen: { title: 'nominations open', isDeadline: false },
  nominationsClose: { title: 'nominations close', isDeadline: true },
  candidates: { title: 'candidates announced', isDeadline: false },
  applyBy: { title: 'last moment to apply for membership', isDeadline: true },
  affirmBy: { title: 'last moment to affirm the intention to vote', isDeadline: true },
  record: { title: 'record date', isDeadline: false },
  opens: { title: 'voting opens', isDeadline: false },
  closes: { title: 'voting closes', isDeadline: true },
  seating: { title: 'seats are taken', isDeadline: false },
};
