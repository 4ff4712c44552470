import { startHeartbeat } from './jobs/heartbeat.ts';
import { jobHandlers } from './jobs/handlers.ts';
import { serve, type RunningServer } from './http/serve.ts';
import type { Ports } from './ports.ts';

/** Answers requests. */
export async function runWeb(ports: Ports, stack: AsyncDisposableStack): Promise<RunningServer> {
  return stack.use(await serve(ports));
}

/** Does what is due by the clock, and takes jobs. */
export async function runWorker(ports: Ports, stack: AsyncDisposableStack): Promise<void> {
  await ports.queue.work(jobHandlers(ports));
  stack.use(startHeartbeat(ports));
}

/**
 * Resolves when the process is asked to stop. One wish may arrive several times, from a supervisor, npm and a terminal at
 * once; only a second Ctrl-C, by somebody who has waited a second, ends the process as it stands.
 */
export function asked(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    process.on('SIGTERM', resolve);
    process.on('SIGINT', resolve);
    process.once('SIGINT', () => {
      setTimeout(() => process.once('SIGINT', () => process.exit(130)), 1000).unref();
    });
  });
}
