import { afterAll, beforeAll, expect, test } from 'vitest';
import { readdirSync } from 'node:fs';
import type { CallerKind } from '../../api/endpoint.ts';
import { endpoints, type EndpointName } from '../../api/index.ts';
import type { ProblemDocument } from '../../api/problems.ts';
import { aDraft, anOpenElection, aVoter, mailTo, OPENS } from '../support/elections.ts';
import { anAdministrator, refusalOf, startProduct, type Product, type Visitor } from '../support/product.ts';

/** Who may ask what, written down a second time: an endpoint that is not here, or says otherwise, fails. */
const permissions: Readonly<Record<EndpointName, CallerKind>> = {
  setUp: 'anyone',
  requestSignIn: 'anyone',
  signInByCode: 'anyone',
  signInByLink: 'anyone',
  signInByPassword: 'anyone',
  signOut: 'anyone',
  readMe: 'anyone',
  readMyElections: 'person',
  setPassword: 'person',
  readMyMembership: 'person',
  readOffers: 'anyone',
  requestJoin: 'anyone',
  joinTier: 'person',
  leaveTier: 'person',
  stayInTier: 'person',
  affirmByLink: 'anyone',
  affirm: 'person',
  requestAddressChange: 'person',
  confirmAddress: 'anyone',
  undoAddressChange: 'anyone',
  readMyData: 'person',
  correctMyDetails: 'person',
  exportMyData: 'person',
  eraseMe: 'person',
  readStaff: 'administer',
  grantRoles: 'administer',
  readElections: 'anyone',
  readElection: 'anyone',
  findTracker: 'anyone',
  readTiers: 'read-office',
  makeTier: 'administer',
  changeTerms: 'administer',
  changeRules: 'administer',
  usePreset: 'administer',
  readDrives: 'anyone',
  readDrive: 'anyone',
  startDrive: 'handle-money',
  changeDrive: 'handle-money',
  readVoter: 'anyone',
  requestBallotCode: 'anyone',
  requestBallotLink: 'person',
  readBallotPaper: 'anyone',
  castBallot: 'person',
  readHead: 'anyone',
  auditBallot: 'person',
  readAudits: 'anyone',
  readRegistrar: 'anyone',
  readRegistrarRoll: 'anyone',
  giveCredentials: 'anyone',
  reportMailing: 'anyone',
  replaceLink: 'anyone',
  inviteRegistrar: 'run-elections',
  voidCredentials: 'run-elections',
  askForLink: 'run-elections',
  readTrustee: 'anyone',
  giveKey: 'anyone',
  giveCeremonyMessage: 'anyone',
  giveShare: 'anyone',
  readOffice: 'read-elections',
  draftElection: 'run-elections',
  redraftElection: 'run-elections',
  readOfficeElection: 'read-elections',
  readRoll: 'read-elections',
  readRollState: 'read-elections',
  workOutRoll: 'run-elections',
  freezeRoll: 'run-elections',
  readVerdicts: 'read-elections',
  readRollReport: 'read-elections',
  recountRoll: 'read-elections',
  readRollChanges: 'read-elections',
  proposeAmendment: 'run-elections',
  decideAmendment: 'run-elections',
  decideException: 'run-elections',
  askException: 'person',
  announceDates: 'run-elections',
  resendBallot: 'run-elections',
  inviteTrustees: 'run-elections',
  openElection: 'run-elections',
  certifyElection: 'run-elections',
  countAgain: 'run-elections',
  readSeating: 'read-elections',
  previewSeating: 'run-elections',
  recordSeating: 'run-elections',
  recordDraw: 'run-elections',
  withdrawCandidate: 'person',
  readLog: 'read-elections',
  findMembers: 'read-members',
  readMember: 'read-members',
  correctMember: 'edit-members',
  recordAct: 'edit-members',
  readApplications: 'read-members',
  prepareBulk: 'edit-members',
  readDuplicates: 'read-members',
  readPair: 'read-members',
  mergeMembers: 'edit-members',
  keepApart: 'edit-members',
  undoMerge: 'edit-members',
  readImports: 'read-members',
  readImport: 'read-members',
  readImportRows: 'read-members',
  tryImport: 'edit-members',
  commitImport: 'edit-members',
  undoImport: 'edit-members',
  readMyLists: 'anyone',
  chooseList: 'person',
  requestList: 'anyone',
  confirmList: 'anyone',
  readLists: 'read-elections',
  previewAnnouncement: 'run-elections',
  sendAnnouncement: 'run-elections',
  readCandidate: 'anyone',
  readMyQuestions: 'person',
  askQuestion: 'person',
  answerQuestion: 'person',
  readOfficeQuestions: 'read-elections',
  hideQuestion: 'run-elections',
  readAnnouncements: 'read-elections',
  previewNotice: 'run-elections',
  sendNotice: 'run-elections',
  readProgramme: 'anyone',
  nominateForProgramme: 'anyone',
  readProgrammeNominations: 'person',
  readProgrammeNomination: 'anyone',
  confirmProgrammeNomination: 'anyone',
  readReferenceRequest: 'anyone',
  writeReference: 'anyone',
  readReview: 'person',
  voteOnNominee: 'person',
  recuseFromNominee: 'person',
  joinNominees: 'person',
  readProgrammes: 'read-elections',
  makeProgramme: 'run-elections',
  changeProgramme: 'run-elections',
  giveNomineeAddress: 'run-elections',
  announceRound: 'run-elections',
  readDirectory: 'person',
  readMyListing: 'person',
  chooseListing: 'person',
  readDues: 'person',
  beginDues: 'person',
  readPayment: 'person',
  abandonPayment: 'person',
  stopRenewal: 'person',
  openCardPage: 'person',
  readMoney: 'read-money',
  findPayer: 'handle-money',
  recordOffline: 'handle-money',
  decideOffline: 'handle-money',
  previewRefund: 'handle-money',
  refundPayment: 'handle-money',
  resendReceipt: 'handle-money',
  makeBody: 'run-elections',
  readBodies: 'read-office',
  readBody: 'anyone',
  readPublicBodies: 'anyone',
  readBodyDesk: 'read-office',
  changeBody: 'run-elections',
  addCohort: 'run-elections',
  addSeats: 'run-elections',
  retireSeat: 'run-elections',
  recordTerm: 'run-elections',
  appointTerm: 'run-elections',
  endTerm: 'run-elections',
  readOrganisations: 'read-office',
  changeOrganisation: 'run-elections',
  mergeOrganisations: 'run-elections',
  readMyAffiliations: 'person',
  discloseAffiliation: 'person',
  endMyAffiliation: 'person',
  recordAffiliation: 'run-elections',
  endAffiliation: 'run-elections',
  readOpenVotes: 'anyone',
  readOpenVote: 'anyone',
  markOpenVote: 'person',
  objectToMark: 'person',
  readOfficeOpenVotes: 'read-elections',
  readOfficeOpenVote: 'read-elections',
  draftOpenVote: 'run-elections',
  redraftOpenVote: 'run-elections',
  putOpenVote: 'run-elections',
  recordRollCall: 'run-elections',
  readNominating: 'anyone',
  nominate: 'person',
  nominateMyself: 'person',
  changeNomination: 'person',
  withdrawNomination: 'person',
  previewStatement: 'anyone',
  readCandidacy: 'anyone',
  acceptNomination: 'anyone',
  declineNomination: 'anyone',
  changeCandidacy: 'anyone',
  leaveCandidacy: 'anyone',
  appealRefusal: 'anyone',
  removePhoto: 'anyone',
  readMyNominations: 'person',
  readSupport: 'person',
  giveSupport: 'person',
  takeBackSupport: 'person',
  readOfficeNominations: 'read-elections',
  recordNomination: 'run-elections',
  decideCandidacy: 'run-elections',
  nameCandidate: 'run-elections',
  previewJoining: 'read-elections',
  joinNominations: 'run-elections',
  readMailbox: 'anyone',
};

