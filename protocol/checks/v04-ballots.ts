import { hexToBytes } from '@noble/hashes/utils.js';
import { memberText } from '../archive.ts';
import { ByteTable } from '../byte-table.ts';
import type { Credentials } from '../credentials.ts';
import { hashOf } from '../hash.ts';
import { prepareElection, type PreparedElection } from '../prepared-election.ts';
import { ciphertextsOf } from '../question.ts';
import { isRefused } from '../refused.ts';
import { RunningTally } from '../tally.ts';
import { trackerOfHash } from '../tracker.ts';
import { verifyBallot, type CheckName } from '../verify-ballot.ts';
import { counted, findingOf, refuseStage, type Check, type Examined, type Finding, type Stage } from './check.ts';
import type { BoardWalk, PlacedBallot } from './v02-events.ts';

/** Belenios 3.5.1, During the voting phase. */
export const BALLOT_CHECKS: readonly Check[] = [
  { id: '4.a', claim: 'Every ballot is canonical and has the shape that the questions demand.' },
  { id: '4.b', claim: 'Every ballot is for this election.' },
  { id: '4.c', claim: 'Every ballot is cast with a credential of the list.' },
  { id: '4.d', claim: 'Every ballot is signed with that credential.' },
  { id: '4.e', claim: 'Every ciphertext is made of members of the group.' },
  { id: '4.f', claim: 'Every ciphertext is proved to hold 0 or 1; one that is opened, to be known to its voter.' },
  { id: '4.g', claim: 'Every ballot is proved to choose as few and as many as the question allows.' },
  { id: '4.h', claim: 'No ballot stands on the board twice.' },
  { id: '4.i', claim: 'No ciphertext stands on the board twice: nobody copied a vote.' },
];

/** A ballot to examine: what it must be, and how often it counts. */
export interface BallotToExamine extends PlacedBallot {
  /** Which ballot of the board, from 0. */
  readonly number: number;
  /** The weight of its voter; 0 when a later ballot of the same voter counts. */
  readonly weight: number;
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
const MARK_BYTES = 16;

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
    const verdict = verifyBallot(this.prepared, text);
    // The tracker is the hash in another spelling: where the ballot is sound, it need not be hashed again.
    const isNamed = verdict.ok ? verdict.ballot.tracker === trackerOfHash(ballot.hash) : hashOf(text) === ballot.hash;
    if (!isNamed) return failure('1.c', 'member-name', 'the name is not the hash of the content');
    if (!verdict.ok) return failure(CHECK_OF[verdict.failed], verdict.failed, verdict.detail);
    const { credential, ciphertexts } = verdict.ballot;
    if (credential !== ballot.credential) return failure('4.c', 'credential-known', 'it is not whose it seemed to be');
    if (ballot.weight > 0) this.running.add(ciphertexts, ballot.weight);
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

/** The ballots of a board that count, and what the tally must say of them. */
export interface Electorate {
  readonly voters: number;
  readonly totalWeight: number;
}

/**
 * Belenios 4.17, Ballots. Gathers what became of the ballots of a board, in any order. Each must have an outcome: what was
 * not examined has not passed.
 */
export class BallotLedger {
  private readonly walk: BoardWalk;
  private readonly credentials: Credentials;
  private readonly findings: (Finding & { readonly number: number })[] = [];
  private readonly isExamined: Uint8Array;
  private readonly marks: ByteTable;
  /** For each mark the ballot that has it. */
  private readonly marked: Int32Array;

  constructor(walk: BoardWalk, credentials: Credentials, { election }: PreparedElection) {
    this.walk = walk;
    this.credentials = credentials;
    const width = election.questions.reduce((sum, question) => sum + ciphertextsOf(question), 0);
    this.isExamined = new Uint8Array(walk.ballots.size);
    this.marks = new ByteTable(MARK_BYTES, walk.ballots.size * width);
    this.marked = new Int32Array(walk.ballots.size * width);
  }

  /** The ballot of a place, with what it must be. */
  ballot(number: number): BallotToExamine {
    const ballot = this.walk.ballotAt(number);
    const isLast = this.walk.lastBallots[this.walk.voters.get(ballot.credential) ?? -1] === number;
    return { ...ballot, number, weight: isLast ? (this.credentials.get(ballot.credential) ?? 0) : 0 };
  }

  take(number: number, outcome: BallotOutcome): void {
    this.isExamined[number] = 1;
    const { member, credential } = this.walk.ballotAt(number);
    if (!outcome.ok) {
      const at = outcome.check.startsWith('1.') ? `member/${member}` : `board/${number + 1}`;
      this.find(number, outcome.check, at, outcome);
      return;
    }
    if (!this.credentials.has(credential)) {
      const detail = 'the credential is not in the list';
      this.find(number, '4.c', `board/${number + 1}`, { failed: 'credential-known', detail });
    }
    this.mark(number, outcome.marks);
  }

  stage(): Stage<Electorate> {
    for (const [number, is] of this.isExamined.entries()) {
      const detail = 'this ballot was not examined';
      if (is === 0) this.find(number, '4.a', `board/${number + 1}`, { failed: 'ballot-unexamined', detail });
    }
    const examined = this.examined();
    if (this.findings.length > 0) {
      const ordered = this.findings.toSorted((one, other) => one.number - other.number);
      return refuseStage(
        ordered.map(({ number: _, ...finding }) => finding),
        examined,
      );
    }
    const voters = [...this.walk.voters.keys()];
    const totalWeight = voters.reduce((sum, credential) => sum + (this.credentials.get(credential) ?? 0), 0);
    return { ok: true, value: { voters: voters.length, totalWeight }, examined };
  }

  private examined(): Examined {
    const words = counted(this.walk.ballots.size, 'ballot');
    return Object.fromEntries(BALLOT_CHECKS.map(({ id }) => [id, words]));
  }

  /** Belenios has each proof name its voter; a copied ciphertext under another credential is refused before that matters. */
  private mark(number: number, marks: Uint8Array): void {
    for (let start = 0; start < marks.length; start += MARK_BYTES) {
      const known = this.marks.size;
      const place = this.marks.add(marks.subarray(start, start + MARK_BYTES));
      if (place === known) {
        this.marked[place] = number;
        continue;
      }
      const [earlier, later] = [this.marked[place] ?? 0, number].toSorted((one, other) => one - other);
      const detail = `a ciphertext of board/${(earlier ?? 0) + 1} again`;
      this.find(later ?? 0, '4.i', `board/${(later ?? 0) + 1}`, { failed: 'ciphertext-repeated', detail });
    }
  }

  private find(number: number, check: string, at: string, refusal: { failed: string; detail: string }): void {
    this.findings.push({ ...findingOf(check, at, refusal), number });
  }
}
