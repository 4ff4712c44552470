import { Temporal } from 'temporal-polyfill';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { endpoints } from '../../api/index.ts';
import { CLOSES, mailTo } from '../support/elections.ts';
import {
  anAnnouncedDraft,
  aNominator,
  NOMINATIONS_CLOSE,
  NOMINATIONS_OPEN,
  staySignedIn,
} from '../support/nominations.ts';
import { anAdministrator, refusalOf, startProduct, type Product, type Visitor } from '../support/product.ts';

const ANNOUNCED = Temporal.Instant.from('2027-05-18T14:00:00Z');
const NAME = 'Perpetua Quillfeather';

let product: Product;
let officer: Visitor;
beforeEach(async () => {
  product = await startProduct();
  officer = await anAdministrator(product);
});
afterEach(() => product[Symbol.asyncDispose]());

function moveTo(at: Temporal.Instant | string): void {
  product.clock.moveTo(Temporal.Instant.from(at));
}

/** An announced draft in which these people nominated themselves and were approved, a second before all are told. */
async function approved(...names: string[]) {
  const rules = { allowsQuestions: true, acknowledgements: [], conditions: [] };
  const { electionId, contestId } = await anAnnouncedDraft(product, officer, { rules });
  moveTo(NOMINATIONS_OPEN);
  const nominees: Visitor[] = [];
  for (const name of names) nominees.push(await runs(electionId, contestId, name));
  moveTo(NOMINATIONS_CLOSE);
  await staySignedIn(product);
  const { candidacies } = await officer.call('readOfficeNominations', { path: { electionId } });
  for (const { id } of candidacies) {
    const body = { outcome: 'approved' as const, checks: [], reason: '' };
    await officer.call('decideCandidacy', { path: { candidacyId: id }, body });
  }
  moveTo(ANNOUNCED.subtract({ seconds: 1 }));
  return { electionId, contestId, nominees, path: { electionId } };
}

/** The same, at the moment of the announcement. */
async function announced(...names: string[]) {
  const draft = await approved(...names);
  moveTo(ANNOUNCED);
  return draft;
}

async function runs(electionId: string, contestId: string, name: string): Promise<Visitor> {
  const nominee = await aNominator(product, name);
  const body = {
    contestId,
    name,
    statement: `I am ${name}.`,
    previousService: '',
    affiliations: [],
    acknowledgements: [],
  };
  await nominee.call('nominateMyself', { path: { electionId }, body });
  return nominee;
}

async function candidatesOf(electionId: string) {
  const { contests } = await product.visitor().call('readElection', { path: { electionId } });
  return contests[0]!.candidates;
}

/** Everything that anybody can read without signing in, which has to do with an election. */
async function publicTexts(electionId: string): Promise<string[]> {
  const addresses = [
    ...['/', '/feed.xml', '/calendar.ics', '/bodies/board', '/votes'],
    ...['', '/candidates', '/rules', '/board', '/check', '/calendar.ics'].map(
      (rest) => `/elections/${electionId}${rest}`,
    ),
    ...Object.values(endpoints)
      .filter(({ method, caller }) => method === 'GET' && caller === 'anyone')
      .map(({ route }) => route.replace(':electionId', electionId))
      // The mailbox stands in for everybody's own mail, and is open to this machine alone.
      .filter((route) => !route.includes(':') && !route.includes('mailbox')),
  ];
  return Promise.all(addresses.map(async (address) => (await fetch(`${product.url}${address}`)).text()));
}

test('nobody is told who stands before the moment, by any page, feed or answer; at the moment all are told', async () => {
  const { electionId, path } = await approved(NAME, 'Balthasar Ombré');
  const { view } = await officer.call('readOfficeElection', { path });
  const [candidate] = view.contests[0]!.candidates;
  expect((await publicTexts(electionId)).filter((text) => text.includes('Quillfeather'))).toEqual([]);
  const candidatePath = { ...path, candidateId: candidate!.id };
  const early = await refusalOf(product.visitor().call('readCandidate', { path: candidatePath }));
  expect(early.problemName).toBe('not-found');
  moveTo(ANNOUNCED);
  expect((await publicTexts(electionId)).some((text) => text.includes('Quillfeather'))).toBe(true);
  const page = await (await fetch(`${product.url}/elections/${electionId}/candidates/${candidate!.id}`)).text();
  expect(page).toContain(`I am ${candidate!.name}.`);
});

test('two people of one name have two pages, and one person in two elections has one in each', async () => {
  const first = await announced(NAME, NAME);
  const [one, other] = await candidatesOf(first.electionId);
  expect(one!.id).not.toBe(other!.id);
  for (const { id } of [one!, other!]) {
    const { candidate } = await officer.call('readCandidate', { path: { ...first.path, candidateId: id } });
    expect(candidate).toMatchObject({ id, name: NAME });
  }
  const rules = { allowsQuestions: true, acknowledgements: [], conditions: [] };
  const later = { nominationsOpen: '2027-05-18T12:00', nominationsClose: '2027-05-25T12:00', candidates: null };
  const second = await anAnnouncedDraft(product, officer, { rules, ...later });
  const body = { contestId: second.contestId, name: NAME, statement: 'Here too.', previousService: '' };
  await first.nominees[0]!.call('nominateMyself', {
    path: { electionId: second.electionId },
    body: { ...body, affiliations: [], acknowledgements: [] },
  });
  const { received } = await first.nominees[0]!.call('readNominating', { path: { electionId: second.electionId } });
  expect(received.map(({ electionId }) => electionId)).toEqual([second.electionId]);
});

