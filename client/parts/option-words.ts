import type { Contest } from '../../api/values.ts';
import { debianRules, fewestBallots } from '../../counting/debian.ts';
import { dayInWords } from './days.ts';

/** What the rules make of a ballot that ends with None of the above, in words. */

type Majority = NonNullable<Contest['candidates'][number]['majority']>;

/** "Needs at least 3 ballots before None of the above for each that puts it after." */
export function optionMajorityWords({ numerator, denominator }: Majority): string {
  if (numerator === denominator) return 'Needs more ballots before None of the above than after it.';
  const after = denominator === 1 ? 'each that puts' : `every ${denominator} that put`;
  return `Needs at least ${numerator} ballots before None of the above for ${after} it after.`;
}

/** Debian’s quorum, with the number once it is known how many are on the roll. */
export function rootQuorumWords(roll: number): string {
  const rule = 'one and a half times the square root of how many are on the roll';
  const words = 'Whatever is to win must stand before None of the above on enough ballots';
  return roll === 0 ? `${words}: ${rule}.` : `${words}: ${fewestBallots(debianRules(2, roll))}, which is ${rule}.`;
}

export function optionsEffectWords({ effectiveOn }: NonNullable<Contest['options']>): string {
  return effectiveOn === null
    ? 'What is adopted takes effect when the result is certified.'
    : `What is adopted takes effect on ${dayInWords(effectiveOn)}.`;
}
