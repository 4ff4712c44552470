import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { recordTerms } from '../../db/tiers.ts';
import { presetTiers } from '../../membership/preset.ts';
import { aDefinition, anOpenElection, CLOSES, credentialOf, mailTo } from '../support/elections.ts';
import { aMember, aPeriod } from '../support/members.ts';
import { anAdministrator, refusalOf, startProduct, type Product, type Visitor } from '../support/product.ts';

let product: Product;
beforeAll(async () => {
  product = await startProduct();
  await anAdministrator(product);
});
afterAll(() => product[Symbol.asyncDispose]());

async function newestMatch(on: Product, email: string, pattern: RegExp): Promise<string | undefined> {
  await on.settle();
  return (await mailTo(on, email)).flatMap(({ text }) => pattern.exec(text)?.[1] ?? [])[0];
}
const codeIn = (on: Product, email: string) => newestMatch(on, email, /^ {4}(\d{6})$/m);

async function signIn(email: string, on = product): Promise<Visitor> {
  const visitor = on.visitor();
  const { requestId } = await visitor.call('requestSignIn', { body: { email } });
  await visitor.call('signInByCode', { body: { requestId, code: (await codeIn(on, email))! } });
  return visitor;
}

async function joiner(email: string, name = 'Noor Haddad'): Promise<Visitor> {
  const visitor = product.visitor();
  const { requestId } = await visitor.call('requestJoin', { body: { name, email } });
  await visitor.call('signInByCode', { body: { requestId, code: (await codeIn(product, email))! } });
  return visitor;
}

test('a stranger proves the address, accepts the text and is a member at once; the code of nobody makes nobody', async () => {
  const { tiers } = await product.visitor().call('readOffers', {});
  expect(tiers.map(({ id }) => id)).toEqual(['basic', 'supporting', 'contributing']);
  const visitor = product.visitor();
  const body = { name: 'Noor Haddad', email: 'noor@members.example' };
  const { requestId } = await visitor.call('requestJoin', { body });
  const code = (await codeIn(product, body.email))!;
  const wrong = code === '000000' ? '000001' : '000000';
  expect((await refusalOf(visitor.call('signInByCode', { body: { requestId, code: wrong } }))).problemName).toBe(
    'code-refused',
  );
  const people = () => product.ports.db.selectFrom('person').select('name').where('email', '=', body.email).execute();
  expect(await people()).toEqual([]);
  expect(await visitor.call('signInByCode', { body: { requestId, code } })).toMatchObject({ name: 'Noor Haddad' });
  expect((await refusalOf(product.visitor().call('signInByCode', { body: { requestId, code } }))).problemName).toBe(
    'code-refused',
  );
  const joined = await visitor.call('joinTier', { body: { tier: 'contributing', attestation: 1 } });
  expect(joined).toMatchObject({ outcome: 'active', until: '2028-05-02T00:00:00Z' });
  const again = await refusalOf(visitor.call('joinTier', { body: { tier: 'contributing', attestation: 1 } }));
  expect(again.problem.detail).toBe('It can be renewed from 3 March 2028 on.');
  expect(await visitor.call('joinTier', { body: { tier: 'basic', attestation: 1 } })).toMatchObject({
    outcome: 'active',
    until: null,
  });
  expect(await visitor.call('joinTier', { body: { tier: 'supporting', attestation: null } })).toMatchObject({
    outcome: 'pay',
  });
  for (const tier of ['fellow', 'managing', 'nothing'])
    expect((await refusalOf(visitor.call('joinTier', { body: { tier, attestation: 1 } }))).problemName).toBe(
      'not-found',
    );
});

test('somebody known gets a code to sign in, a stranger one to join, and the answers cannot be told apart', async () => {
  await aMember(product, { name: 'Known', email: 'known@members.example' }, []);
  const answers = await Promise.all(
    ['known@members.example', 'unknown@members.example'].map((email) =>
      product.visitor().call('requestJoin', { body: { name: 'Somebody', email } }),
    ),
  );
  expect(answers.map((answer) => Object.keys(answer))).toEqual([['requestId'], ['requestId']]);
  await product.settle();
  expect((await mailTo(product, 'known@members.example'))[0]!.subject).toContain('sign-in code');
  expect((await mailTo(product, 'unknown@members.example'))[0]!.subject).toContain('code for joining');
});

