import type { GradeStep } from './grade-steps.ts';
import { thousandths, type ExplainAsk, type Section, type SectionRow } from './section.ts';

type StepOf<Kind extends GradeStep['kind']> = Extract<GradeStep, { readonly kind: Kind }>;

/** How many ballots give each grade, best first, and the one in the middle. `grades`: their names, the worst first. */
export function gradesSection(
  { tallies }: StepOf<'grades'>,
  medians: readonly number[],
  { names, order }: ExplainAsk,
  { grades = [] }: { readonly grades?: readonly string[] },
): Section {
  const values = tallies.reduce((most, counts) => Math.max(most, counts.length), 0);
  const best = Array.from({ length: values }, (_, at) => values - 1 - at);
  const gradeName = (grade: number) => grades[grade] ?? String(grade);
  const rows = order.map((one): SectionRow => {
    const counts = best.map((grade) => tallies[one]?.[grade] ?? 0);
    const ballots = BigInt(counts.reduce((sum, count) => sum + count, 0));
    const median = medians[one];
    return {
      head: names[one] ?? '',
      cells: [...counts.map(String), ...(median === undefined ? [] : [gradeName(median)])],
      strong: median === undefined ? [] : [values - 1 - median],
      mark: null,
      bar: counts.map((count) => thousandths(BigInt(count), ballots)),
    };
  });
  return {
    title: 'The grades',
    sentences: [],
    list: [],
    table: {
      caption: 'How many ballots give each grade, the best first; the middle grade is framed',
      columns: ['Candidate', ...best.map(gradeName), ...(medians.length === 0 ? [] : ['Middle grade'])],
      rows,
      bars: 'grades',
      line: { at: 500, words: 'the middle' },
    },
  };
}
