import { afterEach, beforeEach, expect, test } from 'vitest';
import { compareCounts, type CountedTwice } from '../../counting/compare-counts.ts';
import type { Proofs } from '../../server/proofs/proofs.ts';
import { reportOf, typesOf } from '../support/board.ts';
import { aContest, anOpenElection, aVoter, cast, CLOSES, mailTo } from '../support/elections.ts';
import { anAdministrator, refusalOf, startProduct, type Product, type Visitor } from '../support/product.ts';

let product: Product;
let officer: Visitor;

beforeEach(async () => {
  product = await startProduct();
  officer = await anAdministrator(product);
});
afterEach(() => product[Symbol.asyncDispose]());

/** Breaks the second count on purpose: whatever the ballots say, it elects the last on the ballot. */
function breakSecondCount(): () => void {
  const { proofs } = product.ports;
  const lastWins = (_: string, __: unknown, { candidates }: CountedTwice['rules']) => ({
    ...{ elected: [candidates - 1], tied: null },
  });
  const broken = {
    run: (name: string, ask: never) =>
      name === 'compareCounts' ? Promise.resolve(compareCounts(ask, lastWins)) : proofs.run(name as 'decrypt', ask),
    [Symbol.asyncDispose]: () => proofs[Symbol.asyncDispose](),
  };
  Object.assign(product.ports, { proofs: broken as unknown as Proofs });
  return () => void Object.assign(product.ports, { proofs });
}

async function signIn(): Promise<void> {
  await officer.call('signInByPassword', {
    body: { email: 'ines@lantern.example', password: 'seven quiet herons wade' },
  });
}

/** Three voters put the first on the ballot before all others. */
async function anElectionWithBallots(): Promise<string> {
  const electionId = await anOpenElection(product, officer, 3, {
    contests: [aContest({ title: 'Board', method: 'schulze' })],
  });
  for (const number of [0, 1, 2]) await cast(electionId, await aVoter(product, electionId, number), [[1, 2, 3, 4]]);
  product.clock.moveTo(CLOSES);
  return electionId;
}

test('while two counts differ nothing is published and the staff are told; counted again, the result comes out', async () => {
  const electionId = await anElectionWithBallots();
  const path = { electionId };
  const mend = breakSecondCount();
  await product.settle();

  const held = await product.visitor().call('readElection', { path });
  expect(held).toMatchObject({ phase: 'closed', isHeldBack: true, result: null });
  expect(await typesOf(product, electionId)).not.toContain('Result');
  const [alarm] = await mailTo(product, 'ines@lantern.example');
  expect(alarm?.subject).toContain('The result is held back');
  expect(alarm?.text).toContain('Board: the one elects number 1, 2 of the ballot, the other number 4 of the ballot.');

  await signIn();
  expect(await officer.call('countAgain', { path })).toEqual({ isPublished: false });

  mend();
  expect(await officer.call('countAgain', { path })).toEqual({ isPublished: true });
  const view = await product.visitor().call('readElection', { path });
  expect(view).toMatchObject({ phase: 'tallied', isHeldBack: false });
  expect(view.result?.[0]).toMatchObject({ elected: [0, 1], votes: null });
  expect((await refusalOf(officer.call('countAgain', { path }))).problemName).toBe('tally-not-due');
  expect((await reportOf(product, electionId)).verdict).toBe('passed');
});

test('nobody certifies what two counts differ on', async () => {
  const electionId = await anElectionWithBallots();
  const path = { electionId };
  await product.settle();
  await signIn();
  const mend = breakSecondCount();
  const refused = await refusalOf(officer.call('certifyElection', { path, body: { elected: 2 } }));
  expect(refused.problemName).toBe('counts-differ');
  mend();
  const { view } = await officer.call('certifyElection', { path, body: { elected: 2 } });
  expect(view.phase).toBe('certified');
});
