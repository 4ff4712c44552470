import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countBorda } from '../../counting/borda.ts';
import { countCondorcetIrv } from '../../counting/condorcet-irv.ts';
import { countCopeland } from '../../counting/copeland.ts';
import type { Marks, MethodRules, Outcome, PapersCount } from '../../counting/method.ts';
import { countMinimax, countMinimaxMargins } from '../../counting/minimax.ts';
import { papersOf } from '../../counting/papers.ts';
import { countRankedPairs, countRankedPairsMargins } from '../../counting/ranked-pairs.ts';
import { countSchulze, countSchulzeMargins } from '../../counting/schulze.ts';
import { isInstalled } from '../support/belenios-tool.ts';
import { need } from '../support/need.ts';

/*
 * Laws over random profiles besides those of `laws.test.ts`, or, as here, with shared places. Winners are sets: a tie for
 * the seat names all of them. Profiles are small, so that circles and ties are frequent.
 */

const SIZE = 4;
/** Any places, shared ones, gaps and blanks included. */
const weak = fc.array(fc.nat(SIZE), { minLength: SIZE, maxLength: SIZE });
/** Everybody, or the first few, in an order. */
const strict = fc
  .tuple(fc.shuffledSubarray([0, 1, 2, 3], { minLength: SIZE }), fc.integer({ min: 1, max: SIZE }))
  .map(([order, ranked]) => order.map((place) => (place < ranked ? place + 1 : 0)));
const full = fc.shuffledSubarray([1, 2, 3, 4], { minLength: SIZE });

interface Subject {
  readonly name: string;
  readonly count: PapersCount;
  readonly ballot: fc.Arbitrary<readonly number[]>;
}

const schulze = { name: 'schulze', count: countSchulze, ballot: weak };
const schulzeMargins = { name: 'schulze-margins', count: countSchulzeMargins, ballot: weak };
const rankedPairs = { name: 'ranked-pairs', count: countRankedPairs, ballot: weak };
const rankedPairsMargins = { name: 'ranked-pairs-margins', count: countRankedPairsMargins, ballot: weak };
const minimax = { name: 'minimax', count: countMinimax, ballot: weak };
const minimaxMargins = { name: 'minimax-margins', count: countMinimaxMargins, ballot: weak };
const copeland = { name: 'copeland', count: countCopeland, ballot: weak };
const condorcetIrv = { name: 'condorcet-irv', count: countCondorcetIrv, ballot: strict };
const borda = { name: 'borda', count: countBorda, ballot: weak };
const ordered: readonly Subject[] = [
  ...[schulze, schulzeMargins, rankedPairs, rankedPairsMargins, minimax, minimaxMargins, copeland, borda],
];
const all: readonly Subject[] = [...ordered, condorcetIrv];
const condorcet = all.filter(({ name }) => name !== 'borda');

const count = ({ count: by }: Subject, ballots: readonly Marks[], rules: Partial<MethodRules> = {}): Outcome =>
  by(papersOf(ballots), { seats: 1, candidates: ballots[0]?.length ?? SIZE, ...rules });

/** Whoever is elected or may be by the lot. */
const winners = ({ elected, tied }: Outcome) => [...elected, ...(tied?.candidates ?? [])].toSorted((a, b) => a - b);

const profilesOf = (ballot: fc.Arbitrary<readonly number[]>) => fc.array(ballot, { minLength: 1, maxLength: 9 });
const ahead = (ballots: readonly Marks[], one: number, other: number) =>
  ballots.filter((marks) => (marks[one] || 99) < (marks[other] || 99)).length;
const beats = (ballots: readonly Marks[], one: number, other: number) =>
  ahead(ballots, one, other) > ahead(ballots, other, one);

