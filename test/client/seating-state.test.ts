import { expect, test } from 'vitest';
import type { SeatingPlan } from '../../api/seating.ts';
import { changesBetween, nothingTried, reduceWhatIf } from '../../client/office/seating-state.ts';

function plan(
  seated: readonly [name: string, seat: string, endsOn: string | null][],
  vacant: string[] = [],
): SeatingPlan {
  return {
    seated: seated.map(([name, seat, endsOn]) => ({ candidate: name, name, seat, endsOn })),
    ...{ vacant, passes: [], steps: [], openTies: [] },
  };
}

test('what would change names whoever loses a seat, gains one, or serves for another time; nobody else', () => {
  const before = plan([
    ['Ada', 'A1', '2030-06-30'],
    ['Bram', 'B1', '2028-06-30'],
    ['Caro', 'B2', '2028-06-30'],
  ]);
  const after = plan(
    [
      ['Bram', 'A1', '2030-06-30'],
      ['Caro', 'B1', '2028-06-30'],
    ],
    ['B2'],
  );
  expect(changesBetween(before, after)).toEqual([
    'Ada is not seated. It was A1.',
    'Bram serves until 30 June 2030 and not until 30 June 2028.',
    'B2 stays vacant.',
  ]);
  expect(changesBetween(after, before)).toContain('Ada is seated: A1, until 30 June 2030.');
  expect(changesBetween(before, before)).toEqual([]);
});

test('an answer empties the form and keeps whom it was asked about; taking all back shows the plan as it stands', () => {
  const typed = reduceWhatIf(nothingTried, { type: 'typed', form: { candidate: 'a', reason: 'A new job.' } });
  const passes = [{ candidate: 'a', why: 'declined' as const, reason: 'A new job.' }];
  const answered = reduceWhatIf(typed, { type: 'answered', passes, plan: plan([]) });
  expect(answered).toMatchObject({ passes, candidate: '', reason: '' });
  expect(reduceWhatIf(answered, { type: 'cleared' })).toEqual(nothingTried);
});
