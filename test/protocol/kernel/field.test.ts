import { describe, expect, it } from 'vitest';
import { compileKernel, type KernelBuild } from '../../../protocol/kernel/build.ts';
import { exportsOf, type WasmGlobal, type WasmMemory } from '../../../protocol/kernel/web-assembly.ts';
import { P } from './affine.ts';
import { Dice } from './dice.ts';

const ROUNDS = Number(process.env['KERNEL_ROUNDS'] ?? 1000);

interface Probe {
  readonly memory: WasmMemory;
  readonly SLOTS: WasmGlobal;
  declareUnits(a: number, units: number): void;
  multiply(out: number, a: number, b: number): void;
  square(out: number, a: number): void;
  add(out: number, a: number, b: number): void;
  subtract(out: number, a: number, b: number): void;
  addAndSubtract(sum: number, difference: number, a: number, b: number): void;
  addTwice(out: number, a: number, b: number): void;
  narrow(a: number): void;
  negate(out: number, a: number): void;
  copy(out: number, a: number): void;
  pick(out: number, a: number, b: number, negated: number): void;
  putLane(out: number, a: number, lane: number): void;
  split(out: number, a: number, lane: number): void;
  join(out: number, first: number, second: number, negated: number): void;
  invert(out: number, a: number): void;
  fromBytes(out: number, bytes: number): void;
  toBytes(bytes: number, a: number): void;
}

/** How a field writes an element as limbs. */
interface Limbs {
  readonly count: number;
  /** The bit that limb k counts. */
  readonly bitOf: (k: number) => number;
  /** The largest limb in place k of an element of 1 unit. */
  readonly unitOf: (k: number) => number;
  /** Where limb k of a lane stands, in limbs. */
  readonly placeOf: (k: number, lane: number) => number;
  readonly View: typeof Int32Array | typeof Float64Array;
  /** Units of two factors that are allowed, the most there can be among them. */
  readonly factors: readonly (readonly [number, number])[];
  readonly squared: number;
}

const LIMBS: Readonly<Record<KernelBuild['field'], Limbs>> = {
  lanes: {
    count: 5,
    bitOf: (k) => 51 * k,
    unitOf: () => 2 ** 50 + 2 ** 10,
    placeOf: (k, lane) => 2 * k + lane,
    View: Float64Array,
    factors: [
      [1, 3],
      [3, 1],
      [1, 2],
    ],
    squared: 1,
  },
  scalar: {
    count: 10,
    bitOf: (k) => Math.ceil(25.5 * k),
    unitOf: (k) => (k % 2 === 0 ? 2 ** 25 : 2 ** 24 + 2 ** 15),
    placeOf: (k, lane) => 10 * lane + k,
    View: Int32Array,
    factors: [[4, 4]],
    squared: 4,
  },
};

const LANES = [0, 1] as const;

/** A pair of numbers as two rows of limbs. */
type Pair = readonly [readonly number[], readonly number[]];

/** A field whose elements are limbs in slots of the memory of a kernel. */
class Field {
  readonly call: Probe;
  readonly limbs: Limbs;
  readonly slots: readonly number[];

  constructor(module: Uint8Array<ArrayBuffer>, limbs: Limbs) {
    this.call = exportsOf(module) as Probe;
    this.limbs = limbs;
    this.slots = Array.from({ length: 6 }, (_, k) => Number(this.call.SLOTS.value) + 128 * k);
  }

  write(slot: number, pair: Pair, units: number): void {
    const { View, count, placeOf } = this.limbs;
    const view = new View(this.call.memory.buffer, slot, 2 * count);
    for (const lane of LANES) pair[lane].forEach((limb, k) => (view[placeOf(k, lane)] = limb));
    this.call.declareUnits(slot, units);
  }

  limbsAt(slot: number, lane: number): number[] {
    const { View, count, placeOf } = this.limbs;
    const view = new View(this.call.memory.buffer, slot, 2 * count);
    return Array.from({ length: count }, (_, k) => view[placeOf(k, lane)]!);
  }

  numbersAt(slot: number): bigint[] {
    return LANES.map((lane) => this.valueOf(this.limbsAt(slot, lane)));
  }

