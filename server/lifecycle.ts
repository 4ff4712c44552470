import { Temporal } from 'temporal-polyfill';
import type { Phase } from '../api/values.ts';
import type { Election } from '../db/elections.ts';
import { Problem } from './problem.ts';

/**
 * Where an election stands. The clock decides between scheduled, open and closed, half-open: `opensAt <= t < closesAt`,
 * whether or not the close is on the board yet. The other phases are acts, recorded in the row's stage.
 */
export function phaseOf(election: Pick<Election, 'stage' | 'opensAt' | 'closesAt'>, now: Temporal.Instant): Phase {
  if (election.stage !== 'frozen') return election.stage;
  if (Temporal.Instant.compare(now, election.opensAt) < 0) return 'scheduled';
  return Temporal.Instant.compare(now, election.closesAt) < 0 ? 'open' : 'closed';
}

/** Refuses unless ballots are taken at this moment; says when they are or were. */
export function assertOpen(election: Pick<Election, 'stage' | 'opensAt' | 'closesAt'>, now: Temporal.Instant): void {
  const phase = phaseOf(election, now);
  if (phase === 'open') return;
  const facts = { opensAt: election.opensAt.toString(), closesAt: election.closesAt.toString(), now: now.toString() };
  if (phase === 'scheduled') throw new Problem('election-not-open', { ...facts, detail: 'Voting has not opened yet.' });
  throw new Problem('election-not-open', { ...facts, detail: 'Voting has closed. This ballot was not counted.' });
}

export function assertDraft(election: Election): void {
  if (election.stage === 'draft') return;
  throw new Problem('election-not-draft', {
    detail: 'Its rules are on the public board. What is wrong now can only be put right by a new election.',
  });
}

/** Refuses a change of the roll once every voter's personal link is on the board. */
export function assertRollCanChange(election: Election): void {
  if (election.stage !== 'draft') {
    throw new Problem('election-not-draft', {
      detail: 'The ballots are made, and the board holds one for everybody on the roll. Nobody can be added now.',
    });
  }
  if (election.rollFrozenAt === null) {
    throw new Problem('roll-not-frozen', { detail: 'Until it is frozen, the roll follows the members by itself.' });
  }
}

/**
 * The election, or the refusal that there is none. Drafts are nobody's business but the office's, until their dates are
 * announced; `announced` sees those too, and `public` what is on the board.
 */
export function assertFound<T extends Pick<Election, 'stage' | 'datesAnnouncedAt'>>(
  election: T | undefined,
  who: 'office' | 'announced' | 'public',
): T {
  const isKnown =
    election !== undefined &&
    (who === 'office' || election.stage !== 'draft' || (who === 'announced' && election.datesAnnouncedAt !== null));
  if (!isKnown) throw new Problem('not-found', { detail: 'No election has this address. Check the link.' });
  return election;
}

/** The smallest number of voters that meets the quorum, or null when the rules ask for none. */
export function votersNeeded(
  election: Pick<Election, 'quorumNumerator' | 'quorumDenominator' | 'rollSize'>,
): number | null {
  const { quorumNumerator, quorumDenominator, rollSize } = election;
  if (quorumNumerator === null || quorumDenominator === null) return null;
  return Math.ceil((rollSize * quorumNumerator) / quorumDenominator);
}

export function isQuorate(
  election: Pick<Election, 'quorumNumerator' | 'quorumDenominator' | 'rollSize' | 'voted'>,
): boolean {
  const needed = votersNeeded(election);
  return needed === null || election.voted >= needed;
}
