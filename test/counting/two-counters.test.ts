import { expect, test } from 'vitest';
import { countOpened } from '../../counting/counts.ts';
import { countDebian, debian } from '../../counting/debian.ts';
import { METHODS, type Method, type MethodRules, type Opened, type Outcome } from '../../counting/methods.ts';
import { papersOf } from '../../counting/papers.ts';
import { secondCount, type SecondOutcome } from '../../counting/second/second-count.ts';

const ELECTIONS = 100_000;

test('two counters that share no code elect the same people in 100,000 elections with many ties', () => {
  const random = seeded(20_261_122);
  const methods = METHODS.filter(({ answers, defaultAnswer }) => answers === null && defaultAnswer === undefined);
  const met = { elected: 0, tied: 0, byLot: 0 };
  for (let election = 0; election < ELECTIONS; election += 1) {
    const method = methods[election % methods.length]!;
    const rules = rulesOf(method, random);
    const opened = openedBy(method, rules, random);
    const first = countOpened(method, opened, rules)!;
    const second = secondCount(method.name, opened, rules);
    if (JSON.stringify(comparable(first)) !== JSON.stringify(second))
      expect({ method: method.name, rules, opened, ...comparable(first) }).toEqual({
        ...{ method: method.name, rules, opened },
        ...second,
      });
    if (first.elected.length > 0) met.elected += 1;
    if (first.tied !== null) met.tied += 1;
    if (first.ties.some(({ by }) => by === 'lot')) met.byLot += 1;
  }
  // Elections without ties would show little: each of these is met thousands of times.
  expect(Math.min(...Object.values(met))).toBeGreaterThan(ELECTIONS / 20);
}, 120_000);

test('two counters agree on 10,000 elections by Debian’s rule, where the default may win', () => {
  const random = seeded(1993);
  const ratio = () => ({ numerator: 1 + random(3), denominator: 1 + random(2) });
  for (let election = 0; election < 10_000; election += 1) {
    const rules = { ...rulesOf(debian, random), withdrawn: [] };
    const majorities = Array.from({ length: rules.candidates }, ratio);
    const own = { default: random(rules.candidates), electorate: 1 + random(40), quorum: ratio(), majorities };
    const opened = openedBy(debian, rules, random);
    if (opened.kind !== 'ballots') continue;
    const first = countDebian(papersOf(opened.ballots), { ...rules, debian: own });
    const second = secondCount('debian', opened, { ...rules, debian: own });
    expect({ rules, own, opened, ...second }).toEqual({ rules, own, opened, ...comparable(first) });
  }
}, 60_000);

/** Found by the first test: 2 has as much less than the quota as 3 has more, so that 0, a little before 5, is not tied with 5. */
test('Meek: the surplus that is left is that of all the elected together', () => {
  const alike = [6, 3, 2, 1, 4, 5];
  const ballots = [
    ...[alike, alike, alike, [3, 1, 4, 5, 6, 2], [2, 5, 0, 3, 1, 4], [3, 5, 1, 6, 2, 4], [3, 2, 1, 0, 0, 4]],
    [4, 5, 1, 6, 2, 3],
  ];
  const opened: Opened = { kind: 'ballots', ballots };
  const rules = { seats: 3, candidates: 6, withdrawn: [1, 4] };
  const method = METHODS.find(({ name }) => name === 'meek-stv')!;
  const expected = { elected: [0, 2, 3], tied: null };
  expect(comparable(countOpened(method, opened, rules)!)).toEqual(expected);
  expect(secondCount('meek-stv', opened, rules)).toEqual(expected);
});

function comparable({ elected, tied }: Outcome): SecondOutcome {
  const inBallotOrder = (places: readonly number[]) => [...places].sort((one, other) => one - other);
  return {
    elected: inBallotOrder(elected),
    tied: tied === null ? null : { candidates: inBallotOrder(tied.candidates), seats: tied.seats },
  };
}

type Random = (below: number) => number;

/** Whole numbers below a limit, the same ones in each run. */
function seeded(seed: number): Random {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** Few candidates; withdrawals at times; a lot that names all, some or none. */
function rulesOf(method: Method, random: Random): MethodRules {
  const candidates = 1 + random(6);
  const places = Array.from({ length: candidates }, (_, place) => place);
  const seats = method.elects === 'one' ? 1 : 1 + random(4);
  const withdrawn = random(4) === 0 ? places.filter(() => random(4) === 0) : [];
  const lot =
    random(3) === 0 ? undefined : shuffled(places, random).slice(0, random(3) === 0 ? random(candidates) : candidates);
  return { seats, candidates, max: method.name === 'choose' ? 1 + random(seats) : undefined, lot, withdrawn };
}

function shuffled(places: readonly number[], random: Random): number[] {
  const left = [...places];
  return places.map(() => left.splice(random(left.length), 1)[0]!);
}

/** Few ballots, many of them alike, some blank, and some that the method does not allow. */
function openedBy(method: Method, rules: MethodRules, random: Random): Opened {
  const range = rangeOf(method, rules, random);
  const ballots = Array.from({ length: random(4) === 0 ? 1 + random(30) : random(8) }, () => {
    if (random(10) === 0) return Array.from({ length: rules.candidates }, () => 0);
    const marks = Array.from({ length: rules.candidates }, () => random(range));
    if (random(40) === 0) return [...marks, 0];
    return random(3) > 0 && method.ballotShape(rules).asks === 'ranks' ? withoutShared(marks) : marks;
  }).flatMap((ballot) => Array.from({ length: random(5) === 0 ? 1 + random(3) : 1 }, () => ballot));
  if (method.opened === 'ballots') return { kind: 'ballots', ballots };
  const sums = Array.from({ length: rules.candidates }, (_, place) =>
    ballots.filter((ballot) => method.isValid(ballot, rules)).reduce((sum, ballot) => sum + (ballot[place] ?? 0), 0),
  );
  return { kind: 'sums', sums };
}

/** How many values the marks of an election take: fewer make more ties. */
function rangeOf(method: Method, rules: MethodRules, random: Random): number {
  const shape = method.ballotShape(rules);
  switch (shape.asks) {
    case 'marks':
      return 2;
    case 'scores':
      return 2 + random(shape.greatest + 1);
    case 'grades':
      return 2 + random(shape.grades.length);
    case 'ranks':
      return random(8) === 0 ? 256 : 2 + random(6);
  }
}

/** The same order, equals in the order of the ballot. */
function withoutShared(marks: readonly number[]): readonly number[] {
  const ranked = [...marks.keys()]
    .filter((place) => marks[place]! > 0)
    .sort((one, other) => marks[one]! - marks[other]!);
  return marks.map((mark, place) => (mark === 0 ? 0 : 1 + ranked.indexOf(place)));
}
