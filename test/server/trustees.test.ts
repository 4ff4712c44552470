import { afterAll, beforeAll, expect, test } from 'vitest';
import { publicKeyOf, generateTrusteeKey } from '../../protocol/trustee-key.ts';
import { IDENTITY_TEXT } from '../../protocol/group.ts';
import { decryptTally } from '../../protocol/decryption.ts';
import { findTally } from '../../server/trustees/find-tally.ts';
import { headOf, reportOf, traceOf, typesOf } from '../support/board.ts';
import { aDraft, anOpenElection, aVoter, cast, CLOSES, freeze, mailTo, OPENS } from '../support/elections.ts';
import { anAdministrator, refusalOf, startProduct, type Product, type Visitor } from '../support/product.ts';
import {
  aDraftWithTrustees,
  anOpenElectionWithTrustees,
  giveKeys,
  shareOf,
  trusteeToken,
  TRUSTEES,
  type Trustee,
} from '../support/trustees.ts';

const [odalys, henk] = TRUSTEES.map(({ email }) => email) as [string, string];
const password = 'seven quiet herons wade';

/** Moves the clock, and signs in again whoever the moved clock has signed out. */
async function moveTo(product: Product, officer: Visitor, when: typeof OPENS): Promise<void> {
  product.clock.moveTo(when);
  await officer.call('signInByPassword', { body: { email: 'ines@lantern.example', password } });
}

test('trustees run an election from the invitation to the result, and nobody else could have opened it', async () => {
  await using product = await startProduct();
  const officer = await anAdministrator(product);
  const path = { electionId: await aDraftWithTrustees(product, officer, 3) };
  const { electionId } = path;
  const blocked = await refusalOf(freeze(officer, electionId));
  expect(blocked.problem['blockers']).toMatchObject([{ what: 'trustee-key-missing' }, { what: 'trustee-key-missing' }]);
  const trustees = await giveKeys(product, electionId);
  await freeze(officer, electionId);
  expect(await product.ports.db.selectFrom('serverKey').selectAll().execute()).toEqual([]);
  const late = { token: await trusteeToken(product, odalys), publicKey: generateTrusteeKey().publicKey };
  expect((await refusalOf(product.visitor().call('giveKey', { path, body: late }))).problemName).toBe(
    'election-not-draft',
  );

  product.clock.moveTo(OPENS);
  await product.settle();
  const voter = await aVoter(product, electionId, 0);
  await cast(electionId, voter, [[1, 0, 1, 0]]);
  const early = { token: await trusteeToken(product, odalys), share: '{}' };
  expect((await refusalOf(product.visitor().call('giveShare', { path, body: early }))).problemName).toBe(
    'tally-not-due',
  );
  product.clock.moveTo(CLOSES);
  const before = await refusalOf(product.visitor().call('giveShare', { path, body: early }));
  expect(before.problemName).toBe('tally-not-due');
  await product.settle();

  expect(await typesOf(product, electionId)).toEqual(['Setup', 'Ballot', 'EndBallots', 'EncryptedTally']);
  // A page that is open goes on after the mail that asks for the share; only the office ends links.
  const oldLink = await refusalOf(product.visitor().call('giveShare', { path, body: early }));
  expect(oldLink.problemName).toBe('share-refused');
  const tokens = [await trusteeToken(product, odalys), await trusteeToken(product, henk)] as const;
  const [first, second] = trustees as [Trustee, Trustee];
  const give = (token: string, share: string) => product.visitor().call('giveShare', { path, body: { token, share } });
  const tally = (await findTally(product.ports.db, electionId))!;
  const { election } = await officer.call('readBallotPaper', { path });
  const share = await shareOf(product, electionId, first);
  const ofBallot = JSON.parse(tally.encryptedTally) as { alpha: string; beta: string }[][];
  const lot = /,"lot":\{"factor".*\}\}(?=\}$)/;
  const shifted = JSON.stringify(ofBallot.map((some) => some.toReversed()));
  const wrong: Record<string, string> = {
    'another trustee’s share': await shareOf(product, electionId, second),
    'a share of another tally': decryptTally({ election, encryptedTally: shifted, privateKey: first.key.privateKey }),
    'a changed factor': share.replace(
      /"decryption_factors":\[\["[0-9a-f]{64}/,
      `"decryption_factors":[["${publicKeyOf('5')}`,
    ),
    'a changed proof': share.replace(/"response":"\d/, (part) => part.slice(0, -1) + (part.endsWith('1') ? '2' : '1')),
    'no part of the lot': share.replace(lot, ''),
    'another trustee’s part of the lot': share.replace(
      lot,
      lot.exec(await shareOf(product, electionId, second))?.[0] ?? '',
    ),
    'a blank in it': share.replace(',', ', '),
    'an unknown member': share.replace(/\}$/, ',"owner":1}'),
    'no JSON': 'share',
  };
  const head = await headOf(product, electionId);
  for (const [what, text] of Object.entries(wrong)) {
    const { problemName, problem } = await refusalOf(give(tokens[0], text));
    expect(problemName, what).toBe('share-refused');
    if (what.endsWith('the lot')) expect(problem['failed'], what).toBe('decryption-lot');
  }
  expect(await headOf(product, electionId)).toEqual(head);
  expect(await give(tokens[0], share)).toMatchObject({ task: 'done', sharesGiven: 1 });
  const once = await headOf(product, electionId);
  // The first valid share stays, whatever comes after it.
  expect(await give(tokens[0], await shareOf(product, electionId, first))).toMatchObject({ task: 'done' });
  expect(await give(tokens[0], 'nonsense')).toMatchObject({ task: 'done' });
  expect(await headOf(product, electionId)).toEqual(once);
  expect((await officer.call('readElection', { path })).result).toBeNull();

  expect(await give(tokens[1], wrong['another trustee’s share']!)).toMatchObject({ task: 'done', sharesGiven: 2 });
  await product.settle();
  const view = await product.visitor().call('readElection', { path });
  expect(view).toMatchObject({
    phase: 'tallied',
    keyHolder: 'people',
    result: [{ votes: [1, 0, 1, 0], elected: [0, 2] }],
  });
  const report = await reportOf(product, electionId);
  expect(report).toMatchObject({ verdict: 'passed', lot: expect.stringMatching(/^[0-9a-f]{64}$/) as unknown });
});

