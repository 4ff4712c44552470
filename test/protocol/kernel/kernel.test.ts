import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import type { Disjunct, PublicArithmetic } from '../../../protocol/kernel/arithmetic.ts';
import { compileKernel } from '../../../protocol/kernel/build.ts';
import { kernelArithmetic, scalarKernelArithmetic } from '../../../protocol/kernel/kernel.ts';
import { publicArithmetic } from '../../../protocol/kernel/public-arithmetic.ts';
import { encoded, GENERATOR, IDENTITY, Q, TORSION } from './affine.ts';
import { Dice, joined } from './dice.ts';
import { remembered as reference } from './remembered.ts';

/** How often each comparison is made; KERNEL_ROUNDS=100000 for a night. KERNEL_SEED chooses other dice. */
const ROUNDS = Number(process.env['KERNEL_ROUNDS'] ?? 15);
const SEED = process.env['KERNEL_SEED'] ?? 'quorate';

const build = { checksBounds: true, hasProbe: false };

const KERNELS = [
  { which: 'the kernel as published', kernel: kernelArithmetic()! },
  {
    which: 'the kernel that keeps account of its bounds',
    kernel: kernelArithmetic(await compileKernel({ ...build, field: 'lanes' }))!,
  },
  { which: 'the scalar kernel as published', kernel: scalarKernelArithmetic()! },
  {
    which: 'the scalar kernel that checks its bounds',
    kernel: scalarKernelArithmetic(await compileKernel({ ...build, field: 'scalar' }))!,
  },
];

/** Runs a comparison many times, each with dice of its own, so that a failure names the seed that brings it back. */
function often(times: number, compare: (dice: Dice) => void): void {
  for (let round = 0; round < times; round += 1) {
    const dice = new Dice(`${SEED}/${round}`);
    try {
      compare(dice);
    } catch (error) {
      throw new Error(`with the dice ${dice.seed}`, { cause: error });
    }
  }
}

function disjuncts(dice: Dice, n: number): Disjunct[] {
  return Array.from({ length: n }, (_, place) => ({
    plaintext: dice.below(8) === 0 ? dice.below(2 ** 40) : place,
    challenge: dice.scalar(),
    response: dice.scalar(),
  }));
}

