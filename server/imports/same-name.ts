/** A name without what spellings differ in: case, accents, dots, hyphens; its words in order of the alphabet. */
export function plainName(name: string): string {
  const bare = name.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
  return [...bare.matchAll(/[\p{L}\p{N}]+/gu)]
    .map(([word]) => word)
    .sort()
    .join(' ');
}

/**
 * Whether two names are plausibly one person's at one address: the same words, one name within the other (a middle
 * initial), or a slip of the pen. Two first names with one last name are a family.
 */
export function isSameName(one: string, other: string): boolean {
  const [a, b] = [plainName(one), plainName(other)];
  if (a === b) return true;
  const [shorter, longer] = a.length < b.length ? [a, b] : [b, a];
  const words = new Set(longer.split(' '));
  if (shorter.includes(' ') && shorter.split(' ').every((word) => words.has(word))) return true;
  return shorter.length >= 6 && distance(a, b, 2) <= 2;
}

/** How many letters must be changed, added or left out, as long as it is at most `most`; else more than that. */
function distance(one: string, other: string, most: number): number {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let previous = Array.from({ length: other.length + 1 }, (_, place) => place);
  for (let row = 1; row <= one.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const same = one[row - 1] === other[column - 1] ? 0 : 1;
      current.push(
        Math.min((previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1, (previous[column - 1] ?? 0) + same),
      );
    }
    previous = current;
  }
  return previous[other.length] ?? most + 1;
}
