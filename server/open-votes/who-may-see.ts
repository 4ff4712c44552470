import type { Temporal } from 'temporal-polyfill';
import { permissions } from '../../api/permissions.ts';
import type { Reader } from '../../db/connect.ts';
import { readHolders, readMarks, readVoteMembers, type OpenVote } from '../../db/open-votes.ts';
import type { LiveSession } from '../../db/sessions.ts';
import { openVotePhase } from '../open-vote-phase.ts';
import { dayHere, openingDay, openingFor } from './opening.ts';
import { countOf } from './vote-view.ts';

/** Whether everybody may see it: who was proposed for an award and did not get it may be nobody's business. */
export async function isPublic(db: Reader, vote: OpenVote, now: Temporal.Instant): Promise<boolean> {
  const phase = openVotePhase(vote, now);
  if (phase === 'draft') return false;
  if (vote.visibility === 'public') return true;
  if (phase !== 'decided') return false;
  if (vote.visibility === 'until-decided') return true;
  return countOf(vote, await openingFor(db, vote, now), await readMarks(db, vote.id)).adopted;
}

/** Everybody, or the body (of the opening and of today) and the office, which reads drafts at its own address. */
export async function maySee(
  db: Reader,
  vote: OpenVote,
  session: LiveSession | undefined,
  now: Temporal.Instant,
): Promise<boolean> {
  if (openVotePhase(vote, now) === 'draft') return false;
  if (await isPublic(db, vote, now)) return true;
  if (session === undefined) return false;
  const { id, roles } = session.person;
  if (permissions['read-elections'].some((role) => roles.includes(role))) return true;
  const days = [await openingDay(db, vote, now), await dayHere(db, now)];
  const members = [
    ...(await readVoteMembers(db, vote.id)),
    ...(await Promise.all(days.map((day) => readHolders(db, vote.bodyId, day)))).flat(),
  ];
  return members.some(({ personId }) => personId === id);
}
