import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { METHODS, type Method } from '../../counting/methods.ts';
import {
  areClones,
  condorcetWinnerOf,
  electedBy,
  favouriteOf,
  isRaised,
  liking,
  placeOf,
  type Says,
  saysOf,
  type Voter,
  voterOf,
  votersOf,
  without,
} from '../support/laws.ts';

/*
 * Which laws hold for which way of voting. What holds is tried on random voters; for what does not, EXAMPLES has voters
 * among whom it fails, few enough to be counted by hand. Voters have more opinions than some ballots can tell, and laws are
 * about the opinions. All but anonymity, neutrality and the second monotonicity are about one seat.
 *
 * - anonymity: it does not matter whose ballot is whose; neutrality: nor who has which name.
 * - majority: whom more than half like better than everybody else is elected.
 * - Condorcet: so is whoever, of each two, more voters like better than the other.
 * - monotonicity: nobody loses the seat because somebody likes them better; of seats: nor any of two or three seats.
 * - no-show: nobody gets somebody whom they like less because they cast their ballot.
 * - clones: who is elected does not hang on whether one or several stand between whom no voter puts anybody.
 */
const LAWS = [
  ...['anonymity', 'neutrality', 'majority', 'Condorcet', 'monotonicity', 'monotonicity of seats', 'no-show', 'clones'],
] as const;
type Law = (typeof LAWS)[number];

/** `yes`: it holds; `-`: it does not; `.`: the method has one seat. In the order of LAWS. */
const TABLE = `
                        anon neut maj. Cond mono seats no-show clones
  approval              yes  yes  -    -    yes  yes   yes     yes
  plurality             yes  yes  yes  -    yes  yes   yes     -
  block-plurality       yes  yes  yes  -    yes  yes   yes     -
  choose                yes  yes  yes  -    yes  yes   yes     -
  cumulative            yes  yes  yes  -    yes  yes   yes     -
  score                 yes  yes  -    -    yes  yes   yes     yes
  star                  yes  yes  -    -    yes  .     -       -
  bloc-star             yes  yes  -    -    yes  yes   -       -
  allocated-score       yes  yes  -    -    yes  yes   yes     yes
  majority-judgment     yes  yes  -    -    yes  yes   -       yes
  schulze               yes  yes  yes  yes  yes  yes   -       yes
  schulze-margins       yes  yes  yes  yes  yes  yes   -       yes
  ranked-pairs          yes  yes  yes  yes  yes  -     -       yes
  ranked-pairs-margins  yes  yes  yes  yes  yes  -     -       yes
  minimax               yes  yes  yes  yes  yes  yes   -       -
  minimax-margins       yes  yes  yes  yes  yes  yes   -       -
  copeland              yes  yes  yes  yes  yes  yes   -       -
  condorcet-irv         yes  yes  yes  yes  -    .     -       yes
  borda                 yes  yes  -    -    yes  yes   yes     -
  irv                   yes  yes  yes  -    -    .     -       yes
  scottish-stv          yes  yes  yes  -    -    -     -       -
  wigm-stv              yes  yes  yes  -    -    -     -       yes
  meek-stv              yes  yes  yes  -    -    -     -       yes
`;

const CELLS: ReadonlyMap<string, readonly string[]> = new Map(
  TABLE.trim()
    .split('\n')
    .slice(1)
    .map((row) => row.trim().split(/ +/))
    .map(([name = '', ...cells]) => [name, cells]),
);

interface Example {
  readonly laws: readonly Law[];
  readonly methods: readonly string[];
  /** As `votersOf` reads them. */
  readonly voters: readonly string[];
  /** Monotonicity: the same voters, but that some like one of the elected better. No-show: who casts a ballot besides. */
  readonly then?: readonly string[];
  readonly clones?: string;
  readonly elected: string;
  /** By the law's condition, or after the change: who should be elected, or now is; with but one of the clones, who is. */
  readonly but: string;
}

