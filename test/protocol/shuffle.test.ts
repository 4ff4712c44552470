import { hexToBytes } from '@noble/hashes/utils.js';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  decodeElement,
  encodeElement,
  GENERATOR,
  IDENTITY_TEXT,
  power,
  randomScalar,
  type Element,
} from '../../protocol/group.ts';
import { GROUP_ORDER } from '../../protocol/kernel/arguments.ts';
import { publicArithmetic } from '../../protocol/kernel/public-arithmetic.ts';
import type { Question } from '../../protocol/question.ts';
import { doSecretWork, type SecretWork, type Spot } from '../../protocol/shuffle/secret-powers.ts';
import type { CiphertextText } from '../../protocol/shape.ts';
import { shuffleTally } from '../../protocol/shuffle/shuffle-tally.ts';
import { sharedAmong } from '../../protocol/shuffle/share-work.ts';
import { decodeShuffle, encodeShuffle, longestShuffle, withShuffle } from '../../protocol/shuffle/text.ts';
import { verifyShuffle, verifyShuffles } from '../../protocol/shuffle/verify.ts';
import {
  assertWeightsFit,
  decodeTally,
  encodeTally,
  nhCiphertexts,
  RunningTally,
  type EncryptedTally,
} from '../../protocol/tally.ts';
import { aWorld, edited, preparedOf, shufflesOf, type World } from '../support/record-builder.ts';

const ranking: Question = { kind: 'ballots', question: 'Rank them', answers: ['A', 'B'] };

const elementAt = (text: string): Element => decodeElement(text)!;

/** The tally of an election with one question that is opened as ballots: g^r and y^r g^v for each v, sorted by nothing. */
function tallyOf(world: World, votes: readonly number[]): string {
  const { y } = preparedOf(world);
  const ciphertexts = votes.map((vote) => {
    const r = randomScalar();
    return {
      alpha: encodeElement(power(GENERATOR, r)),
      beta: encodeElement(power(y, r).add(power(GENERATOR, BigInt(vote)))),
    };
  });
  return encodeTally([ciphertexts]);
}

const world = aWorld({ voters: 1, trustees: 1, questions: [ranking] });
const prepared = preparedOf(world);
const { questions } = prepared.election;
const encryptedTally = tallyOf(world, [1, 2, 3, 4]);
const before = nhCiphertexts(questions, decodeTally(encryptedTally));
let honest = '';

beforeAll(async () => {
  honest = await shuffleTally({ prepared, encryptedTally });
});

const verdictOn = (shuffle: string, of: EncryptedTally = before) => verifyShuffle({ prepared, before: of, shuffle });

/** What each ciphertext holds, by the only trustee's key. */
function held(ciphertexts: EncryptedTally): string[] {
  const x = BigInt(world.keys[0]!.privateKey);
  return ciphertexts
    .flat()
    .map(({ alpha, beta }) => encodeElement(elementAt(beta).subtract(power(elementAt(alpha), x))))
    .sort();
}

