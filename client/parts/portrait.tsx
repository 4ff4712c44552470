import type { Candidate } from '../../api/values.ts';

/** A picture of somebody; where there is none, the first letters of the name in a field of the same size. */
export function Portrait({ candidate: { name, photo } }: { readonly candidate: Pick<Candidate, 'name' | 'photo'> }) {
  if (photo !== null) return <img class="portrait" src={photo} width="72" height="72" alt={`Picture of ${name}`} />;
  return (
    <span class="portrait" aria-hidden="true">
      {initials(name)}
    </span>
  );
}

function initials(name: string): string {
  const words = name.split(/\s+/u).filter((word) => /^\p{L}/u.test(word));
  const [first = '', last = ''] = [words.at(0), words.length > 1 ? words.at(-1) : ''];
  return [first, last].map((word) => (word === '' ? '' : String.fromCodePoint(word.codePointAt(0) ?? 0))).join('');
}
