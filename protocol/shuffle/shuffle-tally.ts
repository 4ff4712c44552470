import { encodeElement, GENERATOR, modulo, randomScalar } from '../group.ts';
import type { PreparedElection } from '../prepared-election.ts';
import { firstNonMember } from '../public-elements.ts';
import { secureRandom, type RandomBytes } from '../random.ts';
import { Refused } from '../refused.ts';
import type { CiphertextText } from '../shape.ts';
import { decodeTally, nhCiphertexts } from '../tally.ts';
import { permutationChallenges, proofChallenge, type ShuffleStatement } from './challenges.ts';
import { generators, secondaryGenerator } from './generators.ts';
import { costOf, doSecretWork, productOfSpots, type SecretWork, type Spot } from './secret-powers.ts';
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
  const n = before.length;
  const secrets = { psi: permutation(n, mixer), r: mixer.scalars(n), committed: mixer.scalars(n) };
  const H = generators(n);
  const [encrypted, permuted] = await Promise.all([
    reEncrypt(mixer, before, secrets.r),
    commitPermutation(mixer, secrets, H),
  ]);
  const after = secrets.psi.map((j) => encrypted[j] ?? NOTHING);
  const statement = { phi: mixer.phi, y: mixer.y, before, after };
  return { after, proof: await prove(mixer, { statement, permuted, H }, secrets) };
}

const NOTHING: CiphertextText = { alpha: '', beta: '' };

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

/** Belenios 6, Shuffle algorithms, table 3. GenReEncryption of each. */
async function reEncrypt(
  mixer: Mixer,
  before: readonly CiphertextText[],
  r: readonly bigint[],
): Promise<readonly CiphertextText[]> {
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
  /** r, of the commitments to the permutation. */
  readonly committed: readonly bigint[];
}

/** Belenios 6, Shuffle algorithms, table 10. GenPermutationCommitment: c_(psi_i) = g^(r_(psi_i)) h_i. */
async function commitPermutation(
  mixer: Mixer,
  { psi, committed: r }: ShuffleSecrets,
  H: readonly Spot[],
): Promise<readonly Spot[]> {
  // By the places of the generators, whose order is no secret.
  const spots = await mixer.powers(
    [mixer.g],
    psi.map((j, i) => ({ exponents: [r[j] ?? 0n], times: H[i] })),
  );
  const permuted: Spot[] = [];
  for (const [i, j] of psi.entries()) permuted[j] = spots[i] ?? '';
  return permuted;
}

/** What is published, or known to everybody. */
interface Stated {
  readonly statement: ShuffleStatement;
  /** c. */
  readonly permuted: readonly Spot[];
  /** h_1, ..., h_N. */
  readonly H: readonly Spot[];
}

/** Belenios 6, Shuffle algorithms, table 4. GenShuffleProof. */
async function prove(mixer: Mixer, stated: Stated, secrets: ShuffleSecrets): Promise<ShuffleProof> {
  const { statement, permuted } = stated;
  const masks = masksOf(mixer, secrets.psi.length);
  // What does not depend on the challenges is begun before they are computed.
  const unchained = commitUnchained(mixer, masks, stated);
  const u = permutationChallenges(statement, permuted);
  const uPrime = secrets.psi.map((j) => u[j] ?? 0n);
  const links = chainOf(mixer, uPrime);
  const [chain, ofChain, others] = await Promise.all([
    mixer.powers(
      [mixer.g, mixer.h],
      links.map(({ R, U }) => ({ exponents: [R, U] })),
    ),
    commitToChain(mixer, masks, links),
    unchained,
  ]);
  const proof = { commitments: { ...others, chain: ofChain }, permutation: permuted, chain };
  const c = proofChallenge(statement, proof);
  const rBar = secrets.committed.reduce((sum, one) => sum + one, 0n);
  const sumWithU = (scalars: readonly bigint[]) => scalars.reduce((sum, one, j) => sum + one * (u[j] ?? 0n), 0n);
  const [w1, w2, w3, w4] = masks.w;
  const responses = {
    s1: modulo(w1 + c * rBar),
    // r hat, the sum of r hat_i v_i, is the exponent of g in the last link.
    s2: modulo(w2 + c * (links.at(-1)?.R ?? 0n)),
    s3: modulo(w3 + c * sumWithU(secrets.committed)),
    s4: modulo(w4 + c * sumWithU(secrets.r)),
    chain: links.map(({ r: link }, i) => modulo((masks.chain[i] ?? 0n) + c * link)),
    permuted: uPrime.map((challenge, i) => modulo((masks.permuted[i] ?? 0n) + c * challenge)),
  };
  return { ...proof, responses };
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
  return {
    w: [mixer.scalar(), mixer.scalar(), mixer.scalar(), mixer.scalar()],
    chain: mixer.scalars(n),
    permuted: mixer.scalars(n),
  };
}

/** t hat. */
function commitToChain(
  mixer: Mixer,
  { chain, permuted }: Masks,
  links: readonly Link[],
): Promise<ShuffleCommitments['chain']> {
  const rows = permuted.map((mask, i) => {
    const { R, U } = links[i - 1] ?? FIRST;
    return { exponents: [(chain[i] ?? 0n) + mask * R, mask * U] };
  });
  return mixer.powers([mixer.g, mixer.h], rows);
}

/** t but t hat. */
async function commitUnchained(
  mixer: Mixer,
  { w: [w1, w2, w3, w4], permuted }: Masks,
  { statement: { after }, H }: Stated,
): Promise<Omit<ShuffleCommitments, 'chain'>> {
  const rows = [H, after.map(({ alpha }) => alpha), after.map(({ beta }) => beta)];
  const [[ofH = [], ofAlphas = [], ofBetas = []], [t1 = '', t2 = '', ...ofG], ofY] = await Promise.all([
    mixer.products(permuted, rows),
    mixer.powers(
      [mixer.g],
      [w1, w2, w3, -w4].map((w) => ({ exponents: [w] })),
    ),
    mixer.powers([mixer.y], [{ exponents: [-w4] }]),
  ]);
  const [g3 = '', g4 = ''] = ofG;
  const t4 = [productOfSpots([...ofY, ...ofBetas]), productOfSpots([g4, ...ofAlphas])] as const;
  return { t1, t2, t3: productOfSpots([g3, ...ofH]), t4 };
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

  scalars(n: number): readonly bigint[] {
    return Array.from({ length: n }, () => this.scalar());
  }

  async powers(bases: readonly string[], rows: readonly Row[]): Promise<readonly Spot[]> {
    const pieces = piecesOf(rows).map((piece) => this.#perform({ kind: 'powers', bases, rows: piece }));
    return (await Promise.all(pieces)).flat();
  }

  /** For each row spots whose product it is. */
  async products(
    exponents: readonly bigint[],
    rows: readonly (readonly Spot[])[],
  ): Promise<readonly (readonly Spot[])[]> {
    const pieces = piecesOf(exponents).map((piece, place) => {
      const [start, end] = [place * PIECE, (place + 1) * PIECE];
      return this.#perform({ kind: 'products', exponents: piece, rows: rows.map((row) => row.slice(start, end)) });
    });
    const partial = await Promise.all(pieces);
    return rows.map((_, place) => partial.map((spots) => spots[place] ?? ''));
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
