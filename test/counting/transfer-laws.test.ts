import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countIrv } from '../../counting/irv.ts';
import { countMeekStv } from '../../counting/meek-stv.ts';
import type { Marks, MethodRules, Outcome, Paper, PapersCount } from '../../counting/methods.ts';
import { papersOf } from '../../counting/papers.ts';
import { countScottishStv } from '../../counting/scottish-stv.ts';
import { stepWords } from '../../counting/step-words.ts';
import type { TransferStep } from '../../counting/transfer-steps.ts';
import { countWigmStv } from '../../counting/wigm-stv.ts';
import { stagesOf } from '../support/transfer-vectors.ts';

const counts: readonly [string, PapersCount][] = [
  ['irv', countIrv],
  ['scottish-stv', countScottishStv],
  ['wigm-stv', countWigmStv],
  ['meek-stv', countMeekStv],
];

interface Election {
  readonly ballots: readonly Marks[];
  readonly rules: MethodRules & { readonly lot: readonly number[] };
  /** Some order of the candidates, and of the ballots. */
  readonly names: readonly number[];
  readonly shuffled: readonly Marks[];
}

/** Few candidates and few ballots, so that ties are many; places are shared, left out and skipped. */
const elections: fc.Arbitrary<Election> = fc
  .integer({ min: 1, max: 6 })
  .chain((candidates) => {
    const places = [...Array(candidates).keys()];
    const order = fc.shuffledSubarray(places, { minLength: candidates });
    const marks = fc.oneof(
      fc.shuffledSubarray(places).map((ranked): Marks => places.map((place) => 1 + ranked.indexOf(place))),
      fc.array(fc.integer({ min: 0, max: 8 }), { minLength: candidates, maxLength: candidates }),
    );
    return fc.record({
      ...{ order, lot: order, ballots: fc.array(marks, { maxLength: 30 }) },
      seats: fc.integer({ min: 1, max: 5 }),
      withdrawn: fc.oneof(fc.constant([]), fc.subarray(places, { maxLength: 1 })),
    });
  })
  .chain(({ ballots, order: names, seats, lot, withdrawn }) =>
    fc.shuffledSubarray([...ballots], { minLength: ballots.length }).map((shuffled) => ({
      ...{ ballots, names, shuffled, rules: { seats, candidates: names.length, lot, withdrawn } },
    })),
  );

const seatsOf = (name: string, rules: MethodRules) => (name === 'irv' ? { ...rules, seats: 1 } : rules);
const withoutLot = ({ lot: _, ...rules }: MethodRules): MethodRules => rules;
const parts = (votes: string) => BigInt(votes.replace('.', ''));
const ranks = ({ ordering }: Outcome) =>
  ordering.map(({ candidate, rank }) => [candidate, rank]).toSorted(([one = 0], [other = 0]) => one - other);

/** How far the totals of these are from each other at the end of a stage, and by how much the others exceed the quota. */
const spreadOf = (places: readonly number[], { totals }: TransferStep) => {
  const [least = 0n, ...more] = places.map((place) => parts(totals[place]!)).toSorted((one, two) => Number(one - two));
  return (more.at(-1) ?? least) - least;
};
const surplusIn = ({ totals, quota }: TransferStep) =>
  totals.map((votes) => parts(votes) - parts(quota)).reduce((sum, over) => (over > 0n ? sum + over : sum), 0n);

