import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { env, getuid } from 'node:process';
import { setTimeout as pause } from 'node:timers/promises';
import { chromium, type Browser } from 'playwright-core';

interface Program {
  readonly executablePath: string;
  readonly args: readonly string[];
}

/** A headless Chromium: the one of CHROMIUM_PATH, one that this machine has, or the one inside an npm package. */
export async function launchChromium(): Promise<Browser> {
  const { executablePath, args } = installed() ?? (await packaged());
  return chromium.launch({ executablePath, args: [...args, ...quiet()], headless: true });
}

function installed(): Program | undefined {
  const given = env['CHROMIUM_PATH'];
  if (given !== undefined && given !== '') return { executablePath: given, args: [] };
  const folders = ['/usr/bin', ...(env['PATH'] ?? '').split(delimiter)];
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
  const found = folders.flatMap((folder) => names.map((name) => join(folder, name))).find((path) => existsSync(path));
  return found === undefined ? undefined : { executablePath: found, args: [] };
}

/**
 * Tests of the pages need nothing that `npm ci` did not bring. Its program is unpacked once, by whoever comes first; and
 * it runs as browsers do, in more than one process, or closing one profile would close them all.
 */
async function packaged(): Promise<Program> {
  const { default: packed } = await import('@sparticuz/chromium');
  const executablePath = await oneAtATime(() => packed.executablePath());
  return { executablePath, args: packed.args.filter((argument) => argument !== '--single-process') };
}

/** Workers that unpack to the same place take turns; whoever waits a minute takes the lock of somebody who died. */
async function oneAtATime<T>(work: () => Promise<T>): Promise<T> {
  const lock = join(tmpdir(), 'quorate-chromium.lock');
  for (let waits = 0; waits < 600; waits += 1) {
    const isMine = await mkdir(lock).then(
      () => true,
      () => false,
    );
    if (isMine) break;
    await pause(100);
  }
  try {
    return await work();
  } finally {
    await rm(lock, { recursive: true, force: true });
  }
}

/** A browser that calls nobody by itself; root cannot have a sandbox. */
function quiet(): string[] {
  const calm = ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'];
  const rest = ['--disable-component-update', '--disable-sync'];
  return [...(getuid?.() === 0 ? ['--no-sandbox'] : []), ...calm, ...rest];
}
