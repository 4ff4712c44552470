import { expect, test } from 'vitest';
import { verifyRecord, type Report } from '../../protocol/verify-record.ts';
import { aWorld, ballotOf, partsOf, type Otherwise, type Parts, type World } from './record-builder.ts';

/** How often each mutation is made, with fresh randomness each time. */
const ROUNDS = Number(process.env['MUTATION_ROUNDS'] ?? 2);

/** A world with four ballots of the first four of its five voters. */
export interface Scene {
  readonly world: World;
  readonly ballots: readonly string[];
  /** Everything that follows from these ballots, or from others. */
  readonly parts: (ballots?: readonly string[], otherwise?: Otherwise) => Parts;
}

export const CHOICES: readonly (readonly (readonly number[])[])[] = [
  [
    [1, 0, 0, 1],
    [1, 0],
  ],
  [
    [1, 1, 0, 0],
    [1, 0],
  ],
  [
    [1, 0, 0, 0],
    [0, 1],
  ],
  [
    [0, 0, 0, 0],
    [1, 0],
  ],
];

const scenes: Scene[] = [];

/** The scene of a round: made once in each test file, and never changed. */
export function scene(round: number): Scene {
  const known = scenes[round];
  if (known !== undefined) return known;
  const world = aWorld();
  const ballots = CHOICES.map((choices, voter) => ballotOf(world, voter, choices));
  const honest = partsOf(world, ballots);
  const made: Scene = {
    world,
    ballots,
    parts: (of, otherwise) =>
      of === undefined && otherwise === undefined ? honest : partsOf(world, of ?? ballots, otherwise),
  };
  scenes[round] = made;
  return made;
}

/** `check`: the number of the check that must fail, and the name of what must fail there (one of several). */
export type Expected = readonly [check: string, ...failed: string[]];

/** A mutation that must be refused, and the check that must refuse it. */
export function refused(sentence: string, [check, ...names]: Expected, mutate: (scene: Scene) => Uint8Array): void {
  rounds(sentence, mutate, (report) => {
    expect(report.verdict).toBe('failed');
    expect(report.result).toBeNull();
    const found = report.findings.map((finding) => `${finding.check} ${finding.failed}`);
    expect(
      names.map((name) => `${check} ${name}`).some((wanted) => found.includes(wanted)),
      found.join(),
    ).toBe(true);
    expect(report.checks.find(({ id }) => id === check)?.ok).toBe(false);
  });
}

/** A change that must be accepted: refusing it would be a fault. */
export function accepted(
  sentence: string,
  mutate: (scene: Scene) => Uint8Array,
  further: (report: Report) => void = () => undefined,
): void {
  rounds(sentence, mutate, (report) => {
    expect(report.findings).toEqual([]);
    expect(report.verdict).toBe('passed');
    further(report);
  });
}

export function rounds(sentence: string, mutate: (scene: Scene) => Uint8Array, judge: (report: Report) => void): void {
  test(sentence, () => {
    for (let round = 0; round < ROUNDS; round += 1) judge(verifyRecord(mutate(scene(round))));
  });
}
