import type { Deadline } from '../api/values.ts';
import type { Election } from '../db/elections.ts';

/** Both deadlines, as promised and as the instants that they mean. */
export function deadlinesOf(election: Pick<Election, 'opensLocal' | 'closesLocal' | 'zone' | 'opensAt' | 'closesAt'>): {
  opens: Deadline;
  closes: Deadline;
} {
  const { zone } = election;
  return {
    opens: { local: election.opensLocal, zone, at: election.opensAt.toString() },
    closes: { local: election.closesLocal, zone, at: election.closesAt.toString() },
  };
}
