import { namesAt } from './listed.ts';
import type { GradeStep } from './grade-steps.ts';

/** A step of a count of grades in a sentence. */
export function gradeStepWords(step: GradeStep, names: readonly string[]): string {
  switch (step.kind) {
    case 'grades':
      return 'All grades of each candidate are put in a row, the worst first.';
    case 'medians':
      return 'The grade in the middle of the row decides.';
    case 'median-tie':
      return `${namesAt(step.candidates, names)} have the same middle grade. Equal grades are taken away, one of each, until the middle differs: ${step.order.map((equal) => namesAt(equal, names)).join(', then ')}.`;
  }
}
