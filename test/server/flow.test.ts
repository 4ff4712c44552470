import { afterAll, beforeAll, expect, test } from 'vitest';
import { readAbif } from '../../counting/files/abif.ts';
import { readBlt } from '../../counting/files/blt.ts';
import { readCsv } from '../../counting/files/csv.ts';
import { seatIds } from '../support/bodies.ts';
import { aContest, anOpenElection, aVoter, cast, CLOSES } from '../support/elections.ts';
import { anAdministrator, startProduct, type Product } from '../support/product.ts';

let product: Product;
let electionId: string;
beforeAll(async () => {
  product = await startProduct();
  const [first, second] = seatIds(2);
  const contests = [
    aContest({ method: 'irv', seats: [first!] }),
    aContest({ title: 'Auditor', method: 'approval', seats: [second!] }),
  ];
  electionId = await anOpenElection(product, await anAdministrator(product), 5, { contests });
});
afterAll(() => product[Symbol.asyncDispose]());

async function ask(contest: string, election = electionId): Promise<Response> {
  return product.visitor().fetch(`/elections/${election}/contests/${contest}/flow.svg`, { method: 'GET' });
}

test('the flow of votes is there once there is a result, and nowhere else', async () => {
  const { contests } = await product.visitor().call('readElection', { path: { electionId } });
  const [id, approved] = contests.map((contest) => contest.id) as [string, string];
  const marks = [
    [1, 2, 0, 0],
    [1, 0, 0, 0],
    [0, 1, 2, 0],
    [0, 1, 0, 0],
    [2, 0, 1, 0],
  ];
  for (const [number, own] of marks.entries())
    await cast(electionId, await aVoter(product, electionId, number), [own, [1, 0, 0, 0]]);
  const early = await ask(id);
  expect([early.status, await early.text()]).toEqual([404, expect.not.stringContaining('<svg')]);
  product.clock.moveTo(CLOSES);
  await product.settle();
  const { result } = await product.visitor().call('readElection', { path: { electionId } });
  expect(result![0]!.hasFlow).toBe(true);
  expect(result![0]!.explanation[0]!.title).toBe('How it ended');
  const response = await ask(id);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toMatch(/^image\/svg\+xml/);
  expect(response.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'unsafe-inline'/);
  expect(response.headers.get('cache-control')).toBe('public, max-age=60');
  expect(await response.text()).toMatch(/^<svg .*role="img"/);
  // The opened ballots, for another program: what is written reads back.
  const file = (contest: string, ending: string) =>
    product.visitor().fetch(`/elections/${electionId}/contests/${contest}/ballots.${ending}`, { method: 'GET' });
  for (const [ending, read] of [
    ['blt', readBlt],
    ['abif', readAbif],
    ['csv', readCsv],
  ] as const) {
    // prettier-ignore
    const answer = await file(id, ending);
    expect(answer.headers.get('content-disposition')).toBe(`attachment; filename="ballots.${ending}"`);
    const { candidates, papers } = read((await answer.text()).split('\n'));
    expect(candidates).toEqual(contests[0]!.candidates.map(({ name }) => name));
    expect(papers.map((paper) => paper.marks.join()).toSorted()).toEqual(marks.map((own) => own.join()).toSorted());
  }
  for (const [contest, ending] of [
    [approved, 'csv'],
    [id, 'xls'],
    ['x', 'blt'],
  ] as const)
    // prettier-ignore
    expect((await file(contest, ending)).status).toBe(404);
  // Where only sums are opened, nothing goes from stage to stage.
  expect(result![1]).toMatchObject({ hasFlow: false, explanation: [{ title: 'Who is elected' }] });
  for (const address of [
    ask(approved),
    ask('00000000-0000-4000-8000-000000000000'),
    ask('x'),
    ask(id, '12345678901234'),
  ])
    expect((await address).status).toBe(404);
});
