import { ed25519 } from '@noble/curves/ed25519.js';
import { describe } from 'vitest';
import { generateCredential, publicCredential } from '../../protocol/credential.ts';
import { encodeElement, GENERATOR, IDENTITY_TEXT, modulo, power, randomScalar } from '../../protocol/group.ts';
import { base64HashOf, challengeOf } from '../../protocol/hash.ts';
import { GROUP_ORDER } from '../../protocol/kernel/arguments.ts';
import { individualStatement, intervalMessage } from '../../protocol/statement.ts';
import { RunningTally } from '../../protocol/tally.ts';
import { ballotOf, edited, movesOf, preparedOf, recordOf, type World } from '../support/record-builder.ts';
import {
  encrypted,
  provedAnswer,
  range,
  resigned,
  signed,
  textOfCiphertext,
  unsignedTextOf,
  type Opening,
} from '../support/record-forger.ts';
import { accepted, CHOICES, refused, type Scene } from '../support/record-verdicts.ts';

interface AnswerText {
  choices: { alpha: string; beta: string }[];
  individual_proofs: { challenge: string; response: string }[][];
  overall_proof: { challenge: string; response: string }[];
  blank_proof?: unknown;
}

interface BallotText {
  election_uuid: string;
  election_hash: string;
  credential: string;
  answers: AnswerText[];
  signature?: unknown;
}

/** The board with this ballot of the first voter instead of his own. What it would count for, the tally leaves out. */
function withBallot({ ballots, parts }: Scene, ballot: string): Uint8Array {
  return recordOf(movesOf({ ...parts(), ballots: [ballot, ...ballots.slice(1)] }));
}

/** The first voter's ballot with its value changed, signed again. */
function change(at: Scene, by: (ballot: BallotText) => unknown): Uint8Array {
  return withBallot(
    at,
    resigned(at.world, 0, at.ballots[0]!, (text) => edited(text, by)),
  );
}

/** The same by its text. */
function replace(at: Scene, from: string | RegExp, to: string): Uint8Array {
  return withBallot(
    at,
    resigned(at.world, 0, at.ballots[0]!, (text) => text.replace(from, to)),
  );
}

/** The first voter's ballot with an answer to the first question that the forging prover made. */
function answering(at: Scene, openings: readonly Opening[], overall: readonly number[] = [0, 1, 2]): string {
  const second = provedAnswer(at.world, 0, { openings: [1, 0].map((m) => encrypted(at.world, m)), overall: [1] });
  return signed(at.world, 0, [provedAnswer(at.world, 0, { openings, overall }), second]);
}

function plaintexts(world: World, ms: readonly number[]): Opening[] {
  return ms.map((m) => encrypted(world, m));
}

function swap(items: unknown[], one: number, other: number): void {
  [items[one], items[other]] = [items[other], items[one]];
}

const ballotValue = (text: string) => JSON.parse(text) as BallotText;

