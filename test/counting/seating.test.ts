import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openTieWords, seatingWords } from '../../counting/seating-words.ts';
import {
  seat,
  type AffiliationCap,
  type Contender,
  type Pass,
  type Seating,
  type SeatingAsk,
  type SeatingStep,
  type SeatOnOffer,
} from '../../counting/seating.ts';

/** Seats 1, 2, … with these ends. */
function seatsTo(...ends: (string | null)[]): SeatOnOffer[] {
  return ends.map((endsOn, place) => ({ id: `seat-${place + 1}`, name: `Seat ${place + 1}`, endsOn }));
}

function times<Item>(count: number, item: Item): Item[] {
  return Array.from({ length: count }, () => item);
}

/** Contenders with these votes and, if given, these affiliations. */
function standing(votes: Record<string, number>, affiliations: Record<string, string[]> = {}): Contender[] {
  return Object.entries(votes).map(([id, count]) => ({
    ...{ id, name: id, votes: count, affiliations: affiliations[id] ?? [] },
  }));
}

function asked(seats: SeatOnOffer[], contenders: Contender[], more: Partial<SeatingAsk> = {}): SeatingAsk {
  return { seats, contenders, passes: [], sitting: [], cap: null, lot: null, ...more };
}

const declined = (candidate: string): Pass => ({ candidate, why: 'declined', reason: 'Serves elsewhere' });

/** `{ ada: '2020-06-30' }` */
function endsOf({ seated }: Seating, { seats }: SeatingAsk) {
  return Object.fromEntries(
    seated.map((one) => [one.candidate, seats.find(({ id }) => id === one.seat)?.endsOn ?? null]),
  );
}

const named = (step: SeatingStep) => ('candidates' in step ? step.candidates : []);
const who = ({ seated }: Seating) => seated.map(({ candidate }) => candidate);
const rules = ({ steps }: Seating) => steps.map(({ rule }) => rule);

describe('votes and terms', () => {
  test('the most votes take the longest term, a term without end first, whatever the order of the seats', () => {
    const seats = seatsTo('2028-06-30', null, '2030-06-30');
    const seating = seat(asked(seats, standing({ ada: 5, bo: 9, cy: 7, di: 1 })));
    expect(seating.seated).toEqual([
      { seat: 'seat-2', candidate: 'bo' },
      { seat: 'seat-3', candidate: 'cy' },
      { seat: 'seat-1', candidate: 'ada' },
    ]);
    expect(seating.notSeated).toEqual([{ candidate: 'di', rule: 'order-of-votes' }]);
    expect(rules(seating)).toEqual(times(3, 'longest-term-first'));
    expect(seating).toMatchObject({ vacant: [], openTies: [] });
  });
  test('seats that end on one day are taken in the order in which they are given', () => {
    const seating = seat(asked(seatsTo('2030-06-30', '2030-06-30'), standing({ ada: 1, bo: 2 })));
    expect(seating.seated.map((one) => one.seat)).toEqual(['seat-1', 'seat-2']);
    expect(rules(seating)).toEqual(['order-of-votes', 'order-of-votes']);
  });
  test('nobody is seated without a vote: the seat stays vacant', () => {
    const seating = seat(asked(seatsTo(null, null, null), standing({ ada: 1, bo: 0, cy: 0 })));
    expect(who(seating)).toEqual(['ada']);
    expect(seating.vacant).toEqual(['seat-2', 'seat-3']);
    expect(seating.notSeated).toEqual([
      { candidate: 'bo', rule: 'no-votes' },
      { candidate: 'cy', rule: 'no-votes' },
    ]);
    expect(seating.steps.slice(1)).toEqual([
      { rule: 'no-votes', candidates: ['bo', 'cy'] },
      { rule: 'no-more-candidates', seats: ['seat-2', 'seat-3'] },
    ]);
  });
  test('nobody stands, no seat is on offer', () => {
    expect(seat(asked(seatsTo(null), []))).toMatchObject({ seated: [], vacant: ['seat-1'] });
    expect(seat(asked([], standing({ ada: 1 })))).toMatchObject({ seated: [], vacant: [], openTies: [] });
  });
  test.each(['withdrew', 'declined', 'ineligible'] as const)('whoever %s is passed over for the next', (why) => {
    const pass = { candidate: 'bo', why, reason: 'Moves abroad' };
    const seating = seat(asked(seatsTo(null), standing({ ada: 3, bo: 9 }), { passes: [pass] }));
    expect(who(seating)).toEqual(['ada']);
    expect(seating.steps[0]).toEqual({ rule: 'passed-over', candidate: 'bo', votes: 9, why, reason: 'Moves abroad' });
    expect(seating.notSeated).toEqual([{ candidate: 'bo', rule: 'passed-over' }]);
  });
  test('somebody below the last seat, or without a vote, can be passed over as well', () => {
    const ask = asked(seatsTo(null, null), standing({ ada: 3, bo: 0 }), { passes: [declined('bo')] });
    expect(seat(ask).notSeated).toEqual([{ candidate: 'bo', rule: 'passed-over' }]);
    const below = asked(seatsTo(null), standing({ ada: 3, bo: 1 }), { passes: [declined('bo')] });
    expect(seat(below)).toMatchObject({ notSeated: [{ candidate: 'bo', rule: 'passed-over' }] });
    expect(rules(seat(below))).toEqual(['order-of-votes']);
  });
});

