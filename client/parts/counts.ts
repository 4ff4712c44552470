/** Numbers as people read them. */

const format = new Intl.NumberFormat('en-GB');

/** `1,450` */
export function countWords(count: number): string {
  return format.format(count);
}

/** `1 seat`, `1,450 people` */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${countWords(count)} ${count === 1 ? one : many}`;
}

/** `The only one is`, `Both are`, `All 3 are` */
export function allWords(count: number): string {
  if (count === 1) return 'The only one is';
  return count === 2 ? 'Both are' : `All ${countWords(count)} are`;
}
