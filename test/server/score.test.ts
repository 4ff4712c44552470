import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lotOf } from '../../verifier/lot.ts';
import { jsonOf } from '../../verifier/json-report.ts';
import { textOf } from '../../verifier/text-report.ts';
import { recount } from '../../counting/recount.ts';
import { prepareElection, sealToChallenge } from '../../protocol/ballot.ts';
import { seatIds } from '../support/bodies.ts';
import { isInstalled, tool } from '../support/belenios-tool.ts';
import { downloadRecord, reportOf, typesOf } from '../support/board.ts';
import {
  aContest,
  aDefinition,
  aDraft,
  anOpenElection,
  aVoter,
  cast,
  CLOSES,
  freeze,
  type PeopleContest,
  type Voter,
} from '../support/elections.ts';
import { anAdministrator, refusalOf, startProduct, type Product, type Visitor } from '../support/product.ts';

let product: Product;
let officer: Visitor;

beforeAll(async () => {
  product = await startProduct();
  officer = await anAdministrator(product);
});
afterAll(() => product[Symbol.asyncDispose]());

const people = (count: number): PeopleContest['candidates'] =>
  Array.from({ length: count }, (_, place) => ({ name: `Person ${place + 1}`, affiliation: '', statement: '' }));

function scored(changes: Partial<PeopleContest> = {}): PeopleContest {
  return aContest({ method: 'score', ...changes });
}

describe('setting it up', () => {
  const path = '#/body/contests/0/candidates';
  test('more than 30 people are refused at the draft, in words that say what to do, and 30 are not', async () => {
    const draft = (count: number) =>
      officer.call('draftElection', { body: aDefinition({ contests: [scored({ candidates: people(count) })] }) });
    const { problem } = await refusalOf(draft(31));
    expect(problem).toMatchObject({ type: '/problems/malformed-request', errors: [{ pointer: path }] });
    expect(problem.detail).toBe(
      'Where people are scored, at most 30 can stand, and these are 31. Choose another way of voting, or let fewer stand',
    );
    const { id } = await draft(30);
    const { view, definition } = await officer.call('readOfficeElection', { path: { electionId: id } });
    expect(view.contests[0]).toMatchObject({ method: 'score', max: 30 });
    expect(definition.contests[0]).not.toHaveProperty('max');
  });

  test('whoever comes by nomination counts too: the draft cannot be opened while they are 31', async () => {
    const electionId = await aDraft(product, officer, 1, { contests: [scored({ candidates: people(30) })] });
    const { ports } = product;
    await ports.db
      .insertInto('candidate')
      .values({ ...{ electionId, contest: 0, position: 30, name: 'One more', affiliation: '', statement: '' } })
      .execute();
    const { blockers } = await officer.call('readOfficeElection', { path: { electionId } });
    expect(blockers.map(({ what }) => what)).toEqual(['too-many-candidates']);
    expect(blockers[0]?.detail).toContain('these are 31');
    expect((await refusalOf(freeze(officer, electionId))).problem.type).toBe('/problems/election-not-ready');
  });
});

/** A voter opens a sealed ballot, which shows every score to everybody. */
async function openInstead(electionId: string, { visitor, credential }: Voter, choices: number[][]): Promise<void> {
  const { election } = await visitor.call('readBallotPaper', { path: { electionId } });
  const challenge = sealToChallenge(prepareElection(election), { credential, choices });
  const answer = await visitor.call('auditBallot', { path: { electionId }, body: { opened: challenge.open() } });
  expect(answer).toEqual({ promise: challenge.promise, choices });
}

