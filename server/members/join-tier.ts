import { createHash } from 'node:crypto';
import type { Temporal } from 'temporal-polyfill';
import type { joinTier as contract } from '../../api/me.ts';
import { appendMemberEvents, readMemberEvents } from '../../db/member-events.ts';
import { lockPerson } from '../../db/self-service.ts';
import type { Happening, MemberEvent } from '../../membership/events.ts';
import { periodFrom } from '../../membership/periods.ts';
import { lifeOf, standingsOf, type Organisation, type Standing } from '../../membership/standing.ts';
import type { TierTerms } from '../../membership/terms.ts';
import { dayWords } from '../../membership/words.ts';
import type { AskOf } from '../ask.ts';
import { readOrganisation } from '../organisation.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problem.ts';
import { offersOf } from './read-offers.ts';

/** Somebody who joins, or certifies anew, with all that decides what comes of it. */
interface Joining {
  readonly tier: string;
  readonly terms: TierTerms;
  readonly standing: Standing | undefined;
  readonly zone: string;
  readonly now: Temporal.Instant;
}
interface Joined {
  readonly outcome: 'active' | 'applied' | 'pay';
  readonly until: Temporal.Instant | null;
  readonly happenings: readonly Happening[];
}

/** Joins a tier or certifies for another period. A tier without a fee and without approval is active at once. */
export async function joinTier({ db, clock }: Ports, { caller, body }: AskOf<typeof contract>) {
  const now = clock.now();
  const personId = caller.session.person.id;
  return db.transaction().execute(async (trx) => {
    await lockPerson(trx, personId);
    const organisation = await readOrganisation(trx, now);
    const events = await readMemberEvents(trx, personId);
    const joining = joiningOf(body.tier, events, organisation, now);
    assertTextAccepted(joining.terms, body.attestation);
    const { outcome, until, happenings } = join(joining);
    await appendMemberEvents(
      trx,
      happenings.map((happening) => ({ ...happening, personId, actorId: personId })),
      now,
    );
    return { outcome, name: joining.terms.name, until: until?.toString() ?? null };
  });
}

function joiningOf(
  tier: string,
  events: readonly MemberEvent[],
  organisation: Organisation,
  now: Temporal.Instant,
): Joining {
  const offer = offersOf(organisation, now, true).find(({ id }) => id === tier);
  if (offer === undefined)
    throw new Problem('not-found', { detail: 'This tier cannot be chosen. Look at those that can.' });
  const standing = standingsOf(events, organisation, now).find((one) => one.tier === tier);
  if (standing?.state === 'terminated' || lifeOf(events, now) !== 'living')
    throw new Problem('not-offered', { detail: 'Ask the office.' });
  return { tier, terms: offer.terms, standing, zone: organisation.rules.zone, now };
}

/** Somebody who read an old text has not declared the present one. */
function assertTextAccepted({ attestation }: TierTerms, accepted: number | null): void {
  if (attestation === null || attestation.version === accepted) return;
  throw new Problem('attestation-changed', {
    version: attestation.version,
    detail: 'Nothing was recorded. Read the present text and accept it.',
  });
}

function join(joining: Joining): Joined {
  const { tier, terms, standing, now } = joining;
  const state = standing?.state;
  const isMember = state === 'active' || state === 'grace';
  const asked: Happening[] =
    standing === undefined || state === 'lapsed' || state === 'resigned' ? [{ kind: 'applied', tier, facts: {} }] : [];
  if (terms.approval === 'staff' && !isMember && state !== 'pending-payment' && state !== 'applied')
    return { outcome: 'applied', until: null, happenings: asked.length === 0 ? [] : [...attested(joining), ...asked] };
  if (terms.fee.kind !== 'none')
    return { outcome: 'pay', until: standing?.until ?? null, happenings: [...attested(joining), ...asked] };
  if (isMember) assertRenewable(joining, standing);
  if (state === 'active' && standing?.until === null) return { outcome: 'active', until: null, happenings: [] };
  const { from, until } = periodFrom({ terms, zone: joining.zone, at: now, current: currentOf(standing) });
  const facts = { from: from.toString(), until: until?.toString() ?? null, source: 'certified' } as const;
  return { outcome: 'active', until, happenings: [...attested(joining), { kind: 'period', tier, facts }] };
}

/** Whoever left comes back with a period of its own. */
function currentOf(standing: Standing | undefined): Standing | null {
  return standing === undefined || standing.since === null || standing.state === 'resigned' ? null : standing;
}

function assertRenewable({ terms, now, zone }: Joining, standing: Standing | undefined): void {
  const until = standing?.until ?? null;
  if (until === null) return;
  const opens = until.subtract({ hours: 24 * terms.renewalOpensDays });
  if (now.epochMilliseconds >= opens.epochMilliseconds) return;
  throw new Problem('not-offered', { detail: `It can be renewed from ${dayWords(opens, zone)} on.` });
}

function attested({ tier, terms: { attestation } }: Joining): Happening[] {
  if (attestation === null) return [];
  const hash = createHash('sha256').update(attestation.text).digest('hex');
  return [{ kind: 'attested', tier, facts: { version: attestation.version, hash } }];
}