const firsts = ['plurality', 'block-plurality', 'choose', 'cumulative'];
const stv = ['scottish-stv', 'wigm-stv', 'meek-stv'];
const chains = ['schulze', 'schulze-margins', 'ranked-pairs', 'ranked-pairs-margins'];

const majorities: readonly Law[] = ['majority', 'Condorcet'];

const EXAMPLES: readonly Example[] = [
  // Two of three like A best, and all of them can live with B.
  { laws: majorities, methods: ['approval'], voters: ['2 A>B|C', '1 B|A>C'], elected: 'B', but: 'A' },
  { laws: majorities, methods: ['score', 'allocated-score'], voters: ['2 A5 B4', '1 A0 B5'], elected: 'B', but: 'A' },
  { laws: majorities, methods: ['borda'], voters: ['3 A>B>C', '2 B>C>A'], elected: 'B', but: 'A' },
  // The favourite has the fewest points, and is in no runoff.
  {
    ...{ laws: majorities, methods: ['star', 'bloc-star'], voters: ['2 A5 B3 C4', '1 A0 B5 C5'] },
    ...{ elected: 'C', but: 'A' },
  },
  // Two of three like B a little better; the middle grades are 4 and 3.
  {
    ...{ laws: majorities, methods: ['majority-judgment'], voters: ['1 A2 B3', '1 A4 B5', '1 A5 B2'] },
    ...{ elected: 'A', but: 'B' },
  },
  // B beats A by 5 to 4 and C by 6 to 3, and has the fewest first places.
  {
    ...{ laws: ['Condorcet'], methods: [...firsts, 'irv', ...stv], voters: ['4 A>B>C', '2 B>A>C', '3 C>B>A'] },
    ...{ elected: 'A', but: 'B' },
  },

  // Two who put B first put A first instead. Now B is out before C is, and A meets C.
  {
    ...{ laws: ['monotonicity'], methods: ['condorcet-irv', 'irv', ...stv] },
    ...{ voters: ['8 A>B>C', '7 B>C>A', '6 C>A>B'], then: ['8 A>B>C', '5 B>C>A', '2 A>B>C', '6 C>A>B'] },
    ...{ elected: 'A', but: 'C' },
  },
  // The same beside a seat that D fills alone.
  {
    ...{ laws: ['monotonicity of seats'], methods: stv },
    ...{ voters: ['8 A>B>C', '7 B>C>A', '6 C>A>B', '11 D'], then: ['10 A>B>C', '5 B>C>A', '6 C>A>B', '11 D'] },
    ...{ elected: 'AD', but: 'CD' },
  },
  // D's win over B was as strong as two others in a circle, and left out with them. One ballot weaker it comes later, and stands.
  {
    ...{ laws: ['monotonicity of seats'], methods: ['ranked-pairs', 'ranked-pairs-margins'] },
    ...{ voters: ['1 C>A>D>B', '2 D>C>A>B', '4 B>C>A>D', '4 A>D>B>C'] },
    ...{ then: ['1 C>A>B>D', '2 D>C>A>B', '4 B>C>A>D', '4 A>D>B>C'] },
    ...{ elected: 'AB', but: 'AD' },
  },

  // With two more ballots B has more points than C, and meets A in the runoff in C's place.
  {
    ...{ laws: ['no-show'], methods: ['star', 'bloc-star'] },
    ...{ voters: ['7 A1 B2 C0', '4 A3 B0 C5'], then: ['2 A5 B4 C0'], elected: 'A', but: 'B' },
  },
  // Both new grades are better than the middle ones, and move B's middle further than A's.
  {
    ...{ laws: ['no-show'], methods: ['majority-judgment'] },
    ...{ voters: ['3 A2 B1', '2 A0 B4'], then: ['2 A5 B4'], elected: 'A', but: 'B' },
  },
  // Three who like C best come, so that B and not C is out first, and then A wins, whom they like least.
  {
    ...{ laws: ['no-show'], methods: ['condorcet-irv', 'irv', ...stv] },
    ...{ voters: ['5 A>C>B', '4 B>A>C', '2 C>B>A'], then: ['3 C>B>A'], elected: 'B', but: 'A' },
  },
  // Moulin: where whoever beats all others is elected, this fails with four candidates.
  {
    ...{ laws: ['no-show'], methods: [...chains, 'minimax', 'minimax-margins'] },
    ...{ voters: ['4 A>B>D>C', '2 D>C>A>B', '1 D>B>C>A', '2 C>B>D>A'], then: ['2 C>A>D>B'], elected: 'A', but: 'D' },
  },
  {
    ...{ laws: ['no-show'], methods: ['copeland'] },
    ...{ voters: ['4 D>A>B>C', '2 A>B>C>D', '1 C>A>D>B'], then: ['3 C>B>D>A'], elected: 'D', but: 'A' },
  },

  // B and C have one group of voters.
  {
    laws: ['clones'],
    methods: firsts,
    voters: ['3 A>B>C', '2 B>C>A', '2 C>B>A'],
    clones: 'BC',
    elected: 'A',
    but: 'B',
  },
  // C gives B a point from each ballot, and A none that B has not.
  { laws: ['clones'], methods: ['borda'], voters: ['3 A>B>C', '2 B>C>A'], clones: 'BC', elected: 'B', but: 'A' },
  // Two of three like A better than B; but B and C have the most points, and are the runoff.
  {
    ...{ laws: ['clones'], methods: ['star', 'bloc-star'], voters: ['2 A5 B4 C4', '1 A1 B5 C5'] },
    ...{ clones: 'BC', elected: 'B', but: 'A' },
  },
  // The three beat each other in a circle by more than D beats any of them, or they D.
  {
    ...{ laws: ['clones'], methods: ['minimax', 'minimax-margins'], clones: 'ABC', elected: 'D', but: 'A' },
    voters: ['3 A>B>C>D', '3 B>C>A>D', '3 C>A>B>D', '4 D>A>B>C', '4 D>B>C>A'],
  },
  // A tie of 8 votes goes by the stage before, in which A had 8 and C had 6, or, where B has taken some of A's, fewer than C.
  {
    ...{ laws: ['clones'], methods: ['scottish-stv'], voters: ['5 A>B', '3 B>A', '6 C', '2 D>C'] },
    ...{ clones: 'AB', elected: 'C', but: 'A' },
  },
  // One ballot each for and against: A and D draw, and D beats its clones.
  {
    ...{ laws: ['clones'], methods: ['copeland'], voters: ['1 A>B>D>E>F>C', '1 D>E>F>A>C>B'] },
    ...{ clones: 'DEF', elected: 'D', but: 'A' },
  },
];

