import { ed25519 } from '@noble/curves/ed25519.js';
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { decryptTally, verifyDecryption } from '../../protocol/decryption.ts';
import { fingerprint } from '../../protocol/election.ts';
import { decodeElement, encodeElement, GENERATOR, modulo, power, randomScalar } from '../../protocol/group.ts';
import { challengeOf, hashOf } from '../../protocol/hash.ts';
import { GROUP_ORDER } from '../../protocol/kernel/arguments.ts';
import { lotElement, lotOrder, lotOrders, lotSeed } from '../../protocol/lot.ts';
import { generateTrusteeKey, publicKeyOf } from '../../protocol/trustee-key.ts';
import { verifyRecord, type Report } from '../../protocol/verify-record.ts';
import { aWorld, ballotOf, edited, movesOf, partsOf, recordOf, type Parts } from '../support/record-builder.ts';
import { decodeTrustees } from '../../protocol/trustees.ts';

interface Proof {
  challenge: string;
  response: string;
}

interface DecryptionText {
  decryption_factors: string[][];
  bound_proofs: Proof[][];
  lot?: { factor: string; proof: Proof; more?: unknown };
}

const CONTESTS = [
  { kind: 'people', id: 'board', candidates: ['a', 'b', 'c', 'd'] },
  { kind: 'motion', id: 'budget' },
];
const BY_LOT = { version: 3, contests: CONTESTS, ties: 'lot' };

function aScene(rules?: unknown) {
  const world = aWorld({ voters: 2, rules });
  const ballots = [0, 1].map((voter) =>
    ballotOf(world, voter, [
      [voter, 1 - voter, 0, 1],
      [1, 0],
    ]),
  );
  return { world, parts: partsOf(world, ballots) };
}

function withoutLot(text: string): string {
  return edited(text, (value: DecryptionText) => {
    delete value.lot;
  });
}

/** As of trustees 1, 2, …: all are needed, so the number is nothing to the product. */
function owned(texts: readonly string[]) {
  return texts.map((text, place) => ({ owner: place + 1, text }));
}

const { world, parts } = aScene(BY_LOT);
const trustees = decodeTrustees(world.trustees);
const { encryptedTally } = parts.tally;
const texts = parts.decryptions.map(({ text }) => text);
const alpha = lotElement(world.election)!;

describe('the known answers of a program written apart', () => {
  const known = JSON.parse(readFileSync(new URL('../vectors/lot/lot.json', import.meta.url), 'utf8')) as {
    election: string;
    encryptedTally: string;
    privateKeys: string[];
    alpha: string;
    lots: { factor: string; proof: Proof }[];
    seed: string;
    orders: (string[] | null)[];
  };
  const asked = { election: known.election, encryptedTally: known.encryptedTally };
  const trustees = decodeTrustees(aWorld({ voters: 1, trustees: known.privateKeys.length }).trustees);
  const decryptions = known.privateKeys.map((privateKey) => decryptTally({ ...asked, privateKey }));

  test('alpha, the factors, the seed and the orders', () => {
    expect(lotElement(known.election)).toBe(known.alpha);
    expect(decryptions.map((text) => lotOf(text).factor)).toEqual(known.lots.map(({ factor }) => factor));
    expect(lotSeed({ encryptedTally: known.encryptedTally, trustees, decryptions: owned(decryptions) })).toBe(
      known.seed,
    );
    const { rules } = JSON.parse(known.election) as { rules: unknown };
    expect(lotOrders(known.seed, rules)).toEqual(known.orders);
  });
  test('the proofs, whose hash names the election, the key, alpha and the factor', () => {
    for (const [place, lot] of known.lots.entries()) {
      const decryption = edited(decryptions[place]!, (value: DecryptionText) => void (value.lot = lot));
      const publicKey = publicKeyOf(known.privateKeys[place]!);
      expect(verifyDecryption({ ...asked, publicKey, decryption })).toMatchObject({ ok: true });
    }
  });
});

describe('the element that the lot is opened from', () => {
  test('is there only where the rules decide ties by lot', () => {
    expect(lotElement(world.election)).toMatch(/^[0-9a-f]{64}$/);
    for (const rules of [undefined, null, 'lot', [], { version: 2 }, { ties: 'draw' }, { ties: ['lot'] }]) {
      expect(lotElement(aWorld({ rules }).election), JSON.stringify(rules)).toBeUndefined();
    }
  });
  test('is of the prime-order subgroup, and another for each election', () => {
    expect(decodeElement(alpha)).toBeDefined();
    expect(lotElement(world.election.replace('An election', 'An Election'))).not.toBe(alpha);
  });
});