describe.each(KERNELS)('$which', ({ kernel }: { kernel: PublicArithmetic }) => {
  it('decides membership as the reference does, whatever the bytes', () => {
    often(4 * ROUNDS, (dice) => {
      const bytes = joined(dice.memberEncoding(), dice.bytes(), dice.pointEncoding());
      expect(kernel.firstNonMember(bytes)).toBe(reference.firstNonMember(bytes));
    });
  });

  it('finds a non-member in every place of a row of any length', () => {
    const dice = new Dice(`${SEED}/rows`);
    const member = dice.memberEncoding();
    const stray = encoded(TORSION[2]!);
    for (const length of [1, 64, 65, 129]) {
      const members = Array.from({ length }, () => member);
      expect(kernel.firstNonMember(joined(...members))).toBe(-1);
      expect(kernel.firstNonMember(joined(...members).subarray(0, -1))).toBe(length - 1);
      const place = dice.below(length);
      expect(kernel.firstNonMember(joined(...members.with(place, stray)))).toBe(place);
    }
    expect(kernel.firstNonMember(new Uint8Array())).toBe(-1);
  });

  it('commits as the reference does', () => {
    often(ROUNDS, (dice) => {
      const y = dice.memberEncoding();
      const ciphertext = { alpha: dice.memberEncoding(), beta: dice.memberEncoding() };
      const proofs = disjuncts(dice, dice.below(4));
      const expected = reference.commitments(reference.fixedBase(y), ciphertext, proofs);
      expect(expected).toBeDefined();
      expect(kernel.commitments(kernel.fixedBase(y), ciphertext, proofs)).toEqual(expected);
    });
  });

  it('commits to any number of disjuncts', () => {
    const dice = new Dice(`${SEED}/disjuncts`);
    const y = dice.memberEncoding();
    const ciphertext = { alpha: dice.memberEncoding(), beta: dice.memberEncoding() };
    for (const n of [0, 1, 31, 32, 63]) {
      const proofs = disjuncts(dice, n);
      const expected = reference.commitments(reference.fixedBase(y), ciphertext, proofs);
      expect(kernel.commitments(kernel.fixedBase(y), ciphertext, proofs)).toEqual(expected);
    }
  });

  it('refuses a ciphertext exactly when the reference does', () => {
    const y = new Dice(`${SEED}/y`).memberEncoding();
    const [ours, theirs] = [kernel.fixedBase(y), reference.fixedBase(y)];
    often(2 * ROUNDS, (dice) => {
      const strange = dice.bytes();
      const member = dice.memberEncoding();
      const [alpha, beta] = dice.below(2) === 0 ? [strange, member] : [member, strange];
      const proofs = disjuncts(dice, dice.below(2));
      const expected = reference.commitments(theirs, { alpha, beta }, proofs);
      expect(kernel.commitments(ours, { alpha, beta }, proofs)).toEqual(expected);
    });
  });

  it('refuses a stray beside scalars for which it makes no difference', () => {
    const y = kernel.fixedBase(encoded(GENERATOR));
    const member = encoded(GENERATOR);
    const proofs = [{ plaintext: 0, challenge: 0n, response: 8n }];
    for (const torsion of TORSION.slice(1)) {
      expect(kernel.commitments(y, { alpha: encoded(torsion), beta: member }, proofs)).toBeUndefined();
      expect(kernel.commitments(y, { alpha: member, beta: encoded(torsion) }, proofs)).toBeUndefined();
    }
  });

  it('commits to whole answers as the reference does, however many choices there are', () => {
    const dice = new Dice(`${SEED}/answers`);
    const y = dice.memberEncoding();
    // 33 proofs of one ciphertext fill a chain; 70 ciphertexts with two each, the room for results.
    for (const lengths of [[], [0], [2, 2, 2], [33, 1], new Array<number>(70).fill(2)]) {
      const some = disjuncts(dice, 4);
      const choices = lengths.map((length) => ({
        alpha: dice.memberEncoding(),
        beta: dice.memberEncoding(),
        proofs: length > 4 ? disjuncts(dice, length) : some.slice(0, length),
      }));
      const sumProofs = disjuncts(dice, choices.length === 3 ? 40 : 2);
      const expected = reference.answerCommitments(reference.fixedBase(y), choices, sumProofs);
      expect(kernel.answerCommitments(kernel.fixedBase(y), choices, sumProofs)).toEqual(expected);
      const [first] = choices;
      if (first === undefined) continue;
      const strays = [...choices.slice(1), { ...first, beta: encoded(TORSION[4]!) }];
      expect(kernel.answerCommitments(kernel.fixedBase(y), strays, sumProofs)).toBeUndefined();
    }
  });

  it('combines each of many products, whatever their lengths and bases', () => {
    const dice = new Dice(`${SEED}/each`);
    const y = dice.memberEncoding();
    kernel.fixedBase(y);
    const bases = [encoded(GENERATOR), y, ...Array.from({ length: 4 }, () => dice.pointEncoding())];
    for (const count of [0, 1, 2, 5]) {
      const products = Array.from({ length: count }, () =>
        Array.from({ length: dice.below(5) }, () => ({ base: dice.oneOf(bases), exponent: dice.scalar() })),
      );
      expect(kernel.combineEach(products)).toEqual(reference.combineEach(products));
    }
    for (const stray of [encoded(GENERATOR).fill(0xff), y.subarray(1), new Uint8Array(), joined(y, y)]) {
      const products = [[{ base: y, exponent: 1n }], [{ base: stray, exponent: 0n }]];
      expect(reference.combineEach(products)).toBeUndefined();
      expect(kernel.combineEach(products)).toBeUndefined();
      expect(kernel.combineEach(products.toReversed())).toBeUndefined();
      expect(kernel.combine(products.flat())).toBeUndefined();
    }
  });

  it('combines rows as the reference does, and on a heap as in chains', () => {
    const dice = new Dice(`${SEED}/heap`);
    const exponents = Array.from({ length: 5 }, () => dice.scalar());
    const rows = [0, 1, 2].map(() => joined(...exponents.map(() => dice.pointEncoding())));
    for (const some of [rows, rows.slice(1), rows.slice(2), []]) {
      expect(kernel.combineRows(exponents, some)).toEqual(reference.combineRows(exponents, some));
    }
    // The same five over and over: each counts as often.
    const times = 80;
    const many = new Array<bigint[]>(times).fill(exponents).flat();
    const long = rows.map((row) => joined(...new Array<Uint8Array>(times).fill(row)));
    const sums = exponents.map((exponent) => (exponent * BigInt(times)) % (8n * Q));
    const expected = rows.map((row) =>
      reference.combine(
        sums.flatMap((sum, i) => {
          const base = row.subarray(32 * i, 32 * i + 32);
          // A point outside the subgroup has an order of up to 8 q.
          return [
            { base, exponent: sum % Q },
            { base, exponent: Q - 1n },
            { base, exponent: 1n },
          ].flatMap((term, k) => (k === 0 ? [term] : new Array<typeof term>(Number(sum / Q)).fill(term)));
        }),
      ),
    );
    expect(kernel.combineRows(many, long)).toEqual(joined(...expected.map((one) => one!)));
    expect(kernel.combineRows(many, [long[0]!.fill(0xff, 32, 64)])).toBeUndefined();
    expect(() => kernel.combineRows(exponents, [rows[0]!.subarray(32)])).toThrow(RangeError);
    expect(() => kernel.combineRows([Q], [rows[0]!.subarray(0, 32)])).toThrow(RangeError);
  });

  it('multiplies ciphertexts by their coordinates as by their encodings, a piece or several', () => {
    const dice = new Dice(`${SEED}/located`);
    const some = [encoded(IDENTITY), ...TORSION.map(encoded), ...Array.from({ length: 9 }, () => dice.pointEncoding())];
    for (const count of [0, 1, 2, 63, 64, 65, 130]) {
      const [alphas, betas] = [0, 1].map(() => Array.from({ length: count }, () => dice.oneOf(some)));
      const coordinates = kernel.firstPowers(joined(...alphas!.flatMap((alpha, i) => [alpha, betas![i]!])), 1)!;
      const product = joined(...[alphas!, betas!].map((part) => kernel.product(joined(...part))!));
      expect(kernel.productOfCiphertexts(coordinates)).toEqual(product);
      expect(reference.productOfCiphertexts(coordinates)).toEqual(product);
    }
  });

  it('gives the first powers of points as the reference does, however many of how many', () => {
    const dice = new Dice(`${SEED}/first`);
    const points = Array.from({ length: 9 }, () => dice.pointEncoding());
    const bases = joined(...points, ...TORSION.map(encoded));
    for (const [count, n] of [
      [17, 1],
      [17, 2],
      [17, 16],
      [5, 43],
      [3, 127],
      [2, 128],
      [1, 128],
      [0, 3],
    ] as const) {
      const some = bases.subarray(0, 32 * count);
      expect(kernel.firstPowers(some, n)).toEqual(reference.firstPowers(some, n));
    }
    for (const stray of [bases.slice().fill(0xff, 32, 64), bases.subarray(1)]) {
      expect(reference.firstPowers(stray, 2)).toBeUndefined();
      expect(kernel.firstPowers(stray, 2)).toBeUndefined();
    }
    for (const n of [0, -1, 1.5, 129]) {
      expect(() => reference.firstPowers(bases, n)).toThrow(RangeError);
      expect(() => kernel.firstPowers(bases, n)).toThrow(RangeError);
    }
  });

  it('commits where everything is the identity, or cancels', () => {
    const [one, g] = [encoded(IDENTITY), encoded(GENERATOR)];
    const edges = [0n, 1n, 8n, Q - 1n];
    const proofs = edges.flatMap((challenge) => edges.map((response) => ({ plaintext: 1, challenge, response })));
    for (const alpha of [one, g]) {
      for (const beta of [one, g]) {
        for (const y of [one, g]) {
          const expected = reference.commitments(reference.fixedBase(y), { alpha, beta }, proofs);
          expect(kernel.commitments(kernel.fixedBase(y), { alpha, beta }, proofs)).toEqual(expected);
        }
      }
    }
  });

  it('remembers more public keys than it has tables for', () => {
    const dice = new Dice(`${SEED}/keys`);
    const ciphertext = { alpha: dice.memberEncoding(), beta: dice.memberEncoding() };
    const proofs = disjuncts(dice, 2);
    const keys = Array.from({ length: 6 }, () => dice.memberEncoding());
    const expected = keys.map((key) => reference.commitments(reference.fixedBase(key), ciphertext, proofs));
    const bases = keys.map((key) => kernel.fixedBase(key));
    for (const k of [0, 1, 2, 3, 4, 5, 5, 0, 3, 1, 1]) {
      expect(kernel.commitments(bases[k]!, ciphertext, proofs)).toEqual(expected[k]);
    }
  });

  it('combines as the reference does, outside the subgroup too', () => {
    often(ROUNDS, (dice) => {
      const terms = Array.from({ length: dice.below(4) }, () => ({
        base: dice.below(12) === 0 ? dice.bytes() : dice.pointEncoding(),
        exponent: dice.scalar(),
      }));
      expect(kernel.combine(terms)).toEqual(reference.combine(terms));
    });
  });

  it('combines and multiplies rows of any length', () => {
    const dice = new Dice(`${SEED}/products`);
    for (const length of [0, 1, 32, 33, 65]) {
      const bases = Array.from({ length }, () => dice.pointEncoding());
      const terms = bases.map((base) => ({ base, exponent: dice.scalar() }));
      expect(kernel.product(joined(...bases))).toEqual(reference.product(joined(...bases)));
      expect(kernel.combine(terms)).toEqual(reference.combine(terms));
    }
  });

  it('multiplies as the reference does, whatever the bytes', () => {
    often(2 * ROUNDS, (dice) => {
      const bytes = joined(dice.pointEncoding(), dice.bytes());
      expect(kernel.product(bytes)).toEqual(reference.product(bytes));
    });
  });

  it('tells a caller in error so, as the reference does', () => {
    const g = encoded(GENERATOR);
    const y = kernel.fixedBase(g);
    const commitTo = (proof: Disjunct) => () => kernel.commitments(y, { alpha: g, beta: g }, [proof]);
    expect(() => kernel.combine([{ base: g, exponent: Q }])).toThrow(RangeError);
    expect(() => kernel.combine([{ base: g, exponent: -1n }])).toThrow(RangeError);
    expect(commitTo({ plaintext: 0, challenge: Q, response: 0n })).toThrow(RangeError);
    expect(commitTo({ plaintext: 0, challenge: 0n, response: -1n })).toThrow(RangeError);
    expect(commitTo({ plaintext: 0.5, challenge: 0n, response: 0n })).toThrow(RangeError);
    expect(commitTo({ plaintext: -1, challenge: 0n, response: 0n })).toThrow(RangeError);
    for (const stray of [encoded(TORSION[4]!), g.subarray(1), joined(g, g), new Uint8Array()]) {
      expect(() => kernel.fixedBase(stray)).toThrow(RangeError);
      expect(() => reference.fixedBase(stray)).toThrow(RangeError);
    }
    expect(() => kernel.commitments(reference.fixedBase(g), { alpha: g, beta: g }, [])).toThrow(TypeError);
    expect(() => kernel.commitments(kernelArithmetic()!.fixedBase(g), { alpha: g, beta: g }, [])).toThrow(TypeError);
  });
});