describe('a vote cannot be copied or moved', () => {
  refused('B1 the proofs of two choices are exchanged', ['4.f', 'individual-proof'], (at) =>
    change(at, ({ answers }) => swap(answers[0]!.individual_proofs, 0, 1)),
  );
  refused('B2 the proofs of two ballots are exchanged', ['4.f', 'individual-proof'], (at) => {
    const [mine, other] = [at.ballots[0]!, at.ballots[1]!].map(ballotValue);
    const exchanged = (voter: number, from: BallotText) =>
      resigned(at.world, voter, at.ballots[voter]!, (text) =>
        edited(text, ({ answers }: BallotText) => {
          answers.forEach((answer, place) => {
            const { individual_proofs, overall_proof } = from.answers[place]!;
            Object.assign(answer, { individual_proofs, overall_proof });
          });
        }),
      );
    const ballots = [exchanged(0, other!), exchanged(1, mine!), ...at.ballots.slice(2)];
    return recordOf(movesOf({ ...at.parts(), ballots }));
  });
  refused('B3 another’s answers are cast again', ['4.f', 'individual-proof'], (at) =>
    change(at, (ballot) => {
      ballot.answers = ballotValue(at.ballots[1]!).answers;
    }),
  );
  refused('B4 another’s answers are cast again with two exchanged', ['4.f', 'individual-proof'], (at) =>
    change(at, (ballot) => {
      ballot.answers = ballotValue(at.ballots[1]!).answers;
      swap(ballot.answers[0]!.choices, 0, 3);
      swap(ballot.answers[0]!.individual_proofs, 0, 3);
    }),
  );
  refused('B5 another’s answers are cast again, re-randomised', ['4.f', 'individual-proof'], (at) =>
    change(at, (ballot) => {
      ballot.answers = ballotValue(at.ballots[1]!).answers;
      for (const choice of ballot.answers.flatMap(({ choices }) => choices)) {
        const s = randomScalar();
        const add = (text: string, more: typeof GENERATOR) =>
          encodeElement(ed25519.Point.fromBytes(Buffer.from(text, 'hex').toReversed()).add(more));
        choice.alpha = add(choice.alpha, power(GENERATOR, s));
        choice.beta = add(choice.beta, power(preparedOf(at.world).y, s));
      }
    }),
  );
  refused('a ciphertext that its own voter proves again is still a copy', ['4.i', 'ciphertext-repeated'], (at) => {
    const openings = plaintexts(at.world, [1, 0, 0, 1]);
    const ballots = [...at.ballots, answering(at, openings), answering(at, openings)];
    return recordOf(movesOf(at.parts(ballots)));
  });
  refused('B6 a ballot stands on the board twice', ['4.h', 'ballot-repeated'], (at) =>
    recordOf(movesOf(at.parts([...at.ballots, at.ballots[0]!]))),
  );
  refused('B48 a proof is moved to a choice of another question', ['4.f', 'individual-proof'], (at) =>
    change(at, ({ answers }) => {
      answers[1]!.individual_proofs[0] = answers[0]!.individual_proofs[0]!;
    }),
  );
  refused('B40 the proofs were made for another election', ['4.f', 'individual-proof'], (at) => {
    const fingerprint = base64HashOf('another election');
    const answers = [
      provedAnswer(at.world, 0, { openings: plaintexts(at.world, [1, 0, 0, 1]), overall: [0, 1, 2], fingerprint }),
      provedAnswer(at.world, 0, { openings: plaintexts(at.world, [1, 0]), overall: [1], fingerprint }),
    ];
    return withBallot(at, signed(at.world, 0, answers));
  });
});

describe('the last ballot of a voter counts', () => {
  const again = ({ world, ballots }: Scene) => [
    ...ballots,
    ballotOf(world, 0, [
      [0, 1, 1, 0],
      [0, 1],
    ]),
  ];

  accepted('B7 a voter votes again', (at) => recordOf(movesOf(at.parts(again(at)))));
  refused('B8 the first ballot is counted', ['5.b', 'tally-ballots'], (at) =>
    recordOf(movesOf(at.parts(again(at), { tallied: at.ballots }))),
  );
  refused('B9 both ballots are counted', ['5.b', 'tally-ballots'], (at) => {
    const tally = () => {
      const running = new RunningTally(preparedOf(at.world));
      for (const text of again(at)) {
        running.add(ballotValue(text).answers.flatMap(({ choices }) => choices.map(({ alpha, beta }) => alpha + beta)));
      }
      return running.texts();
    };
    return recordOf(movesOf(at.parts(again(at), { tally })));
  });
  refused('B10 the old ballot is put on the board again', ['4.h', 'ballot-repeated'], (at) =>
    recordOf(movesOf(at.parts([...again(at), at.ballots[0]!]))),
  );
});

