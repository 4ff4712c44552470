import { wrongPlace } from '../wrong-place.ts';

/** Refuses two cohorts, or two seats, of one name: on every page they are told apart by it alone. */
export function assertNamedOnce(names: readonly string[], pointer: string): void {
  const seen = new Set<string>();
  for (const name of names) {
    const key = name.toLowerCase();
    if (seen.has(key)) throw wrongPlace(pointer, `There are two of the name ${name}: give each its own`);
    seen.add(key);
  }
}
