import type { Method, MethodRules, Outcome, Paper } from './method.ts';
import { pointWords, scoreBallot, scoreWords } from './score.ts';
import { seatBySeat } from './seat-by-seat.ts';
import { starBoard, starRound, type StarBoard } from './star-round.ts';

/** Score, then automatic runoff, for one seat. */
export const star: Method = {
  ...scoreBallot,
  name: 'star',
  elects: 'one',
  words: {
    ...pointWords,
    offer: 'STAR',
    hint: 'For one seat. Everybody gives each person 0 to 5. Of the two with the most points, the one whom more ballots score higher is elected. At most 30 people can stand.',
    rule: 'STAR: a voter gives each candidate 0 to 5. Of the two with the most points, the one whom more ballots score higher is elected.',
  },
  instruction: (rules) =>
    `${scoreWords(rules)} Of the two with the most points, the one whom more people score higher is elected.`,
};

/** STAR again and again, each time without those who are elected, until all seats are filled. */
export const blocStar: Method = {
  ...scoreBallot,
  name: 'bloc-star',
  elects: 'many',
  words: {
    ...pointWords,
    offer: 'Bloc STAR',
    hint: 'Everybody gives each person 0 to 5. For each seat, of the two left with the most points, the one whom more ballots score higher is elected. A majority can take all seats. At most 30 people can stand.',
    rule: 'Bloc STAR: a voter gives each candidate 0 to 5. For each seat, of the two left with the most points, the one whom more ballots score higher is elected.',
  },
  instruction: (rules) =>
    `${scoreWords(rules)} For each seat, of the two with the most points who are left, the one whom more people score higher is elected.`,
};

/**
 * STAR for each seat in turn; how a tie is broken stands at `starRound`. Those who are not elected are ordered as if there
 * were more seats.
 */
export function countStar(papers: readonly Paper[], rules: MethodRules): Outcome {
  return seatBySeat(blocStar, papers, rules, (valid, figures) => {
    const board = starBoard(valid, figures, rules.lot);
    return {
      round: (running, round) => starRound(board, running, round),
      seated: () => [],
      after: (left) => orderOf(board, left),
    };
  });
}

/** In the order in which they would be elected; together where a tie stands. */
function orderOf(board: StarBoard, left: readonly number[]): readonly (readonly number[])[] {
  const tiers: (readonly number[])[] = [];
  for (let rest = left; rest.length > 0;) {
    const { winner } = starRound(board, rest, 1);
    if (winner === undefined) return [...tiers, rest];
    tiers.push([winner]);
    rest = rest.filter((one) => one !== winner);
  }
  return tiers;
}
