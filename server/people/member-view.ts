import { Temporal } from 'temporal-polyfill';
import type { MemberView } from '../../api/members.ts';
import type { Reader } from '../../db/connect.ts';
import { readMailErrors } from '../../db/members.ts';
import {
  findRecord,
  readFormerAddresses,
  readRecordIds,
  readRolesOf,
  type PersonRecord,
} from '../../db/member-timeline.ts';
import { readMergesOf } from '../../db/merges.ts';
import { eligibilityOf } from '../../membership/eligibility.ts';
import { lifeOf, standingsOf, type Organisation } from '../../membership/standing.ts';
import { termsAt, tierAt } from '../../membership/terms-at.ts';
import { reasonWords } from '../../membership/words.ts';
import type { Person as Caller } from '../ask.ts';
import { readMemberFacts, readQuestion } from '../member-facts.ts';
import { readOrganisation } from '../organisation.ts';
import { Problem } from '../problem.ts';
import { undoDays } from './merge-rules.ts';
import { terminationOf } from '../termination.ts';
import { timelineOf } from './timeline.ts';
import { wireStanding } from './wire-standing.ts';

/** A person as staff see them, derived from what happened at this moment. */
export async function memberViewOf(
  db: Reader,
  { personId, caller, now }: { personId: string; caller: Caller; now: Temporal.Instant },
): Promise<MemberView> {
  const record = assertPerson(await findRecord(db, personId));
  const ids = await readRecordIds(db, personId);
  const organisation = await readOrganisation(db, now);
  const question = await readQuestion(db, now);
  const facts = (await readMemberFacts(db, [personId], question.at)).get(personId) ?? { events: [], participation: [] };
  const former = await readFormerAddresses(db, ids);
  const { affirmBy, applyBy } = question;
  const { eligible, reasons } = eligibilityOf(facts, { ...organisation, affirmBy, applyBy }, question.at);
  const merges = await readMergesOf(db, personId);
  const { zone } = organisation.rules;
  return {
    ...plainOf(record),
    standings: standingsOf(facts.events, organisation, now).map(wireStanding),
    mailError: (await readMailErrors(db, [record.email])).get(record.email) ?? null,
    formerAddresses: former.map(({ email, leftAt }) => ({ email, leftAt: leftAt.toString() })),
    life: lifeOf(facts.events, now),
    roles: (await readRolesOf(db, ids)).map(({ role }) => role),
    eligibility: {
      eligible,
      reasons: reasons.map((reason) => ({
        holds: reason.holds,
        rule: reason.rule,
        words: reasonWords(reason, { zone, nameOf: (id) => tierAt(organisation.tiers, id, now)?.terms.name ?? id }),
      })),
    },
    termination: terminationOf(facts.events),
    merges: merges.map(({ id, name, email, madeAt, undoneAt }) => ({
      id,
      name,
      email,
      madeAt: madeAt.toString(),
      undoUntil: undoneAt === null && isWithin(madeAt, now) ? madeAt.add({ hours: 24 * undoDays }).toString() : null,
    })),
    timeline: await timelineOf(db, { record, ids, former, caller, organisation, events: facts.events, merges, now }),
    rules: rulesOf(organisation, zone),
    tiers: tiersOf(organisation, now),
  };
}

export function assertPerson(record: PersonRecord | undefined): PersonRecord {
  if (record === undefined)
    throw new Problem('not-found', { detail: 'Nobody has this address. Search for the person.' });
  return record;
}

function plainOf({ id, number, name, email, city, country, mergedInto }: PersonRecord) {
  return { id, number, name, email, city, country, mergedInto };
}

function isWithin(madeAt: Temporal.Instant, now: Temporal.Instant): boolean {
  return Temporal.Instant.compare(now, madeAt.add({ hours: 24 * undoDays })) < 0;
}

function rulesOf({ rules }: Organisation, zone: string): MemberView['rules'] {
  const { terminationNoticeDays, hearingDays, resignationNoticeDays } = rules;
  return { zone, terminationNoticeDays, hearingDays, resignationNoticeDays };
}

function tiersOf({ tiers }: Organisation, now: Temporal.Instant): MemberView['tiers'] {
  return tiers.flatMap((tier) => {
    const terms = termsAt(tier, now);
    return terms === undefined || terms.mergedInto !== null
      ? []
      : [{ id: tier.id, name: terms.name, approval: terms.approval }];
  });
}
