/** `Ada, Bo and Cy` */
export function listed(names: readonly string[]): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}

/** The names of places on the ballot. */
export function namesAt(places: readonly number[], names: readonly string[]): string {
  return listed(places.map((place) => names[place] ?? ''));
}
