/* `npm run demo`: a whole election, from the first administrator to the people in the seats, through the product's own HTTP interface. */
import { spawn } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SteppedClock } from '../server/clock.ts';
import { readConfig, type Config } from '../server/config.ts';
import { freePort } from '../server/free-port.ts';
import { startEmbedded } from '../server/postgres/embedded.ts';
import { asked, runWeb, runWorker } from '../server/run.ts';
import { makeSetUpLink } from '../server/sign-in/set-up.ts';
import { startPorts } from '../server/start-ports.ts';
import type { Town } from './actors.ts';
import { readArguments } from './arguments.ts';
import { importMembers } from './members.ts';
import { dates } from './dates.ts';
import { nominate } from './nominations.ts';
import { announce, certify, freeze, openTheResult, setUp, voteAll } from './phases.ts';
import { say } from './progress.ts';
import { seatTheElected } from './seating.ts';
import { startDevices } from './sealing.ts';

const organisation = 'Lantern Software Foundation';
const folder = join(import.meta.dirname, '..', 'data', 'demo');

async function main(): Promise<number> {
  const size = readArguments(process.argv.slice(2));
  const stopping = asked();
  await using stack = new AsyncDisposableStack();
  const clock = new SteppedClock(dates.begin);
  say('Starting the product: an embedded PostgreSQL, the web server, the worker.');
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const config = await demoConfig();
  const database = stack.use(await startEmbedded(folder));
  const { ports } = stack.use(await startPorts({ ...config, databaseUrl: database.url }, clock, { isWorker: true }));
  await runWorker(ports, stack);
  await runWeb(ports, stack);
  const town: Town = { url: config.publicUrl, devices: stack.use(startDevices()) };

  await setUp(town, (await makeSetUpLink(ports)) ?? '');
  await importMembers(town, size);
  const election = await announce(town, size);
  await nominate(town, clock, election.id, size);
  await freeze(town, clock, election, size);
  await voteAll(town, clock, election, size);
  await openTheResult(town, clock, election);
  await certify(town, election);
  await seatTheElected(town, clock, election.id);
  const code = await verify(town, election.id);
  console.log(`\nThe result page:  ${town.url}/elections/${election.id}`);
  console.log(`The mailbox:      ${town.url}/mailbox`);
  console.log(`The record:       ${recordFile(election.id)}`);
  if (size.exits) return code;
  console.log('\nStill serving. Ctrl-C ends it.');
  await stopping;
  return code;
}

function recordFile(electionId: string): string {
  return join(folder, `${electionId}.bel`);
}

/** Port 3000 as `npm start` has it, or any other when that is taken. */
async function demoConfig(): Promise<Config> {
  const port = await freePort(3000);
  return readConfig({ PORT: String(port), ORGANISATION: organisation, TRUST_PROXY: 'loopback', LOG_LEVEL: 'error' });
}

/** Downloads the record as anybody may, and runs the stranger's program on it. */
async function verify(town: Town, electionId: string): Promise<number> {
  say('A stranger downloads the record and checks it.');
  const response = await fetch(`${town.url}/api/elections/${electionId}/record`);
  await writeFile(recordFile(electionId), new Uint8Array(await response.arrayBuffer()));
  const program = join(import.meta.dirname, '..', 'verifier', 'main.ts');
  const child = spawn(process.execPath, [program, recordFile(electionId)], { stdio: 'inherit' });
  return new Promise((done) =>
    child.once('exit', (code) => {
      done(code ?? 1);
    }),
  );
}

process.exitCode = await main();
