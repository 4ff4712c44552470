import { createHash, createPublicKey, verify, type JsonWebKey } from 'node:crypto';
import type { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Mark, OpenVoteView } from '../../api/open-votes.ts';
import { mailTo } from '../support/elections.ts';
import { signedIn } from '../support/imports.ts';
import {
  aVoteForm,
  aVotePut,
  aWeek,
  RESOLUTION,
  someDirectors,
  staySignedIn,
  type Director,
} from '../support/open-votes.ts';
import { BOARD, rulesOfBoard, seatIds } from '../support/bodies.ts';
import { anAdministrator, refusalOf, startProduct, type Product, type Visitor } from '../support/product.ts';

let product: Product;
let officer: Visitor;
let directors: Director[];
const hands: Visitor[] = [];

beforeAll(async () => {
  product = await startProduct();
  officer = await anAdministrator(product);
  directors = await someDirectors(product, 11);
  for (const { email } of directors) hands.push(await signedIn(product, email));
  await staySignedIn(product);
});
afterAll(() => product[Symbol.asyncDispose]());

function say(voteId: string, place: number, mark: Exclude<Mark, 'absent'>): Promise<OpenVoteView> {
  return hands[place]!.call('markOpenVote', { path: { voteId }, body: { mark } });
}

interface Opened {
  readonly voteId: string;
  readonly opens: Temporal.Instant;
  readonly closes: Temporal.Instant;
}

async function put(changes = {}): Promise<Opened> {
  const { opens, closes } = aWeek(product);
  return { voteId: await aVotePut(officer, aVoteForm(product, directors, changes)), opens, closes };
}

async function open(changes = {}): Promise<Opened> {
  const vote = await put(changes);
  product.clock.moveTo(vote.opens);
  await product.settle();
  return vote;
}

function today(): string {
  return product.clock.now().toZonedDateTimeISO('UTC').toPlainDate().toString();
}

function look(voteId: string, who: Visitor = product.visitor()): Promise<OpenVoteView> {
  return who.call('readOpenVote', { path: { voteId } });
}

test('without a meeting all in office say aye by their own hand, and it is adopted: 11–0–0, as the minutes say', async () => {
  const { voteId, closes } = await open();
  for (const place of directors.keys()) await say(voteId, place, 'aye');
  const early = await look(voteId);
  expect(early).toMatchObject({ phase: 'open', minutes: null, count: { isSettled: true, adopted: true } });
  product.clock.moveTo(closes);
  const { phase, count, minutes, manner } = await look(voteId);
  expect(manner).toMatchObject({ kind: 'without', closes: { zone: 'Europe/Berlin', at: closes.toString() } });
  expect(phase).toBe('decided');
  expect(count).toMatchObject({ aye: 11, nay: 0, abstain: 0, absent: 0, adopted: true });
  expect(count?.words).toBe('Adopted, 11–0–0. It took 11 ayes of the 11 in office, and there were 11.');
  const names = directors.map(({ name }) => name);
  expect(minutes?.plain).toContain(`Moved by ${names[0]}, seconded by ${names[1]}.`);
  expect(minutes?.plain).toContain(RESOLUTION);
  expect(minutes?.plain).toContain('\n\nApproved, 11-0-0.\n\nAye: ');
  expect(minutes?.markdown).toContain(`> ${RESOLUTION}`);
  for (const name of names) expect(minutes?.plain).toContain(name);
});

test('one nay settles unanimous consent at once, and the close decides', async () => {
  const { voteId, closes } = await open();
  const before = await say(voteId, 0, 'aye');
  expect(before.count).toMatchObject({ isSettled: false });
  expect((await say(voteId, 1, 'nay')).count).toMatchObject({ isSettled: true, adopted: false });
  product.clock.moveTo(closes);
  const { count, minutes } = await look(voteId);
  expect(count?.adopted).toBe(false);
  expect(minutes?.plain).toContain('Not approved for want of quorum, 1-1-0.');
});

