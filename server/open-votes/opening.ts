import type { Temporal } from 'temporal-polyfill';
import { ruleWords, type RollCallRule } from '../../counting/roll-call.ts';
import { findBody } from '../../db/bodies.ts';
import type { Reader } from '../../db/connect.ts';
import { countSeats, readHolders, readVoteMembers, type BodyMember, type OpenVote } from '../../db/open-votes.ts';
import type { OpenVoteRule } from '../../db/schema.ts';
import { dayOf } from '../../membership/instants.ts';
import { readOrganisation } from '../organisation.ts';
import { Problem } from '../problem.ts';

/** Who votes, and by which rule. */
export interface Opening {
  readonly rule: OpenVoteRule;
  readonly members: readonly BodyMember[];
}

/** As it was written down at the opening; before it, as the terms and the body's rules stand. */
export async function openingFor(db: Reader, vote: OpenVote, now: Temporal.Instant): Promise<Opening> {
  if (vote.rule !== null) return { rule: vote.rule, members: await readVoteMembers(db, vote.id) };
  const body = await findBody(db, { id: vote.bodyId });
  if (body === undefined) throw new Problem('not-found', { detail: 'There is no such body.' });
  const day = await openingDay(db, vote, now);
  const fixedNumber = await countSeats(db, vote.bodyId, day);
  const { quorum, majority, withoutMeeting } = body.rules;
  const words = ruleWords(rollCallRule(vote, body.rules), fixedNumber);
  const members = await readHolders(db, vote.bodyId, day);
  return { rule: { quorum, majority, withoutMeeting, fixedNumber, words }, members };
}

export function rollCallRule(
  { meetingOn }: Pick<OpenVote, 'meetingOn'>,
  rule: Omit<RollCallRule, 'isMeeting'>,
): RollCallRule {
  const { quorum, majority, withoutMeeting } = rule;
  return { isMeeting: meetingOn !== null, quorum, majority, withoutMeeting };
}

/** The day that decides who votes: of the meeting, or of the opening where the organisation is. */
export async function openingDay(
  db: Reader,
  { meetingOn, opensAt }: Pick<OpenVote, 'meetingOn' | 'opensAt'>,
  now: Temporal.Instant,
): Promise<string> {
  return meetingOn ?? (await dayHere(db, opensAt ?? now));
}

/** The day that it is, at an instant, where the organisation is. */
export async function dayHere(db: Reader, at: Temporal.Instant): Promise<string> {
  const { rules } = await readOrganisation(db, at);
  return dayOf(at, rules.zone).toString();
}
