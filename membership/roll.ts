import type { MemberEvent, Participation } from './events.ts';
import type { Reason } from './eligibility.ts';
import { isBefore } from './instants.ts';

/** Where a vote could have been cast, without saying by whom. */
export type PastElection = Omit<Participation, 'hasVoted'>;

/**
 * The votes that a person could have cast: one for each election whose roll the person was on, under whichever of the
 * records that are now one. Having voted under any of them is having voted.
 */
export function participationOf(
  entries: readonly { readonly electionId: string; readonly hasVoted: boolean }[],
  elections: ReadonlyMap<string, PastElection>,
): Participation[] {
  const voted = new Map<string, boolean>();
  for (const { electionId, hasVoted } of entries) voted.set(electionId, hasVoted || voted.get(electionId) === true);
  const newest = newestRegular(elections);
  return [...voted].flatMap(([electionId, hasVoted]) => {
    const election = elections.get(electionId);
    if (election === undefined) return [];
    const isOvertaken = newest !== undefined && election.isRegular && isBefore(election.closedAt, newest.closedAt);
    return [{ ...election, hasVoted, ...(isOvertaken ? { isOvertaken } : {}) }];
  });
}

function newestRegular(elections: ReadonlyMap<string, PastElection>): PastElection | undefined {
  let newest: PastElection | undefined;
  for (const election of elections.values()) {
    if (election.isRegular && (newest === undefined || isBefore(newest.closedAt, election.closedAt))) newest = election;
  }
  return newest;
}

/** What keeps somebody off the roll. */
export function codesOf(reasons: readonly Reason[]): string[] {
  return [...new Set(reasons.filter(({ holds }) => !holds).map(({ code }) => code))];
}

/** Name and address as they were before the events given, all of them later and in the order of recording. */
export function walkBack<T extends { readonly name: string; readonly email: string }>(
  now: T,
  later: readonly MemberEvent[],
): T {
  return later.reduceRight<T>(
    (person, event) =>
      event.kind === 'changed' && (event.facts.field === 'name' || event.facts.field === 'email')
        ? { ...person, [event.facts.field]: event.facts.before }
        : person,
    now,
  );
}
