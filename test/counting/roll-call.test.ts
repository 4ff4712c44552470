import { expect, test } from 'vitest';
import {
  countRollCall,
  ruleWords,
  type RollCallMark,
  type RollCallRule,
  type Share,
} from '../../counting/roll-call.ts';

const half: Share = { numerator: 1, denominator: 2, isStrict: true };
const twoThirds: Share = { numerator: 2, denominator: 3, isStrict: false };
const all: Share = { numerator: 1, denominator: 1, isStrict: false };

const meeting: RollCallRule = {
  isMeeting: true,
  quorum: half,
  majority: { ...half, base: 'cast' },
  withoutMeeting: all,
};
const byMail: RollCallRule = { ...meeting, isMeeting: false };

function marks(aye: number, nay = 0, abstain = 0, recused = 0, absent = 0): RollCallMark[] {
  const several = (mark: RollCallMark, count: number) => Array.from({ length: count }, () => mark);
  return [
    ...several('aye', aye),
    ...several('nay', nay),
    ...several('abstain', abstain),
    ...several('recused', recused),
    ...several('absent', absent),
  ];
}

test('ten in favour and two who could not attend: adopted by twelve sitting directors of thirteen seats', () => {
  const count = countRollCall({ marks: marks(10, 0, 0, 0, 2), fixedNumber: 13, inOffice: 12, rule: meeting });
  expect(count).toMatchObject({ aye: 10, nay: 0, abstain: 0, recused: 0, absent: 2, needed: 6, adopted: true });
  expect(count.quorum).toEqual({ needed: 7, present: 10, reached: true });
  expect(count.words).toBe('Adopted, 10–0–0. It took 6 ayes, and there were 10.');
});

test('the minutes’ 10-0-1 says who was for, against and abstaining, in this order', () => {
  const { words } = countRollCall({ marks: marks(10, 0, 1), fixedNumber: 11, inOffice: 11, rule: meeting });
  expect(words).toMatch(/^Adopted, 10–0–1\./);
});

const eligible: RollCallRule = { ...meeting, majority: { ...half, base: 'eligible' } };
const forAgainst: RollCallRule = { ...meeting, majority: { ...half, base: 'for-and-against' } };
const thirds: RollCallRule = { ...meeting, majority: { ...twoThirds, base: 'for-and-against' } };
const exactlyHalf: RollCallRule = { ...meeting, majority: { ...half, isStrict: false, base: 'for-and-against' } };
const aQuorumOfHalf: RollCallRule = { ...meeting, quorum: { ...half, isStrict: false } };

const consentOfThirds: RollCallRule = { ...byMail, withoutMeeting: twoThirds };

const table: [
  what: string,
  rule: RollCallRule,
  marks: RollCallMark[],
  seats: number,
  inOffice: number,
  reached: boolean,
  needed: number,
  adopted: boolean,
][] = [
  ['more than half of those present, exactly half', meeting, marks(4, 4), 11, 11, true, 5, false],
  ['more than half of those present, one more', meeting, marks(5, 4), 11, 11, true, 5, true],
  ['an abstention counts among those present', meeting, marks(4, 3, 1), 11, 11, true, 5, false],
  ['an abstention does not count among those for and against', forAgainst, marks(4, 3, 1), 11, 11, true, 4, true],
  ['a tie, where more than half is asked', forAgainst, marks(3, 3), 11, 11, true, 4, false],
  ['a tie, where half is enough', exactlyHalf, marks(3, 3), 11, 11, true, 3, true],
  ['two thirds, exactly', thirds, marks(6, 3), 11, 11, true, 6, true],
  ['two thirds, one short', thirds, marks(5, 3), 11, 11, true, 6, false],
  ['all in office, exactly half of twelve', eligible, marks(6), 11, 12, true, 7, false],
  ['all in office, more than half of twelve', eligible, marks(7), 11, 12, true, 7, true],
  ['whoever is recused is not among those in office who decide', eligible, marks(6, 0, 0, 1), 11, 11, true, 6, true],
  ['whoever is absent still is', eligible, marks(5, 0, 0, 0, 6), 9, 11, true, 6, false],
  ['a quorum of more than half of eleven seats, one short', meeting, marks(5, 0, 0, 6), 11, 11, false, 3, false],
  ['a quorum of more than half of eleven seats, reached', meeting, marks(6), 11, 11, true, 4, true],
  ['a quorum of more than half of twelve seats, exactly half', meeting, marks(6), 12, 12, false, 4, false],
  ['a quorum of half of twelve seats, exactly half', aQuorumOfHalf, marks(6), 12, 12, true, 4, true],
  ['vacant seats stay in the fixed number', meeting, marks(6), 13, 6, false, 4, false],
  ['thirteen members for eleven seats', meeting, marks(7, 6), 11, 13, true, 7, true],
  ['abstentions make a quorum and adopt nothing', forAgainst, marks(0, 0, 11), 11, 11, true, 1, false],
  ['nobody took part', meeting, marks(0), 11, 11, false, 1, false],
  ['unanimous consent', byMail, marks(11), 11, 11, true, 11, true],
  ['one who said nothing stands in the way of unanimous consent', byMail, marks(10), 11, 11, true, 11, false],
  ['one who is recused stands in the way of it too', byMail, marks(10, 0, 0, 1), 11, 11, true, 11, false],
  ['consent of all of a body that is half vacant has no quorum', byMail, marks(5), 11, 5, false, 5, false],
  ['two thirds of those in office, without a meeting', consentOfThirds, marks(8, 4), 12, 12, true, 8, true],
];

