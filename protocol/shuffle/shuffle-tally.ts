import { encodeElement, GENERATOR, IDENTITY, modulo, randomScalar } from '../group.ts';
import type { PreparedElection } from '../prepared-election.ts';
import { firstNonMember } from '../public-elements.ts';
import { secureRandom, type RandomBytes } from '../random.ts';
import { Refused } from '../refused.ts';
import type { CiphertextText } from '../shape.ts';
import { decodeTally, nhCiphertexts } from '../tally.ts';
import { permutationChallenges, proofChallenge, type ShuffleStatement } from './challenges.ts';
import { generators, secondaryGenerator } from './generators.ts';
import { costOf, doSecretWork, elementAt, textAt, type SecretWork, type Spot } from './secret-powers.ts';
import { encodeShuffle, type ShuffleCommitments, type ShuffleProof } from './text.ts';
import type { ShuffleCheck } from './verify.ts';

export interface Shuffling {
  readonly prepared: PreparedElection;
  /** The text of the encrypted tally, with the shuffle of the trustee before in it. */
  readonly encryptedTally: string;
  readonly random?: RandomBytes;
  readonly onProgress?: (done: number, total: number) => void;
  /** Where the work is done, all at once: in other threads of the same machine, or, without it, here. */
  readonly perform?: (work: SecretWork) => readonly Spot[] | Promise<readonly Spot[]>;
}

/**
 * Belenios 4.19, Shuffles. Re-encrypts and permutes the ciphertexts of each question that is opened as ballots, and proves
 * it: the text of the shuffle. Every power with a secret exponent is taken by `secret-powers.ts`; the permutation itself
 * decides only which places of lists are read.
 * Throws `Refused` when the tally cannot be read or holds an element outside the group.
 */
export async function shuffleTally(ask: Shuffling): Promise<string> {
  const { fingerprint: phi, election } = ask.prepared;
  const lists = nhCiphertexts(election.questions, decodeTally(ask.encryptedTally));
  for (const list of lists) assertMembers(list);
  const mixer = new Mixer(phi, election.publicKey, ask, totalCost(lists));
  const shuffled: { after: readonly CiphertextText[]; proof: ShuffleProof }[] = [];
  for (const list of lists) shuffled.push(await shuffleQuestion(mixer, list));
  return encodeShuffle({
    ciphertexts: shuffled.map(({ after }) => after),
    proofs: shuffled.map(({ proof }) => proof),
  });
}

/** For each ciphertext seven powers and its part of three products; for each question five powers. */
function totalCost(lists: readonly (readonly CiphertextText[])[]): number {
  return lists.reduce((sum, list) => sum + 13 * list.length + 5, 0);
}

function assertMembers(list: readonly CiphertextText[]): void {
  if (firstNonMember(list.flatMap(({ alpha, beta }) => [alpha, beta])) === -1) return;
  throw new Refused<ShuffleCheck>('element-member', 'the tally holds an element outside the group');
}

/** Belenios 6, Shuffle algorithms, table 1. GenShuffle, and its proof. */
async function shuffleQuestion(mixer: Mixer, before: readonly CiphertextText[]) {
  const psi = permutation(before.length, mixer);
  const r = before.map(() => mixer.scalar());
  const [encrypted, H] = await Promise.all([reEncrypt(mixer, before, r), mixer.spotsOf(generators(before.length))]);
  const mixed = psi.map((j) => encrypted[j] ?? NOTHING);
  const after = mixed.map(({ alpha, beta }) => ({ alpha: textAt(alpha), beta: textAt(beta) }));
  const statement = { phi: mixer.phi, y: mixer.y, before, after };
  return { after, proof: await prove(mixer, statement, { psi, r, mixed, H }) };
}

/** Belenios 6, Shuffle algorithms, table 2. GenPermutation: psi_i is the place, from 0, of what comes i-th. */
function permutation(n: number, mixer: Mixer): readonly number[] {
  const I = Array.from({ length: n }, (_, i) => i);
  return I.map((_, i) => {
    // From uniform in i..n-1 by less than 2^-200: a scalar has 252 bits.
    const k = i + Number(mixer.scalar() % BigInt(n - i));
    const j = I[k] ?? 0;
    I[k] = I[i] ?? 0;
    return j;
  });
}

/** A ciphertext whose coordinates are known. */
interface CiphertextSpot {
  readonly alpha: Spot;
  readonly beta: Spot;
}

