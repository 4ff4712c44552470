import { concatBytes } from '@noble/hashes/utils.js';
import { ArchiveReader } from './archive.ts';
import type { BoardStep } from './board.ts';
import type { Check, Examined, Finding, Stage } from './checks/check.ts';
import { CONTAINER_CHECKS, Misplaced } from './checks/v01-container.ts';
import { BoardWalk, EVENT_CHECKS, type PlacedEvent } from './checks/v02-events.ts';
import {
  checkSetUp,
  membersExamined,
  SETUP_CHECKS,
  strangerAt,
  type SetUp,
  type SetUpTexts,
} from './checks/v03-set-up.ts';
import { BallotExaminer } from './checks/examine-ballot.ts';
import { BALLOT_CHECKS, BallotLedger } from './checks/v04-ballots.ts';
import { checkShuffles, SHUFFLE_CHECKS } from './checks/v05-shuffles.ts';
import { checkTally, TALLY_CHECKS } from './checks/v05-tally.ts';
import { checkDecryptions, DECRYPTION_CHECKS } from './checks/v06-decryptions.ts';
import { checkResult, RESULT_CHECKS } from './checks/v07-result.ts';
import type { Election } from './election.ts';
import { lotSeed } from './lot.ts';
import { isRefused, type Refused } from './refused.ts';
import type { ElectionResult } from './result.ts';
import type { Trustees } from './trustees.ts';

export { BallotExaminer, type BallotOutcome, type BallotToExamine } from './checks/examine-ballot.ts';
export { prepareElection } from './prepared-election.ts';

/** Every check, in the order in which they are made. */
export const CHECKS: readonly Check[] = [
  ...CONTAINER_CHECKS,
  ...EVENT_CHECKS,
  ...SETUP_CHECKS,
  ...BALLOT_CHECKS,
  ...TALLY_CHECKS,
  ...SHUFFLE_CHECKS,
  ...DECRYPTION_CHECKS,
  ...RESULT_CHECKS,
];

export interface CheckedClaim {
  readonly id: string;
  readonly claim: string;
  /** null: not reached, because the record ends before it or a check before it failed. */
  readonly ok: boolean | null;
  /** What was looked at, in words: '1204 ballots'. */
  readonly examined?: string;
  /** The first place where the claim does not hold: 'board/812'. */
  readonly at?: string;
  /** The name of what failed there. */
  readonly failed?: string;
  readonly detail?: string;
  /** How many places there are where the claim does not hold. */
  readonly findings?: number;
}

export interface Report {
  /** passed: every check holds and the record is complete. unfinished: every check holds so far. */
  readonly verdict: 'passed' | 'unfinished' | 'failed';
  readonly checks: readonly CheckedClaim[];
  /** null unless passed. */
  readonly result: ElectionResult | null;
  /** The value of the lot (`lotSeed`), once all its parts are there and every check holds; null without a lot. */
  readonly lot: string | null;
  /** How far the board has come; undefined when it could not be read. */
  readonly step: BoardStep | undefined;
  readonly election: Election | undefined;
  /** The text of it. */
  readonly electionText: string | undefined;
  readonly trustees: Trustees | undefined;
  /** The tally, once it has been found to be that of the ballots; null before. */
  readonly tally: VerifiedTally | null;
  readonly credentials: number;
  /** Ballots on the board. */
  readonly ballots: number;
  /** Credentials that cast one: the ballots that count. */
  readonly voters: number;
  /** Valid, but not what a careful organiser would have done. */
  readonly notes: readonly string[];
  /** All places where a claim does not hold. */
  readonly findings: readonly Finding[];
}

/** A tally that is that of the ballots. */
export interface VerifiedTally {
  readonly height: number;
  /** The hash of its event. */
  readonly hash: string;
  /** What the trustees decrypt: where ballots are shuffled, with the last shuffle so far in it. */
  readonly encryptedTally: string;
  /** The text on the board: before the first shuffle. */
  readonly onBoard: string;
  /** How many shuffles are in it. */
  readonly shuffles: number;
}

/** A record of which everything but the ballots, and what follows from them, has been checked. */
export interface OpenRecord {
  /** The text, for a `BallotExaminer` in each thread. */
  readonly election: string;
  readonly setUp: SetUp;
  readonly step: BoardStep;
  /** The board: what is on it, and where the ballots lie. */
  readonly walk: BoardWalk;
  /** Hands out the ballots that are to be examined, and takes what became of each. */
  readonly ledger: BallotLedger;
  readonly checklist: Checklist;
}

export type Opening =
  { readonly ok: true; readonly record: OpenRecord } | { readonly ok: false; readonly report: Report };

/**
 * Belenios 3.5, Audit. Verifies a whole record in one thread. Never throws for what the record holds.
 * The steps can be taken one by one, where records are long or cores many: a `RecordReader` takes the file in pieces; each
 * ballot, whose place the ledger tells, goes to a `BallotExaminer`, anywhere; `finishRecord`.
 */
