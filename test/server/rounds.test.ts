import { Temporal } from 'temporal-polyfill';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Review, ReviewMark } from '../../api/rounds.ts';
import { readMemberEvents } from '../../db/member-events.ts';
import { findPersonByEmail } from '../../db/people.ts';
import { eligibilityOf } from '../../membership/eligibility.ts';
import { readOrganisation } from '../../server/organisation.ts';
import { beat } from '../../server/jobs/heartbeat.ts';
import { mailTo } from '../support/elections.ts';
import { signedIn } from '../support/imports.ts';
import { aMember, aPeriod } from '../support/members.ts';
import { anAdministrator, refusalOf, startProduct, type Product, type Visitor } from '../support/product.ts';
import {
  aWorkingGroup,
  FELLOWS,
  formOfFellows,
  propose,
  rulesOfFellows,
  tokenOf,
  type MadeReviewer,
} from '../support/rounds.ts';

let product: Product;
let officer: Visitor;
let reviewers: MadeReviewer[];
let sessions: Map<string, Visitor>;
beforeEach(async () => {
  product = await startProduct();
  officer = await anAdministrator(product);
  reviewers = await aWorkingGroup(product, 5);
  sessions = new Map(reviewers.map(({ email, visitor }) => [email, visitor]));
  await makeFellows({});
});
afterEach(() => product[Symbol.asyncDispose]());

/** The rounds that the tests go through: nominations until the end of the 20th of May 2027, and so on. */
const CUT_OFFS = ['2027-05-21T00:00:00Z', '2027-08-21T00:00:00Z', '2027-11-21T00:00:00Z', '2028-02-21T00:00:00Z'];
const REVIEW_ENDS = ['2027-06-21T00:00:00Z', '2027-09-21T00:00:00Z', '2027-12-21T00:00:00Z', '2028-03-21T00:00:00Z'];
const KATYA = { name: 'Katya Morozenko', email: 'katya@members.example' };
const NOOR = { name: 'Noor Arriaga', email: 'noor@elsewhere.example' };

async function makeFellows(rules: Partial<typeof rulesOfFellows>): Promise<void> {
  const body = { ...formOfFellows, rules: { ...rulesOfFellows, ...rules } };
  const { programmes } = await officer.call('readProgrammes', {});
  if (programmes.length === 0) await officer.call('makeProgramme', { body: { ...body, slug: 'fellows' } });
  else await officer.call('changeProgramme', { path: FELLOWS, body });
}

async function moveTo(instant: string): Promise<void> {
  product.clock.moveTo(Temporal.Instant.from(instant));
  await product.settle();
}

/** Sessions end within the months that rounds take; signing in again and again is refused. */
async function again({ email }: { email: string }): Promise<Visitor> {
  const known = sessions.get(email);
  if (known !== undefined && (await known.call('readMe', {})).person !== null) return known;
  const visitor = await signedIn(product, email);
  sessions.set(email, visitor);
  return visitor;
}

async function seenBy({ email }: { email: string }): Promise<{ visitor: Visitor; review: Review }> {
  const visitor = await again({ email });
  return { visitor, review: await visitor.call('readReview', { path: FELLOWS }) };
}

/** Lets the reviewers vote on the nominee of this name, each as said; null: not at all. */
async function vote(name: string, marks: readonly (ReviewMark | null)[]): Promise<void> {
  for (const [place, mark] of marks.entries()) {
    if (mark === null) continue;
    const { visitor, review } = await seenBy(reviewers[place]!);
    const nomineeId = review.nominees.find((nominee) => nominee.name === name)!.id;
    await visitor.call('voteOnNominee', { path: { ...FELLOWS, nomineeId }, body: { mark } });
  }
}

async function office() {
  const visitor = await again({ email: 'ines@lantern.example' });
  const { programmes } = await visitor.call('readProgrammes', {});
  return { visitor, programme: programmes[0]! };
}

async function announce(cutOffOn: string): Promise<void> {
  const { visitor } = await office();
  const body = { cutOffOn, announcement: 'We welcome **them**.' };
  await visitor.call('announceRound', { path: FELLOWS, body });
  await product.settle();
}