test('whoever accepted an old version of the text is refused and told so, and nothing is recorded', async () => {
  const visitor = await joiner('late@members.example');
  const { db, clock } = product.ports;
  const now = clock.now();
  const terms = presetTiers.find(({ id }) => id === 'contributing')!.terms[0]!.terms;
  const attestation = { version: 2, text: 'Ten hours a month.' };
  const effectiveAt = now.subtract({ minutes: 1 });
  await db
    .transaction()
    .execute((trx) =>
      recordTerms(trx, { tier: 'contributing', effectiveAt, terms: { ...terms, attestation }, madeBy: 'x' }, now),
    );
  const refusal = await refusalOf(visitor.call('joinTier', { body: { tier: 'contributing', attestation: 1 } }));
  expect(refusal.problem).toMatchObject({ type: '/problems/attestation-changed', version: 2 });
  expect(refusal.problem.detail).toContain('Nothing was recorded');
  expect((await visitor.call('readMyMembership', {})).standings).toEqual([]);
  expect(await visitor.call('joinTier', { body: { tier: 'contributing', attestation: 2 } })).toMatchObject({
    outcome: 'active',
  });
});

test('leaving takes ten days, is shown, and can be taken back until then', async () => {
  const visitor = await joiner('leaver@members.example');
  await visitor.call('joinTier', { body: { tier: 'basic', attestation: 1 } });
  const { at } = await visitor.call('leaveTier', { body: { tier: 'basic' } });
  expect(at).toBe(product.clock.now().add({ hours: 240 }).toString());
  expect(await visitor.call('leaveTier', { body: { tier: 'basic' } })).toEqual({ at });
  const mine = async () => (await visitor.call('readMyMembership', {})).standings[0]!;
  expect(await mine()).toMatchObject({ state: 'active', leavesAt: at });
  await visitor.call('stayInTier', { body: { tier: 'basic' } });
  expect(await mine()).toMatchObject({ state: 'active', leavesAt: null, until: null });
  expect((await refusalOf(visitor.call('stayInTier', { body: { tier: 'basic' } }))).problemName).toBe(
    'nothing-to-undo',
  );
  expect((await refusalOf(visitor.call('leaveTier', { body: { tier: 'supporting' } }))).problemName).toBe(
    'not-offered',
  );
});

test('the card answers first: one thing to do, and when it is done, yes', async () => {
  await using fresh = await startProduct();
  const clerk = await anAdministrator(fresh);
  const member = await aMember(fresh, { name: 'Marta Oyelaran', email: 'marta@members.example' }, [
    aPeriod('supporting', '2026-02-03T00:00:00Z', '2028-02-03T00:00:00Z'),
  ]);
  const visitor = await signIn(member.email, fresh);
  expect(await visitor.call('readMyMembership', {})).toMatchObject({ votes: [], today: { isEligible: true } });
  const body = aDefinition({ record: '2027-05-30T12:00', affirmBy: '2027-05-29T12:00' });
  const { id } = await clerk.call('draftElection', { body });
  expect((await visitor.call('readMyMembership', {})).votes).toEqual([]);
  await clerk.call('announceDates', { path: { electionId: id } });
  const [vote] = (await visitor.call('readMyMembership', {})).votes;
  expect(vote).toMatchObject({ isIn: false, isFrozen: false });
  expect(vote!.reasons.filter(({ holds }) => !holds)).toMatchObject([
    { rule: 'affirmation', act: 'affirm', actBy: '2027-05-29T12:00:00Z' },
  ]);
  expect(await visitor.call('affirm', {})).toEqual({ outcome: 'done', year: 2027, at: null });
  expect(await visitor.call('affirm', {})).toMatchObject({ outcome: 'already' });
  expect((await visitor.call('readMyMembership', {})).votes[0]).toMatchObject({ isIn: true });
});

