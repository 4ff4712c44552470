import { describe, expect, test } from 'vitest';
import { eligibilityOf, type ReasonCode } from '../../membership/eligibility.ts';
import type { Participation } from '../../membership/events.ts';
import { participationOf } from '../../membership/roll.ts';
import type { MembershipRules, Tier } from '../../membership/terms.ts';
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
  presetAsTiers,
  refused,
  renamed,
  resigned,
  special,
  termsOf,
  voted,
  withdrawn,
  withTerms,
  type Said,
} from './histories.ts';

/*
 * Each line is one case as somebody who knows the bylaws would decide it: what happened, the record instant, may the
 * person vote, and what decides. For a person who may, the code that gives it; for one who may not, the first obstacle.
 */
type Case = readonly [title: string, events: readonly Said[], at: string, may: boolean, decides: ReasonCode, votes?: readonly Participation[]];

const RECORD = '2027-06-10T14:00';
const AFFIRM_BY = '2027-06-01T14:00';

/** Paid on 3 February 2027 at 15:00: a member through 3 February 2028. */
const paid = held('supporting', '2027-02-03T15:00', '2028-02-04');
const certified = held('contributing', '2026-09-01T09:00', '2027-09-02');
const basic = held('basic', '2020-01-01', null);
const yes = affirmed(2027, '2027-05-02T08:00');

function decide(
  cases: readonly Case[],
  { rules = {}, tiers = presetAsTiers, affirmBy = AFFIRM_BY, applyBy = null }: { rules?: Partial<MembershipRules>; tiers?: readonly Tier[]; affirmBy?: string | null; applyBy?: string | null } = {},
): void {
  for (const [title, events, at, may, decides, votes = []] of cases) {
    test(title, () => {
      const person = { events: history(...events), participation: votes };
      const by = affirmBy === null ? null : instant(affirmBy);
      const cutOffs = { affirmBy: by, applyBy: applyBy === null ? null : instant(applyBy) };
      const { eligible, reasons } = eligibilityOf(person, { ...organisation(rules, tiers), ...cutOffs }, instant(at));
      const codes = reasons.filter(({ holds }) => holds === may).map(({ code }) => code);
      const decided = may ? codes.find((code) => code === decides) : codes[0];
      expect({ eligible, decided }).toEqual({ eligible: may, decided: decides });
    });
  }
}

describe('membership that votes', () => {
  decide([
    ['nobody who is known for nothing may vote', [], RECORD, false, 'no-membership'],
    ['an affirmation alone makes no voter', [yes], RECORD, false, 'no-membership'],
    ['a changed name makes no voter', [renamed(), yes], RECORD, false, 'no-membership'],
    ['Supporting, paid and affirmed', [paid, yes], RECORD, true, 'member'],
    ['Contributing, certified and affirmed', [certified, yes], RECORD, true, 'member'],
    ['Supporting for a lifetime fee', [held('supporting', '2019-05-01', null), yes], RECORD, true, 'member-for-life'],
    ['Fellow', [fellow('2011-03-01'), yes], RECORD, true, 'member-for-life'],
    ['Basic has no vote', [basic, yes], RECORD, false, 'tier-without-vote'],
    ['Basic and Supporting', [basic, paid, yes], RECORD, true, 'member'],
    ['Supporting and Basic, the other way round', [paid, basic, yes], RECORD, true, 'member'],
    ['three tiers at once', [paid, certified, fellow('2011-03-01'), yes], RECORD, true, 'member-for-life'],
    ['Supporting that lapsed, Contributing that runs', [held('supporting', '2024-02-03', '2025-02-04'), certified, yes], RECORD, true, 'member'],
    ['a name that changed changes nothing', [paid, renamed(), yes], RECORD, true, 'member'],
    ['a tier that nobody knows gives nothing', [held('emeritus', '2020-01-01', null), yes], RECORD, false, 'no-membership'],
  ]);
});

