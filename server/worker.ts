/* The worker process: `node server/worker.ts`. Sends mail, opens and closes on the board, tallies. Any number may run. */
import { systemClock } from './clock.ts';
import { readConfig } from './config.ts';
import { asked, runWorker } from './run.ts';
import { startPorts } from './start-ports.ts';

const config = readConfig(process.env);
const { databaseUrl } = config;
if (databaseUrl === undefined)
  throw new Error('Set DATABASE_URL, or run `npm start`, which brings its own PostgreSQL.');
await using stack = new AsyncDisposableStack();
const { ports } = stack.use(await startPorts({ ...config, databaseUrl }, systemClock, { isWorker: true }));
const stopping = asked();
await runWorker(ports, stack);
await stopping;