test('the mailed link affirms by a press, without signing anybody in; opening it a hundred times changes nothing', async () => {
  await using fresh = await startProduct();
  const clerk = await anAdministrator(fresh);
  const period = aPeriod('supporting', '2026-02-03T00:00:00Z', '2028-02-03T00:00:00Z');
  for (const name of ['a', 'b']) await aMember(fresh, { name, email: `${name}@members.example` }, [period]);
  const { id } = await clerk.call('draftElection', {
    body: aDefinition({ record: '2027-05-30T12:00', affirmBy: '2027-05-29T12:00' }),
  });
  await clerk.call('announceDates', { path: { electionId: id } });
  fresh.clock.moveTo(Temporal.Instant.from('2027-05-02T12:00:00Z'));
  const token = (await newestMatch(fresh, 'a@members.example', /affirm#(\S+)/))!;
  const late = (await newestMatch(fresh, 'b@members.example', /affirm#(\S+)/))!;
  const count = async () =>
    (await fresh.ports.db.selectFrom('memberEvent').select('id').execute()).length +
    (await fresh.ports.db.selectFrom('mailedLink').select('tokenHash').where('usedAt', 'is not', null).execute())
      .length;
  const before = await count();
  const scanner = fresh.visitor();
  for (let round = 0; round < 25; round += 1)
    for (const method of ['GET', 'HEAD'])
      for (const path of [`/affirm?token=${token}`, `/api/affirmations?token=${token}`])
        await (await scanner.fetch(path, { method })).arrayBuffer();
  expect(await count()).toBe(before);
  expect(await scanner.call('affirmByLink', { body: { token } })).toEqual({ outcome: 'done', year: 2027, at: null });
  expect(scanner.cookies.size).toBe(0);
  expect(await scanner.call('affirmByLink', { body: { token } })).toMatchObject({ outcome: 'already' });
  for (const name of ['confirmAddress', 'undoAddressChange'] as const)
    expect((await refusalOf(scanner.call(name, { body: { token } }))).problemName).toBe('link-refused');
  expect((await refusalOf(scanner.call('signInByLink', { body: { token } }))).problemName).toBe('link-refused');
  fresh.clock.moveTo(Temporal.Instant.from('2027-05-29T12:00:01Z'));
  expect(await scanner.call('affirmByLink', { body: { token: late } })).toMatchObject({ outcome: 'too-late' });
  expect((await refusalOf(scanner.call('affirmByLink', { body: { token: 'x'.repeat(43) } }))).problemName).toBe(
    'link-refused',
  );
});

test('a new address is confirmed there, told to the old one, which can undo it; every session ends', async () => {
  await aMember(product, { name: 'Ruth Duong', email: 'ruth@old.example' }, []);
  const visitor = await signIn('ruth@old.example');
  await visitor.call('requestAddressChange', { body: { email: 'ruth@new.example' } });
  const confirm = (await newestMatch(product, 'ruth@new.example', /confirm-address#(\S+)/))!;
  expect((await visitor.call('readMyData', {})).addressChange).toMatchObject({
    newAddress: 'ruth@new.example',
    state: 'requested',
  });
  const other = product.visitor();
  for (let times = 0; times < 20; times += 1)
    await (await other.fetch(`/confirm-address?token=${confirm}`)).arrayBuffer();
  expect((await visitor.call('readMyData', {})).email).toBe('ruth@old.example');
  expect(await other.call('confirmAddress', { body: { token: confirm } })).toMatchObject({ state: 'done' });
  expect(other.cookies.size).toBe(0);
  expect((await other.call('readMe', {})).person).toBeNull();
  expect((await visitor.call('readMe', {})).person).toBeNull();
  expect((await refusalOf(other.call('confirmAddress', { body: { token: confirm } }))).problemName).toBe(
    'link-refused',
  );
  const undo = (await newestMatch(product, 'ruth@old.example', /undo-address#(\S+)/))!;
  expect((await mailTo(product, 'ruth@old.example'))[0]!.text).not.toContain('ruth@new.example');
  const thief = await signIn('ruth@new.example');
  await other.call('undoAddressChange', { body: { token: undo } });
  expect((await thief.call('readMe', {})).person).toBeNull();
  const back = await signIn('ruth@old.example');
  expect((await back.call('readMyData', {})).formerAddresses).toEqual(['ruth@new.example']);
  expect((await refusalOf(other.call('undoAddressChange', { body: { token: undo } }))).problemName).toBe(
    'link-refused',
  );
});

test('the address of another member is refused without saying whose it is; that member is told', async () => {
  await aMember(product, { name: 'Yuki', email: 'yuki@members.example' }, []);
  await aMember(product, { name: 'Arjun', email: 'arjun@members.example' }, []);
  const visitor = await signIn('yuki@members.example');
  const answers = [];
  for (const email of ['arjun@members.example', 'free@members.example'])
    answers.push(
      await visitor.call('requestAddressChange', { body: { email } }),
      (await visitor.call('readMyData', {})).addressChange?.state,
    );
  expect(answers).toEqual([{}, 'requested', {}, 'requested']);
  await product.settle();
  const [told] = await mailTo(product, 'arjun@members.example');
  expect(told!.subject).toContain('Somebody gave your address');
  expect(told!.text).not.toMatch(/confirm-address|yuki/i);
});

test('two who want one free address: the second to confirm gets nothing, and keeps the old one', async () => {
  for (const name of ['one', 'two']) await aMember(product, { name, email: `${name}@twins.example` }, []);
  const tokens: string[] = [];
  for (const name of ['one', 'two']) {
    const visitor = await signIn(`${name}@twins.example`);
    await visitor.call('requestAddressChange', { body: { email: 'same@twins.example' } });
    tokens.push((await newestMatch(product, 'same@twins.example', /confirm-address#(\S+)/))!);
  }
  for (const token of tokens) await product.visitor().call('confirmAddress', { body: { token } });
  const rows = await product.ports.db
    .selectFrom('person')
    .select(['name', 'email'])
    .where('email', 'like', '%twins.example')
    .orderBy('name')
    .execute();
  expect(rows).toEqual([
    { name: 'one', email: 'same@twins.example' },
    { name: 'two', email: 'two@twins.example' },
  ]);
});

test('while voting is open a confirmed address waits for the close, and the ballot stays where it went', async () => {
  await using fresh = await startProduct();
  const clerk = await anAdministrator(fresh);
  const electionId = await anOpenElection(fresh, clerk, 3);
  const email = 'voter0@members.example';
  const visitor = await signIn(email, fresh);
  await visitor.call('requestAddressChange', { body: { email: 'voter0@elsewhere.example' } });
  const token = (await newestMatch(fresh, 'voter0@elsewhere.example', /confirm-address#(\S+)/))!;
  expect(await fresh.visitor().call('confirmAddress', { body: { token } })).toMatchObject({
    state: 'held',
    election: 'Board election 2027',
  });
  expect(await visitor.call('readMyData', {})).toMatchObject({ email, addressChange: { state: 'held' } });
  expect(await credentialOf(fresh, email, electionId)).not.toBe('');
  fresh.clock.moveTo(CLOSES);
  await fresh.settle();
  const after = await signIn('voter0@elsewhere.example', fresh);
  expect(await after.call('readMyData', {})).toMatchObject({ email: 'voter0@elsewhere.example', addressChange: null });
  expect((await mailTo(fresh, email)).some(({ subject }) => subject.includes('was changed'))).toBe(true);
});

test('a session that was left open cannot take the address away', async () => {
  await aMember(product, { name: 'Open', email: 'open@members.example' }, []);
  const visitor = await signIn('open@members.example');
  product.clock.moveTo(product.clock.now().add({ minutes: 15, seconds: 1 }));
  const refusal = await refusalOf(visitor.call('requestAddressChange', { body: { email: 'x@members.example' } }));
  expect(refusal.problemName).toBe('sign-in-again');
  await visitor.call('correctMyDetails', { body: { name: 'Open Door', city: ' Lagos ', country: '' } });
  expect(await visitor.call('readMyData', {})).toMatchObject({
    name: 'Open Door',
    city: 'Lagos',
    email: 'open@members.example',
  });
});
