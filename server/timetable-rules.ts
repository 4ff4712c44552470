import { Temporal } from 'temporal-polyfill';
import type { Election } from '../db/elections.ts';
import type { BodyRules } from '../db/schema.ts';
import { deadlineWords } from '../emails/deadline.ts';

/** The part of a body's rules that a timetable is held to. */
export interface BodyToHonour {
  readonly name: string;
  readonly rules: Pick<BodyRules, 'notice' | 'longestVotingDays' | 'shortestNominationDays'>;
}

/** A motion and the days for which its text must be public before voting opens. */
export interface MotionToNotify {
  readonly title: string;
  readonly noticeDays: number;
}

export type TimetableToJudge = Pick<
  Election,
  'zone' | 'opensAt' | 'closesAt' | 'nominationsOpenAt' | 'nominationsCloseAt' | 'datesAnnouncedAt' | 'noticeRenewedAt'
>;

/**
 * Where a timetable does not keep a rule. `broken`: as it stands, the election cannot be opened. `due`: it can still be
 * kept, if the dates are announced in time. Days are days of the election's zone, whatever its clocks do in between.
 */
export interface RuleFinding {
  readonly rule: 'notice' | 'longest-voting' | 'shortest-nominations' | 'motion-notice';
  readonly state: 'broken' | 'due';
  readonly words: string;
}

export function judgeTimetable(
  election: TimetableToJudge,
  bodies: readonly BodyToHonour[],
  motions: readonly MotionToNotify[],
  now: Temporal.Instant,
): RuleFinding[] {
  return [
    ...bodies.flatMap((body) => [
      ...judgeNotice(election, body, now),
      ...judgeVoting(election, body),
      ...judgeNominations(election, body),
    ]),
    ...motions.flatMap((motion) => judgeMotion(election, motion, now)),
  ];
}

/** Bylaws 3.4: notice is neither too short nor so long that it is forgotten; 3.5: other dates need a notice of their own. */
function judgeNotice(
  election: TimetableToJudge,
  { name, rules: { notice } }: BodyToHonour,
  now: Temporal.Instant,
): RuleFinding[] {
  if (notice === null) return [];
  const { atLeastDays, atMostDays } = notice;
  const { zone, opensAt } = election;
  const from = noticeFrom(election) ?? now;
  const asked = `The rules of ${name} ask for ${noticeDaysWords(atLeastDays, atMostDays)} between the announcement of the dates and the opening of voting.`;
  if (isBefore(opensAt, later(from, atLeastDays, zone)))
    return [broken('notice', `${asked} Open ${sayBy(later(from, atLeastDays, zone), zone)} or later.`)];
  if (atMostDays !== null && isBefore(later(from, atMostDays, zone), opensAt)) {
    if (noticeFrom(election) !== null)
      return [broken('notice', `${asked} Open ${sayBy(later(from, atMostDays, zone), zone)} or earlier.`)];
    const first = later(opensAt, -atMostDays, zone);
    return [due('notice', `${asked} Announce the dates ${sayBy(first, zone)} or later.`)];
  }
  return noticeFrom(election) === null ? [dueBy('notice', asked, later(opensAt, -atLeastDays, zone), zone)] : [];
}

/** Since when the dates stand as they were announced; null: they were not announced. */
function noticeFrom({ datesAnnouncedAt, noticeRenewedAt }: TimetableToJudge): Temporal.Instant | null {
  return datesAnnouncedAt === null ? null : (noticeRenewedAt ?? datesAnnouncedAt);
}

function judgeVoting({ zone, opensAt, closesAt }: TimetableToJudge, { name, rules }: BodyToHonour): RuleFinding[] {
  const { longestVotingDays } = rules;
  if (longestVotingDays === null || !isBefore(later(opensAt, longestVotingDays, zone), closesAt)) return [];
  const end = later(opensAt, longestVotingDays, zone);
  const words = `The rules of ${name} allow ${dayCount(longestVotingDays)} of voting at most. Close ${sayBy(end, zone)} or earlier.`;
  return [broken('longest-voting', words)];
}

function judgeNominations(election: TimetableToJudge, { name, rules }: BodyToHonour): RuleFinding[] {
  const { zone, nominationsOpenAt, nominationsCloseAt } = election;
  const { shortestNominationDays } = rules;
  if (nominationsOpenAt === null || nominationsCloseAt === null) return [];
  const end = later(nominationsOpenAt, shortestNominationDays, zone);
  if (!isBefore(nominationsCloseAt, end)) return [];
  const words = `The rules of ${name} ask for nominations of ${dayCount(shortestNominationDays)} at least. Close them ${sayBy(end, zone)} or later.`;
  return [broken('shortest-nominations', words)];
}

function judgeMotion(
  election: TimetableToJudge,
  { title, noticeDays }: MotionToNotify,
  now: Temporal.Instant,
): RuleFinding[] {
  if (noticeDays === 0) return [];
  const { zone, opensAt } = election;
  const from = noticeFrom(election);
  const first = later(from ?? now, noticeDays, zone);
  const asked = `The text of ${title} must be public for ${dayCount(noticeDays)} before voting opens.`;
  if (isBefore(opensAt, first)) return [broken('motion-notice', `${asked} Open ${sayBy(first, zone)} or later.`)];
  return from === null ? [dueBy('motion-notice', asked, later(opensAt, -noticeDays, zone), zone)] : [];
}

function broken(rule: RuleFinding['rule'], words: string): RuleFinding {
  return { rule, state: 'broken', words };
}

function due(rule: RuleFinding['rule'], words: string): RuleFinding {
  return { rule, state: 'due', words };
}

function dueBy(rule: RuleFinding['rule'], asked: string, last: Temporal.Instant, zone: string): RuleFinding {
  return due(rule, `${asked} Announce the dates by ${momentWords(last, zone)}.`);
}

function noticeDaysWords(atLeast: number, atMost: number | null): string {
  return atMost === null ? `at least ${dayCount(atLeast)}` : `${atLeast} to ${dayCount(atMost)}`;
}

function dayCount(days: number): string {
  return `${days} ${days === 1 ? 'day' : 'days'}`;
}

function sayBy(at: Temporal.Instant, zone: string): string {
  return `on ${momentWords(at, zone)}`;
}

function momentWords(at: Temporal.Instant, zone: string): string {
  const local = inZone(at, zone).toPlainDateTime().toString({ smallestUnit: 'minute' });
  return deadlineWords({ at: at.toString(), zone, local });
}

function later(at: Temporal.Instant, days: number, zone: string): Temporal.Instant {
  return inZone(at, zone).add({ days }).toInstant();
}

function inZone(at: Temporal.Instant, zone: string): Temporal.ZonedDateTime {
  return at.toZonedDateTimeISO(zone === 'AoE' ? '-12:00' : zone);
}

function isBefore(one: Temporal.Instant, other: Temporal.Instant): boolean {
  return Temporal.Instant.compare(one, other) < 0;
}
