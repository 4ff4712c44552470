import { afterEach, beforeEach, expect, test } from 'vitest';
import { generateKeyPairSync } from 'node:crypto';
import { appendMemberEvents } from '../../db/member-events.ts';
import { enqueueListMails, recipientsOf } from '../../server/announcements.ts';
import { beat } from '../../server/jobs/heartbeat.ts';
import { anOpenElection, aVoter, cast, CLOSES, freeze, aDraft, mailTo, OPENS } from '../support/elections.ts';
import { aMember, aPeriod } from '../support/members.ts';
import { anAdministrator, refusalOf, startProduct, type Product, type Visitor } from '../support/product.ts';
import { startMailServer } from '../support/smtp.ts';

let product: Product;
let officer: Visitor;
beforeEach(async () => {
  product = await startProduct();
  officer = await anAdministrator(product);
});
afterEach(() => product[Symbol.asyncDispose]());

const VOTES = { listId: 'votes' };

/** Signed in by the mailed code. */
async function signedIn(email: string): Promise<Visitor> {
  const visitor = product.visitor();
  const { requestId } = await visitor.call('requestSignIn', { body: { email } });
  await product.settle();
  const code = /^ {4}(\d{6})$/m.exec((await mailTo(product, email))[0]!.text)![1]!;
  await visitor.call('signInByCode', { body: { requestId, code } });
  return visitor;
}

async function aPerson(name: string, email: string): Promise<string> {
  return (await aMember(product, { name, email }, [aPeriod('supporting', '2027-01-01T00:00:00Z', null)])).id;
}

async function join(email: string): Promise<Visitor> {
  const visitor = await signedIn(email);
  await visitor.call('chooseList', { path: VOTES, body: { isOn: true } });
  return visitor;
}

async function since(visitor: Visitor): Promise<string | null> {
  return (await visitor.call('readMyLists', {})).lists[0]!.since;
}

/** A short announcement to everybody who is on the list. */
async function announce(people: number, subject = 'The candidates are known', id: string = crypto.randomUUID()) {
  const body = { id, subject, text: 'There are 26 of them.\n\nRead what they say.', people };
  const list = await officer.call('sendAnnouncement', { path: VOTES, body });
  await product.settle();
  return list;
}

function confirmToken(text: string): string {
  return /\/lists#(\S+)/.exec(text)![1]!;
}

function leavePath(text: string): string {
  return /\/lists\/leave\/[\w-]{43}/.exec(text)![0];
}

async function listMails(address: string): Promise<string[]> {
  const mails = await mailTo(product, address);
  return mails.filter(({ text }) => text.includes('/lists/leave/')).map(({ subject }) => subject);
}

/** As a mail program posts for its reader: no cookie, no origin, a form. */
function oneClick(path: string, init: RequestInit = {}): Promise<Response> {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  return fetch(`${product.url}${path}`, { method: 'POST', headers, body: 'List-Unsubscribe=One-Click', ...init });
}

test('whoever is signed in joins and leaves a list by one press, and joining twice is joining once', async () => {
  await aPerson('Katya Morozenko', 'katya@members.example');
  const katya = await join('katya@members.example');
  expect(await since(katya)).toBe('2027-05-01T12:00:00Z');
  product.clock.moveTo(product.clock.now().add({ hours: 1 }));
  await katya.call('chooseList', { path: VOTES, body: { isOn: true } });
  expect(await since(katya)).toBe('2027-05-01T12:00:00Z');
  expect((await officer.call('readLists', {})).lists[0]).toMatchObject({ id: 'votes', people: 1 });
  await katya.call('chooseList', { path: VOTES, body: { isOn: false } });
  await katya.call('chooseList', { path: VOTES, body: { isOn: false } });
  expect(await since(katya)).toBeNull();
  expect(await since(product.visitor())).toBeNull();
  const nowhere = katya.call('chooseList', { path: { listId: 'nothing' }, body: { isOn: true } });
  expect((await refusalOf(nowhere)).problemName).toBe('not-found');
});

