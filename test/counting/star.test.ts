import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countScores } from '../../counting/score.ts';
import { blocStar, countStar, star } from '../../counting/star.ts';
import type { Marks } from '../../counting/methods.ts';
import { papersOf } from '../../counting/papers.ts';
import { stepWords } from '../../counting/step-words.ts';

const count = (ballots: readonly Marks[], candidates: number, seats = 1, lot?: readonly number[]) =>
  countStar(papersOf(ballots), { seats, candidates, lot });
const times = (voters: number, marks: Marks) => Array.from({ length: voters }, () => marks);
const sentences = ({ steps }: ReturnType<typeof count>, names: readonly string[]) =>
  steps.map((step) => stepWords(step, names, star.words));

/** 42, 26, 15 and 17 voters of four cities of Tennessee score where its capital should be. */
const tennessee = [
  ...times(42, [5, 2, 1, 0]),
  ...times(26, [0, 5, 2, 1]),
  ...times(15, [0, 3, 5, 3]),
  ...times(17, [0, 2, 4, 5]),
];
const cities = ['Memphis', 'Nashville', 'Chattanooga', 'Knoxville'];

describe('STAR', () => {
  test('of the two with the most points, whom more ballots score higher', () => {
    const outcome = count(tennessee, 4);
    expect(outcome).toMatchObject({ elected: [1], votes: null, tied: null, ties: [], vacant: 0 });
    expect(outcome.ordering.map(({ candidate, rank }) => [candidate, rank])).toEqual([
      [1, 1],
      [2, 2],
      [3, 3],
      [0, 4],
    ]);
    expect(sentences(outcome, cities)).toEqual([
      'Points in round 1: Memphis 210, Nashville 293, Chattanooga 237, Knoxville 156.',
      'Nashville and Chattanooga go into the runoff.',
      'In the runoff 68 ballots score Nashville higher than Chattanooga, 32 Chattanooga higher than Nashville, and 0 both alike. Nashville wins it.',
      'Nashville is elected. All seats are filled.',
      'Memphis, Chattanooga and Knoxville are not elected.',
    ]);
  });
  test('the one with fewer points can win the runoff, and with score alone the other would', () => {
    const ballots = [...times(2, [5, 0]), ...times(3, [3, 4])];
    expect(count(ballots, 2).elected).toEqual([1]);
    expect(countScores(papersOf(ballots), { seats: 1, candidates: 2 }).elected).toEqual([0]);
  });
  test('nobody is elected without a point, and one alone needs no runoff', () => {
    expect(count([[0, 0]], 2)).toMatchObject({ elected: [], vacant: 1, tied: null });
    const alone = count([[0, 3]], 2);
    expect(alone.elected).toEqual([1]);
    expect(sentences(alone, ['Ann', 'Ben'])).toContain('Nobody else with points is left, so Ben needs no runoff.');
  });
  test('whoever withdrew is in no runoff', () => {
    const outcome = countStar(papersOf(tennessee), { seats: 1, candidates: 4, withdrawn: [1] });
    expect(outcome.elected).toEqual([2]);
    expect(outcome.steps[0]).toEqual({ kind: 'withdrawn', candidates: [1] });
    expect(outcome.ordering.at(-1)).toEqual({ candidate: 1, rank: 4 });
  });
  test('a ballot with a score that there is not counts for nobody', () => {
    expect(
      count(
        [
          [6, 0],
          [0, 1],
        ],
        2,
      ),
    ).toMatchObject({ elected: [1], ballots: { valid: 1, invalid: 1 } });
  });
});

