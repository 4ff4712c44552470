import { expect, test } from 'vitest';
import { ballotLetter } from '../../emails/ballot.ts';
import { deadlineWords, inUtc } from '../../emails/deadline.ts';
import { exceptionLetter } from '../../emails/exception.ts';
import type { Letter } from '../../emails/letter.ts';
import { announcementLetter, listConfirmLetter, resultCertifiedLetter, voteOpenedLetter } from '../../emails/lists.ts';
import { receiptLetter } from '../../emails/receipt.ts';
import { resultLetter, voidLetter } from '../../emails/result.ts';
import { signInLetter } from '../../emails/sign-in.ts';
import { trusteeKeyLetter, trusteeShareLetter } from '../../emails/trustee.ts';

const evil = '<img src="https://evil.example/p.gif"> "x" \r\nBcc: all@members.example';
const closes = { at: '2027-06-15T14:00:00Z', zone: 'UTC', local: '2027-06-15T14:00' };

function letters(text: string): Record<string, Letter> {
  const common = { organisation: text, name: text, election: text, help: text, link: 'https://vote.example/x#y' };
  const counted = { ...common, voted: 3, roll: 6 };
  const listed = { ...common, list: text, leave: `${common.link}/leave` };
  return {
    ballot: ballotLetter({ ...common, closes }),
    receipt: receiptLetter({ ...common, tracker: 'abc', height: 7, castAt: closes.at, replaced: true, closes }),
    exceptionAccepted: exceptionLetter({ ...common, isAccepted: true, reason: text, opens: inUtc(closes.at) }),
    exceptionRefused: exceptionLetter({ ...common, isAccepted: false, reason: text, opens: inUtc(closes.at) }),
    signIn: signInLetter({ ...common, code: '012345' }),
    result: resultLetter({
      ...counted,
      outcomes: [{ title: text, elected: [text], tied: { names: [text, text], seats: 1 } }],
    }),
    void: voidLetter({ ...counted, needed: 4 }),
    listConfirm: listConfirmLetter({ ...common, list: text, until: closes.at }),
    voteOpened: voteOpenedLetter({ ...listed, closes }),
    resultCertified: resultCertifiedLetter(listed),
    announcement: announcementLetter({ ...listed, subject: text, text: `${text}\n\n${text}`, leave: listed.link }),
    trusteeKey: trusteeKeyLetter(common),
    trusteeShare: trusteeShareLetter({ ...common, closed: closes }),
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
