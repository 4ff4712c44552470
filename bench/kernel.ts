import { randomBytes } from 'node:crypto';
import type { Disjunct, PublicArithmetic } from '../protocol/kernel/arithmetic.ts';
import { GROUP_ORDER } from '../protocol/kernel/arguments.ts';
import { kernelArithmetic, scalarKernelArithmetic } from '../protocol/kernel/kernel.ts';
import { median, row } from './figures.ts';

const rounds = 7;
const choices = 26;
const many = 2000;

/** The arithmetic over public data by itself, one core: what a ballot, a shuffle and a tally ask of it. */
export function benchKernel(): void {
  for (const start of [kernelArithmetic, scalarKernelArithmetic]) {
    const before = performance.now();
    const arithmetic = start();
    if (arithmetic === undefined) continue;
    console.log(`\nThe ${arithmetic.name}, user time of one core`);
    row('started, tables and self-test', `${(performance.now() - before).toFixed(0)} ms`, 'once for each process');
    benchOperations(arithmetic);
  }
}

function benchOperations(arithmetic: PublicArithmetic): void {
  const elements = arithmetic.combineEach(
    Array.from({ length: many }, () => [{ base: GENERATOR, exponent: scalar() }]),
  );
  if (elements === undefined) return;
  const elementAt = (i: number) => elements.subarray(32 * i, 32 * i + 32);
  const y = arithmetic.fixedBase(elementAt(0));
  const ciphertexts = Array.from({ length: choices }, (_, i) => ({
    alpha: elementAt(2 * i),
    beta: elementAt(2 * i + 1),
    proofs: disjuncts(2),
  }));
  const overall = disjuncts(choices + 1);
  const exponents = Array.from({ length: many / 2 }, scalar);
  const rows = [elements.subarray(0, 16 * many), elements.subarray(16 * many)];
  const products = exponents.map((exponent, i) => [
    { base: GENERATOR, exponent },
    { base: elementAt(i), exponent: exponents[0] ?? 1n },
    { base: elementAt(i + 1), exponent },
  ]);
  time('a ballot of 26 choices, 0 to 26 of them', 1, () => arithmetic.answerCommitments(y, ciphertexts, overall));
  time('membership of an element', many, () => arithmetic.firstNonMember(elements));
  time('an element multiplied into a product', many, () => arithmetic.product(elements));
  time('g^a * b^c * d^e, in many of them', products.length, () => arithmetic.combineEach(products));
  time('two elements of long rows, to one exponent', exponents.length, () => arithmetic.combineRows(exponents, rows));
}

/** Belenios 5.2.1. compress(g). */
const GENERATOR = new Uint8Array(32).fill(0x66).fill(0x58, 31);

function scalar(): bigint {
  return BigInt(`0x${randomBytes(64).toString('hex')}`) % GROUP_ORDER;
}

function disjuncts(length: number): Disjunct[] {
  return Array.from({ length }, (_, plaintext) => ({ plaintext, challenge: scalar(), response: scalar() }));
}

/** A row with the time that each of `parts` took. */
function time(what: string, parts: number, work: () => unknown): void {
  work();
  const repeats = Math.max(1, Math.round(200 / parts));
  const durations = Array.from({ length: rounds }, () => {
    const before = process.cpuUsage().user;
    for (let repeat = 0; repeat < repeats; repeat += 1) work();
    return (process.cpuUsage().user - before) / repeats / parts;
  });
  const figure = median(durations);
  row(what, figure > 999 ? `${(figure / 1000).toFixed(2)} ms` : `${figure.toFixed(1)} µs`, `median of ${rounds}`);
}
