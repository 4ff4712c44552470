import { readSync } from 'node:fs';
import { BallotExaminer, type BallotOutcome, type BallotToExamine } from '../protocol/checks/examine-ballot.ts';
import type { PreparedElection } from '../protocol/prepared-election.ts';

/** Examines ballots of a file on disk, each read where the board says that it lies. */
export class BallotReader {
  private readonly descriptor: number;
  private readonly examiner: BallotExaminer;
  private room = new Uint8Array(64 * 1024);

  constructor(descriptor: number, election: string | PreparedElection) {
    this.descriptor = descriptor;
    this.examiner = new BallotExaminer(election);
  }

  examine(ballot: BallotToExamine): BallotOutcome {
    const content = this.examiner.isTooLong(ballot) ? new Uint8Array() : this.contentOf(ballot);
    return this.examiner.examine(content, ballot);
  }

  /** The encrypted tally of the ballots examined here that count; undefined when there are none. */
  tally(): string | undefined {
    return this.examiner.tally();
  }

  /** Until the next ballot is read. A file that has become shorter gives less, and the name will not fit. */
  private contentOf({ position, length }: BallotToExamine): Uint8Array {
    if (this.room.length < length) this.room = new Uint8Array(length);
    return this.room.subarray(0, readSync(this.descriptor, this.room, 0, length, position));
  }
}