test('an address joins only after its mailed link was pressed, and nobody learns whether it is known', async () => {
  await aPerson('Ruth Duong', 'ruth@members.example');
  const answers = [];
  for (const email of ['ruth@members.example', 'stranger@elsewhere.example']) {
    const visitor = product.visitor();
    answers.push(await visitor.call('requestList', { path: VOTES, body: { email } }));
    await product.settle();
    const [mail] = await mailTo(product, email);
    expect(mail!.subject).toContain('the list Votes');
    expect(mail!.text).not.toContain('Ruth');
    // A scanner opens the link, with the token in its fragment, a hundred times.
    for (let times = 0; times < 100; times += 1) expect((await visitor.fetch('/lists')).status).toBe(200);
    expect((await officer.call('readLists', {})).lists[0]!.people).toBe(answers.length - 1);
    const token = confirmToken(mail!.text);
    expect(await visitor.call('confirmList', { body: { token } })).toEqual({ name: 'Votes' });
    expect((await officer.call('readLists', {})).lists[0]!.people).toBe(answers.length);
    expect((await refusalOf(visitor.call('confirmList', { body: { token } }))).problemName).toBe('link-refused');
    expect((await visitor.call('readMe', {})).person).toBeNull();
  }
  expect(answers[0]).toEqual(answers[1]);
  expect(await since(await signedIn('ruth@members.example'))).not.toBeNull();
});

test('a link that is a week old joins nothing, and a stranger cannot fill somebody’s mailbox with them', async () => {
  const body = { email: 'noor@elsewhere.example' };
  for (let times = 0; times < 3; times += 1) await product.visitor().call('requestList', { path: VOTES, body });
  const refusal = await refusalOf(product.visitor().call('requestList', { path: VOTES, body }));
  expect(refusal.problemName).toBe('too-many-requests');
  await product.settle();
  const mails = await mailTo(product, body.email);
  expect(mails).toHaveLength(3);
  product.clock.moveTo(product.clock.now().add({ hours: 24 * 7 }));
  const late = product.visitor().call('confirmList', { body: { token: confirmToken(mails[0]!.text) } });
  expect((await refusalOf(late)).problemName).toBe('link-refused');
});

test('each reader hears once that voting opened and once that the result is certified, and non-readers never', async () => {
  await aPerson('Tomás Hoshino', 'tomas@members.example');
  await join('tomas@members.example');
  const electionId = await anOpenElection(product, officer, 3, { quorum: null });
  await beat(product.ports);
  await product.settle();
  expect(await listMails('tomas@members.example')).toEqual(['Voting is open: Board election 2027']);
  await cast(electionId, await aVoter(product, electionId, 0), [[1, 1, 0, 0]]);
  product.clock.moveTo(CLOSES);
  await product.settle();
  const elected = (await (await again()).call('readOfficeElection', { path: { electionId } })).view.result!.reduce(
    (sum, contest) => sum + contest.elected.length,
    0,
  );
  const staff = await again();
  await staff.call('certifyElection', { path: { electionId }, body: { elected } });
  await product.settle();
  await product.settle();
  expect(await listMails('tomas@members.example')).toEqual([
    'The result is certified: Board election 2027',
    'Voting is open: Board election 2027',
  ]);
  expect(await listMails('voter0@members.example')).toEqual([]);
});

/** The officer, after sessions have ended. */
function again(): Promise<Visitor> {
  return signedIn('ines@lantern.example');
}

test('a ballot mail says that it is no list, and has no way out of one', async () => {
  await anOpenElection(product, officer, 1);
  const mails = await mailTo(product, 'voter0@members.example');
  const ballot = mails.find(({ subject }) => subject.startsWith('Your ballot'));
  expect(ballot!.text).toMatch(/notice of the election and not a list: .* cannot leave it\./);
  expect(ballot!.text).not.toContain('/lists/leave');
});

test('one click leaves: without a cookie, from no page, as either kind of form, however often', async () => {
  await aPerson('Yuki Pillai', 'yuki@members.example');
  const yuki = await join('yuki@members.example');
  await announce(1);
  const path = leavePath((await mailTo(product, 'yuki@members.example'))[0]!.text);

  for (let times = 0; times < 100; times += 1) {
    const page = await fetch(`${product.url}${path}`, { method: times % 2 === 0 ? 'GET' : 'HEAD' });
    expect(page.status).toBe(200);
    if (times === 0) expect(await page.text()).toMatch(/<form method="post">.*<button/s);
  }
  expect(await since(yuki)).not.toBeNull();

  for (let times = 0; times < 3; times += 1) {
    const left = await oneClick(path, { redirect: 'manual' });
    expect(left.status).toBe(200);
    expect(left.headers.getSetCookie()).toEqual([]);
    expect(await left.text()).toContain('You have left the list Votes');
    expect(await since(yuki)).toBeNull();
  }

  await yuki.call('chooseList', { path: VOTES, body: { isOn: true } });
  const form = new FormData();
  form.set('List-Unsubscribe', 'One-Click');
  // The link of an earlier mail leaves a membership that is newer than it: whoever presses it wants no more mail.
  const multipart = await fetch(`${product.url}${path}`, { method: 'POST', body: form });
  expect(multipart.status).toBe(200);
  expect(await since(yuki)).toBeNull();
});

