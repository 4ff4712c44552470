import { expect, test } from 'vitest';
import { verifyRecord } from '../../protocol/verify-record.ts';
import { anAdministrator, startProduct } from '../support/product.ts';
import { anOpenElection, aVoter, cast, CLOSES } from '../support/elections.ts';

test('an election runs from a draft to certified people, and a stranger can check it', async () => {
  await using product = await startProduct();
  const officer = await anAdministrator(product);
  const electionId = await anOpenElection(product, officer, 6);
  for (const number of [0, 1, 2]) {
    const voter = await aVoter(product, electionId, number);
    const receipt = await cast(electionId, voter, [[1, number === 0 ? 1 : 0, 0, 0]]);
    expect(receipt).toMatchObject({ height: number + 1, replaced: false });
  }
  product.clock.moveTo(CLOSES);
  await product.settle();
  const view = await product.visitor().call('readElection', { path: { electionId } });
  expect(view.phase).toBe('tallied');
  expect(view.result).toMatchObject([
    { votes: [3, 1, 0, 0], elected: [0, 1], tied: null, broken: null, seating: null },
  ]);
  const response = await product.visitor().fetch(`/api/elections/${electionId}/record`);
  const report = verifyRecord(new Uint8Array(await response.arrayBuffer()));
  expect(report.verdict).toBe('passed');
});
