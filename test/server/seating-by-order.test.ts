import { expect, test } from 'vitest';
import { seatIds } from '../support/bodies.ts';
import { aContest, anOpenElection, aVoter, cast, CLOSES } from '../support/elections.ts';
import { anAdministrator, refusalOf, startProduct } from '../support/product.ts';

const people = (...names: string[]) => names.map((name) => ({ name, affiliation: '', statement: '' }));

test('where ballots are ranked, people are seated by the order of the count, and counted anew without who declines', async () => {
  await using product = await startProduct();
  const officer = await anAdministrator(product);
  const electionId = await anOpenElection(product, officer, 5, {
    ties: 'draw',
    contests: [
      aContest({
        ...{ title: 'Chair', method: 'scottish-stv', seats: seatIds(1) },
        candidates: people('Ada Moreno', 'Bo Lindqvist', 'Cy Adeyemi'),
      }),
      aContest({
        ...{ title: 'Committee', method: 'schulze', seats: seatIds(3).slice(1) },
        candidates: people('Dele Frost', 'Enzo Park', 'Fay Osei'),
      }),
    ],
  });
  // Three of five put Ada first and Bo next. For the committee, Dele is before two who are equal.
  const chair = [[1, 2, 0], [1, 2, 0], [1, 2, 0], [0, 0, 1], [0, 0, 1]]; // prettier-ignore
  for (const [number, ranks] of chair.entries())
    await cast(electionId, await aVoter(product, electionId, number), [ranks, [1, 2, 2]]);
  product.clock.moveTo(CLOSES);
  await product.settle();
  await officer.call('signInByPassword', {
    body: { email: 'ines@lantern.example', password: 'seven quiet herons wade' },
  });

  const path = { electionId };
  const { result } = await product.visitor().call('readElection', { path });
  expect(result?.[0]).toMatchObject({ votes: null, elected: [0], tied: null });
  expect(result?.[0]?.ordering.map(({ candidate }) => candidate)).toEqual([0, 2, 1]);
  expect(result?.[1]).toMatchObject({ votes: null, elected: [0], tied: { candidates: [1, 2], seats: 1 } });

  // Nobody certifies before the draw, which puts everybody in order, since no figure says who is equal.
  const certify = () => officer.call('certifyElection', { path, body: { elected: 3 } });
  expect((await refusalOf(certify())).problemName).toBe('tie-open');
  const seating = await officer.call('readSeating', { path });
  const committee = seating.contests[1]!;
  expect(committee.contenders.map(({ votes }) => votes)).toEqual([null, null, null]);
  const idOf = (name: string) => seating.contests.flatMap((one) => one.contenders).find((one) => one.name === name)!.id;
  expect(committee.toDraw.toSorted()).toEqual(['Dele Frost', 'Enzo Park', 'Fay Osei'].map(idOf).toSorted());
  expect(committee.plan.openTies[0]?.words).toMatch(
    /(Enzo Park and Fay Osei|Fay Osei and Enzo Park) are equal in the count/,
  );
  const drawn = ['Fay Osei', 'Enzo Park', 'Dele Frost'].map(idOf);
  const note = 'Drawn from a hat before the members.';
  await officer.call('recordDraw', { path: { ...path, contestId: committee.id }, body: { drawn, note } });
  await certify();

  // The next in the order would be Cy; those who voted for Ada had put Bo next.
  const contestId = seating.contests[0]!.id;
  const passes = [{ candidate: idOf('Ada Moreno'), why: 'declined' as const, reason: 'She moves away.' }];
  const preview = await officer.call('previewSeating', { path: { ...path, contestId }, body: { passes } });
  expect(preview.seated.map(({ name }) => name)).toEqual(['Bo Lindqvist']);
  expect(preview.steps.map(({ words }) => words)).toEqual([
    'Ada Moreno declined the seat and is passed over: She moves away.',
    expect.stringMatching(/^Bo Lindqvist takes /),
  ]);
  const recorded = await officer.call('recordSeating', { path: { ...path, contestId }, body: { passes, seated: 1 } });
  expect(recorded.plan.seated.map(({ name }) => name)).toEqual(['Bo Lindqvist']);
  const other = { ...path, contestId: committee.id };
  const seated = await officer.call('recordSeating', { path: other, body: { passes: [], seated: 2 } });
  expect(seated.plan.seated.map(({ name }) => name)).toEqual(['Dele Frost', 'Fay Osei']);
});
