import type { ElectionView } from '../../api/elections.ts';
import { problems, type ProblemDocument } from '../../api/problems.ts';
import type { Contest } from '../../api/values.ts';
import { nameOf } from '../call.ts';
import { millisOf } from '../clock.ts';
import { clockTime, plainDay, shortMoment, span } from '../parts/when.ts';
import { opensBallots } from '../parts/methods.ts';
import type { CastProblem, Stop } from './state.ts';

/** The sentences of the booth that depend on facts. */

export interface Said {
  readonly title: string;
  readonly words: readonly string[];
}

/** `Ada, Bo and Cy` */
export function listed(names: readonly string[]): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}

/** Who holds the keys that open the totals: said before the voter chooses and before the voter casts. */
export function keyWords(view: ElectionView): string {
  const names = view.trustees.map(({ name }) => name);
  const what = opensBallots(view) ? 'the ballots mixed, without names' : 'the totals';
  if (view.keyHolder === 'server') return 'The server holds the only key. The rules of this election chose that.';
  if (names.length === 1) return `The office cannot open your ballot. One trustee, ${listed(names)}, opens ${what}.`;
  if (view.threshold !== null)
    return `The office cannot open your ballot. The trustees open ${what}, and it takes ${view.threshold} of these ${names.length} together, with the server’s key, to open anything: ${listed(names)}.`;
  const all = names.length === 2 ? 'both' : `all ${names.length}`;
  return `The office cannot open your ballot. The trustees open ${what}, and it takes ${all} together to open anything: ${listed(names)}.`;
}

export function blankWords({ quorum }: ElectionView, kind: Contest['kind']): string {
  const says = { people: 'supports nobody', motion: 'is for neither side', options: 'is for none of them' }[kind];
  return quorum === null
    ? `A blank answer ${says}. Your ballot still counts as cast.`
    : `A blank answer counts towards quorum and ${says}.`;
}

/** Somebody on the ballot who does not stand any more. */
export function withdrawnWords(withdrawnAt: string): string {
  return `Withdrew on ${plainDay(withdrawnAt)}. Votes are counted, but the seat goes to whoever is next.`;
}

export function revoteWords(votedAt: string): string {
  return `You voted on ${plainDay(votedAt)}. Casting again replaces that ballot. It starts empty, because nobody can read the old one.`;
}

export function changeMindWords(view: ElectionView): string {
  return `If you change your mind, vote again before ${shortMoment(view.timetable.closes.at, view.timetable.closes.zone)}. Only your last ballot counts.`;
}

const newLink =
  'Use the newest mail about this election. If you have none, sign in on this site to have your personal link sent again, or ask the office.';

export function stopWords(stop: Stop, view: ElectionView | undefined): Said {
  switch (stop.why) {
    case 'no-link':
      return {
        title: 'Open your personal link',
        words: ['Your ballot opens with the personal link in your ballot mail. Open that link again.', newLink],
      };
    case 'link-cut':
      return {
        title: 'Your link is not whole',
        words: ['Some mail programs cut long links. Copy the whole line from the mail into the address bar.', newLink],
      };
    case 'link-refused':
      return {
        title: 'This link does not open a ballot here',
        words: ['It belongs to another election, or it was replaced by a newer one. Nothing was cast.', newLink],
      };
    case 'no-election':
      return { title: 'There is no election at this address', words: ['Nothing was cast.', newLink] };
    case 'paper-differs':
      return {
        title: 'Something is wrong with this ballot',
        words: [
          'The names shown here are not those that your ballot would be sealed with. Nothing was cast.',
          'Tell the office and an auditor. Try again later, or from another device.',
        ],
      };
    case 'cannot-seal':
      return { title: 'Your browser cannot seal a ballot', words: [sealWords] };
    case 'not-open-yet':
      return notOpenYet(view);
    case 'closed':
      return closed(view);
    case 'no-answer':
      return stop.lost === 'offline'
        ? {
            title: 'You are not connected',
            words: ['Nothing was cast. Your link still works. Try again when you are online.'],
          }
        : {
            title: 'We could not reach the election',
            words: ['Nothing was cast. Your link still works. Try again in a minute.'],
          };
    case 'refused':
      return {
        title: stop.problem.title,
        words: [stop.problem.detail ?? 'Nothing was cast.', 'Try again, or ask the office.'],
      };
  }
}

