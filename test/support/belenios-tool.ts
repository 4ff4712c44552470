import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/* belenios-tool, a program that we did not write. */

export const isInstalled = spawnSync('belenios-tool', ['--version']).status === 0;

/** Runs the tool's `election` command on a record. LWT_ASYNC_METHOD makes it wait for its own checks. */
export function tool(record: Uint8Array, words: readonly string[], files: Readonly<Record<string, string>> = {}) {
  const directory = mkdtempSync(join(tmpdir(), 'record-'));
  try {
    writeFileSync(join(directory, 'record.bel'), record);
    for (const [name, text] of Object.entries(files)) writeFileSync(join(directory, name), text);
    const options = { cwd: directory, encoding: 'utf8', env: { ...process.env, LWT_ASYNC_METHOD: 'none' } } as const;
    return spawnSync('belenios-tool', ['election', ...words, '--dir', '.'], options);
  } finally {
    rmSync(directory, { recursive: true });
  }
}
