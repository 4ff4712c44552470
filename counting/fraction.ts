/** A number that is exact: numerator / denominator in lowest terms, the denominator above 0. */
export interface Fraction {
  readonly over: bigint;
  readonly under: bigint;
}

export const NONE: Fraction = { over: 0n, under: 1n };
export const ONE: Fraction = { over: 1n, under: 1n };

/** Throws a RangeError where the denominator is not above 0. */
export function fraction(over: number | bigint, under: number | bigint = 1n): Fraction {
  return reduced(BigInt(over), BigInt(under));
}

export function plus(one: Fraction, other: Fraction): Fraction {
  return reduced(one.over * other.under + other.over * one.under, one.under * other.under);
}

export function minus(one: Fraction, other: Fraction): Fraction {
  return reduced(one.over * other.under - other.over * one.under, one.under * other.under);
}

export function times(one: Fraction, other: Fraction): Fraction {
  return reduced(one.over * other.over, one.under * other.under);
}

/** One over the other, which is above 0. */
export function divided(one: Fraction, other: Fraction): Fraction {
  return reduced(one.over * other.under, one.under * other.over);
}

/** Below 0: the one is less; 0: equal; above 0: it is more. */
export function compare(one: Fraction, other: Fraction): number {
  const [ours, theirs] = [one.over * other.under, other.over * one.under];
  return ours < theirs ? -1 : ours > theirs ? 1 : 0;
}

/** As people read it: rounded half up to four decimals, none at the end that are 0. Not below 0. */
export function decimal({ over, under }: Fraction): string {
  const tenThousandths = (over * 20_000n + under) / (under * 2n);
  const parts = (tenThousandths % 10_000n).toString().padStart(4, '0').replace(/0+$/, '');
  const whole = (tenThousandths / 10_000n).toString();
  return parts === '' ? whole : `${whole}.${parts}`;
}

function reduced(over: bigint, under: bigint): Fraction {
  if (under <= 0n) throw new RangeError('A fraction has a denominator above 0');
  const common = divisor(over < 0n ? -over : over, under);
  return { over: over / common, under: under / common };
}

function divisor(one: bigint, other: bigint): bigint {
  let [greater, less] = [other, one];
  while (less > 0n) [greater, less] = [less, greater % less];
  return greater;
}
