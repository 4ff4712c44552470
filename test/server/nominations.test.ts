import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findPersonByEmail } from '../../db/people.ts';
import { beat } from '../../server/jobs/heartbeat.ts';
import { aContest, aDefinition, mailTo } from '../support/elections.ts';
import { aStaffMember, signedIn } from '../support/imports.ts';
import { aMember, aPeriod } from '../support/members.ts';
import {
  anAnnouncedDraft,
  aNominator,
  nominationMails,
  NOMINATIONS_CLOSE,
  NOMINATIONS_OPEN,
  nominationToken,
  staySignedIn,
  type Nominations,
} from '../support/nominations.ts';
import { anAdministrator, refusalOf, startProduct, type Product, type Visitor } from '../support/product.ts';

let product: Product;
let officer: Visitor;
let other: Visitor;
let nominator: Awaited<ReturnType<typeof aNominator>>;
beforeAll(begin);
afterAll(() => product[Symbol.asyncDispose]());

/** The clock of a product goes forward only: a test that comes to the close of nominations begins a product of its own. */
async function begin(): Promise<void> {
  await (product as Product | undefined)?.[Symbol.asyncDispose]();
  product = await startProduct();
  officer = await anAdministrator(product);
  other = await aStaffMember(product, officer, 'officer');
  await staySignedIn(product);
  nominator = await aNominator(product);
}

const at = (instant: string) => {
  product.clock.moveTo(Temporal.Instant.from(instant));
};

/** An election of its own whose nominations are open. */
async function open(changes: Parameters<typeof anAnnouncedDraft>[2] = {}): Promise<Nominations> {
  const made = await anAnnouncedDraft(product, officer, changes);
  at(NOMINATIONS_OPEN);
  return made;
}

let nominees = 0;
function aNominee() {
  nominees += 1;
  return { name: `Colm Candidate ${nominees}`, email: `nominee${nominees}@elsewhere.example` };
}

function nominate(who: Visitor, { electionId, contestId }: Nominations, nominee: ReturnType<typeof aNominee>) {
  const body = { contestId, ...nominee, statement: 'A **good** choice.' };
  return who.call('nominate', { path: { electionId }, body });
}

const acceptance = { acknowledgements: ['conduct'], isOther: false };
const profile = { name: 'Ada Standing', statement: 'I stand.', previousService: '', affiliations: [] };

/** Somebody who was nominated and accepted by the link in the mail. */
async function anAccepted(nominations: Nominations, nominee = aNominee()) {
  await nominate(nominator, nominations, nominee);
  const token = await nominationToken(product, nominee.email);
  const stranger = product.visitor();
  const view = await stranger.call('acceptNomination', {
    body: { nominee: { token }, name: nominee.name, ...acceptance },
  });
  return { ...nominee, token, stranger, id: view.id };
}

const allMet = [
  { condition: 'Is of age', isMet: true, note: '' },
  { condition: 'Is no employee of the foundation', isMet: true, note: '' },
];
function decide(who: Visitor, candidacyId: string, outcome: 'approved' | 'refused', reason = '') {
  return who.call('decideCandidacy', { path: { candidacyId }, body: { outcome, checks: allMet, reason } });
}

async function stateOf(electionId: string, candidacyId: string) {
  const { candidacies } = await officer.call('readOfficeNominations', { path: { electionId } });
  return candidacies.find(({ id }) => id === candidacyId)?.state;
}

test('somebody without an account is nominated, reads who proposed them, and accepts by the mailed link alone', async () => {
  const nominations = await open();
  const nominee = aNominee();
  await nominate(nominator, nominations, nominee);
  const token = await nominationToken(product, nominee.email);
  const stranger = product.visitor();

  const read = await stranger.call('readCandidacy', { body: { nominee: { token } } });
  expect(read.nominatedBy).toMatchObject([
    { name: 'Nora Nominatrix', statementHtml: '<p>A <strong>good</strong> choice.</p>\n' },
  ]);
  expect([read.state, read.canAccept, read.canDecline]).toEqual(['invited', true, true]);
  expect(await findPersonByEmail(product.ports.db, nominee.email), 'opening the link makes nobody').toBeUndefined();

  const body = {
    nominee: { token },
    name: 'Colm C. Candidate',
    acknowledgements: ['conduct', 'mission'],
    isOther: false,
  };
  const accepted = await stranger.call('acceptNomination', { body });
  expect([accepted.state, accepted.name, accepted.acknowledged]).toEqual([
    'accepted',
    'Colm C. Candidate',
    ['conduct', 'mission'],
  ]);
  expect((await stranger.call('readMe', {})).person, 'the link signs nobody in').toBeNull();
  expect(await nominationMails(product, nominator.email)).toContain(
    'Colm C. Candidate has accepted: Board of directors, Board election 2027',
  );
  const signed = await signedIn(product, nominee.email);
  const mine = await signed.call('readMyNominations', {});
  expect(mine.received).toMatchObject([{ candidacyId: accepted.id, state: 'accepted' }]);
});

