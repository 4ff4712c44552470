import type { Contest } from '../../api/values.ts';
import {
  findMethod,
  type BallotShape,
  type Marks,
  type Method,
  type MethodRules,
  type MethodWords,
} from '../../counting/methods.ts';
import { placesIn } from '../../counting/ranking.ts';

/** The method of a contest, which answers for its instruction, its bar, its problems and its count. */
export function methodOf(contest: Contest): Method {
  const method = findMethod(contest.method);
  if (method === undefined) throw new RangeError(`There is no method ${contest.method}`);
  return method;
}

export function rulesOf({ kind, seats, max, candidates }: Contest): MethodRules {
  return { seats: kind === 'options' ? 1 : seats, max, candidates: candidates.length };
}

export function methodWords(contest: Contest): MethodWords {
  return methodOf(contest).words;
}

/** What it means to leave something out, said before the ballot is cast. */
export function leftOutWords(contest: Contest): string {
  const who = contest.kind === 'people' ? 'Whoever' : 'What';
  return `${who} you leave out ${methodWords(contest).leftOut}.`;
}

/** What the voter is asked. */
export function shapeOf(contest: Contest): BallotShape {
  return methodOf(contest).ballotShape(rulesOf(contest));
}

/** What a candidate is given, where a ballot gives numbers or grades. */
export function givenWords(shape: BallotShape, mark: number): string {
  return shape.asks === 'grades' ? (shape.grades[mark] ?? `${mark}`) : `${mark}`;
}

/** `1 approval`, `3 approvals` */
export function votesWords(count: number, contest: Contest): string {
  const { one, many } = methodWords(contest);
  return `${count} ${count === 1 ? one : many}`;
}

/** What becomes of ballots that are opened one by one. Whoever holds the only key could tell whose is whose all the same. */
export const mixedWords = 'The ballots are mixed first, so that none shows whose it is, and then opened one by one.';

/** What an opened ballot says about a contest: the names that it marks, or ranks, or each name with what it is given. */
export function heldWords(contest: Contest, marks: Marks): string {
  const held = contest.candidates.map(({ name }, place) => ({ name, mark: marks[place] ?? 0 }));
  if (held.every(({ mark }) => mark === 0)) return 'blank';
  const shape = shapeOf(contest);
  if (shape.asks === 'marks') return held.flatMap(({ name, mark }) => (mark === 1 ? [name] : [])).join(', ');
  if (shape.asks === 'ranks') return rankedWords(contest, marks);
  return held
    .sort((one, other) => other.mark - one.mark)
    .map(({ name, mark }) => `${name} ${givenWords(shape, mark)}`)
    .join(', ');
}

/** `1 Ada, 2 Bo, 2 Cy; not ranked: Dee` */
function rankedWords({ candidates }: Contest, marks: Marks): string {
  const places = placesIn(marks).flatMap((group, at) =>
    group.map((candidate) => `${at + 1} ${candidates[candidate]?.name}`),
  );
  const rest = candidates.flatMap(({ name }, place) => ((marks[place] ?? 0) === 0 ? [name] : []));
  return rest.length === 0 ? places.join(', ') : `${places.join(', ')}; not ranked: ${rest.join(', ')}`;
}

/** Whether the trustees open any ballot by itself, after mixing. */
export function opensBallots({ contests }: { readonly contests: readonly Contest[] }): boolean {
  return contests.some((contest) => methodOf(contest).opened === 'ballots');
}

/** What becomes of the ballots after the close, as the rest of a sentence. */
export function openingWords({ contests }: { readonly contests: readonly Contest[] }): string {
  if (!opensBallots({ contests })) return 'only the totals are opened, never a single ballot.';
  const mixed = contests.filter((contest) => methodOf(contest).opened === 'ballots').map(({ title }) => title);
  if (mixed.length === contests.length)
    return 'the ballots are mixed, so that none shows whose it is, and only then opened.';
  return `the totals are opened; for ${mixed.join(', ')} the ballots, mixed so that none shows whose it is.`;
}

/** What a table calls the figure that decides a contest: votes, or points. */
export function figureTitle({ contests }: { readonly contests: readonly Contest[] }, contestId: string): string {
  const contest = contests.find(({ id }) => id === contestId);
  if (contest === undefined || methodOf(contest).opened === 'sums') return 'Votes';
  const { many } = methodWords(contest);
  return many.charAt(0).toUpperCase() + many.slice(1);
}
