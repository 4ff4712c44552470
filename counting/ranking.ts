import type { Marks, Method, MethodRules, MethodWords, Said } from './method.ts';

/** What one method of ranking says differently from another. */
export interface RankingWords extends Pick<MethodWords, 'offer' | 'hint' | 'rule'> {
  /** The end of the instruction: who is elected by all the orders. */
  readonly elects: string;
}

interface RankingAsk {
  readonly name: string;
  readonly elects: Method['elects'];
  /** Whether several candidates may share a place. */
  readonly shares: boolean;
  /** What it means not to be ranked, as the rest of "whoever you leave out …". */
  readonly leftOut: string;
  readonly words: RankingWords;
}

/** A way of voting by putting candidates in an order: marks are places, 1 for the first, 0 for who is not ranked. */
export function rankingMethod({ name, elects, shares, leftOut, words }: RankingAsk): Method {
  const { offer, hint, rule } = words;
  return {
    ...{ name, elects, opened: 'ballots', answers: null },
    words: {
      ...{ offer, hint, rule },
      one: 'vote',
      many: 'votes',
      nobody: 'I rank nobody',
      said: 'You ranked',
      saidNobody: 'You rank nobody',
      leftOut,
    },
    ballotShape: () => ({ asks: 'ranks', shares }),
    isValid: (marks, rules) => isRanking(marks, rules) && (shares || !sharesPlace(marks)),
    instruction: (rules) => `${askWords(rules)} ${words.elects}`,
    bar: (said) => `${ranked(said)} ranked`,
    barMore: (said) => (isEverybodyRanked(said) ? 'nobody left out' : `whoever you leave out ${leftOut}`),
    problem: (said) => (shares ? undefined : sharedWords(said)),
  };
}

function askWords({ candidates }: MethodRules): string {
  return candidates === 1
    ? 'Press this person to rank them first, or leave them out.'
    : 'Put these people in your order: press your first choice, then your second. Rank as many as you like.';
}

export function isEverybodyRanked(said: Said): boolean {
  return ranked(said) === said.length;
}

function ranked(said: Said): number {
  return said.filter((place) => (place ?? 0) > 0).length;
}

/** Whether these are places of a ranking; several candidates may share one. */
export function isRanking(marks: Marks, { candidates }: MethodRules): boolean {
  return marks.length === candidates && marks.every((place) => Number.isInteger(place) && place >= 0 && place <= 255);
}

function sharesPlace(marks: Said): boolean {
  const places = marks.filter((place) => (place ?? 0) > 0);
  return new Set(places).size < places.length;
}

function sharedWords(said: Said): string | undefined {
  if (!sharesPlace(said)) return undefined;
  const shared = said.filter((place, at) => (place ?? 0) > 0 && said.indexOf(place) !== at);
  const [place = 0] = shared;
  const people = said.filter((one) => one === place).length;
  return `${people === 2 ? 'Two' : people} people share place ${place}. Give each a place of their own.`;
}

/**
 * The candidates of a ranking in groups of one place, the first place first; gaps between places mean nothing. Whoever is
 * not ranked is in none of them.
 */
export function placesIn(marks: Marks): readonly (readonly number[])[] {
  const groups = new Map<number, number[]>();
  for (const [candidate, place] of marks.entries()) {
    if (place > 0) groups.set(place, [...(groups.get(place) ?? []), candidate]);
  }
  return [...groups.entries()].sort(([one], [other]) => one - other).map(([, candidates]) => candidates);
}
