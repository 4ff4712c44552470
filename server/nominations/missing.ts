import type { Candidacy } from '../../db/nominations.ts';
import type { OpenContest } from './contests.ts';

/** What stands between a nominee and the approval, besides the conditions that officers look at. */
export function missingFor(
  { state }: Candidacy,
  { rules }: OpenContest,
  { supporters, declared }: { readonly supporters: number; readonly declared: readonly string[] },
): string[] {
  if (state === 'invited') return ['No answer yet.'];
  if (state === 'declined' || state === 'withdrawn' || state === 'lapsed') return ['Does not stand.'];
  const fewer = rules.endorsements - supporters;
  const undeclared = rules.acknowledgements.filter(({ id, isRequired }) => isRequired && !declared.includes(id));
  return [
    ...(fewer > 0 ? [`${fewer} more voting ${fewer === 1 ? 'member' : 'members'} must support this nomination.`] : []),
    ...undeclared.map(({ text }) => `Has not declared: ${text}`),
  ];
}
