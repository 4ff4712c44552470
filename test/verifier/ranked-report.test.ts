import { expect, test } from 'vitest';
import { recount, type RecordReport } from '../../counting/recount.ts';
import { jsonOf } from '../../verifier/json-report.ts';
import { textOf } from '../../verifier/text-report.ts';

const names = ['Ada', 'Bo', 'Cy'];

/** A verified record of one contest whose ballots were opened. */
function reportOf(method: string, ballots: readonly (readonly number[])[], seats = 1) {
  const rules = { version: 3, contests: [{ kind: 'people', method, seats: names.slice(0, seats), candidates: names }] };
  return {
    ...{ verdict: 'passed', step: 'finished', voters: ballots.length, credentials: ballots.length, ballots: 0 },
    election: { questions: [{ question: 'Chair', answers: names }], rules, name: 'Election', uuid: 'x' },
    result: [{ kind: 'ballots', ballots }],
    ...{ checks: [], findings: [], notes: [], receipts: [], fingerprint: undefined, lots: undefined },
  } as unknown as Parameters<typeof textOf>[0] & RecordReport;
}

const rankings = [...Array<number[]>(4).fill([1, 2, 3]), ...Array<number[]>(3).fill([0, 1, 2]), [0, 0, 1], [0, 0, 1]];

test('of rankings it says the order, how many gave each place, and the count step by step', () => {
  const report = reportOf('irv', rankings);
  const text = textOf(report, recount(report));
  expect(text).toContain('9 ballots were counted; in brackets, how many of them gave each place.');
  expect(text).toMatch(/^ +1\. {2}Bo \(1: 3, 2: 4, not ranked: 2\)$|^ +1\. {2}Ada \(1: 4, not ranked: 5\)$/m);
  expect(text).toMatch(/Elected: (Ada|Bo)\./);
  expect(text).toContain('Stage 2:');
});

test('of grades it says how many gave each', () => {
  const report = reportOf('majority-judgment', [[5, 3, 0], [5, 4, 0], [1, 4, 5]]); // prettier-ignore
  const text = textOf(report, recount(report));
  expect(text).toContain('in brackets, how many of them gave each grade, 0 the worst.');
  expect(text).toContain('Ada (5: 2, 4: 0, 3: 0, 2: 0, 1: 1, 0: 0)');
});

test('a program reads the method, the order and the steps', () => {
  const report = reportOf('schulze', rankings, 2);
  const [contest] = (JSON.parse(jsonOf(report, recount(report))) as { contests: Record<string, unknown>[] }).contests;
  expect(contest).toMatchObject({ method: 'schulze', elected: [1, 2] });
  expect(contest?.['ordering']).toEqual([
    { candidate: 1, rank: 1 },
    { candidate: 2, rank: 2 },
    { candidate: 0, rank: 3 },
  ]);
  expect(contest?.['steps']).toContainEqual({ kind: 'elected', candidate: 1, votes: null, seatsLeft: 1 });
  expect(contest).not.toHaveProperty('votes');
});