  bytesAt(slot: number): bigint[] {
    const bytes = new Uint8Array(this.call.memory.buffer, slot, 64);
    return LANES.map((lane) => {
      const half = bytes.slice(32 * lane, 32 * lane + 32);
      return BigInt(`0x${Buffer.from(half.toReversed()).toString('hex')}`);
    });
  }

  valueOf(limbs: readonly number[]): bigint {
    return limbs.reduce((sum, limb, k) => sum + BigInt(limb) * 2n ** BigInt(this.limbs.bitOf(k)), 0n);
  }

  values(pair: Pair): [bigint, bigint] {
    return [this.valueOf(pair[0]), this.valueOf(pair[1])];
  }

  /** The limbs of a number in 0..2^255-1, each in its range. */
  limbsOf(number: bigint): number[] {
    const { count, bitOf } = this.limbs;
    return Array.from({ length: count }, (_, k) => {
      const width = (k + 1 === count ? 255 : bitOf(k + 1)) - bitOf(k);
      return Number(BigInt.asUintN(width, number >> BigInt(bitOf(k))));
    });
  }

  /** Limbs within the units given, in both lanes, as often as not at the very edge. */
  dicePair(dice: Dice, units: number): Pair {
    return [this.diceLimbs(dice, units), this.diceLimbs(dice, units)];
  }

  diceLimbs(dice: Dice, units: number): number[] {
    const manner = dice.below(5);
    const direction = dice.oneOf([-1, 1]);
    return Array.from({ length: this.limbs.count }, (_, k) => {
      const edge = units * this.limbs.unitOf(k);
      if (manner === 0) return direction * edge;
      if (manner === 1) return dice.oneOf([-1, 1]) * edge;
      if (manner === 2) return dice.oneOf([-edge, edge, 0, 1, -1, edge - 1, 1 - edge]);
      if (manner === 3) return dice.oneOf([-1, 1]) * (edge - dice.below(4));
      return dice.below(2 * edge + 1) - edge;
    });
  }
}

function mod(a: bigint): bigint {
  return ((a % P) + P) % P;
}

const FIELDS = await Promise.all(
  (['lanes', 'scalar'] as const).flatMap((field) =>
    [false, true].map(async (checksBounds) => ({
      which: `the field of the ${field} kernel${checksBounds ? ' that checks its bounds' : ''}`,
      field: new Field(await compileKernel({ field, checksBounds, hasProbe: true }), LIMBS[field]),
    })),
  ),
);

