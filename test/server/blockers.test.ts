import { expect, test } from 'vitest';
import { aContest, aDefinition } from '../support/elections.ts';
import { anAdministrator, startProduct } from '../support/product.ts';

test('the office is warned before the opening of candidates whose names look alike in letters of two alphabets', async () => {
  await using product = await startProduct();
  const officer = await anAdministrator(product);
  // The first is Latin, the second Cyrillic: neither mixes letters.
  const candidates = ['Copa', 'Сора', 'Ruth Arriaga', 'Mira Oyelaran'].map((name) => ({
    name,
    affiliation: '',
    statement: '',
  }));
  const body = aDefinition({ contests: [aContest({ candidates })] });
  const { id: electionId } = await officer.call('draftElection', { body });
  const { blockers, warnings } = await officer.call('readOfficeElection', { path: { electionId } });
  expect(warnings).toEqual([
    'Board of directors has two candidates whose names look alike, in letters of two alphabets: Сора. Tell them apart.',
  ]);
  expect(blockers.map(({ what }) => what)).not.toContain('equal-names');
});
