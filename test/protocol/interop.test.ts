import { describe, expect, test } from 'vitest';
import { verifyBallot } from '../../protocol/ballot.ts';
import { ownedDecryption, verifyDecryption } from '../../protocol/decryption.ts';
import { publicKeyOf } from '../../protocol/trustee-key.ts';
import { verifyRecord } from '../../protocol/verify-record.ts';
import { isInstalled, tool } from '../support/belenios-tool.ts';
import { need } from '../support/need.ts';
import {
  aWorld,
  ballotMove,
  ballotOf,
  END,
  partsOf,
  preparedOf,
  recordOf,
  recordOfBallots,
  setUpMove,
  tallyMove,
  type World,
} from '../support/record-builder.ts';
import { sumsQuestion } from '../../protocol/question.ts';

/*
 * belenios-tool, a program that we did not write, and ours must agree. Where it is not installed these tests are skipped,
 * and under CI the run fails.
 */
function agree(record: Uint8Array): void {
  const { status, stderr } = tool(record, ['verify']);
  expect(status, stderr).toBe(0);
  expect(stderr).toContain('all checks passed');
  expect(verifyRecord(record).verdict).toBe('passed');
}

const rules = { version: 1, contests: [{ method: 'approval', seats: 2 }], quorum: null };

function oneQuestion(answers: number, max = answers): World {
  const names = Array.from({ length: answers }, (_, place) => `Candidate ${place + 1}`);
  return aWorld({
    voters: 3,
    trustees: 2,
    questions: [sumsQuestion({ question: 'Board', answers: names, min: 0, max })],
    rules,
  });
}

describe('belenios-tool accepts our records', () => {
  need('belenios-tool', isInstalled);
  test('of nobody', () => agree(recordOfBallots(oneQuestion(3), [])));
  test('of one choice', () => {
    const world = oneQuestion(1);
    agree(recordOfBallots(world, [ballotOf(world, 0, [[1]]), ballotOf(world, 1, [[0]])]));
  });
  test('of thirty choices', () => {
    const world = oneQuestion(30);
    const everybody = Array.from({ length: 30 }, () => 1);
    agree(recordOfBallots(world, [ballotOf(world, 0, [everybody]), ballotOf(world, 1, [everybody.map(() => 0)])]));
  });
  test('with voters who vote again, two questions, and one trustee', () => {
    const world = aWorld({ trustees: 1 });
    const ballots = [0, 1, 0, 2, 0].map((voter, turn) =>
      ballotOf(world, voter, [
        [turn % 2, 0, 1, 0],
        [0, 1],
      ]),
    );
    agree(recordOfBallots(world, ballots));
  });
  test.each([1, 3])('with a lot that %i trustees opened with the tally', (trustees) => {
    const contests = [{ kind: 'people', id: 'board', candidates: ['a', 'b', 'c', 'd'] }];
    const world = aWorld({ voters: 2, trustees, rules: { version: 3, contests, ties: 'lot' } });
    const record = recordOfBallots(world, [
      ballotOf(world, 0, [
        [1, 1, 0, 0],
        [0, 1],
      ]),
    ]);
    agree(record);
    expect(verifyRecord(record).lot).toMatch(/^[0-9a-f]{64}$/);
  });
  test('with blank votes', () => {
    const bylaws = { kind: 'sums', question: 'Bylaws', answers: ['Yes', 'No'], min: 1, max: 1, blank: true } as const;
    const world = aWorld({ voters: 3, trustees: 2, questions: [bylaws] });
    const votes = [
      [1, 0, 0],
      [0, 1, 0],
      [1, 0, 0],
    ];
    const record = recordOfBallots(
      world,
      votes.map((marks, voter) => ballotOf(world, voter, [marks])),
    );
    agree(record);
    expect(verifyRecord(record).result).toEqual([{ kind: 'sums', sums: [2, 1, 0] }]);
  });
  test('with a name in every alphabet', () => {
    const question = { question: 'Wahl “ä” \\ "x"', answers: ['Ñandú', '東京', 'Ελλάδα 🗳️', 'a/b'], min: 1, max: 3 };
    const world = aWorld({ voters: 2, trustees: 1, questions: [sumsQuestion(question)] });
    agree(recordOfBallots(world, [ballotOf(world, 0, [[1, 1, 1, 0]])]));
  });
});

describe('we accept what belenios-tool makes for our elections', () => {
  need('belenios-tool', isInstalled);
  const world = aWorld({ voters: 2, trustees: 2 });
  const ballots = [
    ballotOf(world, 0, [
      [1, 0, 0, 1],
      [1, 0],
    ]),
  ];
  const { tally } = partsOf(world, ballots);
  const record = recordOf([setUpMove(world), ...ballots.map(ballotMove)]);

  test('a ballot', () => {
    const files = { cred: world.voters[1]!.credential, choice: '[[0,1,1,0],[0,1]]' };
    const { stdout, stderr } = tool(record, ['generate-ballot', '--privcred', 'cred', '--choice', 'choice'], files);
    const ballot = stdout.trim();
    expect(verifyBallot(preparedOf(world), ballot).ok, stderr).toBe(true);
    agree(recordOfBallots(world, [...ballots, ballot]));
  });
  test('a decryption', () => {
    const { privateKey } = world.keys[1]!;
    const closed = recordOf([setUpMove(world), ...ballots.map(ballotMove), END, tallyMove(tally)]);
    const words = ['decrypt', '--privkey', 'key', '--trustee-id', '2'];
    const { stdout } = tool(closed, words, { key: JSON.stringify(privateKey) });
    const [decryption = '', owned] = stdout.split('\n');
    expect(owned).toBe(ownedDecryption(2, decryption));
    const { encryptedTally } = tally;
    const verdict = verifyDecryption({
      election: world.election,
      encryptedTally,
      publicKey: publicKeyOf(privateKey),
      decryption,
      allowUnbound: true,
    });
    expect(verdict.ok).toBe(true);
  });
});
