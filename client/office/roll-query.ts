/** What part of the roll is asked for. */

export type Show = 'all' | 'failed-mail' | 'voted' | 'not-voted';

export interface RollQuery {
  readonly search: string;
  readonly show: Show;
  readonly page: number;
}

export const shows: readonly { readonly value: Show; readonly words: string }[] = [
  { value: 'all', words: 'Everybody' },
  { value: 'failed-mail', words: 'Whose mail failed' },
  { value: 'voted', words: 'Who has voted' },
  { value: 'not-voted', words: 'Who has not voted' },
];

export function isShow(text: string): text is Show {
  return shows.some(({ value }) => value === text);
}

/** An empty search is no search. */
export function searched({ search, show, page }: RollQuery): { search?: string; show: Show; page: number } {
  const wanted = search.trim();
  return wanted === '' ? { show, page } : { search: wanted, show, page };
}
