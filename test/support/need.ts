import { beforeEach } from 'vitest';

/**
 * What the tests of this block need from the machine. Where it is absent they do not run, and the reason is told at the
 * end of the run; under CI that fails the run (`reporter.ts`).
 */
export function need(what: string, isHere: boolean): void {
  beforeEach(({ skip }) => {
    if (!isHere) skip(`${what} is not installed on this machine`);
  });
}