describe('the seed', () => {
  const seed = lotSeed({ encryptedTally, trustees, decryptions: owned(texts) });

  test('is the same in whatever order the parts come, and with whatever proofs', () => {
    expect(seed).toMatch(/^[0-9a-f]{64}$/);
    expect(lotSeed({ encryptedTally, trustees, decryptions: owned(texts.toReversed()) })).toBe(seed);
    const again = world.keys.map(({ privateKey }) =>
      decryptTally({ election: world.election, encryptedTally, privateKey }),
    );
    expect(again).not.toEqual(texts);
    expect(lotSeed({ encryptedTally, trustees, decryptions: owned(again) })).toBe(seed);
  });
  test('is another when any factor, or the tally, is', () => {
    fc.assert(
      fc.property(fc.nat({ max: 2 }), fc.bigInt({ min: 1n, max: GROUP_ORDER - 1n }), (place, exponent) => {
        const changed = edited(texts[place]!, ({ lot }: DecryptionText) => {
          lot!.factor = encodeElement(decodeElement(lot!.factor)!.add(power(GENERATOR, exponent)));
        });
        expect(lotSeed({ encryptedTally, trustees, decryptions: owned(texts.with(place, changed)) })).not.toBe(seed);
      }),
      { numRuns: 20 },
    );
    expect(lotSeed({ encryptedTally: `${encryptedTally} `, trustees, decryptions: owned(texts) })).not.toBe(seed);
    expect(() => lotSeed({ encryptedTally, trustees, decryptions: owned(texts.slice(1)) })).toThrow('trustees-missing');
  });
  test('is none without parts, or when one is missing', () => {
    const without = withoutLot(texts[1]!);
    expect(lotSeed({ encryptedTally, trustees, decryptions: owned(texts.with(1, without)) })).toBeUndefined();
    expect(lotSeed({ encryptedTally, trustees, decryptions: owned([]) })).toBeUndefined();
  });
});

describe('the order of the lot', () => {
  const ids = fc.uniqueArray(fc.string(), { minLength: 1, maxLength: 30 });
  const seeds = fc.nat().map((number) => hashOf(`${number}`));

  test('holds every candidate once, however they were listed', () => {
    fc.assert(
      fc.property(seeds, fc.string(), ids, (seed, contest, candidates) => {
        const order = lotOrder(seed, contest, candidates);
        expect(order.toSorted()).toEqual(candidates.toSorted());
        expect(lotOrder(seed, contest, candidates.toReversed())).toEqual(order);
      }),
    );
  });
  test('of those who are left is the same when somebody withdraws', () => {
    fc.assert(
      fc.property(seeds, ids, fc.nat(), (seed, candidates, number) => {
        const gone = candidates[number % candidates.length]!;
        const left = candidates.filter((id) => id !== gone);
        expect(lotOrder(seed, 'q', left)).toEqual(lotOrder(seed, 'q', candidates).filter((id) => id !== gone));
      }),
    );
  });
  test('is another with another seed or contest', () => {
    const many = Array.from({ length: 25 }, (_, place) => `candidate ${place}`);
    const order = lotOrder(hashOf('one'), 'board', many);
    expect(lotOrder(hashOf('another'), 'board', many)).not.toEqual(order);
    expect(lotOrder(hashOf('one'), 'audit', many)).not.toEqual(order);
  });
  test('gives each candidate each place about as often', () => {
    const candidates = ['a', 'b', 'c', 'd', 'e'];
    const draws = 2000;
    const counts = candidates.map(() => candidates.map(() => 0));
    for (let draw = 0; draw < draws; draw += 1) {
      for (const [place, id] of lotOrder(hashOf(`draw ${draw}`), 'board', candidates).entries()) {
        counts[place]![candidates.indexOf(id)]! += 1;
      }
    }
    const expected = draws / candidates.length;
    for (const row of counts) {
      const chiSquare = row.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
      // Four degrees of freedom: an even lot is beyond 23.5 once in ten thousand times.
      expect(chiSquare).toBeLessThan(23.5);
    }
  });
  test('is asked of rules that may be anything', () => {
    const seed = hashOf('seed');
    const order = lotOrder(seed, 'board', ['a', 'b', 'c', 'd']);
    expect(lotOrders(seed, BY_LOT)).toEqual([order, null]);
    fc.assert(fc.property(fc.jsonValue(), (rules) => Array.isArray(lotOrders(seed, rules))));
    fc.assert(
      fc.property(fc.array(fc.jsonValue()), (contests) => {
        expect(lotOrders(seed, { contests })).toHaveLength(contests.length);
      }),
    );
    expect(lotOrders(seed, { contests: [{ id: 'q', candidates: ['a', 1] }, { candidates: ['a'] }] })).toEqual([
      null,
      null,
    ]);
  });
});

