import type { Receipt } from '../../api/voting.ts';
import type { Db } from '../../db/connect.ts';
import { encodeReceipt } from '../../protocol/head.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problem.ts';
import { signHeads } from '../signed-heads.ts';
import { appendCasts, type Cast, type Unsigned } from './append-casts.ts';

interface Waiting {
  readonly cast: Cast;
  readonly resolve: (receipt: Receipt) => void;
  readonly reject: (error: unknown) => void;
}

/** The ballots of one election that wait for its row lock in this process; the first of them has taken it already. */
type Lane = Waiting[];

/** By database and election. A lane is there only while somebody is in it. */
const lanes = new WeakMap<Db, Map<string, Lane>>();

/** So many ballots share a transaction at most: what one crash or one copy can send back to the start. */
const mostTogether = 64;

/**
 * Casts a ballot together with all that were verified while the transaction before was written: one lock, one commit.
 * Several processes take turns by the election's row lock. Who is refused is refused alone.
 */
export function castTogether(ports: Ports, electionId: string, cast: Cast): Promise<Receipt> {
  const { promise, resolve, reject } = Promise.withResolvers<Receipt>();
  const open = lanes.get(ports.db) ?? new Map<string, Lane>();
  lanes.set(ports.db, open);
  const lane = open.get(electionId);
  if (lane !== undefined) lane.push({ cast, resolve, reject });
  else {
    const fresh = [{ cast, resolve, reject }];
    open.set(electionId, fresh);
    void empty(ports, electionId, fresh, open);
  }
  return promise;
}

async function empty(ports: Ports, electionId: string, lane: Lane, open: Map<string, Lane>): Promise<void> {
  while (lane.length > 0) await castBatch(ports, electionId, takeBatch(lane));
  // In the same turn in which it was seen empty: nobody can have joined it since.
  open.delete(electionId);
}

/** Those who came first, each voter once: a second ballot of a voter has to find the first one on the board. */
function takeBatch(lane: Lane): Waiting[] {
  const voters = new Set<string>();
  const batch: Waiting[] = [];
  const left: Waiting[] = [];
  for (const waiting of lane) {
    const { credential } = waiting.cast.ballot;
    if (batch.length < mostTogether && !voters.has(credential)) batch.push(waiting);
    else left.push(waiting);
    voters.add(credential);
  }
  lane.splice(0, lane.length, ...left);
  return batch;
}

async function castBatch(ports: Ports, electionId: string, batch: readonly Waiting[]): Promise<void> {
  try {
    const casts = batch.map(({ cast }) => cast);
    const outcomes = await appendCasts(ports, electionId, casts);
    // The receipts are signed while the next ballots are written.
    void answer(ports, electionId, batch, outcomes);
  } catch (error) {
    // The fault of one ballot is not its neighbours'. Whoever is on the board already gets the receipt of it.
    if (batch.length > 1 && !(error instanceof Problem)) {
      for (const one of batch) await castBatch(ports, electionId, [one]);
    } else for (const { reject } of batch) reject(error);
  }
}

async function answer(
  ports: Ports,
  electionId: string,
  batch: readonly Waiting[],
  outcomes: readonly (Unsigned | Problem)[],
): Promise<void> {
  try {
    const heads = outcomes.flatMap((one) => (one instanceof Problem ? [] : [{ height: one.height, hash: one.head }]));
    const signed = heads.length === 0 ? [] : await signHeads(ports, electionId, heads);
    const byHeight = new Map(signed?.map((head) => [head.height, head]));
    for (const [place, outcome] of outcomes.entries()) {
      const waiting = batch[place];
      if (outcome instanceof Problem) waiting?.reject(outcome);
      else {
        const { event, ...receipt } = outcome;
        const head = byHeight.get(outcome.height);
        waiting?.resolve({ ...receipt, signed: head === undefined ? null : encodeReceipt({ event, head }) });
      }
    }
  } catch (error) {
    for (const { reject } of batch) reject(error);
  }
}
