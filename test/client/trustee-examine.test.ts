import { describe, expect, test } from 'vitest';
import { examine } from '../../client/trustee/examine.ts';
import { verifyDecryption } from '../../protocol/decryption.ts';
import { decryptExamined, shuffleExamined, type Wanted } from '../../protocol/examine-tally.ts';
import { hashOf } from '../../protocol/hash.ts';
import { verifyShuffles } from '../../protocol/shuffle/verify.ts';
import { decodeTrusteeKey } from '../../protocol/trustee-key.ts';
import {
  aWorld,
  ballotMove,
  ballotOf,
  END,
  END_SHUFFLES,
  preparedOf,
  shuffleMove,
  shufflesOf,
  partsOf,
  recordOf,
  recordOfBallots,
  setUpMove,
  tallyMove,
  type World,
} from '../support/record-builder.ts';

const uuid = (last: number) => `00000000-0000-4000-8000-${String(last).padStart(12, '0')}`;

const contest = (first: number, candidates: number) => ({
  kind: 'people',
  id: uuid(first),
  method: 'choose',
  seats: [{ id: null, name: 'Chair', endsOn: null }],
  termsStartOn: null,
  affiliationCap: null,
  candidates: Array.from({ length: candidates }, (_, place) => uuid(first + 1 + place)),
});

const rules = (size: number, quorum: object | null = null, ties: 'lot' | 'draw' = 'lot') => ({
  version: 3,
  contests: [contest(10, 4), contest(20, 2)],
  ties,
  ...{ nominationsOpenAt: null, nominationsCloseAt: null, candidatesAt: null, seatingAt: null },
  opensAt: '2027-06-01T14:00:00Z',
  closesAt: '2027-06-15T14:00:00Z',
  promised: { opens: '2027-06-01T14:00', closes: '2027-06-15T14:00', record: '2027-05-25T14:00', zone: 'UTC' },
  isRegular: true,
  quorum,
  roll: {
    ...{ size, hash: 'a'.repeat(64), frozenSize: size, frozenHash: 'a'.repeat(64), amendments: [] },
    ...{ recordAt: '2027-05-25T14:00:00Z', affirmBy: null, applyBy: null, frozenAt: '2027-05-26T09:00:00Z' },
  },
  registrar: 'server',
  trustees: ['Tobias Renner', 'Lyudmila Petrova'],
});

const choices = [
  [1, 0, 0, 0],
  [1, 0],
];
const world = aWorld({ voters: 3, trustees: 2, rules: rules(3) });
const ballots = [0, 1, 0].map((voter) => ballotOf(world, voter, choices));
const parts = partsOf(world, ballots);

function tallied(of: World, cast: readonly string[], counted = cast): Uint8Array {
  const { tally } = partsOf(of, cast, { tallied: counted });
  return recordOf([setUpMove(of), ...cast.map(ballotMove), END, tallyMove(tally)]);
}

function wanted(of: World = world, owner = 1): Wanted {
  const { publicKey } = decodeTrusteeKey(of.keys[owner - 1]!.publicKey);
  return { electionId: of.uuid, owner, publicKey, opened: undefined, act: 'decrypt' };
}

function look(record: Uint8Array, whom = wanted()) {
  return examine(record, whom, () => undefined);
}