async function roster(): Promise<string[]> {
  const { years } = await product.visitor().call('readProgramme', { path: FELLOWS });
  return years.flatMap(({ year, quarters }) =>
    quarters.flatMap(({ quarter, people }) => people.map(({ name }) => `${name} ${year} Q${quarter}`)),
  );
}

async function subjects(email: string): Promise<string[]> {
  return (await mailTo(product, email)).map(({ subject }) => subject).filter((subject) => !subject.includes('code'));
}

async function appointments(email: string) {
  const person = await findPersonByEmail(product.ports.db, email);
  const events = person === undefined ? [] : await readMemberEvents(product.ports.db, person.id);
  return events.flatMap((event) => (event.kind === 'appointed' ? [event.facts] : []));
}

async function stateFor(visitor: Visitor): Promise<string> {
  const { nominations } = await visitor.call('readProgrammeNominations', { path: FELLOWS });
  const { state, number, mostRounds } = nominations[0]!;
  return number === null ? state : `${state} ${number}/${mostRounds}`;
}

test('who is accepted is appointed from the end of the review on, and is public and told when the office announces it', async () => {
  await aMember(product, KATYA, []);
  const proposer = await signedIn(product, KATYA.email);
  await propose(product, proposer, NOOR);
  expect(await stateFor(proposer)).toBe('received');
  await moveTo(CUT_OFFS[0]!);
  expect(await stateFor(await again(KATYA))).toBe('in-review 1/4');
  await vote(NOOR.name, ['aye', 'aye', 'nay', 'abstain', null]);
  await moveTo(REVIEW_ENDS[0]!);

  expect(await appointments(NOOR.email)).toEqual([
    { from: '2027-06-21T00:00:00Z', body: 'Fellows Working Group', vote: 'Fellows, round to 2027-05-20' },
  ]);
  expect(await stateFor(await again(KATYA))).toBe('reviewed 1/4');
  expect(await roster()).toEqual([]);
  expect(await subjects(NOOR.email)).toEqual([]);
  const { programme } = await office();
  expect(programme.rounds[0]).toMatchObject({ state: 'decided', cutOffOn: '2027-05-20', announcedAt: null });
  expect(programme.rounds[0]!.nominees).toMatchObject([
    {
      name: NOOR.name,
      outcome: 'accepted',
      counts: { aye: 2, nay: 1, abstain: 1, recused: 0, members: 5 },
      waits: null,
    },
  ]);
  expect(programme.rounds[0]!.draft!.markdown).toContain('- Noor Arriaga');
  expect(programme.rounds[0]!.draft!.plain).toContain('Thursday 20 May 2027');

  await announce('2027-05-20');
  await announce('2027-05-20');
  expect(await roster()).toEqual(['Noor Arriaga 2027 Q2']);
  expect(await stateFor(await again(KATYA))).toBe('accepted 1/4');
  expect(await subjects(NOOR.email)).toEqual(['You were appointed Fellow of Lantern Software Foundation']);
  expect((await subjects(KATYA.email))[0]).toBe('Noor Arriaga: Fellow of Lantern Software Foundation');
  const page = await product.visitor().call('readProgramme', { path: FELLOWS });
  expect(page.years[0]!.quarters[0]!.announcementHtml).toContain('<strong>them</strong>');
});

test('an appointment gives the vote that the tier has, from the decision on and not a moment before', async () => {
  await propose(product, reviewers[0]!.visitor, NOOR);
  await moveTo(CUT_OFFS[0]!);
  await vote(NOOR.name, [null, 'aye']);
  await moveTo(REVIEW_ENDS[0]!);
  const { db } = product.ports;
  const { id } = (await findPersonByEmail(db, NOOR.email))!;
  const events = await readMemberEvents(db, id);
  const end = Temporal.Instant.from(REVIEW_ENDS[0]!);
  const organisation = await readOrganisation(db, end);
  const affirmation = { isRequired: false, isWaivedForVoters: false };
  const about = { ...organisation, rules: { ...organisation.rules, affirmation }, affirmBy: null, applyBy: null };
  const votesAt = (at: Temporal.Instant) => eligibilityOf({ events, participation: [] }, about, at).eligible;
  expect(votesAt(end)).toBe(true);
  expect(votesAt(end.subtract({ nanoseconds: 1 }))).toBe(false);
});

