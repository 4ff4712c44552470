import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { memoryUsage } from 'node:process';
import { Temporal } from 'temporal-polyfill';
import type { ImportMap } from '../api/imports.ts';
import { ensurePerson } from '../db/people.ts';
import { SteppedClock } from '../server/clock.ts';
import { readConfig } from '../server/config.ts';
import { applyImport } from '../server/imports/apply-import.ts';
import { receiveImport } from '../server/imports/receive-import.ts';
import { revokeImport } from '../server/imports/revoke-import.ts';
import { runDryRun } from '../server/imports/run-dry-run.ts';
import { findBatch, markBatch } from '../db/imports.ts';
import { installPreset } from '../server/install-preset.ts';
import { findMembers } from '../server/people/find-members.ts';
import { refreshMemberIndex } from '../server/people/refresh-member-index.ts';
import { startEmbedded } from '../server/postgres/embedded.ts';
import { startPorts } from '../server/start-ports.ts';
import type { Person } from '../server/ask.ts';
import type { Ports } from '../server/ports.ts';
import { personName, voterAddress } from '../demo/people.ts';
import { milliseconds, percentile, row, spread, timed } from './figures.ts';
import { makeMembers } from './members.ts';

const members = 50_000;

/** Search, and an import of a file as large as the membership: half known with changes, half new. */
export async function benchImports(): Promise<void> {
  console.log(`\nMembers: search and import at ${members.toLocaleString('en')} members, PostgreSQL on this machine`);
  await using stack = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), 'quorate-bench-'));
  await chmod(folder, 0o755);
  stack.defer(() => rm(folder, { recursive: true, force: true }));
  const clock = new SteppedClock(Temporal.Instant.from('2027-05-03T09:00:00Z'));
  const database = stack.use(await startEmbedded(folder));
  const config = readConfig({ LOG_LEVEL: 'error' });
  const { ports } = stack.use(await startPorts({ ...config, databaseUrl: database.url }, clock, { isWorker: true }));
  await ports.db.transaction().execute((trx) => installPreset(trx, 'The bench', clock.now()));
  await makeMembers(ports, members);
  await benchIndex(ports);
  await benchSearch(ports);
  await benchFile(ports);
}

async function benchIndex(ports: Ports): Promise<void> {
  const duration = await timed(async () => {
    for (let beats = 0; beats < members / 20_000; beats += 1) await refreshMemberIndex(ports);
  });
  row(
    'index of all members made anew',
    milliseconds(duration),
    'after an import of everybody; later only of who changed',
  );
}

async function benchSearch(ports: Ports): Promise<void> {
  const caller = await aCaller(ports);
  const questions: readonly (readonly [string, object])[] = [
    ['everybody, first page', {}],
    ['part of a name', { search: 'adaeze' }],
    ['part of an address', { search: 'voter4999' }],
    ['nobody has it', { search: 'xyzzy' }],
    ['a tier and a standing', { tier: 'contributing', state: 'active' }],
    ['may vote next', { eligible: 'yes' }],
    ['mail failed', { show: 'bounced' }],
    ['page 900', { page: 900 }],
  ];
  for (const [what, query] of questions) {
    const durations: number[] = [];
    for (let turn = 0; turn < 15; turn += 1)
      durations.push(
        await timed(() => findMembers(ports, { caller, path: {}, body: {}, query: { page: 1, ...query } })),
      );
    row(`search: ${what}`, milliseconds(percentile(durations, 95)), `95th percentile, ${spread(durations)}`);
  }
}

async function benchFile(ports: Ports): Promise<void> {
  const caller = await aCaller(ports);
  let most = 0;
  const watch = setInterval(() => (most = Math.max(most, memoryUsage().rss)), 20);
  const before = memoryUsage().rss;
  let id = '';
  const upload = await timed(async () => {
    ({ id } = await receiveImport(ports, { caller, name: 'bench.csv', bytes: file() }));
  });
  row('upload and look at the columns', milliseconds(upload), `${members.toLocaleString('en')} rows`);
  const map: ImportMap = {
    fields: { name: 'name', email: 'email', tier: 'tier', from: 'from', until: 'until', city: 'city' },
    dateFormat: 'YYYY-MM-DD',
    tiers: { Contributing: 'contributing' },
    onDoubt: 'make-new',
  };
  const step = async (state: 'trying' | 'committing' | 'undoing', work: () => Promise<void>) => {
    const by = { committedBy: caller.session.person.id, undoneBy: caller.session.person.id };
    await ports.db.transaction().execute((trx) => markBatch(trx, id, { state, map: JSON.stringify(map), ...by }));
    return timed(work);
  };
  const dry = await step('trying', async () => {
    const batch = await findBatch(ports.db, id);
    if (batch !== undefined) await runDryRun(ports, batch);
  });
  const counts = (await findBatch(ports.db, id))?.counts;
  row('dry run', milliseconds(dry), `within 20 s is asked; ${JSON.stringify(counts)}`);
  row(
    'memory during upload and dry run',
    `+${((most - before) / 2 ** 20).toFixed(0)} MiB`,
    `at most ${(most / 2 ** 20).toFixed(0)} MiB`,
  );
  row('commit', milliseconds(await step('committing', () => applyImport(ports, id))), 'one transaction');
  row('undo', milliseconds(await step('undoing', () => revokeImport(ports, id))), 'one transaction');
  clearInterval(watch);
}

async function aCaller({ db, clock }: Ports): Promise<Person> {
  const clerk = { name: 'The clerk', email: 'clerk@bench.example' };
  const id = await db.transaction().execute((trx) => ensurePerson(trx, clerk, clock.now()));
  const person = { id, ...clerk, hasPassword: false, roles: ['clerk'] as const };
  return { session: { sessionId: '', person }, network: '' };
}

/** Half of the members with another city, and as many new ones. */
// eslint-disable-next-line @typescript-eslint/require-await -- it stands for what a network gives
async function* file(): AsyncGenerator<Buffer> {
  yield Buffer.from('name,email,tier,from,until,city\n');
  for (let start = 0; start < members; start += 1000) {
    const lines = Array.from({ length: 1000 }, (_, place) => {
      const number = start + place;
      const isNew = number % 2 === 1;
      const email = isNew ? `new${number}@bench.example` : voterAddress(number);
      return `"${personName(number)}",${email},Contributing,2026-07-01,2028-06-30,Enugu\n`;
    });
    yield Buffer.from(lines.join(''));
  }
}
