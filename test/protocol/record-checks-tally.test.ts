import { ed25519 } from '@noble/curves/ed25519.js';
import { describe } from 'vitest';
import { hashOf } from '../../protocol/board.ts';
import { decryptTally } from '../../protocol/decryption.ts';
import { fingerprint } from '../../protocol/election.ts';
import { decodeElement, encodeElement, GENERATOR, modulo, power, randomScalar } from '../../protocol/group.ts';
import { challengeOf } from '../../protocol/hash.ts';
import { GROUP_ORDER } from '../../protocol/kernel/arguments.ts';
import type { TallyTexts } from '../../protocol/tally.ts';
import { generateTrusteeKey } from '../../protocol/trustee-key.ts';
import {
  aWorld,
  ballotOf,
  edited,
  movesOf,
  partsOf,
  preparedOf,
  recordOf,
  type Parts,
} from '../support/record-builder.ts';
import { accepted, CHOICES, refused, type Scene } from '../support/record-verdicts.ts';

interface DecryptionText {
  decryption_factors: string[][];
  decryption_proofs: { challenge: string; response: string }[][];
  bound_proofs?: { challenge: string; response: string }[][];
  more?: unknown;
}

interface CiphertextText {
  alpha: string;
  beta: string;
}

/** The tally with its text changed and its hash with it. */
function retallied(tally: TallyTexts, encryptedTally: string): TallyTexts {
  return { ...tally, encryptedTally, sized: tally.sized.replace(/[0-9a-f]{64}/, hashOf(encryptedTally)) };
}

/** The first ciphertext of the tally times an encryption of m. */
function times({ world }: Scene, tally: TallyTexts, m: bigint): TallyTexts {
  const s = randomScalar();
  const changed = edited(tally.encryptedTally, (questions: CiphertextText[][]) => {
    const first = questions[0]![0]!;
    first.alpha = encodeElement(decodeElement(first.alpha)!.add(power(GENERATOR, s)));
    const mask = power(preparedOf(world).y, s).add(power(GENERATOR, m));
    first.beta = encodeElement(decodeElement(first.beta)!.add(mask));
  });
  return retallied(tally, changed);
}

/** The honest record with the decryptions changed. */
function decrypted(at: Scene, change: (decryptions: Parts['decryptions']) => Parts['decryptions']): Uint8Array {
  const parts = at.parts();
  return recordOf(movesOf({ ...parts, decryptions: change(parts.decryptions) }));
}

/** The honest record with the first trustee's decryption changed. */
function first(at: Scene, change: (decryption: DecryptionText) => unknown): Uint8Array {
  return decrypted(at, ([one, ...others]) => [{ owner: 1, text: edited(one!.text, change) }, ...others]);
}

function resulting(at: Scene, change: (text: string) => string): Uint8Array {
  const parts = at.parts();
  return recordOf(movesOf({ ...parts, result: change(parts.result) }));
}

describe('the tally is the product of the ballots that count', () => {
  refused('T1 a ballot is left out', ['5.b', 'tally-ballots'], ({ ballots, parts }) =>
    recordOf(movesOf(parts(ballots, { tallied: ballots.slice(1) }))),
  );
  refused('T1 a ballot is left out, and the number says otherwise', ['5.b', 'tally-ballots'], ({ ballots, parts }) => {
    const tally = (less: TallyTexts) => ({ ...less, sized: less.sized.replaceAll(/:3/g, ':4') });
    return recordOf(movesOf(parts(ballots, { tallied: ballots.slice(1), tally })));
  });
  refused('T2 it is re-encrypted', ['5.b', 'tally-ballots'], (at) =>
    recordOf(movesOf(at.parts(at.ballots, { tally: (tally) => times(at, tally, 0n) }))),
  );
  refused('T3 a vote is added', ['5.b', 'tally-ballots'], (at) =>
    recordOf(movesOf(at.parts(at.ballots, { tally: (tally) => times(at, tally, 1n) }))),
  );
  for (const name of ['num_tallied', 'total_weight']) {
    refused(`T4, T5 ${name} says 400`, ['5.c', 'tally-size'], ({ ballots, parts }) => {
      const tally = (honest: TallyTexts) => ({
        ...honest,
        sized: honest.sized.replace(`"${name}":4`, `"${name}":400`),
      });
      return recordOf(movesOf(parts(ballots, { tally })));
    });
  }
  refused('T6 the size of the tally has an unknown member', ['2.a', 'event-shape'], ({ ballots, parts }) => {
    const tally = (honest: TallyTexts) => ({ ...honest, sized: honest.sized.replace(/}$/, ',"x":1}') });
    return recordOf(movesOf(parts(ballots, { tally })));
  });
  refused('T6 the tally has a blank', ['5.a', 'tally-canonical'], ({ parts }) => {
    const honest = parts();
    const tally = retallied(honest.tally, honest.tally.encryptedTally.replace(',', ', '));
    return recordOf(movesOf({ ...honest, tally }));
  });
  refused('T28 one ballot is decrypted alone', ['5.b', 'tally-ballots'], ({ ballots, parts }) =>
    recordOf(movesOf(parts(ballots, { tallied: ballots.slice(0, 1) }))),
  );
});