test('whoever is nominated declines with one press, changes their mind while it is open, and is told to nobody else', async () => {
  const nominations = await open();
  const nominee = aNominee();
  await nominate(nominator, nominations, nominee);
  const token = await nominationToken(product, nominee.email);
  const stranger = product.visitor();
  await stranger.call('declineNomination', { body: { nominee: { token } } });
  await stranger.call('declineNomination', { body: { nominee: { token } } });
  const told = (await nominationMails(product, nominator.email)).filter((subject) => subject.startsWith(nominee.name));
  expect(told).toEqual([`${nominee.name} has declined: Board of directors, Board election 2027`]);
  const { contests, made } = await nominator.call('readNominating', { path: nominations });
  expect([contests[0]!.nominees, made[0]!.state]).toEqual([0, 'declined']);
  const again = await stranger.call('acceptNomination', { body: { nominee: { token }, name: 'Colm', ...acceptance } });
  expect(again.state).toBe('accepted');
});

test('accepting without what the rules require is refused with its words', async () => {
  const nominations = await open();
  const nominee = aNominee();
  await nominate(nominator, nominations, nominee);
  const token = await nominationToken(product, nominee.email);
  const body = { nominee: { token }, name: 'Colm', acknowledgements: ['mission'], isOther: false };
  const refusal = await refusalOf(product.visitor().call('acceptNomination', { body }));
  expect(refusal.problem.errors).toEqual([
    { pointer: '#/body/acknowledgements', detail: 'To stand, declare this: I keep to the code of conduct.' },
  ]);
});

test('drafts whose dates are not announced, and elections without nominations, take none', async () => {
  at(NOMINATIONS_OPEN);
  const draft = await officer.call('draftElection', {
    body: aDefinition({ nominationsOpen: '2027-05-02T12:00', nominationsClose: '2027-05-16T14:00' }),
  });
  expect((await refusalOf(nominator.call('readNominating', { path: { electionId: draft.id } }))).problemName).toBe(
    'not-found',
  );
  const none = await open({ nominationsOpen: null, nominationsClose: null });
  expect((await nominator.call('readNominating', { path: none })).state).toBe('none');
  expect((await refusalOf(nominate(nominator, none, aNominee()))).problemName).toBe('nominations-not-open');
});

test('two nominations of one address at once are one candidacy, one mail, two voices', async () => {
  const nominations = await open();
  const second = await aNominator(product, 'Sven Second');
  const nominee = aNominee();
  const outcomes = await Promise.all([
    nominate(nominator, nominations, nominee),
    nominate(second, nominations, { ...nominee, name: 'C. Candidate' }),
  ]);
  expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['invited', 'joined']);
  expect(await nominationMails(product, nominee.email)).toHaveLength(1);
  const token = await nominationToken(product, nominee.email);
  const read = await product.visitor().call('readCandidacy', { body: { nominee: { token } } });
  expect(read.nominatedBy.map(({ name }) => name).sort()).toEqual(['Nora Nominatrix', 'Sven Second']);
  expect((await refusalOf(nominate(second, nominations, nominee))).problemName).toBe('already-nominated');
});