describe.each(FIELDS)('$which', ({ field }: { field: Field }) => {
  const { call, slots, limbs } = field;
  const [a, b, c, d, e] = slots as [number, number, number, number, number];

  function expectReduced(slot: number, values: readonly bigint[]): void {
    expect(field.numbersAt(slot).map(mod)).toEqual(values.map(mod));
    for (const lane of LANES) {
      field.limbsAt(slot, lane).forEach((limb, k) => {
        if (!(Math.abs(limb) <= limbs.unitOf(k))) throw new Error(`limb ${k} is ${limb}`);
      });
    }
  }

  it.each(limbs.factors)('multiplies the largest limbs that it may be given, %d by %d units', (unitsA, unitsB) => {
    const dice = new Dice(`field products ${unitsA}`);
    for (let round = 0; round < ROUNDS; round += 1) {
      const [f, g] = [field.dicePair(dice, unitsA), field.dicePair(dice, unitsB)];
      const [u, v] = [field.values(f), field.values(g)];
      const product = [u[0] * v[0], u[1] * v[1]];
      field.write(a, f, unitsA);
      field.write(b, g, unitsB);
      call.multiply(c, a, b);
      expectReduced(c, product);
      call.multiply(a, a, b);
      expectReduced(a, product);
    }
  });

  it('squares the largest limbs that it may be given', () => {
    const dice = new Dice('field squares');
    for (let round = 0; round < ROUNDS; round += 1) {
      const f = field.dicePair(dice, limbs.squared);
      const [u, v] = field.values(f);
      field.write(a, f, limbs.squared);
      call.square(c, a);
      expectReduced(c, [u * u, v * v]);
      call.square(a, a);
      expectReduced(a, [u * u, v * v]);
    }
  });

  it('adds and subtracts limb by limb', () => {
    const dice = new Dice('field sums');
    for (let round = 0; round < ROUNDS / 10; round += 1) {
      const [f, g] = [field.dicePair(dice, 2), field.dicePair(dice, 2)];
      const [u, v] = [field.values(f), field.values(g)];
      const [sums, differences] = [
        [u[0] + v[0], u[1] + v[1]],
        [u[0] - v[0], u[1] - v[1]],
      ];
      field.write(a, f, 2);
      field.write(b, g, 2);
      call.add(c, a, b);
      expect(field.numbersAt(c)).toEqual(sums);
      call.subtract(c, a, b);
      expect(field.numbersAt(c)).toEqual(differences);
      call.negate(c, a);
      expect(field.numbersAt(c)).toEqual([-u[0], -u[1]]);
      call.addAndSubtract(c, d, a, b);
      expect([field.numbersAt(c), field.numbersAt(d)]).toEqual([sums, differences]);
      call.addAndSubtract(b, a, a, b);
      expect([field.numbersAt(b), field.numbersAt(a)]).toEqual([sums, differences]);
      const h = field.dicePair(dice, 1);
      field.write(a, f, 2);
      field.write(b, h, 1);
      call.addTwice(c, a, b);
      const w = field.values(h);
      expect(field.numbersAt(c)).toEqual([u[0] + 2n * w[0], u[1] + 2n * w[1]]);
    }
  });

  it('narrows sums without changing what they are', () => {
    const dice = new Dice('field narrowing');
    for (let round = 0; round < ROUNDS; round += 1) {
      const f = field.dicePair(dice, 4);
      field.write(a, f, 4);
      call.narrow(a);
      // The scalar field has no need to: its products take 4 units.
      if (limbs.squared === 1) expectReduced(a, field.values(f));
      else expect(field.numbersAt(a)).toEqual(field.values(f));
    }
  });

  it('moves lanes about', () => {
    const dice = new Dice('field lanes');
    for (let round = 0; round < ROUNDS / 10; round += 1) {
      const [f, g] = [field.dicePair(dice, 1), field.dicePair(dice, 1)];
      const [u, v] = [field.values(f), field.values(g)];
      field.write(a, f, 1);
      field.write(b, g, 1);
      for (let negated = 0; negated < 4; negated += 1) {
        const [s, t] = [negated & 1 ? -1n : 1n, negated & 2 ? -1n : 1n];
        call.pick(c, a, b, negated);
        expect(field.numbersAt(c)).toEqual([s * u[0], t * v[1]]);
        call.split(e, a, 1);
        call.split(d, b, 0);
        call.join(c, e, d, negated);
        expect(field.numbersAt(c)).toEqual([s * u[1], t * v[0]]);
      }
      call.copy(c, a);
      call.putLane(c, b, 1);
      expect(field.numbersAt(c)).toEqual([u[0], v[1]]);
      call.putLane(c, b, 0);
      expect(field.numbersAt(c)).toEqual(v);
    }
  });

  it('writes every element as the one number below p', () => {
    const dice = new Dice('field bytes');
    for (let round = 0; round < ROUNDS / 5; round += 1) {
      const f = field.dicePair(dice, 4);
      field.write(a, f, 4);
      call.toBytes(b, a);
      expect(field.bytesAt(b)).toEqual(field.values(f).map(mod));
    }
    for (let near = -80n; near <= 80n; near += 1n) {
      for (const base of [0n, P, 2n ** 255n, 2n ** 254n]) {
        for (const multiple of [-1, 0, 1]) {
          const number = base + near;
          if (number < 0n || number >= 2n ** 255n) continue;
          const row = field.limbsOf(number).map((limb, k) => limb + multiple * field.limbsOf(P)[k]!);
          field.write(a, [row, field.limbsOf(0n)], 4);
          call.toBytes(b, a);
          expect(field.bytesAt(b)).toEqual([mod(number), 0n]);
        }
      }
      const small = Number(near);
      const zeros = new Array<number>(limbs.count).fill(0);
      field.write(a, [zeros.with(0, small), zeros.with(0, -small)], 1);
      call.toBytes(b, a);
      expect(field.bytesAt(b)).toEqual([mod(near), mod(-near)]);
    }
  });

  it('reads the lowest 255 bits of any bytes', () => {
    const dice = new Dice('field reading');
    for (let round = 0; round < ROUNDS / 10; round += 1) {
      const numbers = [round === 0 ? 2n ** 256n - 1n : dice.runs(), dice.runs()];
      const words = new DataView(call.memory.buffer, b, 64);
      for (let word = 0; word < 8; word += 1) {
        words.setBigUint64(8 * word, numbers[word >> 2]! >> BigInt(64 * (word & 3)), true);
      }
      call.fromBytes(a, b);
      expect(field.numbersAt(a)).toEqual(numbers.map((number) => BigInt.asUintN(255, number)));
    }
  });

  it('inverts what is not 0, and 0 to 0', () => {
    const dice = new Dice('field inverses');
    for (let round = 0; round < 50; round += 1) {
      const f = field.dicePair(dice, 1);
      field.write(a, f, 1);
      call.invert(b, a);
      call.multiply(c, b, a);
      const isZero = field.values(f).map((value) => mod(value) === 0n);
      expectReduced(
        c,
        isZero.map((zero) => (zero ? 0n : 1n)),
      );
    }
    field.write(a, [field.limbsOf(0n), field.limbsOf(0n)], 1);
    call.invert(b, a);
    expectReduced(b, [0n, 0n]);
  });
});

