import { afterAll, beforeAll, expect, test } from 'vitest';
import { rules as rulesContract } from '../../api/rules.ts';
import { IDENTITY_TEXT } from '../../protocol/group.ts';
import {
  decodeRegistrarFile,
  doubtAboutPublished,
  encodeRegistrarFile,
  hashOfList,
  publicPart,
  sparesFor,
  withoutVoters,
  type GivenList,
  type RegistrarFile,
} from '../../protocol/registrar.ts';
import { linkProof } from '../../protocol/link-proof.ts';
import { openRecord } from '../../protocol/verify-record.ts';
import { downloadRecord, headOf, reportOf } from '../support/board.ts';
import { aDefinition, cast, CLOSES, freeze, mailTo, OPENS, type Voter } from '../support/elections.ts';
import { anAdministrator, refusalOf, startProduct, type Product, type Visitor } from '../support/product.ts';
import {
  aDraftWithRegistrar,
  aPublishedElection,
  everyText,
  giveList,
  madeList,
  REGISTRAR,
  registrarToken,
} from '../support/registrar.ts';

let product: Product;
let officer: Visitor;
beforeAll(async () => {
  product = await startProduct();
  officer = await anAdministrator(product);
});
afterAll(() => product[Symbol.asyncDispose]());

/** Gives a list as it is; the registrar's link is the newest. */
async function give(at: Product, electionId: string, list: GivenList) {
  const body = {
    token: await registrarToken(at, electionId),
    credentials: [...list.credentials],
    spares: [...list.spares],
  };
  return at.visitor().call('giveCredentials', { path: { electionId }, body });
}

/** A voter with the link that the registrar made, signed in with the mailed code. */
async function voterWith(at: Product, electionId: string, address: string, credential: string): Promise<Voter> {
  const visitor = at.visitor();
  const link = linkProof(electionId, credential);
  const { requestId } = await visitor.call('requestBallotCode', { path: { electionId }, body: { link } });
  await at.settle();
  const mails = await mailTo(at, address);
  const code = mails.map(({ text }) => /^ {4}(\d{6})$/m.exec(text)?.[1]).find((found) => found !== undefined) ?? '';
  await visitor.call('signInByCode', { body: { requestId, code } });
  return { visitor, address, credential };
}

function secretsOf(file: RegistrarFile): string[] {
  return [...file.voters.map(({ credential }) => credential), ...file.spares];
}

