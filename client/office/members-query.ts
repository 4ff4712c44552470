import type { MemberFilter } from '../../api/members.ts';

/** Which members are looked at. Everything is text, as in the fields. */
export interface MembersQuery {
  readonly search: string;
  readonly tier: string;
  readonly state: string;
  readonly show: string;
  readonly importedBy: string;
  readonly page: number;
}

export const everybody: MembersQuery = { search: '', tier: '', state: '', show: '', importedBy: '', page: 1 };

export const states = [
  { value: '', words: 'Any standing' },
  { value: 'active', words: 'Active' },
  { value: 'grace', words: 'In grace' },
  { value: 'lapsed', words: 'Lapsed' },
  { value: 'pending-payment', words: 'Waits for the payment' },
  { value: 'pending-approval', words: 'Waits for approval' },
  { value: 'resigned', words: 'Left' },
  { value: 'terminated', words: 'Terminated' },
] as const;

export const shows = [
  { value: '', words: 'Everybody' },
  { value: 'eligible', words: 'Who may vote next' },
  { value: 'not-eligible', words: 'Who may not vote next' },
  { value: 'bounced', words: 'Whose mail failed' },
  { value: 'no-name', words: 'Without a name' },
  { value: 'no-tier', words: 'Without a tier' },
] as const;

/** What is asked of the server: fields left empty say nothing. */
export function asked({ search, tier, state, show, importedBy }: MembersQuery): MemberFilter {
  return {
    ...(search.trim() === '' ? {} : { search: search.trim() }),
    ...(tier === '' ? {} : { tier }),
    ...(state === '' ? {} : { state: state as NonNullable<MemberFilter['state']> }),
    ...(show === 'eligible' ? { eligible: 'yes' as const } : {}),
    ...(show === 'not-eligible' ? { eligible: 'no' as const } : {}),
    ...(show === 'bounced' || show === 'no-name' || show === 'no-tier' ? { show } : {}),
    ...(importedBy === '' ? {} : { importedBy }),
  };
}

export function firstQuery(search: string): MembersQuery {
  const parameters = new URLSearchParams(search);
  return { ...everybody, search: parameters.get('search') ?? '', importedBy: parameters.get('import') ?? '' };
}

/** The address of the file with these members and columns. */
export function exportAddress(route: string, query: MembersQuery, columns: readonly string[]): string {
  const pairs = Object.entries(asked(query)).map(([name, value]): [string, string] => [name, String(value)]);
  return `${route}?${new URLSearchParams([...pairs, ['columns', columns.join(',')]]).toString()}`;
}