describe('a shuffle', () => {
  test('holds the same as before, in ciphertexts that are all new', () => {
    const verdict = verdictOn(honest);
    expect(verdict.ok).toBe(true);
    const after = verdict.ok ? verdict.ciphertexts : [];
    expect(held(after)).toEqual(held(before));
    const texts = (lists: EncryptedTally) => lists.flat().flatMap(({ alpha, beta }) => [alpha, beta]);
    expect(new Set([...texts(before), ...texts(after)]).size).toBe(16);
  });
  test('comes in every order', async () => {
    const two = tallyOf(world, [1, 2]);
    const [first] = held([[decodeTally(two)[0]![0]!]]);
    const places = new Set<boolean>();
    for (let turn = 0; turn < 40 && places.size < 2; turn += 1) {
      const shuffle = decodeShuffle(await shuffleTally({ prepared, encryptedTally: two }), decodeTally(two));
      places.add(held([[shuffle.ciphertexts[0]![0]!]])[0] === first);
    }
    expect(places.size).toBe(2);
  });
  test('can be made by other threads, piece by piece, and tells how far it has come', async () => {
    const told: (readonly [number, number])[] = [];
    const shuffle = await shuffleTally({
      prepared,
      encryptedTally,
      perform: (work) => Promise.resolve(structuredClone(doSecretWork(structuredClone(work)))),
      onProgress: (done, total) => told.push([done, total]),
    });
    expect(verdictOn(shuffle).ok).toBe(true);
    expect(told.at(-1)).toEqual([57, 57]);
    expect(told.map(([done]) => done)).toEqual(told.map(([done]) => done).toSorted((one, other) => one - other));
  });
  test('of more ciphertexts than fit one piece is proved too', async () => {
    const many = tallyOf(
      world,
      Array.from({ length: 103 }, (_, vote) => vote),
    );
    const shuffle = await shuffleTally({ prepared, encryptedTally: many });
    expect(verdictOn(shuffle, decodeTally(many)).ok).toBe(true);
  });
  test('of a tally with an element outside the group is not made', async () => {
    const strange = encryptedTally.replace(/"alpha":"[0-9a-f]{64}"/, `"alpha":"${'0'.repeat(64)}"`);
    await expect(shuffleTally({ prepared, encryptedTally: strange })).rejects.toThrow('element-member');
  });
  test('follows the one before it', async () => {
    const world = aWorld({ voters: 1, trustees: 2, questions: [ranking] });
    const [one, two] = (await shufflesOf(world, [], [1, 2])).map(({ text }) => text);
    expect(verifyShuffles(preparedOf(world), '[[]]', [one!, two!])).toEqual({ ok: true, encryptedTally: '[[]]' });
    const again = await shuffleTally({ prepared, encryptedTally });
    expect(verifyShuffles(prepared, encryptedTally, [honest, again])).toMatchObject({ ok: false, place: 1 });
  });
});

/** A shuffle as its text has it. */
interface Plain {
  ciphertexts: { alpha: string; beta: string }[][];
  proofs: [
    t: [string, string, string, [string, string], string[]],
    s: [string, string, string, string, string[], string[]],
    permutation: string[],
    chain: string[],
  ][];
}

type Tree = string | Tree[] | { [name: string]: Tree };

