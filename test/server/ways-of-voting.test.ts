import { afterAll, beforeAll, expect, test } from 'vitest';
import { aContest, aDefinition, type PeopleContest } from '../support/elections.ts';
import { seatIds } from '../support/bodies.ts';
import { anAdministrator, refusalOf, startProduct, type Product, type Visitor } from '../support/product.ts';

let product: Product;
let officer: Visitor;
beforeAll(async () => {
  product = await startProduct();
  officer = await anAdministrator(product);
});
afterAll(() => product[Symbol.asyncDispose]());

function drafted(changes: Partial<PeopleContest>) {
  return officer.call('draftElection', { body: aDefinition({ contests: [aContest(changes)] }) });
}

test.each(['irv', 'star', 'condorcet-irv'] as const)(
  '%s elects one person: it takes one seat, not two',
  async (method) => {
    const { problem } = await refusalOf(drafted({ method, seats: seatIds(2) }));
    expect(problem).toMatchObject({
      type: '/problems/malformed-request',
      detail: 'This way of voting elects one person, and 2 seats are to be filled. Choose another, or one seat',
      errors: [{ pointer: '#/body/contests/0/method' }],
    });
    const { id } = await drafted({ method, seats: seatIds(1) });
    const { view } = await officer.call('readOfficeElection', { path: { electionId: id } });
    expect(view.contests[0]).toMatchObject({ method, seats: 1 });
  },
);

test.each([
  ['schulze', 'ranked'],
  ['majority-judgment', 'graded'],
  ['star', 'scored'],
] as const)('by %s at most 30 can stand, since 30 fit a ballot that is opened by itself', async (method, asked) => {
  const people = (count: number) =>
    Array.from({ length: count }, (_, place) => ({ name: `Person ${place + 1}`, affiliation: '', statement: '' }));
  const { problem } = await refusalOf(drafted({ method, seats: seatIds(1), candidates: people(31) }));
  expect(problem).toMatchObject({
    detail: `Where people are ${asked}, at most 30 can stand, and these are 31. Choose another way of voting, or let fewer stand`,
    errors: [{ pointer: '#/body/contests/0/candidates' }],
  });
  await drafted({ method, seats: seatIds(1), candidates: people(30) });
});
