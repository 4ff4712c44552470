/** What the mailbox shows: all mail, or that to one address; a page at a time. It is all in the address bar. */
export interface Shown {
  readonly to: string;
  readonly page: number;
}

export function shownIn(search: string): Shown {
  const query = new URLSearchParams(search);
  const page = Number(query.get('page') ?? '1');
  return { to: query.get('to')?.trim() ?? '', page: Number.isInteger(page) && page >= 1 && page <= 100_000 ? page : 1 };
}

export function addressOf({ to, page }: Shown): string {
  const query = new URLSearchParams([
    ...(to === '' ? [] : [['to', to]]),
    ...(page === 1 ? [] : [['page', String(page)]]),
  ]);
  const search = query.toString();
  return search === '' ? '/mailbox' : `/mailbox?${search}`;
}
