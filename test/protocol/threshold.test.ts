import { ed25519 } from '@noble/curves/ed25519.js';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { decodeElement, encodeElement, GENERATOR, IDENTITY_TEXT, power, randomScalar } from '../../protocol/group.ts';
import { encodeJson } from '../../protocol/json.ts';
import { isRefused } from '../../protocol/refused.ts';
import { combineFactors, combineFactorTexts, type OwnedFactor } from '../../protocol/threshold/combine.ts';
import type { ThresholdFinding } from '../../protocol/threshold/finding.ts';
import { verifyThreshold } from '../../protocol/threshold/parameters.ts';
import { makePolynomial } from '../../protocol/threshold/polynomials.ts';
import { keysOfSeed } from '../../protocol/threshold/seed.ts';
import { signedJson, signMessage } from '../../protocol/threshold/signing.ts';
import { decodeTrustees, electionKey, encodeTrusteeItems, isEnough, type Trustees } from '../../protocol/trustees.ts';
import { aWorld, edited } from '../support/record-builder.ts';
import { aGroup } from '../support/threshold-group.ts';

const VECTOR = readFileSync('test/vectors/belenios/threshold/trustees.json', 'utf8').trim();

interface Signed {
  message: string;
  signature: { challenge: string; response: string };
}

interface GroupText {
  threshold: number;
  certs: Signed[];
  coefexps: Signed[];
  signatures: Signed['signature'][];
  verification_keys: { public_key: string; pok: Signed['signature']; signature: Signed['signature'] }[];
}

function findingsOf(text: string): readonly ThresholdFinding[] {
  return decodeTrustees(text).items.flatMap((item) => (item.kind === 'group' ? verifyThreshold(item.parameters) : []));
}

function readingOf(read: () => unknown): string {
  try {
    read();
    return 'accepted';
  } catch (error) {
    if (isRefused(error)) return error.failed;
    throw error;
  }
}

test('the group of another program holds', () => {
  const { public_key } = JSON.parse(readFileSync('test/vectors/belenios/threshold/election.json', 'utf8')) as {
    public_key: string;
  };
  expect(findingsOf(VECTOR)).toEqual([]);
  expect(electionKey(VECTOR)).toBe(public_key);
  const { items, owners } = decodeTrustees(VECTOR);
  expect(encodeTrusteeItems(items)).toBe(VECTOR);
  expect(owners.map(({ owner, item, place }) => [owner, item, place])).toEqual([
    [1, 0, 1],
    [2, 1, 1],
    [3, 1, 2],
    [4, 1, 3],
  ]);
});

describe('a group that is not what its trustees made', () => {
  const { seeds, certs, parameters } = aGroup({ size: 3, threshold: 2 });
  const text = encodeTrusteeItems([{ kind: 'group', parameters }]);
  const [first] = seeds.map(keysOfSeed);
  const smallOrder = ed25519.Point.fromHex('c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a');
  const parted = (element: string) => encodeElement(decodeElement(element)!.add(smallOrder));
  const changed = (change: (group: GroupText) => unknown) =>
    edited(text, (value: [[string, GroupText]]) => void change(value[0][1]));
  const exchange = (list: unknown[]) => list.splice(0, 2, list[1], list[0]);
  const wrong = (change: (group: GroupText) => unknown) =>
    findingsOf(changed(change)).map(({ trustee, failed }) => `${trustee} ${failed}`);
  const signedAgain = (message: string) =>
    JSON.parse(encodeJson(signedJson(signMessage(message, first!.signing)))) as Signed;

  test('nothing is found when nothing was changed', () => expect(wrong(() => undefined)).toEqual([]));
  test('P9 coefficients of two trustees exchanged', () => {
    expect(wrong(({ coefexps }) => exchange(coefexps))).toContain('1 threshold-coefficients');
    const bothExchanged = wrong(({ coefexps, signatures }) => [exchange(coefexps), exchange(signatures)]);
    expect(bothExchanged).toContain('2 threshold-signature');
  });
  test('P10 verification keys of two trustees exchanged', () => {
    expect(wrong((group) => exchange(group.verification_keys))).toEqual(['1 threshold-key', '2 threshold-key']);
  });
  test('P11 threshold lowered or raised', () => {
    expect(wrong((group) => (group.threshold = 1))).toContain('1 threshold-certificate');
    expect(wrong((group) => (group.threshold = 3))).toContain('3 threshold-certificate');
    for (const threshold of [0, 4, -1, 1.5, '2']) {
      expect(readingOf(() => decodeTrustees(changed((group) => Object.assign(group, { threshold }))))).toBe(
        'trustees-shape',
      );
    }
  });
  test('P12 certificates of two trustees exchanged', () => {
    expect(wrong(({ certs: list }) => exchange(list))).toContain('1 threshold-certificate');
  });
  test('P13 a point of small order added to a key of a certificate', () => {
    for (const name of ['encryption', 'verification'] as const) {
      const message = JSON.parse(certs[0]!) as Signed;
      const keys = edited(message.message, (value: Record<string, string>) => {
        value[name] = parted(value[name]!);
      });
      expect(wrong((group) => (group.certs[0] = signedAgain(keys)))).toContain('1 element-member');
    }
  });
  test('P14 signatures over the certificates removed, or broken', () => {
    expect(readingOf(() => decodeTrustees(changed((group) => (group.signatures = []))))).toBe('trustees-shape');
    expect(readingOf(() => decodeTrustees(changed((group) => Object.assign(group, { signatures: undefined }))))).toBe(
      'trustees-shape',
    );
    expect(wrong((group) => (group.signatures[1]!.response = '1'))).toEqual(['2 threshold-signature']);
  });
  test('one trustee made another polynomial after the others had seen the first', () => {
    const again = JSON.parse(makePolynomial({ seed: seeds[0]!, certs, index: 1 })) as {
      coefexps: Signed;
      signature: Signed['signature'];
    };
    const later = wrong((group) => {
      group.coefexps[0] = again.coefexps;
      group.signatures[0] = again.signature;
    });
    expect(later).toEqual(['1 threshold-key', '2 threshold-key', '3 threshold-key']);
  });
  test('a coefficient has a part of small order, is no element, or is one too many', () => {
    const saying = (change: (elements: string[]) => void) =>
      wrong((group) => {
        const elements = (JSON.parse(group.coefexps[0]!.message) as { coefexps: string[] }).coefexps;
        change(elements);
        group.coefexps[0] = signedAgain(JSON.stringify({ coefexps: elements }));
      });
    expect(saying((elements) => (elements[1] = parted(elements[1]!)))).toContain('1 element-member');
    expect(saying((elements) => elements.push(elements[0]!))).toContain('1 threshold-coefficients');
    expect(saying((elements) => elements.pop())).toContain('1 threshold-coefficients');
    expect(saying((elements) => (elements[1] = IDENTITY_TEXT))).toContain('1 threshold-coefficients');
    const huge = changed((group) => (group.coefexps[0] = signedAgain('{"coefexps":["00"]}')));
    expect(readingOf(() => decodeTrustees(huge))).toBe('element-member');
  });
  test('a key has another proof or signature', () => {
    expect(wrong(({ verification_keys: [one, other] }) => (one!.pok = other!.pok))).toEqual(['1 threshold-proof']);
    expect(wrong(({ verification_keys: [one, other] }) => (one!.signature = other!.signature))).toEqual([
      '1 threshold-key',
    ]);
  });
  test('a message inside is spelled in another way, although it is signed', () => {
    const blanks = changed((group) => (group.certs[0] = signedAgain(group.certs[0]!.message.replace(',', ', '))));
    expect(readingOf(() => decodeTrustees(blanks))).toBe('trustees-canonical');
  });
});

