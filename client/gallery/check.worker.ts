import {
  BallotExaminer,
  finishRecord,
  RecordReader,
  type BallotOutcome,
  type BallotToExamine,
  type CheckedClaim,
  type OpenRecord,
  type Opening,
  type Report,
} from '../../protocol/verify-record.ts';
import { lotOrders } from '../../protocol/lot.ts';
import { rules as rulesContract, type Rules } from '../../api/rules.ts';
import { recount, type LotOrders, type Recount } from '../../counting/recount.ts';

/**
 * The verification of a record, in the visitor's own browser. One worker keeps the board and hands out ballots; each reads
 * the ballots that it examines out of the file, so that nobody holds them all.
 */

/** Which ballot of the board, from 0, and what became of it. */
export type Examined = readonly (readonly [number: number, outcome: BallotOutcome])[];

export type ToChecker =
  | { readonly ask: 'open'; readonly record: Blob }
  | { readonly ask: 'prepare'; readonly record: Blob; readonly election: string }
  /** Takes what was examined, and asks for the next ballots. */
  | { readonly ask: 'next'; readonly examined: Examined; readonly count: number }
  | { readonly ask: 'examine'; readonly ballots: readonly BallotToExamine[] }
  | { readonly ask: 'tally' }
  | { readonly ask: 'finish'; readonly tallies: readonly string[]; readonly height: number };

export type FromChecker =
  | { readonly says: 'opened'; readonly election: string; readonly ballots: number }
  | { readonly says: 'prepared' }
  | { readonly says: 'next'; readonly ballots: readonly BallotToExamine[] }
  | { readonly says: 'examined'; readonly examined: Examined }
  /** Undefined when none of the ballots that were examined here counts. */
  | { readonly says: 'tally'; readonly tally: string | undefined }
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

let opened: OpenRecord | undefined;
let handed = 0;
let helper: { readonly record: Blob; readonly examiner: BallotExaminer } | undefined;

async function answer(asked: ToChecker): Promise<FromChecker> {
  switch (asked.ask) {
    case 'open': {
      const opening = await openBlob(asked.record);
      if (!opening.ok) return { says: 'report', report: plain(opening.report, undefined, 0) };
      opened = opening.record;
      return { says: 'opened', election: opened.election, ballots: opened.walk.ballots.size };
    }
    case 'prepare':
      helper = { record: asked.record, examiner: new BallotExaminer(asked.election) };
      return { says: 'prepared' };
    case 'next':
      return next(asked.examined, asked.count);
    case 'examine':
      return { says: 'examined', examined: await Promise.all(asked.ballots.map(examine)) };
    case 'tally':
      return { says: 'tally', tally: helper?.examiner.tally() };
    case 'finish':
      if (opened === undefined) return { says: 'stopped', words: 'The record was not opened.' };
      return { says: 'report', report: plain(finishRecord(opened, asked.tallies), opened, asked.height) };
  }
}

const pieceBytes = 1024 * 1024;

async function openBlob(record: Blob): Promise<Opening> {
  const reader = new RecordReader();
  for (let start = 0; start < record.size; start += pieceBytes) {
    const piece = await record.slice(start, start + pieceBytes).arrayBuffer();
    if (!reader.push(new Uint8Array(piece))) break;
  }
  return reader.end();
}

function next(examined: Examined, count: number): FromChecker {
  if (opened === undefined) return { says: 'stopped', words: 'The record was not opened.' };
  const { ledger, walk } = opened;
  for (const [number, outcome] of examined) ledger.take(number, outcome);
  const first = handed;
  handed = Math.min(first + count, walk.ballots.size);
  return { says: 'next', ballots: Array.from({ length: handed - first }, (_, place) => ledger.ballot(first + place)) };
}

async function examine(ballot: BallotToExamine): Promise<Examined[number]> {
  if (helper === undefined) throw new Error('The election was not prepared.');
  const { record, examiner } = helper;
  const { position, length, number } = ballot;
  const isTooLong = examiner.isTooLong(ballot);
  const content = isTooLong ? new ArrayBuffer() : await record.slice(position, position + length).arrayBuffer();
  return [number, examiner.examine(new Uint8Array(content), ballot)];
}

function plain(report: Report, record: OpenRecord | undefined, height: number): CheckReport {
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
    fingerprint: record?.setUp.prepared.fingerprint,
    hashAtPage: record?.walk.headAt(height),
  };
}

addEventListener('message', ({ data }: MessageEvent<ToChecker>) => void answerTo(data));

async function answerTo(asked: ToChecker): Promise<void> {
  try {
    postMessage(await answer(asked));
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    postMessage({ says: 'stopped', words } satisfies FromChecker);
  }
}
