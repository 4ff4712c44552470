import { createHash } from 'node:crypto';
import { add, encoded, GENERATOR, type Point, Q, times, TORSION } from './affine.ts';

/** Chance that can be had again: the same seed rolls the same. */
export class Dice {
  readonly seed: string;
  #rolls = 0;

  constructor(seed: string) {
    this.seed = seed;
  }

  /** A number of 512 bits, so that its rest by any modulus of ours is even enough. */
  roll(): bigint {
    this.#rolls += 1;
    return BigInt(`0x${createHash('sha512').update(`${this.seed}/${this.#rolls}`).digest('hex')}`);
  }

  below(bound: number): number {
    return Number(this.roll() % BigInt(bound));
  }

  oneOf<T>(things: readonly T[]): T {
    return things[this.below(things.length)]!;
  }

  /** Often random, often an edge: small, near q, a power of two or its neighbour, long runs of equal bits. */
  scalar(): bigint {
    switch (this.below(8)) {
      case 0:
        return this.oneOf([0n, 1n, 2n, 3n, 15n, 16n, 17n, 31n, 32n, Q - 1n, Q - 2n, Q - 16n, Q >> 1n, (Q >> 1n) + 1n]);
      case 1:
        return 1n << BigInt(this.below(253));
      case 2:
        return ((1n << BigInt(1 + this.below(252))) + BigInt(this.below(3)) - 1n) % Q;
      case 3:
        return this.runs() % Q;
      case 4:
        return this.roll() % 2n ** BigInt(1 + this.below(252));
      default:
        return this.roll() % Q;
    }
  }

  /** Bits in runs of equal ones, where carries run far. */
  runs(): bigint {
    let number = 0n;
    for (let length = 0; length < 256;) {
      const run = 1 + this.below(40);
      number = (number << BigInt(run)) | (this.below(2) ? (1n << BigInt(run)) - 1n : 0n);
      length += run;
    }
    return BigInt.asUintN(256, number);
  }

  member(): Point {
    return times(this.scalar(), GENERATOR);
  }

  /** A point of the curve, a member or not. */
  point(): Point {
    return this.below(3) === 0 ? add(this.member(), this.oneOf(TORSION)) : this.member();
  }

  memberEncoding(): Uint8Array {
    return encoded(this.member());
  }
}
