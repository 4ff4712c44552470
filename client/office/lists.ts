/** Lists that a person edits: nothing is changed in place. */

export function without<T>(items: readonly T[], place: number): readonly T[] {
  return items.filter((_, index) => index !== place);
}

export function replaced<T>(items: readonly T[], place: number, change: (item: T) => T): readonly T[] {
  return items.map((item, index) => (index === place ? change(item) : item));
}

/** One place up or down; at the end of the list nothing moves. */
export function moved<T>(items: readonly T[], place: number, by: -1 | 1): readonly T[] {
  const [item, other] = [items[place], items[place + by]];
  if (item === undefined || other === undefined) return items;
  return items.map((old, index) => (index === place ? other : index === place + by ? item : old));
}
