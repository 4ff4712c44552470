import { createHash } from 'node:crypto';
import { add, bytesOf, encoded, GENERATOR, P, type Point, Q, times, TORSION } from './affine.ts';
import { remembered } from './remembered.ts';

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

  /** Made by the reference, which is quicker than the affine formulas and judged by them elsewhere. */
  memberEncoding(): Uint8Array {
    return remembered.combine([{ base: encoded(GENERATOR), exponent: this.scalar() }])!;
  }

  pointEncoding(): Uint8Array {
    if (this.below(3) > 0) return this.memberEncoding();
    return remembered.product(joined(this.memberEncoding(), encoded(this.oneOf(TORSION))))!;
  }

  /** Bytes that somebody might send for an element: any point, a second spelling, a near miss, noise, a wrong length. */
  bytes(): Uint8Array {
    switch (this.below(10)) {
      case 0:
        return encoded(this.oneOf(TORSION));
      case 1:
        // y from p to 2^255 - 1, called positive or negative.
        return bytesOf(P + BigInt(this.below(19)) + this.sign());
      case 2:
        // 0 called negative, and both of its neighbours.
        return bytesOf(this.oneOf([0n, 1n, 2n, P - 2n, P - 1n]) + this.sign());
      case 3:
        return bytesOf(this.runs());
      case 4:
        return bytesOf(this.roll() >> 256n);
      case 5:
        return flipped(this.memberEncoding(), this.below(256));
      case 6:
        return this.memberEncoding().subarray(this.below(32));
      case 7:
        return joined(this.memberEncoding(), new Uint8Array(1 + this.below(32)));
      default:
        return this.pointEncoding();
    }
  }

  sign(): bigint {
    return BigInt(this.below(2)) << 255n;
  }
}

export function joined(...encodings: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(encodings.flatMap((encoding) => [...encoding]));
}

function flipped(bytes: Uint8Array, bit: number): Uint8Array {
  return bytes.map((byte, place) => (place === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte));
}