export function verifyRecord(
  bytes: Uint8Array,
  { onProgress }: { readonly onProgress?: (done: number, total: number) => void } = {},
): Report {
  const reader = new RecordReader();
  reader.push(bytes);
  const opening = reader.end();
  if (!opening.ok) return opening.report;
  const { ledger, setUp, walk } = opening.record;
  const examiner = new BallotExaminer(setUp.prepared);
  const total = walk.ballots.size;
  for (let number = 0; number < total; number += 1) {
    const ballot = ledger.ballot(number);
    ledger.take(number, examiner.examine(bytes.subarray(ballot.position, ballot.position + ballot.length), ballot));
    onProgress?.(number + 1, total);
  }
  const tally = examiner.tally();
  return finishRecord(opening.record, tally === undefined ? [] : [tally]);
}

/** What `openRecord` gives besides: the texts, for who computes the tally without looking at the proofs. */
export interface RecordInMemory extends OpenRecord {
  /** In the order of the board. */
  readonly ballots: readonly string[];
}

/** Opens a record that is in memory, in pieces. */
export function openRecord(
  pieces: readonly Uint8Array[],
): { readonly ok: true; readonly record: RecordInMemory } | Exclude<Opening, { ok: true }> {
  const bytes = concatBytes(...pieces);
  const reader = new RecordReader();
  reader.push(bytes);
  const opening = reader.end();
  if (!opening.ok) return opening;
  const { walk } = opening.record;
  const ballots = Array.from({ length: walk.ballots.size }, (_, number) => {
    const { position, length } = walk.ballotAt(number);
    return new TextDecoder().decode(bytes.subarray(position, position + length));
  });
  return { ok: true, record: { ...opening.record, ballots } };
}

/**
 * Belenios 3.5.1, During the voting phase. The container, the chain, the set-up and the grammar of the board, from pieces
 * of any length. Of ballots it keeps some hundred bytes each, whatever their length.
 */
export class RecordReader {
  private readonly archive = new ArchiveReader();
  private readonly checklist = new Checklist();
  private readonly walk = new BoardWalk((texts) => this.setUp(texts));
  private readonly leavesMembers: boolean;
  private isStopped = false;

  /**
   * With `leavesMembers` whether the credentials are members of the group is not looked at once the set-up holds otherwise:
   * somebody else must, and `settleMembers`. Until then no record passes.
   */
  constructor({ leavesMembers = false } = {}) {
    this.leavesMembers = leavesMembers;
  }

  /** The text of the election, as soon as its set-up has been read and holds. */
  get election(): string | undefined {
    return this.checklist.setUp?.prepared.text;
  }

  /** The credentials, as soon as `election` is there. */
  get credentials(): readonly string[] {
    return [...(this.checklist.setUp?.credentials.keys() ?? [])];
  }

  /** Whether more is wanted: false once something has been refused. */
  push(piece: Uint8Array): boolean {
    if (!this.isStopped) this.attempt(() => this.archive.push(piece, (member) => this.walk.take(member)));
    return !this.isStopped;
  }

  end(): Opening {
    const { checklist, walk } = this;
    this.attempt(() => {
      this.archive.end();
      checklist.look(walk.end());
    });
    const { setUp } = checklist;
    if (this.isStopped || setUp === undefined) return { ok: false, report: checklist.report() };
    checklist.step = walk.step;
    const ledger = new BallotLedger(walk, setUp.credentials, setUp.prepared);
    return { ok: true, record: { election: setUp.prepared.text, setUp, step: walk.step, walk, ledger, checklist } };
  }

  /**
   * What was left of the set-up: `stranger` is the place of the first credential that is not a member of the group, or -1.
   * If there is one, nothing after the set-up counts: the report is that of a record whose set-up was refused.
   */
  settleMembers(opening: Opening, stranger: number): Opening {
    const { checklist } = this;
    if (stranger !== -1) {
      const refused = new Checklist();
      refused.find(strangerAt(stranger));
      return { ok: false, report: refused.report() };
    }
    if (checklist.setUp !== undefined) checklist.look(membersExamined(checklist.setUp.credentials));
    return opening.ok ? opening : { ok: false, report: checklist.report() };
  }

  private setUp(texts: SetUpTexts): SetUp {
    const setUp = this.checklist.take(checkSetUp(texts, { leavesMembers: this.leavesMembers }));
    if (setUp === undefined) throw new Stopped();
    this.checklist.setUp = setUp;
    return setUp;
  }

  private attempt(read: () => void): void {
    if (this.isStopped) return;
    try {
      read();
    } catch (error) {
      this.isStopped = true;
      if (error instanceof Stopped) return;
      if (!isRefused(error)) throw error;
      this.checklist.find(this.findingFor(error));
    }
  }

  private findingFor(error: Refused): Finding {
    const { failed, detail } = error;
    if (error instanceof Misplaced) return { check: error.check, at: error.at, failed, detail };
    const check = failed === 'archive-header' ? '1.b' : '1.a';
    return { check, at: `member/${this.archive.place}`, failed, detail };
  }
}

/** The findings are on the list already. */
class Stopped extends Error {}