test.each(table)('%s', (_, rule, marked, fixedNumber, inOffice, reached, needed, adopted) => {
  const count = countRollCall({ marks: marked, fixedNumber, inOffice, rule });
  expect({ reached: count.quorum.reached, needed: count.needed, adopted: count.adopted }).toEqual({
    ...{ reached, needed, adopted },
  });
});

test('a vote that too few take part in fails for want of quorum, whatever they say', () => {
  const { adopted, words } = countRollCall({ marks: marks(5), fixedNumber: 11, inOffice: 11, rule: meeting });
  expect(adopted).toBe(false);
  expect(words).toBe('Not adopted for want of quorum, 5–0–0. Only 5 took part; 6 of the 11 seats are the quorum.');
});

test('one nay settles unanimous consent; the last aye does too', () => {
  const facts = { fixedNumber: 11, inOffice: 11, rule: byMail };
  expect(countRollCall({ ...facts, marks: marks(9) }).isSettled).toBe(false);
  expect(countRollCall({ ...facts, marks: marks(9, 1) })).toMatchObject({ isSettled: true, adopted: false });
  expect(countRollCall({ ...facts, marks: marks(11) })).toMatchObject({ isSettled: true, adopted: true });
});

/** Every way in which so many members can be marked. */
function everyWay(members: number): RollCallMark[][] {
  if (members === 0) return [[]];
  const kinds = ['aye', 'nay', 'abstain', 'recused', 'absent'] as const;
  return everyWay(members - 1).flatMap((rest) => kinds.map((kind) => [...rest, kind]));
}

test('settled is what no marks of the others can change, and only that', () => {
  for (const rule of [meeting, eligible, forAgainst, thirds, exactlyHalf, byMail, consentOfThirds]) {
    for (const marked of [0, 1, 2, 3].flatMap(everyWay)) {
      const facts = { fixedNumber: 5, inOffice: 5, rule };
      const outcomes = everyWay(5 - marked.length).map(
        (rest) => countRollCall({ ...facts, marks: [...marked, ...rest] }).adopted,
      );
      const isSame = new Set(outcomes).size === 1;
      expect(countRollCall({ ...facts, marks: marked }).isSettled, marked.join()).toBe(isSame);
    }
  }
});

test('what a vote is held to is said in numbers of seats', () => {
  expect(ruleWords(byMail, 11)).toEqual([
    'At least 6 of the 11 seats must take part: aye, nay or abstain.',
    'Without a meeting all members in office must say aye.',
    'Whoever is recused or says nothing does not take part, and is still one of those in office.',
  ]);
  expect(ruleWords(thirds, 9).slice(0, 2)).toEqual([
    'At least 5 of the 9 seats must take part: aye, nay or abstain.',
    'It is adopted by at least two thirds of the ayes and nays together, being ayes.',
  ]);
});