describe('the first and the last moment of a period', () => {
  decide([
    ['in the moment of the payment', [held('supporting', RECORD, '2028-06-11'), yes], RECORD, true, 'member'],
    ['a second before the payment', [held('supporting', '2027-06-10T14:00:01', '2028-06-11'), yes], RECORD, false, 'not-begun'],
    ['a payment of tomorrow', [held('supporting', '2027-06-11', '2028-06-12'), yes], RECORD, false, 'not-begun'],
    ['the last second of the last day', [held('supporting', '2026-06-09T10:00', '2027-06-10T14:00:01'), yes], RECORD, true, 'member'],
    ['the moment after the end', [held('supporting', '2026-06-09T10:00', RECORD), yes], RECORD, false, 'in-grace'],
    ['04:00 UTC on the day before the end', [held('supporting', '2026-06-10', '2027-06-11'), yes], '2027-06-10T04:00', true, 'member'],
    ['04:00 UTC on the day after the end', [held('supporting', '2026-06-10', '2027-06-11'), yes], '2027-06-11T04:00', false, 'in-grace'],
    ['the last day of grace', [held('supporting', '2026-05-10', '2027-05-11T14:00:01'), yes], RECORD, false, 'in-grace'],
    ['the moment after grace', [held('supporting', '2026-05-10', '2027-05-11T14:00'), yes], RECORD, false, 'lapsed'],
    ['lapsed for a year', [held('supporting', '2024-05-10', '2025-05-11'), yes], RECORD, false, 'lapsed'],
    ['certified for a year that is over', [held('contributing', '2025-05-10', '2026-05-11'), yes], RECORD, false, 'lapsed'],
  ]);
});

describe('renewals', () => {
  decide([
    ['renewed early', [held('supporting', '2026-06-05', '2027-06-06'), held('supporting', '2027-06-06', '2028-06-06'), yes], RECORD, true, 'member'],
    ['renewed early, and looked at in the renewed year', [held('supporting', '2026-06-05', '2027-06-06'), held('supporting', '2027-06-06', '2028-06-06'), affirmed(2028, '2027-05-30')], '2028-06-05', true, 'member'],
    ['renewed within grace, from the old end', [held('supporting', '2026-06-01', '2027-06-02'), held('supporting', '2027-06-02', '2028-06-02'), yes], RECORD, true, 'member'],
    ['renewed after a gap, seen within the gap', [held('supporting', '2024-06-01', '2025-06-02'), held('supporting', '2027-07-01', '2028-07-02'), yes], RECORD, false, 'lapsed'],
    ['renewed after a gap, seen after it', [held('supporting', '2024-06-01', '2025-06-02'), held('supporting', '2027-06-01', '2028-06-02'), yes], RECORD, true, 'member'],
    ['two payments for the same year', [paid, paid, yes], RECORD, true, 'member'],
    ['recorded in the wrong order', [held('supporting', '2027-06-06', '2028-06-06'), held('supporting', '2026-06-05', '2027-06-06'), yes], RECORD, true, 'member'],
  ]);
});

describe('refunds and mistakes', () => {
  decide([
    ['refunded from the beginning', [paid, ended(1, '2027-02-03T15:00'), yes], RECORD, false, 'no-membership'],
    ['refunded in March', [paid, ended(1, '2027-03-01'), yes], RECORD, false, 'lapsed'],
    ['refunded in the moment of the record', [paid, ended(1, RECORD), yes], RECORD, false, 'lapsed'],
    ['refunded a second after the record', [paid, ended(1, '2027-06-10T14:00:01'), yes], RECORD, true, 'member'],
    ['refunded to an end that is later than the end', [paid, ended(1, '2029-01-01'), yes], RECORD, true, 'member'],
    ['refunded, and paid again', [paid, ended(1, '2027-03-01'), held('supporting', '2027-04-01', '2028-04-02'), yes], RECORD, true, 'member'],
    ['one of two payments refunded', [paid, paid, ended(2, '2027-02-03T15:00'), yes], RECORD, true, 'member'],
    ['the renewal refunded, the year before it over', [held('supporting', '2026-05-05', '2027-05-06'), held('supporting', '2027-05-06', '2028-05-06'), ended(2, '2027-05-06'), yes], RECORD, false, 'lapsed'],
    ['a payment recorded by mistake', [paid, withdrawn(1), yes], RECORD, false, 'no-membership'],
    ['a refund recorded by mistake', [paid, ended(1, '2027-03-01'), withdrawn(2), yes], RECORD, true, 'member'],
    ['a mistake about a mistake', [paid, withdrawn(1), withdrawn(2), yes], RECORD, true, 'member'],
    ['an affirmation recorded by mistake', [paid, yes, withdrawn(2)], RECORD, false, 'not-affirmed'],
  ]);
});

