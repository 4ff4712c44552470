import { namesAt } from './listed.ts';
import type { GradeStep, MedianDifference } from './grade-steps.ts';

/** A step of a count of grades in a sentence. */
export function gradeStepWords(step: GradeStep, names: readonly string[]): string {
  const name = (place: number) => names[place] ?? '';
  switch (step.kind) {
    case 'grades':
      return 'The grades of each candidate are put in a row, the worst first. Whoever was not graded gets the worst.';
    case 'medians': {
      const each = step.grades.map((grade, place) => `${name(place)} ${step.names[grade] ?? ''}`);
      return `The grade in the middle of the row decides, of two the lower: ${each.join(', ')}.`;
    }
    case 'median-tie':
      return tieWords(step, names, name);
  }
}

function tieWords(
  { candidates, grade, order, differ }: Extract<GradeStep, { readonly kind: 'median-tie' }>,
  names: readonly string[],
  name: (place: number) => string,
): string {
  const first = `${namesAt(candidates, names)} all have ${grade} in the middle. Each loses one middle grade at a time until the middles differ.`;
  const equal = order
    .filter((tier) => tier.length > 1)
    .map((tier) => `${namesAt(tier, names)} have the same grades throughout.`);
  return [first, ...differ.map((one) => differenceWords(one, name)), ...equal].join(' ');
}

function differenceWords({ above, below, taken, grades }: MedianDifference, name: (place: number) => string): string {
  return `After ${taken} ${taken === 1 ? 'grade' : 'grades'} ${name(above)} has ${grades[0]} and ${name(below)} ${grades[1]}.`;
}
