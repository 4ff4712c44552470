import { createHmac, generateKeyPairSync } from 'node:crypto';
import jwt, { type SignOptions } from 'jsonwebtoken';
import { createPublicKey } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { makeSetUpLink } from '../../server/sign-in/set-up.ts';
import { traceOf } from '../support/board.ts';
import { aDraft, anOpenElection, credentialOf, mailTo, OPENS } from '../support/elections.ts';
import { anAdministrator, refusalOf, startProduct, type Product, type Visitor } from '../support/product.ts';
import { aDraftWithTrustees, trusteeToken, TRUSTEES } from '../support/trustees.ts';

const PASSWORD = 'seven quiet herons wade';
let product: Product;
let officer: Visitor;
let email: string;
let person = 0;

beforeAll(async () => {
  product = await startProduct();
  officer = await anAdministrator(product);
  await aDraft(product, officer, 60);
});
afterAll(() => product[Symbol.asyncDispose]());

// Everybody asks under an address of their own, so that no test uses up the tries of another.
beforeEach(() => {
  email = `voter${person}@members.example`;
  person += 1;
});

interface Asked {
  readonly requestId: string;
  readonly code: string;
  readonly token: string;
}

async function askToSignIn(address = email): Promise<Asked> {
  const { requestId } = await product.visitor().call('requestSignIn', { body: { email: address } });
  await product.settle();
  const { text } = (await mailTo(product, address)).find((mail) => mail.text.includes('/sign-in#'))!;
  return { requestId, code: /^ {4}(\d{6})$/m.exec(text)![1]!, token: /sign-in#(\S+)/.exec(text)![1]! };
}

function byCode(requestId: string, code: string, visitor = product.visitor()) {
  return visitor.call('signInByCode', { body: { requestId, code } });
}
function byLink(token: string, visitor = product.visitor()) {
  return visitor.call('signInByLink', { body: { token } });
}
async function nameOf(visitor: Visitor): Promise<string | undefined> {
  return (await visitor.call('readMe', {})).person?.email;
}
function another(code: string): string {
  return String((Number(code) + 1) % 1_000_000).padStart(6, '0');
}

test('a code signs in once', async () => {
  const { requestId, code, token } = await askToSignIn();
  expect(await byCode(requestId, code)).toMatchObject({ email, roles: [] });
  expect((await refusalOf(byCode(requestId, code))).problemName).toBe('code-refused');
  expect((await refusalOf(byLink(token))).problemName).toBe('link-refused');
});

test('a link signs in once, by its button', async () => {
  const { requestId, code, token } = await askToSignIn();
  expect(await byLink(token)).toMatchObject({ email });
  expect((await refusalOf(byLink(token))).problemName).toBe('link-refused');
  expect((await refusalOf(byCode(requestId, code))).problemName).toBe('code-refused');
});

test('five wrong digits are the last: then even the right code is refused, but the link still works', async () => {
  const { requestId, code, token } = await askToSignIn();
  for (const left of [4, 3, 2, 1, 0]) {
    const { problem } = await refusalOf(byCode(requestId, another(code)));
    expect(problem['triesLeft']).toBe(left);
  }
  expect((await refusalOf(byCode(requestId, code))).problemName).toBe('code-refused');
  expect(await byLink(token)).toMatchObject({ email });
});

test('the newest mail wins: an older code and link stop working', async () => {
  const old = await askToSignIn();
  const { requestId, code } = await askToSignIn();
  expect((await refusalOf(byCode(old.requestId, old.code))).problemName).toBe('code-refused');
  expect((await refusalOf(byLink(old.token))).problemName).toBe('link-refused');
  expect(await byCode(requestId, code)).toMatchObject({ email });
});

test('the code of one person signs in nobody else', async () => {
  const mine = await askToSignIn();
  const theirs = await askToSignIn('voter59@members.example');
  if (mine.code !== theirs.code) {
    expect((await refusalOf(byCode(mine.requestId, theirs.code))).problemName).toBe('code-refused');
  }
  expect(await byCode(theirs.requestId, theirs.code)).toMatchObject({ email: 'voter59@members.example' });
});

test('an unknown address gets the same answer, the same refusals, and no mail', async () => {
  const ask = async (address: string) => {
    const response = await product.visitor().fetch('/api/sign-in/requests', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: address }),
    });
    const { requestId, ...rest } = (await response.json()) as { requestId: string };
    return { requestId, rest, status: response.status, length: response.headers.get('content-length') };
  };
  const [known, unknown] = [await ask(email), await ask('nobody@elsewhere.example')];
  expect({ ...known, requestId: '' }).toEqual({ ...unknown, requestId: '' });
  for (let count = 0; count < 6; count += 1) {
    const refusals = await Promise.all([known, unknown].map(({ requestId }) => refusalOf(byCode(requestId, '123456'))));
    const words = refusals.map(({ problem }) => ({ ...problem, instance: '' }));
    expect(words[0]).toEqual(words[1]);
  }
  await product.settle();
  expect(await mailTo(product, 'nobody@elsewhere.example')).toEqual([]);
  const passwords = await Promise.all(
    [email, 'nobody@elsewhere.example'].map((address) =>
      refusalOf(product.visitor().call('signInByPassword', { body: { email: address, password: PASSWORD } })),
    ),
  );
  const words = passwords.map(({ problem }) => ({ ...problem, instance: '' }));
  expect(words[0]).toEqual(words[1]);
});

