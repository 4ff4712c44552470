import { hexToBytes } from '@noble/curves/utils.js';
import { GROUP_ORDER } from './arguments.ts';
import type { PublicArithmetic } from './arithmetic.ts';

/**
 * Belenios 5.2.1, Ed25519. Whether an arithmetic gets a handful of known answers right: each of its operations once, on
 * members chosen by hashes, a stray and bytes that encode nothing. It costs some milliseconds, and stands between a
 * machine that computes wrongly, or half of a module, and the record.
 */
export function passesSelfTest(arithmetic: PublicArithmetic): boolean {
  return KNOWN_ANSWERS.every((isRight) => isRight(arithmetic));
}

const G = '6666666666666666666666666666666666666666666666666666666666666658';
const Y = 'cda0fa8b1c4646be42277c59e80b3d987098bd1dc14cfed72f19580ba0a57975';
const ALPHA = '88c6d67a7ce0a6cd3e8d189363534cb122fc583fd67ec400cbbf88c354048847';
const BETA = 'a4114d29f23a326a0d5b83db9eb3bf095f5764c761ee1c5b5faab3ee3a6f5c76';
const IDENTITY = '0000000000000000000000000000000000000000000000000000000000000001';
/** y times the point of order 2. */
const STRAY = '325f0574e3b9b941bdd883a617f4c2678f6742e23eb30128d0e6a7f45f5a8678';
const ORDER_EIGHT = '7a03ac9277fdc74ec6cc392cfa53202a0f67100d760b3cba4fd84d3d706a17c7';
/** The identity, spelled with y = p + 1. */
const SECOND_SPELLING = '7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffee';
const OFF_THE_CURVE = '0000000000000000000000000000000000000000000000000000000000000002';

const CHALLENGES = [
  0xdcf7c42a4cbc313b8c288f6d3891f7a061dd323f23ff3ec9f7db1b8bd3f22e1n,
  0xe18463d53d6d113e0899ff7c25076e5e7b5519900147e664b0ef96bc8089c87n,
] as const;
const RESPONSES = [
  0xa5951b77f1496f5a7bc3d416767c2f9cc20d98dfd526ca75e375d1265348348n,
  0xa16dbfc8b5af1a5a27e8a89233e78243b7df16e8fbddb473c7ea3906d6fff68n,
] as const;
const COMMITMENTS =
  '4b124952e56ddf774ff6753dcd0cc45a86e4f5980c3188474b1d2dee76e70e66' +
  '1aac7bedf19afaa19b754a971a0756688c6798a39372c14d4bfb90033f7bb819' +
  '9f06815970d187014d6bc1c1fe73d841388b9e8d983bd95f3114531f592c7f23' +
  '1ee139d922a37d030957e78d7514824b51d272de6ecebceb2ba08c5d366d6956';
/** y^2 */
const SQUARE = '092577bfdadcc4d69cd6568db6b1e669421dcdc8d7707dc3e7b4fba2940c21fd';
/** Of y, y^2, the identity and its square. */
const COORDINATES =
  '3ce67e2f1cc00f2fc95292479cc6d46af83cfdc988fe3c24a79b60e7891bf151' +
  '4da0fa8b1c4646be42277c59e80b3d987098bd1dc14cfed72f19580ba0a57975' +
  '387a6e1779d2e562358798fe2114183852c71e065df277641dda4fa4a4c06a86' +
  '092577bfdadcc4d69cd6568db6b1e669421dcdc8d7707dc3e7b4fba2940c21fd' +
  `${'0'.repeat(64)}${IDENTITY}`.repeat(2);
const PRODUCT = 'f7aaa6efc4c332014e0ae27ab3cd3b647bddbac7151bccf13fd79836555e4144';
/** y^challenge_0 / alpha */
const COMBINATION = '0e4efa8aadddcd6821182e7c931194634af259096fcd4b9927b07ddb6c02592d';
const POWER = 'acb943e6c6281c018ed4df97527577b33deff62d7c8404feaa0a4615b8eea80f';
const INVERSE = '08c6d67a7ce0a6cd3e8d189363534cb122fc583fd67ec400cbbf88c354048847';
/** g^(challenge_0 - 1) */
const POWER_OF_G = '3712fa61ef963ea39cace0c3a26efbb85fd505d3d765db4984cb8324d74d77c3';

