/** The field, for tests that feed it limbs which no encoding gives. Not part of the kernel. */
export { add, addAndSubtract, addTwice, fromBytes, invert, multiply, negate, square, subtract, toBytes } from './field';

/** Room for field elements and bytes, 64 bytes each. */
export const SLOTS: usize = memory.data(256, 16);
