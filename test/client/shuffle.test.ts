import { expect, test } from 'vitest';
import { alphabeticalOrder, randomOrder, shuffledPlaces } from '../../client/parts/shuffle.ts';

test('every order of three names comes up as often as any other', () => {
  const seen = new Map<string, number>();
  for (let draw = 0; draw < 6_000; draw += 1) {
    const order = shuffledPlaces(3).join('');
    seen.set(order, (seen.get(order) ?? 0) + 1);
  }
  expect(seen.size).toBe(6);
  // Six standard deviations around 1000.
  for (const count of seen.values()) expect(Math.abs(count - 1000)).toBeLessThan(174);
});

test('"None of these" stays last, in any order', () => {
  const names = ['Noor Haddad', 'None of these', 'Ruth Abernathy'];
  for (let draw = 0; draw < 20; draw += 1) expect(randomOrder(names).at(-1)).toBe(1);
  expect(alphabeticalOrder(['Zoë Quill', 'None of these', 'Ágota Brandt'])).toEqual([2, 0, 1]);
});
