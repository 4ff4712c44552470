import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../server/free-port.ts';
import { startEmbedded } from '../server/postgres/embedded.ts';
import { administer, databaseUrl } from '../test/support/global-postgres.ts';
import type { Load, Measured } from './casting-client.ts';
import { fill, makeElection, now } from './casting-world.ts';
import { milliseconds, percentile, row } from './figures.ts';

const voters = 1000;
/** So many cast before the clock starts, while Node still compiles what it runs often. */
const before = 300;
const atOnce = 20;
const filled = 50_000;

/** Casts over HTTP: signed-in voters, sealed ballots, all proofs checked, every ballot on disk before its receipt. */
export async function benchCasting(): Promise<void> {
  console.log(
    `\nCasting ballots of 26 choices over HTTP, ${atOnce} at a time: client, server and PostgreSQL on this machine`,
  );
  await using stack = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), 'quorate-bench-'));
  await chmod(folder, 0o755);
  stack.defer(() => rm(folder, { recursive: true, force: true }));
  const database = stack.use(await startEmbedded(folder));
  const { electionId, voters: ready } = await makeElection(database.url, before + voters);
  // The same ballots twice, each time on a board that has never seen them.
  const [empty, full] = [await copy(database.url, 'empty'), await copy(database.url, 'filled')];
  await fill(full, electionId, filled, ready[0]?.ballot ?? '');
  for (const [url, ballots] of [
    [empty, 0],
    [full, filled],
  ] as const) {
    const load = { electionId, atOnce, before, voters: ready };
    report(await measure(url, folder, load, database.processId), ballots);
  }
}

async function copy(url: string, name: string): Promise<string> {
  await administer(databaseUrl(url, 'template1'), `create database ${name} template postgres`);
  return databaseUrl(url, name);
}

/** Processor time in milliseconds, of the server and of PostgreSQL. */
interface Cost extends Measured {
  readonly server: number;
  readonly postgres: number;
}

async function measure(url: string, folder: string, load: Omit<Load, 'url'>, postgres: number): Promise<Cost> {
  const port = await freePort();
  const settings = { DATABASE_URL: url, PORT: String(port), TRUST_PROXY: 'loopback', LOG_LEVEL: 'error' };
  const env = { ...process.env, ...settings, BENCH_NOW: now.toString() };
  const server = fork(new URL('casting-server.ts', import.meta.url), { env });
  await said(server);
  const file = join(folder, 'load.json');
  await writeFile(file, JSON.stringify({ ...load, url: `http://localhost:${port}` } satisfies Load));
  const client = fork(new URL('casting-client.ts', import.meta.url), [file]);
  await said(client);
  const started = [processorOf(server.pid ?? 0), processorOf(postgres)] as const;
  const measured = (await said(client)) as Measured;
  const cost = { server: processorOf(server.pid ?? 0) - started[0], postgres: processorOf(postgres) - started[1] };
  server.kill('SIGTERM');
  await once(server, 'exit');
  return { ...measured, ...cost };
}

/** The processor time in milliseconds of a process and its children, running and gone; 0 where the system does not say. */
function processorOf(processId: number): number {
  if (!existsSync('/proc')) return 0;
  const ticks = readdirSync('/proc').map((name) => (/^\d+$/.test(name) ? ticksOf(Number(name), processId) : 0));
  return 10 * ticks.reduce((sum, some) => sum + some, 0);
}

function ticksOf(one: number, family: number): number {
  try {
    const stat = readFileSync(`/proc/${one}/stat`, 'utf8').replace(/^.*\) /s, '');
    const parts = stat.split(' ').map(Number);
    const [user = 0, system = 0, childUser = 0, childSystem = 0] = parts.slice(11, 15);
    if (one === family) return user + system + childUser + childSystem;
    return parts[1] === family ? user + system : 0;
  } catch {
    // It ended meanwhile.
    return 0;
  }
}

/** The next thing that a process says; throws when it ends without a word. */
async function said(child: ChildProcess): Promise<unknown> {
  const ended = once(child, 'exit').then(() => {
    throw new Error('A process of the bench stopped');
  });
  ended.catch(() => undefined);
  const [message] = (await Promise.race([once(child, 'message'), ended])) as [unknown];
  return message;
}

function report({ durations, seconds, processor, server, postgres }: Cost, ballots: number): void {
  const count = durations.length;
  const board = ballots === 0 ? 'on an empty board' : `with ${ballots} ballots on the board, rows written by SQL`;
  const after = `${count} casts ${board}, after ${before} others; receipts queued as mail`;
  row('accepted', `${(count / seconds).toFixed(0)} a second`, after);
  for (const percent of [50, 95, 99])
    row(`answered, ${percent}th percentile`, milliseconds(percentile(durations, percent)), '');
  row(
    'processor time of a cast',
    milliseconds(server / count),
    `server; PostgreSQL ${milliseconds(postgres / count)}, the client ${milliseconds(processor / count)}`,
  );
}
