import type { MemberAct, MemberView } from '../../api/members.ts';

/** What staff record about somebody: which act is chosen and what is typed for it. */
export type ActName = MemberAct['act'] | 'correct';

export interface ActForm {
  readonly act: ActName | '';
  readonly name: string;
  readonly email: string;
  readonly city: string;
  readonly country: string;
  readonly tier: string;
  readonly from: string;
  readonly until: string;
  readonly body: string;
  readonly vote: string;
  readonly year: string;
  readonly on: string;
  readonly hearingOn: string;
  readonly reason: string;
}
export type ActField = Exclude<keyof ActForm, 'act'>;

export function emptyForm({ name, email, city, country, tiers }: MemberView): ActForm {
  const typed = { from: '', until: '', body: '', vote: '', year: '', on: '', hearingOn: '', reason: '' };
  return { act: '', name, email, city, country, tier: tiers[0]?.id ?? '', ...typed };
}

export const actWords: readonly { readonly value: ActName | ''; readonly words: string }[] = [
  { value: '', words: 'Choose what to record' },
  { value: 'correct', words: 'Correct the details' },
  { value: 'approve', words: 'Approve an application' },
  { value: 'refuse', words: 'Refuse an application' },
  { value: 'grant', words: 'Grant a period' },
  { value: 'appoint', words: 'Record an appointment' },
  { value: 'affirm', words: 'Mark voting as affirmed' },
  { value: 'resign', words: 'Record a resignation' },
  { value: 'give-notice', words: 'Give notice of termination' },
  { value: 'withdraw-notice', words: 'Withdraw the notice of termination' },
  { value: 'record-death', words: 'Record a death' },
];

/** The fields that an act needs, in their order. */
export function fieldsOf(act: ActName | ''): readonly ActField[] {
  switch (act) {
    case '':
    case 'withdraw-event':
      return [];
    case 'correct':
      return ['name', 'email', 'city', 'country', 'reason'];
    case 'approve':
    case 'refuse':
      return ['tier', 'reason'];
    case 'grant':
      return ['tier', 'from', 'until', 'reason'];
    case 'appoint':
      return ['tier', 'from', 'body', 'vote'];
    case 'affirm':
      return ['year', 'reason'];
    case 'resign':
      return ['tier', 'on', 'reason'];
    case 'give-notice':
      return ['hearingOn', 'on', 'reason'];
    case 'withdraw-notice':
      return ['reason'];
    case 'record-death':
      return ['on', 'reason'];
  }
}

/** The act as the interface takes it; undefined for a correction, which is another request. */
export function actOf(form: ActForm): MemberAct | undefined {
  const { tier, from, until, body, vote, on, hearingOn, reason } = form;
  switch (form.act) {
    case 'approve':
    case 'refuse':
      return { act: form.act, tier, reason };
    case 'grant':
      return { act: 'grant', tier, from, until: until === '' ? null : until, reason };
    case 'appoint':
      return { act: 'appoint', tier, from, body, vote };
    case 'affirm':
      return { act: 'affirm', year: Number(form.year), reason };
    case 'resign':
      return { act: 'resign', tier: tier === 'all' ? null : tier, on, reason };
    case 'give-notice':
      return { act: 'give-notice', on, hearingOn, reason };
    case 'withdraw-notice':
      return { act: 'withdraw-notice', reason };
    case 'record-death':
      return { act: 'record-death', on, reason };
    case '':
    case 'correct':
    case 'withdraw-event':
      return undefined;
  }
}

export const fieldLabels: Readonly<Record<ActField, string>> = {
  name: 'Name',
  email: 'Mail address',
  city: 'City',
  country: 'Country',
  tier: 'Tier',
  from: 'From, first day',
  until: 'Until, last day',
  body: 'Appointed by',
  vote: 'With which vote',
  year: 'Year',
  on: 'Takes effect on',
  hearingOn: 'Hearing on',
  reason: 'Reason',
};

/** What a field should be told, by the rules of the organisation. */
export function hintOf(field: ActField, act: ActName | '', { rules }: MemberView): string | undefined {
  if (field === 'until') return 'Empty: for life.';
  if (field === 'email' && act === 'correct') return 'Both addresses are told of a change.';
  if (field === 'hearingOn') return `At least ${rules.hearingDays} days before it takes effect.`;
  if (field === 'on' && act === 'give-notice') return `At least ${rules.terminationNoticeDays} days from today.`;
  if (field === 'on' && act === 'resign') return `At least ${rules.resignationNoticeDays} days after the notice.`;
  if (field === 'reason')
    return act === 'refuse' || act === 'give-notice' ? 'The member sees it.' : 'It stands in the log.';
  return undefined;
}
