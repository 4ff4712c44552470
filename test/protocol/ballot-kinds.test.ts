import { ed25519 } from '@noble/curves/ed25519.js';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readArchive } from '../../protocol/archive.ts';
import {
  prepareElection,
  prepareSealing,
  sealBallot,
  sealToChallenge,
  verifyBallot,
  verifyOpenedBallot,
} from '../../protocol/ballot.ts';
import { decodeBallot, encodeBallot, type Answer } from '../../protocol/ballot-text.ts';
import { GENERATOR, power, randomScalar, type Element } from '../../protocol/group.ts';
import { pointAt } from '../../protocol/prepare-sealing.ts';
import { ciphertextsOf, sumsQuestion, type Question } from '../../protocol/question.ts';
import { need } from '../support/need.ts';
import { aWorld, ballotMove, edited, preparedOf, recordOf, setUpMove } from '../support/record-builder.ts';
import {
  encrypted,
  provedAnswer,
  provedBallotsAnswer,
  provedBlankAnswer,
  range,
  resigned,
  signed,
  textOfCiphertext,
} from '../support/record-forger.ts';
import { toolsFile } from '../support/record-vectors.ts';

/* Ballots of questions of every kind in one election: sums, sums with a blank vote, and ballots. */

const QUESTIONS: readonly Question[] = [
  sumsQuestion({ question: 'Board', answers: ['A', 'B', 'C'], min: 0, max: 2 }),
  { kind: 'sums', question: 'Bylaws', answers: ['A', 'B', 'C'], min: 1, max: 2, blank: true },
  { kind: 'ballots', question: 'Rank', answers: ['A', 'B', 'C'] },
];
const world = aWorld({ voters: 2, trustees: 1, questions: QUESTIONS });
const prepared = preparedOf(world);
const { credential } = world.voters[0]!;
const NOT_BLANK = [0, 0, 1, 1];
const BLANK = [1, 0, 0, 0];
const VOTE = [[1, 0, 1], NOT_BLANK, [1, 3, 2]];

const votes = fc.tuple(
  fc.constantFrom([0, 0, 0], [0, 1, 0], [1, 0, 1]),
  fc.constantFrom(BLANK, NOT_BLANK, [0, 1, 0, 0]),
  fc.tuple(...range(1, 3).map(() => fc.integer({ min: 0, max: 255 }))),
);

describe('a ballot of every kind', () => {
  test('verifies and opens as what was chosen, prepared or not', () => {
    fc.assert(
      fc.property(votes, fc.boolean(), (choices, isPrepared) => {
        const preparation = isPrepared ? prepareSealing(prepared) : undefined;
        while (preparation?.advance());
        const { ballot, tracker, promise, open } = sealToChallenge(prepared, { credential, choices }, preparation);
        const verdict = verifyBallot(prepared, ballot);
        if (!verdict.ok) throw new Error(`${verdict.failed}: ${verdict.detail}`);
        expect(verdict.ballot).toMatchObject({ tracker, promise });
        expect(verdict.ballot.ciphertexts).toHaveLength(3 + 4 + 1);
        expect(ballot.length).toBeLessThanOrEqual(prepared.longestBallot);
        const { ciphertexts } = verdict.ballot;
        const expected = { ok: true, promise, credential: world.voters[0]!.public, choices, ciphertexts };
        expect(verifyOpenedBallot(prepared, open())).toEqual(expected);
      }),
      { numRuns: 6 },
    );
  });
  test('is sealed by the same additions, whatever is chosen', () => {
    const work = (v: number) => {
      let added = '';
      const element = (name: string): Element =>
        ({ add: (other: { name: string }) => ((added += `${name}+${other.name} `), element('sum')), name }) as never;
      pointAt({ start: element('start'), doublings: ['one', 'two', 'four'].map(element) }, v);
      return added.replaceAll('start', 'sum');
    };
    for (const v of range(0, 7)) expect(work(v)).toBe('sum+one sum+two sum+four ');
    const line = { start: GENERATOR, doublings: [1n, 2n, 4n].map((times) => power(GENERATOR, times)) };
    for (const v of range(0, 7)) expect(pointAt(line, v).equals(power(GENERATOR, BigInt(v + 1)))).toBe(true);
  });
  test.each([
    ['blank, and something chosen', [[0, 0, 0], [1, 1, 0, 0], VOTE[2]!]],
    ['not blank, and fewer chosen than the question asks for', [[0, 0, 0], [0, 0, 0, 0], VOTE[2]!]],
    ['not blank, and too many chosen', [[0, 0, 0], [0, 1, 1, 1], VOTE[2]!]],
    ['no mark for blank', [[0, 0, 0], [0, 1, 1], VOTE[2]!]],
    ['half blank', [[0, 0, 0], [0.5, 0, 0, 0], VOTE[2]!]],
    ['a rank of 256', [[0, 0, 0], BLANK, [1, 2, 256]]],
    ['a negative rank', [[0, 0, 0], BLANK, [1, 2, -1]]],
    ['a rank too few', [[0, 0, 0], BLANK, [1, 2]]],
  ])('is not made of %s', (_, choices) => {
    const random = () => {
      throw new Error('nothing is computed before the choices are checked');
    };
    expect(() => sealBallot(prepared, { credential, choices, random })).toThrow(RangeError);
  });
});

