import { describe, expect, it } from 'vitest';
import { compileKernel } from '../../../protocol/kernel/build.ts';
import { exportsOf, type WasmGlobal, type WasmMemory } from '../../../protocol/kernel/web-assembly.ts';
import { P } from './affine.ts';
import { Dice } from './dice.ts';

const ROUNDS = Number(process.env['KERNEL_ROUNDS'] ?? 2000);

interface Probe {
  readonly memory: WasmMemory;
  readonly SLOTS: WasmGlobal;
  multiply(out: number, a: number, b: number): void;
  square(out: number, a: number): void;
  add(out: number, a: number, b: number): void;
  subtract(out: number, a: number, b: number): void;
  addAndSubtract(sum: number, difference: number, a: number, b: number): void;
  addTwice(out: number, a: number, b: number): void;
  negate(out: number, a: number): void;
  invert(out: number, a: number): void;
  fromBytes(out: number, bytes: number): void;
  toBytes(bytes: number, a: number): void;
}

/** A field whose elements are limbs in four slots of the memory of a kernel. */
class Field {
  readonly call: Probe;
  readonly slots: readonly [number, number, number, number];

  constructor(module: Uint8Array<ArrayBuffer>) {
    this.call = exportsOf(module) as Probe;
    const start = Number(this.call.SLOTS.value);
    this.slots = [start, start + 64, start + 128, start + 192];
  }

  limbsAt(slot: number): Int32Array {
    return new Int32Array(this.call.memory.buffer, slot, 10);
  }

  write(slot: number, limbs: readonly number[]): void {
    this.limbsAt(slot).set(limbs);
  }

  numberAt(slot: number): bigint {
    return valueOf([...this.limbsAt(slot)]);
  }

  bytesAt(slot: number): bigint {
    const bytes = new Uint8Array(this.call.memory.buffer, slot, 32);
    return BigInt(`0x${Buffer.from(bytes.toReversed()).toString('hex')}`);
  }
}

const FIELDS = [
  { which: 'the field as published', field: new Field(await compileKernel({ checksBounds: false, hasProbe: true })) },
  {
    which: 'the field that checks its bounds',
    field: new Field(await compileKernel({ checksBounds: true, hasProbe: true })),
  },
];

/** Limb k counts 2^ceil(25.5 k). */
function valueOf(limbs: readonly number[]): bigint {
  return limbs.reduce((sum, limb, k) => sum + BigInt(limb) * 2n ** BigInt(Math.ceil(25.5 * k)), 0n);
}

function mod(a: bigint): bigint {
  return ((a % P) + P) % P;
}

/** The largest limb in place k of an element of so many units. */
function most(k: number, units: number): number {
  return units * (k % 2 === 0 ? 2 ** 25 : 2 ** 24 + 2 ** 15);
}

/** Limbs within the units given, as often as not at the very edge. */
function limbs(dice: Dice, units: number): number[] {
  const manner = dice.below(4);
  const direction = dice.oneOf([-1, 1]);
  return Array.from({ length: 10 }, (_, k) => {
    const edge = most(k, units);
    if (manner === 0) return direction * edge;
    if (manner === 1) return dice.oneOf([-1, 1]) * edge;
    if (manner === 2) return dice.oneOf([-edge, edge, 0, 1, -1, edge - 1, 1 - edge]);
    return dice.below(2 * edge + 1) - edge;
  });
}

/** The limbs of a number in 0..2^255-1, each in its range. */
function limbsOf(number: bigint): number[] {
  return Array.from({ length: 10 }, (_, k) => {
    const place = Math.ceil(25.5 * k);
    return Number(BigInt.asUintN(Math.ceil(25.5 * (k + 1)) - place, number >> BigInt(place)));
  });
}