describe('each trustee decrypts the tally with the trustee’s own key', () => {
  refused('T7 a factor is changed', ['6.c', 'decryption-proof'], (at) =>
    first(at, ({ decryption_factors: [factors] }) => {
      factors![0] = encodeElement(decodeElement(factors![0]!)!.add(GENERATOR));
    }),
  );
  refused('T8 two trustees’ decryptions are exchanged', ['6.c', 'decryption-proof'], (at) =>
    decrypted(at, ([one, two, three]) => [{ owner: 1, text: two!.text }, { owner: 2, text: one!.text }, three!]),
  );
  refused('T10 a decryption is sent again in another’s name', ['6.c', 'decryption-proof'], (at) =>
    decrypted(at, ([one, two]) => [one!, two!, { owner: 3, text: one!.text }]),
  );
  refused('T11 a decryption is by a key that is no trustee’s', ['6.c', 'decryption-proof'], (at) =>
    decrypted(at, ([one, two]) => {
      const { encryptedTally } = at.parts().tally;
      const { privateKey } = generateTrusteeKey();
      return [
        one!,
        two!,
        { owner: 3, text: decryptTally({ election: at.world.election, encryptedTally, privateKey }) },
      ];
    }),
  );
  const invalid = (text: string) =>
    edited(text, ({ decryption_factors: [factors] }: DecryptionText) => {
      factors![0] = encodeElement(GENERATOR);
    });
  refused('T14 a trustee decrypts twice, first falsely', ['2.d', 'trustee-number'], (at) =>
    decrypted(at, ([one, two, three]) => [{ owner: 1, text: invalid(one!.text) }, one!, two!, three!]),
  );
  refused('T15 a trustee decrypts twice, then falsely', ['2.d', 'trustee-number'], (at) =>
    decrypted(at, ([one, two, three]) => [one!, { owner: 1, text: invalid(one!.text) }, two!, three!]),
  );
  refused('T16 a factor has a part of small order', ['6.b', 'element-member'], (at) =>
    first(at, ({ decryption_factors: [factors] }) => {
      const small = ed25519.Point.fromHex('c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a');
      factors![0] = encodeElement(decodeElement(factors![0]!)!.add(small));
    }),
  );
  refused('T17 the group’s order is added to a challenge', ['6.a', 'scalar-canonical'], (at) =>
    first(at, ({ decryption_proofs: [proofs] }) => {
      proofs![0]!.challenge = (BigInt(proofs![0]!.challenge) + GROUP_ORDER).toString();
    }),
  );
  refused('T18 a scalar is in hexadecimal', ['6.a', 'scalar-canonical'], (at) =>
    first(at, ({ decryption_proofs: [proofs] }) => {
      proofs![0]!.challenge = `0x${BigInt(proofs![0]!.challenge).toString(16)}`;
    }),
  );
  refused('T19 a decryption has an unknown member', ['6.a', 'decryption-shape'], (at) =>
    first(at, (decryption) => {
      decryption.more = 1;
    }),
  );
  refused('a decryption has a factor less', ['6.a', 'decryption-shape'], (at) =>
    first(at, ({ decryption_factors: [factors] }) => void factors!.pop()),
  );
  refused('T20 the proofs of two choices are exchanged', ['6.c', 'decryption-proof'], (at) =>
    first(at, ({ decryption_proofs: [proofs] }) => {
      [proofs![0], proofs![1]] = [proofs![1]!, proofs![0]!];
    }),
  );
  const withForgedFactor = (at: Scene, alsoChange: (decryption: DecryptionText) => void) => {
    const { encryptedTally } = at.parts().tally;
    const [[{ alpha }]] = JSON.parse(encryptedTally) as [[CiphertextText]];
    const forged = forgedFactor(at, decodeElement(alpha)!);
    return first(at, (decryption) => {
      decryption.decryption_factors[0]![0] = forged.factor;
      decryption.decryption_proofs[0]![0] = forged.proof;
      alsoChange(decryption);
    });
  };
  refused('T21 a factor is false although its proof verifies', ['6.d', 'decryption-bound'], (at) =>
    withForgedFactor(at, () => undefined),
  );
  refused('T21 a factor is false, and its trustee gave no bound proofs', ['7.b', 'result-range'], (at) =>
    withForgedFactor(at, (decryption) => {
      delete decryption.bound_proofs;
    }),
  );
  refused('a bound proof is exchanged for the proof of Belenios', ['6.d', 'decryption-bound'], (at) =>
    first(at, (decryption) => {
      decryption.bound_proofs = decryption.decryption_proofs;
    }),
  );
  accepted('decryptions without bound proofs, as belenios-tool makes them', (at) =>
    decrypted(at, (decryptions) =>
      decryptions.map(({ owner, text }) => ({
        owner,
        text: edited(text, (decryption: DecryptionText) => {
          delete decryption.bound_proofs;
        }),
      })),
    ),
  );
});