describe('a trustee opens', () => {
  test('the last ballot of each voter, together', () => {
    const examination = look(tallied(world, ballots));
    if (!examination.ok) throw new Error(JSON.stringify(examination.doubt));
    expect(examination.facts).toMatchObject({ ballots: 3, voters: 2, roll: 3, tally: { height: 5 } });
    expect(examination.tally.encryptedTally).toBe(parts.tally.encryptedTally);
  });
  test('in an election that an older version of this program opened, with other rules', () => {
    const old = { version: 2, contests: [{ method: 'choose', seats: 1 }], quorum: null, roll: { size: 3 } };
    const { ties: _, ...before } = { ...rules(3), ...old };
    const older = aWorld({ voters: 3, trustees: 2, rules: before });
    const cast = [0, 1].map((voter) => ballotOf(older, voter, choices));
    expect(look(tallied(older, cast), wanted(older)).ok).toBe(true);
  });
  test('with a part that proves itself', () => {
    const examination = look(tallied(world, ballots), wanted(world, 2));
    if (!examination.ok) throw new Error(JSON.stringify(examination.doubt));
    const { publicKey, privateKey } = world.keys[1]!;
    const key = (JSON.parse(publicKey) as { public_key: string }).public_key;
    const decryption = decryptExamined(examination.tally, privateKey)!;
    const asked = { election: world.election, encryptedTally: parts.tally.encryptedTally, publicKey: key, decryption };
    expect(verifyDecryption(asked).ok).toBe(true);
  });
  test('and the lot with it, where the rules decide ties by lot', () => {
    const byDraw = aWorld({ voters: 3, trustees: 2, rules: rules(3, null, 'draw') });
    const drawn = byDraw.voters.map((_, voter) => ballotOf(byDraw, voter, choices));
    for (const [of, cast, hasLot] of [
      [world, ballots, true],
      [byDraw, drawn, false],
    ] as const) {
      const examination = look(tallied(of, cast), wanted(of));
      if (!examination.ok) throw new Error(JSON.stringify(examination.doubt));
      expect(examination.facts.hasLot).toBe(hasLot);
      const share = decryptExamined(examination.tally, of.keys[0]!.privateKey)!;
      expect('lot' in (JSON.parse(share) as object)).toBe(hasLot);
    }
  });
  test('when parts of others have come before', () => {
    expect(look(recordOfBallots(world, ballots)).ok).toBe(true);
  });
  test('and sees how far the checking has come', () => {
    const seen: number[] = [];
    examine(tallied(world, ballots), wanted(), (done, total) => seen.push(done, total));
    expect(seen).toEqual([3, 3]);
  });
});

describe('a trustee opens nothing', () => {
  function doubt(record: Uint8Array, whom = wanted()) {
    const examination = look(record, whom);
    return examination.ok ? undefined : examination.doubt;
  }
  test('when the tally is that of a single ballot', () => {
    expect(doubt(tallied(world, ballots, ballots.slice(0, 1)))).toMatchObject({ why: 'check-failed' });
  });
  test('when it opened another tally of this election before', () => {
    const same = { ...wanted(), opened: hashOf(parts.tally.encryptedTally) };
    expect(look(tallied(world, ballots), same).ok).toBe(true);
    expect(doubt(tallied(world, ballots.slice(0, 2)), same)).toEqual({ why: 'second-tally' });
  });
  test('with a key that is not the one of the record', () => {
    const examination = look(tallied(world, ballots));
    expect(examination.ok && decryptExamined(examination.tally, world.keys[1]!.privateKey)).toBeUndefined();
  });
  test('of another election', () => {
    const other = aWorld({ voters: 3, trustees: 2, rules: rules(3) });
    expect(doubt(tallied(world, ballots), { ...wanted(), electionId: other.uuid })).toEqual({ why: 'other-election' });
  });
  test('of an election without the own key', () => {
    const { publicKey } = decodeTrusteeKey(aWorld().keys[0]!.publicKey);
    expect(doubt(tallied(world, ballots), { ...wanted(), publicKey })).toEqual({ why: 'not-my-key' });
    expect(doubt(tallied(world, ballots), { ...wanted(), owner: 2 })).toEqual({ why: 'not-my-key' });
  });
  test('when the list of voters is not as long as the rules say', () => {
    const short = aWorld({ voters: 1, trustees: 2, rules: rules(300) });
    expect(doubt(tallied(short, [ballotOf(short, 0, choices)]), wanted(short))).toEqual({
      why: 'roll-differs',
      roll: 300,
      credentials: 1,
    });
  });
  test('when the quorum was missed', () => {
    const large = aWorld({ voters: 3, trustees: 2, rules: rules(3, { numerator: 2, denominator: 3 }) });
    expect(doubt(tallied(large, [ballotOf(large, 0, choices)]), wanted(large))).toEqual({
      why: 'quorum-missed',
      voters: 1,
      needed: 2,
    });
  });
  test('when the rules are not in the record', () => {
    const bare = aWorld({ voters: 3, trustees: 2 });
    expect(doubt(tallied(bare, [ballotOf(bare, 0, choices)]), wanted(bare))).toEqual({ why: 'rules-missing' });
  });
  test('before there is a tally', () => {
    expect(doubt(recordOf([setUpMove(world), ...ballots.map(ballotMove), END]))).toEqual({ why: 'not-tallied' });
  });
  test('when a ballot was changed', () => {
    const forged = ballots[0]!.replace(
      /"response":"(\d)/u,
      (_, digit: string) => `"response":"${digit === '1' ? '2' : '1'}`,
    );
    expect(doubt(tallied(world, [forged]))).toMatchObject({ why: 'check-failed' });
  });
  test('when what arrives is no record', () => {
    expect(doubt(new Uint8Array(0))).toMatchObject({ why: 'check-failed' });
    expect(doubt(tallied(world, ballots).slice(0, 5000))).toMatchObject({ why: 'check-failed' });
  });
});

