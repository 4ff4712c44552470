/** The field, for tests that feed it limbs which no encoding gives. Not part of the kernel. */
export {
  add,
  addAndSubtract,
  addTwice,
  copy,
  declareUnits,
  fromBytes,
  join,
  multiply,
  narrow,
  negate,
  pick,
  putLane,
  split,
  square,
  subtract,
  toBytes,
} from './field';
export { invert } from './roots';

/** Room for field elements and bytes, 128 bytes each. */
export const SLOTS: usize = memory.data(1024, 16);
