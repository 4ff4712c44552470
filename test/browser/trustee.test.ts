import { Buffer } from 'node:buffer';
import { expect, test } from 'vitest';
import { writeKeyFile } from '../../client/trustee/key-file.ts';
import { reportOf } from '../support/board.ts';
import { startBrowser, type Person } from '../support/browser.ts';
import { aVoter, cast, CLOSES } from '../support/elections.ts';
import { anAdministrator, startProduct } from '../support/product.ts';
import { anOpenElectionWithTrustees, trusteeToken } from '../support/trustees.ts';
import { press, titled } from './booth.ts';
import { examine } from './examine.ts';

test('trustees open the lot with the totals, are told so, and have nothing more to do for it', async () => {
  await using product = await startProduct();
  const officer = await anAdministrator(product);
  const { electionId, trustees } = await anOpenElectionWithTrustees(product, officer, 2);
  await cast(electionId, await aVoter(product, electionId, 0), [[1, 0, 1, 0]]);
  product.clock.moveTo(CLOSES);
  await product.settle();

  await using browser = await startBrowser();
  for (const [place, { email, key }] of trustees.entries()) {
    await using person = await browser.person(product);
    const file = writeKeyFile(key, { electionId, owner: place + 1, election: 'Board election 2027' });
    await person.page.goto(`/trustee/${electionId}#${await trusteeToken(product, email)}`);
    await addPart(person, file, place === 0);
  }
  await product.settle();
  const lot: unknown = expect.stringMatching(/^[0-9a-f]{64}$/);
  expect(await reportOf(product, electionId)).toMatchObject({ verdict: 'passed', lot });
});

async function addPart({ page }: Person, keyFile: string, isLookedAt: boolean): Promise<void> {
  await titled(page, 'Add your part to the result');
  await page.getByText('Your part also opens the lot that breaks ties, and nothing else.').waitFor();
  const file = { name: 'key.json', mimeType: 'application/json', buffer: Buffer.from(keyFile) };
  await page.getByLabel('Choose the file').setInputFiles(file);
  await page.getByText('The file fits').waitFor();
  if (isLookedAt) await examine(page, 'trustee opens the lot');
  await press(page, 'Add my part');
  await titled(page, 'Your part is added');
}
