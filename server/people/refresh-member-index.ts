import { createHash } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import { findIndexRules, markAllStale, recordIndex, takeStale, type IndexedMember } from '../../db/members.ts';
import { eligibilityOf, type Person } from '../../membership/eligibility.ts';
import { standingsOf, type Organisation, type Standing } from '../../membership/standing.ts';
import { readMemberFacts, readQuestion, type Question } from '../member-facts.ts';
import { readOrganisation } from '../organisation.ts';
import type { Ports } from '../ports.ts';

/** So many people at a time: each is read and folded, and others are not kept waiting. */
const atOnce = 1000;
const mostPerBeat = 20;

/**
 * Brings the index of members up to date: whoever something happened to, whom the clock changed, or everybody when tiers,
 * rules or the coming election are others. Filters alone believe it; where one person is looked at, events decide.
 */
export async function refreshMemberIndex({ db, clock }: Pick<Ports, 'db' | 'clock'>): Promise<void> {
  const now = clock.now();
  const organisation = await readOrganisation(db, now);
  const question = await readQuestion(db, now);
  const hash = hashOf(organisation, question, now);
  if ((await findIndexRules(db)) !== hash) await db.transaction().execute((trx) => markAllStale(trx, hash));
  for (let part = 0; part < mostPerBeat; part += 1) {
    const done = await db.transaction().execute(async (trx) => {
      const ids = await takeStale(trx, now, atOnce);
      if (ids.length === 0) return 0;
      const facts = await readMemberFacts(trx, ids, question.at);
      const world = { organisation, question, now };
      await recordIndex(
        trx,
        [...facts].map(([id, person]) => indexed(id, person, world)),
      );
      return ids.length;
    });
    if (done === 0) return;
  }
}

function indexed(
  personId: string,
  person: Person,
  { organisation, question, now }: { organisation: Organisation; question: Question; now: Temporal.Instant },
): IndexedMember {
  const standings = standingsOf(person.events, organisation, now);
  const rules = { ...organisation, affirmBy: question.affirmBy, applyBy: question.applyBy };
  return {
    personId,
    // Each is found by its tier, by its state, and by both.
    standings: [...new Set(standings.flatMap(({ tier, state }) => [`${tier}:`, `:${state}`, `${tier}:${state}`]))],
    isEligible: eligibilityOf(person, rules, question.at).eligible,
    holdsUntil: nextChange(standings, person, now),
  };
}

/** The next instant at which the clock alone may change how somebody stands. */
function nextChange(
  standings: readonly Standing[],
  { events }: Person,
  now: Temporal.Instant,
): Temporal.Instant | null {
  const instants = [
    ...standings.flatMap(({ from, until, graceUntil }) => [from, until, graceUntil]),
    ...events.flatMap(datesOf),
  ].filter((at) => at !== null);
  const ahead = instants.filter((at) => Temporal.Instant.compare(at, now) > 0);
  return ahead.reduce<Temporal.Instant | null>(
    (first, at) => (first === null || Temporal.Instant.compare(at, first) < 0 ? at : first),
    null,
  );
}

function datesOf(event: Person['events'][number]): Temporal.Instant[] {
  switch (event.kind) {
    case 'period':
    case 'appointed':
      return [Temporal.Instant.from(event.facts.from)];
    case 'period-ended':
    case 'resigned':
    case 'termination-noticed':
      return [Temporal.Instant.from(event.facts.at)];
    default:
      return [];
  }
}

/** What the index depends on besides the events; terms that take effect later count from then on. */
function hashOf(
  { tiers, rules }: Organisation,
  { at, affirmBy, applyBy, electionName }: Question,
  now: Temporal.Instant,
): string {
  const inForce = tiers.map(({ id, terms }) => [
    id,
    terms.filter(({ effectiveAt }) => Temporal.Instant.compare(effectiveAt, now) <= 0).length,
  ]);
  // Where no election comes, the question is about the present, which every beat would make another one.
  const asked = electionName === null ? null : [at.toString(), affirmBy?.toString(), applyBy?.toString()];
  return createHash('sha256')
    .update(JSON.stringify([inForce, rules, asked]))
    .digest('hex');
}
