/** A whole number from 0 to `bound` - 1, each as likely. */
export type RandomBelow = (bound: number) => number;

/** From the browser's own source; numbers that would make some results likelier are thrown away. */
export const secureBelow: RandomBelow = (bound) => {
  const fair = Math.floor(2 ** 32 / bound) * bound;
  const drawn = crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
  return drawn < fair ? drawn % bound : secureBelow(bound);
};

/** 0 to `count` - 1 in a random order, every order as likely (Fisher and Yates). */
export function shuffledPlaces(count: number, below: RandomBelow = secureBelow): readonly number[] {
  const places = Array.from({ length: count }, (_, place) => place);
  for (let last = count - 1; last > 0; last -= 1) {
    const other = below(last + 1);
    [places[last], places[other]] = [places[other] ?? other, places[last] ?? last];
  }
  return places;
}

/** "None of these" is no person: it always stands last. */
function isNobody(name: string): boolean {
  return /^none of (these|the above|them)$/i.test(name.trim());
}

/** The order in which the names of a contest are shown, made once per voter. */
export function randomOrder(names: readonly string[], below: RandomBelow = secureBelow): readonly number[] {
  return nobodyLast(names, shuffledPlaces(names.length, below));
}

export function alphabeticalOrder(names: readonly string[]): readonly number[] {
  const { compare } = new Intl.Collator('en', { sensitivity: 'base' });
  const places = names.map((_, place) => place);
  return nobodyLast(
    names,
    places.sort((one, other) => compare(names[one] ?? '', names[other] ?? '')),
  );
}

function nobodyLast(names: readonly string[], places: readonly number[]): readonly number[] {
  const nobody = (place: number) => isNobody(names[place] ?? '');
  return [...places.filter((place) => !nobody(place)), ...places.filter(nobody)];
}

/**
 * Numbers made of a seed of 32 bits, which whoever calls has drawn: the server and the page that takes over from it make the
 * same order. Mulberry32, a counter that is mixed: good enough to shuffle by; nothing secret hangs on it.
 */
export function seededBelow(seed: number): RandomBelow {
  let state = seed >>> 0;
  return (bound) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % bound;
  };
}