test.each([
  ['short', 'x y z 1 2 3'],
  ['one character over and over', 'aaaaaaaaaaaaaaaaaaaa'],
  ['the address and the organisation', 'ines lantern software foundation'],
  ['a common one, twice', 'password123password'],
])('a password is refused that is %s', async (_, password) => {
  const refusal = await refusalOf(officer.call('setPassword', { body: { password } }));
  expect(refusal.problemName).toBe('weak-password');
  expect(refusal.problem.errors?.[0]?.pointer).toBe('#/body/password');
});

test('a password of 128 characters works, with blanks and umlauts, and ends all other sessions', async () => {
  const { requestId, code } = await askToSignIn();
  const here = product.visitor();
  await byCode(requestId, code, here);
  const again = await askToSignIn();
  const there = product.visitor();
  await byCode(again.requestId, again.code, there);
  const password = 'Zwölf große Boxkämpfer '.repeat(6).slice(0, 128);
  await here.call('setPassword', { body: { password } });
  expect(await nameOf(here)).toBe(email);
  expect(await nameOf(there)).toBeUndefined();
  expect(await product.visitor().call('signInByPassword', { body: { email, password } })).toMatchObject({ email });
  const wrong = { email, password: `${password.slice(0, -1)}!` };
  expect((await refusalOf(product.visitor().call('signInByPassword', { body: wrong }))).problemName).toBe(
    'password-refused',
  );
  const long = await refusalOf(here.call('setPassword', { body: { password: 'x1y2'.repeat(40) } }));
  expect(long.problemName).toBe('malformed-request');
});

test('guessing passwords stops after ten, for that address alone, and the mailed code still works', async () => {
  const guess = (address: string) =>
    refusalOf(product.visitor().call('signInByPassword', { body: { email: address, password: 'wrong' } }));
  const names: string[] = [];
  for (let count = 0; count < 12; count += 1) names.push((await guess(email)).problemName);
  expect(names.filter((name) => name === 'password-refused')).toHaveLength(10);
  expect(names.slice(10)).toEqual(['too-many-requests', 'too-many-requests']);
  expect((await guess('voter58@members.example')).problemName).toBe('password-refused');
  const { requestId, code } = await askToSignIn();
  expect(await byCode(requestId, code)).toMatchObject({ email });
});

test('signing out ends the session at once: what was in the cookies works no more', async () => {
  const { requestId, code } = await askToSignIn();
  const visitor = product.visitor();
  await byCode(requestId, code, visitor);
  const stolen = [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const meWith = async (cookie: string) => {
    const response = await fetch(`${product.url}/api/me`, { headers: { cookie } });
    return ((await response.json()) as { person: { email: string } | null }).person?.email;
  };
  expect(await meWith(stolen)).toBe(email);
  await visitor.call('signOut', {});
  expect(visitor.cookies.size).toBe(0);
  expect(await meWith(stolen)).toBeUndefined();
  for (const one of stolen.split('; ')) expect(await meWith(one)).toBeUndefined();
});

test('the cookies are for this host, this scheme and no script, and hold no name', async () => {
  const { requestId, code } = await askToSignIn();
  const response = await product.visitor().fetch('/api/sign-in/codes', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ requestId, code }),
  });
  const cookies = response.headers.getSetCookie();
  expect(cookies).toHaveLength(2);
  for (const cookie of cookies) {
    expect(cookie).toMatch(/^__Host-(access|session)=/);
    for (const flag of ['HttpOnly', 'Secure', 'SameSite=Lax', 'Path=/']) expect(cookie).toContain(flag);
    expect(cookie).not.toMatch(/Domain=/i);
    expect(decodeURIComponent(cookie)).not.toContain(email);
  }
});