describe('affirmation', () => {
  decide([
    ['not affirmed', [paid], RECORD, false, 'not-affirmed'],
    ['affirmed on the first of January', [paid, affirmed(2027, '2027-01-01T00:00')], RECORD, true, 'affirmed'],
    ['affirmed in the last moment', [paid, affirmed(2027, AFFIRM_BY)], RECORD, true, 'affirmed'],
    ['affirmed a second too late', [paid, affirmed(2027, '2027-06-01T14:00:01')], RECORD, false, 'affirmed-too-late'],
    ['affirmed twice, once in time', [paid, yes, affirmed(2027, '2027-06-05')], RECORD, true, 'affirmed'],
    ['affirmed for last year', [paid, affirmed(2026, '2026-05-02')], RECORD, false, 'not-affirmed'],
    ['affirmed in time, for next year', [paid, affirmed(2028, '2027-05-02')], RECORD, false, 'not-affirmed'],
    ['affirmed before the payment', [affirmed(2027, '2027-01-02'), paid], RECORD, true, 'affirmed'],
    ['a Fellow affirms like everybody', [fellow('2011-03-01')], RECORD, false, 'not-affirmed'],
    ['for life does not mean affirmed', [held('supporting', '2019-05-01', null)], RECORD, false, 'not-affirmed'],
    ['Contributing, not affirmed', [certified], RECORD, false, 'not-affirmed'],
    ['affirmed and lapsed', [held('supporting', '2024-05-10', '2025-05-11'), yes], RECORD, false, 'lapsed'],
    ['an affirmation that was imported later counts', [paid, { kind: 'affirmed', facts: { year: 2027, how: 'imported' }, recorded: '2027-06-08' }], RECORD, true, 'affirmed'],
  ]);
});

describe('affirmation waived for those who voted last time', () => {
  decide([
    ['voted in the last regular election', [paid], RECORD, true, 'affirmation-waived', [voted('2026', '2026-06-30')]],
    ['did not vote in it', [paid], RECORD, false, 'not-affirmed', [missed('2026', '2026-06-30')]],
    ['voted in the one before, not in the last', [paid], RECORD, false, 'not-affirmed', [voted('2025', '2025-06-30'), missed('2026', '2026-06-30')]],
    ['voted in the last, not in the one before', [paid], RECORD, true, 'affirmation-waived', [missed('2025', '2025-06-30'), voted('2026', '2026-06-30')]],
    ['voted in a special election alone', [paid], RECORD, false, 'not-affirmed', [special(voted('bylaws', '2026-09-30'))]],
    ['missed a special election since', [paid], RECORD, true, 'affirmation-waived', [voted('2026', '2026-06-30'), special(missed('bylaws', '2026-09-30'))]],
    ['voted in one that closes after the record', [paid], RECORD, false, 'not-affirmed', [voted('2027', '2027-06-30')]],
    ['voted in one that closed in the moment of the record', [paid], RECORD, true, 'affirmation-waived', [voted('early', RECORD)]],
    ['voted, and affirmed as well', [paid, yes], RECORD, true, 'affirmed', [voted('2026', '2026-06-30')]],
    ['voted, and lapsed since', [held('supporting', '2025-05-10', '2026-05-11')], RECORD, false, 'lapsed', [voted('2026', '2026-06-30')]],
    ['voted, and affirmed too late', [paid, affirmed(2027, '2027-06-05')], RECORD, true, 'affirmation-waived', [voted('2026', '2026-06-30')]],
    ['a Fellow who voted', [fellow('2011-03-01')], RECORD, true, 'affirmation-waived', [voted('2026', '2026-06-30')]],
  ]);
  describe('where the rules do not waive it', () => {
    decide([['voted last time, not affirmed', [paid], RECORD, false, 'not-affirmed', [voted('2026', '2026-06-30')]]], {
      rules: { affirmation: { isRequired: true, isWaivedForVoters: false } },
    });
  });
  describe('where no affirmation is required', () => {
    decide([['paid, not affirmed', [paid], RECORD, true, 'member']], {
      rules: { affirmation: { isRequired: false, isWaivedForVoters: false } },
    });
  });
  describe('where this election asks for none', () => {
    decide([['paid, not affirmed', [paid], RECORD, true, 'member']], { affirmBy: null });
  });
  describe('where a tier need not affirm', () => {
    decide(
      [
        ['a Fellow, not affirmed', [fellow('2011-03-01')], RECORD, true, 'affirmation-not-asked'],
        ['Supporting, not affirmed', [paid], RECORD, false, 'not-affirmed'],
        ['a Fellow who pays as well', [fellow('2011-03-01'), paid], RECORD, true, 'affirmation-not-asked'],
      ],
      { tiers: withTerms('fellow', '2020-01-01', { mustAffirm: false }) },
    );
  });
  test('who could not vote in the last regular election is not waived by an older one', () => {
    const [old, last] = [voted('2025', '2025-06-30'), voted('2026', '2026-06-30')];
    const may = (electionIds: readonly string[], known: readonly Participation[]) => {
      const elections = new Map(known.map((election) => [election.electionId, election]));
      const participation = participationOf(
        electionIds.map((electionId) => ({ electionId, hasVoted: true })),
        elections,
      );
      const rules = { ...organisation(), affirmBy: instant(AFFIRM_BY), applyBy: null };
      return eligibilityOf({ events: history(paid), participation }, rules, instant(RECORD)).eligible;
    };
    expect(may(['2025'], [old, last])).toBe(false);
    expect(may(['2025'], [old])).toBe(true);
    expect(may(['2025'], [old, special(last)])).toBe(true);
    expect(may(['2025', '2026'], [last, old])).toBe(true);
  });
});

