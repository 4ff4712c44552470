import type { ProgrammeRules } from '../../db/schema.ts';

/** `More than 1/2 of the votes for and against` */
export function thresholdWords({ base, numerator, denominator, isStrict }: ProgrammeRules['threshold']): string {
  const share = numerator === denominator ? 'all' : `${numerator}/${denominator}`;
  const whole = base === 'cast' ? 'the votes for and against' : 'the whole group, whether or not they vote';
  return `${isStrict ? 'More than' : 'At least'} ${share} of ${whole}`;
}
