import { afterAll, beforeAll, expect, test } from 'vitest';
import { rules as rulesContract } from '../../api/rules.ts';
import { eligibilityForElections } from '../../server/eligibility-for-elections.ts';
import { traceOf } from '../support/board.ts';
import { aDefinition, aDraft, freeze, mailTo } from '../support/elections.ts';
import { aMember, type MadeMember } from '../support/members.ts';
import { anAdministrator, refusalOf, startProduct, type Product, type Visitor } from '../support/product.ts';

let product: Product;
let one: Visitor;
let other: Visitor;
beforeAll(async () => {
  product = await startProduct();
  one = await anAdministrator(product);
  other = await anOfficer('Bram Okafor', 'bram@lantern.example');
});
afterAll(() => product[Symbol.asyncDispose]());

async function signedIn(email: string): Promise<Visitor> {
  const visitor = product.visitor();
  const { requestId } = await visitor.call('requestSignIn', { body: { email } });
  await product.settle();
  const [mail] = await mailTo(product, email);
  const code = /^ {4}(\d{6})$/m.exec(mail!.text)![1]!;
  await visitor.call('signInByCode', { body: { requestId, code } });
  return visitor;
}

async function anOfficer(name: string, email: string): Promise<Visitor> {
  await one.call('grantRoles', { body: { name, email, roles: ['officer'] } });
  return signedIn(email);
}

let people = 0;
function anOutsider(name: string): Promise<MadeMember> {
  people += 1;
  return aMember(product, { name, email: `outsider${people}@members.example` }, []);
}

async function propose(electionId: string, addresses: string[], change: 'added' | 'removed' = 'added', by = one) {
  const body = { change, addresses, reason: 'Renewals that were recorded late', note: 'Ticket 12' };
  const { amendments } = await by.call('proposeAmendment', { path: { electionId }, body });
  return amendments[0]!;
}

function decide(electionId: string, amendmentId: string, isAccepted = true, by = other) {
  return by.call('decideAmendment', { path: { electionId, amendmentId }, body: { isAccepted } });
}

async function rollOf(electionId: string) {
  const { roll } = await one.call('readRollState', { path: { electionId } });
  const { entries } = await one.call('readRoll', { path: { electionId }, query: {} });
  return { ...roll, emails: entries.map(({ email }) => email) };
}

test('what one officer proposes another decides; size and hash follow, and everybody sees number and reason', async () => {
  const electionId = await aDraft(product, one, 3);
  const [ada, bea] = [await anOutsider('Ada Late'), await anOutsider('Bea Late')];
  const frozen = await rollOf(electionId);
  const added = await propose(electionId, [ada.email, bea.email.toUpperCase()]);
  expect(added).toMatchObject({ change: 'added', state: 'proposed', isOwn: true, proposedBy: 'Ines Halvorsen' });
  expect(await rollOf(electionId)).toEqual(frozen);
  await decide(electionId, added.id);
  const removed = await propose(electionId, ['voter0@members.example'], 'removed', other);
  await decide(electionId, removed.id, true, one);
  const roll = await rollOf(electionId);
  expect(roll).toMatchObject({ size: 4, frozenSize: 3, frozenHash: frozen.hash });
  expect(roll.hash).not.toBe(frozen.hash);
  expect(roll.emails.sort()).toEqual([ada.email, bea.email, 'voter1@members.example', 'voter2@members.example'].sort());
  const reason = 'Renewals that were recorded late';
  const at = product.clock.now().toString();
  const told = [
    { change: 'added', people: 2, reason, at },
    { change: 'removed', people: 1, reason, at },
  ];
  expect(roll.amendments).toEqual(told);
  // The frozen roll itself can still be made again.
  expect(await one.call('recountRoll', { path: { electionId } })).toMatchObject({ isSame: true, size: 3 });
  const { verdicts } = await one.call('readVerdicts', { path: { electionId }, query: { show: 'amended' } });
  expect(verdicts.map(({ name, isIn, amended }) => [name, isIn, amended])).toEqual([
    ['Ada Late', true, 'added'],
    ['Adaeze Nwosu', false, 'removed'],
    ['Bea Late', true, 'added'],
  ]);
  await freeze(one, electionId);
  const view = await product.visitor().call('readElection', { path: { electionId } });
  expect(view.roll).toMatchObject({ size: 4, amendments: told });
  expect(view.turnout.roll).toBe(4);
  const { election } = await product.visitor().call('readBallotPaper', { path: { electionId } });
  const { roll: inRules } = rulesContract.parse((JSON.parse(election) as { rules: unknown }).rules);
  expect(inRules).toMatchObject({ size: 4, hash: roll.hash, frozenSize: 3, frozenHash: frozen.hash, amendments: told });
  expect(election).not.toMatch(/Late|@members/);
});

