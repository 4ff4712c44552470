import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chown, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { freePort } from '../free-port.ts';
import { findHome, type Home } from './home.ts';

export interface EmbeddedDatabase extends AsyncDisposable {
  readonly url: string;
  /** Where its files really are. */
  readonly folder: string;
  /** The server's process, for tests that kill it. */
  readonly processId: number;
  /** Resolves when PostgreSQL has stopped though nobody asked it to. */
  readonly lost: Promise<void>;
}

/**
 * Starts the PostgreSQL whose programs come with the npm package, its files in `dataDir`: the real server, on this
 * machine's loopback alone, with a password made on the first start. It runs in a process group of its own, so that
 * Ctrl-C lets requests in flight finish before their database goes.
 */
export async function startEmbedded(dataDir: string): Promise<EmbeddedDatabase> {
  const home = await findHome(resolve(dataDir));
  const folder = join(home.folder, 'postgres');
  const password = await readPassword(join(home.folder, 'postgres-password'));
  if (existsSync(join(folder, 'PG_VERSION'))) await stopLeftover(folder);
  else await initialise(home, folder, password);
  const port = await freePort();
  const server = await launch(home, folder, port);
  let isAsked = false;
  const lost = new Promise<void>((resolve) => {
    server.once('close', () => {
      if (!isAsked) resolve();
    });
  });
  return {
    url: `postgres://quorate:${password}@127.0.0.1:${port}/postgres`,
    folder: home.folder,
    processId: server.pid ?? 0,
    lost,
    [Symbol.asyncDispose]: () => {
      isAsked = true;
      return stop(server);
    },
  };
}

async function initialise(home: Home, folder: string, password: string): Promise<void> {
  const passwordFile = join(home.folder, 'initial-password');
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  if (home.user !== undefined) await chown(passwordFile, home.user.uid, home.user.gid);
  const flags = [
    '--encoding=UTF8',
    '--locale=C.UTF-8',
    '--auth=scram-sha-256',
    '--username=quorate',
    `--pwfile=${passwordFile}`,
  ];
  try {
    const child = spawn(join(home.programs, 'initdb'), [`--pgdata=${folder}`, ...flags], {
      ...home.user,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    await finished(child);
  } catch (error) {
    // A half-made cluster would be taken for a whole one at the next start.
    await rm(folder, { recursive: true, force: true });
    throw error;
  } finally {
    await rm(passwordFile, { force: true });
  }
}

async function finished(child: ChildProcess): Promise<void> {
  const words: string[] = [];
  child.stderr?.on('data', (chunk) => words.push(String(chunk)));
  const code = await new Promise<number | null>((done, fail) => {
    child.once('close', done);
    child.once('error', fail);
  });
  if (code !== 0) throw new Error(`The embedded PostgreSQL could not be set up:\n${words.join('')}`);
}

function launch(home: Home, folder: string, port: number): Promise<ChildProcess> {
  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_connections=200',
    'log_min_messages=warning',
  ];
  const flags = ['-D', folder, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])];
  const child = spawn(join(home.programs, 'postgres'), flags, {
    ...home.user,
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  return new Promise((done, fail) => {
    const words: string[] = [];
    child.stderr.on('data', (chunk) => {
      words.push(String(chunk));
      if (words.length > 50) words.shift();
      if (String(chunk).includes('ready to accept connections')) done(child);
    });
    child.once('error', fail);
    child.once('close', () => {
      fail(new Error(`The embedded PostgreSQL stopped:\n${words.join('')}`));
    });
  });
}

/** A fast shutdown: connections are ended, everything committed is on disk. */
async function stop(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const closed = new Promise((done) => server.once('close', done));
  server.kill('SIGINT');
  await closed;
}

/**
 * One that outlived a killed parent still holds the files; it is asked to stop, and what it committed is kept. After a
 * restart of the machine or the container its number may be another process's by now: that one is left alone.
 */
async function stopLeftover(folder: string): Promise<void> {
  const file = join(folder, 'postmaster.pid');
  if (!existsSync(file)) return;
  const processId = Number((await readFile(file, 'utf8')).split('\n')[0]);
  if (!(await isPostgres(processId, folder))) {
    await rm(file, { force: true });
    return;
  }
  for (let tries = 0; tries < 100 && isRunning(processId); tries += 1) {
    if (tries === 0) process.kill(processId, 'SIGINT');
    await new Promise((done) => setTimeout(done, 100));
  }
}

/** Whether a process is a PostgreSQL that was started on this folder. */
async function isPostgres(processId: number, folder: string): Promise<boolean> {
  if (!Number.isInteger(processId) || processId <= 1 || !isRunning(processId)) return false;
  const words = await commandOf(processId);
  return words.includes('postgres') && words.includes(folder);
}

async function commandOf(processId: number): Promise<string> {
  const file = `/proc/${processId}/cmdline`;
  if (existsSync(file)) return readFile(file, 'utf8');
  // Where there is no /proc, as on macOS.
  return spawnSync('ps', ['-o', 'command=', '-p', String(processId)], { encoding: 'utf8' }).stdout;
}

function isRunning(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch {
    return false;
  }
}

async function readPassword(file: string): Promise<string> {
  if (existsSync(file)) return (await readFile(file, 'utf8')).trim();
  await mkdir(resolve(file, '..'), { recursive: true });
  const password = randomBytes(18).toString('base64url');
  await writeFile(file, `${password}\n`, { mode: 0o600 });
  return password;
}
