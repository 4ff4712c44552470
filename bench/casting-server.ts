/* A web process of the product as the bench of casting runs it: alone in its process, at a moment of its own choosing. */
import { Temporal } from 'temporal-polyfill';
import { SteppedClock } from '../server/clock.ts';
import { readConfig } from '../server/config.ts';
import { asked, runWeb } from '../server/run.ts';
import { startPorts } from '../server/start-ports.ts';

const config = readConfig(process.env);
const clock = new SteppedClock(Temporal.Instant.from(process.env['BENCH_NOW'] ?? ''));
await using stack = new AsyncDisposableStack();
const databaseUrl = config.databaseUrl ?? '';
const { ports } = stack.use(await startPorts({ ...config, databaseUrl }, clock, { isWorker: false }));
const stopping = asked();
await runWeb(ports, stack);
process.send?.('ready');
await stopping;
process.disconnect();