test('nobody decides what they proposed, or what is about them', async () => {
  const electionId = await aDraft(product, one, 2);
  const outsider = await anOutsider('Cem Late');
  const { id } = await propose(electionId, [outsider.email]);
  const before = await traceOf(product);
  expect((await refusalOf(decide(electionId, id, true, one))).problemName).toBe('second-person-needed');
  expect((await refusalOf(decide(electionId, id, false, one))).problemName).toBe('second-person-needed');
  const self = await propose(electionId, ['bram@lantern.example']);
  expect((await refusalOf(decide(electionId, self.id))).problemName).toBe('second-person-needed');
  expect((await refusalOf(decide(electionId, self.id, false))).problemName).toBe('second-person-needed');
  expect((await rollOf(electionId)).size).toBe(2);
  expect(await traceOf(product)).not.toEqual(before); // the proposal alone
  await decide(electionId, id, false);
  expect((await refusalOf(decide(electionId, id))).problemName).toBe('already-decided');
  expect(await rollOf(electionId)).toMatchObject({ size: 2, amendments: [] });
});

test('two officers who accept at the same time add somebody once', async () => {
  const electionId = await aDraft(product, one, 2);
  const outsider = await anOutsider('Dov Late');
  const [mine, theirs] = [
    await propose(electionId, [outsider.email]),
    await propose(electionId, [outsider.email], 'added', other),
  ];
  const outcomes = await Promise.allSettled([decide(electionId, mine.id), decide(electionId, theirs.id, true, one)]);
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(await rollOf(electionId)).toMatchObject({ size: 3, amendments: [{ people: 1 }] });
});

test.each([
  ['nobody is known by', 'added', 'nobody@members.example', /Nobody is known/],
  ['is on the roll already', 'added', 'voter0@members.example', /on the roll already/],
  ['is not on the roll', 'removed', 'ines@lantern.example', /not on the roll/],
] as const)('an address that %s is refused with its place', async (_, change, address, words) => {
  const electionId = await aDraft(product, one, 1);
  const { problem } = await refusalOf(propose(electionId, [address], change));
  expect(problem.errors).toMatchObject([{ pointer: '#/body/addresses/0' }]);
  expect(problem.detail).toMatch(words);
});

test('before the freeze and after the set-up there are no amendments', async () => {
  const outsider = await anOutsider('Eli Late');
  const { id: draft } = await one.call('draftElection', { body: aDefinition() });
  expect((await refusalOf(propose(draft, [outsider.email]))).problemName).toBe('roll-not-frozen');
  const electionId = await aDraft(product, one, 2);
  const { id } = await propose(electionId, [outsider.email]);
  const { warnings } = await one.call('readOfficeElection', { path: { electionId } });
  expect(warnings.join()).toMatch(/1 amendment or request about the roll waits/);
  await freeze(one, electionId);
  for (const late of [() => propose(electionId, [outsider.email]), () => decide(electionId, id)]) {
    const { problemName, problem } = await refusalOf(late());
    expect(problemName).toBe('election-not-draft');
    expect(problem.detail).toMatch(/Nobody can be added now/);
  }
});

