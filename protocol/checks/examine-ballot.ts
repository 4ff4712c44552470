import { hexToBytes } from '@noble/hashes/utils.js';
import { memberText } from '../archive.ts';
import { hashOf } from '../hash.ts';
import { prepareElection, type PreparedElection } from '../prepared-election.ts';
import { isRefused } from '../refused.ts';
import { RunningTally } from '../tally.ts';
import { trackerOfHash } from '../tracker.ts';
import { examineBallot, type CheckName } from '../verify-ballot.ts';
import type { PlacedBallot } from './v02-events.ts';

/*
 * Apart from the other checks, because it is what a thread must load before it can examine its first ballot.
 */

/** A ballot to examine: what it must be, and how often it counts. */
export interface BallotToExamine extends PlacedBallot {
  /** Which ballot of the board, from 0. */
  readonly number: number;
  /** The weight of its voter; 0 when a later ballot of the same voter counts. */
  readonly weight: number;
  /** Whether its credential is in the list, whose members are looked at once, before any ballot. */
  readonly isListed: boolean;
}

/** What became of one ballot, as plain data: it can be sent from another thread. */
export type BallotOutcome =
  | {
      readonly ok: true;
      /** For each ciphertext 16 bytes of it, one after the other. */
      readonly marks: Uint8Array;
    }
  | { readonly ok: false; readonly check: string; readonly failed: string; readonly detail: string };

/** The bytes of a mark: who makes two ciphertexts with equal ones has tried 2^64. */
export const MARK_BYTES = 16;

/**
 * Belenios 3.5.1, During the voting phase. Examines ballots one by one, all about each that needs no other, and keeps
 * the tally of those that count. Many may share the ballots of a board; their tallies are joined.
 */
export class BallotExaminer {
  private readonly prepared: PreparedElection;
  private readonly running: RunningTally;
  private counted = 0;

  constructor(election: string | PreparedElection) {
    this.prepared = typeof election === 'string' ? prepareElection(election) : election;
    this.running = new RunningTally(this.prepared);
  }

  /** `content` is what lies where the ballot is said to lie, unless it is longer than any ballot: then it may be empty. */
  examine(content: Uint8Array, ballot: BallotToExamine): BallotOutcome {
    try {
      return this.examined(content, ballot);
    } catch (error) {
      // Fails closed: whatever breaks the verifier is no ballot that holds.
      const detail = error instanceof Error ? error.message : String(error);
      return { ok: false, check: '4.a', failed: 'ballot-unexamined', detail: `the verifier broke on it: ${detail}` };
    }
  }

  isTooLong({ length }: PlacedBallot): boolean {
    return length > this.prepared.longestBallot;
  }

  /** The encrypted tally of the ballots that count, of those examined here; undefined when there are none. */
  tally(): string | undefined {
    return this.counted === 0 ? undefined : this.running.texts().encryptedTally;
  }

  private examined(content: Uint8Array, ballot: BallotToExamine): BallotOutcome {
    if (this.isTooLong(ballot)) {
      return failure('4.a', 'ballot-size', `more than ${this.prepared.longestBallot} bytes`);
    }
    const text = textIn(content);
    if (text === undefined) return failure('1.a', 'archive-layout', 'the content of the member is not UTF-8');
    const credentials = ballot.isListed ? new Set([ballot.credential]) : undefined;
    const verdict = examineBallot(this.prepared, text, { credentials });
    // The tracker is the hash in another spelling: where the ballot is sound, it need not be hashed again.
    const isNamed = verdict.ok ? verdict.ballot.tracker === trackerOfHash(ballot.hash) : hashOf(text) === ballot.hash;
    if (!isNamed) return failure('1.c', 'member-name', 'the name is not the hash of the content');
    if (!verdict.ok) return failure(CHECK_OF[verdict.failed], verdict.failed, verdict.detail);
    const { credential, ciphertexts } = verdict.ballot;
    if (credential !== ballot.credential) return failure('4.c', 'credential-known', 'it is not whose it seemed to be');
    if (ballot.weight > 0) this.running.add(ciphertexts, ballot.weight, verdict.coordinates);
    if (ballot.weight > 0) this.counted += 1;
    return { ok: true, marks: marksOf(ciphertexts) };
  }
}

function textIn(content: Uint8Array): string | undefined {
  try {
    return memberText(content);
  } catch (error) {
    if (isRefused(error)) return undefined;
    throw error;
  }
}

function failure(check: string, failed: string, detail: string): BallotOutcome {
  return { ok: false, check, failed, detail };
}

/** Half of alpha's bytes and half of beta's. */
function marksOf(ciphertexts: readonly string[]): Uint8Array {
  return hexToBytes(ciphertexts.map((text) => text.slice(0, MARK_BYTES) + text.slice(64, 64 + MARK_BYTES)).join(''));
}

const CHECK_OF: Readonly<Record<CheckName, string>> = {
  'ballot-size': '4.a',
  'ballot-json': '4.a',
  'ballot-canonical': '4.a',
  'ballot-shape': '4.a',
  'scalar-canonical': '4.a',
  'ballot-election': '4.b',
  'credential-known': '4.c',
  'signature-hash': '4.d',
  signature: '4.d',
  'element-member': '4.e',
  'individual-proof': '4.f',
  'overall-proof': '4.g',
};