test('a member may say something else until the close; every mark stays to be seen, and the last counts', async () => {
  const { voteId } = await open();
  for (const mark of ['aye', 'abstain', 'nay'] as const) {
    product.clock.moveTo(product.clock.now().add({ minutes: 1 }));
    await say(voteId, 3, mark);
  }
  await say(voteId, 3, 'nay');
  const member = (await look(voteId)).members.find(({ personId }) => personId === directors[3]!.id)!;
  expect(member.history.map(({ mark }) => mark)).toEqual(['aye', 'abstain', 'nay']);
  expect(member.mark).toBe('nay');
});

test('two marks of one person at the same time are both written, in one order that everybody sees', async () => {
  const { voteId } = await open();
  await Promise.all([say(voteId, 2, 'aye'), say(voteId, 2, 'nay')]);
  const member = (await look(voteId)).members.find(({ personId }) => personId === directors[2]!.id)!;
  expect(member.history.map(({ mark }) => mark).toSorted()).toEqual(['aye', 'nay']);
  expect(member.mark).toBe(member.history[1]!.mark);
});

test('at the closing instant it is too late; a moment before it is not; before the opening it is too early', async () => {
  const { voteId, opens, closes } = await put();
  product.clock.moveTo(opens.subtract({ nanoseconds: 1000 }));
  expect((await refusalOf(say(voteId, 0, 'aye'))).problemName).toBe('vote-not-open');
  // Nobody waits for the clock's own round: the first hand opens it.
  product.clock.moveTo(opens);
  await say(voteId, 0, 'aye');
  product.clock.moveTo(closes.subtract({ nanoseconds: 1000 }));
  await say(voteId, 1, 'aye');
  product.clock.moveTo(closes);
  expect((await refusalOf(say(voteId, 2, 'aye'))).problem.detail).toMatch(/has closed/);
  expect((await look(voteId)).count).toMatchObject({ aye: 2, absent: 9 });
});

test('who votes is who holds a seat on the day it opens: nobody who left before, nobody who came after', async () => {
  await using other = await startProduct();
  const chief = await anAdministrator(other);
  const board = await someDirectors(other, 3);
  const { db } = other.ports;
  const { opens } = aWeek(other);
  const voteId = await aVotePut(chief, aVoteForm(other, board));
  const [left, stays] = [await signedIn(other, board[2]!.email), await signedIn(other, board[1]!.email)];
  await staySignedIn(other);
  await db
    .updateTable('term')
    .set({ leftOn: '2027-05-02', leftWhy: 'moved away' })
    .where('personId', '=', board[2]!.id)
    .execute();
  other.clock.moveTo(opens);
  await other.settle();
  const late = await chief.call('readMe', {});
  const term = { seatId: seatIds(5)[4]!, personId: late.person!.id, name: 'Ines Halvorsen', startsOn: '2027-05-04' };
  await db
    .insertInto('term')
    .values({
      ...term,
      ...{ endsOn: null, cameBy: 'appointed', electionId: null, leftOn: null, leftWhy: null },
      ...{ recordedAt: opens.toString(), recordedBy: 'test' },
    })
    .execute();
  other.clock.moveTo(opens.add({ hours: 48 }));
  const mark = (who: Visitor) => who.call('markOpenVote', { path: { voteId }, body: { mark: 'aye' } });
  expect((await refusalOf(mark(left))).problemName).toBe('not-in-body');
  expect((await refusalOf(mark(chief))).problemName).toBe('not-in-body');
  const { members, rule } = await mark(stays);
  expect(members.map(({ personId }) => personId).toSorted()).toEqual([board[0]!.id, board[1]!.id].toSorted());
  expect(rule[0]).toBe('At least 6 of the 11 seats must take part: aye, nay or abstain.');
});

