import { Buffer } from 'node:buffer';
import { expect, test } from 'vitest';
import { sealTrusteeFile } from '../../protocol/trustee-key-file.ts';
import { lotOrders } from '../../protocol/lot.ts';
import type { TrusteeKey } from '../../protocol/trustee-key.ts';
import { reportOf } from '../support/board.ts';
import { startBrowser, type Person } from '../support/browser.ts';
import { aVoter, cast, CLOSES } from '../support/elections.ts';
import { anAdministrator, startProduct } from '../support/product.ts';
import { anOpenElectionWithTrustees, trusteeToken } from '../support/trustees.ts';
import { press, titled } from './booth.ts';
import { examine } from './examine.ts';

const passphrase = 'seven quiet herons wade';

test('trustees open the lot with the totals; it breaks the tie for the last seats, and any browser replays it', async () => {
  await using product = await startProduct();
  const officer = await anAdministrator(product);
  const { electionId, trustees } = await anOpenElectionWithTrustees(product, officer, 2);
  await cast(electionId, await aVoter(product, electionId, 0), [[1, 1, 1, 0]]);
  product.clock.moveTo(CLOSES);
  await product.settle();

  await using browser = await startBrowser();
  for (const [place, { email, key }] of trustees.entries()) {
    await using person = await browser.person(product);
    const whose = { electionId, owner: place + 1, election: 'Board election 2027' };
    const secret = { kind: 'trustee key', secret: key.privateKey, public: key.publicKey } as const;
    // The second kept a file of before, which has no passphrase.
    const file = place === 0 ? await sealTrusteeFile(secret, whose, passphrase) : fileOfBefore(key, whose);
    await person.page.goto(`/trustee/${electionId}#${await trusteeToken(product, email)}`);
    await addPart(person, file, place === 0);
  }
  await product.settle();
  const report = await reportOf(product, electionId);
  const [order] = lotOrders(report.lot ?? '', report.election?.rules);
  const { contests, result } = await product.visitor().call('readElection', { path: { electionId } });
  const [first, second] = contests[0]!.candidates
    .flatMap(({ id }, place) => (place < 3 ? [{ id, place }] : []))
    .sort((one, other) => order!.indexOf(one.id) - order!.indexOf(other.id));
  const won = [first!.place, second!.place];
  expect(result![0]!.tied).toBeNull();
  expect(result![0]!.broken).toMatchObject({ by: 'lot', candidates: [0, 1, 2] });
  expect(result![0]!.broken!.won.toSorted()).toEqual(won.toSorted());

  await using stranger = await browser.person(product);
  await stranger.page.goto(`/elections/${electionId}/check`);
  await press(stranger.page, 'Check it now');
  const claim = stranger.page
    .getByRole('listitem')
    .filter({ hasText: 'The lot that breaks ties follows from the record.' });
  await claim.getByText('the same').waitFor();
  expect(await stranger.page.locator('.checks .failing').count()).toBe(0);
}, 240_000);

function fileOfBefore(
  { privateKey, publicKey }: TrusteeKey,
  { electionId, owner }: { electionId: string; owner: number },
) {
  const format = 'quorate trustee key 1';
  return JSON.stringify({ what: 'The secret key of a trustee.', format, electionId, owner, publicKey, privateKey });
}

async function addPart({ page }: Person, keyFile: string, isLookedAt: boolean): Promise<void> {
  await titled(page, 'Add your part to the result');
  await page.getByText('Your part also opens the lot that breaks ties, and nothing else.').waitFor();
  const file = { name: 'key.json', mimeType: 'application/json', buffer: Buffer.from(keyFile) };
  await page.getByLabel('Choose the file').setInputFiles(file);
  if (keyFile.includes('argon2id')) {
    await page.getByLabel('The passphrase of the file').fill(passphrase);
    await press(page, 'Open the file');
  }
  await page.getByText('The file fits').waitFor();
  if (isLookedAt) await examine(page, 'trustee opens the lot');
  await press(page, 'Add my part');
  await titled(page, 'Your part is added');
}
