import type { OfficeView } from '../../api/office.ts';
import { instantOf, millisOf } from '../clock.ts';
import { counted } from '../parts/counts.ts';
import { plainDay } from '../parts/when.ts';

export interface Day {
  readonly day: string;
  readonly voters: number;
  /** `15 June` */
  readonly words: string;
}

const dayMillis = 86_400_000;
const mostDays = 62;

/** Every UTC day of voting, those with nobody and those to come too; of a very long vote, the days with voters. */
export function daysOf({ perDay, view }: Pick<OfficeView, 'perDay' | 'view'>): readonly Day[] {
  const counts = new Map(perDay.map(({ day, voters }) => [day.slice(0, 10), voters]));
  const all = votingDays(view);
  const days = all.length > mostDays ? [...counts.keys()] : [...new Set([...all, ...counts.keys()])].sort();
  return days.map((day) => ({ day, voters: counts.get(day) ?? 0, words: plainDay(noonOf(day)) }));
}

function votingDays({ timetable: { opens, closes } }: OfficeView['view']): readonly string[] {
  const first = millisOf(noonOf(opens.at.slice(0, 10)));
  // The close itself is no moment of voting: a close at midnight belongs to the day before.
  const last = millisOf(noonOf(instantOf(millisOf(closes.at) - 1).slice(0, 10)));
  const count = Math.max(1, Math.round((last - first) / dayMillis) + 1);
  if (count > mostDays) return Array.from({ length: count }, () => '');
  return Array.from({ length: count }, (_, place) => instantOf(first + place * dayMillis).slice(0, 10));
}

function noonOf(day: string): string {
  return `${day}T12:00:00Z`;
}

/** A sentence states the finding; then come the bars. */
export function daysWords(days: readonly Day[], isOver = false): string {
  const voted = days.filter(({ voters }) => voters > 0);
  const [first] = voted;
  if (first === undefined) return isOver ? 'Nobody voted.' : 'Nobody has voted yet.';
  if (voted.length === 1) return `${counted(first.voters, 'person', 'people')} voted, all on ${first.words}.`;
  const most = voted.reduce((best, day) => (day.voters > best.voters ? day : best), first);
  return `Most voted on ${most.words}: ${counted(most.voters, 'person', 'people')}.`;
}