const people = ['stranger', 'voter', 'auditor', 'officer', 'clerk', 'treasurer', 'administrator'] as const;
type Somebody = (typeof people)[number];

/** Whom each kind of caller lets in. */
const admitted: Readonly<Record<CallerKind, readonly Somebody[]>> = {
  anyone: people,
  person: people.filter((somebody) => somebody !== 'stranger'),
  administer: ['administrator'],
  'run-elections': ['officer'],
  'read-elections': ['auditor', 'officer', 'administrator'],
  'edit-members': ['clerk'],
  'read-members': ['clerk', 'treasurer', 'officer', 'auditor'],
  'handle-money': ['treasurer'],
  'read-money': ['treasurer', 'auditor'],
  'read-office': ['clerk', 'treasurer', 'officer', 'auditor', 'administrator'],
};

let product: Product;
let electionId: string;
const visitors = new Map<Somebody, Visitor>();

beforeAll(async () => {
  product = await startProduct();
  product.clock.moveTo(OPENS);
  const first = await anAdministrator(product);
  electionId = await anOpenElection(product, first, 6);
  visitors.set('stranger', product.visitor());
  visitors.set('voter', (await aVoter(product, electionId, 0)).visitor);
  const staff = [
    ['auditor', 1],
    ['officer', 2],
    ['administrator', 3],
    ['clerk', 4],
    ['treasurer', 5],
  ] as const;
  for (const [role, number] of staff) {
    const email = `voter${number}@members.example`;
    await first.call('grantRoles', { body: { name: role, email, roles: [role] } });
    visitors.set(role, (await aVoter(product, electionId, number)).visitor);
  }
});
afterAll(() => product[Symbol.asyncDispose]());

