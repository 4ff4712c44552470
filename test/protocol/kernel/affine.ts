/**
 * Belenios 5.2.1, Ed25519, written a second time and as naively as can be: affine coordinates, one inversion per
 * addition, double-and-add. What the arithmetics are judged by, and where awkward inputs come from.
 */
export interface Point {
  readonly x: bigint;
  readonly y: bigint;
}

export const P = 2n ** 255n - 19n;
export const Q = 2n ** 252n + 27742317777372353535851937790883648493n;
const D = mod(-121665n * inverse(121666n));
export const IDENTITY: Point = { x: 0n, y: 1n };
export const GENERATOR = pointAt(mod(4n * inverse(5n)), 0n)!;

function mod(a: bigint): bigint {
  const rest = a % P;
  return rest < 0n ? rest + P : rest;
}

function powerOf(base: bigint, exponent: bigint): bigint {
  let result = 1n;
  let square = mod(base);
  for (let e = exponent; e > 0n; e >>= 1n) {
    if (e & 1n) result = (result * square) % P;
    square = (square * square) % P;
  }
  return result;
}

/** By Euclid: r = s * a (mod p) holds of both pairs. */
function inverse(a: bigint): bigint {
  let [r, s, nextR, nextS] = [P, 0n, mod(a), 1n];
  while (nextR !== 0n) {
    const quotient = r / nextR;
    [r, s, nextR, nextS] = [nextR, nextS, r - quotient * nextR, s - quotient * nextS];
  }
  return mod(s);
}

/** A square root modulo p, which is 5 modulo 8: a^((p+3)/8), perhaps times a root of -1. */
function rootOf(a: bigint): bigint | undefined {
  const candidate = powerOf(a, (P + 3n) / 8n);
  const other = mod(candidate * powerOf(2n, (P - 1n) / 4n));
  return [candidate, other].find((root) => mod(root * root) === mod(a));
}

/** The point with this y whose x has this lowest bit. */
export function pointAt(y: bigint, sign: bigint): Point | undefined {
  const root = rootOf((y * y - 1n) * inverse(D * y * y + 1n));
  if (root === undefined || (root === 0n && sign === 1n)) return undefined;
  return { x: (root & 1n) === sign ? root : P - root, y };
}

export function add(a: Point, b: Point): Point {
  const t = D * mod(a.x * b.x) * mod(a.y * b.y);
  return {
    x: mod((a.x * b.y + a.y * b.x) * inverse(1n + t)),
    y: mod((a.y * b.y + a.x * b.x) * inverse(1n - t)),
  };
}

export function times(scalar: bigint, point: Point): Point {
  let result = IDENTITY;
  let power = point;
  for (let s = scalar; s > 0n; s >>= 1n) {
    if (s & 1n) result = add(result, power);
    power = add(power, power);
  }
  return result;
}

export function negative(point: Point): Point {
  return { x: mod(-point.x), y: point.y };
}

/** The eight points whose order divides 8: the multiples of one of order 8, in order. */
export const TORSION: readonly Point[] = multiplesOf(pointOfOrderEight());

function pointOfOrderEight(): Point {
  for (let y = 2n; ; y += 1n) {
    const point = pointAt(y, 0n);
    const torsion = point && times(Q, point);
    // Twice a point of order 4 is (0, -1); four times one of order 8 is.
    if (torsion && times(4n, torsion).y === P - 1n) return torsion;
  }
}

function multiplesOf(point: Point): Point[] {
  return Array.from({ length: 8 }, (_, k) => times(BigInt(k), point));
}

/** z = compress(x, y). */
export function compress({ x, y }: Point): bigint {
  return y ^ ((x & 1n) << 255n);
}

/** A number of 256 bits as it is on the wire, big-endian. */
export function bytesOf(number: bigint): Uint8Array {
  return Uint8Array.from(Buffer.from(number.toString(16).padStart(64, '0'), 'hex'));
}

export function encoded(point: Point): Uint8Array {
  return bytesOf(compress(point));
}