describe.each(all)('$name', (subject) => {
  const profiles = profilesOf(subject.ballot);
  const seats = subject === condorcetIrv ? fc.constant(1) : fc.integer({ min: 1, max: 5 });

  test('anonymity: the order of the ballots does not matter, nor whether equal ones come together', () => {
    const shuffled = profiles.chain((profile) =>
      fc.tuple(fc.constant(profile), fc.shuffledSubarray(profile, { minLength: profile.length })),
    );
    fc.assert(
      fc.property(shuffled, seats, ([one, other], places) => {
        const single = other.map((marks) => ({ marks, count: 1 }));
        const found = subject.count(single, { seats: places, candidates: SIZE });
        expect(found).toEqual(count(subject, one, { seats: places }));
      }),
    );
  });

  test('neutrality: the names of the candidates do not matter', () => {
    const orders = fc.shuffledSubarray([0, 1, 2, 3], { minLength: SIZE });
    fc.assert(
      fc.property(profiles, seats, orders, (profile, places, order) => {
        const renamed = profile.map((marks) => order.map((candidate) => marks[candidate]!));
        const [one, other] = [count(subject, profile, { seats: places }), count(subject, renamed, { seats: places })];
        const back = (found: readonly number[]) => found.map((candidate) => order[candidate]!).toSorted();
        expect(back(other.elected)).toEqual(one.elected.toSorted());
        expect(back(other.tied?.candidates ?? [])).toEqual((one.tied?.candidates ?? []).toSorted());
      }),
    );
  });

  test('seats: each is filled, tied or vacant; a whole lot leaves no tie, and takes the seat from nobody', () => {
    const lots = fc.shuffledSubarray([0, 1, 2, 3], { minLength: SIZE });
    const gone = fc.subarray([0, 1, 2, 3], { maxLength: 2 });
    fc.assert(
      fc.property(profiles, seats, lots, gone, (profile, places, lot, withdrawn) => {
        const open = count(subject, profile, { seats: places, withdrawn });
        expect(open.elected.length + (open.tied?.seats ?? 0) + open.vacant).toBe(places);
        if (open.tied !== null) expect(open.tied.candidates.length).toBeGreaterThan(open.tied.seats);
        const drawn = count(subject, profile, { seats: places, withdrawn, lot });
        expect(drawn.tied).toBeNull();
        expect(drawn.elected.length + drawn.vacant).toBe(places);
        expect(drawn.elected.slice(0, open.elected.length)).toEqual(open.elected);
        for (const one of withdrawn) expect(drawn.elected).not.toContain(one);
        expect(drawn.ordering.map(({ candidate }) => candidate).toSorted()).toEqual([0, 1, 2, 3]);
        expect(drawn.ties.every(({ by, chosen }) => by === 'lot' && chosen.length > 0)).toBe(true);
      }),
    );
  });

  test('withdrawal: it is as if the candidate had not been on the ballot', () => {
    fc.assert(
      fc.property(profiles, seats, fc.nat(SIZE - 1), (profile, places, gone) => {
        const without = profile.map((marks) => marks.filter((_, place) => place !== gone));
        const [one, other] = [
          count(subject, profile, { seats: places, withdrawn: [gone] }),
          count(subject, without, { seats: places, candidates: SIZE - 1 }),
        ];
        const moved = (found: readonly number[]) => found.map((place) => (place < gone ? place : place + 1));
        expect([one.elected, one.tied?.candidates]).toEqual([
          moved(other.elected),
          other.tied === null ? undefined : moved(other.tied.candidates),
        ]);
      }),
    );
  });

  test('unanimity: of two, one of whom every ballot puts before the other, the other never wins', () => {
    fc.assert(
      fc.property(profiles, (profile) => {
        const outcome = count(subject, profile);
        // Condorcet-IRV may be tied about an exclusion, and then says nothing yet of who wins.
        const found = subject === condorcetIrv ? outcome.elected : winners(outcome);
        for (const one of [0, 1, 2, 3])
          for (const other of [0, 1, 2, 3])
            if (ahead(profile, one, other) === profile.length && !isMinimaxTie(subject, found, one))
              expect(found).not.toContain(other);
      }),
    );
  });
});

/** Minimax knows only the worst defeat, which a third may have dealt to both alike: then both are in the tie. */
const isMinimaxTie = ({ name }: Subject, found: readonly number[], one: number) =>
  name.startsWith('minimax') && found.includes(one);

describe.each(condorcet)('$name', (subject) => {
  test('Condorcet winner: whoever beats everybody else is elected', () => {
    fc.assert(
      fc.property(profilesOf(subject.ballot), (profile) => {
        const best = [0, 1, 2, 3].find((one) =>
          [0, 1, 2, 3].every((other) => one === other || beats(profile, one, other)),
        );
        if (best !== undefined) expect(count(subject, profile).elected).toEqual([best]);
      }),
      { numRuns: 500 },
    );
  });
  test('majority: whoever is the only first on more than half of the ballots is elected', () => {
    fc.assert(
      fc.property(profilesOf(subject.ballot), fc.nat(SIZE - 1), (profile, favourite) => {
        const more = profile.map((marks) =>
          marks.map((place, one) => (one === favourite ? 1 : place === 0 ? 0 : place + 1)),
        );
        expect(count(subject, [...profile.slice(1), ...more]).elected).toEqual([favourite]);
      }),
    );
  });
});

