import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { lotOrder, lotSeed } from '../../protocol/lot.ts';
import {
  aWorld,
  ballotOf,
  edited,
  movesOf,
  partsOf,
  recordOf,
  recordOfBallots,
  setUpMove,
  type World,
} from '../support/record-builder.ts';
import { ownRecord, ownRecords } from '../support/record-vectors.ts';
import { sumsQuestion } from '../../protocol/question.ts';
import { BallotThread } from '../../verifier/ballot-threads.ts';
import { openRegular } from '../../verifier/open-regular.ts';
import { verifyFile } from '../../verifier/verify-file.ts';
import { decodeTrustees } from '../../protocol/trustees.ts';
import { verifyRecord } from '../../protocol/verify-record.ts';

const MAIN = fileURLToPath(new URL('../../verifier/main.ts', import.meta.url));
const directory = mkdtempSync(join(tmpdir(), 'verifier-'));
afterAll(() => rmSync(directory, { recursive: true }));

function verify(...words: string[]) {
  return spawnSync(process.execPath, [MAIN, ...words], { encoding: 'utf8' });
}

function verifyOwn(file: string, ...words: string[]) {
  return verify(fileURLToPath(ownRecord(file)), ...words);
}

const ONE_QUESTION = sumsQuestion({ question: 'Q', answers: ['A'], min: 0, max: 1 });
const EXIT_CODES = { passed: 0, failed: 1, unfinished: 3 };