const KNOWN_ANSWERS: readonly ((arithmetic: PublicArithmetic) => boolean)[] = [
  (it) => it.firstNonMember(hexToBytes(G + Y + ALPHA + BETA + IDENTITY)) === -1,
  // So many that every carry in reading an encoding is taken once.
  (it) => it.firstNonMember(hexToBytes(COMMITMENTS + PRODUCT + COMBINATION)) === -1,
  (it) => it.firstNonMember(hexToBytes(G + STRAY)) === 1,
  (it) => [ORDER_EIGHT, SECOND_SPELLING, OFF_THE_CURVE].every((hex) => it.firstNonMember(hexToBytes(hex)) === 0),
  (it) => isHex(commitmentsOf(it, ALPHA, BETA), COMMITMENTS),
  (it) => commitmentsOf(it, STRAY, BETA) === undefined,
  (it) => commitmentsOf(it, ALPHA, STRAY) === undefined,
  (it) => isAnswerRight(it),
  (it) => isHex(it.product(hexToBytes(Y + ALPHA + BETA)), PRODUCT),
  (it) => it.product(hexToBytes(Y + SECOND_SPELLING)) === undefined,
  (it) => isHex(it.firstPowers(hexToBytes(Y + IDENTITY), 2), COORDINATES),
  (it) => isHex(it.productOfCiphertexts(hexToBytes(COORDINATES)), Y + SQUARE),
  (it) => isHex(combinationOf(it), COMBINATION),
  // The second has a part in one lane alone.
  (it) => isHex(it.combineEach([[...TERMS], [TERMS[0]], [TERMS[1]]]), COMBINATION + POWER + INVERSE),
  (it) =>
    isHex(
      it.combineRows(EXPONENTS, [rowOf(Y, ALPHA), rowOf(G, G), rowOf(Y, ALPHA)]),
      COMBINATION + POWER_OF_G + COMBINATION,
    ),
];

function commitmentsOf(arithmetic: PublicArithmetic, alpha: string, beta: string): Uint8Array | undefined {
  const ciphertext = { alpha: hexToBytes(alpha), beta: hexToBytes(beta) };
  return arithmetic.commitments(arithmetic.fixedBase(hexToBytes(Y)), ciphertext, PROOFS);
}

const PROOFS = [
  { plaintext: 0, challenge: CHALLENGES[0], response: RESPONSES[0] },
  { plaintext: 1, challenge: CHALLENGES[1], response: RESPONSES[1] },
];

/** The sum of (alpha, beta) and (1, 1) is (alpha, beta). */
function isAnswerRight(arithmetic: PublicArithmetic): boolean {
  const choices = [
    { alpha: hexToBytes(ALPHA), beta: hexToBytes(BETA), proofs: PROOFS },
    { alpha: hexToBytes(IDENTITY), beta: hexToBytes(IDENTITY), proofs: [] },
  ];
  const answer = arithmetic.answerCommitments(arithmetic.fixedBase(hexToBytes(Y)), choices, PROOFS);
  return (
    isHex(answer?.individual[0], COMMITMENTS) &&
    isHex(answer?.sum.alpha, ALPHA) &&
    isHex(answer?.sum.beta, BETA) &&
    isHex(answer?.overall, COMMITMENTS)
  );
}

function combinationOf(arithmetic: PublicArithmetic): Uint8Array | undefined {
  return arithmetic.combine(TERMS);
}

const EXPONENTS = [CHALLENGES[0], GROUP_ORDER - 1n] as const;
const TERMS = [
  { base: hexToBytes(Y), exponent: EXPONENTS[0] },
  { base: hexToBytes(ALPHA), exponent: EXPONENTS[1] },
] as const;

function rowOf(...elements: readonly string[]): Uint8Array {
  return hexToBytes(elements.join(''));
}

function isHex(bytes: Uint8Array | undefined, hex: string): boolean {
  const expected = hexToBytes(hex);
  return bytes?.length === expected.length && expected.every((byte, place) => bytes[place] === byte);
}
