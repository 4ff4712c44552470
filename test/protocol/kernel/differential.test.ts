import { describe, expect, it } from 'vitest';
import type { PublicArithmetic } from '../../../protocol/kernel/arithmetic.ts';
import { kernelArithmetic, scalarKernelArithmetic } from '../../../protocol/kernel/kernel.ts';
import { add, encoded, GENERATOR, P, type Point, Q, TORSION } from './affine.ts';
import { Dice } from './dice.ts';
import { inverseModQ, Walk } from './walk.ts';

/*
 * A hundred thousand inputs: the audited library makes points by a walk, whose logarithms are known, and scalars, random
 * ones and edges, are completed so that every answer is a step of the walk. Each answer is compared, byte for byte.
 */

const LENGTH = 30_000;
const walk = new Walk('differential', LENGTH);
const ONE = encoded(add(GENERATOR, TORSION[0]!));

const KERNELS = [
  { which: 'the kernel', kernel: kernelArithmetic()!, share: 1 },
  { which: 'the scalar kernel', kernel: scalarKernelArithmetic()!, share: 0.1 },
];

function mod(a: bigint): bigint {
  return ((a % Q) + Q) % Q;
}

describe.each(KERNELS)('$which', ({ kernel, share }: { kernel: PublicArithmetic; share: number }) => {
  const length = Math.floor(LENGTH * share);

  it('tells the members among points of the curve', () => {
    const strays: number[] = [];
    for (let start = 0; start < length;) {
      const found = kernel.firstNonMember(walk.points.subarray(32 * start, 32 * length));
      if (found === -1) break;
      strays.push(start + found);
      start += found + 1;
    }
    const expected = Array.from({ length }, (_, i) => i).filter((i) => walk.torsionAt(i) !== 0);
    expect(strays).toEqual(expected);
    expect(kernel.firstNonMember(walk.members.subarray(0, 32 * length))).toBe(-1);
  });

  it('multiplies points, members or not', () => {
    for (let i = 0; i + 2 < length / 4; i += 1) {
      // W_i * W_(i+2) = W_(i+1)^2, and the parts of small order add up.
      const product = kernel.product(joined(walk.pointAt(i), walk.pointAt(i + 2)));
      const square = kernel.combine([
        { base: walk.memberAt(i + 1), exponent: 2n },
        { base: encoded(TORSION[(walk.torsionAt(i) + walk.torsionAt(i + 2)) % 8]!), exponent: 1n },
      ]);
      expect(product).toEqual(square);
    }
  });

  it('finds the coordinates of points and of their squares, members or not', () => {
    const coordinates = kernel.firstPowers(walk.points.subarray(0, 32 * length), 2)!;
    expect(coordinates.length).toBe(4 * 32 * length);
    for (let i = 0; i < length; i += 1) {
      const [x, y, squareX, squareY] = [0, 1, 2, 3].map((place) => {
        return BigInt(
          `0x${Buffer.from(coordinates.subarray(32 * (4 * i + place), 32 * (4 * i + place + 1))).toString('hex')}`,
        );
      });
      const [point, square] = [
        { x: x!, y: y! },
        { x: squareX!, y: squareY! },
      ];
      if (!isSame(encoded(point), walk.pointAt(i)) || !isDouble(square, point)) throw new Error(`point ${i} is wrong`);
    }
  });

  it('takes powers to any scalars, inside the group and outside', () => {
    const dice = new Dice('differential powers');
    const products = Array.from({ length: Math.floor(length / 2) }, (_, i) => {
      const [a, b, base] = [dice.scalar(), dice.scalar(), dice.below(LENGTH)];
      // g^a * (W_base * torsion)^b * W_0^c = W_i * torsion^b
      const rest = walk.logarithmAt(i) - a - b * walk.logarithmAt(base);
      const c = mod(rest * inverseOfFirst);
      const torsion = Number((b * BigInt(walk.torsionAt(base))) % 8n);
      return {
        terms: [
          { base: ONE, exponent: a },
          { base: walk.pointAt(base), exponent: b },
          { base: walk.memberAt(0), exponent: c },
          { base: encodedTorsion[(8 - torsion) % 8]!, exponent: 1n },
        ],
        i,
      };
    });
    const results = kernel.combineEach(products.map(({ terms }) => terms))!;
    for (const { i } of products) {
      if (!isSame(results.subarray(32 * i, 32 * i + 32), walk.memberAt(i))) throw new Error(`product ${i} is wrong`);
    }
    expect(results.length).toBe(32 * products.length);
  });

  it('commits to disjuncts', () => {
    const z = walk.logarithmAt(1);
    const y = kernel.fixedBase(walk.memberAt(1));
    for (let i = 2; i + 4 < length / 10; i += 1) {
      const [alpha, beta] = [walk.logarithmAt(i), walk.logarithmAt(i + 1)];
      const proofs = [0, 1].map((j) => {
        // The challenge and the response for which A_j and B_j are the steps i + 2j and i + 2j + 1.
        const [u, v] = [walk.logarithmAt(i + 2 * j), walk.logarithmAt(i + 2 * j + 1)];
        const plaintext = 26 * j;
        const challenge = mod((v - z * u) * inverseModQ(beta - BigInt(plaintext) - z * alpha));
        return { plaintext, challenge, response: mod(u - challenge * alpha) };
      });
      const result = kernel.commitments(y, { alpha: walk.memberAt(i), beta: walk.memberAt(i + 1) }, proofs);
      expect(result).toEqual(walk.members.slice(32 * i, 32 * (i + 4)));
    }
  });

  it.each([1, 2, 3])('combines %d long rows with the same exponents', (rows) => {
    const dice = new Dice('differential rows');
    // Few are combined by chains, many on a heap; odd numbers and edges of pieces in between.
    for (const n of [1, 16, 33, 319, 321, 700]) {
      const exponents = Array.from({ length: n }, () => dice.scalar());
      const logarithms = Array.from({ length: rows }, (_, k) =>
        exponents.reduce((sum, exponent, i) => sum + exponent * walk.logarithmAt(k * n + i), 0n),
      );
      const texts = Array.from({ length: rows }, (_, k) => walk.members.subarray(32 * k * n, 32 * (k + 1) * n));
      const results = kernel.combineRows(exponents, texts)!;
      const expected = logarithms.map((exponent) => kernel.combine([{ base: ONE, exponent: mod(exponent) }])!);
      expect(results).toEqual(joined(...expected));
    }
  });
});

const inverseOfFirst = inverseModQ(walk.logarithmAt(0));
const encodedTorsion = TORSION.map(encoded);

/** Whether the point is on the curve and this is its double: by the affine formulas, -x^2 + y^2 = 1 + d x^2 y^2. */
function isDouble(double: Point, { x, y }: Point): boolean {
  const [xx, yy] = [(x * x) % P, (y * y) % P];
  const isOnCurve = (121666n * (yy - xx - 1n) + 121665n * xx * yy) % P === 0n;
  const [sum, difference] = [(2n * x * y - double.x * (yy - xx)) % P, (yy + xx - double.y * (2n - yy + xx)) % P];
  return isOnCurve && sum === 0n && difference === 0n;
}

function joined(...encodings: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(Buffer.concat(encodings));
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return a.every((byte, place) => byte === b[place]);
}