describe('a tie for the runoff', () => {
  // The first has most points; the second and third have 8 each.
  test('is first for whom more ballots score higher', () => {
    const outcome = count(
      [
        [5, 3, 4],
        [5, 3, 4],
        [0, 2, 0],
      ],
      3,
    );
    expect(outcome.ties).toEqual([
      { over: 'finalist', candidates: [1, 2], chosen: [2], by: 'who lost fewer of these comparisons' },
    ]);
    expect(outcome.steps).toContainEqual({ kind: 'matches', round: 1, candidates: [1, 2], lost: [1, 0] });
  });
  test('then for whom more ballots give the best score, then for the lot; without it the tie stands', () => {
    const best = count(
      [
        [5, 5, 4],
        [5, 3, 4],
        [1, 0, 0],
      ],
      3,
    );
    expect(best.ties).toEqual([{ over: 'finalist', candidates: [1, 2], chosen: [1], by: 'who has more scores of 5' }]);
    const level = [
      [5, 4, 3],
      [5, 3, 4],
      [1, 0, 0],
    ];
    expect(count(level, 3)).toMatchObject({
      ...{ elected: [], tied: { candidates: [1, 2], seats: 1 }, vacant: 0 },
      ties: [{ over: 'finalist', candidates: [1, 2], chosen: [], by: null }],
    });
    const drawn = count(level, 3, 1, [2, 1]);
    expect(drawn).toMatchObject({ elected: [0], tied: null, ties: [{ chosen: [2], by: 'lot' }] });
    expect(count(level, 3, 1, [2, 0])).toMatchObject({ elected: [], tied: { candidates: [1, 2] } });
  });
  test('while it stands, whom the tied would meet has not lost', () => {
    const outcome = count(
      [
        [5, 4, 3, 1],
        [5, 3, 4, 0],
        [1, 0, 0, 0],
      ],
      4,
    );
    expect(sentences(outcome, ['Ann', 'Ben', 'Cy', 'Di']).slice(-2)).toEqual([
      'Ben and Cy are equal, and there is 1 seat left. The points do not decide between them.',
      'Di is not elected.',
    ]);
  });
  test('only those who lost the most are out at once, and the others are compared anew', () => {
    // All have 7 points. The third loses to the first two and to the fourth, who draws with them.
    const outcome = count([...times(2, [2, 2, 1, 0]), [1, 1, 3, 3], [2, 2, 2, 4]], 4);
    expect(outcome.ties).toEqual([
      { over: 'finalist', candidates: [0, 1, 2, 3], chosen: [0, 1, 3], by: 'who lost fewer of these comparisons' },
      { over: 'finalist', candidates: [0, 1, 3], chosen: [], by: null },
    ]);
  });
  test('of three in a circle: who has the most best scores, and the two others are compared anew', () => {
    // The first loses to the third, the second to the first, the third to the second.
    const circle = [
      [5, 3, 1],
      [1, 4, 3],
      [4, 3, 5],
      [1, 1, 2],
    ];
    const sums = [0, 1, 2].map((place) => circle.reduce((sum, marks) => sum + marks[place]!, 0));
    expect(sums).toEqual([11, 11, 11]);
    const { ties } = count(circle, 3);
    expect(ties.every(({ over }) => over === 'finalist')).toBe(true);
    expect(ties.at(-1)?.by).not.toBeNull();
  });
});

test('a tie in the runoff is for more points, then for more best scores, then for the lot', () => {
  expect(
    count(
      [
        [0, 5],
        [3, 2],
      ],
      2,
    ).ties,
  ).toEqual([{ over: 'runoff', candidates: [1, 0], chosen: [1], by: 'who has more points' }]);
  expect(
    count(
      [
        [2, 4],
        [5, 3],
      ],
      2,
    ).ties[0],
  ).toMatchObject({ chosen: [0], by: 'who has more scores of 5' });
  const level = [
    [1, 3],
    [4, 2],
  ];
  expect(count(level, 2)).toMatchObject({ elected: [], tied: { candidates: [0, 1], seats: 1 }, broken: null });
  expect(count(level, 2, 1, [1, 0])).toMatchObject({
    ...{ elected: [1], tied: null, broken: { candidates: [0, 1], won: [1] }, ties: [{ by: 'lot', chosen: [1] }] },
  });
  // There is a seat for both.
  expect(count(level, 2, 2)).toMatchObject({ elected: [0, 1], tied: null, ties: [] });
});

describe('Bloc STAR', () => {
  test('each seat is a round of its own without those who are elected', () => {
    const outcome = count(tennessee, 4, 2);
    expect(outcome.elected).toEqual([1, 2]);
    const rounds = outcome.steps.flatMap((step) => (step.kind === 'finalists' ? [step.candidates] : []));
    expect(rounds).toEqual([
      [1, 2],
      [2, 0],
    ]);
  });
  test('a tie ends the count, and names all the seats that are open', () => {
    const outcome = count(
      [
        [5, 2, 1, 4],
        [5, 1, 2, 4],
      ],
      4,
      3,
    );
    expect(outcome).toMatchObject({ elected: [0], tied: { candidates: [1, 2], seats: 2 }, vacant: 0 });
    expect(outcome.steps.some(({ kind }) => kind === 'not-elected')).toBe(false);
  });
});