const APPLY_BY = '2027-05-15T12:00';
const since = (from: string) => held('supporting', from, '2028-06-02');

describe('the last moment to apply for this election', () => {
  decide(
    [
      ['a member since long before', [paid, yes], RECORD, true, 'applied-in-time'],
      ['a member from the last moment on', [since(APPLY_BY), yes], RECORD, true, 'applied-in-time'],
      ['a member from a second later on', [since('2027-05-15T12:00:01'), yes], RECORD, false, 'applied-too-late'],
      ['applied in the last moment, paid afterwards', [applied('supporting', APPLY_BY), since('2027-05-20'), yes], RECORD, true, 'applied-in-time'],
      ['applied a second later', [applied('supporting', '2027-05-15T12:00:01'), since('2027-05-20'), yes], RECORD, false, 'applied-too-late'],
      ['applied for one tier, joined another one later', [applied('contributing', '2027-04-01'), since('2027-05-20'), yes], RECORD, false, 'applied-too-late'],
      ['applied and was refused, applied again too late', [applied('supporting', '2027-04-01'), refused('supporting', '2027-04-10'), applied('supporting', '2027-05-18'), since('2027-05-20'), yes], RECORD, false, 'applied-too-late'],
      ['applied for the membership before this one', [applied('supporting', '2025-04-01'), held('supporting', '2025-04-02', '2026-04-03'), since('2027-05-20'), yes], RECORD, false, 'applied-too-late'],
      ['applied, left, and joined too late', [applied('supporting', '2027-04-01'), resigned(null, '2027-04-10', '2027-04-05'), since('2027-05-20'), yes], RECORD, false, 'applied-too-late'],
      ['an application recorded by mistake', [applied('supporting', '2027-04-01'), withdrawn(1), since('2027-05-20'), yes], RECORD, false, 'applied-too-late'],
      ['lapsed, and renewed after the cut-off', [held('supporting', '2025-06-01', '2026-06-02'), since('2027-05-20'), yes], RECORD, false, 'applied-too-late'],
      ['renewed after the cut-off without a gap', [held('supporting', '2026-05-19', '2027-05-20'), since('2027-05-20'), yes], RECORD, true, 'applied-in-time'],
      ['went on in another tier without a gap', [held('contributing', '2026-05-19', '2027-05-20'), since('2027-05-20'), yes], RECORD, true, 'applied-in-time'],
      ['Basic all along, Supporting too late', [basic, since('2027-05-20'), yes], RECORD, false, 'applied-too-late'],
      ['a Fellow of last week', [fellow('2027-06-03'), yes], RECORD, false, 'applied-too-late'],
      ['applied in time, not paid yet', [applied('supporting', '2027-05-01')], RECORD, false, 'pending-payment'],
      ['nobody', [], RECORD, false, 'no-membership'],
    ],
    { applyBy: APPLY_BY },
  );
  describe('that is the record date itself', () => {
    decide([['a member from that moment on', [since(RECORD), yes], RECORD, true, 'applied-in-time']], { applyBy: RECORD });
  });
  const reasonsOf = (...events: readonly Said[]) => {
    const rules = { ...organisation(), affirmBy: null, applyBy: instant(APPLY_BY) };
    return eligibilityOf({ events: history(...events), participation: [] }, rules, instant(RECORD)).reasons;
  };
  test('is the last to join or renew in, but not to pay for what was applied for in time, nor to renew without a gap', () => {
    const actBy = (...events: readonly Said[]) => reasonsOf(...events)[0]?.actBy?.toString();
    expect(actBy()).toBe('2027-05-15T12:00:00Z');
    expect(actBy(held('supporting', '2024-05-10', '2025-05-11'))).toBe('2027-05-15T12:00:00Z');
    expect(actBy(applied('supporting', '2027-05-01'))).toBe('2027-06-10T14:00:00Z');
    expect(actBy(held('supporting', '2026-05-31', '2027-06-01'))).toBe('2027-06-10T14:00:00Z');
  });
  test('is said to whoever applied after it, while the payment is still missing', () => {
    expect(reasonsOf(applied('supporting', '2027-05-16')).map(({ code, holds }) => [code, holds])).toEqual([
      ['pending-payment', false],
      ['applied-too-late', false],
    ]);
  });
});