describe('a shuffle is refused', () => {
  const changed = (change: (shuffle: Plain) => void) =>
    edited(honest, (shuffle: Plain) => {
      change(shuffle);
    });
  const moved = (text: string) => encodeElement(elementAt(text).add(GENERATOR));

  test.each<readonly [string, (shuffle: Plain) => void]>([
    ['that drops one ballot for another', ({ ciphertexts }) => ciphertexts[0]!.splice(0, 1, ciphertexts[0]![1]!)],
    ['that changes a vote', ({ ciphertexts }) => (ciphertexts[0]![0]!.beta = moved(ciphertexts[0]![0]!.beta))],
    ['that is not what was proved', ({ ciphertexts }) => ciphertexts[0]!.reverse()],
    ['whose permutation is another', ({ proofs }) => proofs[0]![2].reverse()],
    ['whose chain is another', ({ proofs }) => proofs[0]![3].reverse()],
    ['whose commitments are exchanged', ({ proofs }) => proofs[0]![0][3].reverse()],
  ])('%s', (_, change) => {
    expect(verdictOn(changed(change))).toMatchObject({ failed: 'shuffle-proof' });
  });

  /** All trees in which one leaf is another. */
  function others(value: Tree): Tree[] {
    if (typeof value === 'string') {
      return [value.length === 64 ? moved(value) : String((BigInt(value) + 1n) % GROUP_ORDER)];
    }
    if (Array.isArray(value)) {
      return value.flatMap((item, place) => others(item).map((other) => value.with(place, other)));
    }
    return Object.entries(value).flatMap(([name, item]) => others(item).map((other) => ({ ...value, [name]: other })));
  }

  test('of which any one element or number is another', () => {
    const all = others(JSON.parse(honest) as Tree).map((shuffle) => JSON.stringify(shuffle));
    // 8 in ciphertexts; 5 + 4, 4 + 8, 4 and 4 in the proof.
    expect(new Set(all).size).toBe(37);
    for (const shuffle of all) expect(verdictOn(shuffle)).toMatchObject({ failed: 'shuffle-proof' });
  });

  test.each(['alpha', 'beta'] as const)('of a trustee who proves all but that one %s is another', async (member) => {
    const [{ [member]: first }] = before[0] as [CiphertextText];
    const perform = (work: SecretWork): readonly Spot[] => {
      const spots = doSecretWork(work);
      if (work.kind === 'products' || work.rows[0]?.times !== first) return spots;
      return [encodeElement(elementAt(spots[0]!).add(GENERATOR)), ...spots.slice(1)];
    };
    const shuffle = await shuffleTally({ prepared, encryptedTally, perform });
    expect(verdictOn(shuffle)).toMatchObject({ failed: 'shuffle-proof' });
  });

  test('of other ciphertexts', () => {
    const [list] = before;
    const others = [list!.toReversed(), [list![0]!, list![0]!, ...list!.slice(2)]];
    for (const other of others) expect(verdictOn(honest, [other])).toMatchObject({ failed: 'shuffle-proof' });
  });

  test('of another election, although its key and its ciphertexts are these', async () => {
    const other = { ...prepared, fingerprint: 'A'.repeat(43) };
    const shuffle = await shuffleTally({ prepared: other, encryptedTally });
    expect(verifyShuffle({ prepared: other, before, shuffle }).ok).toBe(true);
    expect(verdictOn(shuffle)).toMatchObject({ failed: 'shuffle-proof' });
  });

  test('that is the ciphertexts as they were, with the proof of others', () => {
    const shuffle = encodeShuffle({ ...decodeShuffle(honest, before), ciphertexts: before });
    expect(verdictOn(shuffle)).toMatchObject({ failed: 'shuffle-proof' });
  });

  const minusOne = `7${'f'.repeat(61)}ec`;
  test.each<readonly [string, string, (shuffle: Plain) => void]>([
    ['shuffle-shape', 'with a ciphertext less', ({ ciphertexts }) => ciphertexts[0]!.pop()],
    ['shuffle-shape', 'with a ciphertext more', ({ ciphertexts }) => ciphertexts[0]!.push(ciphertexts[0]![0]!)],
    ['shuffle-shape', 'without a proof', ({ proofs }) => proofs.pop()],
    ['shuffle-shape', 'with a proof more', ({ proofs }) => proofs.push(proofs[0]!)],
    ['shuffle-shape', 'with a link less', ({ proofs }) => proofs[0]![3].pop()],
    ['shuffle-shape', 'with a response more', ({ proofs }) => proofs[0]![1][5].push('0')],
    ['shuffle-shape', 'with an unknown member', (shuffle) => Object.assign(shuffle, { more: 1 })],
    ['scalar-canonical', 'with a response not below q', ({ proofs }) => (proofs[0]![1][0] = String(GROUP_ORDER))],
    ['element-member', 'with what is no point', ({ proofs }) => (proofs[0]![0][0] = '2'.padStart(64, '0'))],
    ['element-member', 'with capitals', ({ proofs }) => (proofs[0]![2][0] = 'A'.repeat(64))],
    ['element-member', 'with -1', ({ ciphertexts }) => (ciphertexts[0]![0]!.alpha = minusOne)],
  ])('as %s %s', (failed, _, change) => {
    expect(verdictOn(changed(change))).toMatchObject({ failed });
  });

  test('as shuffle-canonical with a blank', () => {
    expect(verdictOn(` ${honest}`)).toMatchObject({ failed: 'shuffle-canonical' });
  });
});

describe('the work of a shuffle', () => {
  test('is shared among hands that each do one piece at a time, and says how far it has come', async () => {
    const votes = Array.from({ length: 250 }, (_, place) => place);
    const large = tallyOf(world, votes);
    const pieces = [0, 0, 0];
    const hands = pieces.map((_, hand) => {
      let isBusy = false;
      return async (work: SecretWork) => {
        expect(isBusy).toBe(false);
        isBusy = true;
        await Promise.resolve();
        pieces[hand]! += 1;
        isBusy = false;
        return doSecretWork(work);
      };
    });
    const seen: (readonly [number, number])[] = [];
    const onProgress = (done: number, total: number) => void seen.push([done, total]);
    const shuffle = await shuffleTally({
      prepared,
      encryptedTally: large,
      perform: sharedAmong(hands),
      onProgress,
    });
    expect(verdictOn(shuffle, nhCiphertexts(questions, decodeTally(large))).ok).toBe(true);
    for (const count of pieces) expect(count).toBeGreaterThan(5);
    expect(seen.map(([done]) => done)).toEqual(seen.map(([done]) => done).toSorted((one, other) => one - other));
    expect(seen.at(-1)).toEqual([13 * 250 + 5, 13 * 250 + 5]);
    expect(shuffle.length).toBeLessThan(longestShuffle(1, 250));
    expect(longestShuffle(1, 250)).toBeLessThan(1.1 * shuffle.length);
  });
  test('ends with what a hand could not do', async () => {
    const perform = sharedAmong([() => Promise.reject(new Error('The thread stopped'))]);
    await expect(shuffleTally({ prepared, encryptedTally, perform })).rejects.toThrow('The thread stopped');
  });
});

