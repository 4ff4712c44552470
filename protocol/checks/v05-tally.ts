import { isRefused } from '../refused.ts';
import { decodeSized, decodeTally, encodeTally, joinTallies, RunningTally } from '../tally.ts';
import { counted, findingOf, refuseStage, type Check, type Finding, type Stage } from './check.ts';
import type { SetUp } from './v03-set-up.ts';
import type { Electorate } from './v04-ballots.ts';

/** Belenios 4.18, Encrypted tally. */
export const TALLY_CHECKS: readonly Check[] = [
  { id: '5.a', claim: 'The encrypted tally is canonical.' },
  { id: '5.b', claim: 'It is made of the last ballot of each credential, by weight: all of them, and nothing else.' },
  { id: '5.c', claim: 'The number of ballots and the weight that it states are those of the credentials used.' },
];

export interface TallyAt {
  readonly at: string;
  readonly sized: string;
  readonly encryptedTally: string;
}

/** Belenios 4.18, Encrypted tally. Compares it with what the tallies of `parts` of the ballots come to together. */
export function checkTally(
  { prepared }: SetUp,
  electorate: Electorate,
  parts: readonly string[],
  tally: TallyAt,
): Stage<Electorate> {
  const { at } = tally;
  const { questions } = prepared.election;
  try {
    decodeTally(tally.encryptedTally);
  } catch (error) {
    if (!isRefused(error)) throw error;
    return refuseStage([findingOf('5.a', at, { failed: `tally-${error.failed}`, detail: error.detail })]);
  }
  const expected =
    parts.length === 0
      ? new RunningTally(prepared).texts().encryptedTally
      : encodeTally(joinTallies(questions, parts.map(decodeTally)));
  const ballots = counted(electorate.voters, 'ballot');
  const examined = { '5.a': 'the tally', '5.b': ballots, '5.c': ballots };
  const findings: Finding[] = [];
  if (expected !== tally.encryptedTally) {
    const detail = `not made of the ${ballots} that count`;
    findings.push(findingOf('5.b', at, { failed: 'tally-ballots', detail }));
  }
  findings.push(...sizeFindings(tally, electorate));
  return findings.length > 0 ? refuseStage(findings, examined) : { ok: true, value: electorate, examined };
}

function* sizeFindings({ at, sized }: TallyAt, expected: Electorate): Generator<Finding> {
  const { numTallied, totalWeight } = decodeSized(sized);
  const stated: readonly (readonly [string, number, number])[] = [
    ['num_tallied', numTallied, expected.voters],
    ['total_weight', totalWeight, expected.totalWeight],
  ];
  for (const [name, value, wanted] of stated) {
    if (value === wanted) continue;
    yield findingOf('5.c', at, { failed: 'tally-size', detail: `${name} is ${value} instead of ${wanted}` });
  }
}