test('a member who is out asks, one officer supports, another adds, and the member is told', async () => {
  const electionId = await aDraft(product, one, 2);
  const member = await anOutsider('Fay Missing');
  const visitor = await signedIn(member.email);
  const path = { electionId };
  const ask = () =>
    visitor.call('askException', { path, body: { reason: 'I paid on 2 April.\nHere is the receipt.' } });
  await ask();
  expect((await refusalOf(ask())).problemName).toBe('already-asked');
  const mine = async () =>
    (await eligibilityForElections(product.ports.db, member.id, product.clock.now())).find(
      (election) => election.electionId === electionId,
    )!;
  expect(await mine()).toMatchObject({ isIn: false, canAsk: false, exception: { state: 'asked' } });
  const { exceptions } = await one.call('readRollChanges', { path });
  expect(exceptions).toMatchObject([{ state: 'asked', person: { name: 'Fay Missing' } }]);
  const exceptionId = exceptions[0]!.id;
  const body = { isSupported: true, reason: 'A payment was recorded late' };
  const supported = await one.call('decideException', { path: { electionId, exceptionId }, body });
  expect(supported).toMatchObject({ exceptions: [{ state: 'supported' }], amendments: [{ state: 'proposed' }] });
  expect(await mine()).toMatchObject({ isIn: false, exception: { state: 'supported' } });
  await product.settle();
  expect((await mailTo(product, member.email))[0]!.subject).not.toMatch(/roll/);
  const amendment = supported.amendments[0]!;
  expect((await refusalOf(decide(electionId, amendment.id, true, one))).problemName).toBe('second-person-needed');
  await decide(electionId, amendment.id);
  expect(await mine()).toMatchObject({ isIn: true, exception: { state: 'accepted' } });
  await product.settle();
  const [mail] = await mailTo(product, member.email);
  expect(mail!.subject).toBe('You are on the roll: Board election 2027');
  expect(mail!.text).toMatch(/A payment was recorded late/);
  const log = await one.call('readLog', { query: { electionId } });
  expect(log.entries.map(({ action }) => action).slice(0, 3)).toEqual([
    ...['decide-amendment', 'decide-exception', 'ask-exception'],
  ]);
});

test('a request that is refused is answered with the reason, and stands', async () => {
  const electionId = await aDraft(product, one, 2);
  const member = await anOutsider('Gil Missing');
  const visitor = await signedIn(member.email);
  const path = { electionId };
  await visitor.call('askException', { path, body: { reason: 'I forgot' } });
  const { exceptions } = await one.call('readRollChanges', { path });
  const decision = {
    path: { electionId, exceptionId: exceptions[0]!.id },
    body: { isSupported: false, reason: 'Joined after the record date' },
  };
  await one.call('decideException', decision);
  expect((await refusalOf(other.call('decideException', decision))).problemName).toBe('already-decided');
  await product.settle();
  const [mail] = await mailTo(product, member.email);
  expect(mail!.subject).toBe('Your request was refused: Board election 2027');
  expect(mail!.text).toMatch(/Joined after the record date/);
  expect((await refusalOf(visitor.call('askException', { path, body: { reason: 'Again' } }))).problemName).toBe(
    'already-asked',
  );
});

test('who is on the roll, or an officer who asks for themself, gets no exception by their own hand', async () => {
  const electionId = await aDraft(product, one, 1);
  const path = { electionId };
  const voter = await signedIn('voter0@members.example');
  const refused = await refusalOf(voter.call('askException', { path, body: { reason: 'x' } }));
  expect(refused.problemName).toBe('already-on-roll');
  await other.call('askException', { path, body: { reason: 'I am an officer' } });
  const { exceptions } = await other.call('readRollChanges', { path });
  const mine = { path: { electionId, exceptionId: exceptions[0]!.id }, body: { isSupported: true, reason: 'Myself' } };
  expect((await refusalOf(other.call('decideException', mine))).problemName).toBe('second-person-needed');
});

test('nobody can ask about a draft that they may not know of, before the freeze, or after the set-up', async () => {
  const member = await anOutsider('Hal Missing');
  const visitor = await signedIn(member.email);
  const ask = (electionId: string) =>
    refusalOf(visitor.call('askException', { path: { electionId }, body: { reason: 'x' } }));
  const { id } = await one.call('draftElection', { body: aDefinition() });
  expect((await ask(id)).problemName).toBe('not-found');
  await one.call('announceDates', { path: { electionId: id } });
  expect((await ask(id)).problemName).toBe('roll-not-frozen');
  const electionId = await aDraft(product, one, 1);
  await freeze(one, electionId);
  expect((await ask(electionId)).problemName).toBe('election-not-draft');
});

test('an amendment that was decided is never changed', async () => {
  const electionId = await aDraft(product, one, 1);
  const outsider = await anOutsider('Ida Late');
  const { id } = await propose(electionId, [outsider.email]);
  await decide(electionId, id);
  const { db } = product.ports;
  await expect(db.updateTable('rollAmendment').set({ reason: 'x' }).where('id', '=', id).execute()).rejects.toThrow(
    /append-only/,
  );
  await expect(db.deleteFrom('rollAmendmentPerson').where('amendmentId', '=', id).execute()).rejects.toThrow(
    /append-only/,
  );
  await expect(
    db
      .updateTable('rollAmendment')
      .set({ decidedBy: db.selectFrom('rollAmendment').select('proposedBy').where('id', '=', id) })
      .where('id', '=', id)
      .execute(),
  ).rejects.toThrow();
});