test('an election by scores runs from the draft to the result, beside an approval and a motion', async () => {
  const board = scored({ seats: seatIds(2) });
  const committee = aContest({ title: 'Audit committee', seats: seatIds(4).slice(2, 3) });
  const motion = {
    ...{ kind: 'motion' as const, title: 'Bylaws', text: 'New words.', replaces: '', base: 'cast' as const },
    ...{ numerator: 1, denominator: 2, isStrict: true, noticeDays: 0, effectiveOn: null },
  };
  const electionId = await anOpenElection(product, officer, 5, { contests: [board, committee, motion] });
  const open = await product.visitor().call('readElection', { path: { electionId } });
  expect(open.contests.map(({ method }) => method)).toEqual(['score', 'approval', 'question']);

  const ballots = [
    [5, 3, 0, 0],
    [5, 0, 3, 1],
    [0, 0, 0, 0],
    // No booth makes this one, and the protocol cannot refuse it: nobody sees it before all ballots are mixed.
    [255, 0, 6, 0],
    [4, 0, 0, 0],
  ];
  for (const [number, marks] of ballots.entries()) {
    const voter = await aVoter(product, electionId, number);
    if (number === 0) await openInstead(electionId, voter, [marks, [0, 0, 0, 1], [0, 0, 0]]);
    await cast(electionId, voter, [marks, [1, 0, 0, 0], [1, 0, 0]]);
  }
  product.clock.moveTo(CLOSES);
  await product.settle();

  const { phase, result } = await product.visitor().call('readElection', { path: { electionId } });
  expect(phase).toBe('tallied');
  const [scores, approvals, decided] = result ?? [];
  expect(scores).toMatchObject({
    ...{ votes: [14, 3, 3, 1], tied: null, motion: null },
    ballots: {
      ...{ valid: 4, invalid: 1 },
      given: [
        [1, 0, 0, 0, 1, 2],
        [3, 0, 0, 1, 0, 0],
        [3, 0, 0, 1, 0, 0],
        [3, 1, 0, 0, 0, 0],
      ],
    },
    broken: { candidates: [1, 2], by: 'lot' },
  });
  const [winner] = scores?.broken?.won ?? [];
  expect(scores?.elected).toEqual([0, winner]);
  expect(scores?.steps[0]).toBe('1 ballot says what this method does not allow. It counts for nobody.');
  expect(approvals).toMatchObject({ votes: [5, 0, 0, 0], ballots: null, elected: [0] });
  expect(decided).toMatchObject({ motion: { adopted: true, forVotes: 5 } });

  const body = { email: 'ines@lantern.example', password: 'seven quiet herons wade' };
  await officer.call('signInByPassword', { body });
  const seating = await officer.call('readSeating', { path: { electionId } });
  const words = seating.contests.flatMap(({ plan }) => plan.steps.map((step) => step.words)).join('\n');
  expect(words).toContain(', with 14 points, takes ');
  expect(words).toContain(' have 3 points each');
  expect(words).toContain(', with 5 votes, takes ');

  const types = await typesOf(product, electionId);
  expect(types.slice(types.indexOf('EndBallots'))).toEqual([
    ...['EndBallots', 'EncryptedTally', 'Shuffle', 'EndShuffles', 'PartialDecryption', 'Result'],
  ]);
  const report = await reportOf(product, electionId);
  expect(report.verdict).toBe('passed');
  const recounted = recount(report, lotOf(report)?.orders);
  expect(recounted.contests[0]?.outcome).toMatchObject({ votes: [14, 3, 3, 1], elected: [0, winner] });
  const json = JSON.parse(jsonOf({ ...report, receipts: [] }, recounted)) as { contests: unknown[] };
  expect(json.contests[0]).toMatchObject({
    ...{ sums: null, votes: [14, 3, 3, 1], figures: { valid: 4, invalid: 1 }, elected: [0, winner] },
  });
  if (isInstalled) {
    expect(tool(await downloadRecord(product.url, electionId), ['verify']).stderr).toContain('all checks passed');
  }
  const text = textOf({ ...report, receipts: [] }, recounted);
  expect(text).toContain(
    '4 ballots were counted; in brackets, how many of them gave each score. 1 more says what the method does not allow, and counts for nobody.',
  );
  expect(text).toMatch(/^ {8}14 {2}.*\(5: 2, 4: 1, 3: 0, 2: 0, 1: 0, 0: 1\)$/m);
});