test('the rule is frozen when the vote opens: what the body’s rules say later is for later votes', async () => {
  const { voteId } = await open();
  const before = (await look(voteId)).rule;
  const rules = { ...rulesOfBoard, quorum: { numerator: 1, denominator: 100, isStrict: false } };
  const setRules = (to: object) =>
    product.ports.db
      .updateTable('body')
      .set({ rules: JSON.stringify(to) })
      .where('id', '=', BOARD)
      .execute();
  await setRules(rules);
  try {
    expect((await look(voteId)).rule).toEqual(before);
    expect((await look(await aVotePut(officer, aVoteForm(product, directors)))).rule).not.toEqual(before);
  } finally {
    await setRules(rulesOfBoard);
  }
});

test('one mail comes when it opens and one a day before the close, the second only to those who have not voted', async () => {
  const { voteId, closes } = await open({ title: 'Who gets mail' });
  const about = async ({ email }: Director) =>
    (await mailTo(product, email)).map(({ subject }) => subject).filter((subject) => subject.includes('Who gets mail'));
  const [opened] = await about(directors[4]!);
  expect(opened).toMatch(/^Your vote: Who gets mail, until \w+ \d+ \w+, 14:00 Berlin \(\w+ \d+ \w+, 12:00 UTC\)$/);
  const mails = await mailTo(product, directors[4]!.email);
  expect(mails.find(({ subject }) => subject === opened)!.text).toContain(`${product.url}/open-votes/${voteId}`);
  await say(voteId, 4, 'aye');
  product.clock.moveTo(closes.subtract({ hours: 24, minutes: 1 }));
  await product.settle();
  expect(await about(directors[5]!)).toEqual([opened]);
  product.clock.moveTo(closes.subtract({ hours: 24 }));
  for (let beats = 0; beats < 3; beats += 1) await product.settle();
  expect(await about(directors[4]!)).toEqual([opened]);
  expect((await about(directors[5]!)).filter((subject) => subject.startsWith('Not voted yet'))).toHaveLength(1);
  const due = await product.ports.db
    .selectFrom('mail')
    .select('toAddress')
    .where('key', 'like', `open-vote-reminder:${voteId}:%`)
    .execute();
  expect(due.map(({ toAddress }) => toAddress).toSorted()).toEqual(
    directors.flatMap(({ email }, place) => (place === 4 ? [] : [email])).toSorted(),
  );
});

async function publicKeys(): Promise<JsonWebKey[]> {
  const response = await product.visitor().fetch('/.well-known/jwks.json');
  expect(response.headers.get('content-type')).toMatch(/^application\/json/);
  return ((await response.json()) as { keys: JsonWebKey[] }).keys;
}

/** As a stranger would, with nothing of ours: the parts of a JWS and the published keys. */
async function checked(signature: string): Promise<Record<string, unknown>> {
  const [header = '', payload = '', bytes = ''] = signature.split('.');
  const decoded = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>;
  const jwk = (await publicKeys()).find((key) => key['kid'] === decoded(header)['kid'])!;
  expect(jwk).not.toHaveProperty('d');
  const key = createPublicKey({ key: jwk, format: 'jwk' });
  const signed = Buffer.from(`${header}.${payload}`);
  const signatureBytes = Buffer.from(bytes, 'base64url');
  expect(verify('sha256', signed, { key, dsaEncoding: 'ieee-p1363' }, signatureBytes)).toBe(true);
  const forged = Buffer.from(`${header}.${payload}x`);
  expect(verify('sha256', forged, { key, dsaEncoding: 'ieee-p1363' }, signatureBytes)).toBe(false);
  return decoded(payload);
}

test('each mark is signed, and a stranger can check it with the published keys and the text on the page', async () => {
  const { voteId } = await open();
  await say(voteId, 6, 'abstain');
  const { members, signed } = await look(voteId);
  const [mark] = members.find(({ personId }) => personId === directors[6]!.id)!.history;
  const claims = await checked(mark!.signature);
  expect(claims).toMatchObject({
    ...{ purpose: 'open-vote-mark', vote: voteId, person: directors[6]!.id, madeBy: directors[6]!.id },
    ...{ mark: 'abstain', at: mark!.at, textHash: signed!.hash },
  });
  expect(createHash('sha256').update(signed!.text).digest('hex')).toBe(signed!.hash);
  expect(signed!.text).toContain(RESOLUTION);
});