/** Asks with a body that says nothing: whoever is admitted hears what is wrong with it, and nothing is done. */
async function ask(name: EndpointName, visitor: Visitor): Promise<string> {
  const { method, route } = endpoints[name];
  const path = route.replace(':electionId', electionId).replaceAll(/:\w+/g, '00000000-0000-4000-8000-000000000000');
  const hasBody = method !== 'GET';
  const headers = { 'content-type': 'application/json' };
  const response = await visitor.fetch(path, { method, ...(hasBody ? { headers, body: '{"no":1}' } : {}) });
  const answer = (await response.json()) as Partial<ProblemDocument>;
  return response.ok ? 'reply' : (answer.type ?? '').replace('/problems/', '');
}

const table = Object.entries(permissions) as [EndpointName, CallerKind][];

test.each(table)('%s is there for %s, and for nobody else', async (name, kind) => {
  expect(endpoints[name].caller).toBe(kind);
  for (const who of people) {
    // Signing out admits everybody, and would end the sessions of the others.
    const visitor = name === 'signOut' ? product.visitor() : visitors.get(who)!;
    const answer = await ask(name, visitor);
    if (admitted[kind].includes(who)) expect(['not-signed-in', 'not-allowed']).not.toContain(answer);
    else expect(answer).toBe(who === 'stranger' ? 'not-signed-in' : 'not-allowed');
  }
});

test('every endpoint stands in the table of permissions', () => {
  expect(Object.keys(permissions).sort()).toEqual(Object.keys(endpoints).sort());
});

test('a role that is taken away is gone at once, with the sessions of whoever had it', async () => {
  const administrator = visitors.get('administrator')!;
  const email = 'voter1@members.example';
  const auditor = visitors.get('auditor')!;
  await auditor.call('readLog', { query: {} });
  await administrator.call('grantRoles', { body: { name: 'auditor', email, roles: [] } });
  expect((await refusalOf(auditor.call('readLog', { query: {} }))).problemName).toBe('not-signed-in');
});

test('the last administrator stays one, whoever asks, even twice at the same time', async () => {
  await using fresh = await startProduct();
  const one = await anAdministrator(fresh);
  const ines = { name: 'Ines Halvorsen', email: 'ines@lantern.example' };
  const refusal = await refusalOf(one.call('grantRoles', { body: { ...ines, roles: ['officer'] } }));
  expect(refusal.problem.detail).toMatch(/only administrator/);
  const bram = { name: 'Bram Okafor', email: 'bram@lantern.example' };
  await one.call('grantRoles', { body: { ...bram, roles: ['administrator'] } });
  const { requestId } = await fresh.visitor().call('requestSignIn', { body: { email: bram.email } });
  await fresh.settle();
  const [mail] = await mailTo(fresh, bram.email);
  const two = fresh.visitor();
  await two.call('signInByCode', { body: { requestId, code: /^ {4}(\d{6})$/m.exec(mail!.text)![1]! } });
  await Promise.allSettled([
    one.call('grantRoles', { body: { ...bram, roles: [] } }),
    two.call('grantRoles', { body: { ...ines, roles: [] } }),
  ]);
  const rows = await fresh.ports.db
    .selectFrom('roleGrant')
    .select('personId')
    .where('role', '=', 'administrator')
    .execute();
  expect(rows).toHaveLength(1);
});

