import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readBlt } from '../../counting/files/blt.ts';
import { ballotsOn } from '../../counting/papers.ts';
import { recount } from '../../counting/recount.ts';
import { lotOrders } from '../../protocol/lot.ts';
import { isInstalled, tool } from '../support/belenios-tool.ts';
import { downloadRecord, reportOf } from '../support/board.ts';
import { seatIds } from '../support/bodies.ts';
import {
  aContest,
  aDefinition,
  aDraft,
  anOpenElection,
  anOptionsContest,
  aVoter,
  cast,
  CLOSES,
  freeze,
  mailTo,
  OPENS,
  type OptionsDefinition,
} from '../support/elections.ts';
import { need } from '../support/need.ts';
import { anAdministrator, refusalOf, startProduct, type Product, type Visitor } from '../support/product.ts';

let product: Product;
let officer: Visitor;
const begin = async () => {
  product = await startProduct();
  officer = await anAdministrator(product);
};
const end = () => product[Symbol.asyncDispose]();

const people = (...names: string[]) => names.map((name) => ({ name, affiliation: '', statement: '' }));
const leader = () =>
  aContest({
    ...{ title: 'Leader', method: 'debian', seats: seatIds(1) },
    candidates: people('Ada Moreno', 'Bo Lindqvist', 'Cy Adeyemi'),
  });

async function signIn(): Promise<void> {
  await officer.call('signInByPassword', {
    body: { email: 'ines@lantern.example', password: 'seven quiet herons wade' },
  });
}

/** Of six on the roll, 1.5 × √6 are 3.7: four ballots have to put somebody before None of the above. */
async function closed(ballots: readonly [number[], number[]][]): Promise<string> {
  const contests = [leader(), anOptionsContest()];
  const electionId = await anOpenElection(product, officer, 6, { contests });
  for (const [number, choices] of ballots.entries())
    await cast(electionId, await aVoter(product, electionId, number), choices);
  product.clock.moveTo(CLOSES);
  await product.settle();
  await signIn();
  return electionId;
}

