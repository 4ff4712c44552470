import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { Visitor } from '../../demo/visitor.ts';
import { freePort } from './free-port.ts';

/** The whole product as whoever installs it runs it: `server/start.ts` in a process of its own, with its own PostgreSQL. */
export class Installation implements AsyncDisposable {
  readonly url: string;
  readonly #port: number;
  readonly #dataDir: string;
  readonly #settings: Readonly<Record<string, string>>;
  #process: ChildProcess | undefined;
  /** Everything that it printed. */
  #printed = '';

  private constructor(port: number, dataDir: string, settings: Readonly<Record<string, string>>) {
    this.#port = port;
    this.#dataDir = dataDir;
    this.#settings = settings;
    this.url = `http://localhost:${port}`;
  }

  /** `settings`: of its environment, beside what every installation here has. */
  static async make(settings: Readonly<Record<string, string>> = {}): Promise<Installation> {
    const dataDir = await mkdtemp(join(tmpdir(), 'quorate-crash-'));
    // As root, PostgreSQL runs under another user, who must get in.
    await chmod(dataDir, 0o755);
    return new Installation(await freePort(), dataDir, settings);
  }

  /** Resolves when it says that it is there; throws with its words when it stops instead. */
  async start(): Promise<void> {
    const { DATABASE_URL: _, SMTP_URL: __, ...rest } = process.env;
    const own = { PORT: String(this.#port), DATA_DIR: join(this.#dataDir, 'data'), LOG_LEVEL: 'error' };
    const env = { ...rest, ...this.#settings, ...own };
    const child = spawn(process.execPath, ['server/start.ts'], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    this.#process = child;
    this.#printed = '';
    child.stderr.on('data', (chunk) => (this.#printed += String(chunk)));
    const stopped = once(child, 'exit').then(() => {
      throw new Error(`It stopped:\n${this.#printed}`);
    });
    stopped.catch(() => undefined);
    createInterface(child.stdout).on('line', (line) => (this.#printed += `${line}\n`));
    await Promise.race([this.prints(/Quorate is at [^]*\n\n/), stopped]);
  }

  /** Resolves with what it printed, once that matches. */
  async prints(pattern: RegExp): Promise<string> {
    return eventually(() => (pattern.test(this.#printed) ? this.#printed : undefined));
  }

  setUpToken(): string {
    return /\/set-up#(\S+)/.exec(this.#printed)![1]!;
  }

  visitor(): Visitor {
    return new Visitor(this.url);
  }

  /** The texts of the mails to an address, newest first, from the mailbox page's own endpoint. */
  async mailTo(address: string): Promise<string[]> {
    const response = await fetch(`${this.url}/api/mailbox?to=${encodeURIComponent(address)}`);
    const { messages } = (await response.json()) as { messages: { text: string }[] };
    return messages.map(({ text }) => text);
  }

  /** The way a process ends when the power does. */
  async kill(): Promise<void> {
    const child = this.#process;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const exit = once(child, 'exit');
    child.kill('SIGKILL');
    await exit;
  }

  /** Kills PostgreSQL's first process, whose children then die without writing anything more. */
  killPostgres(): void {
    const processId = this.#postmaster();
    if (processId !== undefined) process.kill(processId, 'SIGKILL');
  }

  /** Resolves with the exit code when it ends by itself. */
  async ended(): Promise<number | null> {
    const [code] = (await once(this.#process!, 'exit')) as [number | null];
    return code;
  }

  /** Asks it to stop; resolves with its exit code. */
  async stop(): Promise<number | null> {
    const child = this.#process!;
    const exit = once(child, 'exit');
    child.kill('SIGTERM');
    const [code] = (await exit) as [number | null];
    return code;
  }

  /** Where its own PostgreSQL answers, for tests that write what no endpoint takes. */
  databaseUrl(): string {
    const data = join(this.#dataDir, 'data');
    const password = readFileSync(join(data, 'postgres-password'), 'utf8').trim();
    const port = readFileSync(join(data, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[3] ?? '';
    return `postgres://quorate:${password}@127.0.0.1:${port}/postgres`;
  }

  #postmaster(): number | undefined {
    const file = join(this.#dataDir, 'data', 'postgres', 'postmaster.pid');
    if (!existsSync(file)) return undefined;
    const processId = Number(readFileSync(file, 'utf8').split('\n')[0]);
    return isRunning(processId) ? processId : undefined;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.kill();
    this.killPostgres();
    await rm(this.#dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
}

/** Looks again and again until there is something. */
export async function eventually<T>(look: () => T | undefined | Promise<T | undefined>): Promise<T> {
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    await pause(25);
  }
}

function isRunning(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch {
    return false;
  }
}