describe('a preparation', () => {
  test('is good for one ballot, also when it was never advanced', () => {
    const preparation = prepareSealing(prepared);
    sealBallot(prepared, { credential, choices: VOTE }, preparation);
    expect(() => sealBallot(prepared, { credential, choices: VOTE }, preparation)).toThrow('one ballot only');
    expect(preparation.advance()).toBe(false);
  });
  test('is kept when the choices are refused', () => {
    const preparation = prepareSealing(prepared);
    expect(() => sealBallot(prepared, { credential, choices: [] }, preparation)).toThrow(RangeError);
    expect(verifyBallot(prepared, sealBallot(prepared, { credential, choices: VOTE }, preparation)).ok).toBe(true);
  });
  test('is not good for another election', () => {
    const other = preparedOf(aWorld({ voters: 1, trustees: 1, questions: QUESTIONS }));
    expect(() => sealBallot(prepared, { credential, choices: VOTE }, prepareSealing(other))).toThrow(
      'another election',
    );
  });
  test('draws all the randomness, so that sealing draws none', () => {
    let isSealing = false;
    const random = (n: number) => {
      if (isSealing) throw new Error('sealing draws randomness');
      return crypto.getRandomValues(new Uint8Array(n));
    };
    const preparation = prepareSealing(prepared, random);
    while (preparation.advance());
    isSealing = true;
    expect(verifyBallot(prepared, sealBallot(prepared, { credential, choices: VOTE }, preparation)).ok).toBe(true);
  });
});

describe('an opened ballot', () => {
  const { ballot, promise, open } = sealToChallenge(prepared, { credential, choices: VOTE });
  const opened = open();
  const refusal = (change: (value: Opened) => unknown) => {
    const verdict = verifyOpenedBallot(prepared, edited(opened, change));
    return verdict.ok ? verdict : verdict.failed;
  };
  interface Opened {
    ballot: { signature?: unknown; election_uuid: string; answers: unknown[] };
    secrets: { choices: number[]; randomness: string[] }[];
  }

  test('has the promise that was shown before, which the signature of the ballot covers too', () => {
    expect(JSON.parse(ballot)).toMatchObject({ signature: { hash: promise } });
  });
  test('is no ballot, and holds nothing with which to make one', () => {
    const { signature } = JSON.parse(ballot) as { signature: { proof: { challenge: string; response: string } } };
    expect(opened).not.toContain(signature.proof.challenge);
    expect(opened).not.toContain(signature.proof.response);
    expect(verifyBallot(prepared, JSON.stringify((JSON.parse(opened) as Opened).ballot))).toMatchObject({
      failed: 'ballot-shape',
    });
  });
  test('is refused with its signature', () => {
    const { signature } = JSON.parse(ballot) as { signature: unknown };
    expect(refusal((value) => void (value.ballot.signature = signature))).toBe('opened-signed');
  });
  test.each<[string, (value: Opened) => unknown]>([
    ['a choice to be sums', ({ secrets }) => void secrets[0]!.choices.splice(0, 2, 0, 1)],
    ['a blank vote', ({ secrets }) => void (secrets[1]!.choices = BLANK)],
    ['another rank', ({ secrets }) => void (secrets[2]!.choices = [3, 1, 2])],
    ['a rank that no ballot holds', ({ secrets }) => void (secrets[2]!.choices = [1, 3, 256])],
    ['other randomness', ({ secrets }) => void (secrets[2]!.randomness = ['5'])],
  ])('is refused when it claims %s', (_, change) => {
    expect(refusal(change)).toBe('opened-ciphertext');
  });
  test.each<[string, string, (value: Opened) => unknown]>([
    ['ballot-election', 'another election', ({ ballot }) => void (ballot.election_uuid = 'AAAAAAAAAAAAAA')],
    ['ballot-shape', 'an answer less', ({ ballot }) => void ballot.answers.pop()],
    ['ballot-shape', 'a secret less', ({ secrets }) => void secrets.pop()],
    ['ballot-shape', 'half a secret', ({ secrets }) => void secrets[0]!.randomness.pop()],
    ['scalar-canonical', 'randomness in another spelling', ({ secrets }) => void (secrets[2]!.randomness = ['05'])],
    [
      'individual-proof',
      'proofs of something else',
      ({ ballot: { answers } }) => {
        const proofs = (answers[0] as { individual_proofs: unknown[] }).individual_proofs;
        [proofs[0], proofs[1]] = [proofs[1], proofs[0]];
      },
    ],
  ])('is refused by %s for %s', (failed, _, change) => {
    expect(refusal(change)).toBe(failed);
  });
  test('is refused unread when it is longer than any can be', () => {
    expect(verifyOpenedBallot(prepared, ' '.repeat(10_000_000))).toMatchObject({ failed: 'ballot-size' });
  });
  test('is refused when its credential is not in the list given', () => {
    const verdict = verifyOpenedBallot(prepared, opened, { credentials: new Set() });
    expect(verdict).toMatchObject({ ok: false, failed: 'credential-known' });
  });
});

