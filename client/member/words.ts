import type { readMyElections } from '../../api/people.ts';
import type { Reply } from '../../api/endpoint.ts';
import type { Phase } from '../../api/values.ts';
import { millisOf } from '../clock.ts';
import type { Reader } from '../parts/deadline.tsx';
import type { Tone } from '../parts/marks.tsx';
import { deadlineWords, longMoment, span } from '../parts/when.ts';

export type MyElection = Reply<typeof readMyElections>['elections'][number];

export function phaseTag(phase: Phase): { readonly tone: Tone; readonly words: string } {
  switch (phase) {
    case 'draft':
      return { tone: 'plain', words: 'In preparation' };
    case 'scheduled':
      return { tone: 'plain', words: 'Voting has not opened yet' };
    case 'open':
      return { tone: 'yes', words: 'Voting is open' };
    case 'closed':
      return { tone: 'plain', words: 'Voting has closed, no result yet' };
    case 'tallied':
      return { tone: 'warn', words: 'Result, not certified yet' };
    case 'certified':
      return { tone: 'yes', words: 'Result, certified' };
    case 'void':
      return { tone: 'stop', words: 'Void: the quorum was missed' };
  }
}

/** Answer first: have I voted, and what can I still do? */
export function votedWords({ phase, votedAt }: MyElection, { zone }: Reader): string {
  if (votedAt !== null) {
    const when = longMoment(votedAt, zone);
    return phase === 'open'
      ? `You voted on ${when}. Until the close you can replace your ballot.`
      : `You voted on ${when}.`;
  }
  switch (phase) {
    case 'draft':
    case 'scheduled':
      return 'Your ballot comes by mail when voting opens.';
    case 'open':
      return 'You have not voted yet. Your ballot is behind the personal link in our mail.';
    case 'closed':
    case 'tallied':
    case 'certified':
    case 'void':
      return 'You did not vote.';
  }
}

/** The close in UTC and in the reader's own zone, and the time left. */
export function untilWords({ closesAt }: MyElection, { zone, now }: Reader): readonly string[] {
  const left = millisOf(closesAt) - now;
  const [first = '', ...others] = deadlineWords({ local: closesAt, zone: 'UTC', at: closesAt }, zone);
  const says = `${left > 0 ? 'Closes' : 'Closed'} ${first}`;
  return left > 0 ? [says, ...others, `${span(left)} left`] : [says, ...others];
}

export function canAskForLink({ phase, votedAt }: MyElection): boolean {
  return phase === 'open' && votedAt === null;
}
