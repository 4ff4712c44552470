/* The web process: `node server/main.ts`. Any number of them share one PostgreSQL; DATABASE_URL is needed. */
import { systemClock } from './clock.ts';
import { readConfig } from './config.ts';
import { printLinks } from './print-links.ts';
import { asked, runWeb } from './run.ts';
import { startPorts } from './start-ports.ts';

const config = readConfig(process.env);
const { databaseUrl } = config;
if (databaseUrl === undefined)
  throw new Error('Set DATABASE_URL, or run `npm start`, which brings its own PostgreSQL.');
await using stack = new AsyncDisposableStack();
const { ports } = stack.use(await startPorts({ ...config, databaseUrl }, systemClock, { isWorker: false }));
const stopping = asked();
await runWeb(ports, stack);
await printLinks(ports);
await stopping;
