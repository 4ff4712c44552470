import type { PreparedElection } from '../prepared-election.ts';
import { isRefused } from '../refused.ts';
import { decodeSized, decodeTally, RunningTally } from '../tally.ts';
import { counted, findingOf, refuseStage, type Check, type Finding, type Stage } from './check.ts';
import type { LastBallots } from './v04-ballots.ts';

/** Belenios 4.18, Encrypted tally. */
export const TALLY_CHECKS: readonly Check[] = [
  { id: '5.a', claim: 'The encrypted tally is canonical.' },
  { id: '5.b', claim: 'It is the product of the last ballot of each credential: all of them, and nothing else.' },
  { id: '5.c', claim: 'The number of ballots that it states is the number of credentials used.' },
];

export interface TallyAt {
  readonly at: string;
  readonly sized: string;
  readonly encryptedTally: string;
}

/** Belenios 4.18, Encrypted tally. Recomputes it. */
export function checkTally(prepared: PreparedElection, last: LastBallots, tally: TallyAt): Stage<number> {
  const { at } = tally;
  try {
    decodeTally(tally.encryptedTally);
  } catch (error) {
    if (!isRefused(error)) throw error;
    return refuseStage([findingOf('5.a', at, { failed: `tally-${error.failed}`, detail: error.detail })]);
  }
  const running = new RunningTally(prepared);
  for (const ciphertexts of last.values()) running.add(ciphertexts);
  const expected = running.texts();
  const ballots = counted(last.size, 'ballot');
  const examined = { '5.a': 'the tally', '5.b': ballots, '5.c': ballots };
  const findings: Finding[] = [];
  if (expected.encryptedTally !== tally.encryptedTally) {
    const detail = `not the product of the ${ballots} that count`;
    findings.push(findingOf('5.b', at, { failed: 'tally-ballots', detail }));
  }
  findings.push(...sizeFindings(tally, last.size));
  return findings.length > 0 ? refuseStage(findings, examined) : { ok: true, value: last.size, examined };
}

function* sizeFindings({ at, sized }: TallyAt, expected: number): Generator<Finding> {
  const { numTallied, totalWeight } = decodeSized(sized);
  for (const [name, value] of Object.entries({ num_tallied: numTallied, total_weight: totalWeight })) {
    if (value === expected) continue;
    yield findingOf('5.c', at, { failed: 'tally-size', detail: `${name} is ${value} instead of ${expected}` });
  }
}
