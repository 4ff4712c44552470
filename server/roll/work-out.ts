import type { Temporal } from 'temporal-polyfill';
import { chunks } from '../../db/chunks.ts';
import type { Reader } from '../../db/connect.ts';
import { readEventsText, readPastElections, readTurnoutOf, type Considered } from '../../db/roll-events.ts';
import type { RollBasis } from '../../db/schema.ts';
import type { Judging } from '../judge-members.ts';
import type { Ports } from '../ports.ts';

/** What a roll is worked out by: everything besides the events and who the people are. */
export interface RollWork {
  readonly recordAt: Temporal.Instant;
  readonly affirmBy: Temporal.Instant | null;
  readonly applyBy: Temporal.Instant | null;
  /** The number of the last event that counts. */
  readonly upTo: string;
  readonly basis: RollBasis;
}

/** So many people at a time, and so many times at once: memory stays flat, and every core has something to do. */
const atOnce = 1000;
const inFlight = 4;

/**
 * Each person in or out, with the reasons, as JSON texts in the order of the people. The threads judge; this one reads and
 * writes, and goes on answering requests.
 */
export async function* workOut(
  { proofs }: Pick<Ports, 'proofs'>,
  db: Reader,
  people: readonly Considered[],
  work: RollWork,
): AsyncGenerator<string> {
  const judged: Promise<string>[] = [];
  for await (const ask of asks(db, people, work)) {
    const verdicts = proofs.run('judgeMembers', ask);
    // One that fails is thrown when its turn comes.
    verdicts.catch(() => undefined);
    judged.push(verdicts);
    if (judged.length >= inFlight) yield (await judged.shift()) ?? '[]';
  }
  for (const verdicts of judged) yield await verdicts;
}

async function* asks(db: Reader, people: readonly Considered[], work: RollWork): AsyncGenerator<Judging> {
  const { recordAt, affirmBy, applyBy, upTo, basis } = work;
  const past = await readPastElections(db, recordAt);
  const elections = [...past.values()].map((one) => ({ ...one, closedAt: one.closedAt.toString() }));
  const duplicates = Map.groupBy(Object.entries(basis.merged), ([, into]) => into);
  const { rules, tiers } = basis;
  for (const some of chunks(people, atOnce)) {
    const merged = some.flatMap(({ id }) => duplicates.get(id) ?? []);
    const ids = [...some.map(({ id }) => id), ...merged.map(([id]) => id)];
    yield {
      ...{ recordAt: recordAt.toString(), basis: { rules, tiers }, elections },
      ...{ affirmBy: affirmBy?.toString() ?? null, applyBy: applyBy?.toString() ?? null },
      people: some.map(({ id }) => id),
      merged: Object.fromEntries(merged),
      events: await readEventsText(db, ids, upTo),
      turnout: await readTurnoutOf(db, ids, [...past.keys()]),
    };
  }
}
