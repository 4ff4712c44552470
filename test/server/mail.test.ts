import { afterAll, beforeAll, expect, test } from 'vitest';
import { linkProof } from '../../protocol/link-proof.ts';
import { beat } from '../../server/jobs/heartbeat.ts';
import { jobHandlers } from '../../server/jobs/handlers.ts';
import { aDraft, anOpenElection, cast, CLOSES, freeze, OPENS, type Voter } from '../support/elections.ts';
import { anAdministrator, startProduct, type Product, type Visitor } from '../support/product.ts';
import { startMailServer, type MailServer, type Received } from '../support/smtp.ts';

let smtp: MailServer;
let product: Product;
let officer: Visitor;
beforeAll(async () => {
  smtp = await startMailServer();
  const settings = {
    SMTP_URL: smtp.url,
    HOST: '127.0.0.1',
    MAIL_FROM: 'Lantern elections <elections@lantern.example>',
  };
  product = await startProduct(settings);
  product.clock.moveTo(OPENS);
  officer = await anAdministrator(product);
});
afterAll(async () => {
  await product[Symbol.asyncDispose]();
  await smtp[Symbol.asyncDispose]();
});

const addressOf = (number: number) => `voter${number}@members.example`;

function newest(address: string, subject: RegExp): Received {
  return smtp.to(address).findLast(({ mail }) => subject.test(mail.subject ?? ''))!;
}

async function secretsOf(electionId: string): Promise<number> {
  const rows = await product.ports.db
    .selectFrom('credentialSecret')
    .innerJoin('rollEntry', 'rollEntry.id', 'credentialSecret.rollEntryId')
    .select('rollEntryId')
    .where('electionId', '=', electionId)
    .execute();
  return rows.length;
}

async function mailSecrets(): Promise<number> {
  return (await product.ports.db.selectFrom('mailSecret').select('mailId').execute()).length;
}

