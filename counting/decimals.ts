/** More decimals than any count writes. */
const DECIMALS = 12;

/** A decimal as a count writes it, in millionths of millionths. */
export function partsOf(text: string): bigint {
  const [whole = '', decimals = ''] = text.split('.');
  return BigInt(whole + decimals.padEnd(DECIMALS, '0'));
}

/** The other way round, with as many decimals as `like` has; it needs no more. Not below 0. */
export function writtenLike(parts: bigint, like: string): string {
  const digits = parts.toString().padStart(DECIMALS + 1, '0');
  const decimals = like.split('.')[1]?.length ?? 0;
  const fraction = digits.slice(-DECIMALS).slice(0, decimals);
  return `${digits.slice(0, -DECIMALS)}${fraction === '' ? '' : `.${fraction}`}`;
}
