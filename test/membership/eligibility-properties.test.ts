import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { eligibilityOf, type EligibilityRules } from '../../membership/eligibility.ts';
import type { MemberEvent } from '../../membership/events.ts';
import { lifeOf, standingsOf } from '../../membership/standing.ts';
import {
  affirmed,
  applied,
  approved,
  died,
  ended,
  erased,
  fellow,
  held,
  history,
  instant,
  missed,
  noticed,
  noticeWithdrawn,
  organisation,
  refused,
  renamed,
  resigned,
  special,
  voted,
  withdrawn,
  type Said,
} from './histories.ts';

const days = fc.integer({ min: 0, max: 6 * 365 }).map((day) =>
  instant('2023-01-01')
    .add({ hours: 24 * day })
    .toString(),
);
const tiers = fc.constantFrom('basic', 'supporting', 'contributing', 'managing');
const places = fc.integer({ min: 1, max: 12 });
const years = fc.integer({ min: 2023, max: 2029 });

const giving: fc.Arbitrary<Said> = fc.oneof(
  fc.tuple(tiers, days, fc.integer({ min: 1, max: 800 })).map(([tier, from, length]) => {
    return held(
      tier,
      from,
      instant(from)
        .add({ hours: 24 * length })
        .toString(),
    );
  }),
  fc.tuple(tiers, days).map(([tier, from]) => held(tier, from, null)),
  days.map(fellow),
  fc.tuple(years, days).map(([year, day]) => affirmed(year, day)),
);
const taking: fc.Arbitrary<Said> = fc.oneof(
  fc.tuple(places, days).map(([place, day]) => ended(place, day)),
  fc.tuple(fc.option(tiers), days, days).map(([tier, day, recorded]) => resigned(tier, day, recorded)),
  days.map(noticed),
  days.map(died),
  days.map(erased),
);
const other: fc.Arbitrary<Said> = fc.oneof(
  fc.constant(noticeWithdrawn),
  fc.constant(renamed()),
  places.map(withdrawn),
  fc.tuple(tiers, days).map(([tier, day]) => applied(tier, day)),
  fc.tuple(tiers, days).map(([tier, day]) => approved(tier, day)),
  fc.tuple(tiers, days).map(([tier, day]) => refused(tier, day)),
);
const histories = fc.array(fc.oneof({ weight: 3, arbitrary: giving }, taking, other), { maxLength: 12 });
const votes = fc.array(
  fc
    .tuple(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), days, fc.boolean(), fc.boolean())
    .map(([id, day, has, is]) => {
      const vote = has ? voted(id, day) : missed(id, day);
      return is ? vote : special(vote);
    }),
  { maxLength: 6 },
);
const rulesets: fc.Arbitrary<EligibilityRules> = fc
  .record({
    graceVotes: fc.boolean(),
    qualifyingDays: fc.constantFrom(0, 0, 90),
    missedVotes: fc.constantFrom(null, 1, 4),
    isRequired: fc.boolean(),
    affirmBy: fc.option(days.map(instant)),
    applyBy: fc.option(days.map(instant)),
  })
  .map(({ isRequired, affirmBy, applyBy, ...rules }) => ({
    ...organisation({ ...rules, affirmation: { isRequired, isWaivedForVoters: true } }),
    affirmBy,
    applyBy,
  }));
const moments = days.map(instant);

/** Histories one after the other as one list of events, numbered as the database would. */
function recorded(...said: readonly (readonly Said[])[]): MemberEvent[] {
  return history(...said.flat());
}

describe('one person, one vote', () => {
  test('no roll has anybody twice, whatever was recorded and whoever was merged', () => {
    const people = fc.array(fc.tuple(histories, votes), { minLength: 1, maxLength: 6 });
    const merges = fc.array(fc.tuple(fc.nat(5), fc.nat(5)), { maxLength: 5 });
    fc.assert(
      fc.property(people, merges, rulesets, moments, (all, pairs, rules, at) => {
        const into = all.map((_, place) => place);
        for (const [one, two] of pairs) {
          const [from, to] = [into[one % all.length]!, into[two % all.length]!];
          into.forEach((survivor, place) => survivor === from && (into[place] = to));
        }
        const roll = into.flatMap((survivor, place) => {
          if (survivor !== place) return [];
          const mine = all.filter((_, other) => into[other] === place);
          const events = recorded(...mine.map(([said]) => said));
          const { eligible } = eligibilityOf({ events, participation: mine.flatMap(([, votes]) => votes) }, rules, at);
          return eligible ? [place] : [];
        });
        expect(new Set(roll).size).toBe(roll.length);
        expect(roll.length).toBeLessThanOrEqual(new Set(into).size);
      }),
      { numRuns: 1000 },
    );
  });
  test('a merge takes a vote away where both had one, and adds none where neither record held a membership that votes', () => {
    fc.assert(
      fc.property(histories, histories, rulesets, moments, (one, two, rules, at) => {
        const may = (events: MemberEvent[]) => eligibilityOf({ events, participation: [] }, rules, at);
        const [first, second, merged] = [
          may(recorded(one)),
          may(recorded(two)),
          may(recorded(one, shifted(two, one.length))),
        ];
        const before = Number(first.eligible) + Number(second.eligible);
        const after = Number(merged.eligible);
        if (before > 0) expect(after).toBeLessThanOrEqual(before === 2 ? before - 1 : before);
        const isMember = ({ reasons }: typeof first) =>
          reasons.some(({ rule, holds }) => rule === 'membership' && holds);
        const living = lifeOf(recorded(one), at) === 'living' && lifeOf(recorded(two), at) === 'living';
        const isPlain = ![...one, ...two].some(
          ({ kind }) => kind !== 'period' && kind !== 'appointed' && kind !== 'affirmed',
        );
        if (living && isPlain && !isMember(first) && !isMember(second)) expect(after).toBe(0);
      }),
      { numRuns: 1000 },
    );
  });
});

