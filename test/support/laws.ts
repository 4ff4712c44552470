import { countOpened } from '../../counting/counts.ts';
import type { Marks, Method, Opened, Outcome } from '../../counting/methods.ts';

/** Somebody with an opinion of each candidate, and the ballot that they cast of it. */
export interface Voter {
  /** More is liked better. */
  readonly likes: readonly number[];
  readonly marks: Marks;
}

/**
 * What a ballot says of an opinion. `first`: only who is liked best. `approved`: whom it approves of, who are liked better
 * than the others. `scores`: all of it. `order`: all of it, or its beginning.
 */
export type Says = 'first' | 'approved' | 'scores' | 'order';

export function saysOf(method: Method): Says {
  const shape = method.ballotShape({ seats: 1, candidates: 4 });
  switch (shape.asks) {
    case 'marks':
      return shape.max > 1 ? 'approved' : 'first';
    case 'scores':
      return shape.total === undefined ? 'scores' : 'first';
    case 'grades':
      return 'scores';
    case 'ranks':
      return 'order';
  }
}

/**
 * Voters as a table writes them, as many as the number in front. `3 A>B>C`: three who like A best, then B, then C; whoever
 * is not named is liked least and not ranked. `3 A>B|C`: they approve of those before the bar. `3 A5 B4 C0`: their scores.
 */
export function votersOf(lines: readonly string[], says: Says): readonly Voter[] {
  const candidates = 1 + Math.max(...lines.flatMap((line) => line.match(/[A-Z]/g) ?? []).map(placeOf));
  return lines.flatMap((line) => {
    const [times = '', ...words] = line.split(' ');
    const text = words.join(' ');
    const voter = says === 'scores' ? scoring(text, candidates) : ordering(text, candidates, says);
    return Array.from({ length: Number(times) }, () => voter);
  });
}

export function placeOf(name: string): number {
  return name.charCodeAt(0) - 'A'.charCodeAt(0);
}

function scoring(text: string, candidates: number): Voter {
  const marks = Array.from({ length: candidates }, () => 0);
  for (const [, name = '', mark] of text.matchAll(/([A-Z])(\d)/g)) marks[placeOf(name)] = Number(mark);
  return { likes: marks, marks };
}

function ordering(text: string, candidates: number, says: Says): Voter {
  const order = (text.match(/[A-Z]/g) ?? []).map(placeOf);
  const approved = (text.split('|')[0]?.match(/[A-Z]/g) ?? []).length;
  return voterOf(order, candidates, says, approved);
}

/** `order`: the best liked first. `approved`: how many of them a ballot that says so approves of. */
export function voterOf(order: readonly number[], candidates: number, says: Says, approved: number): Voter {
  const likes = Array.from({ length: candidates }, () => 0);
  for (const [at, place] of order.entries()) likes[place] = candidates - at;
  const marks = likes.map((_, place) => {
    const at = order.indexOf(place);
    if (says === 'order') return at + 1;
    return at >= 0 && at < (says === 'first' ? 1 : approved) ? 1 : 0;
  });
  return { likes, marks };
}

/** The count of what these voters cast. */
export function electedBy(
  method: Method,
  voters: readonly Voter[],
  { seats = 1, lot }: { readonly seats?: number; readonly lot?: readonly number[] | undefined } = {},
): Outcome {
  const candidates = voters[0]?.marks.length ?? 0;
  const ballots = voters.map(({ marks }) => marks);
  const rules = { seats, candidates, lot };
  if (!ballots.every((marks) => method.isValid(marks, rules))) throw new Error('A voter cast what is no ballot');
  const sums = Array.from({ length: candidates }, (_, place) =>
    ballots.reduce((sum, one) => sum + (one[place] ?? 0), 0),
  );
  const opened: Opened = method.opened === 'sums' ? { kind: 'sums', sums } : { kind: 'ballots', ballots };
  const outcome = countOpened(method, opened, rules);
  if (outcome === undefined) throw new Error('A method counts what it opens');
  return outcome;
}

/** How many like one better than another. */
export function liking(voters: readonly Voter[], one: number, other: number): number {
  return voters.filter(({ likes }) => (likes[one] ?? 0) > (likes[other] ?? 0)).length;
}

const placesIn = (voters: readonly Voter[]) => [...(voters[0]?.likes.keys() ?? [])];

/** Whom more than half like better than everybody else. */
export function favouriteOf(voters: readonly Voter[]): number | undefined {
  const best = voters.map(({ likes }) => likes.flatMap((own, place) => (own === Math.max(...likes) ? [place] : [])));
  return placesIn(voters).find(
    (one) => 2 * best.filter((places) => places.length === 1 && places[0] === one).length > voters.length,
  );
}

/** Who is liked better than each other by more voters than the other way round. */
export function condorcetWinnerOf(voters: readonly Voter[]): number | undefined {
  const places = placesIn(voters);
  return places.find((one) =>
    places.every((other) => other === one || liking(voters, one, other) > liking(voters, other, one)),
  );
}

/** Whether the second voters are the first, but that some like one candidate better than they did, and all others as before. */
export function isRaised(before: readonly Voter[], after: readonly Voter[], raised: number, says: Says): boolean {
  const others = placesIn(before).filter((place) => place !== raised);
  return (
    before.length === after.length &&
    before.every(({ likes, marks }, at) => {
      const { likes: now, marks: cast } = after[at] ?? { likes: [], marks: [] };
      if (says === 'approved' || says === 'scores')
        return marks.every((mark, place) => (place === raised ? mark <= (cast[place] ?? 0) : mark === cast[place]));
      const order = (of: readonly number[]) => others.toSorted((one, other) => (of[other] ?? 0) - (of[one] ?? 0));
      const above = (of: readonly number[]) => others.filter((other) => (of[other] ?? 0) > (of[raised] ?? 0)).length;
      const named = (of: readonly number[]) => others.filter((other) => (of[other] ?? 0) > 0);
      return (
        order(likes).join() === order(now).join() &&
        named(likes).join() === named(now).join() &&
        above(now) <= above(likes)
      );
    })
  );
}

/** Whether no voter has anybody between any of these, and ballots that could tell them apart do not. */
export function areClones(voters: readonly Voter[], clones: readonly number[], says: Says): boolean {
  const [first = 0] = clones;
  const others = placesIn(voters).filter((place) => !clones.includes(place));
  return voters.every(({ likes, marks }) =>
    clones.every((clone) => {
      const sides = (one: number) => others.map((other) => Math.sign((likes[other] ?? 0) - (likes[one] ?? 0)));
      const areSaid = says === 'approved' || says === 'scores';
      return sides(clone).join() === sides(first).join() && (!areSaid || marks[clone] === marks[first]);
    }),
  );
}

/** The same voters where one candidate does not stand. */
export function without(voters: readonly Voter[], gone: number, says: Says): readonly Voter[] {
  return voters.map(({ likes, marks }) => {
    const rest = likes.filter((_, place) => place !== gone);
    if (says === 'approved' || says === 'scores') return { likes: rest, marks: marks.filter((_, at) => at !== gone) };
    const order = [...rest.keys()]
      .filter((place) => (rest[place] ?? 0) > 0)
      .sort((a, b) => (rest[b] ?? 0) - (rest[a] ?? 0));
    return voterOf(order, rest.length, says, 0);
  });
}
