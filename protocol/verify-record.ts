import type { BoardRules, BoardStep } from './board.ts';
import type { Check, Examined, Finding, Stage } from './checks/check.ts';
import { checkContainer, CONTAINER_CHECKS } from './checks/v01-container.ts';
import { checkBoard, checkEvents, EVENT_CHECKS, type PlacedEvent } from './checks/v02-events.ts';
import { checkSetUp, SETUP_CHECKS, type SetUp, type SetUpTexts } from './checks/v03-set-up.ts';
import { BALLOT_CHECKS, checkBallots, examineBallot, type BallotOutcome } from './checks/v04-ballots.ts';
import { checkTally, TALLY_CHECKS } from './checks/v05-tally.ts';
import { checkDecryptions, DECRYPTION_CHECKS } from './checks/v06-decryptions.ts';
import { checkResult, RESULT_CHECKS } from './checks/v07-result.ts';
import type { Election } from './election.ts';
import { lotSeed } from './lot.ts';
import { prepareElection } from './prepared-election.ts';
import type { ElectionResult } from './result.ts';

export { examineBallot, type BallotOutcome } from './checks/v04-ballots.ts';
export { prepareElection } from './prepared-election.ts';

/** Every check, in the order in which they are made. */
export const CHECKS: readonly Check[] = [
  ...CONTAINER_CHECKS,
  ...EVENT_CHECKS,
  ...SETUP_CHECKS,
  ...BALLOT_CHECKS,
  ...TALLY_CHECKS,
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

/** A record of which everything but the ballots, and what follows from them, has been checked. */
export interface OpenRecord {
  /** For `prepareElection`, once for each thread. */
  readonly election: string;
  /** In the order of the board; each goes to `examineBallot`. */
  readonly ballots: readonly string[];
  readonly rest: OpenRest;
}

interface OpenRest {
  readonly setUp: SetUp;
  readonly step: BoardStep;
  readonly events: readonly PlacedEvent[];
  readonly checklist: Checklist;
}

export type Opening =
  { readonly ok: true; readonly record: OpenRecord } | { readonly ok: false; readonly report: Report };

/**
 * Belenios 3.5, Audit. Verifies a whole record in one thread. Never throws for what the record holds.
 * The three steps can be taken one by one: `openRecord`; `examineBallot` of each ballot, anywhere; `finishRecord`.
 */
export function verifyRecord(
  bytes: Uint8Array,
  { onProgress }: { readonly onProgress?: (done: number, total: number) => void } = {},
): Report {
  const opening = openRecord([bytes]);
  if (!opening.ok) return opening.report;
  const { election, ballots } = opening.record;
  const prepared = prepareElection(election);
  const outcomes = ballots.map((text, place) => {
    const outcome = examineBallot(prepared, text);
    onProgress?.(place + 1, ballots.length);
    return outcome;
  });
  return finishRecord(opening.record, outcomes);
}

/** Belenios 3.5.1, During the voting phase. The container, the chain, the set-up and the grammar of the board. */
export function openRecord(pieces: Iterable<Uint8Array>): Opening {
  const checklist = new Checklist();
  const refused = (): Opening => ({ ok: false, report: checklist.report() });
  const container = checklist.take(checkContainer(pieces));
  if (container === undefined) return refused();
  const events = checklist.take(checkEvents(container.members));
  if (events === undefined) return refused();
  const texts = setUpTexts(events);
  if (texts === undefined) {
    checklist.find({
      check: '2.d',
      failed: 'board-grammar',
      at: 'board/0',
      detail: 'the board does not start with a set-up',
    });
    return refused();
  }
  const setUp = checklist.take(checkSetUp(texts));
  if (setUp === undefined) return refused();
  const { step } = checklist.take(checkBoard(events, boardRulesOf(setUp))) ?? {};
  checklist.setUp = setUp;
  if (step === undefined) return refused();
  checklist.step = step;
  const ballots = events.flatMap(({ event, payload }) =>
    event.type === 'Ballot' && payload !== undefined ? [payload] : [],
  );
  return { ok: true, record: { election: setUp.prepared.text, ballots, rest: { setUp, step, events, checklist } } };
}

/**
 * Belenios 3.5.2, During and after the tally. What follows from the ballots. `outcomes` are those of `record.ballots`, in
 * the same order; a ballot without an outcome has not passed.
 */
export function finishRecord(record: OpenRecord, outcomes: readonly (BallotOutcome | undefined)[]): Report {
  const { setUp, step, events, checklist } = record.rest;
  const { prepared, trustees, credentials } = setUp;
  checklist.ballots = record.ballots.length;
  const last = checklist.take(checkBallots(outcomes, record.ballots.length, credentials));
  checklist.voters = last?.size ?? 0;
  const tally = tallyAt(events);
  if (last === undefined || tally === undefined) return checklist.report();
  const totalWeight = checklist.take(checkTally(prepared, last, tally));
  if (totalWeight === undefined) return checklist.report();
  const { encryptedTally } = tally;
  const decryptions = checklist.take(
    checkDecryptions({ election: prepared.text, encryptedTally }, trustees, decryptionsAt(events)),
  );
  const result = events.at(-1);
  if (decryptions !== undefined && (step === 'decrypted' || step === 'finished')) {
    checklist.lot = lotSeed({ encryptedTally, trustees, decryptions }) ?? null;
  }
  if (decryptions === undefined || step !== 'finished' || result?.payload === undefined) return checklist.report();
  const at = `board/${result.event.height}`;
  checklist.result =
    checklist.take(
      checkResult(at, result.payload, {
        questions: prepared.election.questions,
        trustees,
        encryptedTally,
        decryptions,
        totalWeight,
      }),
    ) ?? null;
  return checklist.report();
}

function boardRulesOf({ prepared, trustees }: SetUp): BoardRules {
  return { trustees, isShuffled: prepared.election.questions.some(({ kind }) => kind === 'ballots') };
}

function setUpTexts([first]: readonly PlacedEvent[]): SetUpTexts | undefined {
  const [election, trustees, credentials] = first?.event.type === 'Setup' ? first.parts : [];
  if (election === undefined || trustees === undefined || credentials === undefined) return undefined;
  return { election, trustees, credentials };
}

function tallyAt(events: readonly PlacedEvent[]): { at: string; sized: string; encryptedTally: string } | undefined {
  const found = events.find(({ event }) => event.type === 'EncryptedTally');
  const encryptedTally = found?.parts[0];
  if (found?.payload === undefined || encryptedTally === undefined) return undefined;
  return { at: `board/${found.event.height}`, sized: found.payload, encryptedTally };
}

function decryptionsAt(events: readonly PlacedEvent[]): { at: string; owner: number; text: string }[] {
  return events.flatMap(({ event, owner, parts: [text] }) =>
    event.type === 'PartialDecryption' && owner !== undefined && text !== undefined
      ? [{ at: `board/${event.height}`, owner, text }]
      : [],
  );
}

/** Gathers what the stages say. The verdict is the value of the checks and of nothing else. */
class Checklist {
  setUp: SetUp | undefined;
  step: BoardStep | undefined;
  ballots = 0;
  voters = 0;
  result: ElectionResult | null = null;
  lot: string | null = null;
  private readonly findings: Finding[] = [];
  private examined: Examined = {};

  take<T>(stage: Stage<T>): T | undefined {
    this.examined = { ...this.examined, ...stage.examined };
    if (stage.ok) return stage.value;
    this.findings.push(...stage.findings);
    return undefined;
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
      credentials: this.setUp?.credentials.size ?? 0,
      ballots: this.ballots,
      voters: this.voters,
      notes: this.setUp?.notes ?? [],
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