test('a member asks all candidates; each answers and may answer anew; the page shows the newest, and who is silent', async () => {
  const { electionId, contestId, nominees, path } = await announced(NAME, 'Balthasar Ombré');
  const candidates = await candidatesOf(electionId);
  const perpetua = candidates.find(({ name }) => name === NAME)!;
  const asker = await aNominator(product, 'Ottoline Freytag');
  const text = 'How many hours a week can you give?';
  await asker.call('askQuestion', { path, body: { contestId, candidateId: null, text } });
  const { toMe } = await nominees[0]!.call('readMyQuestions', { path });
  const questionId = toMe[0]!.question.id;
  const answerPath = { ...path, questionId };
  for (const words of ['Five.', 'Five, *from July on*. <script>alert(1)</script>']) {
    await nominees[0]!.call('answerQuestion', { path: answerPath, body: { candidateId: perpetua.id, text: words } });
  }
  const page = await asker.call('readCandidate', { path: { ...path, candidateId: perpetua.id } });
  expect(page.questions).toMatchObject([{ text, by: 'Ottoline Freytag', waiting: ['Balthasar Ombré'] }]);
  expect(page.questions[0]!.answers).toMatchObject([{ name: NAME, isEdited: true }]);
  expect(page.questions[0]!.answers[0]!.html).toBe(
    '<p>Five, <em>from July on</em>. &lt;script&gt;alert(1)&lt;/script&gt;</p>\n',
  );
  const kept = await product.ports.db.selectFrom('candidateAnswer').select('text').orderBy('id').execute();
  expect(kept.map((row) => row.text)[0]).toBe('Five.');
});

test('nobody answers for another, and nobody asks before the announcement, after the close, or without a vote', async () => {
  const { contestId, nominees, path, electionId } = await approved(NAME, 'Balthasar Ombré');
  const asker = await aNominator(product);
  const { view } = await officer.call('readOfficeElection', { path });
  const candidateId = view.contests[0]!.candidates[0]!.id;
  const ask = (who: Visitor) => who.call('askQuestion', { path, body: { contestId, candidateId, text: 'Why?' } });
  expect((await refusalOf(ask(asker))).problemName).toBe('questions-not-open');
  moveTo(ANNOUNCED);
  const candidates = await candidatesOf(electionId);
  await ask(asker);
  const { toMe } = await nominees[candidates[0]!.name === NAME ? 0 : 1]!.call('readMyQuestions', { path });
  const other = nominees[candidates[0]!.name === NAME ? 1 : 0]!;
  const answer = {
    path: { ...path, questionId: toMe[0]!.question.id },
    body: { candidateId: candidates[0]!.id, text: 'No.' },
  };
  expect((await refusalOf(other.call('answerQuestion', answer))).problemName).toBe('not-found');
  expect((await refusalOf(ask(officer))).problemName).toBe('members-only');
  moveTo(CLOSES);
  expect((await refusalOf(ask(asker))).problemName).toBe('questions-not-open');
});

test('candidates are told once a day however many questions wait, and not of one that an officer hid', async () => {
  const { contestId, path } = await announced(NAME);
  const asker = await aNominator(product);
  const asks = (text: string) => asker.call('askQuestion', { path, body: { contestId, candidateId: null, text } });
  await asks('Who pays you?');
  await asks('What did you do last year?');
  const { db } = product.ports;
  const { email } = await db.selectFrom('person').select('email').where('name', '=', NAME).executeTakeFirstOrThrow();
  const subjects = async () =>
    (await mailTo(product, email)).map(({ subject }) => subject).filter((one) => /question/.test(one));
  await product.settle();
  expect(await subjects()).toEqual([]);
  moveTo(ANNOUNCED.add({ hours: 1 }));
  await product.settle();
  moveTo(ANNOUNCED.add({ hours: 3 }));
  await product.settle();
  expect(await subjects()).toEqual(['2 questions wait for your answer: Board election 2027']);
  const { questions } = await officer.call('readOfficeQuestions', { path });
  for (const { id } of questions) {
    await officer.call('hideQuestion', { path: { ...path, questionId: id }, body: { reason: 'Off topic' } });
  }
  moveTo(ANNOUNCED.add({ hours: 30 }));
  await product.settle();
  expect(await subjects()).toHaveLength(1);
  const [candidate] = await candidatesOf(path.electionId);
  const page = await officer.call('readCandidate', { path: { ...path, candidateId: candidate!.id } });
  expect(page.questions).toEqual([]);
});
