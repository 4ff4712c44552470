/** A pattern that finds the text anywhere; what is special in patterns is taken as it stands. */
export function like(text: string): string {
  return `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`;
}
