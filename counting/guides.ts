import { allocatedScore } from './allocated-score.ts';
import { approval } from './approval.ts';
import { borda } from './borda.ts';
import { chooseN } from './choose-n.ts';
import { condorcetIrv } from './condorcet-irv.ts';
import { copeland } from './copeland.ts';
import { cumulative } from './cumulative.ts';
import { debian } from './debian.ts';
import { irv } from './irv.ts';
import { majorityJudgment } from './majority-judgment.ts';
import { meekStv } from './meek-stv.ts';
import type { Method } from './method.ts';
import { minimax, minimaxMargins } from './minimax.ts';
import { blockPlurality, plurality } from './plurality.ts';
import { question } from './question.ts';
import { rankedPairs, rankedPairsMargins } from './ranked-pairs.ts';
import { schulze, schulzeMargins } from './schulze.ts';
import { score } from './score.ts';
import { scottishStv } from './scottish-stv.ts';
import { blocStar, star } from './star.ts';
import { wigmStv } from './wigm-stv.ts';

/** What somebody should know who has to choose a method: the choice is theirs, so each guide says both sides. */
export interface Guide {
  /** What kind of candidate, or of body, it brings about. */
  readonly rewards: string;
  /** What it is bad at, as plainly. */
  readonly beware: string;
  readonly ties: string;
  /** Bodies that elect by it, or did; with the year where it matters. */
  readonly usedBy: string;
}

const majoritySweep = 'A majority that votes alike can take every seat.';
const seatLot = 'Equals for the last seat are decided by the lot.';
const pairLot = 'Equals in the order are decided by the lot. With many ballots such a tie is rare.';

