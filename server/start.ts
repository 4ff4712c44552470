/* The whole product in one process: `npm start`. Brings its own PostgreSQL when DATABASE_URL is not set. */
import { systemClock } from './clock.ts';
import { readConfig } from './config.ts';
import { startEmbedded, type EmbeddedDatabase } from './postgres/embedded.ts';
import { printLinks } from './print-links.ts';
import { asked, runWeb, runWorker } from './run.ts';
import { startPorts } from './start-ports.ts';

const config = readConfig(process.env);
const stopping = asked();
await using stack = new AsyncDisposableStack();
const embedded = config.databaseUrl === undefined ? await startDatabase() : undefined;
const databaseUrl = config.databaseUrl ?? embedded?.url ?? '';
const { ports } = stack.use(await startPorts({ ...config, databaseUrl }, systemClock, { isWorker: true }));
await runWorker(ports, stack);
await runWeb(ports, stack);
await printLinks(ports, embedded?.folder);
await stopping;
console.log('Stopping: finishing what is in flight.');

async function startDatabase(): Promise<EmbeddedDatabase> {
  const database = stack.use(await startEmbedded(config.dataDir));
  // Nothing can be answered without it, and a start puts everything right: whatever watches this process begins anew.
  void database.lost.then(() => {
    console.error('The embedded PostgreSQL stopped. What was committed is kept: start again.');
    process.exit(1);
  });
  return database;
}
