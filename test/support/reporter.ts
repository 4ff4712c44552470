import type { Reporter, SerializedError, TestCase, TestModule, TestRunEndReason } from 'vitest/node';

/**
 * Says at the end of a run, by name and reason, which tests did not run, and then the counts on one line. Under CI a test
 * that did not run fails the run: there nothing may be missing. A filter (`npm test -- -t words`) is no reason to fail.
 */
export class Closing implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly SerializedError[], reason: TestRunEndReason): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const skipped = tests.filter((test) => test.result().state === 'skipped' && !isFiltered(test));
    if (skipped.length > 0) console.log(`\nDid not run:\n${skipped.map(lineOf).join('\n')}\n`);
    const broken = modules.filter((module) => module.errors().length > 0).length + errors.length;
    const passed = tests.filter((test) => test.ok() && test.result().state === 'passed').length;
    const failed = tests.filter((test) => test.result().state === 'failed').length + broken;
    if (reason === 'passed' && skipped.length > 0 && process.env['CI'] !== undefined) {
      console.log('Under CI every test has to run.');
      process.exitCode = 1;
    }
    console.log(`${passed} passed, ${failed} failed, ${skipped.length} skipped`);
  }
}

/** Left out by `-t`, which is what was asked for. */
function isFiltered(test: TestCase): boolean {
  const pattern = test.project.config.testNamePattern;
  return pattern !== undefined && !pattern.test(test.fullName.replaceAll(' > ', ' '));
}

function lineOf(test: TestCase): string {
  const result = test.result();
  const why = result.state === 'skipped' && result.note !== undefined ? result.note : 'no reason given';
  return `  ${test.module.relativeModuleId}: ${test.fullName} (${why})`;
}