const four = [missed('a', '2027-01-20'), missed('b', '2027-02-20'), missed('c', '2027-03-20'), missed('d', '2027-04-20')];

describe('votes missed in one calendar year', () => {
  decide([
    ['three missed', [paid, yes], RECORD, true, 'votes-taken-part-in', four.slice(0, 3)],
    ['four missed', [paid, yes], RECORD, false, 'votes-missed', four],
    ['four missed, one voted in between', [paid, yes], RECORD, false, 'votes-missed', [...four, voted('e', '2027-03-01')]],
    ['four missed, special votes among them', [paid, yes], RECORD, false, 'votes-missed', four.map(special)],
    ['four missed, one of them last year', [paid, yes], RECORD, true, 'votes-taken-part-in', [...four.slice(0, 3), missed('z', '2026-12-31T23:59:59')]],
    ['four missed, the fourth after the record', [paid, yes], RECORD, true, 'votes-taken-part-in', [...four.slice(0, 3), missed('z', '2027-07-01')]],
    ['four missed last year', [paid, yes], RECORD, true, 'votes-taken-part-in', four.map((vote, place) => missed(vote.electionId, `2026-0${place + 1}-20`))],
    ['a Fellow may miss votes', [fellow('2011-03-01'), yes], RECORD, true, 'affirmed', four],
    ['a Fellow who pays as well may miss votes', [fellow('2011-03-01'), paid, yes], RECORD, true, 'affirmed', four],
    ['Contributing, four missed', [certified, yes], RECORD, false, 'votes-missed', four],
    ['the right comes back with the year', [paid, affirmed(2028, '2027-05-30')], '2028-01-01', true, 'member', four],
    ['and not a second before', [paid, yes], '2027-12-31T23:59:59', false, 'votes-missed', four],
  ]);
  describe('where there is no such rule', () => {
    decide([['four missed', [paid, yes], RECORD, true, 'member', four]], { rules: { missedVotes: null } });
  });
  describe('where two are enough', () => {
    decide([['two missed', [paid, yes], RECORD, false, 'votes-missed', four.slice(0, 2)]], {
      rules: { missedVotes: 2 },
    });
  });
});