describe('ties', () => {
  test('a tie for the last seat is open until there is a lot; those above are seated', () => {
    const ask = asked(seatsTo(null, null), standing({ ada: 9, bo: 4, cy: 4, di: 3 }));
    const open = seat(ask);
    expect(who(open)).toEqual(['ada']);
    expect(open.openTies).toEqual([{ candidates: ['bo', 'cy'], votes: 4, boundary: 'seat', seats: ['seat-2'] }]);
    expect(open).toMatchObject({ vacant: [], notSeated: [] });
    const broken = seat({ ...ask, lot: ['di', 'cy', 'ada', 'bo'] });
    expect(who(broken)).toEqual(['ada', 'cy']);
    expect(broken.steps[1]).toEqual({
      ...{ rule: 'tie-broken-by-lot', candidates: ['cy', 'bo'], votes: 4, boundary: 'seat' },
    });
    expect(broken.notSeated).toEqual([
      { candidate: 'bo', rule: 'tie-broken-by-lot' },
      { candidate: 'di', rule: 'order-of-votes' },
    ]);
  });
  test('a tie for the longer term is broken, though both are elected', () => {
    const ask = asked(seatsTo('2030-06-30', '2029-06-30'), standing({ ada: 4, bo: 4 }));
    expect(seat(ask).openTies).toMatchObject([{ boundary: 'term', candidates: ['ada', 'bo'] }]);
    const broken = seat({ ...ask, lot: ['bo', 'ada'] });
    expect(endsOf(broken, ask)).toEqual({ bo: '2030-06-30', ada: '2029-06-30' });
    expect(broken.steps[0]).toMatchObject({ rule: 'tie-broken-by-lot', boundary: 'term' });
  });
  test('a tie that decides nothing is left alone, with a lot or without, and said so', () => {
    const ask = asked(seatsTo('2030-06-30', '2030-06-30', '2029-06-30'), standing({ ada: 4, bo: 4, cy: 3 }));
    const seating = seat(ask);
    expect(seating.openTies).toEqual([]);
    expect(seating.steps[0]).toEqual({ rule: 'tie-left-alone', candidates: ['ada', 'bo'], votes: 4 });
    expect(seat({ ...ask, lot: ['bo', 'cy', 'ada'] })).toEqual(seating);
  });
  test('when the lot has decided who is elected, equal seats are still taken by id: one pass more moves nobody', () => {
    const ask = asked(seatsTo(null, null), standing({ ada: 4, bo: 4, cy: 4 }), { lot: ['bo', 'ada', 'cy'] });
    const seated = [
      { seat: 'seat-1', candidate: 'ada' },
      { seat: 'seat-2', candidate: 'bo' },
    ];
    expect(seat(ask).seated).toEqual(seated);
    expect(seat({ ...ask, passes: [declined('cy')] }).seated).toEqual(seated);
  });
  test('a tie below the last seat is nothing', () => {
    const seating = seat(asked(seatsTo(null), standing({ ada: 4, bo: 3, cy: 3 })));
    expect(rules(seating)).toEqual(['order-of-votes']);
  });
  test('a tie that a pass-over leaves to one person is none', () => {
    const seating = seat(asked(seatsTo(null), standing({ ada: 4, bo: 4 }), { passes: [declined('ada')] }));
    expect(who(seating)).toEqual(['bo']);
    expect(rules(seating)).toEqual(['passed-over', 'order-of-votes']);
  });
  test('a lot that does not say where one of the tied stands breaks no tie', () => {
    const seating = seat(asked(seatsTo(null), standing({ ada: 4, bo: 4 }), { lot: ['ada', 'cy'] }));
    expect(seating.openTies).toHaveLength(1);
  });
});

