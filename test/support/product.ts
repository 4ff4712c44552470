import { Temporal } from 'temporal-polyfill';
import { Refusal, Visitor } from '../../demo/visitor.ts';
import { SteppedClock } from '../../server/clock.ts';
import { readConfig } from '../../server/config.ts';
import { serve } from '../../server/http/serve.ts';
import { jobHandlers } from '../../server/jobs/handlers.ts';
import { beat } from '../../server/jobs/heartbeat.ts';
import type { Ports } from '../../server/ports.ts';
import { makeSetUpLink } from '../../server/sign-in/set-up.ts';
import { startPorts } from '../../server/start-ports.ts';
import { aBoard } from './bodies.ts';
import { freshDatabase } from './database.ts';
import { freePort } from './free-port.ts';

export { Refusal, Visitor };

/** The moment at which a test's product starts; its clock stands still until it is moved. */
export const START = Temporal.Instant.from('2027-05-01T12:00:00Z');

/** The whole product on a database of its own, with a board to elect: real HTTP, real PostgreSQL; the clock and the mailbox are the test's. */
export interface Product extends AsyncDisposable {
  readonly ports: Ports;
  readonly clock: SteppedClock;
  readonly url: string;
  readonly databaseUrl: string;
  /** Does what is due, then runs every job, until nothing is left. */
  settle(): Promise<void>;
  visitor(): Visitor;
}

export async function startProduct(settings: Record<string, string> = {}): Promise<Product> {
  const stack = new AsyncDisposableStack();
  const database = stack.use(await freshDatabase());
  const clock = new SteppedClock(START);
  const port = String(await freePort());
  const config = readConfig({
    PORT: port,
    TRUST_PROXY: 'loopback',
    LOG_LEVEL: 'error',
    ORGANISATION: 'Lantern Software Foundation',
    ...settings,
  });
  const { ports } = stack.use(await startPorts({ ...config, databaseUrl: database.url }, clock, { isWorker: false }));
  await aBoard(ports);
  const server = stack.use(await serve(ports));
  const url = `http://localhost:${server.port}`;
  return {
    ports,
    clock,
    url,
    databaseUrl: database.url,
    async settle() {
      await beat(ports);
      await ports.queue.runToEmpty(jobHandlers(ports));
    },
    visitor: () => new Visitor(url),
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}

/** The refusal of a promise that must be refused. */
export async function refusalOf(promise: Promise<unknown>): Promise<Refusal> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error('It was expected to be refused');
}

/** Signed in as the first administrator, who is an officer too. */
export async function anAdministrator(product: Product): Promise<Visitor> {
  const link = await makeSetUpLink(product.ports);
  const officer = product.visitor();
  const token = link?.split('#')[1] ?? '';
  const body = { token, name: 'Ines Halvorsen', email: 'ines@lantern.example', password: 'seven quiet herons wade' };
  await officer.call('setUp', { body });
  return officer;
}