test('a signed mark opens no door: it is no access token, whatever cookie it stands in', async () => {
  const { voteId } = await open();
  await say(voteId, 7, 'aye');
  const { members } = await look(voteId);
  const [mark] = members.find(({ personId }) => personId === directors[7]!.id)!.history;
  const [header, payload] = mark!.signature.split('.').map((part) => Buffer.from(part, 'base64url').toString());
  expect(JSON.parse(header!)).toMatchObject({ typ: 'open-vote-mark+jwt' });
  expect(JSON.parse(payload!)).toMatchObject({ aud: 'quorate-open-vote', purpose: 'open-vote-mark' });
  expect(JSON.parse(payload!)).not.toHaveProperty('sid');
  expect(product.ports.tokens.sessionOf(mark!.signature)).toBeUndefined();
  for (const name of hands[7]!.cookies.keys()) {
    const response = await fetch(`${product.url}/api/me/elections`, {
      headers: { cookie: `${name}=${mark!.signature}` },
    });
    expect(response.status).toBe(401);
    await response.text();
  }
});

test('in a meeting the officer calls the roll: absent unless named, and each hears how they are recorded', async () => {
  const tomorrow = product.clock.now().add({ hours: 24 }).toString().slice(0, 10);
  const form = aVoteForm(product, directors, {
    title: 'Minutes of April',
    manner: { kind: 'meeting', on: tomorrow },
  });
  const voteId = await aVotePut(officer, form);
  const path = { voteId };
  const marks = directors.slice(0, 10).map(({ id }, place) => ({
    personId: id,
    mark: place < 8 ? ('aye' as const) : ('abstain' as const),
  }));
  const record = (some: typeof marks) => officer.call('recordRollCall', { path, body: { marks: some } });
  expect((await refusalOf(record(marks))).problem.detail).toMatch(/meeting is on \d{4}/);
  product.clock.moveTo(product.clock.now().add({ hours: 26 }));
  expect((await refusalOf(say(voteId, 0, 'aye'))).problem.detail).toMatch(/in the meeting/);
  const { view } = await record(marks);
  expect(view.count).toMatchObject({ aye: 8, nay: 0, abstain: 2, absent: 1, adopted: true });
  expect(view.minutes?.plain).toMatch(/In the meeting of \d+ \w+ 2027\.[^]*Approved, 8-0-2\./);
  expect(view.minutes?.plain).toContain(`Absent: ${directors[10]!.name}.`);
  expect(view.members.every(({ history }) => history[0]?.recordedBy === 'Ines Halvorsen')).toBe(true);
  await product.settle();
  const [mail] = await mailTo(product, directors[10]!.email);
  expect(mail!.subject).toBe('You are recorded as absent: Minutes of April');
  await objectAndPutRight(voteId, marks);
});

/** The objection stands beside the mark; the correction is a new row, and only whom it concerns hears of it. */
async function objectAndPutRight(voteId: string, marks: { personId: string; mark: Mark }[]): Promise<void> {
  const path = { voteId };
  const note = 'I was there from the start and said nay.';
  const objected = await hands[10]!.call('objectToMark', { path, body: { note } });
  const absent = objected.members.find(({ personId }) => personId === directors[10]!.id)!;
  expect(absent).toMatchObject({ mark: 'absent', objections: [{ note }] });
  const stranger = await signedIn(product, 'ines@lantern.example');
  expect((await refusalOf(stranger.call('objectToMark', { path, body: { note } }))).problemName).toBe('not-in-body');
  const right = [...marks, { personId: directors[10]!.id, mark: 'nay' as const }];
  const { view } = await officer.call('recordRollCall', { path, body: { marks: right } });
  expect(view.count).toMatchObject({ aye: 8, nay: 1, abstain: 2, absent: 0 });
  const member = view.members.find(({ personId }) => personId === directors[10]!.id)!;
  expect(member.history.map(({ mark }) => mark)).toEqual(['absent', 'nay']);
  await product.settle();
  const subjects = async ({ email }: Director) =>
    (await mailTo(product, email)).map(({ subject }) => subject).filter((subject) => subject.includes('Minutes of'));
  expect(await subjects(directors[10]!)).toHaveLength(2);
  expect(await subjects(directors[0]!)).toHaveLength(1);
}