describe('2017: eleven seats, 22 candidates', () => {
  const four = times(4, '2020-06-10');
  const seats = seatsTo(...four, ...times(4, '2019-06-10'), ...times(3, '2018-06-10'));
  const votes = [230, 221, 210, 198, 190, 176, 160, 148, 135, 135, 126, 126, 120, 111, 104, 97, 88, 76, 61, 45, 30, 12];
  const names = ['v', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'mara', 'rolf', 'tove', 'paz'];
  const contenders = votes.map((count, place): Contender => {
    const id = names[place] ?? `candidate-${place + 1}`;
    return { id, name: id, votes: count, affiliations: [] };
  });
  const ask = asked(seats, contenders, { lot: ['tove', 'paz', 'mara', 'rolf', 'v'] });

  test('126 to 126 for the last seat: the lot decides; 135 to 135 within one cohort: left alone', () => {
    const seating = seat(ask);
    expect(endsOf(seating, ask)).toMatchObject({ mara: '2018-06-10', rolf: '2018-06-10', tove: '2018-06-10' });
    expect(who(seating)).not.toContain('paz');
    expect(seating.steps.filter(({ rule }) => rule.startsWith('tie'))).toEqual([
      { rule: 'tie-left-alone', candidates: ['mara', 'rolf'], votes: 135 },
      { rule: 'tie-broken-by-lot', candidates: ['tove', 'paz'], votes: 126, boundary: 'seat' },
    ]);
  });
  test('the first with 230 passes over: all move up, and the tie left alone now decides a term', () => {
    const passed: SeatingAsk = { ...ask, passes: [declined('v')] };
    const seating = seat(passed);
    expect(endsOf(seating, passed)).toMatchObject({
      e: '2020-06-10',
      mara: '2019-06-10',
      rolf: '2018-06-10',
      tove: '2018-06-10',
      paz: '2018-06-10',
    });
    expect(seating.steps.filter(({ rule }) => rule.startsWith('tie'))).toEqual([
      { rule: 'tie-broken-by-lot', candidates: ['mara', 'rolf'], votes: 135, boundary: 'term' },
      { rule: 'tie-left-alone', candidates: ['paz', 'tove'], votes: 126 },
    ]);
    expect(who(seating)).toHaveLength(11);
  });
  test('without a lot the move-up stops at the tie that now matters', () => {
    const seating = seat({ ...ask, lot: null, passes: [declined('v')] });
    expect(who(seating)).toEqual(['b', 'c', 'd', 'e', 'f', 'g', 'h']);
    expect(seating.openTies).toMatchObject([{ candidates: ['mara', 'rolf'], boundary: 'term' }]);
  });
});

describe('published counts, from the seats alone', () => {
  const candidates = (approvals: number[]) =>
    approvals.map((votes, place): Contender => {
      const id = `candidate-${place + 1}`;
      return { id, name: id, votes, affiliations: [] };
    });
  test('2020: four of 26, 237 to 234 at the last seat; the tie at the end is nothing', () => {
    const approvals = [263, 249, 240, 237, 234, 219, 217, 201, 194, 184, 168, 148, 116];
    const rest = [111, 110, 107, 100, 91, 67, 62, 58, 56, 26, 21, 16, 16];
    const seating = seat(asked(seatsTo(...times(4, '2023-06-30')), candidates([...approvals, ...rest])));
    expect(who(seating)).toEqual(['candidate-1', 'candidate-2', 'candidate-3', 'candidate-4']);
    expect(seating.notSeated).toHaveLength(22);
    expect(rules(seating)).toEqual(times(4, 'order-of-votes'));
  });
  test('2025: four of 13, where a tool declared all 13 elected', () => {
    const approvals = [440, 439, 412, 343, 328, 323, 242, 160, 156, 130, 100, 79, 75];
    const seating = seat(asked(seatsTo(...times(4, '2028-06-30')), candidates(approvals)));
    expect(who(seating)).toEqual(['candidate-1', 'candidate-2', 'candidate-3', 'candidate-4']);
    expect(seating.notSeated).toHaveLength(9);
  });
});