test('a nomination that is taken back takes the nominee out only if nobody else stands behind them and they have not accepted', async () => {
  const nominations = await open();
  const second = await aNominator(product, 'Sven Second');
  const [alone, shared] = [aNominee(), aNominee()];
  const withdraw = async (who: Visitor, email: string) => {
    const { made } = await who.call('readNominating', { path: nominations });
    await who.call('withdrawNomination', { path: { nominationId: made.find((one) => one.email === email)!.id } });
  };
  const states = async () => {
    const { candidacies } = await officer.call('readOfficeNominations', { path: nominations });
    return Object.fromEntries(candidacies.map(({ email, state }) => [email, state]));
  };
  const accepted = await anAccepted(nominations);
  await nominate(nominator, nominations, alone);
  await nominate(nominator, nominations, shared);
  await nominate(second, nominations, shared);
  for (const email of [accepted.email, alone.email, shared.email]) await withdraw(nominator, email);
  expect(await states()).toEqual({
    [accepted.email]: 'accepted',
    [alone.email]: 'withdrawn',
    [shared.email]: 'invited',
  });
  expect((await nominate(second, nominations, alone)).outcome, 'asked again').toBe('invited');
});

test('oneself is nominated and accepted in one step; whom others nominated before, that one becomes', async () => {
  const nominations = await open();
  const me = await aNominator(product, 'Selma Selbst');
  await nominate(nominator, nominations, { name: 'Selma', email: me.email });
  const body = { contestId: nominations.contestId, ...profile, acknowledgements: ['conduct'] };
  const { candidacyId } = await me.call('nominateMyself', { path: nominations, body });
  const mine = await me.call('readCandidacy', { body: { nominee: { candidacyId } } });
  expect([mine.state, mine.statementHtml]).toEqual(['accepted', '<p>I stand.</p>\n']);
  expect(mine.nominatedBy.map(({ isOwn }) => isOwn).sort()).toEqual([false, true]);
  expect((await refusalOf(me.call('nominateMyself', { path: nominations, body }))).problemName).toBe(
    'already-nominated',
  );
  const own = { contestId: nominations.contestId, name: 'Me', email: me.email, statement: '' };
  expect((await refusalOf(me.call('nominate', { path: nominations, body: own }))).problemName).toBe(
    'malformed-request',
  );
});

test('one person under two addresses is one candidacy: on saying so while accepting, or by an officer’s hand', async () => {
  const nominations = await open();
  const me = await aNominator(product, 'Zwei Adressen');
  const body = { contestId: nominations.contestId, ...profile, acknowledgements: ['conduct'] };
  const { candidacyId } = await me.call('nominateMyself', { path: nominations, body });
  const elsewhere = aNominee();
  await nominate(nominator, nominations, elsewhere);
  const token = await nominationToken(product, elsewhere.email);
  expect((await me.call('readCandidacy', { body: { nominee: { token } } })).other).toMatchObject({ email: me.email });
  const accept = { nominee: { token }, name: 'Zwei', acknowledgements: ['conduct'], isOther: true };
  expect((await me.call('acceptNomination', { body: accept })).id).toBe(candidacyId);

  const third = aNominee();
  await nominate(nominator, nominations, third);
  const all = await officer.call('readOfficeNominations', { path: nominations });
  const thirdId = all.candidacies.find(({ email }) => email === third.email)!.id;
  const path = { candidacyId: thirdId, otherId: candidacyId };
  const preview = await officer.call('previewJoining', { path });
  expect([preview.kept.id, preview.joined.id, preview.nominators.sort()]).toEqual([
    candidacyId,
    thirdId,
    ['Nora Nominatrix', 'Zwei Adressen'],
  ]);
  const after = await officer.call('joinNominations', { path });
  expect(after.candidacies.map(({ id, nominations: { length } }) => [id, length])).toEqual([[candidacyId, 3]]);
  const opened = await product
    .visitor()
    .call('readCandidacy', { body: { nominee: { token: await nominationToken(product, third.email) } } });
  expect(opened.id, 'the link of the joined one leads to the one that stays').toBe(candidacyId);
});

