import { afterAll, beforeAll, expect, test } from 'vitest';
import { prepareElection, sealBallot, trackerOf } from '../../protocol/ballot.ts';
import { beat } from '../../server/jobs/heartbeat.ts';
import { jobHandlers } from '../../server/jobs/handlers.ts';
import { makeSetUpLink } from '../../server/sign-in/set-up.ts';
import { headOf, reportOf, typesOf } from '../support/board.ts';
import {
  aDraft,
  anOpenElection,
  aDefinition,
  aRecordDate,
  aVoter,
  cast,
  CLOSES,
  freeze,
  mailTo,
  OPENS,
  sealed,
  type Voter,
} from '../support/elections.ts';
import { anAdministrator, Refusal, refusalOf, startProduct, type Product, type Visitor } from '../support/product.ts';
import { anOpenElectionWithTrustees, shareOf, trusteeToken } from '../support/trustees.ts';

let product: Product;
let officer: Visitor;
beforeAll(async () => {
  product = await startProduct();
  // A session lasts twelve hours: the officer signs in when voting opens.
  product.clock.moveTo(OPENS);
  officer = await anAdministrator(product);
});
afterAll(() => product[Symbol.asyncDispose]());

async function sealMany(electionId: string, voter: Voter, count: number): Promise<string[]> {
  const { election } = await voter.visitor.call('readBallotPaper', { path: { electionId } });
  const prepared = prepareElection(election);
  const choices = [[1, 0, 0, 0]];
  return Array.from({ length: count }, () => sealBallot(prepared, { credential: voter.credential, choices }));
}

/** The name of the refusal, or undefined for a reply. */
async function outcome<T>(promise: Promise<T>): Promise<{ reply: T } | { refusal: string }> {
  try {
    return { reply: await promise };
  } catch (error) {
    if (error instanceof Refusal) return { refusal: error.problemName };
    throw error;
  }
}

test('200 casts of one voter at the same time leave one chain and one ballot that counts', async () => {
  const electionId = await anOpenElection(product, officer, 3);
  const voter = await aVoter(product, electionId, 0);
  const ballots = await sealMany(electionId, voter, 40);
  const posts = Array.from({ length: 200 }, (_, place) => ballots[place % 40]!);
  const outcomes = await Promise.all(
    posts.map((ballot) => outcome(voter.visitor.call('castBallot', { path: { electionId }, body: { ballot } }))),
  );
  const refusals = outcomes.flatMap((one) => ('refusal' in one ? [one.refusal] : []));
  expect(refusals.filter((name) => name !== 'ballot-replayed')).toEqual([]);
  const receipts = outcomes.flatMap((one) => ('reply' in one ? [one.reply] : []));
  const heights = new Map(receipts.map(({ tracker, height }) => [tracker, height]));
  expect([...heights.keys()].sort()).toEqual(ballots.map(trackerOf).sort());
  expect([...heights.values()].sort((one, other) => one - other)).toEqual(
    Array.from({ length: 40 }, (_, at) => at + 1),
  );
  for (const receipt of receipts) {
    expect(receipt.height).toBe(heights.get(receipt.tracker));
    expect(receipt.replaced).toBe(receipt.height > 1);
  }

  const { turnout, head } = await officer.call('readElection', { path: { electionId } });
  expect(turnout.voted).toBe(1);
  expect(head).toMatchObject({ height: 40, ballots: 40 });
  const places = await Promise.all(
    [...heights.keys()].map((tracker) => officer.call('findTracker', { path: { electionId }, query: { tracker } })),
  );
  expect(places.filter(({ found }) => found === 'counts').map(({ height }) => height)).toEqual([40]);
  expect(places.filter(({ replacedBy }) => replacedBy === 40)).toHaveLength(39);
  const report = await reportOf(product, electionId);
  expect(report).toMatchObject({ verdict: 'unfinished', findings: [], ballots: 40, voters: 1 });
});

