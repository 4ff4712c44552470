import { ed25519 } from '@noble/curves/ed25519.js';
import { describe, expect } from 'vitest';
import { decodeElement, encodeElement, GENERATOR } from '../../protocol/group.ts';
import {
  aWorld,
  ballotOf,
  edited,
  movesOf,
  partsOf,
  recordOf,
  setUpMove,
  type Parts,
  type World,
} from '../support/record-builder.ts';
import { accepted, CHOICES, refused } from '../support/record-verdicts.ts';

/* Trustee 1 must decrypt; of 2, 3 and 4 any two must. */

let made: { readonly world: World; readonly ballots: readonly string[]; readonly honest: Parts } | undefined;

function scene() {
  if (made !== undefined) return made;
  const world = aWorld({ trustees: 1, groups: [{ size: 3, threshold: 2 }] });
  const ballots = CHOICES.map((choices, voter) => ballotOf(world, voter, choices));
  made = { world, ballots, honest: partsOf(world, ballots, { decrypting: [1, 2, 3, 4] }) };
  return made;
}

/** The record in which these trustees decrypt, in this order. */
function decryptedBy(owners: readonly number[], change: (decryptions: Parts['decryptions']) => Parts['decryptions']) {
  const { honest } = scene();
  const decryptions = owners.map((owner) => honest.decryptions[owner - 1]!);
  return recordOf(movesOf({ ...honest, decryptions: change(decryptions) }));
}

const unchanged = (decryptions: Parts['decryptions']) => decryptions;

/** The decryption at a place, with a false factor. */
function spoiled(place: number) {
  return (decryptions: Parts['decryptions']) =>
    decryptions.map((decryption, at) =>
      at === place ? { ...decryption, text: falsified(decryption.text) } : decryption,
    );
}

function falsified(text: string): string {
  return edited(text, ({ decryption_factors: [factors] }: { decryption_factors: string[][] }) => {
    factors![0] = encodeElement(decodeElement(factors![0]!)!.add(GENERATOR));
  });
}

describe('of a group as many as its threshold says must decrypt', () => {
  accepted('P0 the single trustee, and the first two of the group', () => decryptedBy([1, 2, 3], unchanged));
  accepted('P1 the single trustee, and the last two of the group', () => decryptedBy([1, 3, 4], unchanged));
  accepted('the trustees decrypt in another order', () => decryptedBy([4, 1, 2], unchanged));
  accepted('P2 all', () => decryptedBy([1, 2, 3, 4], unchanged));
  accepted('a group of which any one is enough holds one key between them', () => {
    const world = aWorld({ trustees: 1, groups: [{ size: 2, threshold: 1 }] });
    const ballots = CHOICES.map((choices, voter) => ballotOf(world, voter, choices));
    return recordOf(movesOf(partsOf(world, ballots, { decrypting: [1, 3] })));
  });
  refused('P3 only one of the group', ['2.d', 'board-grammar'], () => decryptedBy([1, 3], unchanged));
  refused('P4 the single trustee is missing', ['2.d', 'board-grammar'], () => decryptedBy([2, 3, 4], unchanged));
  accepted(
    'P5 one of three shares of the group does not hold: its owner is named',
    () => decryptedBy([1, 2, 3, 4], spoiled(1)),
    ({ notes }) => expect(notes.join(' ')).toContain('trustee 2: question 1, choice 1: the factor is not proved'),
  );
  accepted(
    'P5 the last of three does not hold',
    () => decryptedBy([1, 2, 3, 4], spoiled(3)),
    ({ notes }) => expect(notes.join(' ')).toContain('trustee 4'),
  );
  refused('P6 one of two shares of the group does not hold', ['6.c', 'decryption-proof'], () =>
    decryptedBy([1, 2, 3], spoiled(2)),
  );
  refused('the share of the single trustee does not hold', ['6.c', 'decryption-proof'], () =>
    decryptedBy([1, 2, 3, 4], spoiled(0)),
  );
  refused('P7 two of the group have each other’s number', ['6.c', 'decryption-proof'], () =>
    decryptedBy([1, 2, 3], ([one, two, three]) => [
      one!,
      { owner: 2, text: three!.text },
      { owner: 3, text: two!.text },
    ]),
  );
  refused('P8 one of the group decrypts in another’s name too', ['6.c', 'decryption-proof'], () =>
    decryptedBy([1, 2], ([one, two]) => [one!, two!, { owner: 3, text: two!.text }]),
  );
  refused('one of the group decrypts twice', ['2.d', 'trustee-number'], () =>
    decryptedBy([1, 2, 2], ([one, two, again]) => [one!, two!, { owner: 2, text: falsified(again!.text) }]),
  );
});

