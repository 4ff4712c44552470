import { existsSync, readdirSync, readFileSync } from 'node:fs';

/*
 * Records on disk: those of our own beside the tests, and those that belenios-tool made, which are shared between
 * repositories and stand outside this one.
 */

const SHARED = new URL('../../../shared/vectors/belenios/', import.meta.url);
const OWN = new URL('../vectors/records/', import.meta.url);

/** Why tests with the shared records are skipped, or false. */
export const sharedRecordsAreAbsent = existsSync(SHARED) ? false : 'the shared records of belenios-tool are not here';

/** A file of a shared record. `.bel` stands for the one that ends so. */
export function sharedFile(folder: string, name: string): Buffer {
  const place = new URL(`${folder}/`, SHARED);
  const found = readdirSync(place).find((file) => file === name || (name === '.bel' && file.endsWith(name)));
  if (found === undefined) throw new Error(`There is no ${name} in ${folder}`);
  return readFileSync(new URL(found, place));
}

/** A record of our own, and what a verifier must say of it. */
export interface RecordVector {
  readonly file: string;
  readonly sentence: string;
  readonly verdict: 'passed' | 'unfinished' | 'failed';
  /** The check that fails, and what fails there; null unless failed. */
  readonly check: string | null;
  readonly failed: string | null;
  readonly result: readonly (readonly number[])[] | null;
}

export function ownRecords(): readonly RecordVector[] {
  return JSON.parse(readFileSync(new URL('records.json', OWN), 'utf8')) as RecordVector[];
}

/** The place of a record of our own. */
export function ownRecord(file: string): URL {
  return new URL(file, OWN);
}
