import type { ContradictionName } from '../../api/roll.ts';

/** What part of the members is asked for, on the page that says who is in and who is out. */
export interface VerdictQuery {
  readonly search: string;
  readonly show: VerdictShow;
  /** Only those whom this keeps out. */
  readonly code: string;
  readonly page: number;
}

export type VerdictShow = 'all' | 'in' | 'out' | 'amended';

export const verdictShows: readonly { readonly value: VerdictShow; readonly words: string }[] = [
  { value: 'all', words: 'Everybody' },
  { value: 'in', words: 'Who is on the roll' },
  { value: 'out', words: 'Who is not' },
  { value: 'amended', words: 'Changed since the freeze' },
];

/** Empty members are left out. */
export function verdictsAsked({ search, show, code, page }: VerdictQuery) {
  const wanted = search.trim();
  return { show, page, ...(wanted === '' ? {} : { search: wanted }), ...(code === '' ? {} : { code }) };
}

/** What a contradiction is, and the next step. */
export function contradictionWords(what: ContradictionName): { readonly title: string; readonly next: string } {
  switch (what) {
    case 'paid-without-period':
      return {
        title: 'Paid, and no membership came of it',
        next: 'They may belong on the roll. Open the payment, and record the membership that it paid for.',
      };
    case 'period-without-payment':
      return {
        title: 'A paid membership without a payment',
        next: 'Find the payment and record it, or end the membership.',
      };
    case 'period-on-trust':
      return {
        title: 'A paid membership that was imported or granted',
        next: 'Nothing here shows that it was paid. Compare it with the system that it came from.',
      };
    case 'expires-while-voting':
      return {
        title: 'Ends between the record date and the close',
        next: 'They may vote. Nothing needs to be done; be ready to explain it.',
      };
    case 'bounced-address':
      return {
        title: 'Mail to the address failed',
        next: 'The ballot will not arrive. Ask for another address and correct it.',
      };
    case 'duplicate':
      return {
        title: 'Perhaps one person twice',
        next: 'Compare the two. Merge them before the freeze if they are one: one person has one vote.',
      };
    case 'no-name':
      return {
        title: 'Without a name',
        next: 'They stay on the roll and get a ballot. Add the name if it is known.',
      };
    case 'changed-address':
      return {
        title: 'Another address than at the last election',
        next: 'Look whether the change was theirs: whoever reads that mailbox gets the ballot.',
      };
  }
}

/** Addresses as they were typed or pasted, one a line, or separated by commas or blanks. */
export function addressesIn(typed: string): readonly string[] {
  return [...new Set(typed.split(/[\s,;]+/u).filter((part) => part !== ''))];
}

export const noVerdictQuery: VerdictQuery = { search: '', show: 'all', code: '', page: 1 };
