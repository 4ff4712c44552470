import { afterAll, beforeAll, expect, test } from 'vitest';
import { endpoints } from '../../api/index.ts';
import { permissions } from '../../api/permissions.ts';
import type { RoleName } from '../../api/values.ts';
import { createApp } from '../../server/http/app.ts';
import { aStaffMember, signedIn, upload } from '../support/imports.ts';
import { aMember, aPeriod } from '../support/members.ts';
import { anAdministrator, refusalOf, startProduct, type Product, type Visitor } from '../support/product.ts';

/**
 * Everything that the server answers besides the endpoints of api/index.ts, whose callers test/server/roles.test.ts
 * writes down: who may ask, or what keeps it. A route that is in neither table fails.
 */
const doors: Readonly<Record<string, string>> = {
  'GET /healthz': 'anyone: says that the process lives',
  'GET /readyz': 'anyone: says that the database answers',
  'POST /api/stripe/events': 'the provider: a signature over the raw body',
  'GET /.well-known/jwks.json': 'anyone: the public keys of signed marks',
  'GET /api/elections/:electionId/record': 'anyone: the public record; drafts have none',
  'GET /api/receipts/:number.pdf': 'whoever paid, and who may read money',
  'POST /api/office/import-files': 'edit-members',
  'GET /api/office/imports/:importId/verdicts.csv': 'read-members',
  'GET /api/office/members.csv': 'edit-members',
  'POST /api/candidacies/photo': 'the nominee: by the mailed link, or signed in',
  'GET /photos/:photoId.jpg':
    'anyone, once the candidate is announced; before, the nominee and those who run elections',
  'POST /api/elections/:electionId/trustee/shuffle': 'the trustee: by the mailed link',
  'GET /methods': 'anyone: how people can vote',
  'GET /methods/:method': 'anyone: one way of voting',
  'GET /nominate/:electionId': 'anyone: a page without data',
  'GET /nomination': 'anyone: a page without data',
  'GET /nomination/:candidacyId': 'anyone: a page without data',
  'GET /support/:candidacyId': 'anyone: a page without data',
  'GET /lists/leave/:token': 'anyone: a page that changes nothing',
  'POST /lists/leave/:token': 'whoever has the mail: a token that can do only this',
  'GET /vote/:electionId': 'anyone: a page without data',
  'GET /trustee/:electionId': 'anyone: a page without data',
  'GET /registrar/:electionId': 'anyone: a page without data',
  'GET /office': 'anyone: a page without data',
  'GET /office/*rest': 'anyone: a page without data',
  'GET /sign-in': 'anyone: a page without data',
  'GET /set-up': 'anyone: a page without data',
  'GET /me': 'anyone: a page without data',
  'GET /join': 'anyone: a page without data',
  'GET /affirm': 'anyone: a page without data',
  'GET /confirm-address': 'anyone: a page without data',
  'GET /undo-address': 'anyone: a page without data',
  'GET /my-data': 'anyone: a page without data',
  'GET /lists': 'anyone: a page without data',
  'GET /directory': 'anyone: a page without data',
  'GET /my-listing': 'anyone: a page without data',
  'GET /questions/:electionId': 'anyone: a page without data',
  'GET /my-affiliations': 'anyone: a page without data',
  'GET /open-votes/:voteId': 'anyone: a page without data',
  'GET /votes': 'anyone: public votes of bodies',
  'GET /votes/:voteId': 'anyone: a public vote of a body',
  'GET /dues': 'anyone: a page without data',
  'GET /dues/:paymentId': 'anyone: a page without data',
  'GET /mailbox': 'this machine, while no mail server is configured',
  'GET /': 'anyone: public elections',
  'GET /rounds/:slug': 'anyone: a programme, and only who was announced',
  'GET /rounds/:slug/nominate': 'anyone: a page without data',
  'GET /rounds/:slug/nomination': 'anyone: a page without data',
  'GET /rounds/:slug/reference': 'anyone: a page without data',
  'GET /rounds/:slug/review': 'anyone: a page without data',
  'GET /drives': 'anyone: public drives',
  'GET /drives/:driveId': 'anyone: a public drive',
  'GET /drives/:driveId.svg': 'anyone: a public drive',
  'GET /bodies': 'anyone: public bodies',
  'GET /bodies/:slug': 'anyone: a public body',
  'GET /elections/:electionId': 'anyone: a public election',
  'GET /elections/:electionId/calendar.ics': 'anyone: a public election',
  'GET /calendar.ics': 'anyone: public elections',
  'GET /feed.xml': 'anyone: public elections',
  'GET /elections/:electionId/board': 'anyone: a public election',
  'GET /elections/:electionId/test-ballots': 'anyone: a public election',
  'GET /elections/:electionId/candidates': 'anyone: a public election',
  'GET /elections/:electionId/candidates/:candidateId': 'anyone: a candidate who was announced',
  'GET /elections/:electionId/check': 'anyone: a public election',
  'GET /elections/:electionId/contests/:contestId/flow.svg': 'anyone: a public election that has its result',
  'GET /elections/:electionId/contests/:contestId/ballots.:ending': 'anyone: the ballots that were opened one by one',
  'GET /elections/:electionId/rules': 'anyone: a public election',
};

