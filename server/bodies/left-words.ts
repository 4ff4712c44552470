/** Why somebody left a seat before the end of the term: the cases that have a name, or the office's own words. */
export function leftWords(why: string): string {
  return known[why] ?? why;
}

const known: Readonly<Record<string, string>> = {
  resigned: 'resigned',
  removed: 'removed',
  died: 'died',
  affiliation: 'too many with one affiliation',
};