const sums = (ms: readonly number[]) =>
  provedAnswer(world, 0, { openings: ms.map((m) => encrypted(world, m)), overall: [0, 1, 2] });
const blank = (ms: readonly number[], overall = [1, 2]) =>
  provedBlankAnswer(world, 0, { openings: ms.map((m) => encrypted(world, m)), overall });
const SUMS = sums([1, 0, 0]);
const RANKED = provedBallotsAnswer(world, 0, encrypted(world, 1));
const cast = (...answers: Answer[]) => verifyBallot(prepared, signed(world, 0, answers));

describe('a possibly blank vote', () => {
  test.each([BLANK, NOT_BLANK, [0, 1, 0, 0]])('of %j is accepted from another prover', (...ms) => {
    expect(cast(SUMS, blank(ms), RANKED).ok).toBe(true);
  });
  test.each([
    ['blank, and something chosen', [1, 1, 0, 0], 'overall-proof'],
    ['too little chosen', [0, 0, 0, 0], 'overall-proof'],
    ['too much chosen', [0, 1, 1, 1], 'overall-proof'],
    ['blank twice over', [2, 0, 0, 0], 'individual-proof'],
    ['blank, and one vote more and one less', [1, 1, -1, 0], 'individual-proof'],
  ])('is refused: %s', (_, ms, failed) => {
    expect(cast(SUMS, blank(ms), RANKED)).toMatchObject({ ok: false, failed });
  });
  test('is refused when its proof allows one sum more', () => {
    const verdict = cast(SUMS, blank([0, 1, 1, 1], [1, 2, 3]), RANKED);
    expect(verdict).toMatchObject({ ok: false, failed: expect.stringMatching(/ballot-shape|ballot-size/) as string });
  });
  test('is refused when the proof of a question without blank vote stands in its place', () => {
    const openings = [0, 1, 0, 0].map((m) => encrypted(world, m));
    const { overallProof } = provedAnswer(world, 0, { openings: openings.slice(1), overall: [0, 1, 2] });
    const answer = { ...provedBlankAnswer(world, 0, { openings, overall: [1, 2] }), overallProof };
    expect(cast(SUMS, answer, RANKED)).toMatchObject({ failed: 'overall-proof' });
  });
});

interface AnswersText {
  answers: [{ blank_proof?: unknown; overall_proof: unknown[] }, { blank_proof?: unknown[] }, { choices: unknown }];
}
const HONEST = sealBallot(prepared, { credential, choices: VOTE });
const OTHERS = sealBallot(prepared, { credential: world.voters[1]!.credential, choices: VOTE });

describe('a ballot has the shape of questions of every kind', () => {
  test.each<[string, (value: AnswersText) => unknown]>([
    ['B44 there is no proof that it is not blank', ({ answers }) => delete answers[1].blank_proof && undefined],
    ['B44 half of that proof is missing', ({ answers }) => void answers[1].blank_proof!.pop()],
    ['B45 there is one where none is asked for', ({ answers }) => void (answers[0].blank_proof = [])],
    ['B43 the ranks are missing', ({ answers }) => void answers.pop()],
    ['the ranks are two ciphertexts', ({ answers }) => void (answers[2].choices = [answers[2].choices])],
    ['the ranks stand in another place', ({ answers }) => void answers.reverse()],
  ])('%s', (_, change) => {
    const text = resigned(world, 0, HONEST, (unsigned) => edited(unsigned, change));
    const failed = expect.stringMatching(/ballot-shape|ballot-size/) as string;
    expect(verifyBallot(prepared, text)).toMatchObject({ ok: false, failed });
  });
});

