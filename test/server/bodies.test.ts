import { once } from 'node:events';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ProblemDocument } from '../../api/problems.ts';
import { serve } from '../../server/http/serve.ts';
import { headOf, traceOf } from '../support/board.ts';
import { aDefinition, anOpenElection, aVoter, OPENS, type Voter } from '../support/elections.ts';
import { anAdministrator, startProduct, type Product, type Visitor } from '../support/product.ts';

let product: Product;
let officer: Visitor;
let electionId: string;
let voter: Voter;
let ballots: string;

beforeAll(async () => {
  product = await startProduct();
  product.clock.moveTo(OPENS);
  officer = await anAdministrator(product);
  electionId = await anOpenElection(product, officer, 2);
  voter = await aVoter(product, electionId, 0);
  ballots = `/api/elections/${electionId}/ballots`;
});
afterAll(() => product[Symbol.asyncDispose]());

const json = { 'content-type': 'application/json' };

async function send(
  who: Visitor,
  path: string,
  body: string | Uint8Array<ArrayBuffer>,
  headers: Record<string, string> = json,
  method = 'POST',
) {
  const response = await who.fetch(path, { method, headers, body });
  const problem = (await response.json()) as ProblemDocument;
  expect(response.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
  expect(problem.status).toBe(response.status);
  return problem;
}

function utf16(text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array([0xff, 0xfe, ...Buffer.from(text, 'utf16le')]);
}
function bytes(...parts: (string | number)[]): Uint8Array<ArrayBuffer> {
  return new Uint8Array(parts.flatMap((part) => (typeof part === 'string' ? [...Buffer.from(part)] : [part])));
}

const bodies: [what: string, body: string | Uint8Array<ArrayBuffer>][] = [
  ['that is empty', ''],
  ['that is no JSON', 'ballot=1'],
  ['with a comma too many', '{"ballot":"x",}'],
  ['with something after it', '{"ballot":"x"}{}'],
  ['that is a list', '[]'],
  ['that is null', 'null'],
  ['with a number for a text', '{"ballot":1}'],
  ['without a member', '{}'],
  ['with an unknown member', '{"ballot":"x","isAdmin":true}'],
  ['with a member twice', '{"ballot":"x","ballot":"y"}'],
  ['with __proto__', '{"ballot":"x","__proto__":{"admin":true}}'],
  ['with constructor', '{"ballot":"x","constructor":{"prototype":{}}}'],
  ['with NaN', '{"ballot":NaN}'],
  ['with 1e400', '{"ballot":1e400}'],
  ['that begins with a byte-order mark', bytes(0xef, 0xbb, 0xbf, '{"ballot":"x"}')],
  ['in UTF-16', utf16('{"ballot":"x"}')],
  ['with an encoded lone surrogate', bytes('{"ballot":"', 0xed, 0xa0, 0x80, '"}')],
  ['with an escaped lone surrogate', '{"ballot":"\\ud800"}'],
  ['that is 100,000 lists deep', '['.repeat(100_000)],
  ['that is 40,000 objects deep', '{"a":'.repeat(40_000)],
];

test.each(bodies)('a body %s is refused in words, and changes nothing', async (_, body) => {
  const before = await headOf(product, electionId);
  const problem = await send(voter.visitor, ballots, body);
  expect(problem).toMatchObject({ type: '/problems/malformed-request', status: 400 });
  expect(problem.errors?.[0]?.pointer).toMatch(/^#\/body/);
  expect(await headOf(product, electionId)).toEqual(before);
});

test('a lone surrogate comes into no name, however it is written', async () => {
  const body = JSON.stringify(aDefinition({ name: 'x' })).replace('"x"', '"Board \\ud83d"');
  expect(await send(officer, '/api/office/elections', body)).toMatchObject({ type: '/problems/malformed-request' });
});

test.each([
  ['text/plain', 415],
  ['application/x-www-form-urlencoded', 415],
  ['multipart/form-data; boundary=x', 415],
  ['application/json; charset=utf-16', 415],
  ['application/json; charset=iso-8859-1', 415],
  ['application/jsonp', 415],
  ['', 415],
])('the content type “%s” is refused', async (type, status) => {
  expect(await send(voter.visitor, ballots, '{"ballot":"x"}', { 'content-type': type })).toMatchObject({ status });
});

test.each(['gzip', 'deflate', 'br', 'zstd'])('a body compressed with %s is refused unopened', async (encoding) => {
  const bomb = new Uint8Array(gzipSync(Buffer.alloc(10_000_000)));
  const headers = { ...json, 'content-encoding': encoding };
  expect(await send(voter.visitor, ballots, bomb, headers)).toMatchObject({ status: 415 });
});

test('ballots of 10 MB, forty at a time, are refused in little memory', async () => {
  const big = JSON.stringify({ ballot: 'x'.repeat(10_000_000) });
  const before = process.memoryUsage();
  const refusals = await Promise.all(Array.from({ length: 40 }, () => postRaw(big)));
  expect(refusals).toEqual(refusals.map(() => 413));
  // All of them together would be 400 MB.
  const after = process.memoryUsage();
  expect(after.arrayBuffers - before.arrayBuffers).toBeLessThan(100_000_000);
});

function heading(length: string): string {
  const cookie = [...voter.visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const lines = [
    `POST ${ballots} HTTP/1.1`,
    `Host: localhost:${new URL(product.url).port}`,
    `Origin: ${product.url}`,
    `Cookie: ${cookie}`,
    'Content-Type: application/json',
    length,
  ];
  return `${lines.join('\r\n')}\r\n\r\n`;
}

/** The status that a socket is answered with; the body may be refused before it was sent. */
async function postRaw(body: string): Promise<number> {
  const socket = connect(Number(new URL(product.url).port), 'localhost');
  socket.on('error', () => undefined);
  socket.write(heading(`Content-Length: ${body.length}`));
  socket.write(body);
  const status = await statusOf(socket);
  socket.destroy();
  return status;
}

async function statusOf(socket: ReturnType<typeof connect>): Promise<number> {
  const [chunk] = (await once(socket, 'data')) as [Buffer];
  return Number(/^HTTP\/1\.1 (\d{3})/.exec(String(chunk))?.[1]);
}

test('whoever sends a byte at a time, or without end, is cut off', async () => {
  const config = { ...product.ports.config, port: 0 };
  await using impatient = await serve({ ...product.ports, config }, { request: 300, check: 50 });
  const byte = 'x';
  const chunk = `10000\r\n${'x'.repeat(0x10000)}\r\n`;
  const attempts: [string, string][] = [
    ['POST /api/sign-in/requests HTTP/1.1\r\nHost: x\r\nContent-Le', byte],
    [heading('Content-Length: 100000'), byte],
    [heading('Transfer-Encoding: chunked'), chunk],
  ];
  const before = process.memoryUsage().arrayBuffers;
  for (const [begun, more] of attempts) {
    const socket = connect(impatient.port, 'localhost');
    socket.on('error', () => undefined);
    let answer = '';
    socket.on('data', (part) => (answer += String(part)));
    socket.write(begun);
    const slow = setInterval(() => socket.write(more), 5);
    await new Promise((closed) => socket.once('close', closed));
    clearInterval(slow);
    // A reset can overtake the words.
    expect(['HTTP/1.1 408', '']).toContain(answer.slice(0, 12));
  }
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(50_000_000);
});

test.each([
  ['/api/elections/%00'],
  ['/api/elections/%00/record'],
  ['/elections/%00'],
  ['/elections/%00/board'],
  ['/elections/%E0%A4%A/rules'],
  ['/api/elections/%ZZ'],
  ['/elections/..%2f..%2fetc%2fpasswd'],
  ['/assets/..%2f..%2f..%2fpackage.json'],
  [`/api/elections/${'a'.repeat(400)}`],
  ['/elections/ID/board?tracker=%00'],
  ['/api/elections/ID/board?tracker=%00'],
  ['/api/office/elections/ID/roll?search=%00'],
])('there is nothing at %s', async (path) => {
  const response = await officer.fetch(path.replace('ID', electionId));
  expect(response.status).toBe(404);
  await response.text();
});

test.each([
  ['/api/elections/ID/board?tracker=a&tracker=b', 400],
  ['/api/elections/ID/board?tracker=a&__proto__=b', 400],
  ['/api/office/elections/ID/roll?page=1e400', 400],
  ['/api/office/elections/ID/roll?page=-1', 400],
  ['/api/office/elections/ID/roll?show=everything', 400],
  ['/elections/ID/board?tracker=%27%20or%201=1', 200],
])('%s is answered with %i, not with a crash', async (path, status) => {
  const response = await officer.fetch(path.replace('ID', electionId));
  expect(response.status).toBe(status);
  await response.text();
});

test('a very long address is an address like any other', async () => {
  const email = `${'a'.repeat(64)}@${'b'.repeat(59)}.${'c'.repeat(59)}.${'d'.repeat(59)}.example`;
  const { requestId } = await product.visitor().call('requestSignIn', { body: { email } });
  expect(requestId).toMatch(/-/);
});

test('nobody is asked to be believed before they say who they are: a stranger’s large file is not even read', async () => {
  const body = JSON.stringify({ description: 'x'.repeat(1_000_000) });
  const path = `/api/office/elections/${electionId}`;
  expect(await send(product.visitor(), path, body, json, 'PUT')).toMatchObject({ status: 401 });
  expect(await send(product.visitor(), path, '[', json, 'PUT')).toMatchObject({ status: 401 });
  expect(await send(voter.visitor, path, '[', json, 'PUT')).toMatchObject({ status: 403 });
});

/** What a browser sends from another place, and whether it may change something. */
const origins: [what: string, headers: Record<string, string>, isRefused: boolean][] = [
  ['our own origin', { origin: 'OWN' }, false],
  ['our own origin, and the browser says same-origin', { origin: 'OWN', 'sec-fetch-site': 'same-origin' }, false],
  ['only the browser’s word that it is the same origin', { 'sec-fetch-site': 'same-origin' }, false],
  ['another origin', { origin: 'https://evil.example' }, true],
  ['our own name on another port', { origin: 'http://localhost:1' }, true],
  ['our own name over another scheme', { origin: 'OWNS' }, true],
  ['the origin “null” of a sandboxed frame', { origin: 'null' }, true],
  ['neither an origin nor a word about the site', {}, true],
  ['our own origin, but the browser says cross-site', { origin: 'OWN', 'sec-fetch-site': 'cross-site' }, true],
  ['the browser’s word that it is a sister site', { 'sec-fetch-site': 'same-site' }, true],
  ['the browser’s word that somebody typed it', { 'sec-fetch-site': 'none' }, true],
  ['another origin with a plain form', { origin: 'https://evil.example', 'content-type': 'text/plain' }, true],
];

test.each(origins)('of a request with %s', async (_, headers, isRefused) => {
  const own = (value: string) =>
    value.replace('OWNS', product.url.replace('http', 'https')).replace('OWN', product.url);
  const given = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, own(value)]));
  const cookie = [...voter.visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const before = await traceOf(product);
  const changes: [string, string][] = [
    ['POST', ballots],
    ['PUT', '/api/me/password'],
    ['DELETE', '/api/nothing'],
    ['POST', '/api/sign-in/links'],
  ];
  for (const [method, path] of changes) {
    const response = await fetch(`${product.url}${path}`, {
      method,
      headers: { ...json, ...given, cookie },
      body: '{}',
    });
    const { type } = (await response.json()) as ProblemDocument;
    expect(type === '/problems/cross-site-request').toBe(isRefused);
  }
  if (isRefused) expect(await traceOf(product)).toEqual(before);
});
