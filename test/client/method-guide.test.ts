import { describe, expect, test } from 'vitest';
import {
  asksAlike,
  countExample,
  exampleGroups,
  exampleSeats,
  saysWords,
  STANDING,
} from '../../client/gallery/example.ts';
import { GUIDES } from '../../counting/guides.ts';
import { findMethod, METHODS } from '../../counting/methods.ts';

const people = METHODS.filter(({ answers }) => answers === null);

test('every way of voting has a guide, and no guide is for something else', () => {
  expect([...GUIDES.keys()].map(({ name }) => name).toSorted()).toEqual(METHODS.map(({ name }) => name).toSorted());
  for (const guide of GUIDES.values()) for (const words of Object.values(guide)) expect(words).toMatch(/\.$/);
});

describe('the example', () => {
  test.each(people)('of $name is counted, and says what each group says', (method) => {
    const groups = exampleGroups(method);
    const outcome = countExample(method, groups, exampleSeats(method));
    expect(outcome?.elected.length).toBe(exampleSeats(method));
    expect(outcome?.elected.every((place) => place < STANDING.length)).toBe(true);
    const firstNames = STANDING.map((name) => name.split(' ')[0]!);
    for (const { marks } of groups)
      expect(firstNames.some((name) => saysWords(method, marks).includes(name))).toBe(true);
  });

  test('tells methods apart: the largest group’s favourite wins by first choices, and nowhere else', () => {
    const winner = (name: string) => {
      const method = findMethod(name)!;
      return countExample(method, exampleGroups(method), 1)?.elected[0];
    };
    expect(['plurality', 'approval', 'irv', 'schulze', 'borda', 'star'].map(winner)).toEqual([0, 2, 3, 1, 1, 1]);
  });

  test('compares a method only with those that ask the same', () => {
    expect(asksAlike(findMethod('schulze')!, findMethod('irv')!)).toBe(true);
    expect(asksAlike(findMethod('schulze')!, findMethod('star')!)).toBe(false);
  });

  test('Debian’s rule drops the favourite of the largest group, whom most put after none of them', () => {
    const debian = findMethod('debian')!;
    const { elected, steps } = countExample(debian, exampleGroups(debian), 1)!;
    expect(elected).toEqual([1]);
    expect(steps).toContainEqual(expect.objectContaining({ kind: 'below-majority', candidate: 0 }));
  });

  test('nobody votes: nobody is elected, and nothing breaks', () => {
    for (const method of people) {
      const nobody = exampleGroups(method).map((group) => ({ ...group, voters: 0 }));
      const nothing = method.defaultAnswer === undefined ? [] : [STANDING.length];
      expect(countExample(method, nobody, exampleSeats(method))?.elected, method.name).toEqual(nothing);
    }
  });
});