test('a trustee’s key needs its own proof, is nobody else’s, and is given once', async () => {
  await using product = await startProduct();
  const officer = await anAdministrator(product);
  const path = { electionId: await aDraftWithTrustees(product, officer, 2) };
  const old = await trusteeToken(product, odalys);
  await officer.call('inviteTrustees', { path });
  await product.settle();
  const tokens = { odalys: await trusteeToken(product, odalys), henk: await trusteeToken(product, henk) };
  const give = (token: string, publicKey: string) =>
    product.visitor().call('giveKey', { path, body: { token, publicKey } });
  const [key, other] = [generateTrusteeKey(), generateTrusteeKey()];
  expect((await refusalOf(give(old, key.publicKey))).problemName).toBe('link-refused');
  expect((await refusalOf(give('x'.repeat(43), key.publicKey))).problemName).toBe('link-refused');
  const proof = /"pok":(\{[^}]*\})/;
  const keyText = /"public_key":"[0-9a-f]{64}"/;
  const wrong: Record<string, [text: string, failed: string]> = {
    'no proof': [key.publicKey.replace(/"pok":\{[^}]*\},/, ''), 'trustee-shape'],
    'another key’s proof': [key.publicKey.replace(proof, proof.exec(other.publicKey)![0]), 'trustee-proof'],
    'the identity': [key.publicKey.replace(keyText, `"public_key":"${IDENTITY_TEXT}"`), 'trustee-identity'],
    'a point of small order': [key.publicKey.replace(keyText, `"public_key":"${'0'.repeat(64)}"`), 'element-member'],
    'no JSON': ['key', 'trustee-json'],
  };
  for (const [what, [text, failed]] of Object.entries(wrong)) {
    const { problemName, problem } = await refusalOf(give(tokens.odalys, text));
    expect([problemName, problem['failed']], what).toEqual(['key-refused', failed]);
  }
  expect(await give(tokens.odalys, key.publicKey)).toMatchObject({ task: 'wait-for-others', keysGiven: 1 });
  expect(await give(tokens.odalys, key.publicKey)).toMatchObject({ keysGiven: 1 });
  expect((await refusalOf(give(tokens.odalys, other.publicKey))).problemName).toBe('key-already-given');
  const replayed = await refusalOf(give(tokens.henk, key.publicKey));
  expect([replayed.problemName, replayed.problem['failed']]).toEqual(['key-refused', 'key-of-another']);
  expect(await give(tokens.henk, other.publicKey)).toMatchObject({ task: 'wait-for-close', keysGiven: 2 });
  // Trustees who stay on the list keep their keys.
  const trustees = [TRUSTEES[1]!, { name: 'Sunniva Aas', email: 'sunniva@trustees.example' }];
  const { definition } = await officer.call('readOfficeElection', { path });
  const redrafted = await officer.call('redraftElection', { path, body: { ...definition, trustees } });
  expect(redrafted.trustees.map(({ hasKey }) => hasKey)).toEqual([true, false]);
});

