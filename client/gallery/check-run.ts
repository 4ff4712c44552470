import { startWorker } from '../parts/worker.ts';
import checkerUrl from './check.worker.ts?worker&url';
import type { Examined, FromChecker, ToChecker } from './check.worker.ts';
import type { CheckEvent } from './check-state.ts';
import { recordAddress } from './page.ts';

type Say = (event: CheckEvent) => void;

/** Fetches the record and checks all of it, on as many threads as the device has. Says what it is doing. */
export async function runCheck(electionId: string, height: number, say: Say): Promise<void> {
  say({ type: 'fetching' });
  const record = await fetchRecord(electionId);
  if (record === undefined) {
    say({ type: 'stopped', words: 'The record could not be fetched. Try again.' });
    return;
  }
  const workers = [new Checker()];
  try {
    await check(workers, record, height, say);
  } catch (error) {
    say({ type: 'stopped', words: error instanceof Error ? error.message : String(error) });
  } finally {
    for (const worker of workers) worker.end();
  }
}

/** As a blob, which the browser may keep on disk. */
async function fetchRecord(electionId: string): Promise<Blob | undefined> {
  try {
    const response = await fetch(recordAddress(electionId), { credentials: 'omit', cache: 'no-store' });
    return response.ok ? await response.blob() : undefined;
  } catch {
    return undefined;
  }
}

async function check(workers: Checker[], record: Blob, height: number, say: Say): Promise<void> {
  const [board] = workers;
  if (board === undefined) return;
  say({ type: 'opening', bytes: record.size });
  const opened = await board.ask({ ask: 'open', record });
  if (opened.says === 'report') {
    say({ type: 'reported', report: opened.report });
    return;
  }
  if (opened.says !== 'opened') throw new Error(troubleOf(opened));
  const { ballots, election } = opened;
  say({ type: 'opened', ballots });
  const helpers = Array.from({ length: helpersFor(ballots) }, () => new Checker());
  workers.push(...helpers);
  await Promise.all(helpers.map((helper) => helper.ask({ ask: 'prepare', record, election })));
  await examineAll(board, helpers, say);
  const tallies = await Promise.all(helpers.map(tallyOf));
  say({ type: 'finishing' });
  const finished = await board.ask({ ask: 'finish', tallies: tallies.flat(), height });
  if (finished.says !== 'report') throw new Error(troubleOf(finished));
  say({ type: 'reported', report: finished.report });
}

const chunk = 8;

/** Besides the one that keeps the board, which hardly works meanwhile. One core is left to the page. */
function helpersFor(ballots: number): number {
  return Math.max(1, Math.min(navigator.hardwareConcurrency - 1, 8, Math.ceil(ballots / chunk)));
}

/** Each helper takes the next few ballots until there are none. */
async function examineAll(board: Checker, helpers: readonly Checker[], say: Say): Promise<void> {
  let done = 0;
  const work = async (helper: Checker) => {
    let examined: Examined = [];
    for (;;) {
      const handed = await board.ask({ ask: 'next', examined, count: chunk });
      if (handed.says !== 'next') throw new Error(troubleOf(handed));
      if (handed.ballots.length === 0) return;
      const said = await helper.ask({ ask: 'examine', ballots: handed.ballots });
      if (said.says !== 'examined') throw new Error(troubleOf(said));
      ({ examined } = said);
      done += examined.length;
      say({ type: 'examined', done });
    }
  };
  await Promise.all(helpers.map(work));
}

async function tallyOf(helper: Checker): Promise<readonly string[]> {
  const said = await helper.ask({ ask: 'tally' });
  if (said.says !== 'tally') throw new Error(troubleOf(said));
  return said.tally === undefined ? [] : [said.tally];
}

function troubleOf(said: FromChecker): string {
  return said.says === 'stopped' ? said.words : 'The check stopped without a reason.';
}

/** A worker that answers in the order in which it is asked. */
class Checker {
  private readonly worker = startWorker(checkerUrl);
  private readonly waiting: PromiseWithResolvers<FromChecker>[] = [];

  constructor() {
    this.worker.onmessage = ({ data }: MessageEvent<FromChecker>) => this.waiting.shift()?.resolve(data);
    this.worker.onerror = () => {
      for (const { reject } of this.waiting.splice(0)) reject(new Error('This browser could not run the check.'));
    };
  }

  ask(question: ToChecker): Promise<FromChecker> {
    const answered = Promise.withResolvers<FromChecker>();
    this.waiting.push(answered);
    this.worker.postMessage(question);
    return answered.promise;
  }

  end(): void {
    this.worker.terminate();
  }
}