test('who is not accepted is reviewed in four rounds and then expires, with history for the reviewers and a word for the nominator', async () => {
  await aMember(product, KATYA, []);
  await propose(product, await signedIn(product, KATYA.email), NOOR);
  const states: string[] = [];
  for (const [place, cutOff] of CUT_OFFS.entries()) {
    await moveTo(cutOff);
    const { review } = await seenBy(reviewers[4]!);
    expect(review.nominees[0]).toMatchObject({ number: place + 1 });
    expect(review.nominees[0]!.history.map(({ counts }) => counts.nay)).toEqual(Array(place).fill(1));
    await vote(NOOR.name, ['aye', 'nay']);
    await moveTo(REVIEW_ENDS[place]!);
    states.push(await stateFor(await again(KATYA)));
  }
  expect(states).toEqual(['carried 1/4', 'carried 2/4', 'carried 3/4', 'expired 4/4']);
  expect(await subjects(KATYA.email)).toContain('Your nomination has ended: Fellows');
  expect((await subjects(KATYA.email)).filter((subject) => subject.includes('ended'))).toHaveLength(1);
  await moveTo('2028-05-21T00:00:00Z');
  expect((await seenBy(reviewers[3]!)).review.nominees).toEqual([]);
  expect(await appointments(NOOR.email)).toEqual([]);

  await propose(product, await again(KATYA), NOOR);
  await moveTo('2028-08-21T00:00:00Z');
  expect((await seenBy(reviewers[3]!)).review.nominees[0]).toMatchObject({ number: 1, history: [] });
}, 180_000);

test('exactly half of the votes cast is not enough, and exactly two thirds of the group is, where that is the rule', async () => {
  await propose(product, reviewers[4]!.visitor, NOOR);
  await moveTo(CUT_OFFS[0]!);
  await vote(NOOR.name, ['aye', 'nay', 'abstain']);
  // The rule changes while the round is reviewed: the round keeps its own.
  officer = await again({ email: 'ines@lantern.example' });
  await makeFellows({ threshold: { base: 'members', numerator: 3, denominator: 5, isStrict: false } });
  await moveTo(REVIEW_ENDS[0]!);
  expect((await office()).programme.rounds[0]!.nominees[0]!.outcome).toBe('carried');

  await moveTo(CUT_OFFS[1]!);
  await vote(NOOR.name, ['aye', 'aye']);
  await moveTo(REVIEW_ENDS[1]!);
  expect((await office()).programme.rounds[0]!.nominees[0]!.outcome).toBe('carried');
  await moveTo(CUT_OFFS[2]!);
  await vote(NOOR.name, ['aye', 'aye', 'aye', 'nay']);
  await moveTo(REVIEW_ENDS[2]!);
  expect((await office()).programme.rounds[0]!.nominees[0]).toMatchObject({
    outcome: 'accepted',
    counts: { aye: 3, nay: 1, recused: 1, members: 5 },
  });
});

test('reviewers do not review themselves nor whom they proposed, may stand aside, and then see nothing', async () => {
  const [first, second, third] = [reviewers[0]!, reviewers[1]!, reviewers[2]!];
  await aMember(product, KATYA, []);
  await propose(product, await signedIn(product, KATYA.email), first);
  await propose(product, second.visitor, NOOR);
  await moveTo(CUT_OFFS[0]!);

  const own = (await seenBy(first)).review.nominees.find(({ name }) => name === first.name)!;
  expect(own).toMatchObject({ recused: { by: 'rule' }, nominations: [], others: [], history: [] });
  const { visitor, review } = await seenBy(second);
  const proposed = review.nominees.find(({ name }) => name === NOOR.name)!;
  expect(proposed).toMatchObject({ recused: { by: 'rule' }, nominations: [] });
  const path = { ...FELLOWS, nomineeId: proposed.id };
  expect((await refusalOf(visitor.call('voteOnNominee', { path, body: { mark: 'aye' } }))).problemName).toBe('recused');

  // A vote of before does not count once its reviewer stands aside.
  await vote(NOOR.name, [null, null, 'aye', 'nay']);
  const aside = await again(third);
  await aside.call('recuseFromNominee', { path, body: { reason: 'We work together' } });
  const twice = aside.call('recuseFromNominee', { path, body: { reason: 'Again' } });
  expect((await refusalOf(twice)).problemName).toBe('recused');
  await moveTo(REVIEW_ENDS[0]!);
  const { nominees } = (await office()).programme.rounds[0]!;
  expect(nominees.find(({ name }) => name === NOOR.name)).toMatchObject({
    outcome: 'carried',
    counts: { aye: 0, nay: 1, abstain: 0, recused: 2, members: 5 },
  });
});

