import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Temporal } from 'temporal-polyfill';
import { linkProof } from '../protocol/link-proof.ts';
import { officer, officerEmail, officerPassword, readMail, type Town } from '../demo/actors.ts';
import { candidate, voterAddress } from '../demo/people.ts';
import { startDevices } from '../demo/sealing.ts';
import { Visitor } from '../demo/visitor.ts';
import { SteppedClock } from '../server/clock.ts';
import { readConfig } from '../server/config.ts';
import { freePort } from '../server/free-port.ts';
import { startEmbedded } from '../server/postgres/embedded.ts';
import { runWeb, runWorker } from '../server/run.ts';
import { makeSetUpLink } from '../server/sign-in/set-up.ts';
import { startPorts } from '../server/start-ports.ts';
import type { Ports } from '../server/ports.ts';
import { aBoard, seatIds } from '../test/support/bodies.ts';
import { aContest, aDefinition } from '../test/support/elections.ts';
import { makeMembers } from './members.ts';
import { milliseconds, percentile, row } from './figures.ts';

const voters = 300;
const atOnce = 20;

interface ReadyVoter {
  readonly visitor: Visitor;
  readonly ballot: string;
}

/** Casts over HTTP: signed-in voters, sealed ballots, all proofs checked, every receipt on disk. */
export async function benchCasting(): Promise<void> {
  console.log(
    `\nCasting ballots of 26 choices over HTTP, ${atOnce} at a time: client, server and PostgreSQL on this machine`,
  );
  await using stack = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), 'quorate-bench-'));
  await chmod(folder, 0o755);
  stack.defer(() => rm(folder, { recursive: true, force: true }));
  const clock = new SteppedClock(Temporal.Instant.from('2027-05-03T09:00:00Z'));
  const config = readConfig({ PORT: String(await freePort()), TRUST_PROXY: 'loopback', LOG_LEVEL: 'error' });
  const database = stack.use(await startEmbedded(folder));
  const { ports } = stack.use(await startPorts({ ...config, databaseUrl: database.url }, clock, { isWorker: true }));
  await runWorker(ports, stack);
  await runWeb(ports, stack);
  const town: Town = { url: config.publicUrl, devices: stack.use(startDevices()) };
  const electionId = await open(ports, town, (await makeSetUpLink(ports)) ?? '', clock);
  const ready: ReadyVoter[] = [];
  for (let number = 0; number < voters; number += 1) ready.push(await prepare(town, electionId, number));
  await measure(electionId, ready);
}

async function open(ports: Ports, town: Town, link: string, clock: SteppedClock): Promise<string> {
  const body = {
    token: link.split('#')[1] ?? '',
    name: 'Ines Halvorsen',
    email: officerEmail,
    password: officerPassword,
  };
  await new Visitor(town.url).call('setUp', { body });
  const ines = await officer(town);
  await aBoard(ports);
  const contests = [
    aContest({ seats: seatIds(4), candidates: Array.from({ length: 26 }, (_, number) => candidate(number)) }),
  ];
  const { id } = await ines.call('draftElection', { body: aDefinition({ quorum: null, contests }) });
  const path = { electionId: id };
  await makeMembers(ports, voters);
  const { in: size, openItems } = await ines.call('workOutRoll', { path });
  await ines.call('freezeRoll', { path, body: { size, openItems } });
  await ines.call('openElection', { path, body: { seats: 4, closesOn: '2027-06-15' } });
  clock.moveTo(Temporal.Instant.from('2027-06-01T14:00:00Z'));
  return id;
}

async function prepare(town: Town, electionId: string, number: number): Promise<ReadyVoter> {
  const visitor = new Visitor(town.url);
  const path = { electionId };
  const address = voterAddress(number);
  const credential = await readMail(town, address, /\/vote\/[^#\s]+#(\S+)/);
  const { requestId } = await visitor.call('requestBallotCode', {
    path,
    body: { link: linkProof(electionId, credential) },
  });
  const code = await readMail(town, address, /^ {4}(\d{6})$/m);
  await visitor.call('signInByCode', { body: { requestId, code } });
  const { election } = await visitor.call('readBallotPaper', { path });
  const choices = [Array.from({ length: 26 }, (_, place) => (place % 5 === number % 5 ? 1 : 0))];
  return { visitor, ballot: await town.devices.seal({ election, credential, choices }) };
}

async function measure(electionId: string, ready: readonly ReadyVoter[]): Promise<void> {
  const queue = [...ready];
  const durations: number[] = [];
  const lane = async () => {
    for (let voter = queue.shift(); voter !== undefined; voter = queue.shift()) {
      const start = performance.now();
      await voter.visitor.call('castBallot', { path: { electionId }, body: { ballot: voter.ballot } });
      durations.push(performance.now() - start);
    }
  };
  const start = performance.now();
  await Promise.all(Array.from({ length: atOnce }, lane));
  const seconds = (performance.now() - start) / 1000;
  row(
    'accepted',
    `${(ready.length / seconds).toFixed(0)} a second`,
    `${ready.length} casts, their receipts mailed meanwhile`,
  );
  for (const percent of [50, 95, 99])
    row(`answered, ${percent}th percentile`, milliseconds(percentile(durations, percent)), '');
}
