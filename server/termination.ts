import type { MemberView } from '../api/members.ts';
import type { MemberEvent } from '../membership/events.ts';

/** The notice that stands: the newest that was neither withdrawn as an act nor as a mistake. */
export function terminationOf(events: readonly MemberEvent[]): MemberView['termination'] {
  const mistakes = new Set(events.flatMap((event) => (event.kind === 'withdrawn' ? [event.facts.event] : [])));
  const valid = events.filter(({ id }) => !mistakes.has(id));
  const newest = valid.findLast(({ kind }) => kind === 'termination-noticed' || kind === 'termination-withdrawn');
  if (newest?.kind !== 'termination-noticed') return null;
  const { at, hearingAt, reason } = newest.facts;
  return { eventId: newest.id, at, hearingAt, reason };
}