test('where the programme does not say so, whoever proposed somebody may vote on them', async () => {
  await makeFellows({ recusesNominators: false });
  await propose(product, reviewers[0]!.visitor, NOOR);
  await moveTo(CUT_OFFS[0]!);
  await vote(NOOR.name, ['aye']);
  await moveTo(REVIEW_ENDS[0]!);
  expect((await office()).programme.rounds[0]!.nominees[0]!.outcome).toBe('accepted');
});

test('how the others vote is seen after one’s own vote, which may change until the end and not after it', async () => {
  await propose(product, reviewers[4]!.visitor, NOOR);
  await moveTo(CUT_OFFS[0]!);
  await vote(NOOR.name, ['aye']);
  const before = (await seenBy(reviewers[1]!)).review.nominees[0]!.others;
  expect(before.find(({ name }) => name === 'Reviewer A')).toEqual({
    ...{ name: 'Reviewer A', isRecused: false, hasVoted: true, mark: null },
  });
  await vote(NOOR.name, [null, 'nay']);
  const { review } = await seenBy(reviewers[1]!);
  expect(review.nominees[0]).toMatchObject({ mine: 'nay', others: [{ mark: 'aye' }, {}, {}, { isRecused: true }] });
  await vote(NOOR.name, ['nay', 'aye', 'aye']);
  const path = { ...FELLOWS, nomineeId: review.nominees[0]!.id };
  product.clock.moveTo(Temporal.Instant.from('2027-06-20T23:59:59Z'));
  const last = await again(reviewers[1]!);
  product.clock.moveTo(Temporal.Instant.from(REVIEW_ENDS[0]!));
  const late = refusalOf(last.call('voteOnNominee', { path, body: { mark: 'nay' } }));
  expect((await late).problemName).toBe('review-closed');
  await product.settle();
  expect((await office()).programme.rounds[0]!.nominees[0]!.counts).toMatchObject({ aye: 2, nay: 1 });
  const rows = await product.ports.db.selectFrom('reviewMark').select('mark').orderBy('id').execute();
  expect(rows.map(({ mark }) => mark)).toEqual(['aye', 'nay', 'nay', 'aye', 'aye']);
});

test('whoever holds a seat at the cut-off reviews, nobody else; members see nothing', async () => {
  const { db } = product.ports;
  await db.updateTable('term').set({ leftOn: '2027-05-19', leftWhy: 'x' }).where('name', '=', 'Reviewer A').execute();
  await db.updateTable('term').set({ leftOn: '2027-05-20', leftWhy: 'x' }).where('name', '=', 'Reviewer B').execute();
  await db.updateTable('term').set({ startsOn: '2027-05-21' }).where('name', '=', 'Reviewer C').execute();
  await propose(product, reviewers[4]!.visitor, NOOR);
  await moveTo(CUT_OFFS[0]!);
  expect((await office()).programme.rounds[0]!.reviewers).toEqual(['Reviewer B', 'Reviewer D', 'Reviewer E']);
  const { visitor, review } = await seenBy(reviewers[0]!);
  expect(review).toMatchObject({ round: null, nominees: [] });
  const nomineeId = (await seenBy(reviewers[1]!)).review.nominees[0]!.id;
  const refused = visitor.call('voteOnNominee', { path: { ...FELLOWS, nomineeId }, body: { mark: 'aye' } });
  expect((await refusalOf(refused)).problemName).toBe('not-found');
});

