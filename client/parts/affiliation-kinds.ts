import type { AffiliationKind } from '../../api/bodies.ts';

/** What somebody can be to an organisation, as rules about conflicts of interest tell it. */
export const affiliationKinds: readonly { readonly value: AffiliationKind; readonly words: string }[] = [
  { value: 'employee', words: 'Employee' },
  { value: 'officer', words: 'Officer' },
  { value: 'director', words: 'Member of its board' },
  { value: 'consultant', words: 'Consultant' },
  { value: 'owner', words: 'Owner of 1 % or more' },
];

export function kindWords(kind: AffiliationKind): string {
  return affiliationKinds.find(({ value }) => value === kind)?.words ?? kind;
}
