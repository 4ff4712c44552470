import { describe, expect, test } from 'vitest';
import { decryptTally, verifyDecryption } from '../../protocol/decryption.ts';
import { encodeElement, GENERATOR, IDENTITY_TEXT, power } from '../../protocol/group.ts';
import { combineDecryptions, encodeResult } from '../../protocol/result.ts';
import { encodeTally, tallyBallots } from '../../protocol/tally.ts';
import { publicKeyOf } from '../../protocol/trustee-key.ts';
import { aWorld, ballotOf, partsOf, preparedOf } from '../support/record-builder.ts';
import { sumsQuestion } from '../../protocol/question.ts';
import { decodeTrustees, encodeTrustees } from '../../protocol/trustees.ts';

describe('the tally', () => {
  test('of no ballots is the identity everywhere, and decrypts to nothing', () => {
    const world = aWorld({ voters: 1, trustees: 2 });
    const { tally, result } = partsOf(world, []);
    expect(tally.numTallied).toBe(0);
    expect(tally.encryptedTally.replaceAll(/[^0-9a-f":]|alpha|beta/g, '')).toContain(IDENTITY_TEXT);
    expect(result).toBe('{"result":[[0,0,0,0],[0,0]]}');
  });
  test('takes the last ballot of each credential', () => {
    const world = aWorld({ voters: 2, trustees: 1 });
    const [first, other, last] = [
      ballotOf(world, 0, [
        [1, 1, 0, 0],
        [1, 0],
      ]),
      ballotOf(world, 1, [
        [0, 0, 0, 1],
        [1, 0],
      ]),
      ballotOf(world, 0, [
        [0, 0, 1, 1],
        [0, 1],
      ]),
    ];
    expect(tallyBallots(preparedOf(world), [first, other, last])).toEqual(
      tallyBallots(preparedOf(world), [last, other]),
    );
    expect(partsOf(world, [first, other, last]).result).toBe('{"result":[[0,0,1,2],[1,1]]}');
  });
  test('the order of the ballots is nothing to it', () => {
    const world = aWorld({ voters: 3, trustees: 1 });
    const ballots = [0, 1, 2].map((voter) =>
      ballotOf(world, voter, [
        [1, 0, 0, 1],
        [0, 1],
      ]),
    );
    expect(tallyBallots(preparedOf(world), ballots)).toEqual(tallyBallots(preparedOf(world), ballots.toReversed()));
  });
});

describe('the result', () => {
  /** A tally under the key 1 whose sums are these: beta = y^0 g^sum, and nothing to decrypt. */
  const combined = (sums: readonly number[], totalWeight: number) => {
    const tally = [sums.map((sum) => ({ alpha: IDENTITY_TEXT, beta: encodeElement(power(GENERATOR, BigInt(sum))) }))];
    const encryptedTally = encodeTally(tally);
    const world = aWorld({ voters: 1, trustees: 1 });
    const decryption = decryptTally({ election: world.election, encryptedTally, privateKey: '1' });
    const publicKey = publicKeyOf('1');
    expect(verifyDecryption({ election: world.election, encryptedTally, publicKey, decryption }).ok).toBe(true);
    return combineDecryptions({
      questions: [sumsQuestion({ question: 'Q', answers: sums.map(String), min: 0, max: 1 })],
      trustees: decodeTrustees(encodeTrustees([world.keys[0]!.publicKey])),
      encryptedTally,
      decryptions: [{ owner: 1, text: decryption }],
      totalWeight,
    });
  };

  test.each([0, 1, 2, 3, 8, 9, 99, 100])('every sum up to a weight of %i is found', (weight) => {
    const sums = Array.from({ length: weight + 1 }, (_, sum) => sum).filter((sum) => sum < 5 || sum > weight - 5);
    expect(combined(sums, weight)).toBe(encodeResult([{ kind: 'sums', sums }]));
  });
  test('sums of a million voters are found', () => {
    expect(combined([1_000_000, 999_999, 500_001, 0], 1_000_000)).toBe(
      encodeResult([{ kind: 'sums', sums: [1_000_000, 999_999, 500_001, 0] }]),
    );
  });
  test('sums of weights up to a thousand million are found', () => {
    expect(combined([1_000_000_000, 1, 123_456_789], 1_000_000_000)).toBe(
      encodeResult([{ kind: 'sums', sums: [1_000_000_000, 1, 123_456_789] }]),
    );
  });
  test('a sum above the weight is none', () => {
    expect(() => combined([101], 100)).toThrow('result-range');
    expect(() => combined([-1], 100)).toThrow('result-range');
  });
});