/** Voters, and what changes: who likes whom better, who votes besides, or who are alike. */
interface Case {
  readonly voters: readonly Voter[];
  readonly then?: readonly Voter[];
  readonly clones?: readonly number[];
  readonly seats?: number;
}

/** What speaks against a law: who is elected, and who should be, or who is after the change. Undefined: nothing does. */
type Break = { readonly elected: readonly number[]; readonly but: readonly number[] } | undefined;
type Verdict = (method: Method, one: Case, lot: readonly number[]) => Break;

const sorted = (places: readonly number[]) => places.toSorted((one, other) => one - other);

/** Of a condition on all voters that somebody is elected. */
const demands =
  (due: (voters: readonly Voter[]) => number | undefined): Verdict =>
  (method, { voters }, lot) => {
    const [one, { elected }] = [due(voters), electedBy(method, voters, { lot })];
    return one === undefined || elected[0] === one ? undefined : { elected, but: [one] };
  };

const keepsSeats: Verdict = (method, { voters, then = [], seats = 1 }, lot) => {
  const [before, after] = [voters, then].map((some) => sorted(electedBy(method, some, { seats, lot }).elected));
  const raised = voters[0]?.likes.findIndex((_, place) => isRaised(voters, then, place, saysOf(method))) ?? -1;
  if (raised < 0) throw new Error('One of them is liked better');
  return before!.includes(raised) && !after!.includes(raised) ? { elected: before!, but: after! } : undefined;
};