test('a trustee whose mail was lost can be asked again after the close', async () => {
  await using product = await startProduct();
  const officer = await anAdministrator(product);
  const { electionId, trustees } = await anOpenElectionWithTrustees(product, officer, 1);
  const path = { electionId };
  await cast(electionId, await aVoter(product, electionId, 0), [[1, 0, 0, 0]]);
  await moveTo(product, officer, CLOSES);
  await product.settle();
  const first = { token: await trusteeToken(product, odalys), share: await shareOf(product, electionId, trustees[0]!) };
  await product.visitor().call('giveShare', { path, body: first });
  const lost = await trusteeToken(product, henk);
  expect(await officer.call('inviteTrustees', { path })).toEqual({ invited: 1 });
  await product.settle();
  expect(await trusteeToken(product, odalys)).toBe(first.token);
  const share = await shareOf(product, electionId, trustees[1]!);
  const old = await refusalOf(product.visitor().call('giveShare', { path, body: { token: lost, share } }));
  expect(old.problemName).toBe('link-refused');
  await product.visitor().call('giveShare', { path, body: { token: await trusteeToken(product, henk), share } });
  expect((await reportOf(product, electionId)).verdict).toBe('passed');
  expect((await refusalOf(officer.call('inviteTrustees', { path }))).problemName).toBe('election-not-draft');
});

let shared: Product;
let clerk: Visitor;
beforeAll(async () => {
  shared = await startProduct();
  clerk = await anAdministrator(shared);
});
afterAll(() => shared[Symbol.asyncDispose]());

