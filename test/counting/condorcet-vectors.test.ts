import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { countBorda } from '../../counting/borda.ts';
import { countCopeland } from '../../counting/copeland.ts';
import type { MethodRules, Outcome, Paper, PapersCount, Step } from '../../counting/method.ts';
import { countMinimax, countMinimaxMargins, worstDefeats } from '../../counting/minimax.ts';
import type { Measure } from '../../counting/pairwise-steps.ts';
import { comparePapers } from '../../counting/pairwise.ts';
import { countRankedPairs, countRankedPairsMargins } from '../../counting/ranked-pairs.ts';
import { countSchulze, countSchulzeMargins } from '../../counting/schulze.ts';
import { need } from '../support/need.ts';

/* What other programs' tests expect of methods that compare in pairs: julien-boudry/Condorcet and Equal-Vote/bettervoting. */

const vectors = new URL('../../../shared/vectors/counting/', import.meta.url);

type Ranks = readonly (string | readonly string[])[] | Readonly<Record<string, string | readonly string[]>>;

interface Expected {
  readonly method: string;
  readonly kind: string;
  readonly value: unknown;
}

interface File {
  readonly candidates: readonly string[];
  readonly implicitRanking?: boolean;
  readonly ballots?: readonly [number, readonly (readonly string[])[]][];
  readonly pairwise?: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly expected: readonly Expected[];
}

const ours: Readonly<Record<string, PapersCount>> = {
  'Schulze Winning': countSchulze,
  'Schulze Margin': countSchulzeMargins,
  'Ranked Pairs Winning': countRankedPairs,
  'Ranked Pairs Margin': countRankedPairsMargins,
  'Minimax Winning': countMinimax,
  'Minimax Margin': countMinimaxMargins,
  'Borda Count': countBorda,
  Copeland: countCopeland,
};

const notOurs: Readonly<Record<string, string>> = {
  'Minimax Opposition': 'looks at all ballots against, even where the pair is won: no method of ours',
  KemenyYoung: 'no method of ours',
  'Two Rounds': 'votes twice: no method of ours',
  Fptp: 'plurality counts marks, and here it is counted from rankings',
  IRV: 'moves votes, and compares nobody',
  InstantRunoff: 'moves votes, and compares nobody',
  STV: 'moves votes, and compares nobody',
};

/** Files with nothing of ours, and one whose unranked stand apart, which is no choice that our methods offer. */
const notCounted = [
  ...['fptp-result-2', 'irv-burlington-2009-mayor', 'irv-result-2', 'irv-result-3', 'kemeny-stats-1'],
  ...['minimax-result-5-1', 'stv-result-1', 'stv-result-alternative-quotas1'],
  ...['tworound-result-10-2', 'tworound-result-11', 'tworound-result-2', 'tworound-result-5', 'tworound-result-6'],
  ...['tworound-result-7', 'tworound-result-8-2', 'tworound-result-9-3'],
];

function papersIn({ candidates, ballots = [] }: File): readonly Paper[] {
  return ballots.map(([count, places]) => ({
    count,
    marks: candidates.map((name) => 1 + places.findIndex((place) => place.includes(name))),
  }));
}

/** The names in the order of the outcome, equals together. */
function tiersOf({ ordering }: Outcome, names: readonly string[]): readonly (readonly string[])[] {
  const ranks = [...new Set(ordering.map(({ rank }) => rank))];
  return ranks.map((rank) =>
    ordering.filter((one) => one.rank === rank).map(({ candidate }) => names[candidate] ?? ''),
  );
}

const sorted = (tiers: Ranks) => Object.values(tiers).map((tier) => [tier].flat().toSorted());

function stepOf<Kind extends Step['kind']>(outcome: Outcome, kind: Kind): Extract<Step, { kind: Kind }> {
  const step = outcome.steps.find((one) => one.kind === kind);
  if (step === undefined) throw new Error(`no step ${kind}`);
  return step as Extract<Step, { kind: Kind }>;
}

/** The figures that the source prints, made of our steps. */
function statsOf(outcome: Outcome, method: string, names: readonly string[]): unknown {
  const byName = (figure: (place: number) => unknown) =>
    Object.fromEntries(names.map((name, at) => [name, figure(at)]));
  if (method.startsWith('Schulze')) {
    const { strengths } = stepOf(outcome, 'strongest-paths');
    return byName((one) =>
      Object.fromEntries(names.flatMap((name, at) => (at === one ? [] : [[name, strengths[one]?.[at]]]))),
    );
  }
  if (method.startsWith('Minimax')) {
    const { defeats, measure } = stepOf(outcome, 'worst-defeats');
    return byName((one) => {
      const { votes, against } = defeats[one] ?? { votes: 0, against: 0 };
      return measure === 'votes'
        ? { worst_pairwise_defeat_winning: votes }
        : { worst_pairwise_defeat_margin: votes - against };
    });
  }
  if (method === 'Copeland') {
    const { wins, losses } = stepOf(outcome, 'records');
    return byName((one) => ({ balance: (wins[one] ?? 0) - (losses[one] ?? 0) }));
  }
  // The source gives one point more for each ballot: as many as there are candidates for the first, and 1 for the last.
  const ballots = outcome.ballots?.valid ?? 0;
  return byName((one) => (stepOf(outcome, 'double-points').points[one] ?? 0) / 2 + ballots);
}

