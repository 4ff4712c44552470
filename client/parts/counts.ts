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
