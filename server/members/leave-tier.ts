import { Temporal } from 'temporal-polyfill';
import type { leaveTier as leaveContract, stayInTier as stayContract } from '../../api/me.ts';
import { appendMemberEvents, readMemberEvents } from '../../db/member-events.ts';
import { lockPerson } from '../../db/self-service.ts';
import type { MemberEvent } from '../../membership/events.ts';
import { daysLater } from '../../membership/instants.ts';
import { eventsInForce } from '../../membership/spans.ts';
import { standingsOf } from '../../membership/standing.ts';
import type { AskOf } from '../ask.ts';
import { readOrganisation } from '../organisation.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problem.ts';

/** Gives notice: it takes effect after the days that the rules say, and can be taken back until then. */
export async function leaveTier({ db, clock }: Ports, { caller, body }: AskOf<typeof leaveContract>) {
  const now = clock.now();
  const personId = caller.session.person.id;
  return db.transaction().execute(async (trx) => {
    await lockPerson(trx, personId);
    const organisation = await readOrganisation(trx, now);
    const { resignationNoticeDays, zone } = organisation.rules;
    const events = await readMemberEvents(trx, personId);
    const given = leavingOf(events, body.tier, now);
    if (given !== undefined) return { at: given.at.toString() };
    const held = standingsOf(events, organisation, now).filter(
      ({ tier, state }) => (body.tier === null || tier === body.tier) && state !== 'resigned' && state !== 'terminated',
    );
    if (held.length === 0)
      throw new Problem('not-offered', { detail: 'You hold no such membership that you could leave.' });
    const at = daysLater(now, resignationNoticeDays, zone).toString();
    await appendMemberEvents(
      trx,
      [{ kind: 'resigned', tier: body.tier, facts: { at }, personId, actorId: personId }],
      now,
    );
    return { at };
  });
}

/** Takes the notice back: it is withdrawn, and both stay on record. */
export async function stayInTier({ db, clock }: Ports, { caller, body }: AskOf<typeof stayContract>) {
  const now = clock.now();
  const personId = caller.session.person.id;
  await db.transaction().execute(async (trx) => {
    await lockPerson(trx, personId);
    const given = leavingOf(await readMemberEvents(trx, personId), body.tier, now);
    if (given === undefined)
      throw new Problem('nothing-to-undo', { detail: 'You have left already, or gave no notice.' });
    const facts = { event: given.id, reason: 'The member stays' };
    await appendMemberEvents(trx, [{ kind: 'withdrawn', facts, personId, actorId: personId }], now);
  });
  return {};
}

/** The notice of leaving this tier (null: all of them) that has not taken effect yet. */
export function leavingOf(
  events: readonly MemberEvent[],
  tier: string | null,
  now: Temporal.Instant,
): { id: string; at: Temporal.Instant } | undefined {
  return eventsInForce(events)
    .flatMap((event) =>
      event.kind === 'resigned' && event.tier === tier
        ? [{ id: event.id, at: Temporal.Instant.from(event.facts.at) }]
        : [],
    )
    .findLast(({ at }) => Temporal.Instant.compare(at, now) > 0);
}