describe('ballots that are opened one by one', () => {
  const mixed = aWorld({
    voters: 3,
    trustees: 2,
    rules: { version: 2, contests: [], quorum: null, roll: { size: 3 } },
    questions: [{ kind: 'ballots', question: 'Score them', answers: ['A', 'B'] }],
  });
  const cast = [0, 1].map((voter) => ballotOf(mixed, voter, [[voter, 5]]));
  const { tally } = partsOf(mixed, cast);
  const begun = [setUpMove(mixed), ...cast.map(ballotMove), END, tallyMove(tally)];
  const toMix = { ...wanted(mixed), act: 'shuffle' } as const;

  test('are mixed by one trustee after the other, each of what the one before left', async () => {
    const shuffles = await shufflesOf(mixed, cast, [2]);
    const record = recordOf([...begun, ...shuffles.map(({ owner, text }) => shuffleMove(owner, text))]);
    const examination = look(record, toMix);
    if (!examination.ok) throw new Error(JSON.stringify(examination.doubt));
    expect(examination.facts.shuffles).toBe(1);
    const text = await shuffleExamined(examination.tally, {});
    const verdict = verifyShuffles(preparedOf(mixed), tally.encryptedTally, [shuffles[0]!.text, text]);
    expect(verdict.ok).toBe(true);
    // What was looked at in order to mix it is never opened.
    expect(() => decryptExamined(examination.tally, mixed.keys[0]!.privateKey)).toThrow(RangeError);
  });
  test('are not opened before they are mixed by as many as must open', async () => {
    const shuffles = await shufflesOf(mixed, cast, [1, 2]);
    const moves = shuffles.map(({ owner, text }) => shuffleMove(owner, text));
    expect(look(recordOf([...begun, ...moves]), wanted(mixed))).toMatchObject({ doubt: { why: 'not-mixed' } });
    // Whoever runs the server could end the mixing early.
    for (const few of [0, 1]) {
      const record = recordOf([...begun, ...moves.slice(0, few), END_SHUFFLES]);
      expect(look(record, wanted(mixed))).toMatchObject({ doubt: { why: 'not-mixed' } });
    }
    const over = recordOf([...begun, ...moves, END_SHUFFLES]);
    const examination = look(over, wanted(mixed));
    expect(examination).toMatchObject({ ok: true, facts: { shuffles: 2 } });
    await expect(examination.ok ? shuffleExamined(examination.tally, {}) : undefined).rejects.toThrow(RangeError);
    expect(look(over, toMix)).toMatchObject({ doubt: { why: 'mixed-already' } });
  });
  test('say how far the opening has come', () => {
    const seen: number[] = [];
    const examination = look(tallied(world, ballots));
    if (!examination.ok) throw new Error(JSON.stringify(examination.doubt));
    decryptExamined(examination.tally, world.keys[0]!.privateKey, (done, total) => seen.push(done, total));
    expect(seen).toEqual([1, 6, 2, 6, 3, 6, 4, 6, 5, 6, 6, 6]);
  });
});