test('two people of one name stay two, and cannot be joined once both have answered', async () => {
  const nominations = await open();
  const one = await anAccepted(nominations, { name: 'Jo Same', email: 'jo1@same.example' });
  const two = await anAccepted(nominations, { name: 'Jo Same', email: 'jo2@same.example' });
  const path = { candidacyId: one.id, otherId: two.id };
  expect((await refusalOf(officer.call('joinNominations', { path }))).problemName).toBe('not-mergeable');
  const { candidacies } = await officer.call('readOfficeNominations', { path: nominations });
  expect(new Map(candidacies.map(({ id, sameName }) => [id, sameName]))).toEqual(
    new Map([
      [one.id, [two.id]],
      [two.id, [one.id]],
    ]),
  );
  for (const { id } of [one, two]) await decide(officer, id, 'approved');
  await officer.call('nameCandidate', { path: { candidacyId: two.id }, body: { name: 'Jo Same (Harbour)' } });
  const { view } = await officer.call('readOfficeElection', { path: nominations });
  expect(view.contests[0]!.candidates.map(({ name }) => name).sort()).toEqual(['Jo Same', 'Jo Same (Harbour)']);
});

test('one person stands in two elections and in two contests, each apart, and sees in each only what belongs there', async () => {
  const first = await open({
    contests: [
      aContest({ candidates: [] }),
      aContest({ title: 'Audit committee', seats: ['00000000-0000-4000-8000-5ea700000005'], candidates: [] }),
    ],
  });
  const { view } = await officer.call('readOfficeElection', { path: first });
  const second = await open({ name: 'Council election 2027' });
  const me = await aNominator(product, 'Mehr Fach');
  const body = { ...profile, acknowledgements: ['conduct'] };
  for (const { id } of view.contests)
    await me.call('nominateMyself', { path: first, body: { ...body, contestId: id } });
  await me.call('nominateMyself', { path: second, body: { ...body, contestId: second.contestId } });
  const seen = await me.call('readNominating', { path: first });
  expect(seen.received.map(({ contest }) => contest).sort()).toEqual(['Audit committee', 'Board of directors']);
  expect(seen.made.map(({ contest }) => contest).sort()).toEqual(['Audit committee', 'Board of directors']);
  expect((await me.call('readMyNominations', {})).received).toHaveLength(3);
  expect(
    (await refusalOf(nominate(nominator, { ...first, contestId: second.contestId }, aNominee()))).problemName,
  ).toBe('not-found');
});

test('where the rules ask for support, approval waits for it; voting members give it once, and nobody for themselves', async () => {
  const nominations = await open({ rules: { endorsements: 2 } });
  const { id, token, stranger } = await anAccepted(nominations);
  const path = { candidacyId: id };
  const supporter = await aNominator(product, 'Sami Supporter');
  await aMember(product, { name: 'Gast', email: 'gast@lantern.example' }, []);
  const guest = await signedIn(product, 'gast@lantern.example');
  expect((await supporter.call('readSupport', { path })).given, 'the nominator is one').toBe(1);
  const ready = { path, body: { outcome: 'approved' as const, checks: [], reason: '' } };
  const refusal = await refusalOf(officer.call('decideCandidacy', ready));
  expect([refusal.problemName, refusal.problem.detail]).toEqual([
    'nominee-not-ready',
    '1 more voting member must support this nomination.',
  ]);
  expect((await refusalOf(guest.call('giveSupport', { path }))).problemName).toBe('members-only');
  const nominee = (await findPersonByEmail(
    product.ports.db,
    (await stranger.call('readCandidacy', { body: { nominee: { token } } })).email,
  ))!;
  await aMember(product, nominee, [aPeriod('contributing', '2026-06-01T00:00:00Z', '2029-01-01T00:00:00Z')]);
  const self = await signedIn(product, nominee.email);
  expect((await refusalOf(self.call('giveSupport', { path }))).problemName).toBe('members-only');
  await supporter.call('giveSupport', { path });
  expect(await supporter.call('giveSupport', { path })).toMatchObject({ given: 2, needed: 2, supports: true });
  await supporter.call('takeBackSupport', { path });
  expect((await refusalOf(officer.call('decideCandidacy', ready))).problemName).toBe('nominee-not-ready');
  await supporter.call('giveSupport', { path });
  await officer.call('decideCandidacy', ready);
  expect(await stateOf(nominations.electionId, id)).toBe('approved');
});

