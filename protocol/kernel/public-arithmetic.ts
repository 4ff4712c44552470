import type { PublicArithmetic } from './arithmetic.ts';
import { kernelArithmetic, scalarKernelArithmetic } from './kernel.ts';
import { referenceArithmetic } from './reference.ts';

let chosen: PublicArithmetic | undefined;

/**
 * Belenios 5.2.1, Ed25519. The arithmetic over public data: the first of the kernel, the scalar kernel and the reference
 * that starts and passes its self-test. It is chosen once, which takes some tens of milliseconds; its `name` says which it is.
 */
export function publicArithmetic(): PublicArithmetic {
  chosen ??= kernelArithmetic() ?? scalarKernelArithmetic() ?? referenceArithmetic;
  return chosen;
}