describe.each(counts)('%s', (name, count) => {
  test('the order of the ballots does not matter', () => {
    fc.assert(
      fc.property(elections, ({ ballots, shuffled, rules }) => {
        for (const one of [seatsOf(name, rules), withoutLot(seatsOf(name, rules))])
          expect(count(papersOf(shuffled), one)).toEqual(count(papersOf(ballots), one));
      }),
    );
  });

  test('nor do the names: whoever is renamed in ballots and lot is renamed in the result', () => {
    fc.assert(
      fc.property(elections, ({ ballots, names, rules }) => {
        // `names[place]` is the new place of whom the ballot has at `place`.
        const renamed = ballots.map((marks) => names.map((_, place) => marks[names.indexOf(place)]!));
        const rename = (places: readonly number[] = []) => places.map((place) => names[place]!);
        const lot = rename(rules.lot);
        const other = { ...seatsOf(name, rules), lot, withdrawn: rename(rules.withdrawn) };
        const [one, two] = [count(papersOf(ballots), seatsOf(name, rules)), count(papersOf(renamed), other)];
        expect(two.elected.toSorted()).toEqual(rename(one.elected).toSorted());
        expect(ranks(two)).toEqual(
          ranks(one)
            .map(([candidate = 0, rank]) => [names[candidate], rank])
            .toSorted(([a = 0], [b = 0]) => a - b),
        );
        expect(count(papersOf(renamed), withoutLot(other)).tied?.candidates.toSorted()).toEqual(
          count(papersOf(ballots), withoutLot(seatsOf(name, rules)))
            .tied?.candidates.map((place) => names[place]!)
            .toSorted(),
        );
      }),
    );
  });

  test('with a lot all seats are filled, unless there is nobody for them or no ballot ranks anybody', () => {
    fc.assert(
      fc.property(elections, ({ ballots, rules }) => {
        const own = seatsOf(name, rules);
        const { elected, vacant, tied, ties } = count(papersOf(ballots), own);
        const standing = own.candidates - own.withdrawn!.length;
        expect(tied).toBeNull();
        expect(ties.every(({ by, chosen }) => by !== null && chosen.length > 0)).toBe(true);
        expect(new Set(elected).size).toBe(elected.length);
        expect(elected.length + vacant).toBe(own.seats);
        expect([0, Math.min(own.seats, standing)]).toContain(elected.length);
        expect(elected.some((place) => own.withdrawn!.includes(place))).toBe(false);
      }),
    );
  });

  test('without one, seats are filled as any lot would fill them, or a tie that is one is named with what is open', () => {
    fc.assert(
      fc.property(elections, ({ ballots, rules }) => {
        const own = seatsOf(name, rules);
        const open = count(papersOf(ballots), withoutLot(own));
        const { elected, tied, vacant } = open;
        for (const lot of [rules.lot, rules.lot.toReversed()]) {
          const drawn = count(papersOf(ballots), { ...own, lot });
          for (const place of elected) expect(drawn.elected).toContain(place);
          if (tied === null) expect([elected.toSorted(), vacant]).toEqual([drawn.elected.toSorted(), drawn.vacant]);
        }
        expect(elected.length + vacant + (tied?.seats ?? 0)).toBe(own.seats);
        expect(open.ordering.map(({ candidate }) => candidate).toSorted()).toEqual([...Array(own.candidates).keys()]);
        if (tied === null) return;
        expect(open.ties.at(-1)).toMatchObject({ candidates: tied.candidates, chosen: [], by: null });
        expect(tied.candidates.length).toBeGreaterThan(1);
        // By Meek's rule whoever is nearer to the lowest than the surplus could still change ties with them.
        const last = stagesOf(open).at(-1)!;
        expect(spreadOf(tied.candidates, last) <= (name === 'meek-stv' ? surplusIn(last) : 0n)).toBe(true);
      }),
    );
  });

  test('in each stage what moved is the difference of the totals, and nothing comes or goes', () => {
    fc.assert(
      fc.property(elections, ({ ballots, rules }) => {
        const stages = stagesOf(count(papersOf(ballots), seatsOf(name, rules)));
        let [whole, before]: [bigint | undefined, readonly bigint[]] = [
          undefined,
          Array<bigint>(rules.candidates).fill(0n),
        ];
        let gone = 0n;
        for (const { totals, moved, nonTransferable, lostToRounding } of stages) {
          const flow = (place: number | null, end: 'from' | 'to') =>
            moved.filter((one) => one[end] === place).reduce((sum, { votes }) => sum + parts(votes), 0n);
          const now = totals.map(parts);
          expect(now).toEqual(before.map((votes, place) => votes + flow(place, 'to') - flow(place, 'from')));
          const isFirst = whole === undefined;
          expect(parts(nonTransferable)).toBe(isFirst ? 0n : gone + flow(null, 'to') - flow(null, 'from'));
          expect(parts(lostToRounding) <= parts(nonTransferable)).toBe(true);
          expect(moved.every(({ votes }) => parts(votes) > 0n)).toBe(true);
          // Between two only the difference is told.
          const pairs = moved.map(({ from, to }) => [from ?? -1, to ?? -1].toSorted((one, two) => one - two).join());
          expect(new Set(pairs).size).toBe(pairs.length);
          const all = now.reduce((sum, votes) => sum + votes, parts(nonTransferable));
          whole ??= all;
          expect(all).toBe(whole);
          [before, gone] = [now, parts(nonTransferable)];
        }
      }),
    );
  });

  test('whom more than half of the ballots rank first is elected', () => {
    fc.assert(
      fc.property(elections, ({ ballots, rules }) => {
        const own = seatsOf(name, { ...rules, withdrawn: [] });
        const alone = ballots.filter((marks) => marks.filter((place) => place === 1).length === 1);
        const firsts = Array.from(
          { length: own.candidates },
          (_, place) => alone.filter((marks) => marks[place] === 1).length,
        );
        const favourite = firsts.findIndex((votes) => votes * 2 > alone.length);
        fc.pre(favourite >= 0);
        expect(count(papersOf(alone), own).elected).toContain(favourite);
      }),
    );
  });

  test('a count that stands for many ballots counts as they do', () => {
    fc.assert(
      fc.property(elections, ({ ballots, rules }) => {
        const apart: readonly Paper[] = ballots.map((marks) => ({ marks, count: 1 }));
        expect(count(apart, seatsOf(name, rules))).toEqual(count(papersOf(ballots), seatsOf(name, rules)));
      }),
    );
  });

  test('every step has words', () => {
    fc.assert(
      fc.property(elections, ({ ballots, rules }) => {
        const names = Array.from({ length: rules.candidates }, (_, place) => `Number ${place}`);
        for (const step of count(papersOf(ballots), seatsOf(name, rules)).steps)
          expect(stepWords(step, names, { one: 'vote', many: 'votes' })).toMatch(/^[A-Z0-9].*\.$/);
      }),
      { numRuns: 30 },
    );
  });
});