describe('an election with rules is opened with proofs that name what they open', () => {
  let made: Parts | undefined;
  const withRules = () => {
    const world = aWorld({ trustees: 2, rules: { version: 4 } });
    made ??= partsOf(
      world,
      CHOICES.map((choices, voter) => ballotOf(world, voter, choices)),
    );
    return made;
  };

  accepted('all are there', () => recordOf(movesOf(withRules())));
  refused('one trustee gave none', ['6.d', 'decryption-bound'], () => {
    const parts = withRules();
    const [one, two] = parts.decryptions;
    const without = edited(two!.text, (decryption: DecryptionText) => {
      delete decryption.bound_proofs;
    });
    return recordOf(movesOf({ ...parts, decryptions: [one!, { owner: 2, text: without }] }));
  });
});

/** The challenge hashes neither alpha nor the factor: B is shifted by g^k first, and the factor fitted to it afterwards. */
function forgedFactor({ world }: Scene, alpha: typeof GENERATOR) {
  const x = BigInt(world.keys[0]!.privateKey);
  const [w, k] = [randomScalar(), randomScalar()];
  const [X, A] = [power(GENERATOR, x), power(GENERATOR, w)].map(encodeElement);
  const B = encodeElement(power(alpha, w).add(power(GENERATOR, k)));
  const c = challengeOf(`decrypt|${fingerprint(world.election)}|${X}|${A},${B}`);
  const { Fn } = ed25519.Point;
  const factor = power(alpha, x).add(power(GENERATOR, Fn.mul(k, Fn.inv(c))));
  const proof = { challenge: c.toString(), response: modulo(w - x * c).toString() };
  return { factor: encodeElement(factor), proof };
}

describe('the result is what the decryptions give', () => {
  refused('T22 a count is one higher', ['7.c', 'result-sums'], (at) =>
    resulting(at, (text) => text.replace(/\[\[(\d)/, (_, count: string) => `[[${Number(count) + 1}`)),
  );
  refused('T23 two counts are exchanged', ['7.c', 'result-sums'], (at) =>
    resulting(at, (text) => text.replace('[[3,1,', '[[1,3,')),
  );
  refused(
    'T24 the group’s order is added to a count',
    ['7.a', 'result-canonical', 'result-shape', 'result-json'],
    (at) => resulting(at, (text) => text.replace('[[3', `[[${GROUP_ORDER + 3n}`)),
  );
  refused('T25 a count is a string', ['7.a', 'result-shape'], (at) =>
    resulting(at, (text) => text.replace('[[3', '[["3"')),
  );
  refused('T26 a count is missing', ['7.a', 'result-shape'], (at) =>
    resulting(at, (text) => text.replace('[[3,', '[[')),
  );
  refused('T27 the result has an unknown member', ['7.a', 'result-shape'], (at) =>
    resulting(at, (text) => text.replace(/}$/, ',"winner":0}')),
  );
});
