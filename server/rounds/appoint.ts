import type { Temporal } from 'temporal-polyfill';
import { appendAudit } from '../../db/audit.ts';
import type { Transaction } from '../../db/connect.ts';
import { appendMemberEvents, readMemberEvents } from '../../db/member-events.ts';
import { lockRecord } from '../../db/member-timeline.ts';
import { ensurePerson } from '../../db/people.ts';
import { completeNominee } from '../../db/round-nominations.ts';
import type { Programme, Reviewed, Round } from '../../db/rounds.ts';
import type { MemberEvent } from '../../membership/events.ts';
import { eventsInForce } from '../../membership/spans.ts';
import { lifeOf } from '../../membership/standing.ts';

/**
 * Records the appointment in the history of whoever has the nominee's address, from the end of the review on. Once: an
 * appointment that stands is not given again. Without an address, or for somebody who is not living, it waits.
 */
export async function appoint(
  trx: Transaction,
  {
    programme,
    round,
    nominee,
  }: { programme: Programme; round: Round; nominee: Pick<Reviewed, 'id' | 'name' | 'email' | 'memberId' | 'eventId'> },
  now: Temporal.Instant,
): Promise<void> {
  if (nominee.eventId !== null) return;
  const memberId = await memberOf(trx, nominee, now);
  if (memberId === null) return;
  await lockRecord(trx, memberId);
  const events = await readMemberEvents(trx, memberId);
  if (lifeOf(events, now) !== 'living') {
    await completeNominee(trx, nominee.id, { memberId });
    return;
  }
  const standing = appointmentIn(events, programme.tier);
  const eventId = standing ?? (await append(trx, { programme, round, memberId }, now));
  await completeNominee(trx, nominee.id, { memberId, eventId });
}

/** Who it is; made where nobody has the address. Null: no address is known. */
async function memberOf(
  trx: Transaction,
  { memberId, email, name }: Pick<Reviewed, 'memberId' | 'email' | 'name'>,
  now: Temporal.Instant,
): Promise<string | null> {
  if (memberId !== null) return memberId;
  return email === null ? null : ensurePerson(trx, { name, email }, now);
}

function appointmentIn(events: readonly MemberEvent[], tier: string): string | undefined {
  return eventsInForce(events).find((event) => event.kind === 'appointed' && event.tier === tier)?.id;
}

async function append(
  trx: Transaction,
  { programme, round, memberId }: { programme: Programme; round: Round; memberId: string },
  now: Temporal.Instant,
): Promise<string> {
  const from = round.reviewEndsAt.toString();
  const vote = `${programme.name}, round to ${round.cutOffOn}`;
  const facts = { from, body: programme.bodyName, vote };
  const [id] = await appendMemberEvents(
    trx,
    [{ kind: 'appointed', tier: programme.tier, facts, personId: memberId }],
    now,
  );
  if (id === undefined) throw new Error('An appointment was not recorded');
  const audited = { tier: programme.tier, programme: programme.slug, round: round.cutOffOn };
  await appendAudit(trx, { at: now, actor: 'the clock', action: 'member-appoint', personId: memberId, facts: audited });
  return id;
}
