import type { Definition } from '../../api/office.ts';
import type { Contest } from '../../api/values.ts';
import type { Reader } from '../../db/connect.ts';
import { readContests, type ContestRow, type Election } from '../../db/elections.ts';
import { readTrustees } from '../../db/trustees.ts';

/** The definition as the form gives it. */
export async function readDefinition(db: Reader, election: Election): Promise<Definition> {
  const [contests, trustees] = await Promise.all([readContests(db, election.id), readTrustees(db, election.id)]);
  const { name, description, zone, opensLocal, closesLocal, recordLocal, affirmLocal, isRegular } = election;
  return {
    name,
    description,
    zone,
    opens: opensLocal,
    closes: closesLocal,
    record: recordLocal,
    affirmBy: affirmLocal,
    isRegular,
    quorum: quorumOf(election),
    contests: contests.map(({ title, method, seats, max, candidates }) => ({
      title,
      method,
      seats,
      ...(method === 'choose' ? { max } : {}),
      candidates: candidates.map((candidate) => ({ ...candidate })),
    })),
    trustees: trustees.map(({ name: trustee, email }) => ({ name: trustee, email })),
  };
}

export function quorumOf(election: Pick<Election, 'quorumNumerator' | 'quorumDenominator'>) {
  const { quorumNumerator: numerator, quorumDenominator: denominator } = election;
  return numerator === null || denominator === null ? null : { numerator, denominator };
}

/** A contest for a ballot of one mark per candidate: approval asks for any number of them. */
export function contestOf({ title, method, seats, max, candidates }: ContestRow): Contest {
  return { title, method, seats, max, candidates: candidates.map((candidate) => ({ ...candidate })) };
}