/** A margin in the source is negative where a candidate wins all pairs; ours is 0, no defeat. The order is the same. */
function withoutWins(stats: unknown): unknown {
  return JSON.parse(JSON.stringify(stats), (key, value: unknown) =>
    key === 'worst_pairwise_defeat_margin' && typeof value === 'number' ? Math.max(0, value) : value,
  );
}

describe('elections of julien-boudry/Condorcet', () => {
  const folder = new URL('condorcet/', vectors);
  need('../shared/vectors', existsSync(folder));
  const names = existsSync(folder) ? readdirSync(folder).map((name) => name.replace('.json', '')) : [];
  const read = (name: string) => JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8')) as File;
  const rulesOf = (file: File): MethodRules => ({ seats: 1, candidates: file.candidates.length });

  test('of all files, those without anything to count here are these, each for its reason', () => {
    const without = names.filter((name) => {
      const file = read(name);
      return file.implicitRanking === false || file.expected.every(({ method }) => method in notOurs);
    });
    expect(without.toSorted()).toEqual(notCounted.toSorted());
    const methods = new Set(names.flatMap((name) => read(name).expected.map(({ method }) => method)));
    expect([...methods].filter((method) => !(method in ours) && !(method in notOurs))).toEqual([]);
    expect(names.length - notCounted.length).toBe(22);
  });

  test.each(names.filter((name) => existsSync(folder) && read(name).pairwise !== undefined))(
    '%s: all candidates compared in pairs',
    (name) => {
      const file = read(name);
      const unranked = file.implicitRanking === false ? 'apart' : 'last';
      const { over } = comparePapers(papersIn(file), rulesOf(file), unranked);
      const pairs = file.candidates.map((one) => file.candidates.map((other) => file.pairwise?.[one]?.[other] ?? 0));
      expect(over).toEqual(pairs);
    },
  );

  test.each(names.filter((name) => !notCounted.includes(name)))(
    '%s: the order, the winners and the figures',
    (name) => {
      const file = read(name);
      for (const { method, kind, value } of file.expected) {
        const count = ours[method];
        if (count === undefined) continue;
        const outcome = count(papersIn(file), rulesOf(file));
        const tiers = sorted(tiersOf(outcome, file.candidates));
        if (kind === 'winner') expect(tiers[0], method).toEqual((value as string[]).toSorted());
        else if (kind === 'stats')
          expect(statsOf(outcome, method, file.candidates), method).toEqual(withoutWins(value));
        else expect(tiers, method).toEqual(sorted(value as Ranks));
      }
    },
  );

  test('minimax-result-5-1: where who is not ranked is in no pair, three ways of comparing defeats have three winners', () => {
    const file = read('minimax-result-5-1');
    const pairs = comparePapers(papersIn(file), rulesOf(file), 'apart');
    const defeats = (measure: Measure) =>
      worstDefeats(pairs, measure).map((win) => (measure === 'votes' ? win?.votes : win && win.votes - win.against));
    expect(defeats('votes')).toEqual([35, 50, 45, 36]);
    expect(defeats('margin')).toEqual([5, 1, 2, 3]);
  });
});

describe("Ranked Robin of bettervoting's", () => {
  const folder = new URL('score-star-approval/', vectors);
  need('../shared/vectors', existsSync(folder));

  interface Robin {
    readonly candidates: readonly string[];
    readonly ballots: readonly (readonly number[])[];
    readonly seats: number;
    readonly expected: readonly { readonly path: string; readonly value: unknown }[];
  }

  test.each(['muilti-winner-test', 'ties'])('%s', (name) => {
    const text = readFileSync(new URL(`bettervoting-rankedrobin-${name}.json`, folder), 'utf8');
    const { candidates, ballots, seats, expected } = JSON.parse(text) as Robin;
    const papers = ballots.map((marks) => ({ marks, count: 1 }));
    // Its lot is the order of the ballot.
    const lot = candidates.map((_, place) => place);
    const outcome = countCopeland(papers, { seats, candidates: candidates.length, lot });
    const value = (path: string) => expected.find((one) => one.path === path)?.value;
    expect(outcome.elected).toHaveLength(value('elected.length') as number);
    for (const [at, place] of outcome.elected.entries()) expect(candidates[place]).toBe(value(`elected.${at}.name`));
    const { wins, draws } = stepOf(outcome, 'records');
    const { over } = stepOf(outcome, 'pairwise');
    for (const [at, { candidate }] of outcome.ordering.entries()) {
      const score = value(`summaryData.candidates.${at}.copelandScore`);
      if (score !== undefined) expect((wins[candidate] ?? 0) + (draws[candidate] ?? 0) / 2).toBe(score);
      const row = value(`summaryData.candidates.map((c) => candidates[${at}].votesPreferredOver[c.id])`);
      if (row !== undefined) expect(over[candidate]).toEqual(row);
    }
  });
});
