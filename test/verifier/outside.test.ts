import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { encodeCredentials, encodeWeightedCredentials } from '../../protocol/credentials.ts';
import { encodeHead, encodeReceipt, generateBoardKey, signHead, type BoardKey } from '../../protocol/head.ts';
import { hashOf } from '../../protocol/board.ts';
import { checkReceipts, checkSince, Unreadable } from '../../verifier/outside.ts';
import { openRegular } from '../../verifier/open-regular.ts';
import { openFile } from '../../verifier/verify-file.ts';
import {
  archiveOf,
  aWorld,
  ballotMove,
  ballotOf,
  END,
  membersOfMoves,
  movesOf,
  partsOf,
  recordOf,
  setUpMove,
  type Move,
  type World,
} from '../support/record-builder.ts';
import { CHOICES, scene } from '../support/record-verdicts.ts';

/* What one record cannot show: that it grew out of an older one, and that it is the board of which heads were signed. */

const directory = mkdtempSync(join(tmpdir(), 'outside-'));
afterAll(() => rmSync(directory, { recursive: true }));

let files = 0;

function fileOf(content: Uint8Array | string): string {
  files += 1;
  const file = join(directory, `${files}`);
  writeFileSync(file, content);
  return file;
}

function open(file: string) {
  const opened = openRegular(file);
  if (typeof opened === 'string') throw new Error(opened);
  const opening = openFile(opened.descriptor);
  return { descriptor: opened.descriptor, board: opening.ok ? opening.record : undefined };
}

function since(older: Uint8Array, newer: Uint8Array) {
  const { descriptor, board } = open(fileOf(newer));
  return checkSince(fileOf(older), descriptor, board);
}

/** The snapshot after so many events. */
function snapshot(moves: readonly Move[], events: number): Uint8Array {
  return recordOf(moves.slice(0, events));
}

describe('an older record is the beginning of a newer one', () => {
  const { world, ballots, parts } = scene(0);
  const honest = movesOf(parts());

  test('V0 it was taken after two ballots, and voting went on', () => {
    for (let events = 1; events <= honest.length; events += 1) {
      expect(since(snapshot(honest, events), recordOf(honest))).toMatchObject({ id: '8.a', ok: true });
    }
  });
  test.each<[string, number, () => readonly Move[], string, string]>([
    [
      'V1 a ballot of it was dropped',
      3,
      () => movesOf(parts([ballots[0]!, ...ballots.slice(2)])),
      'ballots-vanished',
      'One ballot of the older record vanished',
    ],
    [
      'V2 two ballots of it stand in the other order',
      3,
      () => movesOf(parts([ballots[1]!, ballots[0]!, ...ballots.slice(2)])),
      'other-order',
      'from height 1 on ballots stand in another order',
    ],
    [
      'V4 after the end of voting a ballot came',
      6,
      () => [...honest.slice(0, 4), END, ballotMove(ballots[3]!)],
      'sound',
      '',
    ],
    [
      'V6 a ballot was replaced by a fresh one of the same voter',
      honest.length,
      () => movesOf(parts([ballotOf(world, 0, CHOICES[0]!), ...ballots.slice(1)])),
      'ballots-vanished',
      'vanished',
    ],
    [
      'V7 it is longer',
      honest.length,
      () => honest.slice(0, 4),
      'rolled-back',
      'the older record has 11 events, this one has 4',
    ],
    ['V7 it is longer by its result', honest.length, () => honest.slice(0, -1), 'rolled-back', 'it was rolled back'],
    [
      'the set-up is another',
      3,
      () => {
        const credentials = encodeCredentials(world.voters.slice(0, 4).map((voter) => voter.public));
        return [setUpMove({ ...world, credentials }), ...honest.slice(1)];
      },
      'other-set-up',
      'the set-up was changed',
    ],
    [
      'S13 a credential weighs more than it did',
      3,
      () => {
        const weights = new Map(world.voters.map((voter, place) => [voter.public, place === 0 ? 2 : 1]));
        return [setUpMove({ ...world, credentials: encodeWeightedCredentials(weights) }), ...honest.slice(1)];
      },
      'other-set-up',
      'credentials',
    ],
    ['voting ended where a ballot was', 5, () => movesOf(parts(ballots.slice(0, 3))), 'ballots-vanished', 'One ballot'],
  ])('%s', (_, events, newer, failed, words) => {
    const claim = since(snapshot(honest, events), recordOf(newer()));
    if (failed === 'sound') {
      // Neither is it a record: its grammar is refused before anything is compared.
      expect(claim).toMatchObject({ ok: null });
      return;
    }
    expect(claim).toMatchObject({ id: '8.a', ok: false, failed });
    expect(claim.detail).toContain(words);
  });
  test.each<[string, () => readonly Move[]]>([
    ['V3 voting ended after two ballots and went on', () => [...honest.slice(0, 3), END, ...honest.slice(3)]],
    [
      'V5 a second set-up follows two ballots',
      () => [
        ...honest.slice(0, 3),
        setUpMove({ ...world, credentials: encodeCredentials(world.voters.slice(0, 4).map((voter) => voter.public)) }),
        ...honest.slice(3),
      ],
    ],
  ])('%s: the record itself is refused', (_, newer) => {
    const older = fileOf(snapshot(honest, 3));
    const { status, stdout } = verify(fileOf(recordOf(newer())), '--since', older);
    expect(status).toBe(1);
    expect(stdout).toContain('FAIL 2.d');
  });
  test('the same events are stored in another archive', () => {
    const older = archiveOf(membersOfMoves(honest.slice(0, 3)), 1795212816);
    expect(since(older, recordOf(honest))).toMatchObject({ ok: false, failed: 'other-bytes' });
  });
  test('a record of another election is none', () => {
    expect(since(snapshot(movesOf(scene(1).parts()), 3), recordOf(honest))).toMatchObject({
      ok: false,
      failed: 'other-election',
    });
  });
  test.each([
    ['an empty file', ''],
    ['a picture', 'P5 1 1 255 x'],
  ])('with %s nothing can be compared', (_, content) => {
    const { descriptor, board } = open(fileOf(recordOf(honest)));
    expect(() => checkSince(fileOf(content), descriptor, board)).toThrow(Unreadable);
  });
  test('on the command line it decides the verdict', () => {
    const newer = fileOf(recordOf(movesOf(parts(ballots.slice(1)))));
    const { status, stdout } = verify(newer, '--since', fileOf(snapshot(honest, 3)));
    expect(status).toBe(1);
    expect(stdout).toContain('FAIL 8.a');
    expect(stdout).toContain('vanished');
    const good = verify(fileOf(recordOf(honest)), '--json', '--since', fileOf(snapshot(honest, 3)));
    expect(good.status).toBe(0);
    expect(JSON.parse(good.stdout)).toMatchObject({ verdict: 'passed' });
  });
});

