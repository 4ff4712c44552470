import { parentPort, workerData } from 'node:worker_threads';
import { secretExponent } from '../protocol/credential.ts';
import { encodeElement, GENERATOR, modulo, power, randomScalar } from '../protocol/group.ts';
import { base64HashOf, challengeOf } from '../protocol/hash.ts';
import { publicArithmetic } from '../protocol/kernel/public-arithmetic.ts';
import { prepareElection } from '../protocol/prepared-election.ts';
import { combineTextsEach, productOfTexts } from '../protocol/public-elements.ts';
import { individualStatement, intervalMessage, overallStatement, signatureMessage } from '../protocol/statement.ts';

/*
 * Makes valid ballots of approval elections fast, for measuring only: their secrets pass through arithmetic of variable
 * time. It knows every exponent, so that each power is of g or y.
 */

export interface ToMaker {
  readonly voters: readonly string[];
}

export interface MadeBallot {
  readonly text: string;
  readonly ciphertexts: readonly string[];
}

const { election, fingerprint } = prepareElection(workerData as string);
const g = encodeElement(GENERATOR);
const y = election.publicKey;
publicArithmetic().fixedBase(Buffer.from(y, 'hex'));

parentPort?.on('message', ({ voters }: ToMaker) => {
  parentPort?.postMessage(voters.map(ballotOf));
});

function ballotOf(credential: string): MadeBallot {
  const s = secretExponent(election.uuid, credential);
  const whose = encodeElement(power(GENERATOR, s));
  const S0 = individualStatement(fingerprint, whose);
  const answers = election.questions.map((question) => {
    const ms = question.answers.map(() => (randomScalar() % 4n === 0n ? 1 : 0));
    const secrets = ms.map((m) => ({ m, r: randomScalar() }));
    const choices = encrypted(secrets);
    const individual = choices.map((choice, place) => proof(S0, choice, secrets[place]!, [0, 1]));
    const sum = {
      m: ms.reduce<number>((total, m) => total + m, 0),
      r: modulo(secrets.reduce((total, { r }) => total + r, 0n)),
    };
    const product = {
      alpha: productOfTexts(choices.map(({ alpha }) => alpha)),
      beta: productOfTexts(choices.map(({ beta }) => beta)),
    };
    const allowed = question.answers.map((_, place) => place).concat(question.answers.length);
    return {
      choices,
      individual_proofs: individual,
      overall_proof: proof(overallStatement(S0, choices), product, sum, allowed),
    };
  });
  const unsigned = { election_uuid: election.uuid, election_hash: fingerprint, credential: whose, answers };
  const hash = base64HashOf(JSON.stringify(unsigned));
  const w = randomScalar();
  const challenge = challengeOf(signatureMessage(hash, encodeElement(power(GENERATOR, w))));
  const signature = { hash, proof: proofText(challenge, modulo(w - s * challenge)) };
  return {
    text: JSON.stringify({ ...unsigned, signature }),
    ciphertexts: answers.flatMap(({ choices }) => choices.map(({ alpha, beta }) => alpha + beta)),
  };
}

interface Secret {
  readonly m: number;
  readonly r: bigint;
}

interface Ciphertext {
  readonly alpha: string;
  readonly beta: string;
}

function encrypted(secrets: readonly Secret[]): Ciphertext[] {
  const elements = combineTextsEach(
    secrets.flatMap(({ m, r }) => [
      [[g, r]],
      [
        [y, r],
        [g, BigInt(m)],
      ],
    ]),
  );
  return secrets.map((_, place) => ({ alpha: elements[2 * place] ?? '', beta: elements[2 * place + 1] ?? '' }));
}

/** Belenios 4.12, Proofs of interval membership. */
function proof(S: string, ciphertext: Ciphertext, { m, r }: Secret, plaintexts: readonly number[]) {
  const drawn = plaintexts.map((M) => ({ M, c: M === m ? 0n : randomScalar(), a: randomScalar() }));
  const commitments = combineTextsEach(
    drawn.flatMap(({ M, c, a }) => [
      [[g, a]],
      [
        [y, a],
        [g, modulo(BigInt(m - M) * c)],
      ],
    ]),
  );
  const h = challengeOf(intervalMessage(S, ciphertext, commitments));
  const rest = modulo(h - drawn.reduce((total, { c }) => total + c, 0n));
  return drawn.map(({ M, c, a }) => {
    const challenge = M === m ? rest : c;
    return proofText(challenge, modulo(a - r * challenge));
  });
}

function proofText(challenge: bigint, response: bigint) {
  return { challenge: challenge.toString(), response: response.toString() };
}