const rewardsVoting: Verdict = (method, { voters, then = [] }, lot) => {
  const [before, after] = [voters, [...voters, ...then]].map((some) => electedBy(method, some, { lot }).elected);
  const [one = -1, other = -1] = [before![0], after![0]];
  return one >= 0 && liking(then, one, other) === then.length ? { elected: [one], but: [other] } : undefined;
};

/** The first of the clones stands for them. */
const ignoresClones: Verdict = (method, { voters, clones = [] }, lot) => {
  const says = saysOf(method);
  const [first = -1, ...others] = clones;
  if (!areClones(voters, clones, says)) throw new Error('These are no clones');
  const single = others.toSorted((one, other) => other - one).reduce((left, gone) => without(left, gone, says), voters);
  const left = [...(voters[0]?.likes.keys() ?? [])].filter((place) => !others.includes(place));
  const lotOfLeft = lot.filter((place) => left.includes(place)).map((place) => left.indexOf(place));
  const [one = -1] = electedBy(method, voters, { lot }).elected;
  const [other = -1] = electedBy(method, single, { lot: lotOfLeft }).elected.map((place) => left[place]!);
  return (clones.includes(one) ? first : one) === other ? undefined : { elected: [one], but: [other] };
};

const VERDICTS: Readonly<Record<Exclude<Law, 'anonymity' | 'neutrality'>, Verdict>> = {
  majority: demands(favouriteOf),
  Condorcet: demands(condorcetWinnerOf),
  monotonicity: keepsSeats,
  'monotonicity of seats': keepsSeats,
  'no-show': rewardsVoting,
  clones: ignoresClones,
};

const CANDIDATES = 4;
const all = [0, 1, 2, 3];

/** The same voter more than once, so that few of them differ, and ties are many. */
function votersBy(voter: fc.Arbitrary<Voter>): fc.Arbitrary<readonly Voter[]> {
  const groups = fc.array(fc.tuple(voter, fc.integer({ min: 1, max: 5 })), { minLength: 1, maxLength: 6 });
  return groups.map((some) => some.flatMap(([one, times]) => Array.from({ length: times }, () => one)));
}

const ordered = (says: Says) =>
  fc
    .tuple(fc.shuffledSubarray(all, { minLength: says === 'order' ? 1 : CANDIDATES }), fc.integer({ min: 1, max: 3 }))
    .map(([order, approved]) => voterOf(order, CANDIDATES, says, approved));
const scored = fc
  .array(fc.constantFrom(0, 1, 2, 4, 5), { minLength: CANDIDATES, maxLength: CANDIDATES })
  .map((marks): Voter => ({ likes: marks, marks }));
const voterWho = (says: Says) => (says === 'scores' ? scored : ordered(says));

/** The voter, but that they like one better, by `steps`. */
function fonder({ likes, marks }: Voter, raised: number, steps: number, says: Says): Voter {
  if (says === 'scores') {
    const scores = marks.with(raised, Math.min(5, marks[raised]! + steps));
    return { likes: scores, marks: scores };
  }
  const order = orderOf(likes).filter((place) => place !== raised);
  const at = likes[raised] === 0 ? order.length + 1 : orderOf(likes).indexOf(raised);
  order.splice(Math.max(0, at - steps), 0, raised);
  // Whom the ballot approves of stays approved; the one is, too, if it is liked better than one of them.
  const lowest = order.findLastIndex((place) => marks[place] === 1);
  const approved = marks[raised] === 1 ? marks.filter((mark) => mark === 1).length : lowest + 1;
  return voterOf(order, likes.length, says, approved);
}