describe('the stranger’s program', () => {
  test.each(ownRecords())('exits for $file as it must', ({ file, verdict, check, result }) => {
    const { status, stdout } = verifyOwn(file, '--json');
    expect(status).toBe(EXIT_CODES[verdict]);
    const report = JSON.parse(stdout) as {
      verdict: string;
      result: unknown;
      checks: { id: string; claim: string; ok: boolean | null }[];
    };
    expect(report.verdict).toBe(verdict);
    expect(report.result).toEqual(result);
    if (check !== null) expect(report.checks.find(({ ok }) => ok === false)?.id).toBe(check);
    if (verdict === 'passed') expect(report.checks.every(({ ok }) => ok === true)).toBe(true);
  });
  test('prints the checklist, the result, who is elected and the quorum', () => {
    const { stdout } = verifyOwn('passed.bel');
    expect(stdout).toContain(
      'ok  4.f  Every ciphertext is proved to hold 0 or 1; one that is opened, to be known to its voter. (3 ballots)',
    );
    expect(stdout).toContain('PASSED: every check holds, and the record is complete.');
    expect(stdout).toContain('Elected: Grace.');
    expect(stdout).toContain('Quorum reached: 2 of 3 voted; 2 were needed.');
  });
  test('says how ties fall by the lot, for people and for programs', () => {
    const questions = [
      { question: 'Chair', answers: ['Ada', 'Grace', 'Joan'], min: 0, max: 1 },
      { question: 'Bylaw', answers: ['For', 'Against'], min: 0, max: 1 },
    ];
    const contests = [
      { kind: 'people', id: 'chair', candidates: ['a', 'g', 'j'] },
      { kind: 'motion', id: 'bylaw' },
    ];
    const world = aWorld({
      voters: 2,
      trustees: 2,
      questions: questions.map(sumsQuestion),
      rules: { version: 3, contests, ties: 'lot' },
    });
    const ballots = [0, 1].map((voter) =>
      ballotOf(world, voter, [
        [voter, 1 - voter, 0],
        [1, 0],
      ]),
    );
    const file = join(directory, 'lot.bel');
    writeFileSync(file, recordOfBallots(world, ballots));
    const { tally, decryptions } = partsOf(world, ballots);
    const trustees = decodeTrustees(world.trustees);
    const seed = lotSeed({ encryptedTally: tally.encryptedTally, trustees, decryptions })!;
    const order = lotOrder(seed, 'chair', ['a', 'g', 'j']);
    const report = JSON.parse(verify(file, '--json').stdout) as { lot: unknown };
    expect(report.lot).toEqual({ seed, orders: [order, null] });
    const names = order.map((id) => ({ a: 'Ada', g: 'Grace', j: 'Joan' })[id]).join(', ');
    const { stdout } = verify(file);
    expect(stdout).toContain(`By lot, the first wins a tie: ${names}.`);
    expect(stdout.match(/By lot/g)).toHaveLength(1);
    expect(stdout).toContain(`The lot that breaks ties is ${seed}.`);
  });
  test('elects by the lot where votes do not, and says what became of a motion', () => {
    const questions = [
      { question: 'Chair', answers: ['Ada', 'Grace', 'Joan'], min: 0, max: 1 },
      { question: 'Bylaw', answers: ['For', 'Against', 'Abstain'], min: 0, max: 1 },
    ];
    const seats = [{ id: 's', name: 'Chair', endsOn: null }];
    const rule = { base: 'cast', numerator: 1, denominator: 2, isStrict: false };
    const contests = [
      { kind: 'people', id: 'chair', method: 'choose', seats, candidates: ['a', 'g', 'j'] },
      { kind: 'motion', id: 'bylaw', method: 'question', ...rule },
    ];
    const rules = { version: 3, contests, ties: 'lot', roll: { size: 2 } };
    const world = aWorld({ voters: 2, trustees: 1, questions: questions.map(sumsQuestion), rules });
    const ballots = [0, 1].map((voter) =>
      ballotOf(world, voter, [
        [voter, 1 - voter, 0],
        [voter, 0, 0],
      ]),
    );
    const file = join(directory, 'motion.bel');
    writeFileSync(file, recordOfBallots(world, ballots));
    const report = JSON.parse(verify(file, '--json').stdout) as {
      lot: { orders: [string[], null] };
      contests: [{ elected: number[]; tied: null; broken: object }, { motion: object }];
    };
    const winner = report.lot.orders[0].find((id) => id !== 'j') === 'a' ? 0 : 1;
    expect(report.contests[0]).toMatchObject({
      elected: [winner],
      tied: null,
      broken: { candidates: [0, 1], won: [winner] },
    });
    expect(report.contests[1].motion).toMatchObject({ adopted: true, forVotes: 1, blank: 1, of: 2, needed: 1 });
    const { stdout } = verify(file);
    const name = ['Ada', 'Grace'][winner]!;
    expect(stdout).toContain(`Elected: ${name}. Tied were Ada, Grace; the lot elected ${name} of them.`);
    expect(stdout).toContain('Adopted: 1 of 2 ballots were for it; 1 was needed.');
  });
  test('says nothing of a lot where there is none', () => {
    expect(verifyOwn('passed.bel').stdout).not.toContain(' lot ');
    expect(JSON.parse(verifyOwn('passed.bel', '--json').stdout)).toMatchObject({ lot: null });
  });
  test('says void when quorum was missed, and does not pass', () => {
    const { stdout, status } = verifyOwn('void.bel');
    expect(status).toBe(3);
    expect(stdout).toContain('void: quorum missed');
  });
  test('names the place and the fault', () => {
    const { stdout } = verifyOwn('two-votes.bel');
    expect(stdout).toContain('FAIL 4.f');
    expect(stdout).toContain('board/3: individual-proof');
  });
  test('spreads many ballots over its threads and finds the false one', () => {
    const world = aWorld({
      voters: 40,
      trustees: 1,
      questions: [ONE_QUESTION],
    });
    const ballots = world.voters.map((_, voter) => ballotOf(world, voter, [[voter % 2]]));
    const good = join(directory, 'good.bel');
    writeFileSync(good, recordOfBallots(world, ballots));
    expect(verify(good, '--json').status).toBe(0);
    const copied = ballots.with(33, ballots[32]!.replace(world.voters[32]!.public, world.voters[33]!.public));
    const bad = join(directory, 'bad.bel');
    writeFileSync(bad, recordOfBallots(world, copied));
    const { stdout, status } = verify(bad);
    expect(status).toBe(1);
    expect(stdout).toContain('board/34: signature-hash');
  });
  describe('of credentials that a thread looks at while another reads the board', () => {
    const world = aWorld({ voters: 6, trustees: 1, questions: [ONE_QUESTION] });
    const ballots = world.voters.map((_, voter) => ballotOf(world, voter, [[1]]));
    const ORDER_TWO = `7${'f'.repeat(61)}ec`;
    const changed = (change: Partial<World>) => {
      const moves = movesOf(partsOf(world, ballots));
      return recordOf(moves.with(0, setUpMove({ ...world, ...change })));
    };
    const strange = { credentials: edited(world.credentials, (list: string[]) => [...list, ORDER_TWO]) };
    const otherKey = { election: aWorld({ voters: 1, trustees: 1, questions: [ONE_QUESTION] }).election };
    test.each([
      ['that are all members', changed({}), 'passed', undefined],
      ['of which one is a stranger', changed(strange), 'failed', '3.i'],
      [
        'of which one is a stranger, when the board ends in the middle',
        changed(strange).subarray(0, -700),
        'failed',
        '3.i',
      ],
      ['of which one is a stranger, when the key is another', changed({ ...strange, ...otherKey }), 'failed', '3.i'],
      ['that are all members, when the key is another', changed(otherKey), 'failed', '3.g'],
      ['that are all members, when the board ends in the middle', changed({}).subarray(0, -700), 'failed', '1.a'],
    ])('%s the report is that of one thread', async (_, record, verdict, check) => {
      const file = join(directory, 'members.bel');
      writeFileSync(file, record);
      const opened = openRegular(file);
      if (typeof opened === 'string') throw new Error(opened);
      const threads = [0, 1].map(() => new BallotThread(opened.descriptor));
      const nothing = () => undefined;
      const progress = { begin: nothing, advance: nothing, end: nothing };
      const { report } = await verifyFile(opened.descriptor, threads, progress);
      await Promise.all(threads.map((thread) => thread.end()));
      expect(report).toEqual(verifyRecord(record));
      expect(report.verdict).toBe(verdict);
      expect(report.checks.find(({ ok }) => ok === false)?.id).toBe(check);
    });
  });
  test('a thread that breaks decides nothing', async () => {
    const world = aWorld({ voters: 12, trustees: 1, questions: [ONE_QUESTION] });
    const ballots = world.voters.map((_, voter) => ballotOf(world, voter, [[1]]));
    const file = join(directory, 'broken.bel');
    writeFileSync(file, recordOfBallots(world, ballots));
    const opened = openRegular(file);
    if (typeof opened === 'string') throw new Error(opened);
    const threads = [0, 1].map(() => new BallotThread(opened.descriptor));
    const progress = { begin: () => undefined, advance: () => void threads[0]!.end(), end: () => undefined };
    await expect(verifyFile(opened.descriptor, threads, progress)).rejects.toThrow('A thread broke');
    await threads[1]!.end();
  });
  test.each([
    ['no file', [join(directory, 'nowhere.bel')], 'cannot be read'],
    ['a folder', [directory], 'it is not a file'],
    ['no word', [], 'Usage'],
    ['two files', ['a', 'b'], 'Usage'],
    ['an unknown option', ['a', '--fast'], 'Usage'],
  ])('says so when given %s', (_, words, message) => {
    const { status, stderr } = verify(...words);
    expect(status).toBe(2);
    expect(stderr).toContain(message);
  });
  test('an empty file and a picture fail', () => {
    const file = join(directory, 'file');
    for (const content of ['', 'P5 1 1 255 x', '\0'.repeat(5000)]) {
      writeFileSync(file, content);
      const { status, stdout } = verify(file);
      expect(status).toBe(1);
      expect(stdout).toContain('FAIL 1.a');
    }
  });
});