describe('ranks are known to their voter', () => {
  const ORDER_TWO = ed25519.Point.fromHex(
    'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  ).multiplyUnsafe(4n);
  const blankAnswer = blank(BLANK);
  const answers = (last: Answer) => [SUMS, blankAnswer, last] as const;

  test('another’s ranks are not cast again', () => {
    const text = resigned(world, 0, HONEST, (unsigned) =>
      edited(unsigned, (value: AnswersText) => {
        value.answers[2] = (JSON.parse(OTHERS) as AnswersText).answers[2];
      }),
    );
    expect(verifyBallot(prepared, text)).toMatchObject({ ok: false, failed: 'individual-proof' });
  });
  test('nor re-randomised by whoever knows only the difference', () => {
    const theirs = encrypted(world, 5);
    const s = randomScalar();
    const alpha = theirs.alpha.add(power(GENERATOR, s));
    const text = textOfCiphertext(alpha, theirs.beta.add(power(prepared.y, s)));
    const verdict = cast(...answers(provedBallotsAnswer(world, 0, { r: s, text })));
    expect(verdict).toMatchObject({ ok: false, failed: 'individual-proof' });
  });
  test.each(['alpha', 'beta'] as const)('B20 %s has a part of order 2, and every equation holds', (part) => {
    for (;;) {
      const honest = encrypted(world, 1);
      const moved = (name: 'alpha' | 'beta') => (name === part ? honest[name].add(ORDER_TWO) : honest[name]);
      const answer = provedBallotsAnswer(world, 0, {
        r: honest.r,
        text: textOfCiphertext(moved('alpha'), moved('beta')),
      });
      // With an even challenge the part of order 2 vanishes.
      if (answer.proof.challenge % 2n === 1n) continue;
      expect(cast(...answers(answer))).toMatchObject({ ok: false, failed: 'element-member' });
      return;
    }
  });
  test('B30 the identity is written with a negative zero', () => {
    const { beta } = encrypted(world, 1, 0n);
    const text = { ...textOfCiphertext(GENERATOR, beta), alpha: (1n + 2n ** 255n).toString(16) };
    const verdict = cast(...answers(provedBallotsAnswer(world, 0, { r: 0n, text })));
    expect(verdict).toMatchObject({ ok: false, failed: 'element-member' });
  });
});

describe('the ballots that belenios-tool made', () => {
  test.each(['plain', 'approval', 'threshold', 'ranked', 'weights'])(
    'of %s verify, and are written the same',
    (folder) => {
      const election = prepareElection(toolsFile(folder, 'election.json').toString().trim());
      const archive = readArchive(toolsFile(folder, '.bel'));
      if (!archive.ok) throw new Error(archive.failed);
      const ballots = archive.members.map(({ text }) => text).filter((text) => text.startsWith('{"election_uuid"'));
      expect(ballots.length).toBeGreaterThanOrEqual(4);
      for (const text of ballots) {
        expect(verifyBallot(election, text)).toMatchObject({ ok: true });
        expect(encodeBallot(decodeBallot(text, election.election.questions))).toBe(text);
        const width = election.election.questions.reduce((sum, question) => sum + ciphertextsOf(question), 0);
        const verdict = verifyBallot(election, text);
        expect(verdict.ok && verdict.ballot.ciphertexts).toHaveLength(width);
      }
    },
  );
});

const isInstalled = spawnSync('belenios-tool', ['--version']).status === 0;

/** Runs the tool's `election` command on a record of ballots that are still being cast. */
function tool(ballots: readonly string[], words: readonly string[], files: Readonly<Record<string, string>> = {}) {
  const directory = mkdtempSync(join(tmpdir(), 'ballots-'));
  try {
    writeFileSync(join(directory, 'record.bel'), recordOf([setUpMove(world), ...ballots.map(ballotMove)]));
    for (const [name, text] of Object.entries(files)) writeFileSync(join(directory, name), text);
    const options = { cwd: directory, encoding: 'utf8', env: { ...process.env, LWT_ASYNC_METHOD: 'none' } } as const;
    return spawnSync('belenios-tool', ['election', ...words, '--dir', '.'], options);
  } finally {
    rmSync(directory, { recursive: true });
  }
}

describe('belenios-tool and we agree on ballots of every kind', () => {
  need('belenios-tool', isInstalled);
  test('it accepts ours, blank or not', () => {
    const zeros = [[0, 0, 0], BLANK, [0, 0, 0]];
    const other = sealBallot(prepared, { credential: world.voters[1]!.credential, choices: zeros });
    const { status, stderr } = tool([HONEST, other], ['verify']);
    expect(status, stderr).toBe(0);
    const forged = signed(world, 1, [SUMS, blank([1, 1, 0, 0]), RANKED]);
    expect(tool([HONEST, forged], ['verify']).status).not.toBe(0);
  });
  test.each([VOTE, [[0, 0, 0], BLANK, [255, 0, 7]]])('we accept its own', (...choices) => {
    const files = { cred: credential, choice: JSON.stringify(choices) };
    const { stdout, stderr } = tool([], ['generate-ballot', '--privcred', 'cred', '--choice', 'choice'], files);
    expect(verifyBallot(prepared, stdout.trim()), stderr).toMatchObject({ ok: true });
  });
});
