import { spawn, spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { median, milliseconds, row, spread } from './figures.ts';
import { benchRecord, type RecordPlan } from './record-maker.ts';

const root = join(import.meta.dirname, '..');
const rounds = 5;

/** Of the demonstration's size: 1,459 voters, 578 ballots of 26 choices. */
const DEMONSTRATION: RecordPlan = { ballots: 578, choices: 26, abstaining: 881 };
/** Up to a union's. They are made once, under data/bench: the longest is 2 GB and takes ten minutes. */
const GROWING: readonly RecordPlan[] = [
  { ballots: 1_000, choices: 26 },
  { ballots: 10_000, choices: 26 },
  { ballots: 100_000, choices: 26 },
];

/** Verifying records: our program and Belenios' own in turn on the same file, then ours on longer ones. */
export async function benchVerifying(): Promise<void> {
  console.log('\nVerifying 578 ballots of 26 choices');
  const file = await benchRecord(DEMONSTRATION);
  const hasTool = spawnSync('belenios-tool', ['--version']).status === 0;
  const [ours, theirs]: [number[], number[]] = [[], []];
  // Not counted: in a fresh clone Node compiles our source first, and keeps it.
  await verify(file);
  for (let round = 0; round < rounds; round += 1) {
    ours.push((await verify(file)).duration);
    if (hasTool) theirs.push((await run('belenios-tool', ['election', 'verify', '--dir', dirname(file)])).duration);
  }
  row('npm run verify, every core', milliseconds(median(ours)), `${spread(ours)}, after one that is not counted`);
  if (!hasTool) row('belenios-tool election verify', 'not measured', 'belenios-tool is not installed');
  else {
    row('belenios-tool election verify, one core', milliseconds(median(theirs)), spread(theirs));
    row('ours is faster by', `${(median(theirs) / median(ours)).toFixed(1)} times`, 'wall time, medians');
  }
  for (const plan of GROWING) await benchGrowing(plan);
}

async function benchGrowing(plan: RecordPlan): Promise<void> {
  const { ballots, choices } = plan;
  const file = await benchRecord(plan);
  const { duration, memory } = await verify(file);
  const size = `${(statSync(file).size / 1e6).toFixed(0)} MB on disk`;
  const most = memory === undefined ? 'memory not measured' : `at most ${(memory / 1024).toFixed(0)} MB in memory`;
  const each = `${(duration / ballots).toFixed(2)} ms a ballot, ${size}, ${most}`;
  row(`${ballots} ballots of ${choices} choices`, milliseconds(duration), each);
}

function verify(file: string): Promise<Run> {
  return run(process.execPath, [join(root, 'verifier', 'main.ts'), file]);
}

interface Run {
  /** Wall time, in milliseconds. */
  readonly duration: number;
  /** The most memory that was resident, in KiB; undefined where the system does not tell. */
  readonly memory: number | undefined;
}

/** A run that does not succeed is no measurement. */
async function run(program: string, words: string[]): Promise<Run> {
  const start = performance.now();
  // Without this variable belenios-tool does not wait for its ballot checks. Ours has what npm run verify gives it.
  const child = spawn(program, words, { env: { ...process.env, LWT_ASYNC_METHOD: 'none' }, stdio: 'ignore' });
  let memory: number | undefined;
  const watch = setInterval(() => (memory = peakOf(child.pid) ?? memory), 50);
  const code = await new Promise((resolve) => child.once('close', resolve));
  clearInterval(watch);
  if (code !== 0) throw new Error(`${program} ${words.join(' ')} ended with ${String(code)}`);
  return { duration: performance.now() - start, memory };
}

function peakOf(pid: number | undefined): number | undefined {
  try {
    const [, peak] = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid ?? 0}/status`, 'utf8')) ?? [];
    return peak === undefined ? undefined : Number(peak);
  } catch {
    return undefined;
  }
}
