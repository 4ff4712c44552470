import { spawnSync } from 'node:child_process';
import { mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findPapersCount } from '../counting/counts.ts';
import type { BallotFile } from '../counting/files/ballot-file.ts';
import { countMajorityJudgment, GRADES } from '../counting/majority-judgment.ts';
import { findMethod, type Outcome, type Paper } from '../counting/methods.ts';
import { readBallots } from '../terminal/read-ballots.ts';
import { median, milliseconds, row, spread } from './figures.ts';

const CANDIDATES = 20;
const SEATS = 9;
const ROUNDS = 3;
/** How long another program may take, in milliseconds. */
const LIMIT = 120_000;

/** Reading a file of ballots and counting it by several methods; Belenios' own tool on the same ballots in turn. */
export function benchCounting(): void {
  const folder = mkdtempSync(join(tmpdir(), 'quorate-bench-'));
  try {
    const file = join(folder, 'ballots.blt');
    console.log(`\nCounting 100,000 ballots that rank some of ${CANDIDATES}, ${SEATS} seats`);
    writeFileSync(file, bltOf(100_000));
    const read = measureReading(file, ROUNDS);
    for (const name of ['scottish-stv', 'meek-stv', 'wigm-stv', 'schulze']) measureCount(name, read, ROUNDS);
    measureGrades(read.papers);
    measureProgram(file);
    measureTool(read.papers, folder);
    console.log(`\nCounting 1,000,000 such ballots`);
    writeFileSync(file, bltOf(1_000_000));
    const many = measureReading(file, 1);
    for (const name of ['scottish-stv', 'meek-stv', 'wigm-stv', 'schulze']) measureCount(name, many, 1);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The same every time. Some candidates are liked more than others; a ballot ranks 1 to all of them. */
function bltOf(ballots: number): string {
  const below = xorshift(2026);
  const rows = Array.from({ length: ballots }, () => {
    const left = Array.from({ length: CANDIDATES }, (_, place) => place + 1);
    const length = 1 + below(CANDIDATES);
    const ranked = Array.from({ length }, () => left.splice(Math.min(below(left.length), below(left.length)), 1));
    return `1 ${ranked.join(' ')} 0\n`;
  });
  const names = Array.from({ length: CANDIDATES }, (_, place) => `"Candidate ${place + 1}"\n`);
  return `${CANDIDATES} ${SEATS}\n${rows.join('')}0\n${names.join('')}"Bench"\n`;
}

function xorshift(seed: number): (bound: number) => number {
  let state = seed;
  return (bound) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % bound;
  };
}

function measureReading(name: string, rounds: number): BallotFile {
  const files: BallotFile[] = [];
  const durations = repeated(rounds, () => files.push(readBallots(name)));
  const [file] = files;
  if (file === undefined) throw new Error('Nothing was read');
  row('reading the file', milliseconds(median(durations)), `${spread(durations)}; ${file.papers.length} of their own`);
  return file;
}

function measureCount(name: string, { papers }: BallotFile, rounds: number): void {
  const method = findMethod(name);
  const count = method && findPapersCount(method);
  if (count === undefined) throw new Error(`There is no count of ${name}`);
  const outcomes: Outcome[] = [];
  const rules = { seats: SEATS, candidates: CANDIDATES };
  const durations = repeated(rounds, () => outcomes.push(count(papers, rules)));
  row(`${name}, without reading`, milliseconds(median(durations)), `${spread(durations)}; ${told(outcomes)}`);
}

/** The places of the same ballots as grades: the first three are the best three. */
function measureGrades(papers: readonly Paper[]): void {
  const graded = papers.map(({ marks, count }) => ({ marks: marks.map(gradeOf), count }));
  const outcomes: Outcome[] = [];
  const rules = { seats: 1, candidates: CANDIDATES };
  const durations = repeated(ROUNDS, () => outcomes.push(countMajorityJudgment(graded, rules)));
  row('majority-judgment, without reading', milliseconds(median(durations)), `${spread(durations)}; ${told(outcomes)}`);
}

function gradeOf(place: number): number {
  return place === 0 ? 0 : Math.max(0, GRADES.length - place);
}

function told([outcome]: readonly Outcome[]): string {
  return `elects ${outcome?.elected.map((place) => place + 1).join(' ') ?? ''}`;
}

function measureProgram(file: string): void {
  const program = join(import.meta.dirname, '..', 'terminal', 'count.ts');
  for (const name of ['scottish-stv', 'schulze']) {
    const durations = repeated(ROUNDS, () => {
      const { status, stderr } = spawnSync(process.execPath, [program, file, '--method', name, '--json'], {
        encoding: 'utf8',
        maxBuffer: 64 * 1024 * 1024,
      });
      if (status !== 0) throw new Error(`npm run count ended with ${status ?? 'a signal'}:\n${stderr}`);
    });
    row(`npm run count, ${name}, all of it`, milliseconds(median(durations)), spread(durations));
  }
}

/** Belenios counts from 1, the best place and the best grade; it reads JSON. */
function measureTool(papers: readonly Paper[], folder: string): void {
  const ballots = papers.flatMap(({ marks, count }) => Array.from({ length: count }, () => marks));
  const grade = (place: number) => GRADES.length - gradeOf(place);
  const [ranks, grades] = [join(folder, 'ranks.json'), join(folder, 'grades.json')];
  writeFileSync(ranks, JSON.stringify(ballots));
  writeFileSync(grades, JSON.stringify(ballots.map((marks) => marks.map(grade))));
  const choices = ['--blank-allowed', 'false', '--nchoices', String(CANDIDATES)];
  toolRow(['schulze', ...choices], ranks);
  toolRow(['stv', '--nseats', String(SEATS)], ranks);
  toolRow(['majority-judgment', ...choices, '--ngrades', String(GRADES.length)], grades);
}

function toolRow(words: readonly string[], input: string): void {
  const what = `belenios-tool method ${words[0] ?? ''}, all of it`;
  const start = performance.now();
  const { status, stdout, stderr, error } = spawnSync('belenios-tool', ['method', ...words], {
    stdio: [openSync(input, 'r'), 'pipe', 'pipe'],
    env: { ...process.env, LWT_ASYNC_METHOD: 'none' },
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
    timeout: LIMIT,
  });
  const duration = performance.now() - start;
  if (status === 0) row(what, milliseconds(duration), `once; elects ${winnersIn(stdout)}`);
  else if (duration >= LIMIT) row(what, 'not measured', `it was stopped after ${milliseconds(LIMIT)}`);
  else row(what, 'not measured', error?.message ?? stderr.trim().split('\n').at(-1) ?? '');
}

/** Its winners, by their numbers from 1; equals together. */
function winnersIn(answer: string): string {
  const { winners } = JSON.parse(answer) as { readonly winners: readonly (number | readonly number[])[] };
  const first = winners.slice(0, SEATS);
  return first.map((one) => (typeof one === 'number' ? [one] : one).map((place) => place + 1).join('=')).join(' ');
}

function repeated(rounds: number, work: () => void): readonly number[] {
  return Array.from({ length: rounds }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  });
}
