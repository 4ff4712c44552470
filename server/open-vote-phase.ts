import { Temporal } from 'temporal-polyfill';
import type { OpenVotePhase } from '../api/open-votes.ts';
import type { OpenVote } from '../db/open-votes.ts';

/**
 * Where an open vote stands. Without a meeting the clock decides, half-open: `opensAt <= t < closesAt`, whether or not
 * its opening is written down yet. In a meeting the recorded roll call does.
 */
export function openVotePhase(vote: OpenVote, now: Temporal.Instant): OpenVotePhase {
  if (vote.putAt === null) return 'draft';
  if (vote.opensAt === null || vote.closesAt === null) return vote.openedAt === null ? 'scheduled' : 'decided';
  if (Temporal.Instant.compare(now, vote.opensAt) < 0) return 'scheduled';
  return Temporal.Instant.compare(now, vote.closesAt) < 0 ? 'open' : 'decided';
}

/** The close as it was promised; undefined for a vote in a meeting. */
export function closeOf({ zone, closesLocal, closesAt }: OpenVote) {
  if (zone === null || closesLocal === null || closesAt === null) return undefined;
  return { local: closesLocal, zone, at: closesAt.toString() };
}

/** The opening as it was promised; undefined for a vote in a meeting. */
export function openingOf({ zone, opensLocal, opensAt }: OpenVote) {
  if (zone === null || opensLocal === null || opensAt === null) return undefined;
  return { local: opensLocal, zone, at: opensAt.toString() };
}