test('ballots that arrive while voting closes are on the board before the close, or refused', async () => {
  const rival = await startProduct();
  await using _rival = rival;
  const itsOfficer = await anAdministrator(rival);
  const electionId = await anOpenElection(rival, itsOfficer, 3);
  // Sessions last twelve hours: everybody signs in shortly before the close.
  rival.clock.moveTo(CLOSES.subtract({ minutes: 1 }));
  const voters: Voter[] = [];
  for (const number of [0, 1, 2]) voters.push(await aVoter(rival, electionId, number));
  const ballots = await Promise.all(voters.map((voter) => sealMany(electionId, voter, 8)));
  const closes: Promise<void>[] = [];
  const outcomes = await Promise.all(
    voters.flatMap(({ visitor }, place) =>
      ballots[place]!.map(async (ballot) => {
        const one = await outcome(visitor.call('castBallot', { path: { electionId }, body: { ballot } }));
        // The first answer moves the clock while all other ballots are on their way.
        rival.clock.moveTo(CLOSES);
        if (closes.length < 4) closes.push(beat(rival.ports));
        return one;
      }),
    ),
  );
  await Promise.all(closes);
  const late = await refusalOf(cast(electionId, voters[0]!, [[0, 1, 0, 0]]));
  expect(late.problemName).toBe('election-not-open');

  const receipts = outcomes.flatMap((one) => ('reply' in one ? [one.reply] : []));
  const refusals = outcomes.flatMap((one) => ('refusal' in one ? [one.refusal] : []));
  expect(receipts.length).toBeGreaterThan(0);
  expect(refusals.filter((name) => name !== 'election-not-open')).toEqual([]);
  await rival.settle();
  const types = await typesOf(rival, electionId);
  expect(types).toEqual([
    'Setup',
    ...receipts.map(() => 'Ballot'),
    ...['EndBallots', 'EncryptedTally', 'PartialDecryption', 'Result'],
  ]);
  for (const { height } of receipts) expect(height).toBeLessThan(types.indexOf('EndBallots'));
  expect(new Set(receipts.map(({ height }) => height)).size).toBe(receipts.length);
  expect(await reportOf(rival, electionId)).toMatchObject({ verdict: 'passed', ballots: receipts.length });
});

test('closes and tallies that run at the same time put each event on the board once', async () => {
  const rival = await startProduct();
  await using _rival = rival;
  const electionId = await anOpenElection(rival, await anAdministrator(rival), 2);
  await cast(electionId, await aVoter(rival, electionId, 0), [[1, 0, 0, 1]]);
  rival.clock.moveTo(CLOSES);
  await Promise.all([beat(rival.ports), beat(rival.ports), beat(rival.ports)]);
  const tally = jobHandlers(rival.ports)['tally-election'];
  await Promise.all(Array.from({ length: 4 }, () => tally({ electionId }, false)));
  await rival.settle();
  await tally({ electionId }, false);
  expect(await typesOf(rival, electionId)).toEqual([
    ...['Setup', 'Ballot', 'EndBallots', 'EncryptedTally', 'PartialDecryption', 'Result'],
  ]);
  const results = (await mailTo(rival, 'voter1@members.example')).filter(({ subject }) =>
    subject.startsWith('The result'),
  );
  expect(results).toHaveLength(1);
  expect((await reportOf(rival, electionId)).verdict).toBe('passed');
});

test('a last share that is given five times at once is on the board once, and so is the result', async () => {
  const rival = await startProduct();
  await using _rival = rival;
  const { electionId, trustees } = await anOpenElectionWithTrustees(rival, await anAdministrator(rival), 2);
  await cast(electionId, await aVoter(rival, electionId, 1), [[0, 1, 1, 0]]);
  rival.clock.moveTo(CLOSES);
  await rival.settle();
  const [first, last] = trustees;
  const give = async (trustee: typeof first) => {
    const body = {
      token: await trusteeToken(rival, trustee!.email),
      share: await shareOf(rival, electionId, trustee!),
    };
    return () => rival.visitor().call('giveShare', { path: { electionId }, body });
  };
  await (
    await give(first)
  )();
  // Each is another text: the proof is made with fresh randomness.
  const shares = await Promise.all(Array.from({ length: 5 }, () => give(last)));
  const views = await Promise.all(shares.map((share) => share()));
  expect(views.map(({ task }) => task)).toEqual(Array.from({ length: 5 }, () => 'done'));
  expect((await typesOf(rival, electionId)).slice(2)).toEqual([
    ...['EndBallots', 'EncryptedTally', 'PartialDecryption', 'PartialDecryption', 'Result'],
  ]);
  const view = await rival.visitor().call('readElection', { path: { electionId } });
  expect(view.result?.[0]?.votes).toEqual([0, 1, 1, 0]);
  expect((await reportOf(rival, electionId)).verdict).toBe('passed');
});

async function codeFor(email: string): Promise<{ requestId: string; code: string }> {
  const { requestId } = await product.visitor().call('requestSignIn', { body: { email } });
  await product.settle();
  const mails = await mailTo(product, email);
  const code = mails.map(({ text }) => /^ {4}(\d{6})$/m.exec(text)?.[1]).find((found) => found !== undefined);
  return { requestId, code: code! };
}

test('fifty tries of a code at the same time are five tries', async () => {
  await aDraft(product, officer, 3);
  const { requestId, code } = await codeFor('voter0@members.example');
  const wrong = code === '000000' ? '111111' : '000000';
  const tries = await Promise.all(
    Array.from({ length: 50 }, () =>
      refusalOf(product.visitor().call('signInByCode', { body: { requestId, code: wrong } })),
    ),
  );
  expect(tries.map(({ problemName }) => problemName)).toEqual(tries.map(() => 'code-refused'));
  const left = tries.map(({ problem }) => problem['triesLeft']).filter((triesLeft) => triesLeft !== 0);
  expect(left.sort()).toEqual([1, 2, 3, 4]);
  const row = await product.ports.db
    .selectFrom('signInRequest')
    .select('tries')
    .where('id', '=', requestId)
    .executeTakeFirstOrThrow();
  expect(row.tries).toBe(5);
  const late = await refusalOf(product.visitor().call('signInByCode', { body: { requestId, code } }));
  expect(late.problemName).toBe('code-refused');
});

