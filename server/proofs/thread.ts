import { parentPort } from 'node:worker_threads';
import { tasks } from './tasks.ts';

/** One thread of the pool: takes `{ name, ask }`, answers `{ answer }` or `{ error }`. */
parentPort?.on('message', ({ name, ask }: { name: keyof typeof tasks; ask: never }) => void perform(name, ask));

async function perform(name: keyof typeof tasks, ask: never): Promise<void> {
  try {
    parentPort?.postMessage({ answer: await tasks[name](ask) });
  } catch (error) {
    parentPort?.postMessage({ error: error instanceof Error ? error : new Error(String(error)) });
  }
}