test('only an access token of ours, young and whole, says who asks', async () => {
  const visitor = product.visitor();
  const { requestId, code } = await askToSignIn();
  await byCode(requestId, code, visitor);
  const honest = visitor.cookies.get('__Host-access')!;
  const { sid } = jwt.decode(honest) as { sid: string };
  const { kid, privateKey } = await product.ports.db
    .selectFrom('signingKey')
    .select(['kid', 'privateKey'])
    .executeTakeFirstOrThrow();
  const iat = Math.floor(product.clock.now().epochMilliseconds / 1000);
  const claims = { sid, iat, exp: iat + 600, iss: 'quorate', aud: 'quorate-session' };
  const sign = (payload: object, header: object = {}, key: string = privateKey) =>
    jwt.sign(payload, key, {
      algorithm: 'ES256',
      header: { alg: 'ES256', typ: 'at+jwt', kid, ...header },
    } as SignOptions);
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const publicKey = createPublicKey(privateKey).export({ type: 'spki', format: 'pem' });
  const confused = `${part({ alg: 'HS256', typ: 'at+jwt', kid })}.${part(claims)}`;
  const foreign = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({
    type: 'pkcs8',
    format: 'pem',
  });
  const [head, body, signature] = honest.split('.') as [string, string, string];
  const { exp: _, ...endless } = claims;
  const forged: Record<string, string> = {
    'no algorithm': `${part({ alg: 'none', typ: 'at+jwt', kid })}.${part(claims)}.`,
    'no algorithm, oddly spelt': `${part({ alg: 'nOnE', typ: 'at+jwt', kid })}.${part(claims)}.`,
    'the public key as a shared secret': `${confused}.${createHmac('sha256', publicKey).update(confused).digest('base64url')}`,
    'a key of somebody else': sign(claims, {}, String(foreign)),
    'a key that it brings along': sign(
      claims,
      { jwk: createPublicKey(foreign).export({ format: 'jwk' }) },
      String(foreign),
    ),
    'another audience': sign({ ...claims, aud: 'quorate-mail' }),
    'another issuer': sign({ ...claims, iss: 'somebody' }),
    'another type': sign(claims, { typ: 'JWT' }),
    'another key id': sign(claims, { kid: 'unknown' }),
    'no expiry': sign(endless),
    'an expiry that has passed': sign({ ...claims, iat: iat - 900, exp: iat - 300 }),
    'an expiry in a hundred years, made long ago': sign({ ...claims, iat: iat - 10_000, exp: iat + 3_000_000_000 }),
    'no session': sign({ ...claims, sid: undefined }),
    'a session that is no text': sign({ ...claims, sid: { $ne: null } }),
    'a session that is nobody’s': sign({ ...claims, sid: '00000000-0000-4000-8000-000000000000' }),
    'claims that were changed': [head, part({ ...claims, sid: requestId }), signature].join('.'),
    'no signature': `${head}.${body}.`,
    'no meaning': 'x.y.z',
  };
  const meWith = async (token: string) => {
    const response = await fetch(`${product.url}/api/me`, { headers: { cookie: `__Host-access=${token}` } });
    expect(response.status).toBe(200);
    return ((await response.json()) as { person: { email: string } | null }).person?.email;
  };
  expect(await meWith(honest)).toBe(email);
  expect(await meWith(sign(claims))).toBe(email);
  for (const [what, token] of Object.entries(forged)) expect(await meWith(token), what).toBeUndefined();
});