describe('laws of STAR', () => {
  const candidates = 4;
  const ballot = fc.array(fc.nat(5), { minLength: candidates, maxLength: candidates });
  const ballots = fc.array(ballot, { minLength: 1, maxLength: 8 });
  const seats = fc.integer({ min: 1, max: 5 });
  const lots = fc.option(fc.shuffledSubarray([0, 1, 2, 3]), { nil: undefined });

  test('anonymity: the order of the ballots does not matter', () => {
    fc.assert(
      fc.property(ballots, seats, lots, (profile, places, lot) => {
        expect(count(profile.toReversed(), candidates, places, lot)).toEqual(count(profile, candidates, places, lot));
      }),
    );
  });
  test('neutrality: the order of the names does not matter', () => {
    fc.assert(
      fc.property(ballots, seats, lots, (profile, places, lot) => {
        const mirrored = (all: readonly number[] = []) => all.map((place) => candidates - 1 - place);
        const one = count(profile, candidates, places, lot);
        const other = count(
          profile.map((marks) => marks.toReversed()),
          candidates,
          places,
          lot && mirrored(lot),
        );
        expect(mirrored(other.elected).sort()).toEqual([...one.elected].sort());
        expect(mirrored(other.tied?.candidates).sort()).toEqual([...(one.tied?.candidates ?? [])].sort());
      }),
    );
  });
  test('seats: each is filled, tied or vacant; with a whole lot none is tied; the order has everybody once', () => {
    fc.assert(
      fc.property(ballots, seats, lots, (profile, places, lot) => {
        const { elected, tied, vacant, ordering } = count(profile, candidates, places, lot);
        expect(elected.length + (tied?.seats ?? 0) + vacant).toBe(places);
        if (lot?.length === candidates) expect(tied).toBeNull();
        expect(ordering.map(({ candidate }) => candidate).sort()).toEqual([0, 1, 2, 3]);
        expect(ordering.slice(0, elected.length).map(({ candidate }) => candidate)).toEqual(elected);
      }),
    );
  });
  test('by the definition: nobody elected loses to somebody else among the two with the most points', () => {
    fc.assert(
      fc.property(ballots, (profile) => {
        const { elected } = count(profile, candidates, 1, [0, 1, 2, 3]);
        const sums = [0, 1, 2, 3].map((place) => profile.reduce((sum, marks) => sum + marks[place]!, 0));
        const [winner] = elected;
        if (winner === undefined) return;
        const more = [0, 1, 2, 3].filter((place) => sums[place]! > sums[winner]!);
        expect(more.length).toBeLessThan(2);
        for (const other of more) {
          const ours = profile.filter((marks) => marks[winner]! > marks[other]!).length;
          expect(ours).toBeGreaterThan(profile.filter((marks) => marks[other]! > marks[winner]!).length);
        }
      }),
    );
  });
  test('a majority that gives one alone 5 and all others 0 elects them; with score it need not', () => {
    fc.assert(
      fc.property(ballots, fc.nat(3), (profile, place) => {
        const alone = [0, 0, 0, 0].with(place, 5);
        const all = [...profile, ...times(profile.length + 1, alone)];
        expect(count(all, candidates, 1, [0, 1, 2, 3]).elected).toEqual([place]);
      }),
    );
    // Score: three of five put the first above the second.
    const close = [...times(3, [5, 4]), ...times(2, [0, 5])];
    expect(countScores(papersOf(close), { seats: 1, candidates: 2 }).elected).toEqual([1]);
    expect(count(close, 2).elected).toEqual([0]);
  });
});

test('a million ballots that nobody put together are counted', () => {
  const papers = Array.from({ length: 1_000_000 }, (_, voter) => ({
    marks: Array.from({ length: 6 }, (__, place) => (voter * (place + 3) + (voter >> place)) % 6),
    count: 1,
  }));
  const { elected, ballots } = countStar(papers, { seats: 3, candidates: 6 });
  expect([elected.length, ballots?.valid]).toEqual([3, 1_000_000]);
}, 60_000);

test('what a voter reads', () => {
  expect(star.instruction({ seats: 1, candidates: 3 })).toBe(
    'Give each person 0 to 5. 5 is best, and whoever you leave out gets 0. Of the two with the most points, the one whom more people score higher is elected.',
  );
  expect(blocStar.instruction({ seats: 2, candidates: 3 })).toContain('For each seat,');
  expect(star.ballotShape({ seats: 1, candidates: 3 })).toEqual({ asks: 'scores', greatest: 5 });
  expect([star.elects, blocStar.elects]).toEqual(['one', 'many']);
});