const orderOf = (likes: readonly number[]) =>
  [...likes.keys()].filter((place) => likes[place]! > 0).toSorted((one, other) => likes[other]! - likes[one]!);

/** As many of one's clones as there are numbers, each as far behind the first of them in the ballot's order. */
function withClones(voter: Voter, cloned: number, behind: readonly number[], says: Says): Voter {
  const { likes, marks } = voter;
  const clones = behind.map((_, at) => likes.length + at);
  if (says === 'scores') {
    const scores = [...marks, ...clones.map(() => marks[cloned]!)];
    return { likes: scores, marks: scores };
  }
  const order = orderOf(likes);
  const at = order.indexOf(cloned);
  if (at >= 0)
    for (const [nth, clone] of clones.entries()) order.splice(at + Math.min(behind[nth]!, nth + 1), 0, clone);
  const approved = marks.filter((mark) => mark === 1).length + (marks[cloned] === 1 ? clones.length : 0);
  return voterOf(order, likes.length + clones.length, says, approved);
}

/** Ranked pairs looks at equal wins together, so that a clone may take one of them away: no two are equal here. */
function haveUnequalWins({ voters }: Case): boolean {
  const wins = all.flatMap((one) =>
    all.map((other) => [liking(voters, one, other), liking(voters, other, one)] as const),
  );
  const won = wins.filter(([ours, theirs]) => ours > theirs);
  const areFew = (some: readonly number[]) => new Set(some).size === won.length;
  return areFew(won.map(([ours]) => ours)) && areFew(won.map(([ours, theirs]) => ours - theirs));
}

function casesOf(law: keyof typeof VERDICTS, method: Method): fc.Arbitrary<Case> {
  const says = saysOf(method);
  const voters = votersBy(voterWho(says));
  const place = fc.nat(CANDIDATES - 1);
  switch (law) {
    case 'majority':
    case 'Condorcet':
      return voters.map((some) => ({ voters: some }));
    case 'monotonicity':
    case 'monotonicity of seats': {
      const seats = law === 'monotonicity' ? fc.constant(1) : fc.integer({ min: 2, max: 3 });
      const steps = fc.array(fc.nat(3), { minLength: 30, maxLength: 30 });
      return fc.tuple(voters, place, steps, seats).map(([some, raised, by, seats]) => ({
        ...{ voters: some, seats },
        then: some.map((voter, at) => fonder(voter, raised, by[at]!, says)),
      }));
    }
    case 'no-show':
      return fc
        .tuple(voters, voterWho(says), fc.integer({ min: 1, max: 3 }))
        .map(([some, one, times]) => ({ voters: some, then: Array.from({ length: times }, () => one) }));
    case 'clones': {
      const clones = fc.array(fc.nat(2), { minLength: 1, maxLength: 2 });
      const alike = fc.tuple(
        voters,
        fc.array(clones, { minLength: 30, maxLength: 30 }),
        fc.integer({ min: 1, max: 2 }),
      );
      return alike
        .filter(([some]) => !method.name.startsWith('ranked-pairs') || haveUnequalWins({ voters: some }))
        .map(([some, behind, clones]) => ({
          voters: some.map((voter, at) =>
            withClones(voter, 3, [behind[at]![0]!, behind[at]![1] ?? 0].slice(0, clones), says),
          ),
          clones: [3, 4, 5].slice(0, clones + 1),
        }));
    }
  }
}

const letters = (places: readonly number[]) => places.map((place) => String.fromCharCode(65 + place)).join('');
// Debian's rule treats its default apart on purpose; debian.test.ts says what holds of it.
const people = METHODS.filter(({ answers, defaultAnswer }) => answers === null && defaultAnswer === undefined);
const cellsOf = (name: string) => CELLS.get(name) ?? [];