test('a set-up link works once, and never when there is an administrator', async () => {
  await using fresh = await startProduct();
  const visitor = fresh.visitor();
  const person = { name: 'Ines Halvorsen', email: 'ines@lantern.example', password: PASSWORD };
  const guessed = await refusalOf(visitor.call('setUp', { body: { token: 'x'.repeat(43), ...person } }));
  expect(guessed.problemName).toBe('link-refused');
  const tokens = [await makeSetUpLink(fresh.ports), await makeSetUpLink(fresh.ports)].map(
    (link) => link!.split('#')[1]!,
  );
  const weak = await refusalOf(visitor.call('setUp', { body: { token: tokens[0]!, ...person, password: 'short' } }));
  expect(weak.problemName).toBe('weak-password');
  const me = await visitor.call('setUp', { body: { token: tokens[0]!, ...person } });
  expect(me.roles.toSorted()).toEqual(['administrator', 'clerk', 'officer', 'treasurer']);
  for (const token of tokens) {
    const again = await refusalOf(fresh.visitor().call('setUp', { body: { token, ...person } }));
    expect(again.problemName).toBe('already-set-up');
  }
  expect(await makeSetUpLink(fresh.ports)).toBeUndefined();
});

test('whoever opens a mailed link, a hundred times and in every way, changes nothing; its button still works', async () => {
  await using fresh = await startProduct();
  const clerk = await anAdministrator(fresh);
  const draft = await aDraftWithTrustees(fresh, clerk, 2);
  const trustee = await trusteeToken(fresh, TRUSTEES[0]!.email);
  fresh.clock.moveTo(OPENS);
  await clerk.call('signInByPassword', { body: { email: 'ines@lantern.example', password: PASSWORD } });
  const electionId = await anOpenElection(fresh, clerk, 2);
  const credential = await credentialOf(fresh, 'voter0@members.example');
  await fresh.visitor().call('requestSignIn', { body: { email: 'voter1@members.example' } });
  await fresh.settle();
  const mail = (await mailTo(fresh, 'voter1@members.example'))[0]!;
  const token = /sign-in#(\S+)/.exec(mail.text)![1]!;

  const before = await traceOf(fresh);
  const scanner = fresh.visitor();
  const paths = [
    ...[`/sign-in?token=${token}`, `/sign-in/${token}`, `/api/sign-in/links?token=${token}`, `/set-up?token=${token}`],
    ...[`/vote/${electionId}?credential=${credential}`, `/vote/${electionId}/${credential}`],
    ...[`/trustee/${draft}?token=${trustee}`, `/api/elections/${draft}/trustee?token=${trustee}`],
    ...[`/api/elections/${electionId}/voter?link=${credential}`, '/api/session', '/me', '/office', '/'],
  ];
  for (let round = 0; round < 4; round += 1) {
    for (const path of paths) {
      for (const method of ['GET', 'HEAD']) await (await scanner.fetch(path, { method })).arrayBuffer();
    }
  }
  expect(await traceOf(fresh)).toEqual(before);
  expect(scanner.cookies.size).toBe(0);
  expect(await scanner.call('signInByLink', { body: { token } })).toMatchObject({ email: 'voter1@members.example' });
  const view = await scanner.call('readTrustee', { path: { electionId: draft }, body: { token: trustee } });
  expect(view.task).toBe('make-key');
});

// The clock moves in these: they come last.
test('a code and a link are too old after ten minutes', async () => {
  const { requestId, code, token } = await askToSignIn();
  product.clock.moveTo(product.clock.now().add({ minutes: 10 }));
  expect((await refusalOf(byCode(requestId, code))).problemName).toBe('code-refused');
  expect((await refusalOf(byLink(token))).problemName).toBe('link-refused');
});

test('a session is renewed while it lasts, and is over after twelve hours', async () => {
  const { requestId, code } = await askToSignIn();
  const visitor = product.visitor();
  await byCode(requestId, code, visitor);
  const first = visitor.cookies.get('__Host-access');
  product.clock.moveTo(product.clock.now().add({ hours: 11, minutes: 59 }));
  expect(await nameOf(visitor)).toBe(email);
  expect(visitor.cookies.get('__Host-access')).not.toBe(first);
  product.clock.moveTo(product.clock.now().add({ minutes: 1 }));
  expect(await nameOf(visitor)).toBeUndefined();
});