test('an election whose registrar is a person goes from the mail to the result, and the server never holds a secret', async () => {
  await using own = await startProduct();
  const ines = await anAdministrator(own);
  const electionId = await aDraftWithRegistrar(own, ines, 4);
  const path = { electionId };
  const blocked = await refusalOf(freeze(ines, electionId));
  expect(blocked.problem['blockers']).toMatchObject([
    { what: 'registrar-list-missing', detail: 'Wilhelmina Achterberg has not made the personal links yet.' },
  ]);
  const asked = await own
    .visitor()
    .call('readRegistrar', { path, body: { token: await registrarToken(own, electionId) } });
  expect(asked).toMatchObject({ task: 'make', roll: { size: 4 }, spares: 3, listHash: null });
  const file = await giveList(own, electionId);
  const waiting = await own
    .visitor()
    .call('readRegistrar', { path, body: { token: await registrarToken(own, electionId) } });
  expect(waiting).toMatchObject({ task: 'wait-for-opening', listHash: file.listHash });
  // Whoever finds the link now learns nobody's address.
  const roll = await refusalOf(
    own.visitor().call('readRegistrarRoll', { path, body: { token: await registrarToken(own, electionId) } }),
  );
  expect(roll.problemName).toBe('list-already-given');
  await freeze(ines, electionId);
  await own.settle();

  const record = await downloadRecord(own.url, electionId);
  expect(doubtAboutPublished(record, file)).toBeUndefined();
  const opening = openRecord([record]);
  if (!opening.ok) throw new Error('The record does not verify');
  const { election } = opening.record.setUp.prepared;
  expect(election.credentialAuthority).toBe(REGISTRAR.name);
  const rules = rulesContract.parse(election.rules);
  const spares = file.spares.map((secret) => publicPart(electionId, secret).credential).sort();
  expect(rules.registrar).toEqual({ name: REGISTRAR.name, spares });
  expect(opening.record.setUp.credentials.size).toBe(rules.roll.size + 3);
  expect((await own.visitor().call('readElection', { path })).registrar).toEqual({
    name: REGISTRAR.name,
    spares: 3,
    replaced: [],
  });

  const [mail] = await mailTo(own, REGISTRAR.email);
  expect(mail!.subject).toMatch(/^Send the personal links/);
  own.clock.moveTo(OPENS);
  await own.settle();
  const notices = await mailTo(own, 'voter0@members.example');
  const notice = notices.find(({ subject }) => subject.startsWith('Voting is open'));
  expect(notice!.text).toContain(`${REGISTRAR.name}, ${REGISTRAR.email}`);
  expect(notice!.text).not.toMatch(/\/vote\/\S+#/);
  const voter = file.voters.find(({ email }) => email === 'voter0@members.example')!;
  await cast(electionId, await voterWith(own, electionId, voter.email, voter.credential), [[1, 0, 1, 0]]);
  const other = file.voters.find(({ email }) => email === 'voter1@members.example')!;
  await cast(electionId, await voterWith(own, electionId, other.email, other.credential), [[1, 0, 0, 0]]);
  const secrets = secretsOf(file);
  const texts = await everyText(own);
  const published = publicPart(electionId, voter.credential).credential;
  expect(new Set(texts.filter(({ text }) => text.includes(published)).map(({ table }) => table))).toContain(
    'public.roll_entry',
  );
  for (const { table, text } of texts) {
    const found = secrets.find((secret) => text.includes(secret));
    expect(found, table).toBeUndefined();
  }
  expect((await own.ports.db.selectFrom('credentialSecret').selectAll().execute()).length).toBe(0);
  own.clock.moveTo(CLOSES);
  await own.settle();
  expect(await reportOf(own, electionId)).toMatchObject({ verdict: 'passed', credentials: 7, voters: 2 });
});

test('a list that is not exactly one good credential for each voter is refused, and nothing of it is kept', async () => {
  const electionId = await aDraftWithRegistrar(product, officer, 5);
  const { given } = await madeList(product, electionId);
  const { credentials, spares } = given;
  const [first, second] = credentials as [(typeof credentials)[number], (typeof credentials)[number]];
  const stranger = { ...first, voter: '00000000-0000-4000-8000-000000000000' };
  const smallOrder = '0'.repeat(64);
  const wrong: Record<string, [GivenList, failed: string]> = {
    shorter: [{ ...given, credentials: credentials.slice(1) }, 'not-the-roll'],
    longer: [
      { ...given, credentials: [...credentials, { ...spares[0]!, voter: stranger.voter }] },
      'credentials-distinct',
    ],
    'a stranger in place of a voter': [{ ...given, credentials: [stranger, ...credentials.slice(1)] }, 'not-the-roll'],
    'a voter twice': [
      {
        ...given,
        credentials: [{ ...second, voter: first.voter }, ...credentials.slice(0, 1), ...credentials.slice(2)],
      },
      'voter-twice',
    ],
    'a credential twice': [
      { ...given, credentials: [{ ...first, credential: second.credential }, ...credentials.slice(1)] },
      'credentials-distinct',
    ],
    'a voter’s credential as a spare': [
      { ...given, spares: [{ ...spares[0]!, credential: first.credential }, ...spares.slice(1)] },
      'credentials-distinct',
    ],
    'a link hash twice': [
      { ...given, spares: [{ ...spares[0]!, linkHash: first.linkHash }, ...spares.slice(1)] },
      'credentials-distinct',
    ],
    'the identity': [
      { ...given, credentials: [{ ...first, credential: IDENTITY_TEXT }, ...credentials.slice(1)] },
      'credential-identity',
    ],
    'a point of small order': [
      { ...given, credentials: [{ ...first, credential: smallOrder }, ...credentials.slice(1)] },
      'element-member',
    ],
    'no point': [
      { ...given, credentials: [{ ...first, credential: 'f'.repeat(64) }, ...credentials.slice(1)] },
      'element-member',
    ],
    'a spare more': [{ ...given, spares: [...spares, publicPart(electionId, '11111-222222-33333-444444')] }, 'spares'],
    'no spare': [{ ...given, spares: [] }, 'spares'],
  };
  for (const [what, [list, failed]] of Object.entries(wrong)) {
    const { problemName, problem } = await refusalOf(give(product, electionId, list));
    expect([problemName, problem['failed']], what).toEqual(['list-refused', failed]);
  }
  // What the contract has no place for: weights, capitals, members that nobody asked for.
  for (const credential of [`${first.credential},2`, first.credential.toUpperCase(), '']) {
    const list = { ...given, credentials: [{ ...first, credential }, ...credentials.slice(1)] };
    expect((await refusalOf(give(product, electionId, list))).problemName, credential).toBe('malformed-request');
  }
  const kept = await product.ports.db
    .selectFrom('rollEntry')
    .select('credential')
    .where('electionId', '=', electionId)
    .where('credential', 'is not', null)
    .execute();
  expect(kept).toEqual([]);

  expect(await give(product, electionId, given)).toMatchObject({
    task: 'wait-for-opening',
    listHash: hashOfList(given),
  });
  // A lost reply: the same list again is no second list.
  expect(await give(product, electionId, given)).toMatchObject({ listHash: hashOfList(given) });
  const others = credentials.map((one, place) => ({ ...one, voter: credentials.at(place - 1)!.voter }));
  const second_ = { ...given, spares: spares.with(0, publicPart(electionId, '11111-222222-33333-444444')) };
  expect((await refusalOf(give(product, electionId, second_))).problemName).toBe('list-already-given');
  expect(await give(product, electionId, { ...given, credentials: others })).toMatchObject({
    listHash: hashOfList(given),
  });
  const bound = await product.ports.db
    .selectFrom('rollEntry')
    .select(['id', 'credential'])
    .where('electionId', '=', electionId)
    .execute();
  expect(new Map(bound.map(({ id, credential }) => [id, credential]))).toEqual(
    new Map(credentials.map(({ voter, credential }) => [voter, credential])),
  );
  await freeze(officer, electionId);
  expect((await refusalOf(give(product, electionId, second_))).problemName).toBe('election-not-draft');
});

async function say(electionId: string) {
  return { path: { electionId }, body: { token: await registrarToken(product, electionId) } };
}

test('before the opening a list is voided and made anew: after an amendment of the roll, or when the file was lost', async () => {
  const electionId = await aDraftWithRegistrar(product, officer, 3);
  const path = { electionId };
  const first = await giveList(product, electionId);
  expect((await officer.call('readOfficeElection', { path })).registrar).toMatchObject({ isForRoll: true });
  const gone = first.voters[0]!;
  await product.ports.db.deleteFrom('rollEntry').where('id', '=', gone.voter).execute();
  const { registrar, blockers } = await officer.call('readOfficeElection', { path });
  expect(registrar).toMatchObject({ isForRoll: false });
  expect(blockers.map(({ what }) => what)).toContain('registrar-list-missing');
  expect((await refusalOf(freeze(officer, electionId))).problemName).toBe('election-not-ready');

  const old = await registrarToken(product, electionId);
  await officer.call('voidCredentials', { path });
  await product.settle();
  const replaced = await refusalOf(product.visitor().call('readRegistrar', { path, body: { token: old } }));
  expect(replaced.problemName).toBe('link-refused');
  const second = await giveList(product, electionId);
  expect(second.voters.map(({ voter }) => voter)).not.toContain(gone.voter);
  const bound = await product.ports.db
    .selectFrom('rollEntry')
    .select('credential')
    .where('electionId', '=', electionId)
    .execute();
  const voided = first.voters.map(({ credential }) => publicPart(electionId, credential).credential);
  for (const { credential } of bound) expect(voided).not.toContain(credential);
  const { entries } = await officer.call('readLog', { query: { electionId } });
  expect(entries.map(({ action }) => action)).toContain('void-credentials');
});

test('a registrar does not work in the office, and is asked for links only once the roll is frozen', async () => {
  const staff = { registrar: { name: 'Ines Halvorsen', email: 'ines@lantern.example' } };
  const refused = await refusalOf(officer.call('draftElection', { body: aDefinition(staff) }));
  expect(refused.problem.errors).toMatchObject([{ pointer: '#/body/registrar/email' }]);

  const { id: electionId } = await officer.call('draftElection', { body: aDefinition({ registrar: REGISTRAR }) });
  const path = { electionId };
  const early = await refusalOf(officer.call('inviteRegistrar', { path }));
  expect(early.problemName).toBe('roll-not-frozen');
  const server = await officer.call('readOfficeElection', { path: { electionId: await anotherDraft() } });
  expect(server.registrar).toBeNull();
  expect((await refusalOf(officer.call('inviteRegistrar', { path: { electionId: server.view.id } }))).problemName).toBe(
    'not-found',
  );
});

async function anotherDraft(): Promise<string> {
  return (await officer.call('draftElection', { body: aDefinition() })).id;
}

test('a link stays good when the next step mails another one, and ends when the office asks for a new one', async () => {
  const own = await startProduct();
  await using _own = own;
  const desk = await anAdministrator(own);
  const electionId = await aDraftWithRegistrar(own, desk, 2);
  const path = { electionId };
  const taskBy = async (token: string) => (await own.visitor().call('readRegistrar', { path, body: { token } })).task;
  const first = await registrarToken(own, electionId);
  await giveList(own, electionId);
  await freeze(desk, electionId);
  await own.settle();
  const second = await registrarToken(own, electionId);
  expect(second).not.toBe(first);
  expect(await taskBy(first)).toBe('send');
  expect(await taskBy(second)).toBe('send');
  expect(await desk.call('inviteRegistrar', { path })).toEqual({ invited: true });
  await own.settle();
  expect(await taskBy(await registrarToken(own, electionId))).toBe('send');
  for (const token of [first, second]) {
    expect((await refusalOf(taskBy(token))).problemName).toBe('link-refused');
  }
});

test('a registrar who has nothing to do is not reminded, and keeps the link', async () => {
  const electionId = await aDraftWithRegistrar(product, officer, 2);
  const path = { electionId };
  const mails = async () => (await mailTo(product, REGISTRAR.email)).length;
  await giveList(product, electionId);
  const token = await registrarToken(product, electionId);
  const before = await mails();
  expect(await officer.call('inviteRegistrar', { path })).toEqual({ invited: false });
  await product.settle();
  expect(await mails()).toBe(before);
  const { task } = await product.visitor().call('readRegistrar', { path, body: { token } });
  expect(task).toBe('wait-for-opening');
  await freeze(officer, electionId);
  await product.settle();
  const sending = { token: await registrarToken(product, electionId), undelivered: [] };
  await product.visitor().call('reportMailing', { path, body: sending });
  await product.settle();
  const told = await mails();
  expect(await officer.call('inviteRegistrar', { path })).toEqual({ invited: false });
  await product.settle();
  expect(await mails()).toBe(told);
});

test('a long list is not read before the link of whoever sends it is known', async () => {
  const electionId = await aDraftWithRegistrar(product, officer, 2);
  for (const path of ['credentials', 'mailing']) {
    // Neither JSON nor a token in it: whoever read it would say so.
    const init = { method: 'POST', body: 'x'.repeat(4 * 1024 * 1024), headers: { 'content-type': 'application/json' } };
    const unknown = await product.visitor().fetch(`/api/elections/${electionId}/registrar/${path}`, init);
    expect(await unknown.json(), path).toMatchObject({ type: '/problems/link-refused' });
    const headers = { ...init.headers, authorization: `Bearer ${await registrarToken(product, electionId)}` };
    const known = await product.visitor().fetch(`/api/elections/${electionId}/registrar/${path}`, { ...init, headers });
    expect(await known.json(), path).toMatchObject({ type: '/problems/malformed-request' });
  }
});

test('another registrar makes another list: nothing of the first can be used', async () => {
  const electionId = await aDraftWithRegistrar(product, officer, 2);
  const path = { electionId };
  await giveList(product, electionId);
  const token = await registrarToken(product, electionId);
  const { definition } = await officer.call('readOfficeElection', { path });
  const renamed = { ...definition, registrar: { ...REGISTRAR, name: 'W. Achterberg' } };
  expect((await officer.call('redraftElection', { path, body: renamed })).registrar).toMatchObject({
    name: 'W. Achterberg',
    isForRoll: true,
  });
  const other = { name: 'Bartholomew Quist', email: 'bartholomew@registrars.example' };
  const redrafted = await officer.call('redraftElection', { path, body: { ...definition, registrar: other } });
  expect(redrafted.registrar).toMatchObject({ ...other, givenAt: null, isForRoll: false });
  expect((await refusalOf(product.visitor().call('readRegistrar', { path, body: { token } }))).problemName).toBe(
    'link-refused',
  );
  // And back to the server, which makes its own.
  await officer.call('redraftElection', { path, body: { ...definition, registrar: null } });
  await freeze(officer, electionId);
  const secrets = await product.ports.db
    .selectFrom('credentialSecret')
    .innerJoin('rollEntry', 'rollEntry.id', 'rollEntryId')
    .select('rollEntry.id')
    .where('electionId', '=', electionId)
    .execute();
  expect(secrets.length).toBe(2);
});

test('a lost link is replaced once, by the officer and the registrar together; the old one is void and the record says so', async () => {
  await using own = await startProduct();
  const ines = await anAdministrator(own);
  const { electionId, file } = await aPublishedElection(own, ines, 6);
  const path = { electionId };
  const ask = async () => ({ path, body: { token: await registrarToken(own, electionId) } });
  const registrar = own.visitor();
  const [lost, voted, late] = file.voters as [Known, Known, Known];
  const askFor = (entryId: string) =>
    ines.call('askForLink', { path: { electionId, entryId }, body: { reason: 'lost' } });
  const wait = await refusalOf(askFor(lost.voter));
  expect(wait.problemName).toBe('mailing-not-due');
  const undelivered = [late.voter];
  const sent = await registrar.call('reportMailing', { path, body: { ...(await ask()).body, undelivered } });
  expect(sent.task).toBe('done');
  await own.settle();
  const [done] = await mailTo(own, REGISTRAR.email);
  expect(done!.text).toMatch(/Delete now/);
  expect((await ines.call('readOfficeElection', { path })).registrar).toMatchObject({
    undelivered: [{ email: late.email }],
    spares: { published: 3, given: 0 },
  });
  const kept = decodeRegistrarFile(encodeRegistrarFile(withoutVoters(file)))!;
  expect(kept.voters).toEqual([]);

  own.clock.moveTo(OPENS);
  await own.settle();
  await ines.call('signInByPassword', { body: { email: 'ines@lantern.example', password: 'seven quiet herons wade' } });
  const first = await voterWith(own, electionId, voted.email, voted.credential);
  await cast(electionId, first, [[1, 0, 0, 0]]);
  // Whoever has voted keeps the link for ever.
  expect((await refusalOf(askFor(voted.voter))).problemName).toBe('already-voted');
  const again = await refusalOf(ines.call('resendBallot', { path: { electionId, entryId: lost.voter } }));
  expect(again.problemName).toBe('registrar-sends-links');
  const self = await refusalOf(first.visitor.call('requestBallotLink', { path }));
  expect(self.problemName).toBe('registrar-sends-links');

  const holder = await voterWith(own, electionId, lost.email, lost.credential);
  expect(await askFor(lost.voter)).toEqual({ asked: true });
  expect(await askFor(lost.voter)).toEqual({ asked: false });
  await own.settle();
  const view = await registrar.call('readRegistrar', await ask());
  expect(view).toMatchObject({ task: 'replace', lost: [{ email: lost.email, reason: 'lost' }] });
  const { id } = view.lost[0]!;
  const replace = async (credential: string, which = id) =>
    registrar.call('replaceLink', { path, body: { ...(await ask()).body, id: which, credential } });
  const [spare, next] = kept.spares.map((secret) => publicPart(electionId, secret).credential) as [string, string];
  const ofAnother = publicPart(electionId, late.credential).credential;
  expect((await refusalOf(replace(ofAnother))).problemName).toBe('list-refused');
  expect((await refusalOf(replace(spare, late.voter))).problemName).toBe('not-found');
  const head = await headOf(own, electionId);
  expect(await replace(spare)).toMatchObject({ task: 'done', lost: [] });
  // A lost reply is harmless, a second spare for the same request is not given.
  expect(await replace(spare)).toMatchObject({ task: 'done' });
  expect((await refusalOf(replace(next))).problemName).toBe('already-decided');

  const late_ = await refusalOf(cast(electionId, holder, [[0, 1, 0, 0]]));
  expect(late_.problemName).toBe('wrong-credential');
  expect(await headOf(own, electionId)).toEqual(head);
  const link = linkProof(electionId, lost.credential);
  expect((await refusalOf(own.visitor().call('readVoter', { path, body: { link } }))).problemName).toBe('link-refused');
  const secret = kept.spares.find((one) => publicPart(electionId, one).credential === spare)!;
  await cast(electionId, await voterWith(own, electionId, lost.email, secret), [[0, 1, 0, 0]]);
  const { replaced } = (await own.visitor().call('readElection', { path })).registrar!;
  const voided = publicPart(electionId, lost.credential).credential;
  expect(replaced).toMatchObject([{ voided, spare }]);

  // Asked for, and then the old link is used before the registrar answers: the ballot stands, and nothing is void.
  const racer = await voterWith(own, electionId, late.email, late.credential);
  await askFor(late.voter);
  await own.settle();
  const open = (await registrar.call('readRegistrar', await ask())).lost[0]!;
  await cast(electionId, racer, [[0, 0, 1, 0]]);
  expect((await refusalOf(replace(next, open.id))).problemName).toBe('already-voted');
  expect(await registrar.call('readRegistrar', await ask())).toMatchObject({ task: 'done', lost: [] });

  // A spare that nobody was given votes for nobody.
  const stuffed = await refusalOf(cast(electionId, { ...racer, credential: kept.spares[2]! }, [[1, 1, 1, 1]]));
  expect(stuffed.problemName).toBe('wrong-credential');
  own.clock.moveTo(CLOSES);
  await own.settle();
  expect((await refusalOf(replace(next, open.id))).problemName).toBe('election-not-open');
  expect(await reportOf(own, electionId)).toMatchObject({ verdict: 'passed', voters: 3, credentials: 9 });
  const { result } = await own.visitor().call('readElection', { path });
  expect(result).toMatchObject([{ votes: [1, 1, 1, 0] }]);
});
type Known = RegistrarFile['voters'][number];

test('the spares are announced, few, and run out', async () => {
  const { electionId, file } = await aPublishedElection(product, officer, 5);
  const path = { electionId };
  await product.visitor().call('reportMailing', { path, body: { ...(await say(electionId)).body, undelivered: [] } });
  const asked = file.voters.map(({ voter }) =>
    officer.call('askForLink', { path: { electionId, entryId: voter }, body: { reason: 'never-came' } }),
  );
  const outcomes = await Promise.allSettled(asked);
  expect(outcomes.filter(({ status }) => status === 'fulfilled').length).toBe(3);
  for (const one of outcomes.filter(({ status }) => status === 'rejected'))
    expect((await refusalOf(Promise.reject((one as PromiseRejectedResult).reason as Error))).problemName).toBe(
      'no-spare-left',
    );
  expect([1, 150, 151, 1459, 100_000].map(sparesFor)).toEqual([3, 3, 4, 30, 500]);
});

test('a server that publishes another list, or another roll, is found out by the registrar', async () => {
  const { electionId, file } = await aPublishedElection(product, officer, 2);
  const record = await downloadRecord(product.url, electionId);
  expect(doubtAboutPublished(record, file)).toBeUndefined();
  expect(doubtAboutPublished(record, { ...file, listHash: file.rollHash })).toEqual({ why: 'list-differs' });
  expect(doubtAboutPublished(record, { ...file, rollHash: file.listHash })).toEqual({ why: 'roll-differs' });
  expect(doubtAboutPublished(record, { ...file, spares: file.spares.slice(1) })).toEqual({ why: 'list-differs' });
  expect(doubtAboutPublished(record, { ...file, electionId: 'ABCDEFGHJKLMNP' })).toEqual({ why: 'other-election' });
  expect(doubtAboutPublished(record.slice(0, 700), file)).toMatchObject({ why: 'check-failed' });
});