describe('a ballot is signed by a credential of the list', () => {
  refused('B11 the credential is not in the list', ['4.c', 'credential-known'], (at) => {
    const credential = generateCredential();
    const stranger = { credential, public: publicCredential(at.world.uuid, credential) };
    const world = { ...at.world, voters: [stranger] };
    return recordOf(movesOf(at.parts([ballotOf(world, 0, CHOICES[0]!), ...at.ballots.slice(1)])));
  });
  refused('B12 another voter’s key signs', ['4.d', 'signature'], (at) =>
    withBallot(
      at,
      resigned(at.world, 1, at.ballots[0]!, (text) => text),
    ),
  );
  refused('B13 the signature is missing', ['4.a', 'ballot-shape'], (at) =>
    withBallot(at, unsignedTextOf(at.ballots[0]!)),
  );
  refused('B14 the signature is that of an earlier ballot', ['4.d', 'signature-hash'], (at) => {
    const earlier = ballotValue(ballotOf(at.world, 0, CHOICES[0]!));
    return withBallot(
      at,
      edited(at.ballots[0]!, (ballot: BallotText) => {
        ballot.signature = earlier.signature;
      }),
    );
  });
  refused('B38 the ballot names another election’s uuid', ['4.b', 'ballot-election'], (at) =>
    change(at, (ballot) => {
      ballot.election_uuid = `${ballot.election_uuid.slice(0, -1)}${ballot.election_uuid.endsWith('x') ? 'y' : 'x'}`;
    }),
  );
  refused('B39 the ballot names another election’s fingerprint', ['4.b', 'ballot-election'], (at) =>
    change(at, (ballot) => {
      ballot.election_hash = base64HashOf('another election');
    }),
  );
});

describe('a ballot holds a valid vote', () => {
  refused('B15 three are chosen where two may be', ['4.g', 'overall-proof'], (at) =>
    withBallot(at, answering(at, plaintexts(at.world, [1, 1, 1, 0]))),
  );
  refused('B16 one choice is worth two votes', ['4.f', 'individual-proof'], (at) =>
    withBallot(at, answering(at, plaintexts(at.world, [2, 0, 0, 0]))),
  );
  refused('B17 a negative vote hides in a valid sum', ['4.f', 'individual-proof'], (at) =>
    withBallot(at, answering(at, plaintexts(at.world, [1, 1, -1, 0]))),
  );
  refused('B18 the overall proof allows three', ['4.a', 'ballot-shape', 'ballot-size'], (at) =>
    withBallot(at, answering(at, plaintexts(at.world, [1, 1, 1, 0]), range(0, 3))),
  );
  accepted('B21 a choice is encrypted with r = 0', (at) => {
    const openings = [encrypted(at.world, 1, 0n), ...plaintexts(at.world, [0, 0, 1])];
    return recordOf(movesOf(at.parts([answering(at, openings), ...at.ballots.slice(1)])));
  });
  refused('B51 a proof is forged by choosing the vote after the hash', ['4.f', 'individual-proof'], (at) => {
    const answers = [
      provedAnswer(at.world, 0, { openings: plaintexts(at.world, [1, 0, 0, 0]), overall: [0, 1, 2] }),
      provedAnswer(at.world, 0, { openings: plaintexts(at.world, [1, 0]), overall: [1] }),
    ];
    const { opening, proofs } = afterTheHash(at.world);
    const forged = {
      ...answers[0]!,
      choices: answers[0]!.choices.with(0, opening.text),
      individualProofs: answers[0]!.individualProofs.with(0, proofs),
    };
    return withBallot(at, signed(at.world, 0, [forged, answers[1]!]));
  });
});

