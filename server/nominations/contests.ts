import type { NominatedContest } from '../../api/nominations.ts';
import { findBody } from '../../db/bodies.ts';
import type { Reader } from '../../db/connect.ts';
import { readContests } from '../../db/elections.ts';
import type { BodyRules } from '../../db/schema.ts';
import { Problem } from '../problem.ts';

/** A contest for which people are nominated, and what the body's rules ask of them. */
export interface OpenContest {
  readonly id: string;
  readonly title: string;
  readonly seats: number;
  readonly rules: Pick<BodyRules, 'endorsements' | 'acknowledgements' | 'conditions' | 'asksPreviousService'>;
}

/** Of a contest without a body nothing is asked. */
const noRules: OpenContest['rules'] = {
  endorsements: 0,
  acknowledgements: [],
  conditions: [],
  asksPreviousService: false,
};

export async function readOpenContests(db: Reader, electionId: string): Promise<OpenContest[]> {
  const contests: OpenContest[] = [];
  for (const { id, kind, title, seats, bodyId } of await readContests(db, electionId)) {
    if (kind !== 'people') continue;
    const body = bodyId === null ? undefined : await findBody(db, { id: bodyId });
    contests.push({ id, title, seats, rules: body?.rules ?? noRules });
  }
  return contests;
}

export async function needContest(db: Reader, electionId: string, contestId: string): Promise<OpenContest> {
  const contest = (await readOpenContests(db, electionId)).find(({ id }) => id === contestId);
  if (contest === undefined)
    throw new Problem('not-found', { detail: 'This contest is not there any more. Load the page again.' });
  return contest;
}

export function contestFacts({ id, title, seats, rules }: OpenContest): Omit<NominatedContest, 'nominees'> {
  const { endorsements, acknowledgements, asksPreviousService } = rules;
  return {
    ...{ id, title, seats, endorsements, asksPreviousService },
    acknowledgements: acknowledgements.map((one) => ({ ...one })),
  };
}