test('below the quorum an election is void: nothing is opened, no key is left, and everybody is told', async () => {
  const electionId = await aDraft(shared, clerk, 5, { quorum: { numerator: 1, denominator: 2 } });
  const exact = await aDraft(shared, clerk, 4, { quorum: { numerator: 1, denominator: 2 } });
  await freeze(clerk, electionId);
  await freeze(clerk, exact);
  await moveTo(shared, clerk, OPENS);
  await shared.settle();
  for (const id of [electionId, exact]) {
    for (const number of [0, 1]) await cast(id, await aVoter2(id, number), [[1, 0, 0, 0]]);
  }
  const path = { electionId };
  const during = await shared.visitor().call('readElection', { path });
  expect(during.turnout).toEqual({ roll: 5, voted: 2, needed: 3, reached: false });
  await moveTo(shared, clerk, CLOSES);
  await shared.settle();

  expect(await typesOf(shared, electionId)).toEqual(['Setup', 'Ballot', 'Ballot', 'EndBallots']);
  const view = await shared.visitor().call('readElection', { path });
  expect(view).toMatchObject({ phase: 'void', result: null, turnout: { voted: 2, needed: 3, reached: false } });
  const keys = await shared.ports.db.selectFrom('serverKey').select('electionId').execute();
  expect(keys.map((key) => key.electionId)).not.toContain(electionId);
  for (const number of [0, 4]) {
    const [mail] = (await mailTo(shared, `voter${number}@members.example`)).filter(({ subject }) =>
      subject.startsWith('Void'),
    );
    expect(mail!.text).toMatch(/2 of 5 voters cast a ballot; 3 were needed/);
    expect(mail!.text).toMatch(/were not opened and never will be/);
  }
  expect((await refusalOf(clerk.call('certifyElection', { path, body: { elected: 0 } }))).problemName).toBe(
    'election-not-tallied',
  );
  expect(await reportOf(shared, electionId)).toMatchObject({ verdict: 'unfinished', findings: [] });
  const page = await (await fetch(`${shared.url}/elections/${electionId}`)).text();
  expect(page).toMatch(/void/i);

  // Exactly at the threshold it counts.
  const counted = await shared.visitor().call('readElection', { path: { electionId: exact } });
  expect(counted).toMatchObject({ phase: 'tallied', turnout: { voted: 2, needed: 2, reached: true } });
  // The server's only key opens the lot too, where ties are decided by one.
  const lot: unknown = expect.stringMatching(/^[0-9a-f]{64}$/);
  expect(await reportOf(shared, exact)).toMatchObject({ verdict: 'passed', lot });
  // A result that is there leaves no key either, and certifying it reads it back.
  expect(await shared.ports.db.selectFrom('serverKey').selectAll().execute()).toEqual([]);
  const readBack = await refusalOf(
    clerk.call('certifyElection', { path: { electionId: exact }, body: { elected: 2 } }),
  );
  expect(readBack.problemName).toBe('readback-differs');
  const certified = await clerk.call('certifyElection', { path: { electionId: exact }, body: { elected: 1 } });
  expect(certified.view).toMatchObject({ phase: 'certified', certifiedBy: 'Ines Halvorsen' });
  const trace = await traceOf(shared);
  expect(
    (await refusalOf(clerk.call('certifyElection', { path: { electionId: exact }, body: { elected: 1 } }))).problemName,
  ).toBe('election-not-tallied');
  expect(await traceOf(shared)).toEqual(trace);
});

/** A voter of one of two elections that the same people may vote in. */
async function aVoter2(electionId: string, number: number) {
  const address = `voter${number}@members.example`;
  const mails = await mailTo(shared, address);
  const link = new RegExp(`/vote/${electionId}#(\\S+)`);
  const credential = mails.map(({ text }) => link.exec(text)?.[1]).find((found) => found !== undefined)!;
  const visitor = shared.visitor();
  const { requestId } = await visitor.call('requestSignIn', { body: { email: address } });
  await shared.settle();
  const [mail] = (await mailTo(shared, address)).filter(({ subject }) => subject.includes('sign-in code'));
  await visitor.call('signInByCode', { body: { requestId, code: /^(\d{6})/.exec(mail!.subject)![1]! } });
  return { visitor, address, credential };
}

test('without a quorum rule and without a ballot the result is zeros, and it verifies', async () => {
  await using product = await startProduct();
  const officer = await anAdministrator(product);
  const electionId = await anOpenElection(product, officer, 2, { quorum: null, ties: 'draw' });
  product.clock.moveTo(CLOSES);
  await product.settle();
  const view = await product.visitor().call('readElection', { path: { electionId } });
  expect(view).toMatchObject({ phase: 'tallied', turnout: { needed: null, reached: true } });
  expect(view.result).toMatchObject([{ votes: [0, 0, 0, 0], elected: [] }]);
  expect(await reportOf(product, electionId)).toMatchObject({ verdict: 'passed', ballots: 0, lot: null });
});