describe('leaving', () => {
  decide([
    ['notice given, ten days not over', [paid, yes, resigned('supporting', '2027-06-15', '2027-06-05')], RECORD, true, 'member'],
    ['it takes effect in the moment of the record', [paid, yes, resigned('supporting', RECORD, '2027-05-31')], RECORD, false, 'resigned'],
    ['it took effect before', [paid, yes, resigned('supporting', '2027-06-01', '2027-05-22')], RECORD, false, 'resigned'],
    ['left one tier of two', [paid, certified, yes, resigned('supporting', '2027-06-01')], RECORD, true, 'member'],
    ['left all tiers', [paid, certified, yes, resigned(null, '2027-06-01')], RECORD, false, 'resigned'],
    ['a Fellow leaves', [fellow('2011-03-01'), yes, resigned(null, '2027-06-01')], RECORD, false, 'resigned'],
    ['left Supporting, stays Basic', [basic, paid, yes, resigned('supporting', '2027-06-01')], RECORD, false, 'resigned'],
    ['left Basic, stays Supporting', [basic, paid, yes, resigned('basic', '2027-06-01')], RECORD, true, 'member'],
    ['a renewal paid in advance goes with it', [held('supporting', '2026-06-05', '2027-06-06'), held('supporting', '2027-06-06', '2028-06-06'), yes, resigned('supporting', '2027-06-01')], RECORD, false, 'resigned'],
    ['left, and came back', [held('supporting', '2026-02-03', '2027-02-04'), resigned(null, '2026-09-01'), held('supporting', '2027-03-01', '2028-03-02'), yes], RECORD, true, 'member'],
    ['the notice was withdrawn', [paid, yes, resigned('supporting', '2027-06-01'), withdrawn(3)], RECORD, true, 'member'],
    ['left within grace', [held('supporting', '2026-05-20', '2027-05-21'), yes, resigned(null, '2027-06-01')], RECORD, false, 'resigned'],
  ]);
});

describe('termination', () => {
  decide([
    ['notice given, not in effect yet', [paid, yes, noticed('2027-06-20')], RECORD, true, 'termination-noticed'],
    ['in effect in the moment of the record', [paid, yes, noticed(RECORD)], RECORD, false, 'terminated'],
    ['in effect', [paid, yes, noticed('2027-06-01')], RECORD, false, 'terminated'],
    ['withdrawn before it took effect', [paid, yes, noticed('2027-06-01'), noticeWithdrawn], RECORD, true, 'member'],
    ['withdrawn, and given again', [paid, yes, noticed('2027-05-01'), noticeWithdrawn, noticed('2027-06-01')], RECORD, false, 'terminated'],
    ['withdrawn, and given again for later', [paid, yes, noticed('2027-05-01'), noticeWithdrawn, noticed('2027-07-01')], RECORD, true, 'termination-noticed'],
    ['for every tier at once', [paid, certified, basic, yes, noticed('2027-06-01')], RECORD, false, 'terminated'],
    ['a Fellow too', [fellow('2011-03-01'), yes, noticed('2027-06-01')], RECORD, false, 'terminated'],
    ['whoever was Basic alone', [basic, yes, noticed('2027-06-01')], RECORD, false, 'terminated'],
    ['one who had lapsed before', [held('supporting', '2024-05-10', '2025-05-11'), yes, noticed('2027-06-01')], RECORD, false, 'terminated'],
    ['admitted again afterwards', [held('supporting', '2025-02-03', '2026-02-04'), noticed('2025-06-01'), held('supporting', '2027-02-01', '2028-02-02'), yes], RECORD, true, 'member'],
    ['a payment after the notice does not undo it', [paid, yes, noticed('2027-06-01'), held('supporting', '2027-05-20', '2028-05-21')], RECORD, false, 'terminated'],
  ]);
});