describe.each(FIELDS)('$which', ({ field }: { field: Field }) => {
  const { call, slots } = field;
  const [a, b, c, d] = slots;

  function expectReduced(slot: number, value: bigint): void {
    expect(mod(field.numberAt(slot))).toBe(mod(value));
    field.limbsAt(slot).forEach((limb, k) => {
      if (Math.abs(limb) > most(k, 1)) throw new Error(`limb ${k} is ${limb}`);
    });
  }

  it('multiplies and squares the largest limbs that it may be given', () => {
    const dice = new Dice('field products');
    for (let round = 0; round < ROUNDS; round += 1) {
      const [f, g] = [limbs(dice, 4), limbs(dice, 4)];
      field.write(a, f);
      field.write(b, g);
      call.multiply(c, a, b);
      expectReduced(c, valueOf(f) * valueOf(g));
      call.square(c, a);
      expectReduced(c, valueOf(f) * valueOf(f));
      call.multiply(a, a, a);
      expectReduced(a, valueOf(f) * valueOf(f));
    }
  });

  it('adds and subtracts limb by limb', () => {
    const dice = new Dice('field sums');
    for (let round = 0; round < ROUNDS / 10; round += 1) {
      const [f, g] = [limbs(dice, 2), limbs(dice, 2)];
      field.write(a, f);
      field.write(b, g);
      call.add(c, a, b);
      expect(field.numberAt(c)).toBe(valueOf(f) + valueOf(g));
      call.subtract(c, a, b);
      expect(field.numberAt(c)).toBe(valueOf(f) - valueOf(g));
      call.negate(c, a);
      expect(field.numberAt(c)).toBe(-valueOf(f));
      call.addAndSubtract(c, d, a, b);
      expect([field.numberAt(c), field.numberAt(d)]).toEqual([valueOf(f) + valueOf(g), valueOf(f) - valueOf(g)]);
      call.addAndSubtract(b, a, a, b);
      expect([field.numberAt(b), field.numberAt(a)]).toEqual([valueOf(f) + valueOf(g), valueOf(f) - valueOf(g)]);
      const h = limbs(dice, 1);
      field.write(a, f);
      field.write(b, h);
      call.addTwice(c, a, b);
      expect(field.numberAt(c)).toBe(valueOf(f) + 2n * valueOf(h));
    }
  });

  it('writes every element as the one number below p', () => {
    const dice = new Dice('field bytes');
    for (let round = 0; round < ROUNDS / 10; round += 1) {
      const f = limbs(dice, 4);
      field.write(a, f);
      call.toBytes(b, a);
      expect(field.bytesAt(b)).toBe(mod(valueOf(f)));
    }
    for (let near = -80n; near <= 80n; near += 1n) {
      for (const base of [0n, P, 2n ** 255n, 2n ** 254n]) {
        for (const multiple of [-1, 0, 1]) {
          const number = base + near;
          if (number < 0n || number >= 2n ** 255n) continue;
          field.write(
            a,
            limbsOf(number).map((limb, k) => limb + multiple * limbsOf(P)[k]!),
          );
          call.toBytes(b, a);
          expect(field.bytesAt(b)).toBe(mod(number));
        }
      }
    }
    for (let small = -80; small <= 80; small += 1) {
      field.write(a, [small, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
      call.toBytes(b, a);
      expect(field.bytesAt(b)).toBe(mod(BigInt(small)));
    }
  });

  it('reads the lowest 255 bits of any bytes', () => {
    const dice = new Dice('field reading');
    for (let round = 0; round < ROUNDS / 10; round += 1) {
      const number = round === 0 ? 2n ** 256n - 1n : dice.runs();
      for (let word = 0; word < 4; word += 1) {
        new DataView(call.memory.buffer, b, 32).setBigUint64(8 * word, number >> BigInt(64 * word), true);
      }
      call.fromBytes(a, b);
      expect(field.numberAt(a)).toBe(BigInt.asUintN(255, number));
    }
  });

  it('inverts what is not 0, and 0 to 0', () => {
    const dice = new Dice('field inverses');
    for (let round = 0; round < 50; round += 1) {
      const f = limbs(dice, 4);
      field.write(a, f);
      call.invert(b, a);
      call.multiply(c, b, a);
      expectReduced(c, mod(valueOf(f)) === 0n ? 0n : 1n);
    }
    field.write(a, limbsOf(P));
    call.invert(b, a);
    expectReduced(b, 0n);
  });
});

describe('the build that checks its bounds', () => {
  it('traps at one more than the largest limb, either way', () => {
    const { field } = FIELDS[1]!;
    const { call, slots } = field;
    for (let k = 0; k < 10; k += 1) {
      for (const direction of [-1, 1]) {
        field.write(slots[0], new Array<number>(10).fill(0).with(k, direction * most(k, 4)));
        expect(() => call.square(slots[1], slots[0])).not.toThrow();
        field.write(slots[0], new Array<number>(10).fill(0).with(k, direction * (most(k, 4) + 1)));
        expect(() => call.square(slots[1], slots[0])).toThrow('unreachable');
      }
    }
  });
});
