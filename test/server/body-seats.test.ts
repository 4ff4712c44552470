import { expect, test } from 'vitest';
import { rulesOfBoard } from '../support/bodies.ts';
import { anAdministrator, refusalOf, startProduct } from '../support/product.ts';

const council = {
  ...{ name: 'Packaging council', slug: 'council', about: 'It decides about **packages**.', rules: rulesOfBoard },
  cohorts: [
    { name: 'Cohort A', seats: ['A1', 'A2'], endsOn: '2028-02-29', termYears: 2 },
    { name: 'Cohort B', seats: ['B1'], endsOn: null, termYears: null },
  ],
};

test('a body is made with its seats, and everybody can read it', async () => {
  await using product = await startProduct();
  const officer = await anAdministrator(product);
  const made = await officer.call('makeBody', { body: council });
  expect(made.cohorts.map(({ seats }) => seats.map(({ name }) => name))).toEqual([['A1', 'A2'], ['B1']]);
  const { bodies, today } = await officer.call('readBodies', {});
  expect(today).toBe('2027-05-01');
  const mine = bodies.find(({ slug }) => slug === 'council')!;
  expect(mine).toMatchObject({ fixedNumber: 3, cohorts: [{ nextEnd: '2028-02-29' }, { nextEnd: null }] });
  expect(mine.rules).toEqual(rulesOfBoard);
  const { body } = await product.visitor().call('readBody', { path: { slug: 'council' } });
  expect(body).toMatchObject({
    vacant: 3,
    endingNext: null,
    aboutHtml: '<p>It decides about <strong>packages</strong>.</p>\n',
  });
  expect(body.rules).toContain(
    'People with one affiliation hold at most a quarter of the seats: 0 of 3. A subsidiary counts as its parent.',
  );
  expect((await refusalOf(officer.call('makeBody', { body: council }))).problemName).toBe('body-exists');
  const twice = { ...council, slug: 'twice', cohorts: [{ ...council.cohorts[0]!, seats: ['A1', 'a1'] }] };
  expect((await refusalOf(officer.call('makeBody', { body: twice }))).problem.detail).toMatch(/two of the name a1/);
  expect((await refusalOf(product.visitor().call('readBody', { path: { slug: 'none' } }))).problemName).toBe(
    'not-found',
  );
});
