import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { compileKernel, RELEASE, SCALAR_RELEASE, wrapKernels } from '../../../protocol/kernel/build.ts';
import { kernelArithmetic, scalarKernelArithmetic } from '../../../protocol/kernel/kernel.ts';

const lanes = await compileKernel(RELEASE);
const scalar = await compileKernel(SCALAR_RELEASE);

describe('the published modules', () => {
  it('are what their source compiles to, byte for byte', async () => {
    const path = new URL('../../../protocol/kernel/kernel.wasm.ts', import.meta.url);
    expect(await readFile(path, 'utf8')).toBe(wrapKernels(lanes, scalar));
  });
});

describe('a broken module', () => {
  it('is refused when it is cut short, empty, or no module at all', () => {
    for (const module of [lanes, scalar]) {
      for (const length of [0, 8, module.length >> 1, module.length - 1]) {
        expect(kernelArithmetic(module.slice(0, length))).toBeUndefined();
      }
    }
    expect(kernelArithmetic(new TextEncoder().encode('no module at all'))).toBeUndefined();
  });

  it('is refused when any multiply-add takes its product away', () => {
    const places = placesOf(lanes, RELAXED_MADD);
    // 25 products and the 15 of a square, each in two parts, and five carries.
    expect(places.length).toBe(2 * (25 + 15) + 5);
    for (const place of places) {
      expect(kernelArithmetic(lanes.with(place + 1, RELAXED_NMADD))).toBeUndefined();
    }
  });

  it('is refused when any 19 of its reductions is an 18', () => {
    const places = placesOf(scalar, [I64_CONST, 19]);
    expect(places.length).toBeGreaterThan(10);
    for (const place of places) expect(scalarKernelArithmetic(scalar.with(place + 1, 18))).toBeUndefined();
  });

  it('is refused when any limb gives up another carry than the next one took', () => {
    for (const width of [25, 26]) {
      const places = placesOf(scalar, [I64_CONST, width, I64_SHL]);
      expect(places.length).toBeGreaterThan(4);
      for (const place of places) expect(scalarKernelArithmetic(scalar.with(place + 1, width - 1))).toBeUndefined();
    }
  });
});

/** The instructions that push a constant of 64 bits, and that shift to the left by one. */
const I64_CONST = 0x42;
const I64_SHL = 0x86;

/** f64x2.relaxed_madd, and the second byte of f64x2.relaxed_nmadd, which takes the product away. */
const RELAXED_MADD = [0xfd, 0x87, 0x02];
const RELAXED_NMADD = 0x88;

function placesOf(bytes: Uint8Array, pattern: readonly number[]): number[] {
  return [...bytes.keys()].filter((place) => pattern.every((byte, k) => bytes[place + k] === byte));
}
