import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';
import { administer, databaseUrl } from './global-postgres.ts';

export interface TestDatabase extends AsyncDisposable {
  readonly url: string;
}

/** A database of one's own, cloned from the migrated template. */
export async function freshDatabase(): Promise<TestDatabase> {
  const { url, template } = inject('postgres');
  const name = `quorate_test_${randomBytes(6).toString('hex')}`;
  await administer(url, `create database ${name} template ${template}`);
  return {
    url: databaseUrl(url, name),
    [Symbol.asyncDispose]: () => administer(url, `drop database if exists ${name} with (force)`),
  };
}
