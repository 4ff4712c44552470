import { Temporal } from 'temporal-polyfill';
import type { NominationsState } from '../../api/nominations.ts';
import type { Election } from '../../db/elections.ts';
import { Problem } from '../problem.ts';

type Window = Pick<Election, 'nominationsOpenAt' | 'nominationsCloseAt'>;

/** Where nominations stand. The clock decides, half-open: `nominationsOpenAt <= t < nominationsCloseAt`. */
export function nominationsAt(
  { nominationsOpenAt, nominationsCloseAt }: Window,
  now: Temporal.Instant,
): NominationsState {
  if (nominationsOpenAt === null || nominationsCloseAt === null) return 'none';
  if (Temporal.Instant.compare(now, nominationsOpenAt) < 0) return 'not-yet';
  return Temporal.Instant.compare(now, nominationsCloseAt) < 0 ? 'open' : 'closed';
}

/**
 * Refuses outside the window. Who may nominate is whoever is signed in (the endpoints' caller), member or not: a nominee's
 * support by voting members is asked for apart, where the rules ask for it.
 */
export function assertNominating(election: Window, now: Temporal.Instant): void {
  const state = nominationsAt(election, now);
  if (state === 'open') return;
  const facts = { opensAt: election.nominationsOpenAt?.toString(), closesAt: election.nominationsCloseAt?.toString() };
  throw new Problem('nominations-not-open', { ...facts, detail: details[state] });
}

const details = {
  none: 'This election takes no nominations. Ask the office.',
  'not-yet': 'Nominations have not opened yet. Come back when they have.',
  closed: 'Nominations have closed. Nothing was changed. Ask the office if you have a question.',
};