test('the tally with a shuffle in it is what the next trustee shuffles', () => {
  const verdict = verifyShuffles(prepared, encryptedTally, [honest]);
  expect(verdict.ok && verdict.encryptedTally).toBe(withShuffle(questions, encryptedTally, honest));
});

describe('powers with secret exponents', () => {
  const y = encodeElement(power(GENERATOR, 5n));
  const exponents = [0n, 1n, 2n, 127n, 128n, 129n, 255n, 256n, GROUP_ORDER - 1n, 1n << 251n, randomScalar(), -1n];

  test('are those of the library, for a base with a table', () => {
    const rows = exponents.map((exponent) => ({ exponents: [exponent, 3n], times: y }));
    const spots = doSecretWork({ kind: 'powers', bases: [y, encodeElement(GENERATOR)], rows });
    expect(spots).toEqual(exponents.map((exponent) => encodeElement(power(GENERATOR, 5n * exponent + 8n))));
  });
  test('are those of the library, as one product', () => {
    const bases = exponents.map((_, place) => encodeElement(power(GENERATOR, BigInt(place + 1))));
    const sum = exponents.reduce((total, exponent, place) => total + exponent * BigInt(place + 1), 0n);
    const spots = doSecretWork({ kind: 'products', exponents, rows: [bases, bases.map(() => IDENTITY_TEXT)] });
    expect(spots).toEqual([encodeElement(power(GENERATOR, sum)), IDENTITY_TEXT]);
  });
});

describe('weights', () => {
  test('multiply sums, and are counted', () => {
    const sums = aWorld({ voters: 1, trustees: 1 });
    const one = encodeElement(power(GENERATOR, 1n)) + encodeElement(power(GENERATOR, 2n));
    const tally = new RunningTally(preparedOf(sums));
    for (const weight of [1, 2 ** 31, 5])
      tally.add(
        Array.from({ length: 6 }, () => one),
        weight,
      );
    const { encryptedTally, sized } = tally.texts();
    const weight = 2n ** 31n + 6n;
    const all = { alpha: encodeElement(power(GENERATOR, weight)), beta: encodeElement(power(GENERATOR, 2n * weight)) };
    expect(decodeTally(encryptedTally)).toEqual([
      [all, all, all, all],
      [all, all],
    ]);
    expect(sized).toContain(`"num_tallied":3,"total_weight":${weight}`);
  });
  test('are added to what is known by its coordinates, whichever comes first', () => {
    const sums = aWorld({ voters: 1, trustees: 1 });
    const elements = Array.from({ length: 12 }, (_, place) => encodeElement(power(GENERATOR, BigInt(place + 1))));
    const ciphertexts = elements.flatMap((alpha, place) => (place % 2 === 0 ? [alpha + elements[place + 1]!] : []));
    const coordinates = publicArithmetic().firstPowers(hexToBytes(elements.join('')), 1)!;
    const tallies = [
      [1, 3, 1],
      [3, 1, 1],
      [1, 1, 3],
    ].map((weights) => {
      const [plain, quick] = [new RunningTally(preparedOf(sums)), new RunningTally(preparedOf(sums))];
      for (const weight of weights) plain.add(ciphertexts, weight);
      for (const weight of weights) quick.add(ciphertexts, weight, coordinates);
      expect(quick.texts()).toEqual(plain.texts());
      return quick.texts().encryptedTally;
    });
    expect(new Set(tallies).size).toBe(1);
    // Coordinates of something shorter than the ballot are no use.
    const short = new RunningTally(preparedOf(sums));
    for (let vote = 0; vote < 5; vote += 1) short.add(ciphertexts, 1, coordinates.subarray(128));
    expect(short.texts().encryptedTally).toBe(tallies[0]);
  });
  test('have no place where ballots are opened one by one', () => {
    expect(() =>
      assertWeightsFit(
        questions,
        new Map([
          ['a', 1],
          ['b', 2],
        ]),
      ),
    ).toThrow('tally-weights');
    expect(() => assertWeightsFit(questions, new Map([['a', 1]]))).not.toThrow();
    expect(() => new RunningTally(prepared).add(['0'.repeat(128)], 2)).toThrow(RangeError);
  });
});
