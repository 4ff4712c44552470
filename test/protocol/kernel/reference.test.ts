import { describe, expect, it } from 'vitest';
import { referenceArithmetic } from '../../../protocol/kernel/reference.ts';
import { passesSelfTest } from '../../../protocol/kernel/self-test.ts';
import { add, bytesOf, encoded, GENERATOR, IDENTITY, negative, P, Q, times, TORSION } from './affine.ts';
import { Dice, joined } from './dice.ts';

const reference = referenceArithmetic;

it('gets the known answers right that a kernel must get right', () => {
  expect(passesSelfTest(reference)).toBe(true);
});

describe('membership', () => {
  it('holds of the generator as RFC 8032 writes it, backwards, and of the identity', () => {
    expect(encoded(GENERATOR)).toEqual(Uint8Array.from([...new Array<number>(31).fill(0x66), 0x58]));
    expect(reference.firstNonMember(joined(encoded(GENERATOR), encoded(IDENTITY)))).toBe(-1);
    expect(reference.firstNonMember(new Uint8Array())).toBe(-1);
  });

  it('fails of every point with a torsion part, and says where', () => {
    for (const torsion of TORSION.slice(1)) {
      const stray = encoded(add(times(5n, GENERATOR), torsion));
      expect(reference.firstNonMember(joined(encoded(GENERATOR), stray))).toBe(1);
      expect(reference.firstNonMember(encoded(torsion))).toBe(0);
    }
  });

  it('fails of second spellings of a member', () => {
    const one = bytesOf(P + 1n);
    const negativeZero = bytesOf(1n + 2n ** 255n);
    const both = bytesOf(P + 1n + 2n ** 255n);
    for (const spelling of [one, negativeZero, both]) {
      expect(reference.firstNonMember(spelling)).toBe(0);
      expect(reference.product(spelling)).toBeUndefined();
    }
  });

  it('fails of a y that no point has, and of bytes too few or too many', () => {
    expect(reference.firstNonMember(bytesOf(2n))).toBe(0);
    const whole = encoded(GENERATOR);
    expect(reference.firstNonMember(whole.subarray(1))).toBe(0);
    expect(reference.firstNonMember(joined(whole, whole.subarray(1)))).toBe(1);
    expect(reference.firstNonMember(joined(whole, Uint8Array.of(0)))).toBe(1);
  });
});

describe('powers and products', () => {
  it('are those of the affine formulas, outside the subgroup too', () => {
    const dice = new Dice('reference powers');
    for (let round = 0; round < 12; round += 1) {
      const [a, b] = [dice.point(), dice.point()];
      const [m, n] = [dice.scalar(), dice.scalar()];
      const terms = [
        { base: encoded(a), exponent: m },
        { base: encoded(b), exponent: n },
      ];
      expect(reference.combine(terms)).toEqual(encoded(add(times(m, a), times(n, b))));
      expect(reference.product(joined(encoded(a), encoded(b)))).toEqual(encoded(add(a, b)));
    }
  });

  it('of nothing are the identity', () => {
    expect(reference.combine([])).toEqual(encoded(IDENTITY));
    expect(reference.product(new Uint8Array())).toEqual(encoded(IDENTITY));
  });
});

describe('commitments', () => {
  const y = times(7n, GENERATOR);

  it('are those of the affine formulas', () => {
    const dice = new Dice('reference commitments');
    const [alpha, beta] = [dice.member(), dice.member()];
    const proofs = [0, 1, 26].map((plaintext) => ({ plaintext, challenge: dice.scalar(), response: dice.scalar() }));
    const expected = proofs.flatMap(({ plaintext, challenge, response }) => {
      const shifted = add(beta, negative(times(BigInt(plaintext), GENERATOR)));
      return [
        add(times(response, GENERATOR), times(challenge, alpha)),
        add(times(response, y), times(challenge, shifted)),
      ];
    });
    const ciphertext = { alpha: encoded(alpha), beta: encoded(beta) };
    expect(reference.commitments(reference.fixedBase(encoded(y)), ciphertext, proofs)).toEqual(
      joined(...expected.map(encoded)),
    );
  });

  it('are refused for a ciphertext with a part outside the group', () => {
    const stray = encoded(add(GENERATOR, TORSION[4]!));
    const member = encoded(GENERATOR);
    expect(reference.commitments(reference.fixedBase(encoded(y)), { alpha: stray, beta: member }, [])).toBeUndefined();
    expect(reference.commitments(reference.fixedBase(encoded(y)), { alpha: member, beta: stray }, [])).toBeUndefined();
    expect(reference.commitments(reference.fixedBase(encoded(y)), { alpha: member, beta: member }, [])).toEqual(
      new Uint8Array(),
    );
  });
});

describe('a caller in error', () => {
  it('is told so', () => {
    const base = encoded(GENERATOR);
    expect(() => reference.combine([{ base, exponent: Q }])).toThrow(RangeError);
    expect(() => reference.combine([{ base, exponent: -1n }])).toThrow(RangeError);
    expect(() => reference.fixedBase(encoded(TORSION[4]!))).toThrow(RangeError);
    expect(() => reference.commitments({ element: base }, { alpha: base, beta: base }, [])).toThrow(TypeError);
    const proof = { plaintext: -1, challenge: 0n, response: 0n };
    expect(() => reference.commitments(reference.fixedBase(base), { alpha: base, beta: base }, [proof])).toThrow(
      RangeError,
    );
  });
});