describe('death and erasure', () => {
  decide([
    ['died last year', [paid, yes, died('2026-12-01')], RECORD, false, 'deceased'],
    ['died on the day of the record', [paid, yes, died('2027-06-10')], RECORD, false, 'deceased'],
    ['died on the day after', [paid, yes, died('2027-06-11')], RECORD, true, 'member'],
    ['a Fellow is one for natural life', [fellow('2011-03-01'), yes, died('2026-12-01')], RECORD, false, 'deceased'],
    ['reported dead by mistake', [paid, yes, died('2026-12-01'), withdrawn(3)], RECORD, true, 'member'],
    ['a payment after death gives no vote', [yes, died('2026-12-01'), paid], RECORD, false, 'deceased'],
    ['erased', [paid, yes, erased('2027-06-01')], RECORD, false, 'erased'],
    ['erased after the record', [paid, yes, erased('2027-06-11')], RECORD, true, 'member'],
    ['died, and was erased', [paid, yes, died('2026-12-01'), erased('2027-06-01')], RECORD, false, 'erased'],
  ]);
});

describe('asking to join', () => {
  const byStaff = { tiers: withTerms('contributing', '2020-01-01', { approval: 'staff' }) };
  decide([
    ['asked for Supporting, did not pay', [applied('supporting', '2027-05-01'), yes], RECORD, false, 'pending-payment'],
    ['asked, and paid', [applied('supporting', '2027-01-20'), paid, yes], RECORD, true, 'member'],
    ['asked for Contributing, did not declare', [applied('contributing', '2027-05-01'), yes], RECORD, false, 'applied'],
    ['asked after the record', [applied('supporting', '2027-06-20'), yes], RECORD, false, 'no-membership'],
    ['asked for Basic', [applied('basic', '2027-05-01'), yes], RECORD, false, 'no-membership'],
    ['asked to be a Fellow', [applied('fellow', '2027-05-01'), yes], RECORD, false, 'applied'],
    ['lapsed, and asked again', [held('supporting', '2024-05-10', '2025-05-11'), applied('supporting', '2027-05-01'), yes], RECORD, false, 'pending-payment'],
    ['a member who asks for another tier stays one', [paid, applied('contributing', '2027-05-01'), yes], RECORD, true, 'member'],
  ]);
  describe('where staff approve', () => {
    decide(
      [
        ['asked', [applied('contributing', '2027-05-01'), yes], RECORD, false, 'pending-approval'],
        ['asked and approved, not declared', [applied('contributing', '2027-05-01'), approved('contributing', '2027-05-02'), yes], RECORD, false, 'applied'],
        ['asked, approved and given', [applied('contributing', '2027-01-10'), approved('contributing', '2027-01-12'), certified, yes], RECORD, true, 'member'],
        ['asked and refused', [applied('contributing', '2027-05-01'), refused('contributing', '2027-05-02'), yes], RECORD, false, 'no-membership'],
        ['refused, and asked again', [applied('contributing', '2027-03-01'), refused('contributing', '2027-03-02'), applied('contributing', '2027-05-01'), yes], RECORD, false, 'pending-approval'],
        ['approved after the record', [applied('contributing', '2027-05-01'), approved('contributing', '2027-06-12'), yes], RECORD, false, 'pending-approval'],
      ],
      byStaff,
    );
  });
});

describe('tiers that change', () => {
  decide([
    ['Managing is Contributing since it was merged', [held('managing', '2026-09-01', '2027-09-02'), yes], RECORD, true, 'member'],
    ['Managing, before it was merged', [held('managing', '2024-01-01', '2025-01-02'), affirmed(2024, '2024-02-01')], '2024-06-01', true, 'member'],
    ['Managing, from the very moment of the merger', [held('managing', '2024-01-01', '2025-01-02'), affirmed(2024, '2024-02-01')], '2024-08-01', true, 'member'],
    ['Managing that lapsed, renewed as Contributing', [held('managing', '2025-09-01', '2026-09-02'), held('contributing', '2026-09-02', '2027-09-02'), yes], RECORD, true, 'member'],
    ['leaving Contributing leaves what was Managing', [held('managing', '2026-09-01', '2027-09-02'), yes, resigned('contributing', '2027-06-01')], RECORD, false, 'resigned'],
  ]);
  describe('where Supporting loses its vote in 2028', () => {
    const tiers = withTerms('supporting', '2028-01-01', { votes: false });
    decide(
      [
        ['before', [paid, yes], RECORD, true, 'member'],
        ['after', [paid, affirmed(2028, '2028-01-01')], '2028-01-02', false, 'tier-without-vote'],
      ],
      { tiers },
    );
  });
  describe('where two tiers are merged into each other', () => {
    const circle = presetAsTiers.map((tier) =>
      tier.id === 'contributing'
        ? {
            ...tier,
            terms: [{ effectiveAt: instant('2001-01-01'), terms: termsOf('contributing', { mergedInto: 'managing' }) }],
          }
        : tier,
    );
    decide([['neither gives anything', [certified, yes], RECORD, false, 'no-membership']], { tiers: circle });
  });
});

