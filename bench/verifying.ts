import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { milliseconds, median, row, spread } from './figures.ts';

const root = join(import.meta.dirname, '..');
const rounds = 3;

/** Verifying the demonstration's record, our program and Belenios' own in turn on the same file. */
export function benchVerifying(): void {
  const file = demoRecord();
  console.log(`\nVerifying the demonstration's record, ${basename(file)}`);
  const folder = mkdtempSync(join(tmpdir(), 'quorate-bench-'));
  copyFileSync(file, join(folder, basename(file)));
  const hasTool = spawnSync('belenios-tool', ['--version']).status === 0;
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    ours.push(run(process.execPath, [join(root, 'verifier', 'main.ts'), file]));
    if (hasTool) theirs.push(run('belenios-tool', ['election', 'verify', '--dir', folder]));
  }
  rmSync(folder, { recursive: true });
  row('npm run verify, every core', milliseconds(median(ours)), spread(ours));
  if (!hasTool) row('belenios-tool election verify', 'not measured', 'belenios-tool is not installed');
  else {
    row('belenios-tool election verify, one core', milliseconds(median(theirs)), spread(theirs));
    row('ours is faster by', `${(median(theirs) / median(ours)).toFixed(1)} times`, 'wall time, medians');
  }
}

/** The newest record of `npm run demo`; runs it when there is none. */
function demoRecord(): string {
  const folder = join(root, 'data', 'demo');
  const find = () => (existsSync(folder) ? readdirSync(folder).find((name) => name.endsWith('.bel')) : undefined);
  if (find() === undefined) {
    console.log('\nThere is no record of the demonstration yet: running it.');
    run(process.execPath, [join(root, 'demo', 'main.ts'), '--exit']);
  }
  const name = find();
  if (name === undefined) throw new Error('The demonstration left no record');
  return join(folder, name);
}

/** Wall time in milliseconds; a run that does not succeed is no measurement. */
function run(program: string, words: string[]): number {
  const start = performance.now();
  // Without this variable belenios-tool does not wait for its ballot checks.
  const { status, stderr } = spawnSync(program, words, {
    env: { ...process.env, LWT_ASYNC_METHOD: 'none' },
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status !== 0) throw new Error(`${program} ${words.join(' ')} ended with ${status ?? 'a signal'}:\n${stderr}`);
  return performance.now() - start;
}
