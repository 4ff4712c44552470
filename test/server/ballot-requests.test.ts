import { afterAll, beforeAll, expect, test } from 'vitest';
import { prepareElection, sealBallot } from '../../protocol/ballot.ts';
import { publicCredential } from '../../protocol/credential.ts';
import { GROUP_ORDER } from '../../protocol/kernel/arguments.ts';
import { verifyRecord } from '../../protocol/verify-record.ts';
import { endpoints } from '../../api/index.ts';
import { downloadRecord, headOf, reportOf } from '../support/board.ts';
import {
  aDefinition,
  aDraft,
  anOpenElection,
  aVoter,
  cast,
  CLOSES,
  freeze,
  OPENS,
  sealed,
  type Voter,
} from '../support/elections.ts';
import { anAdministrator, refusalOf, startProduct, type Product, type Visitor } from '../support/product.ts';
import type { World } from '../support/record-builder.ts';
import { resigned } from '../support/record-forger.ts';

let product: Product;
let officer: Visitor;
let electionId: string;
let voters: Voter[];
let mina: Voter;
let paul: Voter;

beforeAll(async () => {
  product = await startProduct();
  product.clock.moveTo(OPENS);
  officer = await anAdministrator(product);
  electionId = await anOpenElection(product, officer, 4);
  voters = [];
  for (const number of [0, 1, 2, 3]) voters.push(await aVoter(product, electionId, number));
  [mina, paul] = [voters[0]!, voters[1]!];
});
afterAll(() => product[Symbol.asyncDispose]());

function post(voter: Voter, ballot: string, election = electionId) {
  return voter.visitor.call('castBallot', { path: { electionId: election }, body: { ballot } });
}

/** The refusal of a request after which the board is as it was. */
async function refusedWithoutEvent(ask: () => Promise<unknown>) {
  const before = await headOf(product, electionId);
  const { voted } = (await officer.call('readElection', { path: { electionId } })).turnout;
  const refusal = await refusalOf(ask());
  expect(await headOf(product, electionId)).toEqual(before);
  expect((await officer.call('readElection', { path: { electionId } })).turnout.voted).toBe(voted);
  return refusal;
}

/** What the forger needs to sign as this voter. */
async function worldOf(voter: Voter): Promise<World> {
  const { election } = await voter.visitor.call('readBallotPaper', { path: { electionId } });
  const person = { credential: voter.credential, public: publicCredential(electionId, voter.credential) };
  return { uuid: electionId, election, trustees: '', credentials: '', keys: [], voters: [person] };
}

test('a voter who sends the same ballot again gets the same receipt, and the board one event', async () => {
  const ballot = await sealed(electionId, mina, [[1, 0, 0, 0]]);
  const receipt = await post(mina, ballot);
  const head = await headOf(product, electionId);
  expect(await post(mina, ballot)).toEqual(receipt);
  expect(await headOf(product, electionId)).toEqual(head);
});

test('an old ballot that comes back after a newer one is refused as a replay', async () => {
  const old = await sealed(electionId, mina, [[0, 1, 0, 0]]);
  await post(mina, old);
  expect(await cast(electionId, mina, [[0, 0, 1, 0]])).toMatchObject({ replaced: true });
  const { problemName } = await refusedWithoutEvent(() => post(mina, old));
  expect(problemName).toBe('ballot-replayed');
});

test('a ballot sealed with the link of another voter is refused', async () => {
  const ballot = await sealed(electionId, { ...mina, credential: paul.credential }, [[1, 0, 0, 0]]);
  const { problemName } = await refusedWithoutEvent(() => post(mina, ballot));
  expect(problemName).toBe('wrong-credential');
});

test('a ballot that somebody else sends under their own name is refused', async () => {
  const ballot = await sealed(electionId, mina, [[1, 1, 0, 0]]);
  expect((await refusedWithoutEvent(() => post(paul, ballot))).problemName).toBe('wrong-credential');
  const stranger = { ...paul, visitor: product.visitor() };
  expect((await refusedWithoutEvent(() => post(stranger, ballot))).problemName).toBe('not-signed-in');
  expect((await refusedWithoutEvent(() => post({ ...mina, visitor: officer }, ballot))).problemName).toBe(
    'not-on-roll',
  );
});

