import { afterAll, beforeAll, expect, test } from 'vitest';
import { prepareElection, sealToChallenge, verifyOpenedBallot } from '../../protocol/ballot.ts';
import { publicCredential } from '../../protocol/credential.ts';
import { headOf, reportOf, traceOf } from '../support/board.ts';
import { anOpenElection, aVoter, CLOSES, OPENS, type Voter } from '../support/elections.ts';
import {
  anAdministrator,
  refusalOf,
  startProduct,
  type Product,
  type Refusal,
  type Visitor,
} from '../support/product.ts';
import type { World } from '../support/record-builder.ts';
import { resigned } from '../support/record-forger.ts';

let product: Product;
let officer: Visitor;
let electionId: string;
let mina: Voter;
let paul: Voter;

beforeAll(async () => {
  product = await startProduct();
  product.clock.moveTo(OPENS);
  officer = await anAdministrator(product);
  electionId = await anOpenElection(product, officer, 2);
  [mina, paul] = [await aVoter(product, electionId, 0), await aVoter(product, electionId, 1)];
});
afterAll(() => product[Symbol.asyncDispose]());

const choices = [[1, 0, 0, 1]];

async function paperOf(id = electionId): Promise<string> {
  return (await officer.call('readBallotPaper', { path: { electionId: id } })).election;
}

async function challenge({ credential }: Voter, id = electionId) {
  return sealToChallenge(prepareElection(await paperOf(id)), { credential, choices });
}

function post({ visitor }: Voter, ballot: string) {
  return visitor.call('castBallot', { path: { electionId }, body: { ballot } });
}

function open({ visitor }: Voter, opened: string, id = electionId) {
  return visitor.call('auditBallot', { path: { electionId: id }, body: { opened } });
}

async function listed() {
  return officer.call('readAudits', { path: { electionId }, query: {} });
}

test('an opened ballot is there for everybody, says what it held, and names nobody', async () => {
  const sealed = await challenge(mina);
  expect(await open(mina, sealed.open())).toEqual({ promise: sealed.promise, choices });
  const { ballots, total } = await listed();
  const found = ballots.find(({ promise }) => promise === sealed.promise);
  expect(verifyOpenedBallot(prepareElection(await paperOf()), found?.text ?? '')).toMatchObject({ ok: true, choices });
  const page = await (await fetch(`${product.url}/api/elections/${electionId}/audits`)).text();
  expect(page).not.toMatch(/signature|voter0|members\.example/);
  // Who sends it twice, because the answer was lost, is told the same, and it stands there once.
  expect(await open(mina, sealed.open())).toEqual({ promise: sealed.promise, choices });
  expect((await listed()).total).toBe(total);
});

test('an opened ballot is never cast: not as it is, not with another signature', async () => {
  const sealed = await challenge(mina);
  await open(mina, sealed.open());
  const before = await headOf(product, electionId);
  expect((await refusalOf(post(mina, sealed.ballot))).problemName).toBe('ballot-audited');
  const person = { credential: mina.credential, public: publicCredential(electionId, mina.credential) };
  const world: World = {
    ...{ uuid: electionId, election: await paperOf(), trustees: '', credentials: '', keys: [], voters: [person] },
  };
  const again = resigned(world, 0, sealed.ballot, (text) => text);
  expect(again).not.toBe(sealed.ballot);
  expect((await refusalOf(post(mina, again))).problemName).toBe('ballot-audited');
  expect(await headOf(product, electionId)).toEqual(before);
});

test('a ballot that is on the board is never opened', async () => {
  const sealed = await challenge(paul);
  await post(paul, sealed.ballot);
  const { total } = await listed();
  expect((await refusalOf(open(paul, sealed.open()))).problemName).toBe('ballot-replayed');
  expect((await listed()).total).toBe(total);
});

test('of casting and opening one ballot at the same moment exactly one happens, every time', async () => {
  for (let round = 0; round < 8; round += 1) {
    const sealed = await challenge(mina);
    const before = [(await headOf(product, electionId)).height, (await listed()).total];
    const both = [post(mina, sealed.ballot), open(mina, sealed.open())];
    const outcomes = await Promise.allSettled(round % 2 === 0 ? both : both.reverse());
    const refused = outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason as Refusal] : []));
    expect(refused).toHaveLength(1);
    expect(['ballot-audited', 'ballot-replayed']).toContain(refused[0]!.problemName);
    const wasCast = refused[0]!.problemName === 'ballot-replayed';
    const after = [(await headOf(product, electionId)).height, (await listed()).total];
    expect(after).toEqual([before[0]! + (wasCast ? 1 : 0), before[1]! + (wasCast ? 0 : 1)]);
  }
  expect(await reportOf(product, electionId)).toMatchObject({ verdict: 'unfinished', findings: [] });
});

test('what is not an honest opening of one’s own ballot of this election is refused, and nothing is written', async () => {
  const sealed = await challenge(mina);
  const opened = sealed.open();
  const other = await anOpenElection(product, officer, 2);
  const stranger = { ...mina, visitor: product.visitor() };
  const elsewhere = (await challenge(mina, other)).open();
  const lie = opened.replace(/"choices":\[1,0,0,1\]/, '"choices":[0,1,0,1]');
  expect(lie).not.toBe(opened);
  const limited = await traceOf(product);
  const tries: [string, () => Promise<unknown>][] = [
    ['ballot-refused', () => open(mina, lie)],
    ['ballot-refused', () => open(mina, sealed.ballot)],
    ['ballot-refused', () => open(mina, '{}')],
    ['wrong-election', () => open(mina, elsewhere)],
    ['wrong-credential', () => open(paul, opened)],
    ['not-signed-in', () => open(stranger, opened)],
    ['not-on-roll', () => open({ ...mina, visitor: officer }, opened)],
    ['body-too-large', () => open(mina, 'x'.repeat(600 * 1024))],
  ];
  for (const [problem, trying] of tries) expect((await refusalOf(trying())).problemName, problem).toBe(problem);
  const { rate_limit: _, ...after } = await traceOf(product);
  expect(limited).toMatchObject(after);
});

test('nobody opens more than thirty ballots an hour', async () => {
  await product.ports.db.deleteFrom('rateLimit').execute();
  const sealed = await challenge(paul);
  const text = sealed.open();
  for (let count = 0; count < 30; count += 1) await open(paul, text);
  expect((await refusalOf(open(paul, text))).problemName).toBe('too-many-requests');
  await product.ports.db.deleteFrom('rateLimit').execute();
});

test('after the close no ballot is opened', async () => {
  await using late = await startProduct();
  late.clock.moveTo(OPENS);
  const clerk = await anAdministrator(late);
  const id = await anOpenElection(late, clerk, 1);
  late.clock.moveTo(CLOSES.subtract({ minutes: 1 }));
  const voter = await aVoter(late, id, 0);
  const { election } = await late.visitor().call('readBallotPaper', { path: { electionId: id } });
  const sealed = sealToChallenge(prepareElection(election), { credential: voter.credential, choices });
  late.clock.moveTo(CLOSES);
  expect((await refusalOf(open(voter, sealed.open(), id))).problemName).toBe('election-not-open');
});
