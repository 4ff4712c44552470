import { wrongPlace } from '../wrong-place.ts';
import type { OpenContest } from './contests.ts';

/** The declarations of the rules that were ticked; refuses where a required one is missing. */
export function acknowledged({ rules }: OpenContest, ids: readonly string[]) {
  const missing = rules.acknowledgements.find(({ id, isRequired }) => isRequired && !ids.includes(id));
  if (missing !== undefined) throw wrongPlace('#/body/acknowledgements', `To stand, declare this: ${missing.text}`);
  return rules.acknowledgements.filter(({ id }) => ids.includes(id));
}
