/**
 * Money is a whole number of the currency's minor units (cents; yen have none) and an ISO 4217 code. Nothing here or
 * anywhere else divides it or makes it a fraction.
 */
export interface Money {
  readonly minor: number;
  readonly currency: string;
}

/** How many decimals the currency is written with: 2 for USD, 0 for JPY, 3 for KWD. */
export function decimalsOf(currency: string): number {
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
}

/** `$99`, `$99.50`, `¥3,000`: without decimals where they are zero. */
export function moneyText({ minor, currency }: Money): string {
  const decimals = decimalsOf(currency);
  const isWhole = minor % 10 ** decimals === 0;
  const digits = String(Math.abs(minor)).padStart(decimals + 1, '0');
  const units = digits.slice(0, digits.length - decimals);
  const written = `${minor < 0 ? '-' : ''}${units}${decimals === 0 ? '' : `.${digits.slice(-decimals)}`}`;
  return new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: isWhole ? 0 : decimals,
  }).format(written as `${number}`);
}

/**
 * What a person typed (`25`, `25.5`, `$1,200.00`) as minor units; undefined when it is no amount: no sign, no exponent,
 * not more decimals than the currency has. A comma is believed only where it groups thousands.
 */
export function minorOf(typed: string, currency: string): number | undefined {
  const decimals = decimalsOf(currency);
  const pattern = /^\p{Sc}?\s*(\d{1,3}(?:,\d{3})+|\d{1,12})(?:\.(\d+))?$/u;
  const found = pattern.exec(typed.normalize('NFKC').trim());
  if (found === null) return undefined;
  const fraction = found[2] ?? '';
  if (fraction.length > decimals) return undefined;
  const minor = Number(`${(found[1] ?? '').replaceAll(',', '')}${fraction.padEnd(decimals, '0')}`);
  return Number.isSafeInteger(minor) ? minor : undefined;
}