/** A proof that would hold if the hash left the ciphertext out: commitments first, then the m that fits them. */
function afterTheHash(world: World) {
  const { y, fingerprint } = preparedOf(world);
  const S0 = individualStatement(fingerprint, world.voters[0]!.public);
  const { Fn } = ed25519.Point;
  for (;;) {
    const [a0, a1, d0, d1, r] = [randomScalar(), randomScalar(), randomScalar(), randomScalar(), randomScalar()];
    const B = (a: bigint, d: bigint) => power(y, a).add(power(GENERATOR, d));
    const commitments = [power(GENERATOR, a0), B(a0, d0), power(GENERATOR, a1), B(a1, d1)].map(encodeElement);
    const h = challengeOf(intervalMessage(S0, { alpha: IDENTITY_TEXT, beta: IDENTITY_TEXT }, commitments));
    // d0 = m c0 and d1 = (m - 1) (h - c0): a quadratic equation for c0.
    const half = Fn.mul(modulo(d0 + h + d1), Fn.inv(2n));
    try {
      const c0 = modulo(half + Fn.sqrt(modulo(half * half - d0 * h)));
      const m = Fn.mul(d0, Fn.inv(c0));
      const alpha = power(GENERATOR, r);
      const beta = power(y, r).add(power(GENERATOR, m));
      const proof = (a: bigint, challenge: bigint) => ({ challenge, response: modulo(a - r * challenge) });
      const opening = { r, m: 0, alpha, beta, text: textOfCiphertext(alpha, beta) };
      return { opening, proofs: [proof(a0, c0), proof(a1, modulo(h - c0))] };
    } catch {
      // No square root this time.
    }
  }
}

describe('an element is the canonical encoding of a member of the subgroup', () => {
  const ORDER_EIGHT = ed25519.Point.fromHex('c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a');
  const ORDER_TWO = ORDER_EIGHT.multiplyUnsafe(4n);

  refused('B19 alpha has a part of order 8', ['4.e', 'element-member'], (at) =>
    change(at, ({ answers }) => {
      const choice = answers[0]!.choices[0]!;
      const alpha = ed25519.Point.fromBytes(Buffer.from(choice.alpha, 'hex').toReversed());
      choice.alpha = encodeElement(alpha.add(ORDER_EIGHT));
    }),
  );
  refused('B20 alpha has a part of order 2, and every equation holds', ['4.e', 'element-member'], (at) => {
    const honest = plaintexts(at.world, [1, 0, 0, 1]);
    const alpha = honest[0]!.alpha.add(ORDER_TWO);
    const openings = honest.with(0, { ...honest[0]!, alpha, text: textOfCiphertext(alpha, honest[0]!.beta) });
    for (;;) {
      const answer = provedAnswer(at.world, 0, { openings, overall: [0, 1, 2] });
      // The true disjunct is the one for 1 and for 2: with an even challenge the part of order 2 vanishes.
      const isEven = [answer.individualProofs[0]![1]!, answer.overallProof[2]!].every(
        ({ challenge }) => challenge % 2n === 0n,
      );
      if (!isEven) continue;
      const second = provedAnswer(at.world, 0, { openings: plaintexts(at.world, [1, 0]), overall: [1] });
      return withBallot(at, signed(at.world, 0, [answer, second]));
    }
  });
  refused('B27 alpha is in capitals', ['4.e', 'element-member'], (at) =>
    change(at, ({ answers }) => {
      answers[0]!.choices[0]!.alpha = answers[0]!.choices[0]!.alpha.toUpperCase();
    }),
  );
  refused('B28 alpha has 63 digits', ['4.e', 'element-member'], (at) =>
    change(at, ({ answers }) => {
      answers[0]!.choices[0]!.alpha = answers[0]!.choices[0]!.alpha.slice(1);
    }),
  );

  /** A first choice with r = 0 whose alpha, the identity, is written in another way: in the text and in every hash. */
  function identityAs(at: Scene, alpha: string): Uint8Array {
    const first = encrypted(at.world, 1, 0n);
    const openings = [{ ...first, text: { ...first.text, alpha } }, ...plaintexts(at.world, [0, 0, 1])];
    return withBallot(at, answering(at, openings));
  }
  const p = 2n ** 255n - 19n;
  refused('B29 the identity is written with y = p + 1', ['4.e', 'element-member'], (at) =>
    identityAs(at, (p + 1n).toString(16)),
  );
  refused('B30 the identity is written with a negative zero', ['4.e', 'element-member'], (at) =>
    identityAs(at, (1n + 2n ** 255n).toString(16)),
  );
  refused('B31 alpha is no point', ['4.e', 'element-member'], (at) => identityAs(at, '2'.padStart(64, '0')));
});

