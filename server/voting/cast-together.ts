import type { Receipt } from '../../api/voting.ts';
import type { Db } from '../../db/connect.ts';
import { encodeReceipt } from '../../protocol/head.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problem.ts';
import { signHeads } from '../signed-heads.ts';
import { appendCasts, type Appended, type Cast } from './append-casts.ts';

interface Waiting {
  readonly cast: Cast;
  readonly resolve: (receipt: Receipt) => void;
  readonly reject: (error: unknown) => void;
}

/** The casts of one election in this process. There only while there are any. */
interface Lane {
  readonly ports: Ports;
  readonly electionId: string;
  /** How many are still being verified. */
  coming: number;
  /** Verified; they go to the board next. */
  waiting: Waiting[];
  isWriting: boolean;
  timer: NodeJS.Timeout | undefined;
}

/** By database and election. */
const lanes = new WeakMap<Db, Map<string, Lane>>();

/** So many ballots share a transaction at most: what one crash or one copy can send back to the start. */
const mostTogether = 64;

/** So many milliseconds a verified ballot waits for those that are still being verified. */
const patience = 25;

/**
 * Casts a ballot, once it is verified, together with others that are ready by then: one lock, one commit. Nobody waits
 * where nobody else is coming. Several processes take turns by the election's row lock. Who is refused is refused alone.
 */
export function castTogether(ports: Ports, electionId: string, verifying: Promise<Cast>): Promise<Receipt> {
  const lane = laneOf(ports, electionId);
  const { promise, resolve, reject } = Promise.withResolvers<Receipt>();
  lane.coming += 1;
  void verifying
    .then((cast) => void lane.waiting.push({ cast, resolve, reject }), reject)
    .finally(() => {
      lane.coming -= 1;
      moveOn(lane);
    });
  return promise;
}

function laneOf(ports: Ports, electionId: string): Lane {
  const open = lanes.get(ports.db) ?? new Map<string, Lane>();
  lanes.set(ports.db, open);
  const lane = open.get(electionId);
  if (lane !== undefined) return lane;
  const fresh = { ports, electionId, coming: 0, waiting: [], isWriting: false, timer: undefined };
  open.set(electionId, fresh);
  return fresh;
}

function moveOn(lane: Lane): void {
  const { ports, electionId, coming, waiting, isWriting, timer } = lane;
  if (isWriting) return;
  if (waiting.length === 0) {
    if (coming === 0) lanes.get(ports.db)?.delete(electionId);
  } else if (coming === 0 || waiting.length >= mostTogether) void write(lane);
  else lane.timer = timer ?? setTimeout(() => void write(lane), patience);
}

async function write(lane: Lane): Promise<void> {
  clearTimeout(lane.timer);
  lane.timer = undefined;
  lane.isWriting = true;
  const batch = takeBatch(lane);
  const left = lane.waiting.length;
  await castBatch(lane, batch);
  lane.isWriting = false;
  // Whoever had to let others go first has waited enough.
  if (left > 0) void write(lane);
  else moveOn(lane);
}

/** Those who came first, each voter once: a second ballot of a voter has to find the first one on the board. */
function takeBatch(lane: Lane): Waiting[] {
  const voters = new Set<string>();
  const batch: Waiting[] = [];
  const left: Waiting[] = [];
  for (const waiting of lane.waiting) {
    const { credential } = waiting.cast.ballot;
    if (batch.length < mostTogether && !voters.has(credential)) batch.push(waiting);
    else left.push(waiting);
    voters.add(credential);
  }
  lane.waiting = left;
  return batch;
}

async function castBatch(lane: Lane, batch: readonly Waiting[]): Promise<void> {
  try {
    const appended = await appendCasts(
      lane.ports,
      lane.electionId,
      batch.map(({ cast }) => cast),
    );
    answer(lane.electionId, batch, appended);
  } catch (error) {
    // The fault of one ballot is not its neighbours'. Whoever is on the board already gets the receipt of it.
    if (batch.length > 1 && !(error instanceof Problem)) for (const one of batch) await castBatch(lane, [one]);
    else for (const { reject } of batch) reject(error);
  }
}

function answer(electionId: string, batch: readonly Waiting[], { outcomes, boardKey }: Appended): void {
  const heads = outcomes.flatMap((one) => (one instanceof Problem ? [] : [{ height: one.height, hash: one.head }]));
  const signed = boardKey === null ? [] : signHeads(boardKey, electionId, heads);
  const byHeight = new Map(signed.map((head) => [head.height, head]));
  for (const [place, outcome] of outcomes.entries()) {
    const waiting = batch[place];
    if (outcome instanceof Problem) waiting?.reject(outcome);
    else {
      const { event, ...receipt } = outcome;
      const head = byHeight.get(receipt.height);
      waiting?.resolve({ ...receipt, signed: head === undefined ? null : encodeReceipt({ event, head }) });
    }
  }
}