test('a ballot whose ciphertexts are on the board already is refused, whoever signs it anew', async () => {
  const ballot = await sealed(electionId, mina, [[1, 1, 0, 0]]);
  await post(mina, ballot);
  const copy = resigned(await worldOf(mina), 0, ballot, (text) => text);
  expect((await refusedWithoutEvent(() => post(mina, copy))).problemName).toBe('ballot-replayed');
  const theirs = resigned(await worldOf(paul), 0, ballot, (text) =>
    text.replace(/"credential":"[0-9a-f]+"/, `"credential":"${publicCredential(electionId, paul.credential)}"`),
  );
  const { problem, problemName } = await refusedWithoutEvent(() => post(paul, theirs));
  expect([problemName, problem['failed']]).toEqual(['ballot-refused', 'individual-proof']);
});

test('a ballot of another election is refused', async () => {
  const other = await anOpenElection(product, officer, 4);
  const elsewhere = await sealed(other, mina, [[1, 0, 0, 0]]);
  expect((await refusedWithoutEvent(() => post(mina, elsewhere))).problemName).toBe('wrong-election');
  const here = await sealed(electionId, mina, [[1, 0, 0, 0]]);
  expect((await refusalOf(post(mina, here, other))).problemName).toBe('wrong-election');
  const { election: otherPaper } = await officer.call('readBallotPaper', { path: { electionId: other } });
  const otherPrint = prepareElection(otherPaper).fingerprint;
  const { fingerprint } = prepareElection((await worldOf(mina)).election);
  const relabelled = resigned(await worldOf(mina), 0, here, (text) => text.replace(fingerprint, otherPrint));
  expect((await refusedWithoutEvent(() => post(mina, relabelled))).problemName).toBe('wrong-election');
});

/** Changes the last digit of the first match to another digit. */
function otherDigit(pattern: RegExp): (text: string) => string {
  return (text) => text.replace(pattern, (match) => match.slice(0, -1) + (match.endsWith('1') ? '2' : '1'));
}
const unsigned = (change: (text: string) => string) => change;
/** Signed again by its own voter after the change. */
const signedAgain = (change: (text: string) => string) => (text: string, world: World) =>
  resigned(world, 0, text, change);