test('many workers at the cut-off and at the close make one round, one decision and one appointment', async () => {
  await propose(product, reviewers[4]!.visitor, NOOR);
  product.clock.moveTo(Temporal.Instant.from(CUT_OFFS[0]!));
  await Promise.all(Array.from({ length: 6 }, () => beat(product.ports)));
  await product.settle();
  await vote(NOOR.name, ['aye', 'aye']);
  product.clock.moveTo(Temporal.Instant.from(REVIEW_ENDS[0]!));
  await Promise.all(Array.from({ length: 6 }, () => beat(product.ports)));
  await product.settle();
  expect(await appointments(NOOR.email)).toHaveLength(1);
  const { db } = product.ports;
  expect(await db.selectFrom('reviewRound').select('cutOffOn').execute()).toEqual([{ cutOffOn: '2027-05-20' }]);
  expect(await db.selectFrom('reviewDecision').select('outcome').execute()).toEqual([{ outcome: 'accepted' }]);
  const decided = await db.selectFrom('auditEntry').select('id').where('action', '=', 'decide-round').execute();
  expect(decided).toHaveLength(1);
});

test('a review that no worker opened in time uses up nobody’s round', async () => {
  await propose(product, reviewers[4]!.visitor, NOOR);
  await moveTo('2028-03-01T00:00:00Z');
  const { review } = await seenBy(reviewers[0]!);
  expect(review.round!.cutOffOn).toBe('2028-02-20');
  expect(review.nominees[0]).toMatchObject({ number: 1 });
});

test('somebody without an account confirms by the mailed link, which later shows how it stands', async () => {
  const stranger = product.visitor();
  const from = { name: 'Yuki Hoshino', email: 'yuki@elsewhere.example' };
  const words = {
    nominee: NOOR,
    accomplishments: '*Much*',
    references: [{ name: 'Ruth Duong', email: 'ruth@elsewhere.example' }],
  };
  const asked = await stranger.call('nominateForProgramme', { path: FELLOWS, body: { ...words, nominator: from } });
  expect(asked.state).toBe('mailed');
  await product.settle();
  expect(await subjects(from.email)).toEqual(['Confirm your nomination: Fellows']);
  expect(await subjects('ruth@elsewhere.example')).toEqual([]);
  const body = { token: await tokenOf(product, from.email) };
  const before = await stranger.call('readProgrammeNomination', { body });
  expect(before.nomination).toMatchObject({ state: 'unconfirmed', nominee: NOOR.name });
  expect((await office()).programme.waiting).toBe(0);

  const answers = await Promise.all([1, 2, 3].map(() => stranger.call('confirmProgrammeNomination', { body })));
  expect(answers.map(({ nomination }) => nomination.state)).toEqual(['received', 'received', 'received']);
  expect((await office()).programme.waiting).toBe(1);
  await product.settle();
  expect(await subjects('ruth@elsewhere.example')).toHaveLength(1);
  expect((await subjects(NOOR.email)).length).toBe(0);

  await moveTo(CUT_OFFS[0]!);
  expect((await stranger.call('readProgrammeNomination', { body })).nomination.state).toBe('in-review');
});

test('a nomination that nobody confirms within a week is deleted, and counts for no round', async () => {
  const from = { name: 'Yuki Hoshino', email: 'yuki@elsewhere.example' };
  const words = { nominee: NOOR, accomplishments: 'Much', references: [] };
  await product.visitor().call('nominateForProgramme', { path: FELLOWS, body: { ...words, nominator: from } });
  const token = await tokenOf(product, from.email);
  await moveTo('2027-05-08T12:00:00Z');
  const late = product.visitor().call('confirmProgrammeNomination', { body: { token } });
  expect((await refusalOf(late)).problemName).toBe('link-refused');
  await moveTo(CUT_OFFS[0]!);
  expect((await seenBy(reviewers[0]!)).review.nominees).toEqual([]);
  const nobody = { ...words, nominator: null };
  const unsigned = product.visitor().call('nominateForProgramme', { path: FELLOWS, body: nobody });
  expect((await refusalOf(unsigned)).problem.errors![0]!.pointer).toBe('#/body/nominator/email');
});