const NOTHING: CiphertextSpot = { alpha: '', beta: '' };

/** Belenios 6, Shuffle algorithms, table 3. GenReEncryption of each. */
async function reEncrypt(
  mixer: Mixer,
  before: readonly CiphertextText[],
  r: readonly bigint[],
): Promise<readonly CiphertextSpot[]> {
  const rows = (member: keyof CiphertextText) =>
    before.map((ciphertext, i) => ({ exponents: [r[i] ?? 0n], times: ciphertext[member] }));
  const [alphas, betas] = await Promise.all([
    mixer.powers([mixer.g], rows('alpha')),
    mixer.powers([mixer.y], rows('beta')),
  ]);
  return before.map((_, i) => ({ alpha: alphas[i] ?? '', beta: betas[i] ?? '' }));
}

interface ShuffleSecrets {
  readonly psi: readonly number[];
  /** r', by the places before. */
  readonly r: readonly bigint[];
  /** e', with coordinates. */
  readonly mixed: readonly CiphertextSpot[];
  /** h_1, ..., h_N. No secret: with coordinates, since they are needed twice. */
  readonly H: readonly Spot[];
}

/** Belenios 6, Shuffle algorithms, table 4. GenShuffleProof. */
async function prove(mixer: Mixer, statement: ShuffleStatement, secrets: ShuffleSecrets): Promise<ShuffleProof> {
  const { psi, mixed, H } = secrets;
  const r = psi.map(() => mixer.scalar());
  const committed = (await commitPermutation(mixer, secrets, r)).map(textAt);
  const u = permutationChallenges(statement, committed);
  const uPrime = psi.map((j) => u[j] ?? 0n);
  const links = chainOf(mixer, uPrime);
  const masks = masksOf(mixer, psi.length);
  const [chain, commitments] = await Promise.all([
    mixer.powers(
      [mixer.g, mixer.h],
      links.map(({ R, U }) => ({ exponents: [R, U] })),
    ),
    commit(mixer, masks, links, [H, mixed.map(({ alpha }) => alpha), mixed.map(({ beta }) => beta)]),
  ]);
  const proof = { commitments, permutation: committed, chain: chain.map(textAt) };
  const c = proofChallenge(statement, proof);
  const rBar = r.reduce((sum, one) => sum + one, 0n);
  const sumWithU = (scalars: readonly bigint[]) => scalars.reduce((sum, one, j) => sum + one * (u[j] ?? 0n), 0n);
  const [w1, w2, w3, w4] = masks.w;
  const responses = {
    s1: modulo(w1 + c * rBar),
    // r hat, the sum of r hat_i v_i, is the exponent of g in the last link.
    s2: modulo(w2 + c * (links.at(-1)?.R ?? 0n)),
    s3: modulo(w3 + c * sumWithU(r)),
    s4: modulo(w4 + c * sumWithU(secrets.r)),
    chain: links.map(({ r: link }, i) => modulo((masks.chain[i] ?? 0n) + c * link)),
    permuted: uPrime.map((challenge, i) => modulo((masks.permuted[i] ?? 0n) + c * challenge)),
  };
  return { ...proof, responses };
}

/** Belenios 6, Shuffle algorithms, table 10. GenPermutationCommitment. */
function commitPermutation(mixer: Mixer, { psi, H }: ShuffleSecrets, r: readonly bigint[]): Promise<readonly Spot[]> {
  const placed: Spot[] = [];
  for (const [i, j] of psi.entries()) placed[j] = H[i] ?? '';
  return mixer.powers(
    [mixer.g],
    placed.map((h, j) => ({ exponents: [r[j] ?? 0n], times: h })),
  );
}

/** A link of the chain, c hat_i = g^R h^U, whose logarithms the prover knows: no power of the link before is needed. */
interface Link {
  /** r hat_i. */
  readonly r: bigint;
  readonly R: bigint;
  readonly U: bigint;
}

/** Belenios 6, Shuffle algorithms, table 13. GenCommitmentChain: c hat_i = g^(r hat_i) c hat_(i-1)^(u'_i). */
function chainOf(mixer: Mixer, uPrime: readonly bigint[]): readonly Link[] {
  let { R, U } = FIRST;
  return uPrime.map((challenge) => {
    const r = mixer.scalar();
    R = modulo(r + challenge * R);
    U = modulo(challenge * U);
    return { r, R, U };
  });
}

