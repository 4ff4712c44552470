import type { PublicArithmetic } from './arithmetic.ts';
import { kernelArithmetic } from './kernel.ts';
import { referenceArithmetic } from './reference.ts';

let chosen: PublicArithmetic | undefined;

/**
 * Belenios 5.2.1, Ed25519. The arithmetic over public data: the kernel where it starts and passes its self-test, else
 * the reference. It is chosen once, which takes some tens of milliseconds; its `name` says which it is.
 */
export function publicArithmetic(): PublicArithmetic {
  chosen ??= kernelArithmetic() ?? referenceArithmetic;
  return chosen;
}
