import { defineConfig } from 'vitest/config';
import { Closing } from './test/support/reporter.ts';

/** Folders whose tests need no database; for them alone none is started. */
const pure = ['architecture', 'client', 'counting', 'drawing', 'emails', 'membership', 'protocol', 'verifier'].map(
  (folder) => `test/${folder}/**/*.test.{ts,tsx}`,
);

export default defineConfig({
  test: {
    reporters: ['default', new Closing()],
    maxWorkers: 2,
    // A worker loads the product once, not for every file: what a file changes outside of itself, it puts back.
    isolate: false,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    projects: [
      { extends: true, test: { name: 'pure', include: pure } },
      {
        extends: true,
        test: {
          name: 'database',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: pure,
          globalSetup: ['test/support/global-postgres.ts'],
        },
      },
    ],
  },
});