test('only that one address takes a post from elsewhere, only with the form, and only its own token works', async () => {
  await aPerson('Grace Lindqvist', 'grace@members.example');
  const grace = await join('grace@members.example');
  await announce(1);
  const path = leavePath((await mailTo(product, 'grace@members.example'))[0]!.text);
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  const elsewhere = { ...form, origin: 'https://mail.elsewhere.example', 'sec-fetch-site': 'cross-site' };
  const refused: [string, RequestInit, number][] = [
    [path, { method: 'POST', headers: elsewhere, body: 'nothing=1' }, 400],
    [path, { method: 'POST', headers: elsewhere }, 400],
    [path, { method: 'PUT', headers: elsewhere, body: 'List-Unsubscribe=One-Click' }, 403],
    [`${path}/more`, { method: 'POST', headers: elsewhere, body: 'List-Unsubscribe=One-Click' }, 403],
    [`/lists/leave/short`, { method: 'POST', headers: elsewhere, body: 'List-Unsubscribe=One-Click' }, 403],
    [`/lists/leave/${'A'.repeat(43)}`, { method: 'POST', headers: elsewhere, body: 'List-Unsubscribe=One-Click' }, 404],
    ['/api/me/lists/votes', { method: 'PUT', headers: elsewhere, body: 'List-Unsubscribe=One-Click' }, 403],
    ['/api/session', { method: 'DELETE', headers: elsewhere }, 403],
  ];
  for (const [where, init, status] of refused) {
    const answer = await fetch(`${product.url}${where}`, init);
    expect(answer.status, `${init.method} ${where}`).toBe(status);
  }
  const own = await grace.fetch('/api/me/lists/votes', { method: 'PUT', headers: form, body: 'isOn=false' });
  expect(own.status).toBe(415);
  expect(await since(grace)).not.toBeNull();
  expect((await oneClick(path, { headers: elsewhere })).status).toBe(200);
  expect(await since(grace)).toBeNull();
});

test('list mail names the way out in signed headers, and no other mail does', async () => {
  await using smtp = await startMailServer();
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  await using real = await startProduct({
    SMTP_URL: smtp.url,
    PUBLIC_URL: 'https://vote.lantern.example',
    DKIM_DOMAIN: 'lantern.example',
    DKIM_PRIVATE_KEY: privateKey,
  });
  const now = real.clock.now().toString();
  await real.ports.db
    .insertInto('listMembership')
    .values({ listId: 'votes', personId: null, address: 'reader@members.example', joinedAt: now })
    .execute();
  const id = crypto.randomUUID();
  await real.ports.db.transaction().execute(async (trx) => {
    const announcement = { id, listId: 'votes', subject: 'News', text: 'Some.', people: 1, madeAt: now, madeBy: 'x' };
    await trx.insertInto('listAnnouncement').values(announcement).execute();
    const recipients = await recipientsOf(trx, 'votes', real.clock.now());
    await enqueueListMails(real.ports, trx, { listId: 'votes', key: id, facts: { announcement: id }, recipients });
  });
  const visitor = real.visitor();
  const headers = { origin: 'https://vote.lantern.example', 'content-type': 'application/json' };
  const body = '{"email":"other@members.example"}';
  expect((await visitor.fetch('/api/lists/votes/requests', { method: 'POST', headers, body })).status).toBe(202);
  await real.settle();
  const [news] = smtp.to('reader@members.example');
  const token = leavePath(news!.mail.text!);
  expect(news!.raw).toContain(`\r\nList-Unsubscribe: <https://vote.lantern.example${token}>\r\n`);
  expect(news!.raw).toContain('\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n');
  const signed = /\bh=([^;]+);/.exec(news!.raw)![1]!.replaceAll(/\s/g, '').toLowerCase().split(':');
  expect(signed).toEqual(expect.arrayContaining(['list-unsubscribe', 'list-unsubscribe-post', 'from', 'subject']));
  expect(smtp.to('other@members.example')[0]!.raw).not.toMatch(/^List-Unsubscribe/m);
});