describe('a build that checks its bounds', () => {
  it.each([1, 3])('traps at one more than the largest limb, either way (%#)', (which) => {
    const { call, slots, limbs } = FIELDS[which]!.field;
    for (let k = 0; k < limbs.count; k += 1) {
      for (const direction of [-1, 1]) {
        for (const lane of LANES) {
          const attempt = (limb: number) => () => {
            const rows = [new Array<number>(limbs.count).fill(0), new Array<number>(limbs.count).fill(0)] as const;
            rows[lane][k] = limb;
            FIELDS[which]!.field.write(slots[0]!, rows, limbs.squared);
            call.square(slots[1]!, slots[0]!);
          };
          const most = limbs.squared * limbs.unitOf(k);
          expect(attempt(direction * most)).not.toThrow();
          expect(attempt(direction * (most + 1))).toThrow('unreachable');
        }
      }
    }
  });

  it('traps in lanes by what was done to an element, whatever its limbs happen to be', () => {
    const { field } = FIELDS[1]!;
    const { call, slots } = field;
    const [a, b, c] = slots as [number, number, number];
    const small: Pair = [field.limbsOf(1n), field.limbsOf(2n)];
    const products: (readonly [number, number, boolean])[] = [
      [1, 3, true],
      [3, 1, true],
      [2, 2, false],
      [1, 4, false],
      [4, 1, false],
      [2, 3, false],
    ];
    for (const [unitsA, unitsB, isAllowed] of products) {
      field.write(a, small, unitsA);
      field.write(b, small, unitsB);
      if (isAllowed) expect(() => call.multiply(c, a, b)).not.toThrow();
      else expect(() => call.multiply(c, a, b)).toThrow('unreachable');
    }
    field.write(a, small, 2);
    expect(() => call.square(c, a)).toThrow('unreachable');
    field.write(a, small, 3);
    field.write(b, small, 2);
    expect(() => call.add(c, a, b)).toThrow('unreachable');
    expect(() => call.addTwice(c, a, b)).toThrow('unreachable');
  });

  it('has a reason: at the edge, 2 units by 2 are wrong where nothing checks', () => {
    const { field } = FIELDS[0]!;
    const { call, slots } = field;
    const [a, b, c] = slots as [number, number, number];
    const dice = new Dice('field beyond');
    let wrong = 0;
    for (let round = 0; round < 200; round += 1) {
      const [f, g] = [field.dicePair(dice, 2), field.dicePair(dice, 2)];
      field.write(a, f, 2);
      field.write(b, g, 2);
      call.multiply(c, a, b);
      if (mod(field.numbersAt(c)[0]!) !== mod(field.values(f)[0] * field.values(g)[0])) wrong += 1;
    }
    expect(wrong).toBeGreaterThan(0);
  });
});
