import { credentialsOf, quorumRules } from '../../api/rules.ts';
import { decryptTally } from '../../protocol/decryption.ts';
import { lotElement } from '../../protocol/lot.ts';
import type { PreparedElection } from '../../protocol/prepared-election.ts';
import { RunningTally } from '../../protocol/tally.ts';
import { decodeTrusteeKey } from '../../protocol/trustee-key.ts';
import {
  examineBallot,
  finishRecord,
  openRecord,
  type BallotOutcome,
  type OpenRecord,
  type Report,
} from '../../protocol/verify-record.ts';

/**
 * What a trustee makes sure of before decrypting anything. Whoever decrypts what the server asks for, unchecked, can be
 * made to open single ballots; so the tally is computed here, from the ballots of a record that passes every check.
 */

/** Whom the record must belong to. */
export interface Wanted {
  readonly electionId: string;
  readonly owner: number;
  /** The `trustee_public_key` that this trustee gave, canonical JSON. */
  readonly publicKey: string;
}

/** What was found, for the trustee to compare with the public page. */
export interface BoardFacts {
  readonly ballots: number;
  readonly voters: number;
  readonly roll: number;
  /** Where the tally stands on the board: the same for every trustee, whatever comes after it. */
  readonly tally: { readonly height: number; readonly hash: string };
  /** Whether the rules decide ties by a lot, which is then opened with the tally. */
  readonly hasLot: boolean;
}

export type Doubt =
  | { readonly why: 'check-failed'; readonly claim: string; readonly at: string }
  | { readonly why: 'other-election' | 'not-my-key' | 'rules-missing' | 'not-tallied' }
  | { readonly why: 'roll-differs'; readonly roll: number; readonly credentials: number }
  | { readonly why: 'quorum-missed'; readonly voters: number; readonly needed: number };

/** A tally that may be opened. Only `examine` makes one. */
export interface ExaminedTally {
  readonly election: string;
  readonly encryptedTally: string;
}

export type Examination =
  | { readonly ok: true; readonly facts: BoardFacts; readonly tally: ExaminedTally }
  | { readonly ok: false; readonly doubt: Doubt };

export function examine(
  record: Uint8Array,
  wanted: Wanted,
  onProgress: (done: number, total: number) => void,
): Examination {
  const opening = openRecord([record]);
  if (!opening.ok) return doubted(failedCheck(opening.report));
  const stranger = strangerIn(opening.record, wanted);
  if (stranger !== undefined) return doubted(stranger);
  const outcomes = examineBallots(opening.record, onProgress);
  const report = finishRecord(opening.record, outcomes);
  if (report.verdict === 'failed') return doubted(failedCheck(report));
  const doubt = doubtAbout(report);
  if (doubt !== undefined) return doubted(doubt);
  const place = opening.record.rest.events.find(({ event }) => event.type === 'EncryptedTally');
  if (place === undefined) return doubted({ why: 'not-tallied' });
  return {
    ok: true,
    facts: {
      ballots: report.ballots,
      voters: report.voters,
      roll: report.credentials,
      tally: { height: place.event.height, hash: place.hash },
      hasLot: lotElement(opening.record.election) !== undefined,
    },
    tally: {
      election: opening.record.election,
      encryptedTally: tallyOf(opening.record.rest.setUp.prepared, outcomes),
    },
  };
}

/** This trustee's part, of the lot too where the rules ask for one. The private key is used here and goes nowhere. */
export function decryptExamined({ election, encryptedTally }: ExaminedTally, privateKey: string): string {
  return decryptTally({ election, encryptedTally, privateKey });
}

function strangerIn({ rest }: OpenRecord, { electionId, owner, publicKey }: Wanted): Doubt | undefined {
  const { prepared, trustees } = rest.setUp;
  if (prepared.election.uuid !== electionId) return { why: 'other-election' };
  const mine = decodeTrusteeKey(publicKey).publicKey;
  return trustees.owners[owner - 1]?.key.publicKey === mine ? undefined : { why: 'not-my-key' };
}

function examineBallots(
  { ballots, rest }: OpenRecord,
  onProgress: (done: number, total: number) => void,
): readonly BallotOutcome[] {
  return ballots.map((text, place) => {
    const outcome = examineBallot(rest.setUp.prepared, text);
    if ((place + 1) % 8 === 0 || place + 1 === ballots.length) onProgress(place + 1, ballots.length);
    return outcome;
  });
}

/** A shortened board with a true definition would pass every other check: the roll and the quorum are in the definition. */
function doubtAbout({ election, credentials, voters }: Report): Doubt | undefined {
  const rules = quorumRules.safeParse(election?.rules);
  if (!rules.success) return { why: 'rules-missing' };
  const { roll, quorum } = rules.data;
  const wanted = credentialsOf(rules.data);
  if (wanted !== credentials) return { why: 'roll-differs', roll: wanted, credentials };
  const needed = quorum === null ? 0 : Math.ceil((roll.size * quorum.numerator) / quorum.denominator);
  return voters < needed ? { why: 'quorum-missed', voters, needed } : undefined;
}

/** The product of the last ballot of each voter, and of nothing else. */
function tallyOf(prepared: PreparedElection, outcomes: readonly BallotOutcome[]): string {
  const last = new Map<string, readonly string[]>();
  for (const outcome of outcomes) if (outcome.ok) last.set(outcome.credential, outcome.ciphertexts);
  const tally = new RunningTally(prepared);
  for (const ciphertexts of last.values()) tally.add(ciphertexts);
  return tally.texts().encryptedTally;
}

function failedCheck({ checks }: Report): Doubt {
  const failed = checks.find(({ ok }) => ok === false);
  return { why: 'check-failed', claim: failed?.claim ?? 'The record can be read.', at: failed?.at ?? 'record' };
}

function doubted(doubt: Doubt): Examination {
  return { ok: false, doubt };
}