/** The guide to each method. */
export const GUIDES: ReadonlyMap<Method, Guide> = new Map<Method, Guide>([
  [
    approval,
    {
      rewards:
        'Whoever most people can live with. Two candidates of one mind do not harm each other, since a voter approves of both.',
      beware: `It cannot say that one is better than the other. ${majoritySweep}`,
      ties: seatLot,
      usedBy: 'The Python Software Foundation for its board; primaries in St. Louis since 2021.',
    },
  ],
  [
    plurality,
    {
      rewards: 'Whoever is the first choice of the largest group, however small that group is.',
      beware:
        'Two candidates of one mind take votes from each other. With more than two who stand, voters are led to guess who can win.',
      ties: 'Equal votes are decided by the lot.',
      usedBy: 'The House of Commons of the United Kingdom; many clubs.',
    },
  ],
  [
    blockPlurality,
    {
      rewards: 'A team that the largest group agrees on.',
      beware: `${majoritySweep} Minorities are elected only by chance.`,
      ties: seatLot,
      usedBy: 'Councils of many towns in the United States; many associations.',
    },
  ],
  [
    chooseN,
    {
      rewards: 'The largest group gets most seats, and the next largest some: nobody can vote for all seats.',
      beware: 'Groups that put up too many candidates, or too few, lose seats that they have the votes for.',
      ties: seatLot,
      usedBy: 'The parliament of Gibraltar (10 votes for 17 seats); the senate of Spain (3 votes for 4 seats).',
    },
  ],
  [
    cumulative,
    {
      rewards: 'A minority that puts all its points on one candidate.',
      beware: 'It takes planning: a group that spreads its points loses seats.',
      ties: seatLot,
      usedBy: 'Shareholders of many companies; the lower house of Illinois until 1980.',
    },
  ],
  [
    score,
    {
      rewards: 'Whoever the voters like best on average.',
      beware:
        'Somebody whom most rank first can lose to somebody whom fewer like more. Voters who use only 0 and 5 weigh more than those who are careful.',
      ties: seatLot,
      usedBy: 'Societies and juries; no state elects by it.',
    },
  ],
  [
    star,
    {
      rewards:
        'Of the two with the best scores, whoever more voters prefer. Careful scores lose little against bold ones.',
      beware: 'For one seat only. A third whom most prefer to both finalists is left out.',
      ties: 'A tie for the runoff goes by who beats the others two by two, then by the most scores of 5; a tie in the runoff by the scores, then by the most scores of 5. Only then does the lot decide.',
      usedBy: 'The Independent Party of Oregon, in its primary of 2020.',
    },
  ],
  [
    blocStar,
    {
      rewards: 'A team of people each of whom most voters prefer to the next.',
      beware: majoritySweep,
      ties: 'As for STAR, seat by seat.',
      usedBy: 'The Python Steering Council, for the first time at the end of 2025.',
    },
  ],
  [
    allocatedScore,
    {
      rewards: 'A body that mirrors its voters: a group as large as a quota gets a seat, whoever the others are.',
      beware:
        'It is young. To follow the count takes patience, since ballots weigh less after each seat they helped to fill.',
      ties: 'Equal points are decided by the lot.',
      usedBy: 'Few so far. BetterVoting offers it as proportional STAR.',
    },
  ],
  [
    majorityJudgment,
    {
      rewards: 'Whoever at least half of the voters give the best grade. A few extreme grades change nothing.',
      beware: 'Somebody whom most voters prefer can lose, since only the middle grade counts.',
      ties: 'Equal grades in the middle are taken away, one from each, until the middles differ. Only those with the same number of every grade are left to the lot.',
      usedBy: 'Paris, for its participatory budget since 2021; the Primaire populaire in France, 2022.',
    },
  ],
  [
    irv,
    {
      rewards: 'Somebody with a strong base whom a majority prefers to the last rival.',
      beware:
        'For one seat only. A compromise whom few rank first is excluded early, and more first places can harm a candidate.',
      ties: 'A tie for last place is decided by the lot, unless it makes no difference.',
      usedBy: 'The House of Representatives of Australia; the president of Ireland; Maine and Alaska.',
    },
  ],
  [
    scottishStv,
    {
      rewards: 'A body that mirrors its voters: a group as large as a quota gets a seat, and few votes are lost.',
      beware: 'To follow the count takes patience. A vote for somebody who was elected early weighs less afterwards.',
      ties: 'By the most recent earlier stage at which those who tie differed, then by the lot.',
      usedBy: 'Councils in Scotland since 2007, by statute.',
    },
  ],
  [
    wigmStv,
    {
      rewards: 'A body that mirrors its voters: a group as large as a quota gets a seat, and few votes are lost.',
      beware:
        'Much like the Scottish rule, with other roundings, so that it can elect somebody else in a close count. The rule must stand in the bylaws.',
      ties: 'By the lot, as the rule itself asks for.',
      usedBy:
        'The reference rule of the Proportional Representation Foundation; cities in the United States count by much the same.',
    },
  ],
  [
    meekStv,
    {
      rewards:
        'A body that mirrors its voters, as exactly as votes can be transferred: those already elected go on receiving votes and passing them on.',
      beware: 'It cannot be counted by hand. It can elect somebody else than the Scottish rule.',
      ties: 'By the lot.',
      usedBy:
        'Local bodies in New Zealand; the Royal Statistical Society. The Apache Software Foundation elects its board by STV.',
    },
  ],
  [
    schulze,
    {
      rewards: 'Whoever beats each other candidate two by two. Candidates of one mind do not harm each other.',
      beware: `${majoritySweep} Where candidates beat each other in a circle, the count is hard to follow.`,
      ties: pairLot,
      usedBy: 'Debian, within its own rule; the Wikimedia Foundation for its board, 2008 to 2011.',
    },
  ],
  [
    schulzeMargins,
    {
      rewards: 'The same as Schulze. A win weighs by how far it is ahead, not by how many made it.',
      beware:
        'It differs from Schulze only where many leave candidates out or share places; then it is the less usual of the two.',
      ties: pairLot,
      usedBy: 'Some societies. Winning votes are the usual choice.',
    },
  ],
  [
    rankedPairs,
    {
      rewards:
        'Whoever beats each other candidate two by two; in a circle the least clear win is set aside, which is easy to tell.',
      beware: majoritySweep,
      ties: 'Wins of equal strength are looked at together, so that no order among them decides. What is left equal is decided by the lot.',
      usedBy: 'Societies and clubs; no state elects by it.',
    },
  ],
  [
    rankedPairsMargins,
    {
      rewards: 'The same as ranked pairs. A win weighs by how far it is ahead.',
      beware: 'It differs from ranked pairs only where many leave candidates out or share places.',
      ties: 'Wins of equal margins are looked at together. What is left equal is decided by the lot.',
      usedBy: 'The form in which Tideman described it in 1987.',
    },
  ],
  [
    minimax,
    {
      rewards: 'Whoever beats each other candidate two by two; otherwise the one whose worst defeat is smallest.',
      beware:
        'It can elect somebody who loses to every other, each time narrowly. Candidates of one mind can harm each other.',
      ties: pairLot,
      usedBy: 'Societies and clubs, since it is the shortest rule of its kind to write down.',
    },
  ],
  [
    minimaxMargins,
    {
      rewards: 'The same as minimax. A defeat is as bad as its margin.',
      beware: 'It differs from minimax only where many leave candidates out or share places.',
      ties: pairLot,
      usedBy: 'Societies and clubs.',
    },
  ],
  [
    copeland,
    {
      rewards: 'Whoever wins the most comparisons two by two, as in a tournament.',
      beware: 'Ties are frequent, since it looks at wins and not at how clear they are.',
      ties: 'Equal records are decided by the lot, and that happens often.',
      usedBy: 'The Equal Vote Coalition recommends it as Ranked Robin.',
    },
  ],
  [
    condorcetIrv,
    {
      rewards:
        'Whoever beats each other candidate two by two; otherwise somebody with a strong base. It is hard to outwit.',
      beware: 'For one seat only. More first places can harm a candidate, as in instant runoff.',
      ties: 'A tie for the fewest first places is decided by the lot.',
      usedBy: 'Few so far. Students of voting recommend it where voters might scheme.',
    },
  ],
  [
    debian,
    {
      rewards:
        'Whoever, or whatever text, beats each other two by two, if enough people want it at all: everybody can say of each whether it is better than none.',
      beware:
        'A minority can vote for nothing but None of the above, and leave a seat vacant. For one seat, or one of several texts.',
      ties: 'By the lot, where the constitution gives the casting vote to a person. None of the above takes part in it.',
      usedBy: 'The Debian project, for its leader every year and for its resolutions.',
    },
  ],
  [
    borda,
    {
      rewards: 'Whoever stands high on many ballots: a compromise.',
      beware:
        'A group that puts up several of its own gains by it, and voters gain by putting rivals last. A majority’s first choice can lose.',
      ties: seatLot,
      usedBy: 'Slovenia, for the two seats of its minorities; juries of many prizes.',
    },
  ],
  [
    question,
    {
      rewards: 'A text that enough people want, by the share that the rules ask for.',
      beware: 'Where abstentions count in the base, to abstain is to vote against.',
      ties: 'As many for as against is not more than half: the motion is not adopted.',
      usedBy: 'Every body that votes on motions.',
    },
  ],
]);
