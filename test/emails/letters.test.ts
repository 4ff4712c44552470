import { expect, test } from 'vitest';
import { addressConfirmLetter, addressLeftLetter, addressNowLetter, addressTakenLetter } from '../../emails/address.ts';
import { ballotLetter } from '../../emails/ballot.ts';
import { deadlineWords, inUtc } from '../../emails/deadline.ts';
import { exceptionLetter } from '../../emails/exception.ts';
import { joinLetter } from '../../emails/join.ts';
import type { Letter } from '../../emails/letter.ts';
import { announcementLetter, listConfirmLetter, resultCertifiedLetter, voteOpenedLetter } from '../../emails/lists.ts';
import { receiptLetter } from '../../emails/receipt.ts';
import { affirmationLetter, duesReminderLetter } from '../../emails/reminders.ts';
import { resultLetter, voidLetter } from '../../emails/result.ts';
import { signInLetter } from '../../emails/sign-in.ts';
import { trusteeKeyLetter, trusteeNotNeededLetter, trusteeShareLetter } from '../../emails/trustee.ts';

const evil = '<img src="https://evil.example/p.gif"> "x" \r\nBcc: all@members.example';
const closes = { at: '2027-06-15T14:00:00Z', zone: 'UTC', local: '2027-06-15T14:00' };

const dues = {
  lastDay: '2027-02-03',
  step: -7,
  act: 'pay',
  votes: true,
  isAutomatic: false,
  graceDay: '2027-03-05',
} as const;

function letters(text: string): Record<string, Letter> {
  const common = { organisation: text, name: text, election: text, help: text, link: 'https://vote.example/x#y' };
  const counted = { ...common, voted: 3, roll: 6 };
  const listed = { ...common, list: text, leave: `${common.link}/leave` };
  return {
    ballot: ballotLetter({ ...common, closes }),
    receipt: receiptLetter({
      ...common,
      tracker: 'abc',
      height: 7,
      castAt: closes.at,
      replaced: true,
      closes,
      signed: '{"event":"x"}',
    }),
    exceptionAccepted: exceptionLetter({ ...common, isAccepted: true, reason: text, opens: inUtc(closes.at) }),
    exceptionRefused: exceptionLetter({ ...common, isAccepted: false, reason: text, opens: inUtc(closes.at) }),
    signIn: signInLetter({ ...common, code: '012345' }),
    result: resultLetter({
      ...counted,
      outcomes: [
        { title: text, elected: [text], tied: { names: [text, text], seats: 1 }, broken: null, words: null },
        { title: text, elected: [text], tied: null, broken: { names: [text], won: [text], by: 'lot' }, words: null },
        { title: text, elected: [], tied: null, broken: null, words: text },
      ],
    }),
    void: voidLetter({ ...counted, needed: 4 }),
    listConfirm: listConfirmLetter({ ...common, list: text, until: closes.at }),
    voteOpened: voteOpenedLetter({ ...listed, closes }),
    resultCertified: resultCertifiedLetter(listed),
    announcement: announcementLetter({ ...listed, subject: text, text: `${text}\n\n${text}`, leave: listed.link }),
    addressConfirm: addressConfirmLetter(common),
    addressTaken: addressTakenLetter(common),
    addressLeft: addressLeftLetter({ ...common, newAddress: text, by: text, undoUntil: closes.at }),
    addressNow: addressNowLetter({ ...common, by: text }),
    join: joinLetter({ ...common, code: '012345' }),
    affirmation: affirmationLetter({ ...common, year: 2027, by: closes, opens: closes, isLast: true }),
    duesReminder: duesReminderLetter({ ...common, ...dues, tierName: text }),
    duesRenewThemselves: duesReminderLetter({ ...common, ...dues, tierName: text, isAutomatic: true }),
    ...Object.fromEntries(
      (['make-key', 'share-out', 'finish-key'] as const).map((act) => [
        `trustee ${act}`,
        trusteeKeyLetter({ ...common, act, threshold: 2, trustees: 3, isAnew: true, isReminder: true }),
      ]),
    ),
    trusteeShuffle: trusteeShareLetter({ ...common, act: 'shuffle', closed: closes, isReminder: false }),
    trusteeShare: trusteeShareLetter({ ...common, act: 'decrypt', closed: closes, isReminder: false }),
    trusteeNotNeeded: trusteeNotNeededLetter(common),
  };
}

test.each(Object.keys(letters('')))('no name can put a header, an image or a script into the letter %s', (name) => {
  const { subject, html, text } = letters(evil)[name]!;
  expect(subject).not.toMatch(/[\r\n]/);
  expect(html).not.toMatch(/<img|<script/i);
  expect(html).not.toContain('"x"');
  expect(text).toContain('https://vote.example/x#y');
  expect(html).toContain('href="https://vote.example/x#y"');
});

