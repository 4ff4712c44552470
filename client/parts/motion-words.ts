import type { Contest } from '../../api/values.ts';
import { dayInWords } from './days.ts';

/** What the rules make of the answers to a motion, in words. */

export type Motion = NonNullable<Contest['motion']>;

const fractions: Readonly<Record<string, string>> = {
  '1/2': 'one half',
  '1/3': 'one third',
  '2/3': 'two thirds',
  '1/4': 'one quarter',
  '3/4': 'three quarters',
  '1/5': 'one fifth',
  '1/10': 'one tenth',
  '1/1': 'all',
};

const bases: Readonly<Record<Motion['base'], string>> = {
  'for-and-against': 'the votes for and against it',
  cast: 'all ballots cast',
  eligible: 'everybody on the roll',
};

/** "It is adopted if more than one half of the votes for and against it are for it." */
export function majorityWords({ base, numerator, denominator, isStrict }: Motion): string {
  const share = fractions[`${numerator}/${denominator}`] ?? `${numerator}/${denominator}`;
  const verb = base === 'eligible' ? 'votes for it' : 'are for it';
  return `It is adopted if ${isStrict ? 'more than' : 'at least'} ${share} of ${bases[base]} ${verb}.`;
}

/** What abstaining does, where it is chosen. */
export function abstainWords({ base }: Motion): string {
  return base === 'for-and-against'
    ? 'Counts as taking part, and for neither side.'
    : 'Counts as taking part. It makes the majority no easier to reach.';
}

export function effectWords({ effectiveOn }: Motion): string {
  return effectiveOn === null
    ? 'It takes effect when the result is certified.'
    : `It takes effect on ${dayInWords(effectiveOn)}.`;
}