test('an officer looks at each condition; approving puts the nominee on the ballot with what they say until the close', async () => {
  const nominations = await open();
  const { id, token, stranger, name } = await anAccepted(nominations);
  const path = { candidacyId: id };
  const bad = [
    { checks: [], outcome: 'approved', reason: '' },
    { checks: [allMet[0]!, { ...allMet[1]!, isMet: false, note: 'Works here' }], outcome: 'approved', reason: '' },
    { checks: [allMet[0]!, { ...allMet[1]!, isMet: false }], outcome: 'refused', reason: 'No' },
    { checks: allMet, outcome: 'refused', reason: '' },
  ] as const;
  for (const body of bad) {
    const checks = [...body.checks];
    expect((await refusalOf(officer.call('decideCandidacy', { path, body: { ...body, checks } }))).problemName).toBe(
      'malformed-request',
    );
  }
  const blocked = await officer.call('readOfficeElection', { path: nominations });
  expect(blocked.blockers.map(({ what }) => what)).toContain('nominees-undecided');
  await decide(officer, id, 'approved');
  expect((await refusalOf(decide(officer, id, 'refused', 'x'))).problemName).toBe('already-decided');
  const affiliations = [{ organisation: 'Harbour Trust', kind: 'director' }] as const;
  const body = { nominee: { token }, ...profile, name, statement: '*Later* words', affiliations: [...affiliations] };
  await stranger.call('changeCandidacy', { body });
  const { view, blockers } = await officer.call('readOfficeElection', { path: nominations });
  expect(blockers.map(({ what }) => what)).not.toContain('nominees-undecided');
  expect(view.contests[0]!.candidates).toMatchObject([
    { name, affiliation: 'Harbour Trust (director)', statementHtml: '<p><em>Later</em> words</p>\n' },
  ]);
  expect(view.contests[0]!.max).toBe(1);

  await stranger.call('leaveCandidacy', { body: { nominee: { token } } });
  const gone = await officer.call('readOfficeElection', { path: nominations });
  expect(gone.view.contests[0]!.candidates).toEqual([]);
});

test('the refused answer once, and another officer decides about it', async () => {
  const nominations = await open();
  const { id, token, stranger } = await anAccepted(nominations);
  const body = { nominee: { token }, words: 'That was another person.' };
  expect((await refusalOf(stranger.call('appealRefusal', { body }))).problemName).toBe('candidacy-not-there');
  await decide(officer, id, 'refused', 'Works for the foundation.');
  const refused = await stranger.call('readCandidacy', { body: { nominee: { token } } });
  expect(refused.refusal).toMatchObject({ reason: 'Works for the foundation.', canAppeal: true });
  await stranger.call('appealRefusal', { body });
  expect((await refusalOf(stranger.call('appealRefusal', { body }))).problemName).toBe('candidacy-not-there');
  expect((await refusalOf(decide(officer, id, 'approved'))).problemName).toBe('second-person-needed');
  const { blockers } = await officer.call('readOfficeElection', { path: nominations });
  expect(blockers.map(({ what }) => what)).toContain('nominees-undecided');
  await decide(other, id, 'refused', 'It was not.');
  expect((await refusalOf(decide(other, id, 'approved'))).problemName).toBe('already-decided');
  const { entries } = await officer.call('readLog', { query: { electionId: nominations.electionId } });
  expect(entries.map(({ action }) => action)).toContain('decide-candidacy');
});

test('a contest with nominations stays in the draft, and its candidates stay when the rest is drafted anew', async () => {
  const nominations = await open();
  const { id } = await anAccepted(nominations);
  await decide(officer, id, 'approved');
  const path = { electionId: nominations.electionId };
  const { definition } = await officer.call('readOfficeElection', { path });
  const without = { ...definition, contests: [aContest({ title: 'Another' })] };
  expect((await refusalOf(officer.call('redraftElection', { path, body: without }))).problemName).toBe(
    'contest-nominated',
  );
  const { view } = await officer.call('redraftElection', { path, body: { ...definition, name: 'Renamed' } });
  expect(view.contests[0]!.candidates).toHaveLength(1);
});

test('an officer writes down a nomination that came by mail, in the sender’s name and in the log', async () => {
  const nominations = await open();
  const [sender, nominee] = [aNominee(), aNominee()];
  const body = { contestId: nominations.contestId, nominator: sender, nominee, statement: 'By letter.' };
  const { candidacies } = await officer.call('recordNomination', { path: nominations, body });
  expect(candidacies[0]!.nominations).toMatchObject([{ name: sender.name, byOffice: true }]);
  expect(await nominationMails(product, nominee.email)).toHaveLength(1);
  const mail = (await mailTo(product, nominee.email))[0]!;
  expect(mail.text).toContain(sender.name);
});