test('one code signs in once, however often it is given at the same time', async () => {
  const body = await codeFor('voter2@members.example');
  const tries = await Promise.all(
    Array.from({ length: 5 }, () => outcome(product.visitor().call('signInByCode', { body }))),
  );
  expect(tries.filter((one) => 'reply' in one)).toHaveLength(1);
});

test('of fifty wishes to sign in with one address at the same time exactly six are granted, and one code works', async () => {
  const email = 'voter1@members.example';
  const outcomes = await Promise.all(
    Array.from({ length: 50 }, () => outcome(product.visitor().call('requestSignIn', { body: { email } }))),
  );
  expect(outcomes.filter((one) => 'reply' in one)).toHaveLength(6);
  expect(outcomes.filter((one) => 'refusal' in one && one.refusal === 'too-many-requests')).toHaveLength(44);
  const live = await product.ports.db
    .selectFrom('signInRequest')
    .innerJoin('person', 'person.id', 'signInRequest.personId')
    .select('signInRequest.id')
    .where('person.email', '=', email)
    .where('usedAt', 'is', null)
    .execute();
  expect(live).toHaveLength(1);
});

test('a roll that is frozen twice at the same time is frozen once', async () => {
  const record = await aRecordDate(product, 3);
  const { id } = await officer.call('draftElection', { body: aDefinition({ record }) });
  const path = { electionId: id };
  const { in: size, openItems } = await officer.call('workOutRoll', { path });
  const freezings = Array.from({ length: 3 }, () =>
    outcome(officer.call('freezeRoll', { path, body: { size, openItems } })),
  );
  const outcomes = await Promise.all(freezings);
  expect(outcomes.filter((one) => 'reply' in one)).toHaveLength(1);
  expect(outcomes.flatMap((one) => ('refusal' in one ? one.refusal : []))).toEqual(['roll-frozen', 'roll-frozen']);
  const { total } = await officer.call('readRoll', { path, query: {} });
  expect(total).toBe(3);
});

test('an election that is opened twice at the same time is opened once', async () => {
  const electionId = await aDraft(product, officer, 4);
  const outcomes = await Promise.all(Array.from({ length: 3 }, () => outcome(freeze(officer, electionId))));
  expect(outcomes.filter((one) => 'reply' in one)).toHaveLength(1);
  expect(outcomes.filter((one) => 'refusal' in one).map((one) => 'refusal' in one && one.refusal)).toEqual([
    ...['election-not-draft', 'election-not-draft'],
  ]);
  expect(await typesOf(product, electionId)).toEqual(['Setup']);
  expect(await headOf(product, electionId)).toMatchObject({ height: 0 });
  expect(await reportOf(product, electionId)).toMatchObject({ verdict: 'unfinished', credentials: 4 });
});

test('of eight set-ups at the same time, each with a link of its own, one makes the administrator', async () => {
  await using fresh = await startProduct();
  const links: (string | undefined)[] = [];
  for (let count = 0; count < 8; count += 1) links.push(await makeSetUpLink(fresh.ports));
  const outcomes = await Promise.all(
    links.map((link, place) => {
      const person = { name: 'Ines Halvorsen', email: `first${place}@lantern.example` };
      const body = { ...person, token: link!.split('#')[1]!, password: 'seven quiet herons wade' };
      return outcome(fresh.visitor().call('setUp', { body }));
    }),
  );
  expect(outcomes.filter((one) => 'reply' in one)).toHaveLength(1);
  expect(outcomes.filter((one) => 'refusal' in one && one.refusal === 'already-set-up')).toHaveLength(7);
});

test('the same voter casting from two devices has one vote, and the last receipt names the ballot that counts', async () => {
  const electionId = await anOpenElection(product, officer, 1);
  const one = await aVoter(product, electionId, 0);
  const other = { ...(await aVoter(product, electionId, 0)), credential: one.credential };
  const [first, second] = await Promise.all([
    sealed(electionId, one, [[1, 0, 0, 0]]),
    sealed(electionId, other, [[0, 1, 0, 0]]),
  ]);
  const receipts = await Promise.all([
    one.visitor.call('castBallot', { path: { electionId }, body: { ballot: first } }),
    other.visitor.call('castBallot', { path: { electionId }, body: { ballot: second } }),
  ]);
  expect(receipts.map(({ replaced }) => replaced).sort()).toEqual([false, true]);
  const { turnout, head } = await officer.call('readElection', { path: { electionId } });
  expect([turnout.voted, head.ballots]).toEqual([1, 2]);
});
