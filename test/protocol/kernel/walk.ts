import { ed25519 } from '@noble/curves/ed25519.js';
import { normalizeZ } from '@noble/curves/abstract/curve.js';
import type { EdwardsPoint } from '@noble/curves/abstract/edwards.js';
import { encoded, Q, TORSION } from './affine.ts';
import { Dice } from './dice.ts';

/**
 * Very many points whose logarithms are known, made by the audited library with one addition for each instead of a power:
 * steps W_i = g^(first + i * step), each also with a point of small order. What a power must come to can then be looked up.
 */
export class Walk {
  readonly length: number;
  readonly #first: bigint;
  readonly #step: bigint;
  /** 32 bytes for each step. */
  readonly members: Uint8Array;
  /** The same, each with the point of small order in place `torsionAt(i)`. */
  readonly points: Uint8Array;

  constructor(seed: string, length: number) {
    const dice = new Dice(seed);
    this.length = length;
    this.#first = dice.roll() % Q;
    this.#step = dice.roll() % Q;
    this.members = new Uint8Array(32 * length);
    this.points = new Uint8Array(32 * length);
    const torsion = TORSION.map((point) => ed25519.Point.fromBytes(encoded(point).toReversed(), false));
    const step = ed25519.Point.BASE.multiply(this.#step);
    let place = ed25519.Point.BASE.multiply(this.#first);
    for (let start = 0; start < length; start += 2000) {
      const steps: EdwardsPoint[] = [];
      for (let i = start; i < Math.min(length, start + 2000); i += 1) {
        steps.push(place);
        place = place.add(step);
      }
      write(this.members, start, steps);
      write(
        this.points,
        start,
        steps.map((point, k) => point.add(torsion[this.torsionAt(start + k)]!)),
      );
    }
  }

  logarithmAt(i: number): bigint {
    return (this.#first + BigInt(i) * this.#step) % Q;
  }

  /** The place in TORSION of what is added to step i: one in eight has any. */
  torsionAt(i: number): number {
    return i % 8 === 5 ? 1 + ((i >> 3) % 7) : 0;
  }

  memberAt(i: number): Uint8Array {
    return this.members.subarray(32 * i, 32 * i + 32);
  }

  pointAt(i: number): Uint8Array {
    return this.points.subarray(32 * i, 32 * i + 32);
  }
}

function write(encodings: Uint8Array, start: number, points: EdwardsPoint[]): void {
  // One inversion for all of them.
  normalizeZ(ed25519.Point, points).forEach((point, k) => {
    encodings.set(point.toBytes().toReversed(), 32 * (start + k));
  });
}

/** 1 / a modulo q, by Euclid. */
export function inverseModQ(a: bigint): bigint {
  let [r, s, nextR, nextS] = [Q, 0n, ((a % Q) + Q) % Q, 1n];
  while (nextR !== 0n) {
    const quotient = r / nextR;
    [r, s, nextR, nextS] = [nextR, nextS, r - quotient * nextR, s - quotient * nextS];
  }
  return ((s % Q) + Q) % Q;
}