test('whoever is erased is taken off the draft, and nothing that they wrote or others wrote about them stays', async () => {
  const nominations = await open();
  const zeno = await anAccepted(nominations, { name: 'Zeno Vergessen', email: 'zeno@vergessen.example' });
  const words = { ...profile, name: 'Zeno Vergessen', statement: 'Zeno writes.', previousService: 'Zeno, 2019' };
  await zeno.stranger.call('changeCandidacy', { body: { nominee: { token: zeno.token }, ...words } });
  const reason = 'Zeno Vergessen is known to us.';
  await decide(officer, zeno.id, 'approved', reason);
  const me = await signedIn(product, zeno.email);
  await nominate(me, nominations, aNominee());
  const { number } = await me.call('readMyData', {});
  await me.call('eraseMe', { body: { number } });
  const { db } = product.ports;
  const kept = JSON.stringify([
    await db.selectFrom('candidacy').selectAll().execute(),
    await db.selectFrom('nomination').selectAll().execute(),
    await db.selectFrom('candidacyDecision').selectAll().execute(),
    await db.selectFrom('candidate').selectAll().execute(),
    await db.selectFrom('mailedLink').selectAll().execute(),
  ]);
  expect(kept).not.toMatch(/zeno|vergessen/i);
  const { candidacies } = await officer.call('readOfficeNominations', { path: nominations });
  expect(candidacies.map(({ state }) => state).sort()).toEqual(['invited', 'withdrawn']);
  const { view } = await officer.call('readOfficeElection', { path: nominations });
  expect(view.contests[0]!.candidates).toEqual([]);
});

test('to nominate, accept, edit and support, the clock decides: from the opening until before the close', async () => {
  await begin();
  const nominations = await anAnnouncedDraft(product, officer);
  const { electionId, contestId } = nominations;
  const supporter = await aNominator(product, 'Sami Supporter');
  const me = { contestId, ...profile, acknowledgements: ['conduct'] };
  const recorded = () => ({ contestId, nominator: aNominee(), nominee: aNominee(), statement: '' });
  const beginning = () => [
    () => nominate(nominator, nominations, aNominee()),
    () => nominator.call('nominateMyself', { path: { electionId }, body: me }),
    () => officer.call('recordNomination', { path: { electionId }, body: recorded() }),
  ];
  at('2027-05-02T11:59:59.999Z');
  for (const act of beginning()) expect((await refusalOf(act())).problemName).toBe('nominations-not-open');
  at(NOMINATIONS_OPEN);
  const { stranger, token, id } = await anAccepted(nominations);
  const invited = async () => {
    const nominee = aNominee();
    const { nominationId } = await nominate(nominator, nominations, nominee);
    return { nominationId, open: await nominationToken(product, nominee.email) };
  };
  const acts = ({ nominationId, open: nominee }: Awaited<ReturnType<typeof invited>>) => [
    ...beginning(),
    () => stranger.call('acceptNomination', { body: { nominee: { token: nominee }, name: 'Colm', ...acceptance } }),
    () => stranger.call('changeCandidacy', { body: { nominee: { token }, ...profile } }),
    () => nominator.call('changeNomination', { path: { nominationId }, body: { statement: 'x' } }),
    () => nominator.call('withdrawNomination', { path: { nominationId } }),
    () => supporter.call('giveSupport', { path: { candidacyId: id } }),
  ];
  const [before, after] = [await invited(), await invited()];
  at('2027-05-16T13:59:59.999Z');
  for (const act of acts(before)) await act();
  at(NOMINATIONS_CLOSE);
  for (const act of acts(after)) expect((await refusalOf(act())).problemName).toBe('nominations-not-open');
});