/**
 * Belenios 3.5.2, During and after the tally. What follows from the ballots, once the ledger has what became of each.
 * `parts` are the tallies of the ballots that count, as many as there were examiners that had any.
 */
export function finishRecord({ setUp, step, walk, ledger, checklist }: OpenRecord, parts: readonly string[]): Report {
  checklist.ballots = walk.ballots.size;
  const electorate = checklist.take(ledger.stage());
  checklist.voters = electorate?.voters ?? 0;
  const tally = tallyAt(walk.events);
  if (electorate === undefined || tally === undefined) return checklist.report();
  if (checklist.take(checkTally(setUp, electorate, parts, tally)) === undefined) return checklist.report();
  const areOver = step !== 'shuffling';
  const shuffles = ownedAt(walk.events, 'Shuffle');
  const encryptedTally = checklist.take(checkShuffles(setUp, tally.encryptedTally, shuffles, areOver));
  if (encryptedTally === undefined) return checklist.report();
  const { height, hash, encryptedTally: onBoard } = tally;
  checklist.tally = { height, hash, encryptedTally, onBoard, shuffles: shuffles.length };
  if (!areOver) return checklist.report();
  const { trustees } = setUp;
  const decryptions = checklist.take(
    checkDecryptions(setUp, encryptedTally, ownedAt(walk.events, 'PartialDecryption')),
  );
  const result = walk.events.at(-1);
  if (decryptions !== undefined && (step === 'decrypted' || step === 'finished')) {
    checklist.lot = lotSeed({ encryptedTally: onBoard, trustees, decryptions }) ?? null;
  }
  if (decryptions === undefined || step !== 'finished' || result?.payload === undefined) return checklist.report();
  const { questions } = setUp.prepared.election;
  const { totalWeight } = electorate;
  checklist.result =
    checklist.take(
      checkResult(`board/${result.event.height}`, result.payload, {
        ...{ questions, trustees, encryptedTally, decryptions, totalWeight },
      }),
    ) ?? null;
  return checklist.report();
}

interface TallyOnBoard {
  readonly at: string;
  readonly height: number;
  readonly hash: string;
  readonly sized: string;
  readonly encryptedTally: string;
}

function tallyAt(events: readonly PlacedEvent[]): TallyOnBoard | undefined {
  const found = events.find(({ event }) => event.type === 'EncryptedTally');
  const encryptedTally = found?.parts[0];
  if (found?.payload === undefined || encryptedTally === undefined) return undefined;
  const { height } = found.event;
  return { at: `board/${height}`, height, hash: found.hash, sized: found.payload, encryptedTally };
}

function ownedAt(
  events: readonly PlacedEvent[],
  type: 'Shuffle' | 'PartialDecryption',
): { at: string; owner: number; text: string }[] {
  return events.flatMap(({ event, owner, parts: [text] }) =>
    event.type === type && owner !== undefined && text !== undefined
      ? [{ at: `board/${event.height}`, owner, text }]
      : [],
  );
}

/** Gathers what the stages say. The verdict is the value of the checks and of nothing else. */
export class Checklist {
  setUp: SetUp | undefined;
  step: BoardStep | undefined;
  ballots = 0;
  voters = 0;
  result: ElectionResult | null = null;
  lot: string | null = null;
  tally: VerifiedTally | null = null;
  private readonly notes: string[] = [];
  private readonly findings: Finding[] = [];
  private examined: Examined = {};

  take<T>(stage: Stage<T>): T | undefined {
    this.look(stage.examined);
    if (stage.ok) {
      this.notes.push(...(stage.notes ?? []));
      return stage.value;
    }
    for (const finding of stage.findings) this.findings.push(finding);
    return undefined;
  }

  look(examined: Examined): void {
    this.examined = { ...this.examined, ...examined };
  }

  find(finding: Finding): void {
    this.findings.push(finding);
  }

  report(): Report {
    const checks = CHECKS.map((check) => this.checked(check));
    const passed = this.result !== null && checks.every(({ ok }) => ok === true);
    const failed = this.findings.length > 0 || this.step === undefined || (this.step === 'finished' && !passed);
    return {
      verdict: failed ? 'failed' : passed ? 'passed' : 'unfinished',
      checks,
      result: passed ? this.result : null,
      lot: failed ? null : this.lot,
      step: this.step,
      election: this.setUp?.prepared.election,
      electionText: this.setUp?.prepared.text,
      trustees: this.setUp?.trustees,
      tally: failed ? null : this.tally,
      credentials: this.setUp?.credentials.size ?? 0,
      ballots: this.ballots,
      voters: this.voters,
      notes: this.notes,
      findings: this.findings,
    };
  }

  private checked({ id, claim }: Check): CheckedClaim {
    const found = this.findings.filter(({ check }) => check === id);
    const examined = this.examined[id];
    const looked = examined === undefined ? {} : { examined };
    const [first] = found;
    if (first === undefined) return { id, claim, ok: examined === undefined ? null : true, ...looked };
    const { at, failed, detail } = first;
    return { id, claim, ok: false, ...looked, at, failed, detail, findings: found.length };
  }
}
