import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startEmbedded } from '../../server/postgres/embedded.ts';

test('a process that has by now the number of a PostgreSQL of long ago is left alone', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'quorate-embedded-'));
  await chmod(dataDir, 0o755);
  const innocent = spawn('sleep', ['600'], { stdio: 'ignore' });
  try {
    const first = await startEmbedded(dataDir);
    await first[Symbol.asyncDispose]();
    const file = join(first.folder, 'postgres', 'postmaster.pid');
    await writeFile(file, `${innocent.pid ?? 0}\n${join(first.folder, 'postgres')}\n`);
    const second = await startEmbedded(dataDir);
    expect(innocent.exitCode ?? innocent.signalCode).toBeNull();
    await second[Symbol.asyncDispose]();
  } finally {
    const ended = once(innocent, 'exit');
    if (innocent.kill('SIGKILL')) await ended;
    await rm(dataDir, { recursive: true, force: true });
  }
});
