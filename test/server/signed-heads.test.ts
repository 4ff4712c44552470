import { afterAll, beforeAll, expect, test } from 'vitest';
import { rules } from '../../api/rules.ts';
import { decodeEvidence, encodeHead, signHead } from '../../protocol/head.ts';
import { readConfig } from '../../server/config.ts';
import { serve } from '../../server/http/serve.ts';
import { signHeads } from '../../server/signed-heads.ts';
import { startPorts } from '../../server/start-ports.ts';
import { headOf } from '../support/board.ts';
import { freePort } from '../support/free-port.ts';
import { anOpenElection, aVoter, cast, mailTo, OPENS, type Voter } from '../support/elections.ts';
import { anAdministrator, refusalOf, startProduct, type Product, type Visitor } from '../support/product.ts';

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

/** The key that the frozen rules of the election name. */
async function boardKey(): Promise<string | undefined> {
  const { election } = await officer.call('readBallotPaper', { path: { electionId } });
  return rules.parse((JSON.parse(election) as { rules: unknown }).rules).boardKey;
}

async function headText(url: string, query = ''): Promise<string> {
  const response = await fetch(`${url}/api/elections/${electionId}/head${query}`);
  expect(response.status).toBe(200);
  return response.text();
}

test('a receipt proves itself: its event is the ballot’s, and its head is signed with the key of the rules', async () => {
  const receipt = await cast(electionId, mina, [[1, 0, 0, 0]]);
  const { event, head } = decodeEvidence(receipt.signed ?? '');
  expect(head).toMatchObject({ electionUuid: electionId, height: receipt.height, hash: receipt.head });
  expect(head.boardKey).toBe(await boardKey());
  const { payload } = JSON.parse(event ?? '') as { payload: string };
  expect(Buffer.from(payload, 'hex').toString('base64').slice(0, 43)).toBe(receipt.tracker);
});

test('the mail of a receipt carries the same signed receipt as the page', async () => {
  const receipt = await cast(electionId, paul, [[0, 1, 0, 0]]);
  await product.settle();
  const [mail] = await mailTo(product, paul.address);
  expect(mail?.subject).toContain('Your ballot is cast');
  expect(mail?.text.split('\n')).toContain(receipt.signed);
});

test('the newest head and that of every height are served as the text that the verifier takes', async () => {
  const { height, hash } = await headOf(product, electionId);
  const newest = decodeEvidence(await headText(product.url)).head;
  expect(newest).toMatchObject({ height, hash, boardKey: await boardKey() });
  expect(await headText(product.url)).toBe(encodeHead(newest));
  const first = decodeEvidence(await headText(product.url, '?height=0')).head;
  expect(first.height).toBe(0);
  const path = { electionId };
  expect((await refusalOf(officer.call('readHead', { path, query: { height: height + 1 } }))).problemName).toBe(
    'not-found',
  );
});

test('two web processes of one board sign the same heads, and receipts of both fit one chain', async () => {
  const config = readConfig({ PORT: String(await freePort()), TRUST_PROXY: 'loopback', LOG_LEVEL: 'error' });
  await using other = await startPorts({ ...config, databaseUrl: product.databaseUrl }, product.clock, {
    isWorker: false,
  });
  await using server = await serve(other.ports);
  const url = `http://localhost:${server.port}`;
  const here = await Promise.all([
    cast(electionId, mina, [[0, 0, 1, 0]]),
    cast(electionId, paul, [[0, 0, 0, 1]]),
    cast(electionId, mina, [[1, 1, 0, 0]]),
  ]);
  for (const { height, head, signed } of here) {
    const texts = [await headText(product.url, `?height=${height}`), await headText(url, `?height=${height}`)];
    expect(texts[0]).toBe(texts[1]);
    expect(decodeEvidence(signed ?? '').head).toEqual(decodeEvidence(texts[0]!).head);
    expect(decodeEvidence(texts[0]!).head.hash).toBe(head);
  }
});

test('what the server signs is to the bit what the protocol signs', async () => {
  const { privateKey } = await product.ports.db.selectFrom('boardKey').selectAll().executeTakeFirstOrThrow();
  const heads = [0, 1, 4_000_000].map((height) => ({ height, hash: String(height % 10).repeat(64) }));
  expect(signHeads(privateKey, electionId, heads)).toEqual(
    heads.map((head) => signHead(privateKey, { electionUuid: electionId, ...head })),
  );
});

test('an election that was opened before heads were signed gives receipts without one, and says so', async () => {
  const old = await anOpenElection(product, officer, 1);
  await product.ports.db.deleteFrom('boardKey').where('electionId', '=', old).execute();
  const voter = await aVoter(product, old, 0);
  expect((await cast(old, voter, [[1, 0, 0, 0]])).signed).toBeNull();
  await product.settle();
  const [mail] = await mailTo(product, voter.address);
  expect(mail?.text).toContain('Your tracker');
  expect(mail?.text).not.toContain('signed receipt');
  const { problemName, problem } = await refusalOf(officer.call('readHead', { path: { electionId: old }, query: {} }));
  expect([problemName, problem.detail]).toEqual([
    'not-found',
    'This election was opened before heads of the board were signed.',
  ]);
});
