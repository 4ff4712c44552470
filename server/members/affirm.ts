import type { Temporal } from 'temporal-polyfill';
import type { affirm as contract, affirmByLink as linkContract, Affirmed } from '../../api/me.ts';
import type { Transaction } from '../../db/connect.ts';
import { findElection, readUpcomingElections } from '../../db/elections.ts';
import { findMailedLink, useMailedLink } from '../../db/mailed-links.ts';
import { appendMemberEvents } from '../../db/member-events.ts';
import { findPersonByEmail, findPerson } from '../../db/people.ts';
import { lockPerson } from '../../db/self-service.ts';
import { eligibilityOf } from '../../membership/eligibility.ts';
import { eventsInForce } from '../../membership/spans.ts';
import type { AskOf } from '../ask.ts';
import { readMemberFacts } from '../member-facts.ts';
import { readOrganisation } from '../organisation.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problem.ts';
import { hashToken } from '../secrets.ts';

/** Affirms by the press on the page of a mailed link. The link can do this and nothing else; a second press changes nothing. */
export async function affirmByLink(ports: Ports, { caller, body }: AskOf<typeof linkContract>): Promise<Affirmed> {
  const { db, clock, limits } = ports;
  await limits.take('code-network', caller.network);
  const now = clock.now();
  return db.transaction().execute(async (trx) => {
    const tokenHash = hashToken(body.token);
    const link = await findMailedLink(trx, { tokenHash, purpose: 'affirm' }, now);
    const personId = await presentPerson(trx, link?.personId ?? null);
    const election = await findElection(trx, String(link?.facts['electionId']));
    if (personId === undefined || election === undefined)
      throw new Problem('link-refused', { detail: 'Open the newest mail about it, or sign in and affirm there.' });
    await useMailedLink(trx, tokenHash, now);
    return affirmOnce(trx, personId, { how: 'mail', affirmBy: election.affirmBy, now });
  });
}

/** Affirms on one's own page, for the next election that asks for it. */
export async function affirm({ db, clock }: Ports, { caller }: AskOf<typeof contract>): Promise<Affirmed> {
  const now = clock.now();
  return db.transaction().execute(async (trx) => {
    const asking = (await readUpcomingElections(trx, now)).flatMap(({ affirmBy }) =>
      affirmBy === null ? [] : [affirmBy],
    );
    const affirmBy =
      asking.find((by) => by.epochMilliseconds >= now.epochMilliseconds) ?? asking[asking.length - 1] ?? null;
    return affirmOnce(trx, caller.session.person.id, { how: 'site', affirmBy, now });
  });
}

/** Who holds the record now: it may have been merged since the mail left. */
async function presentPerson(trx: Transaction, id: string | null): Promise<string | undefined> {
  const person = id === null ? undefined : await findPerson(trx, id);
  return person === undefined ? undefined : (await findPersonByEmail(trx, person.email))?.id;
}

async function affirmOnce(
  trx: Transaction,
  personId: string,
  { how, affirmBy, now }: { how: 'mail' | 'site'; affirmBy: Temporal.Instant | null; now: Temporal.Instant },
): Promise<Affirmed> {
  await lockPerson(trx, personId);
  const organisation = await readOrganisation(trx, now);
  const year = now.toZonedDateTimeISO(organisation.rules.zone).year;
  const person = (await readMemberFacts(trx, [personId], now)).get(personId) ?? { events: [], participation: [] };
  const before = eventsInForce(person.events).find((event) => event.kind === 'affirmed' && event.facts.year === year);
  if (before !== undefined) return { outcome: 'already', year, at: before.at.toString() };
  const { reasons } = eligibilityOf(person, { ...organisation, affirmBy: affirmBy ?? now, applyBy: null }, now);
  const asked = reasons.find(({ rule }) => rule === 'affirmation');
  if (asked?.code === 'affirmation-waived' || asked?.code === 'affirmation-not-asked')
    return { outcome: 'not-needed', year, at: asked.on?.toString() ?? null };
  if (affirmBy !== null && now.epochMilliseconds > affirmBy.epochMilliseconds)
    return { outcome: 'too-late', year, at: affirmBy.toString() };
  await appendMemberEvents(trx, [{ kind: 'affirmed', facts: { year, how }, personId, actorId: personId }], now);
  return { outcome: 'done', year, at: null };
}
