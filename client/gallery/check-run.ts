import type { BallotOutcome } from '../../protocol/verify-record.ts';
import { startWorker } from '../parts/worker.ts';
import checkerUrl from './check.worker.ts?worker&url';
import type { FromChecker, ToChecker } from './check.worker.ts';
import type { CheckEvent } from './check-state.ts';
import { recordAddress } from './page.ts';

type Say = (event: CheckEvent) => void;

/** Fetches the record and checks all of it, on as many threads as the device has. Says what it is doing. */
export async function runCheck(electionId: string, height: number, say: Say): Promise<void> {
  say({ type: 'fetching' });
  const bytes = await fetchRecord(electionId);
  if (bytes === undefined) {
    say({ type: 'stopped', words: 'The record could not be fetched. Try again.' });
    return;
  }
  const workers = [new Checker()];
  try {
    await check(workers, bytes, height, say);
  } catch (error) {
    say({ type: 'stopped', words: error instanceof Error ? error.message : String(error) });
  } finally {
    for (const worker of workers) worker.end();
  }
}

async function fetchRecord(electionId: string): Promise<ArrayBuffer | undefined> {
  try {
    const response = await fetch(recordAddress(electionId), { credentials: 'omit', cache: 'no-store' });
    return response.ok ? await response.arrayBuffer() : undefined;
  } catch {
    return undefined;
  }
}

async function check(workers: Checker[], bytes: ArrayBuffer, height: number, say: Say): Promise<void> {
  const [first] = workers;
  if (first === undefined) return;
  say({ type: 'opening', bytes: bytes.byteLength });
  const opened = await first.ask({ ask: 'open', bytes }, [bytes]);
  if (opened.says === 'report') {
    say({ type: 'reported', report: opened.report });
    return;
  }
  if (opened.says !== 'opened') throw new Error(troubleOf(opened));
  say({ type: 'opened', ballots: opened.ballots.length });
  workers.push(...Array.from({ length: helpersFor(opened.ballots.length) }, () => new Checker()));
  await Promise.all(workers.map((worker) => worker.ask({ ask: 'prepare', election: opened.election })));
  const outcomes = await examineAll(workers, opened.ballots, say);
  say({ type: 'finishing' });
  const finished = await first.ask({ ask: 'finish', outcomes, height });
  if (finished.says !== 'report') throw new Error(troubleOf(finished));
  say({ type: 'reported', report: finished.report });
}

const chunk = 16;

/** Besides the first; none for few ballots. One core is left to the page. */
function helpersFor(ballots: number): number {
  return Math.max(0, Math.min(navigator.hardwareConcurrency - 2, 7, Math.ceil(ballots / chunk) - 1));
}

/** Each worker takes the next few ballots until there are none. */
async function examineAll(
  workers: readonly Checker[],
  ballots: readonly string[],
  say: Say,
): Promise<readonly (BallotOutcome | undefined)[]> {
  const outcomes = Array.from<BallotOutcome | undefined>({ length: ballots.length });
  let next = 0;
  let done = 0;
  const work = async (worker: Checker) => {
    while (next < ballots.length) {
      const start = next;
      next += chunk;
      const said = await worker.ask({ ask: 'examine', ballots: ballots.slice(start, start + chunk) });
      if (said.says !== 'examined') throw new Error(troubleOf(said));
      for (const [place, outcome] of said.outcomes.entries()) outcomes[start + place] = outcome;
      done += said.outcomes.length;
      say({ type: 'examined', done });
    }
  };
  await Promise.all(workers.map(work));
  return outcomes;
}

function troubleOf(said: FromChecker): string {
  return said.says === 'stopped' ? said.words : 'The check stopped without a reason.';
}

/** A worker that is asked one thing at a time. */
class Checker {
  private readonly worker = startWorker(checkerUrl);

  ask(question: ToChecker, moved: Transferable[] = []): Promise<FromChecker> {
    const answered = Promise.withResolvers<FromChecker>();
    this.worker.onmessage = ({ data }: MessageEvent<FromChecker>) => answered.resolve(data);
    this.worker.onerror = () => answered.reject(new Error('This browser could not run the check.'));
    this.worker.postMessage(question, moved);
    return answered.promise;
  }

  end(): void {
    this.worker.terminate();
  }
}