describe('at most a share of the body with one affiliation', () => {
  const quarter: AffiliationCap = { numerator: 1, denominator: 4, of: 11 };
  const sitting = [{ name: 'Sol Vantongeren', affiliations: ['acme'] }];

  test('a quarter of eleven is two: the second candidate of a group whose director sits is passed over', () => {
    const contenders = standing({ ada: 9, bo: 8, cy: 7 }, { ada: ['acme'], bo: ['widgets', 'acme'], cy: [] });
    const seating = seat(asked(seatsTo(null, null), contenders, { sitting, cap: quarter }));
    expect(who(seating)).toEqual(['ada', 'cy']);
    expect(seating.steps[1]).toEqual({
      ...{ rule: 'affiliation-cap', candidate: 'bo', votes: 8, affiliation: 'acme', most: 2 },
      holders: ['Sol Vantongeren', 'ada'],
    });
    expect(seating.notSeated).toEqual([{ candidate: 'bo', rule: 'affiliation-cap' }]);
  });
  test('a result that breaks the rule by itself: three of one company come first, two are seated', () => {
    const contenders = standing({ ada: 9, bo: 8, cy: 7, di: 6 }, { ada: ['x'], bo: ['x'], cy: ['x'] });
    const cap = { numerator: 2, denominator: 5, of: 5 };
    expect(who(seat(asked(seatsTo(null, null, null), contenders, { cap })))).toEqual(['ada', 'bo', 'di']);
  });
  test('an affiliation that somebody names twice counts once', () => {
    const contenders = standing({ ada: 9, bo: 8 }, { ada: ['x', 'x'], bo: ['x'] });
    expect(who(seat(asked(seatsTo(null, null), contenders, { cap: quarter })))).toEqual(['ada', 'bo']);
  });
  test('a sitting board that is over the cap already keeps out all of that affiliation, and nobody else', () => {
    const over = times(3, { name: 'A director', affiliations: ['x'] });
    const contenders = standing({ ada: 9, bo: 8 }, { ada: ['x'] });
    expect(who(seat(asked(seatsTo(null), contenders, { sitting: over, cap: quarter })))).toEqual(['bo']);
  });
  test('a vacant seat is filled by nobody rather than over the cap', () => {
    const contenders = standing({ ada: 9, bo: 8, cy: 7 }, { ada: ['x'], bo: ['x'], cy: ['x'] });
    const seating = seat(asked(seatsTo(null, null, null), contenders, { cap: quarter }));
    expect(seating).toMatchObject({ vacant: ['seat-3'] });
    expect(rules(seating).slice(-2)).toEqual(['affiliation-cap', 'no-more-candidates']);
  });
  test('a tie that decides who falls to the cap is broken, though there are seats for both', () => {
    const contenders = standing({ ada: 9, bo: 8, cy: 8, di: 1 }, { ada: ['x'], bo: ['x'], cy: ['x'] });
    const ask = asked(seatsTo(null, null, null, null), contenders, { cap: quarter });
    expect(seat(ask).openTies).toMatchObject([{ candidates: ['bo', 'cy'], boundary: 'cap' }]);
    const broken = seat({ ...ask, lot: ['cy', 'bo'] });
    expect(who(broken)).toEqual(['ada', 'cy', 'di']);
    expect(broken.notSeated).toEqual([{ candidate: 'bo', rule: 'affiliation-cap' }]);
  });
  test('a tie with somebody who cannot be seated anyway is none', () => {
    const contenders = standing({ ada: 8, bo: 8 }, { ada: ['x'] });
    const over = times(2, { name: 'A director', affiliations: ['x'] });
    const seating = seat(asked(seatsTo(null), contenders, { sitting: over, cap: quarter }));
    expect(who(seating)).toEqual(['bo']);
    expect(seating.openTies).toEqual([]);
  });
  test('at most two of five per employer, five seats in two cohorts: the next are taken', () => {
    const seats = seatsTo('2028-09-30', '2028-09-30', '2027-09-30', '2027-09-30', '2027-09-30');
    const contenders = standing(
      { ada: 90, bo: 80, cy: 70, di: 60, el: 50, fi: 40, gus: 30 },
      { ada: ['x'], bo: ['x'], cy: ['x'], di: ['y'], el: ['x', 'y'] },
    );
    const ask = asked(seats, contenders, { cap: { numerator: 2, denominator: 5, of: 5 } });
    expect(endsOf(seat(ask), ask)).toEqual({
      ...{ ada: '2028-09-30', bo: '2028-09-30' },
      ...{ di: '2027-09-30', fi: '2027-09-30', gus: '2027-09-30' },
    });
  });
});

