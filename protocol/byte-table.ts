import { secureRandom } from './random.ts';

/**
 * Keys of one length, each with its place: the number of keys that came before it. For tens of bytes a key rather than
 * hundreds, which sets of texts take; equal means equal in every byte.
 */
export class ByteTable {
  readonly width: number;
  private keys: Uint8Array;
  /** Open addressing: the place of a key and one more, 0 where there is none. */
  private slots: Int32Array;
  private count = 0;
  /** One for each byte of a key, and one more; drawn anew for each table, so that nobody can choose keys against it. */
  private readonly multipliers: Uint32Array;

  /** `width` bytes a key; `expected` keys fit without growing. */
  constructor(width: number, expected = 64) {
    this.width = width;
    this.multipliers = new Uint32Array(secureRandom(4 * (width + 1)).slice().buffer);
    this.keys = new Uint8Array(width * expected);
    this.slots = new Int32Array(slotsFor(expected));
  }

  get size(): number {
    return this.count;
  }

  /** The place of the key; it is new when that is what `size` was before. */
  add(key: Uint8Array): number {
    const slot = this.slotOf(key);
    const found = this.slots[slot] ?? 0;
    if (found > 0) return found - 1;
    if (this.keys.length < (this.count + 1) * this.width) this.grow();
    this.keys.set(key, this.count * this.width);
    this.count += 1;
    this.slots[this.slots.length < slotsFor(this.count) ? this.spread(key) : slot] = this.count;
    return this.count - 1;
  }

  /** The place of the key; undefined when it is not there. */
  find(key: Uint8Array): number | undefined {
    const found = this.slots[this.slotOf(key)] ?? 0;
    return found > 0 ? found - 1 : undefined;
  }

  /** The key of a place; undefined where there is none. */
  at(place: number): Uint8Array | undefined {
    return place >= 0 && place < this.count
      ? this.keys.subarray(place * this.width, (place + 1) * this.width)
      : undefined;
  }

  private grow(): void {
    const keys = new Uint8Array(Math.max(64 * this.width, Math.ceil(this.keys.length / this.width) * this.width * 2));
    keys.set(this.keys);
    this.keys = keys;
  }

  /** More slots for all the keys but the newest, for which it gives the slot. */
  private spread(newest: Uint8Array): number {
    this.slots = new Int32Array(slotsFor(2 * this.count));
    for (let place = 0; place < this.count - 1; place += 1) {
      const key = this.at(place);
      if (key !== undefined) this.slots[this.slotOf(key)] = place + 1;
    }
    return this.slotOf(newest);
  }

  /** The slot of the key, or the empty one where it belongs. */
  private slotOf(key: Uint8Array): number {
    const last = this.slots.length - 1;
    let slot = this.firstSlotOf(key);
    for (;;) {
      const found = this.slots[slot] ?? 0;
      if (found === 0 || this.isAt(found - 1, key)) return slot;
      slot = (slot + 1) & last;
    }
  }

  /**
   * Vector multiply-shift (Dietzfelbinger and others). Keys come out of records: the name of a ballot is whatever the file
   * says until somebody reads the ballot. A hash that is known beforehand would let a small file hold the verifier for hours.
   */
  private firstSlotOf(key: Uint8Array): number {
    let sum = this.multipliers[this.width] ?? 0;
    for (let byte = 0; byte < this.width; byte += 1) sum += Math.imul(this.multipliers[byte] ?? 0, key[byte] ?? 0);
    // The highest bits of the sum modulo 2^32: as many as number the slots, of which there are 16 or more.
    return (sum | 0) >>> (Math.clz32(this.slots.length) + 1);
  }

  private isAt(place: number, key: Uint8Array): boolean {
    const start = place * this.width;
    for (let byte = 0; byte < this.width; byte += 1) if (this.keys[start + byte] !== key[byte]) return false;
    return true;
  }
}

/** A power of two, with at least a third of the slots empty. */
function slotsFor(keys: number): number {
  return 2 ** Math.max(4, Math.ceil(Math.log2(1.5 * keys + 1)));
}