/** alpha^x of each owner, for the x of the election's key: what the trustees' factors come to together. */
function aTally(plan: Parameters<typeof aWorld>[0]) {
  const world = aWorld({ voters: 1, ...plan });
  const r = randomScalar();
  const alpha = power(GENERATOR, r);
  const factors = world.keys.map(({ privateKey }, place): OwnedFactor => {
    return { owner: place + 1, factor: encodeElement(power(alpha, BigInt(privateKey))) };
  });
  const F = encodeElement(power(decodeElement(electionKey(world.trustees))!, r));
  return { trustees: decodeTrustees(world.trustees), factors, F };
}

function subsets<T>(list: readonly T[]): T[][] {
  return Array.from({ length: 2 ** list.length }, (_, bits) => list.filter((__, place) => (bits >> place) % 2 === 1));
}

describe.each([
  { trustees: 3, groups: [] },
  { trustees: 0, groups: [{ size: 1, threshold: 1 }] },
  { trustees: 0, groups: [{ size: 4, threshold: 4 }] },
  { trustees: 1, groups: [{ size: 3, threshold: 2 }] },
  {
    trustees: 1,
    groups: [
      { size: 3, threshold: 2 },
      { size: 3, threshold: 1 },
    ],
  },
])('of $trustees single trustees and the groups $groups', (plan) => {
  const { trustees, factors, F } = aTally(plan);
  const thresholds = [
    ...Array.from({ length: plan.trustees }, () => 1),
    ...plan.groups.map(({ threshold }) => threshold),
  ];
  const isEnoughOf = (present: readonly OwnedFactor[]) =>
    thresholds.every((threshold, item) => {
      const here = present.filter(({ owner }) => trustees.owners[owner - 1]?.item === item);
      return here.length >= threshold;
    });

  test('all who are enough open the same, in whatever order, and nobody else opens anything', () => {
    const all = subsets(factors);
    expect(all.some((present) => isEnoughOf(present))).toBe(true);
    for (const present of all) {
      const owners = present.map(({ owner }) => owner);
      expect(isEnough(trustees, owners)).toBe(isEnoughOf(present));
      if (isEnoughOf(present)) expect(combineFactorTexts(trustees, present.toReversed())).toBe(F);
      else expect(readingOf(() => combineFactors(trustees, present))).toBe('trustees-missing');
    }
  });
});

test('a factor that is no element of the group is refused', () => {
  const { trustees, factors } = aTally({ trustees: 1 });
  for (const factor of ['', 'f'.repeat(64)]) {
    expect(readingOf(() => combineFactors(trustees, [{ owner: 1, factor }]))).toBe('element');
  }
  expect(combineFactors(trustees, factors).equals(decodeElement(combineFactorTexts(trustees, factors))!)).toBe(true);
});

test('more trustees than anybody gathers are refused', () => {
  const [single] = decodeTrustees(aWorld({ voters: 1, trustees: 1 }).trustees).items as [Trustees['items'][0]];
  const many = (count: number) => encodeTrusteeItems(Array.from({ length: count }, () => single));
  expect(readingOf(() => decodeTrustees(many(100)))).toBe('accepted');
  expect(readingOf(() => decodeTrustees(many(101)))).toBe('trustees-shape');
  expect(readingOf(() => decodeTrustees('[]'))).toBe('trustees-shape');
});