test('nobody who was not called is recorded', async () => {
  const manner = { kind: 'meeting', on: today() } as const;
  const voteId = await aVotePut(officer, aVoteForm(product, directors, { manner }));
  const { person } = await officer.call('readMe', {});
  const body = { marks: [{ personId: person!.id, mark: 'aye' as const }] };
  const refusal = await refusalOf(officer.call('recordRollCall', { path: { voteId }, body }));
  expect(refusal.problemName).toBe('not-in-body');
  expect((await look(voteId)).phase).toBe('scheduled');
});

test('a vote is there for its body and the office alone until it is decided, where it is drafted so', async () => {
  const { voteId, closes } = await open({ visibility: 'until-decided', title: 'A quiet award' });
  const stranger = product.visitor();
  expect((await refusalOf(look(voteId, stranger))).problemName).toBe('not-found');
  for (const address of [`/votes/${voteId}`, '/votes/nothing', '/votes/%00'])
    expect((await stranger.fetch(address)).status).toBe(404);
  expect((await look(voteId, hands[0])).me).toBe(directors[0]!.id);
  expect((await look(voteId, officer)).me).toBeNull();
  const listed = async () => (await stranger.call('readOpenVotes', {})).votes.map(({ id }) => id);
  expect(await listed()).not.toContain(voteId);
  product.clock.moveTo(closes);
  expect((await look(voteId, stranger)).count?.adopted).toBe(false);
  expect(await listed()).toContain(voteId);
});

test('who was proposed and not chosen stays unpublished for ever, where it is drafted so; who was chosen does not', async () => {
  const { voteId: nameless } = await open({ visibility: 'unless-adopted', title: 'An award that fails' });
  await say(nameless, 0, 'nay');
  const { voteId: chosen, closes } = await open({ visibility: 'unless-adopted', title: 'One that does not' });
  for (const place of directors.keys()) await say(chosen, place, 'aye');
  expect((await refusalOf(look(chosen))).problemName).toBe('not-found');
  product.clock.moveTo(closes.add({ hours: 24 * 365 }));
  expect((await refusalOf(look(nameless))).problemName).toBe('not-found');
  expect((await look(chosen)).title).toBe('One that does not');
  expect(JSON.stringify(await product.visitor().call('readOpenVotes', {}))).not.toContain('An award that fails');
  const page = await (await product.visitor().fetch('/votes')).text();
  expect(page).not.toContain('An award that fails');
  expect(page).toContain('One that does not');
  expect((await look(nameless, hands[0])).count?.adopted).toBe(false);
});

test('what was put to the vote stays as it is; a draft changes, and is nobody’s but the office’s', async () => {
  await using other = await startProduct();
  const chief = await anAdministrator(other);
  const board = await someDirectors(other, 3);
  const { view } = await chief.call('draftOpenVote', { body: aVoteForm(other, board) });
  const path = { voteId: view.id };
  expect((await refusalOf(other.visitor().call('readOpenVote', { path }))).problemName).toBe('not-found');
  const replaced = {
    ...aVoteForm(other, board),
    text: 'Directors meet each month.',
    replaces: 'Directors meet each year.',
  };
  const changed = await chief.call('redraftOpenVote', { path, body: replaced });
  expect(changed.view.difference?.filter(({ kind }) => kind !== 'same')).toEqual([
    { kind: 'removed', text: 'year' },
    { kind: 'added', text: 'month' },
  ]);
  const put = await chief.call('putOpenVote', { path });
  expect(put.view.signed?.text).toContain('In place of:\n\nDirectors meet each year.');
  expect((await refusalOf(chief.call('redraftOpenVote', { path, body: replaced }))).problemName).toBe('vote-not-draft');
  expect((await refusalOf(chief.call('putOpenVote', { path }))).problemName).toBe('vote-not-draft');
});

