import type { PublicArithmetic } from '../../../protocol/kernel/arithmetic.ts';
import { referenceArithmetic } from '../../../protocol/kernel/reference.ts';

/**
 * The reference, which computes nothing twice: the same dice ask the same of every kernel, and it is hundreds of times as
 * slow as they are. Nobody may write on what it returns.
 */
export const remembered: PublicArithmetic = {
  name: referenceArithmetic.name,
  firstNonMember: remembering((...ask) => referenceArithmetic.firstNonMember(...ask)),
  fixedBase: remembering((...ask) => referenceArithmetic.fixedBase(...ask)),
  commitments: remembering((...ask) => referenceArithmetic.commitments(...ask)),
  answerCommitments: remembering((...ask) => referenceArithmetic.answerCommitments(...ask)),
  combine: remembering((...ask) => referenceArithmetic.combine(...ask)),
  combineEach: remembering((...ask) => referenceArithmetic.combineEach(...ask)),
  combineRows: remembering((...ask) => referenceArithmetic.combineRows(...ask)),
  firstPowers: remembering((...ask) => referenceArithmetic.firstPowers(...ask)),
  productOfCiphertexts: remembering((...ask) => referenceArithmetic.productOfCiphertexts(...ask)),
  product: remembering((...ask) => referenceArithmetic.product(...ask)),
};

function remembering<Ask extends unknown[], Answer>(compute: (...ask: Ask) => Answer): (...ask: Ask) => Answer {
  const known = new Map<string, Answer>();
  return (...ask) => {
    const key = JSON.stringify(ask, spelled);
    const answer = known.has(key) ? (known.get(key) as Answer) : compute(...ask);
    known.set(key, answer);
    return answer;
  };
}

function spelled(name: string, value: unknown): unknown {
  if (typeof value === 'bigint') return value.toString(16);
  if (value instanceof Uint8Array) return Buffer.from(value).toString('hex');
  // The table of a fixed base, which follows from its element.
  return name === 'point' ? null : value;
}
