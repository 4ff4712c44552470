import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Temporal } from 'temporal-polyfill';
import { officer, officerEmail, officerPassword, type Town } from '../demo/actors.ts';
import { startDevices } from '../demo/sealing.ts';
import { Visitor } from '../demo/visitor.ts';
import { SteppedClock } from '../server/clock.ts';
import { readConfig } from '../server/config.ts';
import { freePort } from '../server/free-port.ts';
import { startEmbedded } from '../server/postgres/embedded.ts';
import { runWeb } from '../server/run.ts';
import { makeSetUpLink } from '../server/sign-in/set-up.ts';
import { startPorts } from '../server/start-ports.ts';
import { milliseconds, row, timed } from './figures.ts';
import { aBoard } from '../test/support/bodies.ts';
import { aDefinition } from '../test/support/elections.ts';
import { makeMembers } from './members.ts';

const members = 50_000;

/** Works out and freezes a roll over HTTP: events read, every member judged, verdicts and entries on disk, hashed. */
export async function benchRoll(): Promise<void> {
  console.log(`\nThe roll of ${members.toLocaleString('en')} members, over HTTP with PostgreSQL on this machine`);
  await using stack = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), 'quorate-bench-'));
  await chmod(folder, 0o755);
  stack.defer(() => rm(folder, { recursive: true, force: true }));
  const clock = new SteppedClock(Temporal.Instant.from('2027-04-20T09:00:00Z'));
  const config = readConfig({ PORT: String(await freePort()), TRUST_PROXY: 'loopback', LOG_LEVEL: 'error' });
  const database = stack.use(await startEmbedded(folder));
  const { ports } = stack.use(await startPorts({ ...config, databaseUrl: database.url }, clock, { isWorker: false }));
  await runWeb(ports, stack);
  const town: Town = { url: config.publicUrl, devices: stack.use(startDevices()) };
  await setUp(town, (await makeSetUpLink(ports)) ?? '');
  await aBoard(ports);
  await makeMembers(ports, members);
  clock.moveTo(Temporal.Instant.from('2027-05-03T09:00:00Z'));
  await measure(await officer(town));
}

async function setUp({ url }: Town, link: string): Promise<void> {
  const person = { name: 'Ines Halvorsen', email: officerEmail, password: officerPassword };
  await new Visitor(url).call('setUp', { body: { token: link.split('#')[1] ?? '', ...person } });
}

async function measure(ines: Visitor): Promise<void> {
  const dates = { record: '2027-05-01T04:00', affirmBy: '2027-04-30T14:00' };
  const { id } = await ines.call('draftElection', { body: aDefinition(dates) });
  const path = { electionId: id };
  const forecast = { in: 0, openItems: 0 };
  const worked = await timed(async () => Object.assign(forecast, await ines.call('workOutRoll', { path })));
  row('forecast', milliseconds(worked), `${forecast.in.toLocaleString('en')} of them in, with everybody's reasons`);
  const size = forecast.in;
  const frozen = await timed(() => ines.call('freezeRoll', { path, body: { size, openItems: forecast.openItems } }));
  row('freeze', milliseconds(frozen), 'of a forecast that still holds: entries written, hashed, on disk');
  const read = await timed(() => ines.call('readVerdicts', { path, query: { search: 'Nwosu' } }));
  row('a page of verdicts by name', milliseconds(read), '');
  const again = { isSame: false };
  const recounted = await timed(async () => Object.assign(again, await ines.call('recountRoll', { path })));
  row('made again from the events', milliseconds(recounted), again.isSame ? 'the same hash' : 'ANOTHER HASH');
}