function judged(decryptions: Parts['decryptions']): Report {
  return verifyRecord(recordOf(movesOf({ ...parts, decryptions })));
}

function withLot(owner: number, change: (lot: NonNullable<DecryptionText['lot']>, of: DecryptionText) => unknown) {
  return parts.decryptions.map((decryption) =>
    decryption.owner === owner
      ? { owner, text: edited(decryption.text, (value: DecryptionText) => void change(value.lot!, value)) }
      : decryption,
  );
}

function lotOf(text: string) {
  return (JSON.parse(text) as DecryptionText).lot!;
}

/** A part of the lot by the first trustee's key, whose factor is fitted to the answer after the hash was taken. */
function fittedLot() {
  const x = BigInt(world.keys[0]!.privateKey);
  const [w, k] = [randomScalar(), randomScalar()];
  const base = decodeElement(alpha)!;
  const [X, A] = [power(GENERATOR, x), power(GENERATOR, w)].map(encodeElement);
  const B = encodeElement(power(base, w).add(power(GENERATOR, k)));
  const hashed = encodeElement(power(base, x));
  const c = challengeOf(`quorate lot decryption|${fingerprint(world.election)}|${X}|${alpha},${hashed}|${A},${B}`);
  const { Fn } = ed25519.Point;
  const factor = encodeElement(power(base, x).add(power(GENERATOR, Fn.mul(k, Fn.inv(c)))));
  return { factor, proof: { challenge: c.toString(), response: modulo(w - x * c).toString() } };
}

const otherElection = world.election.replace('An election', 'Another');

const forgeries: readonly (readonly [sentence: string, check: string, failed: string, Parts['decryptions']])[] = [
  ['a trustee keeps it back', '6.e', 'decryption-lot', withLot(2, (_, value) => delete value.lot)],
  [
    'all trustees keep it back',
    '6.e',
    'decryption-lot',
    parts.decryptions.map(({ owner, text }) => ({ owner, text: withoutLot(text) })),
  ],
  [
    'a factor is changed',
    '6.e',
    'decryption-lot',
    withLot(1, (lot) => (lot.factor = encodeElement(decodeElement(lot.factor)!.add(GENERATOR)))),
  ],
  [
    'a factor is fitted to its proof afterwards',
    '6.e',
    'decryption-lot',
    withLot(1, (_, value) => (value.lot = fittedLot())),
  ],
  [
    'a factor has a part of small order',
    '6.b',
    'element-member',
    withLot(1, (lot) => {
      const small = ed25519.Point.fromHex('c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a');
      lot.factor = encodeElement(decodeElement(lot.factor)!.add(small));
    }),
  ],
  [
    'two trustees exchange their parts',
    '6.e',
    'decryption-lot',
    [2, 1, 3].map((from, place) => ({
      owner: place + 1,
      text: edited(texts[place]!, (value: DecryptionText) => void (value.lot = lotOf(texts[from - 1]!))),
    })),
  ],
  [
    'two trustees exchange their factors',
    '6.e',
    'decryption-lot',
    [2, 1, 3].map((from, place) => ({
      owner: place + 1,
      text: edited(texts[place]!, ({ lot }: DecryptionText) => void (lot!.factor = lotOf(texts[from - 1]!).factor)),
    })),
  ],
  [
    'a part is of another election with the same keys',
    '6.e',
    'decryption-lot',
    withLot(3, (_, value) => {
      const { privateKey } = world.keys[2]!;
      value.lot = lotOf(decryptTally({ election: otherElection, encryptedTally, privateKey }));
    }),
  ],
  [
    'a part is by a key that is no trustee’s',
    '6.e',
    'decryption-lot',
    withLot(3, (_, value) => {
      const { privateKey } = generateTrusteeKey();
      value.lot = lotOf(decryptTally({ election: world.election, encryptedTally, privateKey }));
    }),
  ],
  [
    'a proof is changed',
    '6.e',
    'decryption-lot',
    withLot(1, ({ proof }) => (proof.response = modulo(BigInt(proof.response) + 1n).toString())),
  ],
  [
    'a part of the tally stands for it',
    '6.e',
    'decryption-lot',
    withLot(1, (lot, { decryption_factors: [factors], bound_proofs: [proofs] }) => {
      lot.factor = factors![0]!;
      lot.proof = proofs![0]!;
    }),
  ],
  [
    'the group’s order is added to a challenge',
    '6.a',
    'scalar-canonical',
    withLot(1, ({ proof }) => (proof.challenge = (BigInt(proof.challenge) + GROUP_ORDER).toString())),
  ],
  ['it has an unknown member', '6.a', 'decryption-shape', withLot(1, (lot) => (lot.more = 1))],
];