describe('by their definitions', () => {
  const by = { votes: (w: number, l: number) => w * 100 - l, margin: (w: number, l: number) => w - l };
  const places = [0, 1, 2, 3];
  const strengthBy = (profile: readonly Marks[], measure: keyof typeof by) => (one: number, other: number) =>
    beats(profile, one, other) ? by[measure](ahead(profile, one, other), ahead(profile, other, one)) : -Infinity;

  test.each([
    [schulze, 'votes'],
    [schulzeMargins, 'margin'],
  ] as const)('%o: the best of all chains there are, each as strong as its weakest win', (subject, measure) => {
    fc.assert(
      fc.property(profilesOf(weak), (profile) => {
        const strength = strengthBy(profile, measure);
        const best = (from: number, to: number, left: readonly number[]): number =>
          Math.max(
            strength(from, to),
            ...left
              .filter((via) => via !== from && via !== to)
              .map((via) =>
                Math.min(
                  strength(from, via),
                  best(
                    via,
                    to,
                    left.filter((one) => one !== via && one !== from),
                  ),
                ),
              ),
          );
        const unbeaten = places.filter((one) =>
          places.every((other) => one === other || best(one, other, places) >= best(other, one, places)),
        );
        const outcome = count(subject, profile);
        const ranked = unbeaten.filter((one) => profile.some((marks) => marks[one] !== 0));
        expect(winners(outcome)).toEqual(ranked);
      }),
      { numRuns: 300 },
    );
  });

  test.each([
    [rankedPairs, 'votes'],
    [rankedPairsMargins, 'margin'],
  ] as const)(
    '%o: where no two wins are alike, the order that keeps the strongest wins of all orders',
    (subject, measure) => {
      const orders = permutations(places);
      const weighted = fc
        .array(fc.tuple(full, fc.integer({ min: 1, max: 40 })), { minLength: 3, maxLength: 7 })
        .map((groups) => groups.flatMap(([marks, ballots]) => Array.from({ length: ballots }, () => marks)));
      fc.assert(
        fc.property(weighted, (profile) => {
          const strength = strengthBy(profile, measure);
          const wins = places
            .flatMap((one) => places.map((other) => ({ one, other, by: strength(one, other) })))
            .filter((win) => win.by > 0)
            .toSorted((a, b) => b.by - a.by);
          fc.pre(wins.length === 6 && new Set(wins.map((win) => win.by)).size === 6);
          // An order as the list of wins it keeps, the strongest first: the greatest of these words.
          const words = orders.map((order) => ({
            order,
            word: wins.map(({ one, other }) => (order.indexOf(one) < order.indexOf(other) ? '1' : '0')).join(''),
          }));
          const [best] = words.toSorted((a, b) => (a.word > b.word ? -1 : 1));
          expect(count(subject, profile).ordering.map(({ candidate }) => candidate)).toEqual(best?.order);
        }),
        { numRuns: 300 },
      );
    },
  );

  test('ranked pairs: equal wins of a circle are left out together, and the others of their strength stand', () => {
    // Ada over Bo over Cy over Ada, 2 to 1 each, and Dee after all of them.
    const circle = [
      [1, 2, 3, 4],
      [3, 1, 2, 4],
      [2, 3, 1, 4],
    ];
    const outcome = count(rankedPairs, circle, { seats: 3 });
    expect(outcome.steps.filter(({ kind }) => kind === 'pair-dropped')).toHaveLength(3);
    expect(outcome.steps.filter(({ kind }) => kind === 'pair-kept')).toHaveLength(3);
    expect(outcome).toMatchObject({ elected: [0, 1, 2], tied: null });
    expect(winners(count(rankedPairs, circle))).toEqual([0, 1, 2]);
  });
});

function permutations(places: readonly number[]): readonly (readonly number[])[] {
  return places.length === 0
    ? [[]]
    : places.flatMap((first) => permutations(places.filter((one) => one !== first)).map((rest) => [first, ...rest]));
}

describe("Schulze's method by belenios-tool", () => {
  need('belenios-tool', isInstalled);

  test('it finds the same pairs and the same order', () => {
    const profiles = fc.sample(fc.array(weak, { minLength: 1, maxLength: 8 }), { numRuns: 60, seed: 8 });
    for (const profile of profiles) {
      const found = spawnSync('belenios-tool', ['method', 'schulze', `--nchoices=${SIZE}`, '--blank-allowed=false'], {
        input: JSON.stringify(profile),
        encoding: 'utf8',
      });
      const { raw, winners: tiers } = JSON.parse(found.stdout) as { raw: number[][]; winners: number[][] };
      const { steps, ordering } = count(schulze, profile);
      expect(steps[0]).toMatchObject({ kind: 'pairwise', over: raw });
      const ranks = [...new Set(ordering.map(({ rank }) => rank))];
      expect(ranks.map((rank) => ordering.filter((one) => one.rank === rank).map((one) => one.candidate))).toEqual(
        tiers,
      );
    }
  });
});
