import { ByteTable } from '../byte-table.ts';
import type { Credentials } from '../credentials.ts';
import type { PreparedElection } from '../prepared-election.ts';
import { ciphertextsOf } from '../question.ts';
import { counted, findingOf, refuseStage, type Check, type Examined, type Finding, type Stage } from './check.ts';
import { MARK_BYTES, type BallotOutcome, type BallotToExamine } from './examine-ballot.ts';
import type { BoardWalk } from './v02-events.ts';

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
    const weight = this.credentials.get(ballot.credential);
    return { ...ballot, number, weight: isLast ? (weight ?? 0) : 0, isListed: weight !== undefined };
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