describe('an election by Debian’s rule, with a decision between two texts', () => {
  let electionId: string;
  afterAll(end);
  beforeAll(async () => {
    await begin();
    // Everybody puts Ada before None of the above, and one Bo. Four put the change first, two put it last.
    electionId = await closed([
      ...Array.from({ length: 4 }, (): [number[], number[]] => [
        [1, 0, 0, 2],
        [1, 2, 3],
      ]),
      [
        [1, 0, 0, 2],
        [0, 1, 2],
      ],
      [
        [2, 1, 0, 3],
        [0, 2, 1],
      ],
    ]);
  });

  test('None of the above stands last on the frozen ballot, and in no list of those who stand', async () => {
    const { contests } = await product.visitor().call('readElection', { path: { electionId } });
    expect(contests.map(({ candidates }) => candidates.map(({ name }) => name))).toEqual([
      ['Ada Moreno', 'Bo Lindqvist', 'Cy Adeyemi', 'None of the above'],
      ['Change the charter', 'Ask a committee', 'None of the above'],
    ]);
    expect(contests[0]!.candidates.map(({ isDefault }) => isDefault)).toEqual([false, false, false, true]);
    const none = contests[0]!.candidates.at(-1)!;
    const asked = { path: { electionId, candidateId: none.id }, body: { reason: 'It was never there.' } };
    expect((await refusalOf(officer.call('withdrawCandidate', asked))).problemName).toBe('not-found');
  });

  test('whoever reaches the quorum and is liked best wins; a text that needs 3 to 1 and has 4 to 2 is dropped', async () => {
    const { result } = await product.visitor().call('readElection', { path: { electionId } });
    expect(result?.[0]).toMatchObject({ elected: [0], noneWon: false, tied: null });
    expect(result?.[0]?.steps.join(' ')).toContain(
      'Bo Lindqvist misses the quorum: 1 ballot puts it before the default, and it takes 4.',
    );
    expect(result?.[1]).toMatchObject({ elected: [1], noneWon: false, seating: null });
    expect(result?.[1]?.steps.join(' ')).toContain(
      'Change the charter misses the majority: 4 ballots put it before the default, 2 after it, and it takes 3 to 1.',
    );
  });

  test('everybody on the roll is told what was adopted', async () => {
    const [mail] = await mailTo(product, 'voter1@members.example');
    expect(mail?.text).toContain('Leader – elected: Ada Moreno.');
    expect(mail?.text).toContain('The charter – Adopted: Ask a committee.');
  });

  test('a stranger counts the same from the record', async () => {
    const report = await reportOf(product, electionId);
    expect(report.verdict).toBe('passed');
    const { contests, notes } = recount(report, lotOrders(report.lot ?? '', report.election?.rules));
    expect(notes).toEqual([]);
    expect(contests.map(({ outcome }) => outcome?.elected)).toEqual([[0], [1]]);
    expect(contests.map(({ decided }) => decided)).toEqual([
      { none: 'None of the above', won: 'Ada Moreno', isOfTexts: false },
      { none: 'None of the above', won: 'Ask a committee', isOfTexts: true },
    ]);
  });

  test('the opened ballots of texts are a file that our own counter reads: one of them wins', async () => {
    const { contests } = await product.visitor().call('readElection', { path: { electionId } });
    const address = `/elections/${electionId}/contests/${contests[1]!.id}/ballots.blt`;
    const text = await (await product.visitor().fetch(address, { method: 'GET' })).text();
    const { seats, candidates, papers } = readBlt(text.split('\n'));
    expect({ seats, candidates, ballots: ballotsOn(papers) }).toEqual({
      ...{ seats: 1, ballots: 6 },
      candidates: ['Change the charter', 'Ask a committee', 'None of the above'],
    });
  });

  test('the office certifies one person, and where she declines None of the above leaves the seat vacant', async () => {
    const path = { electionId };
    expect((await refusalOf(officer.call('certifyElection', { path, body: { elected: 2 } }))).problemName).toBe(
      'readback-differs',
    );
    await officer.call('certifyElection', { path, body: { elected: 1 } });
    const { contests } = await officer.call('readSeating', { path });
    expect(contests.map(({ title }) => title)).toEqual(['Leader']);
    const [contest] = contests;
    expect(contest!.contenders.map(({ name }) => name)).toEqual(['Ada Moreno', 'Bo Lindqvist', 'Cy Adeyemi']);
    expect(contest!.plan.seated.map(({ name }) => name)).toEqual(['Ada Moreno']);
    const ada = contest!.contenders.find(({ name }) => name === 'Ada Moreno')!;
    const passes = [{ candidate: ada.id, why: 'declined' as const, reason: 'She moves away.' }];
    const preview = await officer.call('previewSeating', {
      path: { ...path, contestId: contest!.id },
      body: { passes },
    });
    expect(preview.seated).toEqual([]);
    expect(preview.vacant).toHaveLength(1);
  });
});

describe('where None of the above wins', () => {
  let electionId: string;
  afterAll(end);
  beforeAll(async () => {
    await begin();
    electionId = await closed([
      [
        [0, 0, 0, 1],
        [0, 0, 1],
      ],
      [
        [3, 2, 0, 1],
        [2, 2, 1],
      ],
    ]);
  });

  need('belenios-tool', isInstalled);
  test.runIf(isInstalled)('belenios-tool verifies the record', async () => {
    const { status, stderr } = tool(await downloadRecord(product.url, electionId), ['verify']);
    expect(stderr).toContain('all checks passed');
    expect(status).toBe(0);
  });

  test('nobody is elected or seated, nothing is adopted, and everybody is told so', async () => {
    const { result } = await product.visitor().call('readElection', { path: { electionId } });
    expect(result).toMatchObject([
      { elected: [], noneWon: true },
      { elected: [], noneWon: true },
    ]);
    const [mail] = await mailTo(product, 'voter1@members.example');
    expect(mail?.text).toContain('Leader – None of the above wins: nobody is elected.');
    expect(mail?.text).toContain('The charter – None of the above wins: nothing is adopted.');
    await officer.call('certifyElection', { path: { electionId }, body: { elected: 0 } });
    const { contests } = await officer.call('readSeating', { path: { electionId } });
    expect(contests[0]!.plan).toMatchObject({ seated: [] });
  });
});