describe('a record whose rules decide ties by lot', () => {
  test('passes when every trustee opened it, and says its value', () => {
    const report = judged(parts.decryptions);
    expect(report.findings).toEqual([]);
    expect(report.verdict).toBe('passed');
    expect(report.lot).toBe(lotSeed({ encryptedTally, trustees, decryptions: owned(texts) }));
    expect(report.checks.find(({ id }) => id === '6.e')).toMatchObject({ ok: true, examined: '3 parts' });
  });
  test.each(forgeries)('is refused when %s', (_, check, failed, decryptions) => {
    const report = judged(decryptions);
    expect(report.verdict).toBe('failed');
    expect(report.findings.map((finding) => `${finding.check} ${finding.failed}`)).toContain(`${check} ${failed}`);
    expect(report.lot).toBeNull();
  });
  test('names the trustee whose part is false', () => {
    const { findings } = judged(withLot(2, (_, value) => delete value.lot));
    expect(findings).toMatchObject([{ at: 'board/6', detail: 'trustee 2: there is no part of the lot' }]);
  });
  test('says the value with the last part, and not before', () => {
    const moves = movesOf(parts);
    expect(verifyRecord(recordOf(moves.slice(0, -1)))).toMatchObject({
      verdict: 'unfinished',
      step: 'decrypted',
      lot: lotSeed({ encryptedTally, trustees, decryptions: owned(texts) }),
    });
    expect(verifyRecord(recordOf(moves.slice(0, -2)))).toMatchObject({ step: 'tallied', lot: null });
  });
  test('says no value when its result is false', () => {
    const record = recordOf(movesOf({ ...parts, result: parts.result.replace('[[1', '[[2') }));
    expect(verifyRecord(record)).toMatchObject({ verdict: 'failed', lot: null });
  });
});

describe('a record whose rules decide ties otherwise', () => {
  test.each([[undefined], [{ version: 2 }], [{ ...BY_LOT, ties: 'draw' }]])('has no lot: %j', (rules) => {
    const other = aScene(rules);
    expect(texts[0]).toContain('"lot":');
    expect(other.parts.decryptions[0]!.text).not.toContain('"lot":');
    const report = verifyRecord(recordOf(movesOf(other.parts)));
    expect(report).toMatchObject({ verdict: 'passed', lot: null });
    expect(report.checks.find(({ id }) => id === '6.e')).toMatchObject({ ok: true, examined: '0 parts' });
  });
  test('is refused when a trustee gives a part of one', () => {
    const other = aScene({ ...BY_LOT, ties: 'draw' });
    const decryptions = other.parts.decryptions.map(({ owner, text }) => ({
      owner,
      text: edited(text, (value: DecryptionText) => void (value.lot = lotOf(texts[owner - 1]!))),
    }));
    const report = verifyRecord(recordOf(movesOf({ ...other.parts, decryptions })));
    expect(report.verdict).toBe('failed');
    expect(report.findings[0]).toMatchObject({ check: '6.e', failed: 'decryption-lot' });
  });
});

describe('who takes a part from a trustee', () => {
  const publicKey = publicKeyOf(world.keys[0]!.privateKey);
  const asked = { election: world.election, encryptedTally, publicKey };
  test('accepts it with its part of the lot', () => {
    expect(verifyDecryption({ ...asked, decryption: texts[0]! })).toMatchObject({ ok: true });
  });
  test('refuses it without, whatever else other programs may leave out', () => {
    const decryption = withoutLot(texts[0]!);
    expect(verifyDecryption({ ...asked, decryption, allowUnbound: true })).toEqual({
      ok: false,
      failed: 'decryption-lot',
      detail: 'there is no part of the lot',
    });
  });
});