test('nothing goes to whoever died, was erased, or has left since; a merged record is one reader', async () => {
  for (const name of ['dead', 'erased', 'leaving', 'merged', 'survivor']) {
    await aPerson(name, `${name}@members.example`);
    await join(`${name}@members.example`);
  }
  const idOf = async (name: string) =>
    (
      await product.ports.db
        .selectFrom('person')
        .select('id')
        .where('email', '=', `${name}@members.example`)
        .executeTakeFirstOrThrow()
    ).id;
  const now = product.clock.now();
  await product.ports.db.transaction().execute(async (trx) => {
    const died = { kind: 'died', personId: await idOf('dead'), facts: { on: '2027-04-01' } } as const;
    await appendMemberEvents(trx, [died], now);
    await trx
      .updateTable('person')
      .set({ erasedAt: now.toString() })
      .where('email', '=', 'erased@members.example')
      .execute();
    const mergedInto = await idOf('survivor');
    await trx.updateTable('person').set({ mergedInto }).where('email', '=', 'merged@members.example').execute();
  });
  const body = { id: crypto.randomUUID(), subject: 'News', text: 'Some.', people: 2 };
  await officer.call('sendAnnouncement', { path: VOTES, body });
  const leaving = await idOf('leaving');
  await product.ports.db
    .updateTable('listMembership')
    .set({ leftAt: now.toString() })
    .where('personId', '=', leaving)
    .execute();
  await product.settle();
  for (const name of ['dead', 'erased', 'leaving', 'merged'])
    expect(await listMails(`${name}@members.example`), name).toEqual([]);
  expect(await listMails('survivor@members.example')).toHaveLength(1);
  const held = await product.ports.db
    .selectFrom('mail')
    .select(['state', 'error'])
    .where('personId', '=', leaving)
    .where('kind', '=', 'announcement')
    .execute();
  expect(held).toEqual([{ state: 'withheld', error: 'Left the list before it was sent' }]);

  // The survivor leaves under both records.
  const path = leavePath((await mailTo(product, 'survivor@members.example'))[0]!.text);
  await oneClick(path);
  expect((await officer.call('readLists', {})).lists[0]!.people).toBe(0);
});

test('an officer announces once what was previewed, to the number of people that was read back; the log says so', async () => {
  await aPerson('Noor Arriaga', 'noor@members.example');
  await join('noor@members.example');
  const words = { subject: 'The candidates are known', text: 'There are 26.\n\nRead them.' };
  const preview = await officer.call('previewAnnouncement', { path: VOTES, body: words });
  expect(preview.text).toMatch(/There are 26\.\n\nRead them\./);
  const id = crypto.randomUUID();
  const wrong = officer.call('sendAnnouncement', { path: VOTES, body: { ...words, id, people: 2 } });
  expect((await refusalOf(wrong)).problemName).toBe('readback-differs');
  expect(await listMails('noor@members.example')).toEqual([]);
  const body = { ...words, id, people: 1 };
  await Promise.all([1, 2].map(() => officer.call('sendAnnouncement', { path: VOTES, body })));
  const { announcements } = await officer.call('sendAnnouncement', { path: VOTES, body });
  expect(announcements).toMatchObject([{ subject: words.subject, people: 1, by: 'Ines Halvorsen' }]);
  await product.settle();
  const [mail, ...others] = await mailTo(product, 'noor@members.example');
  expect(mail!.subject).toBe(preview.subject);
  expect(mail!.text.replace(/[\w-]{43}/, '…')).toBe(preview.text.replace('You get', 'Noor Arriaga, you get'));
  expect(others.filter(({ subject }) => subject === preview.subject)).toEqual([]);
  const { entries } = await officer.call('readLog', { query: {} });
  expect(entries.filter(({ action }) => action === 'send-announcement')).toHaveLength(1);
});

test('what was announced in the draft of an election is nothing: lists hear when voting opens', async () => {
  await aPerson('Piotr Nwosu', 'piotr@members.example');
  await join('piotr@members.example');
  const electionId = await aDraft(product, officer, 2);
  await freeze(officer, electionId);
  await product.settle();
  expect(await listMails('piotr@members.example')).toEqual([]);
  product.clock.moveTo(OPENS);
  await product.settle();
  expect(await listMails('piotr@members.example')).toHaveLength(1);
});