describe('grace that votes, where the rules say so', () => {
  decide(
    [
      ['in grace', [held('supporting', '2026-05-20', '2027-05-21'), yes], RECORD, true, 'in-grace-with-vote'],
      ['in grace, not affirmed', [held('supporting', '2026-05-20', '2027-05-21')], RECORD, false, 'not-affirmed'],
      ['after grace', [held('supporting', '2026-05-10', '2027-05-11T14:00'), yes], RECORD, false, 'lapsed'],
      ['a refund has no grace', [paid, ended(1, '2027-06-01'), yes], RECORD, false, 'lapsed'],
      ['leaving has no grace', [paid, yes, resigned(null, '2027-06-01')], RECORD, false, 'resigned'],
      ['Basic in grace has no vote', [held('basic', '2026-05-20', '2027-05-21'), yes], RECORD, false, 'no-membership'],
    ],
    { rules: { graceVotes: true } },
  );
});

describe('ninety days of membership before the record, where the rules ask for it', () => {
  const rules = { qualifyingDays: 90 };
  decide(
    [
      ['90 days to the second', [held('supporting', '2027-03-12T14:00', '2028-03-13'), yes], RECORD, true, 'qualified'],
      ['a second less', [held('supporting', '2027-03-12T14:00:01', '2028-03-13'), yes], RECORD, false, 'too-new'],
      ['renewed last week, a member for years', [held('supporting', '2026-06-05', '2027-06-06'), held('supporting', '2027-06-06', '2028-06-06'), yes], RECORD, true, 'qualified'],
      ['came back last week after a gap', [held('supporting', '2025-06-05', '2026-06-06'), held('supporting', '2027-06-06', '2028-06-06'), yes], RECORD, false, 'too-new'],
      ['from Contributing to Supporting without a gap', [held('contributing', '2026-05-20', '2027-06-01'), held('supporting', '2027-06-01', '2028-06-01'), yes], RECORD, true, 'qualified'],
      ['from Basic to Supporting: Basic has no vote', [basic, held('supporting', '2027-06-01', '2028-06-01'), yes], RECORD, false, 'too-new'],
      ['from Managing, merged, to Supporting', [held('managing', '2023-05-20', '2027-06-01'), held('supporting', '2027-06-01', '2028-06-01'), yes], RECORD, true, 'qualified'],
    ],
    { rules },
  );
});

describe('years and days in the zone of the organisation', () => {
  decide(
    [
      ['affirmed for 2027, the record on 1 January 2028 in Auckland', [paid, yes], '2027-12-31T12:00', false, 'not-affirmed'],
      ['affirmed for 2028, the same moment', [paid, affirmed(2028, '2027-12-31T11:30')], '2027-12-31T12:00', true, 'affirmed'],
      ['the right comes back with the year in Auckland', [paid, affirmed(2028, '2027-12-31T11:30')], '2027-12-31T11:00', true, 'member', four],
    ],
    { rules: { zone: 'Pacific/Auckland' }, affirmBy: '2027-12-31T12:00' },
  );
});

describe('records that were merged into one person', () => {
  const other = [held('contributing', '2026-09-01', '2027-09-02'), affirmed(2027, '2027-04-01')];
  decide([
    ['the payment under one address, the affirmation under another', [paid, yes], RECORD, true, 'member'],
    ['both could vote: one person, one answer', [paid, yes, ...other], RECORD, true, 'member'],
    ['one of them was terminated: so is the person', [paid, yes, ...other, noticed('2027-06-01')], RECORD, false, 'terminated'],
    ['one of them died: so did the person', [paid, yes, ...other, died('2027-06-01')], RECORD, false, 'deceased'],
  ]);
});
