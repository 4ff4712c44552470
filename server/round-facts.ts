import type { GroupCounts } from '../counting/group-vote.ts';
import type { Reader } from '../db/connect.ts';
import { readNominationsFor, type Nomination } from '../db/round-nominations.ts';
import {
  readMarks,
  readRecusals,
  readReviewed,
  readReviewers,
  type Reviewed,
  type Reviewer,
  type Round,
} from '../db/rounds.ts';
import type { ReviewMark } from '../db/schema.ts';

export interface Recused {
  readonly by: 'rule' | 'self';
  readonly reason: string;
}

/** A nominee in a round, with what the reviewers did. Votes of whoever stands aside are not among them. */
export interface NomineeFacts extends Reviewed {
  readonly nominations: readonly Nomination[];
  readonly recused: ReadonlyMap<string, Recused>;
  readonly marks: ReadonlyMap<string, ReviewMark>;
}

export interface RoundFacts {
  readonly round: Round;
  readonly reviewers: readonly Reviewer[];
  /** Without those who were joined into another. */
  readonly nominees: readonly NomineeFacts[];
}

/** Everything that a round is decided by. */
export async function readRoundFacts(db: Reader, round: Round): Promise<RoundFacts> {
  const reviewed = (await readReviewed(db, round.id)).filter(({ state }) => state !== 'joined');
  const reviewers = await readReviewers(db, round.id);
  const nominations = await readNominationsFor(
    db,
    reviewed.map(({ id }) => id),
  );
  const [marks, recusals] = [await readMarks(db, round.id), await readRecusals(db, round.id)];
  const nominees = reviewed.map((nominee): NomineeFacts => {
    const own = nominations.filter(({ nomineeId }) => nomineeId === nominee.id);
    const said = recusals.filter(({ nomineeId }) => nomineeId === nominee.id);
    const recused = new Map([
      ...said.map(({ personId, reason }): [string, Recused] => [personId, { by: 'self', reason }]),
      ...reviewers.flatMap((reviewer) => setAside(reviewer, nominee, own, round)),
    ]);
    const counted = marks.filter(({ nomineeId, personId }) => nomineeId === nominee.id && !recused.has(personId));
    return { ...nominee, nominations: own, recused, marks: new Map(counted.map((one) => [one.personId, one.mark])) };
  });
  return { round, reviewers, nominees };
}

/** Nobody votes on themselves, nor, where the rules say so, on whom they proposed. */
function setAside(
  { id, email }: Reviewer,
  nominee: Reviewed,
  nominations: readonly Nomination[],
  { rules }: Round,
): [string, Recused][] {
  if (nominee.memberId === id || nominee.email === email) {
    return [[id, { by: 'rule', reason: 'Nobody reviews themselves.' }]];
  }
  const isNominator = nominations.some((nomination) => nomination.personId === id || nomination.email === email);
  if (!isNominator || !rules.recusesNominators) return [];
  return [[id, { by: 'rule', reason: 'Whoever proposed somebody does not review them.' }]];
}

export function countsOf({ reviewers }: RoundFacts, { recused, marks }: NomineeFacts): GroupCounts {
  const count = (mark: ReviewMark) => [...marks.values()].filter((one) => one === mark).length;
  return {
    ...{ aye: count('aye'), nay: count('nay'), abstain: count('abstain') },
    recused: reviewers.filter(({ id }) => recused.has(id)).length,
    members: reviewers.length,
  };
}

/** Those on whom a reviewer has not voted and does not stand aside. */
export function missingVotes({ nominees }: RoundFacts, personId: string): number {
  return nominees.filter(({ marks, recused }) => !marks.has(personId) && !recused.has(personId)).length;
}
