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

/** The dates that decide who is on the roll, as promised and as the instants that they mean. */
export function rollDatesOf({
  recordLocal,
  recordAt,
  affirmLocal,
  affirmBy,
  zone,
}: Pick<Election, 'recordLocal' | 'recordAt' | 'affirmLocal' | 'affirmBy' | 'zone'>): {
  record: Deadline;
  affirmBy: Deadline | null;
} {
  return {
    record: { local: recordLocal, zone, at: recordAt.toString() },
    affirmBy: affirmLocal === null || affirmBy === null ? null : { local: affirmLocal, zone, at: affirmBy.toString() },
  };
}