async function signedIn(electionId: string, number: number): Promise<Voter> {
  const address = addressOf(number);
  const { mail } = newest(address, /^Your ballot:/);
  const credential = /\/vote\/[^#\s]+#(\S+)/.exec(mail.text!)![1]!;
  const visitor = product.visitor();
  const body = { link: linkProof(electionId, credential) };
  const { requestId } = await visitor.call('requestBallotCode', { path: { electionId }, body });
  await product.settle();
  const code = /^(\d{6}) is your sign-in code/.exec(newest(address, /sign-in code/).mail.subject!)![1]!;
  await visitor.call('signInByCode', { body: { requestId, code } });
  return { visitor, address, credential };
}

test('every mail of an election arrives as text and HTML, once, and leaves no secret behind', async () => {
  const electionId = await anOpenElection(product, officer, 2, { name: 'Board election, “2027” <b>' });
  const { mail, raw, to } = newest(addressOf(0), /^Your ballot:/);
  expect(to).toEqual([addressOf(0)]);
  expect(mail.subject).toBe('Your ballot: Board election, “2027” <b>, until Tue 15 June, 14:00 UTC');
  expect(mail.from).toMatchObject({ name: 'Lantern elections', address: 'elections@lantern.example' });
  expect(mail.headers.find(({ key }) => key === 'auto-submitted')?.value).toBe('auto-generated');
  const link = new RegExp(`${product.url}/vote/${electionId}#[A-Za-z0-9-]{25}\\b`);
  expect(mail.text).toMatch(link);
  expect(mail.html).toMatch(link);
  expect(mail.html).toContain('&#60;b&#62;');
  expect(mail.html).not.toMatch(/<(img|script|link|iframe)|https?:\/\/(?!localhost)/);
  expect(raw).not.toMatch(/^List-Unsubscribe/im);
  expect(await secretsOf(electionId)).toBe(2);

  const voter = await signedIn(electionId, 0);
  expect(await mailSecrets()).toBe(0);
  const receipt = await cast(electionId, voter, [[1, 0, 1, 0]]);
  expect(await secretsOf(electionId)).toBe(1);
  await product.settle();
  const receiptMail = newest(voter.address, /^Your ballot is cast/).mail;
  expect(receiptMail.text).toContain(receipt.tracker);
  expect(receiptMail.text).toContain(`entry ${receipt.height}`);
  // Nothing says, or even names, what could have been chosen.
  const { contests } = await officer.call('readElection', { path: { electionId } });
  for (const { name } of contests[0]!.candidates) expect(receiptMail.text).not.toContain(name);

  const ids = smtp.received.map((one) => one.mail.messageId);
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(id).toMatch(/^<[0-9a-f-]{36}@localhost>$/);
});

test('a mail server that asks for patience gets the same mail again, with the same Message-ID', async () => {
  const email = addressOf(1);
  const count = smtp.received.length;
  smtp.refusals.push('450 Mailbox busy, try later');
  const { requestId } = await product.visitor().call('requestSignIn', { body: { email } });
  const row = () =>
    product.ports.db.selectFrom('mail').selectAll().where('key', '=', `sign-in:${requestId}`).executeTakeFirstOrThrow();
  const { id } = await row();
  await product.settle();
  expect(await row()).toMatchObject({ state: 'queued', tries: 1 });
  expect((await row()).error).toMatch(/try later/);
  expect(smtp.received).toHaveLength(count);
  const send = jobHandlers(product.ports)['send-mail'];
  await send({ mailId: id }, false);
  expect(await row()).toMatchObject({ state: 'sent', tries: 2, error: null });
  expect(smtp.received.at(-1)!.mail.messageId).toBe(`<${id}@localhost>`);
  expect(await mailSecrets()).toBe(0);
  // A worker that was killed after sending comes back: the ledger knows.
  await Promise.all([send({ mailId: id }, false), send({ mailId: id }, true)]);
  expect(smtp.received).toHaveLength(count + 1);
});

test('a worker that is killed between the mail server’s yes and its own mark sends the same mail again', async () => {
  const electionId = await anOpenElection(product, officer, 1);
  const { db } = product.ports;
  const { id } = await db
    .selectFrom('mail')
    .select('id')
    .where('electionId', '=', electionId)
    .where('kind', '=', 'ballot')
    .executeTakeFirstOrThrow();
  const [sent, ...others] = smtp.received.filter(({ mail }) => mail.messageId === `<${id}@localhost>`);
  expect(others).toEqual([]);
  // What PostgreSQL holds when the worker dies before it commits.
  await db.updateTable('mail').set({ state: 'queued', sentAt: null }).where('id', '=', id).execute();
  await jobHandlers(product.ports)['send-mail']({ mailId: id }, false);
  const again = smtp.received.at(-1)!;
  expect(again).not.toBe(sent);
  expect([again.mail.messageId, again.mail.text]).toEqual([sent!.mail.messageId, sent!.mail.text]);
});

test('a refused address is shown to the office in the mail server’s words, and its secrets are not kept', async () => {
  const electionId = await aDraft(product, officer, 2);
  await freeze(officer, electionId);
  smtp.refusals.push('550 5.1.1 No such member here');
  await product.settle();
  const path = { electionId };
  const failed = await officer.call('readRoll', { path, query: { show: 'failed-mail' } });
  expect(failed.total).toBe(1);
  expect(failed.entries[0]).toMatchObject({ mail: 'failed' });
  expect(failed.entries[0]!.mailError).toMatch(/No such member here/);
  expect((await officer.call('readOfficeElection', { path })).mail).toEqual({ queued: 0, sent: 1, failed: 1 });
  product.clock.moveTo(product.clock.now().add({ minutes: 1 }));
  expect(await officer.call('resendBallot', { path: { electionId, entryId: failed.entries[0]!.id } })).toEqual({
    sent: true,
  });
  await product.settle();
  expect((await officer.call('readOfficeElection', { path })).mail).toEqual({ queued: 0, sent: 2, failed: 0 });

  smtp.refusals.push('550 5.1.1 No such member here');
  await product.visitor().call('requestSignIn', { body: { email: addressOf(0) } });
  await product.settle();
  expect(await mailSecrets()).toBe(0);
});

test('at the close every secret is gone: of those who did not vote, and the key', async () => {
  const electionId = await anOpenElection(product, officer, 3, { quorum: null });
  expect(await secretsOf(electionId)).toBe(3);
  product.clock.moveTo(CLOSES);
  await beat(product.ports);
  expect(await secretsOf(electionId)).toBe(0);
  expect(await product.ports.db.selectFrom('credentialSecret').selectAll().execute()).toEqual([]);
  expect(await product.ports.db.selectFrom('serverKey').select('electionId').execute()).not.toEqual([]);
  await product.settle();
  expect(await product.ports.db.selectFrom('serverKey').selectAll().execute()).toEqual([]);
  expect(await mailSecrets()).toBe(0);
  expect(newest(addressOf(2), /^The result/).mail.text).toMatch(/0 of 3 voters cast a ballot/);
});