test('as many of a group are elected as it fills quotas, however its voters order them among themselves', () => {
  const candidates = 6;
  const group = [0, 1, 2];
  const loyal = fc
    .shuffledSubarray(group, { minLength: 3 })
    .map((order) => [...Array(candidates).keys()].map((place) => 1 + order.indexOf(place)));
  const other = fc
    .shuffledSubarray([3, 4, 5], { minLength: 1 })
    .map((order) => [...Array(candidates).keys()].map((place) => 1 + order.indexOf(place)));
  const both = fc.tuple(fc.array(loyal, { minLength: 1, maxLength: 20 }), fc.array(other, { maxLength: 20 }));
  fc.assert(
    fc.property(both, fc.integer({ min: 1, max: 3 }), ([ours, theirs], seats) => {
      for (const [name, count] of counts.slice(1)) {
        const all = ours.length + theirs.length;
        // A whole quota of the largest of the rules for each, and one ballot for what rounding loses.
        const due = Math.min(seats, Math.floor((ours.length - 1) / (Math.floor(all / (seats + 1)) + 1)));
        const { elected } = count(papersOf([...ours, ...theirs]), { seats, candidates, lot: [5, 4, 3, 2, 1, 0] });
        expect(elected.filter((place) => group.includes(place)).length, name).toBeGreaterThanOrEqual(due);
      }
    }),
  );
});
