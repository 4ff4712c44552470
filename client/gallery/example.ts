import { findPapersCount, findSumsCount } from '../../counting/counts.ts';
import { debianRules } from '../../counting/debian.ts';
import type { Method, MethodRules, Outcome, Paper } from '../../counting/methods.ts';

/** People who vote alike in the example of a method. */
export interface Group {
  readonly voters: number;
  readonly marks: readonly number[];
}

/** Who stands in every example; the names are made up. */
export const STANDING = ['Amina Okoro', 'Bruno Hale', 'Chidi Larsen', 'Dana Petrov'];

const voters = [42, 26, 15, 17];

/** The most that a group of an example can have. */
export const MOST_VOTERS = 9999;

/** The names on a ballot of the example. */
export function namesFor({ defaultAnswer }: Method): readonly string[] {
  return defaultAnswer === undefined ? STANDING : [...STANDING, defaultAnswer];
}

/** One story in the words of each kind of ballot: the largest group has a favourite whom all others like least. */
const stories: Readonly<
  Record<'few' | 'one' | 'scores' | 'points' | 'ranks' | 'ranksWithDefault', readonly (readonly number[])[]>
> = {
  few: [
    [1, 0, 0, 0],
    [0, 1, 1, 0],
    [0, 0, 1, 1],
    [0, 0, 1, 1],
  ],
  one: [
    [1, 0, 0, 0],
    [0, 1, 0, 0],
    [0, 0, 1, 0],
    [0, 0, 0, 1],
  ],
  scores: [
    [5, 2, 1, 0],
    [0, 5, 2, 1],
    [0, 3, 5, 3],
    [0, 2, 4, 5],
  ],
  points: [
    [2, 0, 0, 0],
    [0, 1, 1, 0],
    [0, 0, 2, 0],
    [0, 0, 0, 2],
  ],
  ranks: [
    [1, 2, 3, 4],
    [4, 1, 2, 3],
    [4, 3, 1, 2],
    [4, 3, 2, 1],
  ],
  ranksWithDefault: [
    [1, 2, 0, 0, 3],
    [0, 1, 2, 3, 4],
    [0, 3, 1, 2, 4],
    [0, 3, 2, 1, 4],
  ],
};

/** How many seats the example of a method begins with. */
export function exampleSeats({ elects }: Method): number {
  return elects === 'one' ? 1 : 2;
}

function rulesOf(method: Method, seats: number, electorate = 0): MethodRules {
  const candidates = namesFor(method).length;
  const debian = method.defaultAnswer === undefined ? undefined : debianRules(candidates, electorate);
  return { seats, candidates, max: seats, debian };
}

/** What the groups of the example say on a ballot of this method. */
export function exampleGroups(method: Method): readonly Group[] {
  const marks = stories[storyOf(method)];
  return voters.map((count, place) => ({ voters: count, marks: marks[place] ?? [] }));
}

function storyOf(method: Method): keyof typeof stories {
  const shape = method.ballotShape(rulesOf(method, exampleSeats(method)));
  switch (shape.asks) {
    case 'marks':
      return shape.max === 1 ? 'one' : 'few';
    case 'scores':
      return shape.total === undefined ? 'scores' : 'points';
    case 'grades':
      return 'scores';
    case 'ranks':
      return method.defaultAnswer === undefined ? 'ranks' : 'ranksWithDefault';
  }
}

/** The count of the groups; undefined where a ballot is not one of this method's with so many seats. */
export function countExample(method: Method, groups: readonly Group[], seats: number): Outcome | undefined {
  const everybody = groups.reduce((sum, group) => sum + group.voters, 0);
  const rules = rulesOf(method, seats, everybody);
  if (!groups.every(({ marks }) => method.isValid(marks, rules))) return undefined;
  const papers: Paper[] = groups.map(({ voters: count, marks }) => ({ marks, count }));
  const sums = namesFor(method).map((_, place) =>
    papers.reduce((sum, { marks, count }) => sum + count * (marks[place] ?? 0), 0),
  );
  return findSumsCount(method)?.(sums, rules) ?? findPapersCount(method)?.(papers, rules);
}

/** Whether the same ballots can be counted by the other method. */
export function asksAlike(one: Method, other: Method): boolean {
  return other.answers === null && storyOf(one) === storyOf(other);
}

/** What a group says, in a few words: `Amina Okoro first, then …`, or each with the score. */
export function saysWords(method: Method, marks: readonly number[]): string {
  const shape = method.ballotShape(rulesOf(method, exampleSeats(method)));
  const named = marks.map((mark, place) => ({ name: shortName(method, place), mark }));
  switch (shape.asks) {
    case 'marks':
      return named.flatMap(({ name, mark }) => (mark === 1 ? [name] : [])).join(', ');
    case 'ranks':
      return named
        .filter(({ mark }) => mark > 0)
        .toSorted((one, other) => one.mark - other.mark)
        .map(({ name }) => name)
        .join(', then ');
    case 'scores':
      return named.map(({ name, mark }) => `${name} ${mark}`).join(', ');
    case 'grades':
      return named.map(({ name, mark }) => `${name}: ${shape.grades[mark] ?? ''}`).join(', ');
  }
}

/** The first name of a person. */
function shortName(method: Method, place: number): string {
  return STANDING[place]?.split(' ')[0] ?? namesFor(method)[place] ?? '';
}
