import type { Temporal } from 'temporal-polyfill';
import type { MemberEvent } from './events.ts';
import { isBefore } from './instants.ts';
import { eventsInForce, leavingsOf, spansOf } from './spans.ts';
import type { Organisation } from './standing.ts';
import { tierAt } from './terms-at.ts';

/**
 * When the person applied for the membership that began at `began`, each application that led to it, oldest first. One that
 * was refused, that was given up by leaving, or that an earlier membership answered, did not. `tier`: of a membership that
 * has not begun; else its tiers are those of the times that begin at `began`.
 */
export function applicationsFor(
  events: readonly MemberEvent[],
  { tiers }: Organisation,
  { began, tier, at }: { began: Temporal.Instant; tier: string | null; at: Temporal.Instant },
): Temporal.Instant[] {
  const inForce = eventsInForce(events);
  const leavings = leavingsOf(inForce);
  const idOf = (id: string) => tierAt(tiers, id, at)?.id ?? id;
  const spans = spansOf(inForce, leavings, (one, other) => idOf(one) === idOf(other));
  const first = spans.filter(({ from }) => from.equals(began)).map((span) => idOf(span.tier));
  const wanted = new Set(tier === null ? first : [idOf(tier)]);
  return inForce.flatMap((event, place) => {
    if (event.kind !== 'applied' || !wanted.has(idOf(event.tier)) || isBefore(began, event.at)) return [];
    const isMine = (one: { readonly tier: string | null }) => one.tier === null || idOf(one.tier) === idOf(event.tier);
    const isAnswered =
      spans.some((span) => span.place > place && isMine(span) && isBefore(span.from, began)) ||
      leavings.some((leaving) => leaving.place > place && isMine(leaving) && !isBefore(began, leaving.at)) ||
      inForce.slice(place).some((later) => later.kind === 'refused' && isMine(later) && !isBefore(began, later.at));
    return isAnswered ? [] : [event.at];
  });
}
