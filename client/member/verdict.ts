import type { MyReason, MyVote } from '../../api/me.ts';
import type { Deadline } from '../../api/values.ts';
import { millisOf } from '../clock.ts';
import type { Tone } from '../parts/marks.tsx';
import { longMoment, plainDay } from '../parts/when.ts';

/** The answer to "will I be able to vote?", first in a word, then in a sentence, with the date that matters. */
export interface Verdict {
  readonly tone: Tone;
  readonly tag: string;
  readonly lead: string;
  /** What follows from it. */
  readonly then: string | null;
  readonly deadline: Deadline | null;
}

const oneCan = ['join', 'pay', 'certify', 'affirm'] as const;
const ended = ['lapsed', 'resigned', 'terminated', 'in-grace', 'votes-missed'];

/** What keeps the member out. */
export function missingOf({ reasons }: Pick<MyVote, 'reasons'>): readonly MyReason[] {
  return reasons.filter(({ holds }) => !holds);
}

export function canDo({ act }: MyReason): boolean {
  return (oneCan as readonly (string | null)[]).includes(act);
}

export function verdictOf(vote: MyVote, now: number): Verdict {
  const { name, isFrozen, isIn, opens } = vote;
  const isOpen = millisOf(opens.at) <= now;
  const ballot = isOpen
    ? 'Voting is open: your ballot came by mail.'
    : `Your ballot comes by mail on ${longMoment(opens.at, opens.zone)}.`;
  if (isIn && isFrozen)
    return {
      tone: 'yes',
      tag: 'You are on the roll',
      lead: `Yes, you can vote in ${name}.`,
      then: ballot,
      deadline: null,
    };
  if (isIn) {
    const lead = `Yes, you will be able to vote in ${name}.`;
    const then = `${ballot} This holds if nothing changes until ${plainDay(vote.record.at, vote.record.zone)}.`;
    return { tone: 'yes', tag: 'Yes', lead, then, deadline: null };
  }
  if (isFrozen) {
    const lead = `No, you are not on the roll of ${name}.`;
    return { tone: 'stop', tag: 'Not on the roll', lead, then: exceptionWords(vote), deadline: null };
  }
  return notYet(vote, now);
}

function notYet(vote: MyVote, now: number): Verdict {
  const { name, opens } = vote;
  const missing = missingOf(vote);
  const isPast = missing.some(({ code }) => ended.includes(code));
  const isLate = missing.some(({ actBy }) => actBy !== null && millisOf(actBy) < now);
  const [first] = missing;
  if (first === undefined || isLate || !missing.every(canDo)) {
    const isWaiting =
      missing.some(({ act }) => act === 'wait') && missing.every((one) => canDo(one) || one.act === 'wait');
    const tag = isPast ? 'Not any more' : isWaiting ? 'Not yet' : 'No';
    const lead = `${isWaiting ? 'You cannot vote yet' : 'You will not be able to vote'} in ${name}.`;
    return { tone: isWaiting ? 'warn' : 'stop', tag, lead, then: 'The reason stands below.', deadline: null };
  }
  const things = missing.length === 1 ? 'one thing to do' : `${missing.length} things to do`;
  const deadline = actDeadline(vote, first);
  const others = missing.length === 1 ? 'Then you' : 'When all of it is done, you';
  return {
    tone: 'warn',
    tag: `${isPast ? 'Not any more' : 'Not yet'}: ${things}`,
    lead: `${actWords(first)} by ${longMoment(deadline.at, deadline.zone)}.`,
    then: `${others} will be able to vote in ${name}, and get a ballot on ${plainDay(opens.at, opens.zone)}.`,
    deadline,
  };
}

/** Until when the first thing must be done, as it was promised. */
function actDeadline({ affirmBy, applyBy, record }: MyVote, { act, actBy }: MyReason): Deadline {
  if (act === 'affirm') return affirmBy ?? record;
  return applyBy !== null && actBy !== null && millisOf(actBy) === millisOf(applyBy.at) ? applyBy : record;
}

/** What to do, as the beginning of a sentence that a date ends. */
function actWords({ act, code }: MyReason): string {
  switch (act) {
    case 'affirm':
      return 'Say that you intend to vote,';
    case 'pay':
      return code === 'pending-payment' ? 'Pay your dues' : 'Renew your membership';
    case 'certify':
      return 'Say that your membership still holds';
    case 'join':
      return 'Join a tier that votes';
    case 'wait':
    case 'ask-office':
    case null:
      return 'Write to the office';
  }
}

function exceptionWords({ exception, canAsk }: MyVote): string | null {
  if (exception === null) return canAsk ? 'If you think that this is wrong, ask to be put on it.' : null;
  switch (exception.state) {
    case 'asked':
      return 'You asked to be put on it. An officer has not decided yet.';
    case 'supported':
      return 'You asked to be put on it. One officer agrees, and a second one has to.';
    case 'accepted':
      return 'You asked to be put on it, and two officers agreed.';
    case 'refused':
      return `You asked to be put on it, and that was refused: ${exception.decisionReason ?? 'no reason was given'}`;
  }
}

export function ruleTitle({ rule }: MyReason, year: number): string {
  switch (rule) {
    case 'life':
      return 'Your record';
    case 'membership':
      return 'A membership that votes';
    case 'application':
      return 'Applied in time';
    case 'termination':
      return 'Notice of termination';
    case 'qualifying':
      return 'A member for long enough';
    case 'affirmation':
      return `The intention to vote in ${year}`;
    case 'missed-votes':
      return 'Taking part in votes';
  }
}