describe('what cannot be a seating', () => {
  const one = standing({ ada: 1 });
  test.each<[string, SeatingAsk]>([
    ['votes that are no number', asked(seatsTo(null), standing({ ada: NaN }))],
    ['less than no votes', asked(seatsTo(null), standing({ ada: -1 }))],
    ['half a vote', asked(seatsTo(null), standing({ ada: 0.5 }))],
    ['the same candidate twice', asked(seatsTo(null), [...one, ...one])],
    ['the same seat twice', asked([...seatsTo(null), ...seatsTo(null)], one)],
    ['a share of nothing', asked(seatsTo(null), one, { cap: { numerator: 1, denominator: 0, of: 11 } })],
    ['part of a seat', asked(seatsTo(null), one, { cap: { numerator: 1, denominator: 4, of: 1.5 } })],
  ])('%s', (_, ask) => expect(() => seat(ask)).toThrow(RangeError));
});

describe('laws of seating', () => {
  const ids = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
  const affiliations = fc.subarray(['x', 'y', 'z']);
  const why = fc.constantFrom('withdrew' as const, 'declined' as const, 'ineligible' as const);
  const passes = fc
    .subarray(ids)
    .chain((some) =>
      fc.tuple(...some.map((candidate) => why.map((reason) => ({ candidate, why: reason, reason: '' })))),
    );
  const asks = fc.record<SeatingAsk>({
    seats: fc
      .array(fc.constantFrom(null, '2028-06-30', '2029-06-30', '2030-06-30'), { maxLength: 6 })
      .map((ends) => seatsTo(...ends)),
    contenders: fc
      .tuple(
        ...ids.map((id) => fc.record({ id: fc.constant(id), name: fc.constant(id), votes: fc.nat(4), affiliations })),
      )
      .chain((all) => fc.subarray(all)),
    passes: fc.oneof(fc.constant([]), passes),
    sitting: fc.array(fc.record({ name: fc.constant('A director'), affiliations }), { maxLength: 3 }),
    cap: fc.option(
      fc.record({ numerator: fc.nat(3), denominator: fc.constant(4), of: fc.integer({ min: 1, max: 9 }) }),
    ),
    lot: fc.option(fc.shuffledSubarray(ids, { minLength: ids.length })),
  });
  const votesOf = ({ contenders }: SeatingAsk, id: string) => contenders.find((one) => one.id === id)!.votes;
  const endOf = ({ seats }: SeatingAsk, id: string) => seats.find((one) => one.id === id)!.endsOn ?? '9999';
  const holds = (law: (ask: SeatingAsk, seating: Seating) => void) =>
    fc.assert(
      fc.property(asks, (ask) => law(ask, seat(ask))),
      { numRuns: 2000 },
    );

  test('the order in which the contenders are given does not matter', () => {
    fc.assert(
      fc.property(
        asks.chain((ask) =>
          fc.tuple(fc.constant(ask), fc.shuffledSubarray([...ask.contenders], { minLength: ask.contenders.length })),
        ),
        ([ask, contenders]) => {
          expect(seat({ ...ask, contenders })).toEqual(seat(ask));
        },
      ),
      { numRuns: 2000 },
    );
  });
  test('a new name for every id gives the same people the same terms', () => {
    const renamed = (id: string) => `z${9 - ids.indexOf(id)}`;
    holds((ask, seating) => {
      const other: SeatingAsk = {
        ...ask,
        contenders: ask.contenders.map((one) => ({ ...one, id: renamed(one.id) })),
        passes: ask.passes.map((one) => ({ ...one, candidate: renamed(one.candidate) })),
        lot: ask.lot?.map(renamed) ?? null,
      };
      const ends = Object.entries(endsOf(seating, ask)).map(([id, end]) => [renamed(id), end]);
      expect(endsOf(seat(other), other)).toEqual(Object.fromEntries(ends));
    });
  });
  test('nobody seated has fewer votes than somebody not seated, or equal votes, unless a step says why', () =>
    holds((ask, seating) => {
      const least = Math.min(...seating.seated.map(({ candidate }) => votesOf(ask, candidate)));
      for (const { candidate, rule } of seating.notSeated) {
        if (seating.seated.length === 0 || votesOf(ask, candidate) < least) continue;
        const steps = seating.steps.filter((step) => step.rule === rule);
        expect(rule).not.toBe('order-of-votes');
        expect(steps.flatMap((step) => ('candidate' in step ? [step.candidate] : named(step)))).toContain(candidate);
      }
    }));
  test('no affiliation is over the cap by this seating', () =>
    holds((ask, { seated }) => {
      if (ask.cap === null) return;
      const most = Math.floor((ask.cap.of * ask.cap.numerator) / ask.cap.denominator);
      for (const affiliation of ['x', 'y', 'z']) {
        const sitting = ask.sitting.filter((one) => one.affiliations.includes(affiliation)).length;
        const added = seated.filter(({ candidate }) =>
          ask.contenders.find(({ id }) => id === candidate)!.affiliations.includes(affiliation),
        ).length;
        if (added > 0) expect(sitting + added).toBeLessThanOrEqual(most);
      }
    }));
  test('every seat is filled unless those with votes run out, and everybody’s fate is known once no tie is open', () =>
    holds((ask, { seated, vacant, notSeated, openTies }) => {
      if (openTies.length > 0) return;
      expect(seated.length + vacant.length).toBe(ask.seats.length);
      expect(seated.length + notSeated.length).toBe(ask.contenders.length);
      if (vacant.length > 0) {
        expect(notSeated.filter(({ rule }) => rule === 'order-of-votes' || rule === 'tie-broken-by-lot')).toEqual([]);
      }
    }));
  test('no seat and no person twice; nobody who is passed over or has no vote is seated', () =>
    holds((ask, seating) => {
      expect(new Set(seating.seated.map((one) => one.seat)).size).toBe(seating.seated.length);
      expect(new Set(who(seating)).size).toBe(seating.seated.length);
      for (const id of who(seating)) {
        expect(votesOf(ask, id)).toBeGreaterThan(0);
        expect(ask.passes.some(({ candidate }) => candidate === id)).toBe(false);
      }
    }));
  test('a longer term never goes to fewer votes; between equal votes only the lot gives it', () =>
    holds((ask, seating) => {
      for (const one of seating.seated) {
        for (const other of seating.seated) {
          if (endOf(ask, one.seat) <= endOf(ask, other.seat)) continue;
          const difference = votesOf(ask, one.candidate) - votesOf(ask, other.candidate);
          const byLot = seating.steps.some(
            (step) =>
              step.rule === 'tie-broken-by-lot' &&
              step.candidates.includes(other.candidate) &&
              step.candidates.indexOf(one.candidate) < step.candidates.indexOf(other.candidate),
          );
          expect(difference > 0 || (difference === 0 && byLot)).toBe(true);
        }
      }
    }));
  test('to pass over somebody who is not seated moves nobody who is', () =>
    holds((ask, seating) => {
      for (const { candidate } of seating.notSeated) {
        const passes = [...ask.passes, { candidate, why: 'withdrew' as const, reason: '' }];
        expect(seat({ ...ask, passes }).seated).toEqual(seating.seated);
      }
    }));
  test('whoever is seated above an open tie keeps the seat, however the lot falls', () =>
    holds((ask, seating) => {
      const lots = [ids, ids.toReversed()];
      for (const lot of lots) expect(seat({ ...ask, lot }).openTies).toEqual([]);
      if (ask.lot !== null) return;
      for (const lot of lots) {
        expect(seat({ ...ask, lot }).seated.slice(0, seating.seated.length)).toEqual(seating.seated);
      }
    }));
  test('a tie is called open exactly when two lots would give somebody another fate', () => {
    const few = asks.map((ask): SeatingAsk => ({ ...ask, contenders: ask.contenders.slice(0, 5), lot: null }));
    fc.assert(
      fc.property(few, (ask) => {
        const open = seat(ask).openTies.length > 0;
        const fates = permutations(ask.contenders.map(({ id }) => id)).map((lot) =>
          JSON.stringify(Object.entries(endsOf(seat({ ...ask, lot }), ask)).toSorted()),
        );
        expect(new Set(fates).size > 1).toBe(open);
      }),
      { numRuns: 300 },
    );
  });
});

