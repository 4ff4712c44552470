import type { Candidate } from '../../api/values.ts';

/** Whether a candidate's name or affiliation holds what was typed, whatever its accents and capitals. */
export function matches(search: string, candidate: Candidate | undefined): boolean {
  if (candidate === undefined) return false;
  const text = plain(`${candidate.name} ${candidate.affiliation}`);
  return plain(search)
    .split(/\s+/u)
    .every((word) => text.includes(word));
}

function plain(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll('ł', 'l').replaceAll('ø', 'o').toLowerCase().trim();
}