/** The same history with what it says about its own events moved by so many places. */
function shifted(said: readonly Said[], by: number): Said[] {
  return said.map((one) => {
    if (one.kind === 'withdrawn')
      return { ...one, facts: { ...one.facts, event: String(Number(one.facts.event) + by) } };
    if (one.kind === 'period-ended')
      return { ...one, facts: { ...one.facts, period: String(Number(one.facts.period) + by) } };
    return one;
  });
}

describe('what was recorded', () => {
  test('and withdrawn is as if it had never been', () => {
    fc.assert(
      fc.property(histories, fc.oneof(giving, taking), rulesets, moments, (said, extra, rules, at) => {
        const events = recorded(said);
        const [more, undone] = history(extra, withdrawn(1));
        const noise = [
          { ...more!, id: '100' },
          { ...undone!, id: '101', facts: { event: '100', reason: 'mistake' } },
        ] as MemberEvent[];
        const place = said.length >> 1;
        const with_ = [...events.slice(0, place), noise[0]!, ...events.slice(place), noise[1]!];
        expect(standingsOf(with_, rules, at)).toEqual(standingsOf(events, rules, at));
        const of = (list: MemberEvent[]) => eligibilityOf({ events: list, participation: [] }, rules, at);
        expect(of(with_)).toEqual(of(events));
      }),
      { numRuns: 1000 },
    );
  });
  test('as a period more, or an affirmation in time, never takes a vote away', () => {
    fc.assert(
      fc.property(histories, giving, rulesets, moments, (said, more, rules, at) => {
        const of = (list: readonly Said[]) =>
          eligibilityOf({ events: recorded(list), participation: [] }, rules, at).eligible;
        if (of(said)) expect(of([...said, more])).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
  test('as leaving, an end or a death never gives a vote', () => {
    fc.assert(
      fc.property(histories, taking, rulesets, moments, (said, less, rules, at) => {
        const of = (list: readonly Said[]) =>
          eligibilityOf({ events: recorded(list), participation: [] }, rules, at).eligible;
        if (!of(said)) expect(of([...said, less])).toBe(false);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('standing', () => {
  const plain = fc.array(
    fc.tuple(days, fc.integer({ min: 1, max: 800 })).map(([from, length]) => {
      return held(
        'supporting',
        from,
        instant(from)
          .add({ hours: 24 * length })
          .toString(),
      );
    }),
    { minLength: 1, maxLength: 6 },
  );
  test('is active exactly while some period runs, and its bounds are those of an unbroken row of periods', () => {
    fc.assert(
      fc.property(plain, moments, (said, at) => {
        const [standing] = standingsOf(recorded(said), organisation(), at);
        const spans = said
          .map(({ facts }) => facts as { from: string; until: string })
          .map(({ from, until }) => [ms(from), ms(until)] as const);
        const now = at.epochMilliseconds;
        const running = spans.filter(([from, until]) => from <= now && now < until);
        expect(standing?.state === 'active').toBe(running.length > 0);
        if (running.length === 0) return;
        // Grown from what runs outwards, not sorted and joined as the engine does.
        let low = Math.min(...running.map(([from]) => from));
        let high = Math.max(...running.map(([, until]) => until));
        for (let grew = true; grew;) {
          const touching = spans.filter(([from, until]) => from <= high && low <= until);
          const next = [
            Math.min(low, ...touching.map(([from]) => from)),
            Math.max(high, ...touching.map(([, until]) => until)),
          ] as const;
          grew = next[0] !== low || next[1] !== high;
          [low, high] = next;
        }
        expect([standing?.from?.epochMilliseconds, standing?.until?.epochMilliseconds]).toEqual([low, high]);
        expect(standing?.since?.epochMilliseconds).toBe(Math.min(...spans.map(([from]) => from)));
      }),
      { numRuns: 1000 },
    );
  });
  test('does not depend on the order in which periods were recorded', () => {
    fc.assert(
      fc.property(
        plain.chain((said) => fc.tuple(fc.constant(said), fc.shuffledSubarray(said, { minLength: said.length }))),
        moments,
        ([said, mixed], at) => {
          expect(standingsOf(recorded(mixed), organisation(), at)).toEqual(
            standingsOf(recorded(said), organisation(), at),
          );
        },
      ),
    );
  });
  test('names every tier once, the best first', () => {
    fc.assert(
      fc.property(histories, rulesets, moments, (said, rules, at) => {
        const standings = standingsOf(recorded(said), rules, at);
        expect(new Set(standings.map(({ tier }) => tier)).size).toBe(standings.length);
        const voting = standings.map(({ votes }) => votes);
        expect(voting.lastIndexOf(true)).toBeLessThan(
          standings.findIndex(({ state }) => !['active', 'grace'].includes(state)) + 1 || Infinity,
        );
      }),
    );
  });
});

function ms(text: string): number {
  return Temporal.Instant.from(text).epochMilliseconds;
}