/** Another machine than this: what Node is told about it, or what is done to it, and the arithmetic that is left. */
interface Elsewhere {
  readonly flags?: readonly string[];
  readonly change?: string;
  readonly name: PublicArithmetic['name'];
}

const UNFUSED: Elsewhere =
  // Other processors have it always.
  process.arch === 'x64' ? { flags: ['--no-enable-fma3'], name: 'scalar kernel' } : { name: 'kernel' };

const REFUSING: Elsewhere = {
  change: `
    const { Module } = WebAssembly;
    WebAssembly.Module = function (bytes) {
      const relaxedMultiplyAdd = Buffer.from([0xfd, 0x87, 0x02]);
      if (Buffer.from(bytes).includes(relaxedMultiplyAdd)) throw new WebAssembly.CompileError('invalid numeric opcode');
      return new Module(bytes);
    };`,
  name: 'scalar kernel',
};

describe('the arithmetic over public data', () => {
  it('is the kernel, where there is WebAssembly with relaxed SIMD', () => {
    expect(publicArithmetic().name).toBe('kernel');
    expect(publicArithmetic()).toBe(publicArithmetic());
  });

  it.each([
    [
      'is the scalar kernel on a machine without fused multiply-add, which makes products wrong and says nothing',
      UNFUSED,
    ],
    ['is the scalar kernel where the module is refused, as by a program that does not know relaxed SIMD', REFUSING],
    ['is the reference where there is no WebAssembly', { change: 'delete globalThis.WebAssembly;', name: 'reference' }],
  ] as const)('%s', (_, { flags, change, name }: Elsewhere) => {
    const program = `import('./protocol/kernel/public-arithmetic.ts').then((it) => {
      ${change ?? ''}
      console.log(it.publicArithmetic().name);
    });`;
    const { stdout } = spawnSync(process.execPath, [...(flags ?? []), '--eval', program], { encoding: 'utf8' });
    expect(stdout.trim()).toBe(name);
  });
});
