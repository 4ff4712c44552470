import { encodeElement, GENERATOR, modulo } from '../group.ts';
import { combineTextRows, combineTextsEach, firstNonMember, productOfTexts } from '../public-elements.ts';
import type { PreparedElection } from '../prepared-election.ts';
import { answering, naming, Refused, type Failure } from '../refused.ts';
import type { CiphertextText } from '../shape.ts';
import { decodeTally, encodeTally, mergeShuffled, nhCiphertexts, type EncryptedTally } from '../tally.ts';
import { permutationChallenges, proofChallenge, type ShuffleStatement } from './challenges.ts';
import { generators, secondaryGenerator } from './generators.ts';
import { decodeShuffle, type ShuffleProof } from './text.ts';

export type ShuffleCheck =
  'shuffle-json' | 'shuffle-canonical' | 'shuffle-shape' | 'element-member' | 'scalar-canonical' | 'shuffle-proof';

const NAMES = {
  json: 'shuffle-json',
  canonical: 'shuffle-canonical',
  shape: 'shuffle-shape',
  element: 'element-member',
  scalar: 'scalar-canonical',
} as const;

export interface ShuffleToVerify {
  readonly prepared: PreparedElection;
  /** What was to be shuffled, for each question that is opened as ballots: members of the group. */
  readonly before: EncryptedTally;
  /** The text of the shuffle. */
  readonly shuffle: string;
}

/** With what the next trustee shuffles. */
export type ShuffleVerdict = { readonly ok: true; readonly ciphertexts: EncryptedTally } | Failure<ShuffleCheck>;

/** Belenios 4.19, Shuffles. Whether a shuffle holds the same plaintexts as before, in whatever order. */
export function verifyShuffle({ prepared, before, shuffle }: ShuffleToVerify): ShuffleVerdict {
  return answering<ShuffleVerdict, ShuffleCheck>(() => {
    const { ciphertexts, proofs } = naming(NAMES, () => decodeShuffle(shuffle, before));
    for (const [question, proof] of proofs.entries()) {
      const statement = {
        phi: prepared.fingerprint,
        y: prepared.election.publicKey,
        before: before[question] ?? [],
        after: ciphertexts[question] ?? [],
      };
      const where = `contest ${question + 1} of those that are shuffled`;
      assertMembers(statement, proof, where);
      if (!proofHolds(statement, proof)) throw new Refused<ShuffleCheck>('shuffle-proof', `${where}: it is not proved`);
    }
    return { ok: true, ciphertexts };
  });
}

export type ShufflesVerdict =
  /** The text of the tally with the last shuffle in it: what is decrypted. */
  | { readonly ok: true; readonly encryptedTally: string }
  /** `place` is that of the shuffle that is wrong, from 0. */
  | (Failure<ShuffleCheck> & { readonly place: number });

/**
 * Belenios 3.4, Tally, steps 2 to 4. Whether each shuffle is one of what the shuffle before it left, the first of the
 * tally's own ciphertexts. `encryptedTally` is the text on the board, verified; `shuffles` are texts, in the board's order.
 */
export function verifyShuffles(
  prepared: PreparedElection,
  encryptedTally: string,
  shuffles: readonly string[],
): ShufflesVerdict {
  const { questions } = prepared.election;
  const tally = decodeTally(encryptedTally);
  let before = nhCiphertexts(questions, tally);
  for (const [place, shuffle] of shuffles.entries()) {
    const verdict = verifyShuffle({ prepared, before, shuffle });
    if (!verdict.ok) return { ...verdict, place };
    before = verdict.ciphertexts;
  }
  return { ok: true, encryptedTally: encodeTally(mergeShuffled(questions, tally, before)) };
}

function assertMembers({ after }: ShuffleStatement, proof: ShuffleProof, where: string): void {
  const { t1, t2, t3, t4, chain } = proof.commitments;
  const ciphertexts = after.flatMap(({ alpha, beta }) => [alpha, beta]);
  const stranger = firstNonMember([...ciphertexts, ...proof.permutation, ...proof.chain, ...chain, t1, t2, t3, ...t4]);
  if (stranger !== -1) throw new Refused<ShuffleCheck>('element-member', `${where}: an element is not a member`);
}

/** Belenios 6, Shuffle algorithms, table 5. CheckShuffleProof. */
function proofHolds(statement: ShuffleStatement, proof: ShuffleProof): boolean {
  const { commitments: t, responses: s, permutation, chain } = proof;
  const { y, before, after } = statement;
  const g = encodeElement(GENERATOR);
  const h = secondaryGenerator();
  const H = generators(before.length);
  const u = permutationChallenges(statement, permutation);
  const c = proofChallenge(statement, proof);
  const minus = modulo(-c);
  const [cTilde = '', alpha = '', beta = ''] = combineTextRows(u, [permutation, ...columns(before)]);
  const [hTilde = '', alphas = '', betas = ''] = combineTextRows(s.permuted, [H, ...columns(after)]);
  const allU = u.reduce((product, challenge) => modulo(product * challenge), 1n);
  // c bar and c hat are quotients: what they are divided by goes to the power c instead of -c.
  const expected: readonly (readonly (readonly [string, bigint])[])[] = [
    [
      [productOfTexts(permutation), minus],
      [productOfTexts(H), c],
      [g, s.s1],
    ],
    [
      [chain.at(-1) ?? h, minus],
      [h, modulo(c * allU)],
      [g, s.s2],
    ],
    [
      [cTilde, minus],
      [g, s.s3],
      [hTilde, 1n],
    ],
    [
      [beta, minus],
      [y, modulo(-s.s4)],
      [betas, 1n],
    ],
    [
      [alpha, minus],
      [g, modulo(-s.s4)],
      [alphas, 1n],
    ],
    ...chain.map((element, i): readonly (readonly [string, bigint])[] => [
      [element, minus],
      [g, s.chain[i] ?? 0n],
      [chain[i - 1] ?? h, s.permuted[i] ?? 0n],
    ]),
  ];
  const claimed = [t.t1, t.t2, t.t3, ...t.t4, ...t.chain];
  return combineTextsEach(expected).every((element, place) => element === claimed[place]);
}

function columns(list: readonly CiphertextText[]): [readonly string[], readonly string[]] {
  return [list.map(({ alpha }) => alpha), list.map(({ beta }) => beta)];
}