describe('a scalar is written in one way', () => {
  const scalar = (at: Scene, write: (challenge: string) => unknown) =>
    change(at, ({ answers }) => {
      const proof = answers[0]!.individual_proofs[0]![0]! as { challenge: unknown };
      proof.challenge = write(proof.challenge as string);
    });
  const failed = ['4.a', 'scalar-canonical', 'ballot-size'] as const;

  refused('B22 the group’s order is added', failed, (at) => scalar(at, (c) => (BigInt(c) + GROUP_ORDER).toString()));
  refused('B23 it starts with a zero', failed, (at) => scalar(at, (c) => `0${c}`));
  refused('B24 it is in hexadecimal', failed, (at) => scalar(at, (c) => `0x${BigInt(c).toString(16)}`));
  refused('B25 it is negative', failed, (at) => scalar(at, (c) => (BigInt(c) - GROUP_ORDER).toString()));
  refused('B26 it is a number', failed, (at) => scalar(at, () => 5));
  refused('it is empty', failed, (at) => scalar(at, () => ''));
});

describe('a ballot has one spelling', () => {
  const spelled = ['4.a', 'ballot-canonical', 'ballot-size'] as const;

  refused('B32 there is a blank after a comma', spelled, (at) => replace(at, ',"answers"', ', "answers"'));
  refused('B33 a line feed ends it', spelled, (at) => withBallot(at, `${at.ballots[0]!}\n`));
  refused('B34 its members stand in another order', spelled, (at) =>
    change(at, ({ election_uuid, ...others }) => ({ ...others, election_uuid })),
  );
  refused('B35 it has an unknown member', ['4.a', 'ballot-shape', 'ballot-size'], (at) => replace(at, /}$/, ',"x":1}'));
  refused('B36 it has two credentials', ['4.a', 'ballot-json', 'ballot-size'], (at) =>
    replace(at, '"credential"', `"credential":"${at.world.voters[1]!.public}","credential"`),
  );
  refused('B37 a member’s name has an escape', spelled, (at) => replace(at, '"alpha"', '"\\u0061lpha"'));
});

describe('a ballot has the shape of the questions', () => {
  const shape = ['4.a', 'ballot-shape', 'ballot-size'] as const;

  refused('B41 a ciphertext is missing', shape, (at) => withBallot(at, answering(at, plaintexts(at.world, [1, 0, 1]))));
  refused('B42 there is a ciphertext more', shape, (at) =>
    withBallot(at, answering(at, plaintexts(at.world, [1, 0, 1, 0, 0]))),
  );
  refused('B43 a question is not answered', shape, (at) => change(at, ({ answers }) => void answers.pop()));
  refused('B45 there is a proof of a blank vote', shape, (at) =>
    change(at, ({ answers }) => {
      answers[1]!.blank_proof = answers[1]!.individual_proofs[0];
    }),
  );
  refused('B46 an individual proof is missing', shape, (at) =>
    change(at, ({ answers }) => void answers[0]!.individual_proofs.pop()),
  );
  refused('B47 an individual proof lacks a disjunct', shape, (at) =>
    change(at, ({ answers }) => void answers[0]!.individual_proofs[0]!.pop()),
  );
  refused('B49 it is of 20 MB', ['4.a', 'ballot-size'], (at) =>
    change(at, ({ answers }) => {
      const { overall_proof: proofs } = answers[0]!;
      answers[0]!.overall_proof = Array.from({ length: 100_000 }, () => proofs[0]!);
    }),
  );
  refused('B50 it is nested 100,000 deep', ['4.a', 'ballot-size'], (at) =>
    withBallot(at, '['.repeat(100_000) + ']'.repeat(100_000)),
  );
});

describe('the forging prover is a prover', () => {
  accepted('what it proves honestly is accepted', (at) => {
    const ballot = answering(at, plaintexts(at.world, [0, 1, 0, 1]));
    return recordOf(movesOf(at.parts([ballot, ...at.ballots.slice(1)])));
  });
});