test('a referee writes once, until the review ends, and reviewers read it without anything active in it', async () => {
  const ruth = { name: 'Ruth Duong', email: 'ruth@elsewhere.example' };
  const piotr = { name: 'Piotr Nwosu', email: 'piotr@elsewhere.example' };
  await propose(product, reviewers[4]!.visitor, { ...NOOR, references: [ruth, piotr] });
  const [token, other] = [await tokenOf(product, ruth.email), await tokenOf(product, piotr.email)];
  const visitor = product.visitor();
  const request = await visitor.call('readReferenceRequest', { body: { token } });
  expect(request).toMatchObject({
    nominee: NOOR.name,
    referee: ruth.name,
    nominator: 'Reviewer E',
    until: { local: '2027-06-20T23:59' },
  });
  const text = 'She **built** it. <script>alert(1)</script> ![x](https://evil.example/x.png)';
  const writes = await Promise.allSettled([1, 2].map(() => visitor.call('writeReference', { body: { token, text } })));
  expect(writes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  await moveTo(CUT_OFFS[0]!);
  const [read] = (await seenBy(reviewers[0]!)).review.nominees[0]!.nominations;
  expect(read!.references).toMatchObject([{ name: ruth.name }, { name: piotr.name, html: null }]);
  expect(read!.references[0]!.html).toContain('<strong>built</strong>');
  expect(read!.references[0]!.html).not.toMatch(/<script|<img/);
  await moveTo(REVIEW_ENDS[0]!);
  const late = visitor.call('writeReference', { body: { token: other, text } });
  expect((await refusalOf(late)).problemName).toBe('link-refused');
});

test('nominations for one address are one nominee, and reviewers join two of one person', async () => {
  await aMember(product, KATYA, []);
  const katya = await signedIn(product, KATYA.email);
  await Promise.all([
    propose(product, reviewers[4]!.visitor, NOOR),
    propose(product, katya, { name: 'Noor A.', email: NOOR.email }),
  ]);
  await propose(product, katya, { name: 'N. Arriaga' });
  await propose(product, katya, { name: 'Tomás Hoshino', email: 'tomas@elsewhere.example' });
  await moveTo(CUT_OFFS[0]!);
  const { visitor, review } = await seenBy(reviewers[0]!);
  expect(review.nominees.map(({ nominations }) => nominations.length).toSorted()).toEqual([1, 1, 2]);
  const both = review.nominees.find(({ nominations }) => nominations.length === 2)!;
  const [nameless, tomas] = ['N. Arriaga', 'Tomás Hoshino'].map((name) =>
    review.nominees.find((one) => one.name === name)!,
  );
  const path = { ...FELLOWS, nomineeId: both.id };
  const wrong = visitor.call('joinNominees', { path, body: { duplicateId: tomas!.id } });
  expect((await refusalOf(wrong)).problemName).toBe('not-joinable');
  const joined = await visitor.call('joinNominees', { path, body: { duplicateId: nameless!.id } });
  expect(joined.nominees.map(({ nominations }) => nominations.length).toSorted()).toEqual([1, 3]);
  await vote(both.name, ['aye']);
  await moveTo(REVIEW_ENDS[0]!);
  expect((await office()).programme.rounds[0]!.nominees.map(({ outcome }) => outcome).toSorted()).toEqual([
    ...['accepted', 'carried', 'joined'],
  ]);
  expect(await appointments(NOOR.email)).toHaveLength(1);
});

test('somebody accepted without an address waits for the office, who gives it once', async () => {
  await propose(product, reviewers[4]!.visitor, { name: NOOR.name });
  await moveTo(CUT_OFFS[0]!);
  await vote(NOOR.name, ['aye']);
  await moveTo(REVIEW_ENDS[0]!);
  const [nominee] = (await office()).programme.rounds[0]!.nominees;
  expect(nominee).toMatchObject({ outcome: 'accepted', waits: 'no-address', memberId: null });
  const path = { ...FELLOWS, nomineeId: nominee!.id };
  await moveTo('2027-06-25T09:00:00Z');
  const { visitor } = await office();
  const body = { email: NOOR.email };
  await visitor.call('giveNomineeAddress', { path, body });
  expect((await refusalOf(visitor.call('giveNomineeAddress', { path, body }))).problemName).toBe('already-decided');
  expect(await appointments(NOOR.email)).toMatchObject([{ from: '2027-06-21T00:00:00Z' }]);
  expect((await office()).programme.rounds[0]!.nominees[0]).toMatchObject({ waits: null });
});

test('whoever is appointed already is not appointed again, and the dead are not', async () => {
  await propose(product, reviewers[4]!.visitor, reviewers[0]!);
  const died = { kind: 'died', facts: { on: '2027-04-01' } } as const;
  await aMember(product, KATYA, [aPeriod('supporting', '2027-01-01T00:00:00Z', null), died]);
  await propose(product, reviewers[4]!.visitor, KATYA);
  await moveTo(CUT_OFFS[0]!);
  await vote(reviewers[0]!.name, [null, 'aye']);
  await vote(KATYA.name, [null, 'aye']);
  await moveTo(REVIEW_ENDS[0]!);
  expect(await appointments(reviewers[0]!.email)).toHaveLength(1);
  expect(await appointments(KATYA.email)).toEqual([]);
  const { nominees } = (await office()).programme.rounds[0]!;
  expect(nominees.find(({ name }) => name === KATYA.name)!.waits).toBe('not-living');
});

test('reviewers hear when the review opens, and three days before its end if votes are missing', async () => {
  await propose(product, reviewers[4]!.visitor, NOOR);
  await moveTo(CUT_OFFS[0]!);
  for (const { email } of reviewers)
    expect(await subjects(email)).toEqual(['Review: Fellows, until Sun 20 June, 23:59 UTC']);
  await vote(NOOR.name, ['aye', 'abstain']);
  await moveTo('2027-06-17T23:59:59Z');
  expect(await subjects(reviewers[2]!.email)).toHaveLength(1);
  await moveTo('2027-06-18T00:00:00Z');
  await product.settle();
  const told = [];
  for (const { email } of reviewers)
    told.push((await subjects(email)).filter((subject) => subject.includes('missing')).length);
  // The last one proposed the nominee and stands aside.
  expect(told).toEqual([0, 0, 1, 1, 0]);
});

test('a programme that could not work is refused, and one that looks wrong warns', async () => {
  const refused = async (change: Partial<typeof formOfFellows>) => {
    const body = { ...formOfFellows, ...change, slug: 'others' };
    return (await refusalOf(officer.call('makeProgramme', { body }))).problem.errors?.[0]?.pointer;
  };
  expect(await refused({ tier: 'supporting' })).toBe('#/body/tier');
  expect(await refused({ zone: 'Mars/Olympus' })).toBe('#/body/zone');
  expect(await refused({ bodyId: '00000000-0000-4000-8000-000000000000' })).toBe('#/body/bodyId');
  const months = Array.from({ length: 12 }, (_, month) => ({ month: month + 1, day: 10 }));
  expect(await refused({ rules: { ...rulesOfFellows, cutOffs: months } })).toBe('#/body/rules/reviewUntilDay');
  const twice = officer.call('makeProgramme', { body: { ...formOfFellows, slug: 'fellows' } });
  expect((await refusalOf(twice)).problemName).toBe('programme-exists');
  await product.ports.db
    .insertInto('memberEvent')
    .values({
      ...{ personId: reviewers[0]!.id, at: '2027-05-01T12:00:00Z', kind: 'resigned', tier: 'fellow' },
      ...{ facts: '{"at": "2027-05-01T12:00:00Z"}', actorId: null, paymentId: null, importId: null },
    })
    .execute();
  const { programmes } = await officer.call('readProgrammes', {});
  expect(programmes[0]!.warnings).toEqual(['Reviewer A reviews and is not Fellow.']);
});
