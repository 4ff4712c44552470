import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Question } from '../../protocol/election.ts';
import { sumsQuestion } from '../../protocol/question.ts';
import type { EncryptedTally } from '../../protocol/tally.ts';
import { plainResult } from '../../protocol/result.ts';
import { verifyRecord } from '../../protocol/verify-record.ts';
import { verifyShuffle } from '../../protocol/shuffle/verify.ts';
import { ownedShuffle } from '../../protocol/shuffle/text.ts';
import { GENERATOR, power, randomScalar } from '../../protocol/group.ts';
import { provedBallotsAnswer, signed, textOfCiphertext } from '../support/record-forger.ts';
import { need } from '../support/need.ts';
import {
  aWorld,
  ballotMove,
  ballotOf,
  decryptionMove,
  END,
  END_SHUFFLES,
  partsOf,
  preparedOf,
  recordOf,
  recordOfBallots,
  resultMove,
  setUpMove,
  shufflesOf,
  shuffleMove,
  tallyMove,
} from '../support/record-builder.ts';
import { isInstalled, tool } from '../support/belenios-tool.ts';

/* Elections whose ballots are shuffled and opened one by one: belenios-tool and this program must agree on them. */

const ranking: Question = { kind: 'ballots', question: 'Rank them', answers: ['A', 'B', 'C'] };
const motion = sumsQuestion({ question: 'The motion', answers: ['For', 'Against'], min: 0, max: 1 });

function agree(record: Uint8Array): void {
  const { status, stderr } = tool(record, ['verify']);
  expect(status, stderr).toBe(0);
  expect(stderr).toContain('all checks passed');
  expect(verifyRecord(record).verdict).toBe('passed');
}

function opened(result: string): number[][] {
  const [ballots] = (JSON.parse(result) as { result: [number[][]] }).result;
  return ballots.toSorted((one, other) => one.join().localeCompare(other.join()));
}

describe('we accept the records of belenios-tool', () => {
  test.each([
    ['ranked', 'Trk7ZSXfn2ZY4a'],
    ['weights', '4Mdr2QwRnUjgau'],
  ])('%s', (folder, uuid) => {
    const path = join(import.meta.dirname, '..', 'vectors', 'belenios', folder);
    const report = verifyRecord(readFileSync(join(path, `${uuid}.bel`)));
    expect(report.verdict).toBe('passed');
    const result = JSON.parse(readFileSync(join(path, 'result.json'), 'utf8')) as unknown;
    expect({ result: plainResult(report.result!) }).toEqual(result);
  });
});

describe('belenios-tool accepts our records', () => {
  need('belenios-tool', isInstalled);
  test('with a ranking that two trustees shuffled, beside a motion and another ranking', async () => {
    const world = aWorld({ voters: 4, trustees: 2, questions: [ranking, motion, { ...ranking, answers: ['X', 'Y'] }] });
    const ballots = [0, 1, 2, 3, 1].map((voter, turn) =>
      ballotOf(world, voter, [
        [turn, 2, 255],
        [1, 0],
        [0, voter],
      ]),
    );
    const shuffles = await shufflesOf(world, ballots, [2, 1]);
    const parts = partsOf(world, ballots, { shuffles });
    agree(recordOfBallots(world, ballots, { shuffles }));
    expect(opened(parts.result)).toEqual([
      [0, 2, 255],
      [2, 2, 255],
      [3, 2, 255],
      [4, 2, 255],
    ]);
  });
  test.each([0, 1])('with a ranking of %i ballots', async (count) => {
    const world = aWorld({ voters: 2, trustees: 1, questions: [ranking] });
    const ballots = Array.from({ length: count }, (_, voter) => ballotOf(world, voter, [[3, 2, 1]]));
    agree(recordOfBallots(world, ballots, { shuffles: await shufflesOf(world, ballots, [1]) }));
  });
  test('of voters who encrypted what no honest device would, some with the same randomness', async () => {
    const answers = Array.from({ length: 30 }, (_, place) => `Candidate ${place + 1}`);
    const world = aWorld({ voters: 12, trustees: 1, questions: [{ ...ranking, answers }] });
    const ballots = Array.from({ length: 12 }, (_, voter) => {
      // The first six encrypt any element, which fills every bit; the others have one alpha.
      const r = voter < 6 ? randomScalar() : 12345n;
      const beta = power(preparedOf(world).y, r).add(power(GENERATOR, randomScalar()));
      const opening = { r, text: textOfCiphertext(power(GENERATOR, r), beta) };
      return signed(world, voter, [provedBallotsAnswer(world, voter, opening)]);
    });
    agree(recordOfBallots(world, ballots, { shuffles: await shufflesOf(world, ballots, [1]) }));
  });
});

describe('we accept what belenios-tool makes for our elections', () => {
  need('belenios-tool', isInstalled);
  test('a shuffle, a decryption and a result', async () => {
    const world = aWorld({ voters: 3, trustees: 2, questions: [ranking, motion] });
    const ballots = [0, 1, 2].map((voter) =>
      ballotOf(world, voter, [
        [voter, 1, 2],
        [0, 1],
      ]),
    );
    const { tally } = partsOf(world, ballots);
    const begun = [setUpMove(world), ...ballots.map(ballotMove), END];
    expect(tool(recordOf(begun), ['compute-encrypted-tally']).stdout.split('\n')[0]).toBe(tally.encryptedTally);
    const [ours] = await shufflesOf(world, ballots, [1]);
    const afterOurs = [...begun, tallyMove(tally), shuffleMove(1, ours!.text)];
    const [theirs = '', owned] = tool(recordOf(afterOurs), ['shuffle', '--trustee-id', '2']).stdout.split('\n');
    expect(owned).toBe(ownedShuffle(2, theirs));
    const before = (JSON.parse(ours!.text) as { ciphertexts: EncryptedTally }).ciphertexts;
    expect(verifyShuffle({ prepared: preparedOf(world), before, shuffle: theirs }).ok).toBe(true);
    const shuffles = [ours!, { owner: 2, text: theirs }];
    const parts = partsOf(world, ballots, { shuffles });
    const shuffled = [...afterOurs, shuffleMove(2, theirs), END_SHUFFLES];
    const words = ['decrypt', '--privkey', 'key', '--trustee-id', '2'];
    const { stdout } = tool(recordOf(shuffled), words, { key: JSON.stringify(world.keys[1]!.privateKey) });
    const [decryption = ''] = stdout.split('\n');
    const decrypted = [...shuffled, decryptionMove(1, parts.decryptions[0]!.text), decryptionMove(2, decryption)];
    const result = tool(recordOf(decrypted), ['compute-result']).stdout.split('\n')[0];
    expect(result).toBe(parts.result);
    agree(recordOf([...decrypted, resultMove(parts.result)]));
  });
});