function permutations(items: readonly string[]): string[][] {
  if (items.length === 0) return [[]];
  return items.flatMap((first) => permutations(items.filter((item) => item !== first)).map((rest) => [first, ...rest]));
}

describe('what is said of each step', () => {
  const names = new Map([
    ...[['a', 'Ada Nwosu'] as const, ['b', 'Bo Lind'] as const, ['c', 'Cy Abara'] as const],
    ...[['s', 'Seat 3'] as const, ['t', 'Seat 4'] as const, ['o', 'Acme'] as const],
  ]);
  const cap = { rule: 'affiliation-cap', candidate: 'a', votes: 9, affiliation: 'o', most: 2 } as const;
  test.each<[SeatingStep, string]>([
    [
      { rule: 'order-of-votes', candidate: 'a', votes: 230, seat: 's', endsOn: '2030-06-30' },
      'Ada Nwosu, with 230 votes, takes Seat 3, until 30 June 2030.',
    ],
    [
      { rule: 'longest-term-first', candidate: 'a', votes: 1, seat: 's', endsOn: null },
      'Ada Nwosu, with 1 vote, takes the longest term left: Seat 3, without an end.',
    ],
    [
      { rule: 'passed-over', candidate: 'a', votes: 9, why: 'withdrew', reason: 'Moves abroad' },
      'Ada Nwosu, with 9 votes, withdrew and is passed over: Moves abroad.',
    ],
    [
      { rule: 'passed-over', candidate: 'a', votes: 9, why: 'declined', reason: '' },
      'Ada Nwosu, with 9 votes, declined the seat and is passed over.',
    ],
    [
      { rule: 'passed-over', candidate: 'a', votes: 9, why: 'ineligible', reason: ' Is on the staff. ' },
      'Ada Nwosu, with 9 votes, is not eligible and is passed over: Is on the staff.',
    ],
    [
      { ...cap, holders: ['Bo Lind', 'Cy Abara'] },
      'Ada Nwosu, with 9 votes, cannot be seated: at most 2 of the body may share the affiliation Acme, and Bo Lind and Cy Abara do.',
    ],
    [
      { ...cap, most: 1, holders: ['Bo Lind'] },
      'Ada Nwosu, with 9 votes, cannot be seated: at most 1 of the body may share the affiliation Acme, and Bo Lind does.',
    ],
    [
      { ...cap, most: 0, holders: [] },
      'Ada Nwosu, with 9 votes, cannot be seated: nobody of the body may share the affiliation Acme.',
    ],
    [
      { rule: 'tie-broken-by-lot', candidates: ['b', 'a'], votes: 126, boundary: 'seat' },
      'Bo Lind and Ada Nwosu have 126 votes each, and there is not a seat for all of them. By lot, their order is: Bo Lind, Ada Nwosu.',
    ],
    [
      { rule: 'tie-left-alone', candidates: ['a', 'b', 'c'], votes: 135 },
      'Ada Nwosu, Bo Lind and Cy Abara have 135 votes each. All of them are seated until the same day, so the tie decides nothing and is left alone.',
    ],
    [{ rule: 'no-votes', candidates: ['a'] }, 'Ada Nwosu has no votes, and nobody is seated without one.'],
    [
      { rule: 'no-votes', candidates: ['a', 'b'] },
      'Ada Nwosu and Bo Lind have no votes, and nobody is seated without one.',
    ],
    [{ rule: 'no-more-candidates', seats: ['s'] }, 'Seat 3 stays vacant: nobody is left to take it.'],
    [{ rule: 'no-more-candidates', seats: ['s', 't'] }, 'Seat 3 and Seat 4 stay vacant: nobody is left to take them.'],
    [
      { rule: 'no-votes', candidates: ['nobody-knows'] },
      'nobody-knows has no votes, and nobody is seated without one.',
    ],
  ])('%j', (step, words) => expect(seatingWords(step, names)).toBe(words));
  test('an open tie says what waits for it', () => {
    const tie = { candidates: ['a', 'b'], votes: 8, seats: ['s'] };
    expect(openTieWords({ ...tie, boundary: 'seat' }, names)).toBe(
      'Ada Nwosu and Bo Lind have 8 votes each, and there is not a seat for all of them. Until the tie is broken, nobody is seated in the last seat.',
    );
    expect(openTieWords({ ...tie, boundary: 'term', seats: ['s', 't'] }, names)).toBe(
      'Ada Nwosu and Bo Lind have 8 votes each, and their terms would end on different days. Until the tie is broken, nobody is seated in the last 2 seats.',
    );
    expect(openTieWords({ ...tie, boundary: 'cap' }, names)).toContain(
      'too many of them share an affiliation for all to be seated',
    );
  });
});
