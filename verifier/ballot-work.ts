import { parentPort, workerData } from 'node:worker_threads';
import type { BallotOutcome, BallotToExamine } from '../protocol/checks/examine-ballot.ts';
import { publicArithmetic } from '../protocol/kernel/public-arithmetic.ts';
import { firstNonMember } from '../protocol/public-elements.ts';
import { BallotReader } from './ballot-reader.ts';

/** What a thread is asked: first to prepare for an election, and one to look at its credentials, then to examine ballots, then for the tally of those. */
export type ToWorker =
  | { readonly ask: 'prepare'; readonly election: string }
  | { readonly ask: 'members'; readonly credentials: readonly string[] }
  | { readonly ask: 'examine'; readonly ballots: readonly BallotToExamine[] }
  | { readonly ask: 'tally' };

export type Outcomes = readonly (readonly [number: number, outcome: BallotOutcome])[];

export type FromWorker =
  /** The place of the first credential that is not a member of the group, or -1. */
  | { readonly says: 'members'; readonly stranger: number }
  | { readonly says: 'examined'; readonly outcomes: Outcomes }
  /** Undefined when none of the ballots that it examined counts. */
  | { readonly says: 'tally'; readonly tally: string | undefined };

/** The file, opened by whoever started the thread: all read the same one, whatever becomes of its name. */
const { descriptor } = workerData as { readonly descriptor: number };

let reader: BallotReader | undefined;

// It starts while the asker still reads the set-up.
publicArithmetic();

parentPort?.on('message', (asked: ToWorker) => {
  const said = answer(asked);
  if (said !== undefined) parentPort?.postMessage(said);
});

function answer(asked: ToWorker): FromWorker | undefined {
  switch (asked.ask) {
    case 'prepare':
      reader = new BallotReader(descriptor, asked.election);
      return undefined;
    case 'members':
      return { says: 'members', stranger: firstNonMember(asked.credentials) };
    case 'examine':
      return { says: 'examined', outcomes: asked.ballots.map((ballot) => [ballot.number, examine(ballot)]) };
    case 'tally':
      return { says: 'tally', tally: reader?.tally() };
  }
}

function examine(ballot: BallotToExamine): BallotOutcome {
  if (reader === undefined) throw new Error('The thread was not prepared');
  return reader.examine(ballot);
}
