/** Where the host writes what it asks and reads what it gets. All of it is fixed: memory never grows. */

/** The most encodings that are given or got at once. */
export const MOST_ENCODINGS: i32 = 256;

/** Room for MOST_ENCODINGS elements, 32 big-endian bytes each. */
export const ENCODINGS: usize = memory.data(8192, 16);

/** Room for as many scalars, 32 little-endian bytes each, in 0..q-1. */
export const SCALARS: usize = memory.data(8192, 16);

export function encodingAt(i: i32): usize {
  return ENCODINGS + 32 * i;
}

export function scalarAt(i: i32): usize {
  return SCALARS + 32 * i;
}
