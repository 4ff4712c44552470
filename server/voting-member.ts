import type { Temporal } from 'temporal-polyfill';
import type { Reader } from '../db/connect.ts';
import { eligibilityOf } from '../membership/eligibility.ts';
import { readMemberFacts } from './member-facts.ts';
import { readOrganisation } from './organisation.ts';

/** Whether somebody has a vote at this moment. The year's affirmation is asked of voters, not of supporters. */
export async function isVotingMember(db: Reader, personId: string, now: Temporal.Instant): Promise<boolean> {
  const person = (await readMemberFacts(db, [personId], now)).get(personId);
  if (person === undefined) return false;
  return eligibilityOf(person, { ...(await readOrganisation(db, now)), affirmBy: null, applyBy: null }, now).eligible;
}
