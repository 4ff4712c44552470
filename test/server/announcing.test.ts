import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { NoticeKind } from '../../api/announcing.ts';
import { seatIds } from '../support/bodies.ts';
import {
  aContest,
  aDefinition,
  aDraft,
  anOpenElection,
  aVoter,
  cast,
  CLOSES,
  freeze,
  mailTo,
  OPENS,
} from '../support/elections.ts';
import { anAdministrator, refusalOf, START, startProduct, type Product, type Visitor } from '../support/product.ts';

let product: Product;
let officer: Visitor;
beforeEach(async () => {
  product = await startProduct();
  officer = await anAdministrator(product);
});
afterEach(() => product[Symbol.asyncDispose]());

/** An open election, and the officer at the desk again a month later. */
async function opened(voters: number): Promise<string> {
  const electionId = await anOpenElection(product, officer, voters);
  await signIn();
  return electionId;
}

async function signIn(): Promise<void> {
  const body = { email: 'ines@lantern.example', password: 'seven quiet herons wade' };
  await officer.call('signInByPassword', { body });
}

async function draftOf(electionId: string, kind: NoticeKind) {
  const { drafts } = await officer.call('readAnnouncements', { path: { electionId } });
  return drafts.find((draft) => draft.kind === kind)!;
}

function send(electionId: string, kind: NoticeKind, audience: string, people: number, id: string = randomUUID()) {
  const body = { id, kind, audience, subject: 'What you should know', markdown: 'Read *this*.', people };
  return officer.call('sendNotice', { path: { electionId }, body });
}

async function noticesTo(address: string): Promise<string[]> {
  const mails = await mailTo(product, address);
  return mails.filter(({ subject }) => subject === 'What you should know').map(({ text }) => text);
}

test('the dates are drafted with every moment, its weekday derived, the seats and whose terms end', async () => {
  const timetable = { zone: 'AoE', nominationsOpen: '2027-05-03T00:00', nominationsClose: '2027-05-15T23:59' };
  const { id: electionId } = await officer.call('draftElection', { body: aDefinition(timetable) });
  await product.ports.db
    .insertInto('term')
    .values({
      ...{ seatId: seatIds(1)[0]!, name: 'Marta Oyelaran', startsOn: '2024-07-01', endsOn: '2027-06-30' },
      ...{ cameBy: 'recorded', recordedAt: START.toString(), recordedBy: 'the test' },
    })
    .execute();
  const early = await draftOf(electionId, 'dates');
  expect(early.notYet).toMatch(/not public yet/);
  await officer.call('announceDates', { path: { electionId } });
  const { subject, markdown, notYet } = await draftOf(electionId, 'dates');
  expect({ subject, notYet }).toEqual({ subject: 'Board election 2027: the dates', notYet: null });
  expect(markdown).toContain('- **Nominations close:** Sat 15 May, 23:59 Anywhere on Earth (Sun 16 May, 11:59 UTC)');
  expect(markdown).toContain('2 seats, until 2030-06-30');
  expect(markdown).toContain('The terms of these people end: Marta Oyelaran.');
  expect(markdown).toContain('Nobody is made to run');
});

test('a notice goes once to each of the roll, and again to nobody however often the button is pressed', async () => {
  const electionId = await opened(3);
  const id = randomUUID();
  const first = await send(electionId, 'open', 'roll', 3, id);
  const again = await send(electionId, 'open', 'roll', 3, id);
  await product.settle();
  expect(first.sent).toEqual(again.sent);
  expect(first.sent).toMatchObject([{ kind: 'open', audience: 'roll', people: 3, by: 'Ines Halvorsen' }]);
  for (const voter of [0, 1, 2]) {
    const texts = await noticesTo(`voter${voter}@members.example`);
    expect(texts).toHaveLength(1);
    expect(texts[0]).toContain('Read *this*.');
  }
  expect((await mailTo(product, 'voter0@members.example'))[0]!.html).toContain('Read <em>this</em>.');
});

test('a reminder reaches those alone who have not voted', async () => {
  const electionId = await opened(3);
  await cast(electionId, await aVoter(product, electionId, 1), [[1, 0, 0, 0]]);
  const before = await Promise.all([0, 1, 2].map((voter) => noticesTo(`voter${voter}@members.example`)));
  const { audiences } = await officer.call('readAnnouncements', { path: { electionId } });
  expect(audiences.find(({ id }) => id === 'not-voted')).toMatchObject({ people: 2 });
  await send(electionId, 'reminder', 'not-voted', 2);
  await product.settle();
  const after = await Promise.all([0, 1, 2].map((voter) => noticesTo(`voter${voter}@members.example`)));
  expect(after.map((texts, voter) => texts.length - before[voter]!.length)).toEqual([1, 0, 1]);
});

test('the number of people is read back, and what is not true yet is not sent', async () => {
  const electionId = await opened(2);
  const differs = await refusalOf(send(electionId, 'open', 'roll', 3));
  expect(differs.problemName).toBe('readback-differs');
  expect((await refusalOf(send(electionId, 'result', 'roll', 2))).problemName).toBe('notice-not-due');
  expect((await refusalOf(send(electionId, 'open', 'list:nobodys', 2))).problemName).toBe('not-found');
  const { sent } = await officer.call('readAnnouncements', { path: { electionId } });
  expect(sent).toEqual([]);
  await product.settle();
});

test('the result is drafted by the numbers: the elected by name, every count, turnout and quorum', async () => {
  const electionId = await opened(3);
  for (const [voter, marks] of [[0, [1, 1, 0, 0]] as const, [1, [1, 0, 1, 0]] as const, [2, [1, 1, 0, 0]] as const])
    await cast(electionId, await aVoter(product, electionId, voter), [[...marks]]);
  product.clock.moveTo(CLOSES);
  await product.settle();
  await signIn();
  expect((await draftOf(electionId, 'result')).notYet).toMatch(/not certified/);
  await officer.call('certifyElection', { path: { electionId }, body: { elected: 2 } });
  const { markdown, notYet } = await draftOf(electionId, 'result');
  const { contests } = await officer.call('readElection', { path: { electionId } });
  const names = contests[0]!.candidates.map(({ name }) => name);
  expect(notYet).toBeNull();
  expect(markdown).toContain(`| ${names[0]!} | 3 |\n| ${names[1]!} | 2 |\n| ${names[2]!} | 1 |`);
  expect(markdown).toContain(
    '3 people were on the roll; 3 cast a ballot (100.0 %). The quorum was 1: it was met with 2',
  );
  for (const name of names.slice(0, 2)) expect(markdown).toContain(`- **${name}**`);
  expect(markdown).not.toContain(`- **${names[2]!}**`);
});

test('a name that is Markdown or HTML stands in the draft as it was written, and does nothing', async () => {
  const evil = '[Ana](https://evil.example) <img src=x onerror=alert(1)> **Lima**';
  const contest = aContest({
    candidates: [
      { name: evil, affiliation: '', statement: '' },
      { name: 'Ana Lima', affiliation: '', statement: '' },
      { name: 'Bo Lindqvist', affiliation: '', statement: '' },
    ],
  });
  const electionId = await aDraft(product, officer, 1, { contests: [contest] });
  await freeze(officer, electionId);
  const { subject, markdown } = await draftOf(electionId, 'candidates');
  const path = { electionId };
  const { html } = await officer.call('previewNotice', { path, body: { subject, markdown } });
  expect(html).not.toMatch(/<img|evil\.example"|<strong>Lima/);
  expect(html).toContain('&lt;img src=x onerror=alert(1)&gt; **Lima**');
  product.clock.moveTo(OPENS);
  await product.settle();
});
