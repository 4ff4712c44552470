import { describe, expect, test } from 'vitest';
import { prepareElection, sealBallot, trackerOf, verifyBallot } from '../../protocol/ballot.ts';
import { ballotOf, aWorld, preparedOf } from '../support/record-builder.ts';

const world = aWorld({ voters: 2, trustees: 1 });
const prepared = preparedOf(world);
const vote = [
  [1, 0, 0, 1],
  [0, 1],
];

describe('a sealed ballot', () => {
  test('verifies, with its tracker, its credential and its ciphertexts', () => {
    const text = ballotOf(world, 0, vote);
    const verdict = verifyBallot(prepared, text, { credentials: new Set(world.voters.map((voter) => voter.public)) });
    if (!verdict.ok) throw new Error(verdict.failed);
    expect(verdict.ballot).toMatchObject({ text, tracker: trackerOf(text), credential: world.voters[0]!.public });
    expect(verdict.ballot.ciphertexts).toHaveLength(6);
    expect(trackerOf(text)).toMatch(/^[A-Za-z0-9+/]{43}$/);
    expect(text.length).toBeLessThanOrEqual(prepared.longestBallot);
  });
  test('is another each time, and the same from the same randomness', () => {
    const counting = () => {
      let byte = 0;
      return (n: number) => Uint8Array.from({ length: n }, () => (byte = (byte * 73 + 41) % 251));
    };
    const seal = () =>
      sealBallot(prepared, { credential: world.voters[0]!.credential, choices: vote, random: counting() });
    expect(seal()).toBe(seal());
    expect(ballotOf(world, 0, vote)).not.toBe(ballotOf(world, 0, vote));
    expect(verifyBallot(prepared, seal()).ok).toBe(true);
  });
  test('has the same length and takes the same powers, whatever is chosen', () => {
    const drawn = (choices: number[][]) => {
      let bytes = 0;
      const random = (n: number) => {
        bytes += n;
        return crypto.getRandomValues(new Uint8Array(n));
      };
      sealBallot(prepared, { credential: world.voters[0]!.credential, choices, random });
      return bytes;
    };
    expect(
      drawn([
        [0, 0, 0, 0],
        [1, 0],
      ]),
    ).toBe(
      drawn([
        [1, 1, 0, 0],
        [0, 1],
      ]),
    );
  });
  test.each([
    [
      [
        [1, 1, 1, 0],
        [0, 1],
      ],
    ],
    [
      [
        [1, 0, 0, 0],
        [0, 0],
      ],
    ],
    [
      [
        [1, 0, 0],
        [0, 1],
      ],
    ],
    [
      [
        [2, 0, 0, 0],
        [0, 1],
      ],
    ],
    [
      [
        [-1, 1, 1, 1],
        [0, 1],
      ],
    ],
    [
      [
        [0.5, 0.5, 0, 0],
        [0, 1],
      ],
    ],
    [[[1, 0, 0, 0]]],
    [
      [
        [NaN, 0, 0, 0],
        [0, 1],
      ],
    ],
  ])('is not made of %j', (choices) => {
    const random = () => {
      throw new Error('nothing is computed before the choices are checked');
    };
    const { credential } = world.voters[0]!;
    expect(() => sealBallot(prepared, { credential, choices, random })).toThrow(RangeError);
  });
  test('is not made with what is no credential', () => {
    expect(() => sealBallot(prepared, { credential: 'nobody', choices: vote })).toThrow(RangeError);
  });
});

describe('verification is bounded', () => {
  test('what is longer than any ballot is refused unread', () => {
    const start = performance.now();
    expect(verifyBallot(prepared, '['.repeat(50_000_000))).toMatchObject({ ok: false, failed: 'ballot-size' });
    expect(performance.now() - start).toBeLessThan(1000);
  });
  test.each(['', 'null', '[]', '{}', '"', '{"election_uuid":null}', '\ud800', '[[[[[[[[[[[['])(
    '%j gets an answer',
    (text) => {
      expect(verifyBallot(prepared, text).ok).toBe(false);
    },
  );
  test('a credential that is not in the list given is refused', () => {
    expect(verifyBallot(prepared, ballotOf(world, 0, vote), { credentials: new Set() })).toMatchObject({
      ok: false,
      failed: 'credential-known',
    });
  });
  test('an election whose key is no member is not prepared', () => {
    const election = world.election.replace(/"public_key":".{64}"/, `"public_key":"${'0'.repeat(63)}2"`);
    expect(() => prepareElection(election)).toThrow('element-member');
  });
});