test.each(Object.keys(letters('')))('the letter %s says who writes, why, and where help is', (name) => {
  const { subject, html, text } = letters('Lantern')[name]!;
  for (const part of [subject, html, text]) expect(part).toContain('Lantern');
  // Every sentence of the text stands in the HTML as well.
  const bare = html
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
  for (const line of text.split('\n').filter((one) => one.endsWith('.')))
    expect(bare).toContain(line.trim().slice(0, 60));
});

test('a deadline is told as it was promised, and in UTC, with the weekday that it has', () => {
  expect(inUtc('2027-06-15T14:00:00Z')).toBe('Tue 15 June, 14:00 UTC');
  expect(deadlineWords({ at: '2027-12-01T11:59:00Z', zone: 'AoE', local: '2027-11-30T23:59' })).toBe(
    'Tue 30 November, 23:59 Anywhere on Earth (Wed 1 December, 11:59 UTC)',
  );
  expect(deadlineWords({ at: '2027-06-15T12:00:00Z', zone: 'America/New_York', local: '2027-06-15T08:00' })).toBe(
    'Tue 15 June, 08:00 New York (Tue 15 June, 12:00 UTC)',
  );
});

test('a voided election says how many were missing and that nothing was opened', () => {
  const { text } = voidLetter({
    ...{ organisation: 'Lantern', name: 'Ruth', election: 'Board', help: 'x', link: 'y' },
    ...{ voted: 2, roll: 5, needed: 3 },
  });
  expect(text).toContain('2 of 5 voters cast a ballot; 3 were needed');
  expect(text).toContain('were not opened and never will be');
});

test('list mail says which list it is and how to leave it; a notice of an election says that it is no list', () => {
  const listed = {
    ...{ organisation: 'Lantern', name: '', election: 'Board', help: 'x', link: 'https://vote.example/e' },
    ...{ list: 'Votes', leave: 'https://vote.example/lists/leave/abc' },
  };
  const news = [
    voteOpenedLetter({ ...listed, closes }),
    resultCertifiedLetter(listed),
    announcementLetter({ ...listed, subject: 'News', text: 'One.\ntwo.\n\nThree.' }),
  ];
  for (const { text, html, leaveLink } of news) {
    expect(leaveLink).toBe(listed.leave);
    expect(text).toContain('You get this because you are on the list Votes');
    expect(text).toContain(`Leave the list Votes:\n${listed.leave}`);
    expect(html).toContain(`<a href="${listed.leave}">Leave the list Votes</a>`);
  }
  expect(news[2]!.html).toContain('One.<br>two.');
  const all = letters('Lantern');
  const inLists = ['voteOpened', 'resultCertified', 'announcement'];
  for (const [name, { leaveLink }] of Object.entries(all))
    expect(leaveLink !== undefined, name).toBe(inLists.includes(name));
  expect(all['ballot']!.text).toMatch(/not a list: .* cannot leave it/);
});

test('a reminder says what to do and by when; whoever renews automatically is asked for nothing', () => {
  const common = { organisation: 'Lantern', name: 'Marta', help: 'the office', link: 'https://vote.example/dues' };
  const facts = { ...common, ...dues, tierName: 'Supporting' };
  expect(duesReminderLetter(facts).subject).toBe('Your Supporting membership ends on 3 February 2027');
  expect(duesReminderLetter({ ...facts, step: 7 }).text).toContain(
    'If you renew it until 5 March 2027, there is no gap.',
  );
  const automatic = duesReminderLetter({ ...facts, isAutomatic: true });
  expect(automatic.subject).toBe('Your Supporting membership renews itself after 3 February 2027');
  expect(automatic.text).not.toContain('Renew my membership');
  // A charge that did not come through leaves the member without a period: then the usual words hold.
  expect(duesReminderLetter({ ...facts, isAutomatic: true, step: 7 }).text).toContain('Renew my membership');
});

test('the left address sees enough of the new one to recognise it, and not all of it', () => {
  const common = { organisation: 'Lantern', name: '', help: 'the office', link: 'https://vote.example/undo' };
  const { text } = addressLeftLetter({
    ...common,
    newAddress: 'marta@new.example',
    by: 'the office',
    undoUntil: closes.at,
  });
  expect(text).toContain('m•••@new.example');
  expect(text).not.toContain('marta@');
  expect(text).toContain('Tue 15 June, 14:00 UTC');
});