interface Signed {
  message: string;
  signature: { challenge: string; response: string };
}

interface Group {
  threshold: number;
  certs: Signed[];
  coefexps: Signed[];
  signatures: unknown[];
  verification_keys: { public_key: string }[];
}

/** The honest board under trustees whose group is changed. */
function withGroup(change: (group: Group) => unknown): Uint8Array {
  const { world, honest } = scene();
  const trustees = edited(world.trustees, (items: [string, unknown][]) => {
    change(items[1]![1] as Group);
  });
  return recordOf(movesOf(honest).with(0, setUpMove({ ...world, trustees })));
}

function swap(items: unknown[], one: number, other: number): void {
  [items[one], items[other]] = [items[other], items[one]];
}

describe('a group made its key together', () => {
  refused('P9 the coefficients of two are exchanged', ['3.j', 'threshold-coefficients', 'threshold-signature'], () =>
    withGroup(({ coefexps }) => swap(coefexps, 0, 1)),
  );
  refused('P10 the verification keys of two are exchanged', ['3.j', 'threshold-key'], () =>
    withGroup(({ verification_keys: keys }) => swap(keys, 0, 1)),
  );
  refused('P11 the threshold is lowered', ['3.j', 'threshold-certificate', 'threshold-coefficients'], () =>
    withGroup((group) => {
      group.threshold = 1;
    }),
  );
  refused('the threshold is raised', ['3.j', 'threshold-certificate', 'threshold-coefficients'], () =>
    withGroup((group) => {
      group.threshold = 3;
    }),
  );
  refused('the threshold is more than they are', ['3.d', 'trustees-shape'], () =>
    withGroup((group) => {
      group.threshold = 4;
    }),
  );
  refused('P12 the certificates of two are exchanged', ['3.j', 'threshold-certificate', 'threshold-signature'], () =>
    withGroup(({ certs }) => swap(certs, 0, 1)),
  );
  refused('P13 a certificate’s key has a part of small order', ['3.e', 'element-member'], () =>
    withGroup(({ certs }) => {
      const small = ed25519.Point.fromHex('c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a');
      certs[0]!.message = certs[0]!.message.replace(/"encryption":"([0-9a-f]{64})"/, (_, key: string) => {
        return `"encryption":"${encodeElement(decodeElement(key)!.add(small))}"`;
      });
    }),
  );
  refused('P14 the signatures are missing', ['3.d', 'trustees-shape'], () =>
    withGroup((group) => {
      group.signatures = [];
    }),
  );
  refused('the signatures of two are exchanged', ['3.j', 'threshold-signature'], () =>
    withGroup(({ signatures }) => swap(signatures, 0, 1)),
  );
  refused('a certificate has a blank', ['3.d', 'trustees-canonical'], () =>
    withGroup(({ certs }) => {
      certs[0]!.message = certs[0]!.message.replace(',', ', ');
    }),
  );
  refused('a member of the group has an unknown name', ['3.d', 'trustees-shape'], () =>
    withGroup((group) => Object.assign(group, { more: 1 })),
  );
});