describe('a draft', () => {
  beforeAll(begin);
  afterAll(end);

  test('comes back as it was written, and what was there keeps its ids', async () => {
    const { id } = await officer.call('draftElection', { body: aDefinition({ contests: [anOptionsContest()] }) });
    const path = { electionId: id };
    const { definition } = await officer.call('readOfficeElection', { path });
    expect(definition.contests).toMatchObject([anOptionsContest()]);
    await officer.call('redraftElection', { path, body: definition });
    expect((await officer.call('readOfficeElection', { path })).definition).toEqual(definition);
  });

  test('is frozen with its texts, their majorities and the square roots of the quorum', async () => {
    const electionId = await aDraft(product, officer, 2, { contests: [anOptionsContest()] });
    await freeze(officer, electionId);
    const { contests } = (await reportOf(product, electionId)).election!.rules as {
      contests: { candidates: string[]; default: { id: string } }[];
    };
    expect(contests[0]).toMatchObject({
      ...{ kind: 'options', method: 'debian', effectiveOn: null },
      default: { squareRoots: { numerator: 3, denominator: 2 } },
      options: [
        { text: 'The charter says *eight* directors.', majority: { numerator: 3, denominator: 1 } },
        { text: '', majority: { numerator: 1, denominator: 1 } },
      ],
    });
    expect(contests[0]!.candidates.at(-1)).toBe(contests[0]!.default.id);
  });

  test('whose ties fall by a public draw is refused, since None of the above is nobody to be drawn', async () => {
    const refused = (contests: Parameters<typeof aDefinition>[0] & object) =>
      refusalOf(officer.call('draftElection', { body: aDefinition({ ties: 'draw', ...contests }) }));
    for (const contest of [leader(), anOptionsContest()]) {
      const { problem } = await refused({ contests: [contest] });
      expect(problem).toMatchObject({ type: '/problems/malformed-request', errors: [{ pointer: '#/body/ties' }] });
    }
  });

  test('takes 29 people, since None of the above is the thirtieth on the ballot', async () => {
    const many = (count: number) => people(...Array.from({ length: count }, (_, place) => `Person ${place + 1}`));
    const drafted = (count: number) =>
      officer.call('draftElection', { body: aDefinition({ contests: [{ ...leader(), candidates: many(count) }] }) });
    const { problem } = await refusalOf(drafted(30));
    expect(problem.detail).toContain('at most 29 can stand, and these are 30');
    await drafted(29);
  });

  test('with somebody or something called None of the above cannot be opened', async () => {
    const options = [{ name: 'none of the above', text: '', numerator: 1, denominator: 1 }];
    for (const [contest, what] of [
      [{ ...leader(), candidates: people('Ada Moreno', 'None of the Above') }, 'equal-names'],
      [{ ...anOptionsContest(), options }, 'equal-options'],
    ] as const) {
      const electionId = await aDraft(product, officer, 2, { contests: [contest] });
      const { blockers } = await officer.call('readOfficeElection', { path: { electionId } });
      expect(blockers.map((blocker) => blocker.what)).toContain(what);
    }
  });

  test('with a majority below one to one is refused at its place', async () => {
    const options = [{ name: 'A', text: '', numerator: 1, denominator: 2 }];
    const body = aDefinition({ contests: [{ ...anOptionsContest(), options }] });
    const { problem } = await refusalOf(officer.call('draftElection', { body }));
    expect(problem).toMatchObject({ errors: [{ pointer: '#/body/contests/0/options/0/numerator' }] });
  });

  test('whose text has changed since its dates were announced needs the days of notice anew', async () => {
    const contests = [anOptionsContest({ noticeDays: 10 })];
    const { id } = await officer.call('draftElection', { body: aDefinition({ contests }) });
    const path = { electionId: id };
    await officer.call('announceDates', { path });
    product.clock.moveTo(OPENS.subtract({ hours: 24 * 5 }));
    await signIn();
    const { definition, blockers } = await officer.call('readOfficeElection', { path });
    expect(blockers.map(({ what }) => what)).not.toContain('notice-too-short');
    const [form] = definition.contests as [OptionsDefinition];
    const other = { ...form, options: form.options.map((one) => ({ ...one, text: `${one.text} Or nine.` })) };
    await officer.call('redraftElection', { path, body: { ...definition, contests: [other] } });
    const after = await officer.call('readOfficeElection', { path });
    expect(after.blockers.map(({ what }) => what)).toContain('notice-too-short');
  });
});
