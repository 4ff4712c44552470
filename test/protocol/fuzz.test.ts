import { expect, test } from 'vitest';
import { fuzz } from '../support/fuzz.ts';

/** `FUZZ=1000000` takes more; `node test/support/fuzz.ts` a million. */
const INPUTS = Number(process.env['FUZZ'] ?? 12_000);

test('whatever is given to the archive reader and the decoders is read or refused, soon and in bounded memory', () => {
  const { inputs, read, refused, records, slowest, megabytes } = fuzz(INPUTS);
  expect(inputs).toBe(INPUTS);
  expect(read).toBeGreaterThan(0);
  expect(refused).toBeGreaterThan(INPUTS / 2);
  expect(records).toBeGreaterThan(0);
  expect(slowest).toBeLessThan(5000);
  expect(megabytes).toBeLessThan(1500);
});
