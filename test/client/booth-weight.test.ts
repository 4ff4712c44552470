import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';

const root = new URL('../../', import.meta.url);
const dist = new URL('client/dist/', root);
const limit = 100 * 1024;

/** Everything that a voter's device fetches before the ballot is cast, following each file to what it names. */
function fetched(): Map<string, Buffer> {
  const files = new Map<string, Buffer>();
  const follow = (name: string): void => {
    if (files.has(name)) return;
    const bytes = readFileSync(new URL(name, dist));
    files.set(name, bytes);
    for (const [, asset] of bytes.toString('utf8').matchAll(/["'`(./]((?:[\w.-]+)\.(?:js|css|svg))["'`)]/g)) {
      if (asset !== undefined && existsSync(new URL(`assets/${asset}`, dist))) follow(`assets/${asset}`);
    }
  };
  follow('booth.html');
  return files;
}

test('the whole booth weighs at most 100 KB zipped, its cryptography included', () => {
  if (!existsSync(new URL('booth.html', dist))) {
    execFileSync(process.execPath, ['run.mjs', 'pages'], { cwd: root, stdio: 'ignore' });
  }
  const files = fetched();
  const names = [...files.keys()].join(' ');
  expect(names).toMatch(/seal\.worker/);
  expect(names).toMatch(/\.css/);
  const weight = [...files.values()].reduce((sum, bytes) => sum + gzipSync(bytes, { level: 9 }).length, 0);
  console.log(`The booth weighs ${(weight / 1024).toFixed(1)} KB zipped in ${files.size} files`);
  expect(weight).toBeLessThanOrEqual(limit);
});