let product: Product;
let administrator: Visitor;
const staff = new Map<RoleName | 'stranger' | 'member', Visitor>();
beforeAll(async () => {
  product = await startProduct();
  administrator = await anAdministrator(product);
  for (const role of ['clerk', 'treasurer', 'officer', 'auditor'] as const)
    staff.set(role, await aStaffMember(product, administrator, role));
  staff.set('stranger', product.visitor());
  await aMember(product, { name: 'Ada Oyelaran', email: 'ada@doors.example' }, []);
  staff.set('member', await signedIn(product, 'ada@doors.example'));
});
afterAll(() => product[Symbol.asyncDispose]());

interface Layer {
  readonly route?: { readonly path: string | readonly string[]; readonly methods: Readonly<Record<string, boolean>> };
}

/** Every route that the server has, `GET /office`. */
async function routes(): Promise<string[]> {
  const app = (await createApp(product.ports)) as unknown as { readonly router: { readonly stack: readonly Layer[] } };
  return app.router.stack.flatMap(({ route }) => {
    // What takes every method stands behind the endpoints and refuses the others.
    if (route === undefined || route.methods['m-search'] === true) return [];
    const methods = Object.keys(route.methods);
    return [route.path].flat().flatMap((path) => methods.map((method) => `${method.toUpperCase()} ${path}`));
  });
}

test('every route that the server answers stands in a table of who may ask', async () => {
  const contracts = Object.values(endpoints).map(({ method, route }) => `${method} ${route}`);
  const known = new Set([...contracts, ...Object.keys(doors)]);
  const found = [...new Set(await routes())];
  expect(found.filter((route) => !known.has(route))).toEqual([]);
  expect([...known].filter((route) => !found.includes(route))).toEqual([]);
});

test.each([
  'POST /api/office/import-files',
  'GET /api/office/imports/:importId/verdicts.csv',
  'GET /api/office/members.csv',
])('%s lets in its roles and nobody else', async (door) => {
  const [method = '', path = ''] = door.split(' ');
  const admitted: readonly RoleName[] = permissions[doors[door] as 'edit-members' | 'read-members'];
  for (const [who, visitor] of staff) {
    const address = path.replace(':importId', '00000000-0000-4000-8000-000000000000');
    const asked =
      method === 'POST' ? await upload(visitor, 'no') : await visitor.fetch(`${address}?columns=name`, { method });
    const isRefused = asked.status === 401 || asked.status === 403;
    expect([who, isRefused], door).toEqual([who, !(admitted as readonly string[]).includes(who)]);
  }
});

test('an upload from another site is refused before its body is read', async () => {
  const headers = { origin: 'https://evil.example', 'content-type': 'text/csv' };
  const response = await staff
    .get('clerk')!
    .fetch('/api/office/import-files?name=x.csv', { method: 'POST', headers, body: 'a' });
  expect(((await response.json()) as { type: string }).type).toBe('/problems/cross-site-request');
});

test('what is addressed by an id is there for those ids alone: unknown people, imports and merges are not found', async () => {
  const clerk = staff.get('clerk')!;
  const id = '00000000-0000-4000-8000-000000000000';
  const asks = [
    () => clerk.call('readMember', { path: { personId: id } }),
    () => clerk.call('readImport', { path: { importId: id } }),
    () => clerk.call('readImportRows', { path: { importId: id }, query: {} }),
    () => clerk.call('undoImport', { path: { importId: id }, body: { reason: 'x' } }),
    () => clerk.call('undoMerge', { path: { mergeId: id }, body: { reason: 'x' } }),
    () => clerk.call('readPair', { path: { survivorId: id, duplicateId: id } }),
  ];
  for (const ask of asks) expect((await refusalOf(ask())).problemName).toBe('not-found');
});

test('a role is needed for the person that is acted on, whoever that is: nobody edits themselves by another door', async () => {
  const member = staff.get('member')!;
  const { person } = await member.call('readMe', { body: undefined as never });
  const { id } = await aMember(product, { name: 'Ben Oyelaran', email: 'ben@doors.example' }, [
    aPeriod('supporting', '2027-01-01T00:00:00Z', null),
  ]);
  for (const personId of [person!.id, id]) {
    const grant = { act: 'grant', tier: 'contributing', from: '2027-01-01', until: null, reason: 'me' } as const;
    for (const ask of [
      () => member.call('readMember', { path: { personId } }),
      () => member.call('recordAct', { path: { personId }, body: { act: grant } }),
    ])
      expect((await refusalOf(ask())).problemName).toBe('not-allowed');
  }
});