const sealWords =
  'Nothing was cast. These can: Firefox, Chrome, Edge and Safari, if they were updated within the last two years.';

function notOpenYet(view: ElectionView | undefined): Said {
  if (view === undefined) return { title: 'Voting is not open yet', words: [] };
  const left = span(millisOf(view.timetable.opens.at) - millisOf(view.now));
  return {
    title: `Voting opens in ${left}`,
    words: [
      `It opens on ${shortMoment(view.timetable.opens.at, view.timetable.opens.zone)}. Your personal link will work then. Keep the mail.`,
    ],
  };
}

function closed(view: ElectionView | undefined): Said {
  const when = view === undefined ? '' : ` on ${shortMoment(view.timetable.closes.at, view.timetable.closes.zone)}`;
  return {
    title: `Voting closed${when}`,
    words: ['A ballot cast before counts. A ballot can no longer be cast or replaced.'],
  };
}

/** What the voter reads in the problem box of the check page. */
export function castWords(problem: CastProblem): Said {
  switch (problem.kind) {
    case 'offline':
      return {
        title: 'Not cast: no connection',
        words: ['Your choices are still here. Try again when you are online.'],
      };
    case 'unknown-arrival':
      return {
        title: 'We cannot tell whether your ballot arrived',
        words: [
          'Do not choose again: press “Look on the board” below. Sending the same sealed ballot twice is harmless.',
        ],
      };
    case 'not-on-board':
      return {
        title: 'Your ballot is not on the board',
        words: ['Your choices are still here. Press “Cast my ballot” to send the same sealed ballot again.'],
      };
    case 'sign-in-again':
      return {
        title: 'Not cast: your code is too old',
        words: ['Your choices are still here. Enter a new code to cast.'],
      };
    case 'cannot-seal':
      return { title: 'Your browser cannot seal a ballot', words: [sealWords] };
    case 'too-busy':
      return {
        title: 'Not cast yet: many people are voting',
        words: ['Your choices are still here. Wait a minute, then try again.'],
      };
    case 'refused':
      return refusedWords(problem.problem);
  }
}

function refusedWords(problem: ProblemDocument): Said {
  const name = nameOf(problem);
  if (name === 'election-not-open') return { title: lateTitle(problem), words: ['It was not counted.'] };
  if (name === 'ballot-refused') return { title: 'The ballot was refused', words: [failedCheck(problem), tellOffice] };
  const title = `Not cast: ${lowerFirst(problems[name].title)}`;
  return { title, words: [problem.detail ?? tellOffice] };
}

const tellOffice = 'Nothing was cast. Tell the office what this page says.';

function failedCheck({ failed, detail }: ProblemDocument): string {
  if (typeof failed === 'string') return `The check that it did not pass: ${failed}.`;
  return detail ?? 'It did not pass a check.';
}

/** "Voting closed at 14:00 UTC, 12 seconds before your ballot arrived." */
function lateTitle({ closesAt, now }: ProblemDocument): string {
  if (typeof closesAt !== 'string') return 'Voting is closed';
  const start = `Voting closed at ${clockTime(closesAt)}`;
  if (typeof now !== 'string') return start;
  const late = Math.max(0, millisOf(now) - millisOf(closesAt));
  const seconds = Math.floor(late / 1000);
  const words = late < 60_000 ? `${seconds} second${seconds === 1 ? '' : 's'}` : span(late);
  return `${start}, ${words} before your ballot arrived`;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