describe('receipts and signed heads', () => {
  let key: BoardKey;
  let world: World;
  let record: Uint8Array;
  let events: string[];

  beforeAll(() => {
    key = generateBoardKey();
    world = aWorld({ voters: 3, trustees: 1, rules: { version: 4, boardKey: key.publicKey } });
    const ballots = [0, 1].map((voter) => ballotOf(world, voter, CHOICES[voter]!));
    const moves = movesOf(partsOf(world, ballots));
    record = recordOf(moves);
    events = membersOfMoves(moves).flatMap(({ name, text }) => (name.endsWith('.event.json') ? [text] : []));
  });

  const signed = (height: number, hash: string, by = key, electionUuid = world.uuid) =>
    signHead(by.privateKey, { electionUuid, height, hash });
  const headAt = (height: number) => signed(height, hashOf(events[height]!));
  const receiptAt = (height: number) => encodeReceipt({ event: events[height]!, head: headAt(height) });
  const prove = (...texts: string[]) => checkReceipts(texts.map(fileOf), open(fileOf(record)).board);

  test('a receipt shows that the ballot stands on the board', () => {
    const { proved, claim } = prove(receiptAt(2), encodeHead(headAt(4)));
    expect(proved.map(({ verdict }) => verdict)).toEqual(['stands', 'stands']);
    expect(proved[0]!.words).toMatch(/^The ballot \S{43} stands on the board at height 2\.$/);
    expect(claim).toMatchObject({ id: '8.b', ok: true });
  });
  test('a head that is not on the board is evidence', () => {
    const { proved, claim } = prove(encodeHead(signed(2, hashOf('another board'))));
    expect(proved[0]).toMatchObject({ verdict: 'evidence' });
    expect(claim).toMatchObject({ ok: false, failed: 'other-board' });
  });
  test('two heads of one height that differ are evidence, wherever the record ends', () => {
    const { proved } = prove(encodeHead(signed(900, hashOf('one'))), encodeHead(signed(900, hashOf('other'))));
    expect(proved.map(({ verdict }) => verdict)).toEqual(['undecided', 'evidence']);
    expect(proved[1]!.words).toContain('two signed heads of height 900 that differ');
  });
  test.each<[string, () => string, string]>([
    ['the record ends before it', () => encodeHead(signed(900, hashOf('later'))), 'ask again with a newer record'],
    ['another key signed it', () => encodeHead(signed(2, hashOf('x'), generateBoardKey())), 'it proves nothing'],
    ['it is of another election', () => encodeHead(signed(2, hashOf('x'), key, 'AnotherEectiox')), 'another election'],
    ['its signature is false', () => encodeHead({ ...headAt(2), height: 3 }), 'It proves nothing'],
    ['its event is another', () => encodeReceipt({ event: events[1]!, head: headAt(2) }), 'It proves nothing'],
  ])('nothing is decided when %s', (_, text, words) => {
    const { proved, claim } = prove(text());
    expect(proved[0]).toMatchObject({ verdict: 'undecided' });
    expect(proved[0]!.words).toContain(words);
    expect(claim.ok).toBeNull();
  });
  test('what is no receipt is a mistake', () => {
    expect(() => prove('{}')).toThrow(Unreadable);
    expect(() => prove('not a receipt')).toThrow(Unreadable);
    expect(() => checkReceipts([join(directory, 'nowhere')], undefined)).toThrow(Unreadable);
  });
  test('on the command line evidence decides the verdict, and each receipt says what it proves', () => {
    const file = fileOf(record);
    const words = ['--receipt', fileOf(receiptAt(1)), '--receipt', fileOf(encodeHead(signed(2, hashOf('x'))))];
    const { status, stdout } = verify(file, '--json', ...words);
    expect(status).toBe(1);
    const report = JSON.parse(stdout) as { verdict: string; receipts: { verdict: string }[] };
    expect(report.verdict).toBe('failed');
    expect(report.receipts.map(({ verdict }) => verdict)).toEqual(['stands', 'evidence']);
    const good = verify(file, ...words.slice(0, 2));
    expect(good.status).toBe(0);
    expect(good.stdout).toContain('stands on the board at height 1.');
    expect(verify(file, '--receipt', fileOf('{}')).status).toBe(2);
  });
});

const MAIN = fileURLToPath(new URL('../../verifier/main.ts', import.meta.url));

function verify(...words: string[]) {
  return spawnSync(process.execPath, [MAIN, ...words], { encoding: 'utf8' });
}