test('a draft says what is wrong with it, and where', async () => {
  const draft = (changes: object) =>
    refusalOf(officer.call('draftOpenVote', { body: aVoteForm(product, directors, changes) })).then(
      ({ problem }) => problem.errors?.[0]?.pointer,
    );
  const { person } = await officer.call('readMe', {});
  expect(await draft({ moverId: person!.id })).toBe('#/body/moverId');
  expect(await draft({ seconderId: directors[0]!.id })).toBe('#/body/seconderId');
  expect(await draft({ bodyId: person!.id })).toBe('#/body/bodyId');
  const manner = { kind: 'without', zone: 'UTC', opens: '2027-05-03T14:00', closes: '2027-05-03T14:00' };
  expect(await draft({ manner })).toBe('#/body/manner/closes');
  expect(await draft({ manner: { ...manner, zone: 'Europe/Nowhere' } })).toBe('#/body/manner/zone');
  const { closes } = aWeek(product);
  const { view } = await officer.call('draftOpenVote', { body: aVoteForm(product, directors) });
  product.clock.moveTo(closes);
  const { problem } = await refusalOf(officer.call('putOpenVote', { path: { voteId: view.id } }));
  expect(problem.errors?.[0]?.pointer).toBe('#/body/manner/closes');
});

test('marks, members and objections are never changed or taken out', async () => {
  const { voteId } = await open();
  await say(voteId, 1, 'aye');
  const { db } = product.ports;
  await expect(db.updateTable('openVoteMark').set({ mark: 'nay' }).execute()).rejects.toThrow(/append-only/);
  await expect(db.deleteFrom('openVoteMark').execute()).rejects.toThrow(/append-only/);
  await expect(db.deleteFrom('openVoteMember').execute()).rejects.toThrow(/append-only/);
  await expect(db.updateTable('openVoteObjection').set({ note: 'x' }).execute()).rejects.toThrow(/append-only/);
});

test('the plain minutes have the words of the text without its marks, the Markdown ones as they were written', async () => {
  const text = 'RESOLVED, that **Ada & Ben** get < 3 & `more`:\n\n- one\n- two <b>bold</b>';
  const manner = { kind: 'meeting', on: today() } as const;
  const voteId = await aVotePut(officer, aVoteForm(product, directors, { text, manner }));
  const { view } = await officer.call('recordRollCall', { path: { voteId }, body: { marks: [] } });
  expect(view.minutes?.plain).toContain(
    '\n\nRESOLVED, that Ada & Ben get < 3 & more:\n\n- one\n- two <b>bold</b>\n\nIn the meeting of',
  );
  expect(view.minutes?.markdown).toContain('> RESOLVED, that **Ada & Ben** get');
});

test('a name in the minutes is a name, whatever Markdown would make of it', async () => {
  await using other = await startProduct();
  const chief = await anAdministrator(other);
  const board = await someDirectors(other, 2);
  await other.ports.db
    .updateTable('person')
    .set({ name: '*Ada* <b>[x](https://evil.example)' })
    .where('id', '=', board[0]!.id)
    .execute();
  const manner = { kind: 'meeting', on: '2027-05-01' } as const;
  const voteId = await aVotePut(chief, aVoteForm(other, board, { manner }));
  const { view } = await chief.call('recordRollCall', { path: { voteId }, body: { marks: [] } });
  expect(view.minutes?.markdown).toContain('\\*Ada\\* \\<b\\>\\[x\\]\\(https://evil.example\\)');
  expect(view.minutes?.plain).toContain('*Ada* <b>');
});
