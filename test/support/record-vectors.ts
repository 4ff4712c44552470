import { readdirSync, readFileSync } from 'node:fs';

/* Records on disk: those of our own, and those that belenios-tool made. */

const TOOLS = new URL('../vectors/belenios/', import.meta.url);
const OWN = new URL('../vectors/records/', import.meta.url);

/** A file beside a record of belenios-tool. `.bel` stands for the one that ends so. */
export function toolsFile(folder: string, name: string): Buffer {
  const place = new URL(`${folder}/`, TOOLS);
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