test('the table has a row for every method that elects people, and an example of each law that does not hold', () => {
  expect([...CELLS.keys()].toSorted()).toEqual(people.map(({ name }) => name).toSorted());
  const failing = people.flatMap(({ name }) =>
    LAWS.filter((_, at) => cellsOf(name)[at] === '-').map((law) => `${name}: ${law}`),
  );
  const shown = EXAMPLES.flatMap(({ laws, methods }) =>
    methods.flatMap((name) => laws.map((law) => `${name}: ${law}`)),
  );
  expect(shown.toSorted()).toEqual(failing.toSorted());
  for (const method of people) {
    expect(cellsOf(method.name)).toHaveLength(LAWS.length);
    expect(cellsOf(method.name).includes('.'), method.name).toBe(method.elects === 'one');
  }
});

describe.each(people.map((method) => [method.name, method] as const))('%s', (name, method) => {
  const voters = votersBy(voterWho(saysOf(method)));
  const seats = method.elects === 'one' ? fc.constant(1) : fc.integer({ min: 1, max: 3 });
  const order = fc.shuffledSubarray(all, { minLength: CANDIDATES });

  test('anonymity', () => {
    const both = voters.chain((some) =>
      fc.tuple(fc.constant(some), fc.shuffledSubarray([...some], { minLength: some.length })),
    );
    fc.assert(
      fc.property(both, seats, fc.option(order, { nil: undefined }), ([one, other], seats, lot) => {
        expect(electedBy(method, other, { seats, lot })).toEqual(electedBy(method, one, { seats, lot }));
      }),
    );
  });

  test('neutrality', () => {
    fc.assert(
      fc.property(voters, seats, order, fc.option(order, { nil: undefined }), (some, seats, names, lot) => {
        const own = (of: readonly number[]) => names.map((place) => of[place]!);
        const renamed = some.map(({ likes, marks }) => ({ likes: own(likes), marks: own(marks) }));
        const one = electedBy(method, some, { seats, lot });
        const other = electedBy(method, renamed, { seats, lot: lot?.map((place) => names.indexOf(place)) });
        const back = (places: readonly number[] = []) => sorted(places.map((place) => names[place]!));
        expect([back(other.elected), back(other.tied?.candidates)]).toEqual([
          ...[sorted(one.elected), sorted(one.tied?.candidates ?? [])],
        ]);
      }),
    );
  });

  const laws = LAWS.filter((law) => law !== 'anonymity' && law !== 'neutrality');
  for (const law of laws.filter((one) => cellsOf(name)[LAWS.indexOf(one)] === 'yes'))
    test(`${law} holds`, () => {
      fc.assert(
        fc.property(casesOf(law, method), fc.boolean(), (one, isTurned) => {
          const lot = [...(one.voters[0]?.likes.keys() ?? [])];
          expect(VERDICTS[law](method, one, isTurned ? lot.reverse() : lot)).toBeUndefined();
        }),
        { numRuns: 200 },
      );
    });

  const examples = EXAMPLES.filter(({ methods }) => methods.includes(name));
  for (const [law, example] of examples.flatMap((one) => one.laws.map((law) => [law, one] as const)))
    test(`${law} does not hold: ${example.voters.join(', ')}`, () => {
      const [some = [], then = []] = [example.voters, example.then ?? []].map((lines) =>
        lines.length === 0 ? [] : votersOf(lines, saysOf(method)),
      );
      const clones = (example.clones ?? '').split('').map(placeOf);
      const one = { voters: some, then, clones, seats: example.elected.length };
      const lot = [...some[0]!.likes.keys()];
      if (law === 'anonymity' || law === 'neutrality') throw new Error('These hold for all');
      // No tie has a part in it.
      for (const either of [lot, lot.toReversed()]) {
        const { elected = [], but = [] } = VERDICTS[law](method, one, either) ?? {};
        const alike = elected.map((place) => (clones.includes(place) ? clones[0]! : place));
        expect([letters(alike), letters(but)]).toEqual([example.elected, example.but]);
      }
    });
});