/** c hat_0 = h. */
const FIRST: Link = { r: 0n, R: 0n, U: 1n };

/** The omegas. */
interface Masks {
  readonly w: readonly [bigint, bigint, bigint, bigint];
  /** omega hat. */
  readonly chain: readonly bigint[];
  /** omega'. */
  readonly permuted: readonly bigint[];
}

function masksOf(mixer: Mixer, n: number): Masks {
  const scalars = () => Array.from({ length: n }, () => mixer.scalar());
  return {
    w: [mixer.scalar(), mixer.scalar(), mixer.scalar(), mixer.scalar()],
    chain: scalars(),
    permuted: scalars(),
  };
}

/** t. */
async function commit(
  mixer: Mixer,
  { w, chain, permuted }: Masks,
  links: readonly Link[],
  bases: readonly (readonly Spot[])[],
): Promise<ShuffleCommitments> {
  const tHat = permuted.map((mask, i) => {
    const { R, U } = links[i - 1] ?? FIRST;
    return { exponents: [(chain[i] ?? 0n) + mask * R, mask * U] };
  });
  const [ofChain, [ofH, ofAlphas, ofBetas]] = await Promise.all([
    mixer.powers([mixer.g, mixer.h], tHat),
    mixer.products(permuted, bases),
  ]);
  const [w1, w2, w3, w4] = w;
  const [[t1, t2, t3, t42], [t41]] = await Promise.all([
    mixer.powers(
      [mixer.g],
      [
        { exponents: [w1] },
        { exponents: [w2] },
        { exponents: [w3], times: ofH },
        { exponents: [-w4], times: ofAlphas },
      ],
    ),
    mixer.powers([mixer.y], [{ exponents: [-w4], times: ofBetas }]),
  ]);
  return {
    t1: textAt(t1 ?? ''),
    t2: textAt(t2 ?? ''),
    t3: textAt(t3 ?? ''),
    t4: [textAt(t41 ?? ''), textAt(t42 ?? '')],
    chain: ofChain.map(textAt),
  };
}

type Row = Extract<SecretWork, { kind: 'powers' }>['rows'][number];

/** How many rows go into one piece of work. */
const PIECE = 100;

/** Cuts work into pieces and tells how far it has come. */
class Mixer {
  readonly g = encodeElement(GENERATOR);
  readonly h = secondaryGenerator();
  readonly y: string;
  readonly phi: string;
  readonly #ask: Shuffling;
  readonly #total: number;
  #done = 0;

  constructor(phi: string, y: string, ask: Shuffling, total: number) {
    this.phi = phi;
    this.y = y;
    this.#ask = ask;
    this.#total = total;
  }

  scalar(): bigint {
    return randomScalar(this.#ask.random ?? secureRandom);
  }

  /** Their coordinates. */
  spotsOf(elements: readonly string[]): Promise<readonly Spot[]> {
    const rows = elements.map((times) => ({ exponents: [], times }));
    return this.powers([], rows);
  }

  async powers(bases: readonly string[], rows: readonly Row[]): Promise<readonly Spot[]> {
    const pieces = piecesOf(rows).map((piece) => this.#perform({ kind: 'powers', bases, rows: piece }));
    return (await Promise.all(pieces)).flat();
  }

  async products(exponents: readonly bigint[], rows: readonly (readonly Spot[])[]): Promise<readonly Spot[]> {
    const pieces = piecesOf(exponents).map((piece, place) => {
      const [start, end] = [place * PIECE, (place + 1) * PIECE];
      return this.#perform({ kind: 'products', exponents: piece, rows: rows.map((row) => row.slice(start, end)) });
    });
    const partial = await Promise.all(pieces);
    return rows.map((_, place) => {
      const product = partial.reduce((sum, spots) => sum.add(elementAt(spots[place] ?? '')), IDENTITY);
      return product.toAffine();
    });
  }

  async #perform(work: SecretWork): Promise<readonly Spot[]> {
    const spots = await (this.#ask.perform ?? doSecretWork)(work);
    this.#done += costOf(work);
    this.#ask.onProgress?.(this.#done, this.#total);
    return spots;
  }
}

function piecesOf<T>(items: readonly T[]): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(items.length / PIECE) }, (_, place) =>
    items.slice(place * PIECE, (place + 1) * PIECE),
  );
}
