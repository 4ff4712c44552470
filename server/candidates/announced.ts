import { Temporal } from 'temporal-polyfill';
import type { Reader } from '../../db/connect.ts';
import { findElection, readContests, type CandidateRow, type ContestRow, type Election } from '../../db/elections.ts';
import { areHidden } from '../candidates-hidden.ts';
import { assertFound } from '../lifecycle.ts';
import { Problem } from '../problem.ts';

/** An election whose candidates everybody may know, with its contests for people. */
export async function announcedElection(
  db: Reader,
  electionId: string,
  now: Temporal.Instant,
): Promise<{ election: Election; contests: ContestRow[] }> {
  const election = assertFound(await findElection(db, electionId), 'announced');
  const contests = (await readContests(db, electionId)).filter(({ kind }) => kind === 'people').map(withoutDefault);
  return { election, contests: areHidden(election, now) ? contests.map(withoutNames) : contests };
}

/** None of the above is nobody. */
function withoutDefault(contest: ContestRow): ContestRow {
  return { ...contest, candidates: contest.candidates.filter(({ isDefault }) => !isDefault) };
}

/** Before the announcement nobody stands, as far as anybody is told. */
function withoutNames(contest: ContestRow): ContestRow {
  return { ...contest, candidates: [] };
}

export function needCandidate(
  contests: readonly ContestRow[],
  candidateId: string,
): { contest: ContestRow; candidate: CandidateRow } {
  for (const contest of contests) {
    const candidate = contest.candidates.find(({ id }) => id === candidateId);
    if (candidate !== undefined) return { contest, candidate };
  }
  throw new Problem('not-found', { detail: 'No candidate has this address. Look at the list of candidates.' });
}

/** Why nothing can be asked or answered at this moment; null: it can. */
export function closedToQuestions(election: Election, now: Temporal.Instant): 'not-yet' | 'over' | null {
  if (areHidden(election, now)) return 'not-yet';
  return Temporal.Instant.compare(now, election.closesAt) < 0 ? null : 'over';
}

export function assertTakesQuestions(election: Election, takes: boolean, now: Temporal.Instant): void {
  const closed = closedToQuestions(election, now);
  const detail = !takes
    ? 'The rules of this body provide for no questions.'
    : closed === 'not-yet'
      ? 'Candidates can be asked when they are announced.'
      : 'Voting has closed. Questions and answers stay as they are.';
  if (!takes || closed !== null) throw new Problem('questions-not-open', { detail });
}