test('of accepting and the close at once exactly one happens', async () => {
  for (let round = 0; round < 3; round += 1) {
    await begin();
    const nominations = await open();
    const nominee = aNominee();
    await nominate(nominator, nominations, nominee);
    const token = await nominationToken(product, nominee.email);
    at('2027-05-16T13:59:59.999Z');
    const accepting = product
      .visitor()
      .call('acceptNomination', { body: { nominee: { token }, name: 'Colm', ...acceptance } })
      .then(
        ({ state }) => state,
        () => 'refused',
      );
    at(NOMINATIONS_CLOSE);
    await Promise.all([beat(product.ports), beat(product.ports), accepting]);
    const { candidacies } = await officer.call('readOfficeNominations', { path: nominations });
    expect([await accepting, candidacies[0]!.state]).toEqual(
      (await accepting) === 'accepted' ? ['accepted', 'accepted'] : ['refused', 'lapsed'],
    );
  }
});

test('who does not answer is reminded a week, two days and a day before the close, once each, and then does not stand', async () => {
  await begin();
  const nominations = await open();
  const silent = aNominee();
  await nominate(nominator, nominations, silent);
  const quick = await anAccepted(nominations);
  const seen = async () => (await nominationMails(product, silent.email)).length;
  expect(await seen()).toBe(1);
  for (const [instant, mails] of [
    ['2027-05-09T13:59:59Z', 1],
    ['2027-05-09T14:00:00Z', 2],
    ['2027-05-10T14:00:00Z', 2],
    ['2027-05-14T14:00:00Z', 3],
    ['2027-05-15T14:00:00Z', 4],
    ['2027-05-16T13:59:59Z', 4],
    ['2027-05-16T14:00:00Z', 5],
    ['2027-05-17T14:00:00Z', 5],
  ] as const) {
    at(instant);
    await Promise.all([beat(product.ports), beat(product.ports)]);
    expect(await seen(), instant).toBe(mails);
  }
  expect((await nominationMails(product, silent.email)).at(-1)).toBe(
    'You do not stand for Board of directors, Board election 2027',
  );
  expect(await nominationMails(product, quick.email), 'not after an answer').toHaveLength(1);
  expect((await nominationMails(product, nominator.email)).at(-1)).toBe(
    `${silent.name} has not answered: Board of directors, Board election 2027`,
  );
  const token = await nominationToken(product, silent.email);
  const refusal = await refusalOf(
    product.visitor().call('acceptNomination', { body: { nominee: { token }, name: 'Colm', ...acceptance } }),
  );
  expect(refusal.problemName).toBe('nominations-not-open');
});

test('whoever is nominated in the last days is asked once, and reminded only of what has come since', async () => {
  await begin();
  const nominations = await open();
  at('2027-05-15T00:00:00Z');
  const nominee = aNominee();
  await nominate(nominator, nominations, nominee);
  await product.settle();
  expect(await nominationMails(product, nominee.email)).toHaveLength(1);
  at('2027-05-15T14:00:00Z');
  expect(await nominationMails(product, nominee.email)).toHaveLength(2);
});

test('nobody is told who is nominated before the announcement: how many, and no name, anywhere', async () => {
  await begin();
  const nominations = await open();
  const nominee = await anAccepted(nominations, { name: 'Quillon Geheimnis', email: 'quillon@geheimnis.example' });
  await decide(officer, nominee.id, 'approved');
  const stranger = product.visitor();
  const member = await aNominator(product, 'Neu Gierig');
  for (const who of [stranger, member]) {
    const { contests } = await who.call('readNominating', { path: nominations });
    expect(contests.map(({ nominees: count }) => count)).toEqual([1]);
    for (const path of [
      `/api/elections/${nominations.electionId}`,
      `/api/elections/${nominations.electionId}/nominations`,
      `/elections/${nominations.electionId}`,
      `/elections/${nominations.electionId}/candidates`,
      `/elections/${nominations.electionId}/rules`,
    ]) {
      expect(await (await who.fetch(path)).text(), path).not.toMatch(/Geheimnis|geheimnis/);
    }
  }
  const mine = await nominator.call('readNominating', { path: nominations });
  expect(mine.made[0]!.state, 'whoever nominated hears the answer, not the decision').toBe('accepted');
  const body = { nominee: { candidacyId: nominee.id } };
  expect((await refusalOf(member.call('readCandidacy', { body }))).problemName).toBe('not-found');
  at('2027-05-18T14:00:00Z');
  const told = await nominator.call('readNominating', { path: nominations });
  expect(told.made[0]!.state).toBe('approved');
});
