import type { Candidate } from '../../api/values.ts';
import { plainDay } from '../parts/when.ts';

/** A name as it stands on the ballot; struck through, with the day, for whoever withdrew after the freeze. */
export function CandidateName({
  candidate,
}: {
  readonly candidate: Pick<Candidate, 'name' | 'withdrawnAt'> | undefined;
}) {
  if (candidate === undefined) return null;
  const { name, withdrawnAt } = candidate;
  if (withdrawnAt === null) return <span dir="auto">{name}</span>;
  return (
    <>
      <s dir="auto">{name}</s> <span class="soft small">withdrew on {plainDay(withdrawnAt)}</span>
    </>
  );
}
