import {
  examineBallot,
  finishRecord,
  openRecord,
  prepareElection,
  type BallotOutcome,
  type CheckedClaim,
  type OpenRecord,
  type Report,
} from '../../protocol/verify-record.ts';
import { lotOrders } from '../../protocol/lot.ts';
import { rules as rulesContract, type Rules } from '../../api/rules.ts';
import { recount, type LotOrders, type Recount } from '../../counting/recount.ts';

/** The verification of a record, in the visitor's own browser. One worker holds the record; the others help with ballots. */

export type ToChecker =
  | { readonly ask: 'open'; readonly bytes: ArrayBuffer }
  | { readonly ask: 'prepare'; readonly election: string }
  | { readonly ask: 'examine'; readonly ballots: readonly string[] }
  | { readonly ask: 'finish'; readonly outcomes: readonly (BallotOutcome | undefined)[]; readonly height: number };

export type FromChecker =
  | { readonly says: 'opened'; readonly election: string; readonly ballots: readonly string[] }
  | { readonly says: 'prepared' }
  | { readonly says: 'examined'; readonly outcomes: readonly BallotOutcome[] }
  | { readonly says: 'report'; readonly report: CheckReport }
  | { readonly says: 'stopped'; readonly words: string };

/** The report as plain data, with what the page compares. */
export interface CheckReport extends Omit<Recount, 'notes'> {
  /** Undefined when the record holds no rules that this program knows. */
  readonly rules: Rules | undefined;
  /** How ties fall in each contest, by the lot that the record opens. */
  readonly lots: LotOrders;
  readonly verdict: Report['verdict'];
  readonly checks: readonly CheckedClaim[];
  readonly step: Report['step'];
  readonly ballots: number;
  readonly voters: number;
  readonly notes: readonly string[];
  readonly fingerprint: string | undefined;
  /** The hash of the entry that the page calls the last, in this record; undefined when the record is shorter. */
  readonly hashAtPage: string | undefined;
}

let record: OpenRecord | undefined;
let prepared: ReturnType<typeof prepareElection> | undefined;

function answer(ask: ToChecker): FromChecker {
  switch (ask.ask) {
    case 'open': {
      const opening = openRecord([new Uint8Array(ask.bytes)]);
      if (!opening.ok) return { says: 'report', report: plain(opening.report, undefined, 0) };
      record = opening.record;
      return { says: 'opened', election: record.election, ballots: record.ballots };
    }
    case 'prepare':
      prepared = prepareElection(ask.election);
      return { says: 'prepared' };
    case 'examine': {
      const election = prepared;
      if (election === undefined) return { says: 'stopped', words: 'The election was not prepared.' };
      return { says: 'examined', outcomes: ask.ballots.map((text) => examineBallot(election, text)) };
    }
    case 'finish':
      if (record === undefined) return { says: 'stopped', words: 'The record was not opened.' };
      return { says: 'report', report: plain(finishRecord(record, ask.outcomes), record, ask.height) };
  }
}

function plain(report: Report, opened: OpenRecord | undefined, height: number): CheckReport {
  const { verdict, checks, step, ballots, voters, notes } = report;
  const lots = report.lot === null ? [] : lotOrders(report.lot, report.election?.rules);
  const read = rulesContract.safeParse(report.election?.rules);
  const { contests, quorum, isVoid, notes: rulesNotes } = recount(report, lots);
  return {
    contests,
    lots,
    quorum,
    isVoid,
    rules: read.success ? read.data : undefined,
    verdict,
    checks,
    step,
    ballots,
    voters,
    notes: [...notes, ...rulesNotes],
    fingerprint: opened?.rest.setUp.prepared.fingerprint,
    hashAtPage: opened?.rest.events[height]?.hash,
  };
}

addEventListener('message', ({ data }: MessageEvent<ToChecker>) => {
  try {
    postMessage(answer(data));
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    postMessage({ says: 'stopped', words } satisfies FromChecker);
  }
});