const firstChallenge = /("individual_proofs":\[\[\{"challenge":")(\d+)/;

const mutations: [what: string, failed: string, change: (text: string, world: World) => string][] = [
  ['a digit of a proof changed', 'signature-hash', unsigned(otherDigit(/"response":"\d+/))],
  ['a digit of a proof changed, signed again', 'individual-proof', signedAgain(otherDigit(/"response":"\d+/))],
  [
    'a digit of the overall proof changed, signed again',
    'overall-proof',
    signedAgain(otherDigit(/"overall_proof":\[\{"challenge":"\d+/)),
  ],
  [
    'a digit of the signature changed',
    'signature',
    (text) => text.replace(/\d(?="\}\}\}$)/, (digit) => String((Number(digit) + 1) % 10)),
  ],
  ['the signature taken off', 'ballot-shape', (text) => `${text.slice(0, text.lastIndexOf(',"signature":'))}}`],
  [
    'a challenge written with the order of the group added',
    'scalar-canonical',
    signedAgain((text) =>
      text.replace(firstChallenge, (_, before: string, digits: string) => `${before}${BigInt(digits) + GROUP_ORDER}`),
    ),
  ],
  [
    'a challenge written with a leading zero',
    'scalar-canonical',
    signedAgain((text) => text.replace(firstChallenge, '$10$2')),
  ],
  [
    'a challenge written as a number',
    'scalar-canonical',
    signedAgain((text) =>
      text.replace(/"individual_proofs":\[\[\{"challenge":"(\d)\d*"/, '"individual_proofs":[[{"challenge":$1'),
    ),
  ],
  [
    'an element in capital letters',
    'element-member',
    signedAgain((text) =>
      text.replace(/"alpha":"[0-9a-f]+"/, (alpha) => alpha.toUpperCase().replace('ALPHA', 'alpha')),
    ),
  ],
  [
    'an element of small order',
    'element-member',
    signedAgain((text) => text.replace(/"alpha":"[0-9a-f]+"/, `"alpha":"${'0'.repeat(64)}"`)),
  ],
  [
    'an element that is no point',
    'element-member',
    signedAgain((text) => text.replace(/"beta":"[0-9a-f]+"/, `"beta":"${'f'.repeat(64)}"`)),
  ],
  ['an unknown member', 'ballot-shape', signedAgain((text) => text.replace('"credential"', '"Credential"'))],
  ['a member more', 'ballot-size', signedAgain((text) => `${text.slice(0, -1)},"weight":2}`)],
  ['a member twice', 'ballot-json', signedAgain((text) => text.replace('"election_hash"', '"credential"'))],
  ['a blank after a comma', 'ballot-canonical', signedAgain((text) => text.replace(',', ', '))],
  ['a line feed at its end', 'ballot-canonical', (text) => `${text}\n`],
  [
    'its members in another order',
    'ballot-canonical',
    (text) => JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(text) as object).reverse())),
  ],
  [
    'an answer taken away',
    'ballot-shape',
    signedAgain((text) => text.replace(/"answers":\[.*\]\}\]/s, '"answers":[]')),
  ],
  [
    'a proof more',
    'ballot-size',
    signedAgain((text) => text.replace('"overall_proof":[', '"overall_proof":[{"challenge":"1","response":"1"},')),
  ],
  ['forty levels of lists', 'ballot-json', () => `${'['.repeat(40)}${']'.repeat(40)}`],
  ['too many characters', 'ballot-size', () => `{"answers":"${'x'.repeat(100_000)}"}`],
  ['100,000 levels of lists', 'ballot-size', () => '['.repeat(100_000)],
  ['nothing in it', 'ballot-json', () => ''],
];

test.each(mutations)('a ballot with %s is refused as %s in the same request', async (_, failed, change) => {
  const ballot = await sealed(electionId, mina, [[1, 0, 0, 1]]);
  const changed = change(ballot, await worldOf(mina));
  expect(changed).not.toBe(ballot);
  const { problem, problemName } = await refusedWithoutEvent(() => post(mina, changed));
  expect(problemName).toBe('ballot-refused');
  expect(problem['failed']).toBe(failed);
  expect(problem.detail).toMatch(/\S/);
});

test('a blank ballot is a ballot', async () => {
  const receipt = await cast(electionId, voters[2]!, [[0, 0, 0, 0]]);
  expect(receipt.replaced).toBe(false);
});

test('nothing that was frozen can be changed', async () => {
  const path = { electionId };
  const addresses = ['voter0@members.example'];
  const amendment = { change: 'removed' as const, addresses, reason: 'Left', note: '' };
  const tries = [
    () => officer.call('redraftElection', { path, body: aDefinition({ name: 'Another election' }) }),
    () => officer.call('workOutRoll', { path }),
    () => officer.call('freezeRoll', { path, body: { size: 4, openItems: 0 } }),
    () => officer.call('proposeAmendment', { path, body: amendment }),
    () => officer.call('inviteTrustees', { path }),
    () => freeze(officer, electionId),
  ];
  const view = await officer.call('readElection', { path });
  for (const ask of tries) expect((await refusedWithoutEvent(ask)).problemName).toBe('election-not-draft');
  expect(await officer.call('readElection', { path })).toEqual(view);
});

test('nobody can reopen an election, take a ballot out, or tally some of them: there is no such request', async () => {
  const routes = Object.values(endpoints).map(({ method, route }) => `${method} ${route}`);
  const deleting = routes.filter((route) => route.startsWith('DELETE'));
  expect(deleting.filter((route) => route.includes('election') || route.includes('ballot'))).toEqual([]);
  expect(routes.filter((route) => /reopen|tally|close|extend|ballots\//.test(route))).toEqual([]);
  const before = await headOf(product, electionId);
  for (const method of ['DELETE', 'PUT', 'PATCH']) {
    for (const place of ['', '/ballots', '/ballots/1', '/board', '/record', '/opening', '/tally', '/close', '/roll']) {
      for (const base of ['/api/elections', '/api/office/elections']) {
        // Two of them exist; here their bodies say nothing.
        const response = await officer.fetch(`${base}/${electionId}${place}`, { method });
        expect([404, 405, 415]).toContain(response.status);
      }
    }
  }
  expect(await headOf(product, electionId)).toEqual(before);
});

test('a record that is downloaded while ballots arrive is a prefix of the later ones', async () => {
  const { election } = await mina.visitor.call('readBallotPaper', { path: { electionId } });
  const prepared = prepareElection(election);
  const all = voters.flatMap((voter) =>
    [1, 2, 3].map(() => ({
      voter,
      ballot: sealBallot(prepared, { credential: voter.credential, choices: [[0, 0, 0, 1]] }),
    })),
  );
  const records: Uint8Array[] = [];
  await Promise.all(
    all.map(async ({ voter, ballot }) => {
      await post(voter, ballot);
      records.push(await downloadRecord(product.url, electionId));
    }),
  );
  const last = Buffer.from(await downloadRecord(product.url, electionId));
  expect(new Set(records.map(({ length }) => length)).size).toBeGreaterThan(1);
  for (const record of records) expect(last.subarray(0, record.length).equals(record)).toBe(true);
  const shortest = records.reduce((one, other) => (other.length < one.length ? other : one));
  for (const record of [shortest, last]) {
    expect(verifyRecord(record)).toMatchObject({ verdict: 'unfinished', findings: [] });
  }
});

test('a ballot is taken from the opening instant on, and none from the closing instant on, though no job has run', async () => {
  await using early = await startProduct();
  const { electionId: id, voter } = await aFrozenElection(early);
  const phase = async () => {
    const page = await (await fetch(`${early.url}/elections/${id}`)).text();
    const data = /id="data">(.*?)<\/script>/s.exec(page)![1]!;
    return (JSON.parse(data) as { data: { phase: string } }).data.phase;
  };
  const ballots = [await sealed(id, voter, [[1, 0, 0, 0]]), await sealed(id, voter, [[0, 1, 0, 0]])];
  const castIt = (ballot: string) => voter.visitor.call('castBallot', { path: { electionId: id }, body: { ballot } });

  early.clock.moveTo(OPENS.subtract({ nanoseconds: 1000 }));
  expect((await refusalOf(castIt(ballots[0]!))).problem).toMatchObject({ detail: 'Voting has not opened yet.' });
  expect(await phase()).toBe('scheduled');
  early.clock.moveTo(OPENS);
  expect(await phase()).toBe('open');
  expect((await castIt(ballots[0]!)).height).toBe(1);

  await signInAgain(early, voter, CLOSES.subtract({ seconds: 1 }));
  expect((await castIt(ballots[1]!)).height).toBe(2);
  early.clock.moveTo(CLOSES);
  const last = await sealed(id, voter, [[0, 0, 1, 0]]);
  const { problemName, problem } = await refusalOf(castIt(last));
  expect(problemName).toBe('election-not-open');
  expect(problem['closesAt']).toBe(CLOSES.toString());
  // Not even the receipt of a ballot that is there comes from a closed ballot box, and the page says closed.
  expect((await refusalOf(castIt(ballots[1]!))).problemName).toBe('election-not-open');
  expect(await phase()).toBe('closed');
  expect((await early.visitor().call('readElection', { path: { electionId: id } })).head.ballots).toBe(2);
  await early.settle();
  expect(await reportOf(early, id)).toMatchObject({ verdict: 'passed', ballots: 2, voters: 1 });
});

/** Nobody was told yet: the voter's link is what the mail will say at the opening. */
async function aFrozenElection(early: Product): Promise<{ electionId: string; voter: Voter }> {
  early.clock.moveTo(OPENS.subtract({ hours: 1 }));
  const clerk = await anAdministrator(early);
  const id = await aDraft(early, clerk, 1);
  await freeze(clerk, id);
  const { credential } = await early.ports.db
    .selectFrom('credentialSecret')
    .select('credential')
    .executeTakeFirstOrThrow();
  const voter = { visitor: early.visitor(), address: 'voter0@members.example', credential };
  await signInAgain(early, voter, OPENS.subtract({ minutes: 50 }));
  return { electionId: id, voter };
}

async function signInAgain(early: Product, { visitor, address }: Voter, when: typeof OPENS): Promise<void> {
  early.clock.moveTo(when);
  const { requestId } = await visitor.call('requestSignIn', { body: { email: address } });
  const mail = await early.ports.db
    .selectFrom('mailSecret')
    .innerJoin('mail', 'mail.id', 'mailSecret.mailId')
    .select('secret')
    .where('mail.key', '=', `sign-in:${requestId}`)
    .executeTakeFirstOrThrow();
  await visitor.call('signInByCode', { body: { requestId, code: mail.secret['code']! } });
}
