import { longestBallot } from './ballot-text.ts';
import { decodeElection, fingerprint, type Election } from './read-election.ts';
import { decodeElement, withTable, type Element } from './group.ts';
import { Refused } from './refused.ts';

/** An election as it is used: read once, then many ballots are sealed or verified against it. */
export interface PreparedElection {
  readonly text: string;
  readonly election: Election;
  /** phi. */
  readonly fingerprint: string;
  /** The election's public key; the first power that is taken of it builds its table. */
  readonly y: Element;
  /** The length of the longest ballot, in bytes. */
  readonly longestBallot: number;
}

/** Belenios 4.10, Elections. Throws `Refused<ElectionCheck>` like `decodeElection`, and for a public key outside the group. */
export function prepareElection(electionText: string): PreparedElection {
  const election = decodeElection(electionText);
  const y = decodeElement(election.publicKey);
  if (y === undefined)
    throw new Refused('element-member', 'the public key of the election is not a member of the group');
  return {
    text: electionText,
    election,
    fingerprint: fingerprint(electionText),
    y: withTable(y),
    longestBallot: longestBallot(election.uuid, election.questions),
  };
}