test('a draft is nobody’s business but the office’s', async () => {
  const officer = visitors.get('officer')!;
  const draft = await aDraft(product, officer, 2);
  const stranger = product.visitor();
  const path = { electionId: draft };
  expect((await refusalOf(stranger.call('readElection', { path }))).problemName).toBe('not-found');
  expect((await refusalOf(stranger.call('readBallotPaper', { path }))).problemName).toBe('not-found');
  expect((await refusalOf(stranger.call('findTracker', { path, query: { tracker: 'x' } }))).problemName).toBe(
    'not-found',
  );
  for (const place of ['', '/record']) {
    expect((await stranger.fetch(`/api/elections/${draft}${place}`)).status).toBe(404);
  }
  expect((await stranger.fetch(`/elections/${draft}`)).status).toBe(404);
  const { elections } = await stranger.call('readElections', {});
  expect(elections.map(({ id }) => id)).not.toContain(draft);
});

/** Every place that answers: pages, their files, endpoints, and what is not there. */
function places(): [string, string][] {
  const pages = [
    '/',
    '/sign-in',
    '/set-up',
    '/me',
    '/office',
    '/office/elections/x',
    '/mailbox',
    '/healthz',
    '/readyz',
  ];
  const ofElection = ['', '/board', '/candidates', '/check', '/rules', '/record', '/nothing'];
  const assets = readdirSync(new URL('../../client/dist/assets', import.meta.url)).slice(0, 3);
  const gets = [
    ...pages,
    ...ofElection.map((place) => `/elections/${electionId}${place}`),
    ...[`/vote/${electionId}`, `/trustee/${electionId}`, `/api/elections/${electionId}/record`],
    ...assets.map((name) => `/assets/${name}`),
    ...['/assets/nothing.js', '/api/nothing', '/elections/nobody', '/api/elections/%00', '/.env', '/favicon.ico'],
    ...Object.values(endpoints).map(({ route }) => route.replace(':electionId', electionId)),
  ];
  const all = gets.map((path): [string, string] => ['GET', path]);
  return [...all, ['POST', '/'], ['PUT', '/api/elections'], ['POST', '/api/nothing'], ['DELETE', '/api/me']];
}

test('every answer, whatever it is, carries the headers that keep browsers safe', async () => {
  for (const [method, path] of places()) {
    const response = await product.visitor().fetch(path, { method });
    const { headers } = response;
    await response.arrayBuffer();
    const where = `${method} ${path}`;
    expect(headers.get('strict-transport-security'), where).toMatch(/max-age=31536000; includeSubDomains/);
    expect(headers.get('x-content-type-options'), where).toBe('nosniff');
    expect(headers.get('referrer-policy'), where).toBe('no-referrer');
    expect(headers.get('cross-origin-opener-policy'), where).toBe('same-origin');
    expect(headers.get('x-frame-options'), where).toBe('DENY');
    expect(headers.get('x-powered-by'), where).toBeNull();
    expect(response.status, where).toBeLessThan(500);
    const policy = headers.get('content-security-policy') ?? '';
    for (const rule of [
      ...["default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "require-trusted-types-for 'script'"],
    ]) {
      expect(policy, where).toContain(rule);
    }
    expect(policy, where).not.toMatch(/unsafe-inline|'unsafe-eval'|https?:|\*/);
    const isPersonal = headers.get('content-type')?.includes('html') === true || path.startsWith('/api/');
    if (isPersonal && !path.endsWith('/record')) expect(headers.get('cache-control'), where).toBe('no-store');
  }
});
