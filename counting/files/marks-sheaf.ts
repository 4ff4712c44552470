import type { Paper } from '../method.ts';

/** So many places are looked at for an equal ballot; a file made to collide is then read without grouping, and as soon. */
const PROBES = 32;

/** Ballots by their marks, equal ones together. A ballot's text need not be kept, nor taken out of its line. */
export class MarksSheaf {
  readonly #papers: { readonly marks: readonly number[]; readonly hash: number; count: number }[] = [];
  /** Places among the papers, from 1; 0 is free. Its length is a power of two. */
  #slots = new Int32Array(1 << 12);

  /** The marks are copied when they are new. */
  add(marks: readonly number[], count: number): void {
    const hash = hashOf(marks);
    const slot = this.#slotOf(hash, (place) => isSame(this.#papers[place]?.marks ?? [], marks));
    const known = slot === undefined ? undefined : this.#papers[(this.#slots[slot] ?? 0) - 1];
    if (known !== undefined) {
      known.count += count;
      return;
    }
    this.#papers.push({ marks: marks.slice(), hash, count });
    if (slot !== undefined) this.#slots[slot] = this.#papers.length;
    if (2 * this.#papers.length > this.#slots.length) this.#grow();
  }

  /** Where such a paper stands, or could stand; undefined where too many others are in its way. */
  #slotOf(hash: number, isIt: (place: number) => boolean): number | undefined {
    const mask = this.#slots.length - 1;
    for (let probe = 0; probe < PROBES; probe += 1) {
      const slot = (hash + probe) & mask;
      const place = this.#slots[slot] ?? 0;
      if (place === 0 || (this.#papers[place - 1]?.hash === hash && isIt(place - 1))) return slot;
    }
    return undefined;
  }

  #grow(): void {
    this.#slots = new Int32Array(4 * this.#slots.length);
    for (const [place, { hash }] of this.#papers.entries()) {
      const slot = this.#slotOf(hash, () => false);
      if (slot !== undefined) this.#slots[slot] = place + 1;
    }
  }

  papers(): readonly Paper[] {
    return this.#papers.map(({ marks, count }) => ({ marks, count }));
  }
}

/** FNV-1a with its bits mixed; any spread of bits would do. */
function hashOf(marks: readonly number[]): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < marks.length; at += 1) hash = Math.imul(hash ^ (marks[at] ?? 0), 0x01000193);
  return (hash ^ (hash >>> 15)) | 0;
}

function isSame(one: readonly number[], other: readonly number[]): boolean {
  for (let at = 0; at < other.length; at += 1) if (one[at] !== other[at]) return false;
  return true;
}
