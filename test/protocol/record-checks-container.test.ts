import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { archiveHeader, archiveMember } from '../../protocol/archive.ts';
import { hashOf } from '../../protocol/board.ts';
import { verifyRecord } from '../../protocol/verify-record.ts';
import {
  archiveOf,
  ballotOf,
  membersOfMoves,
  movesOf,
  recordOf,
  recordOfBallots,
  TIMESTAMP,
  type Member,
} from '../support/record-builder.ts';
import { encrypted, provedAnswer, resigned } from '../support/record-forger.ts';
import { accepted, refused, rounds, scene, type Scene } from '../support/record-verdicts.ts';

function honest({ parts }: Scene): Uint8Array {
  return recordOf(movesOf(parts()));
}

function honestMembers({ parts }: Scene): Member[] {
  return membersOfMoves(movesOf(parts()));
}

/** The place of the n-th ballot among the members. */
function ballotPlace(members: readonly Member[], n = 0): number {
  return members.flatMap(({ text }, place) => (text.startsWith('{"election_uuid"') ? [place] : []))[n]!;
}

/** The archive with one byte range of one member's header block replaced, and the checksum corrected. */
function withHeaderField(bytes: Uint8Array, block: number, place: number, field: string): Uint8Array {
  const changed = bytes.slice();
  const start = block * 512;
  changed.set(new TextEncoder().encode(field), start + place);
  changed.set(new TextEncoder().encode('        '), start + 148);
  const sum = changed.subarray(start, start + 512).reduce((total, byte) => total + byte, 0);
  changed.set(new TextEncoder().encode(`${sum.toString(8).padStart(6, '0')}\0 `), start + 148);
  return changed;
}

function headerOf(text: string): Uint8Array {
  return archiveMember('BELENIOS', text, TIMESTAMP);
}

describe('an honest record passes', () => {
  accepted('K1 untouched', honest);
  accepted('K2 made again', ({ world, ballots }) => recordOfBallots(world, ballots));
  accepted('K3 with an answer proved by another prover', ({ world, ballots, parts }) => {
    const openings = [1, 0, 1, 0].map((m) => encrypted(world, m));
    const answer = provedAnswer(world, 0, { openings, overall: [0, 1, 2] });
    const ballot = resigned(world, 0, ballots[0]!, (text) => {
      const value = JSON.parse(text) as { answers: unknown[] };
      value.answers[0] = JSON.parse(textOfAnswer(answer));
      return JSON.stringify(value);
    });
    return recordOf(movesOf(parts([ballot, ...ballots.slice(1)])));
  });
});

function textOfAnswer(answer: ReturnType<typeof provedAnswer>): string {
  const proof = ({ challenge, response }: { challenge: bigint; response: bigint }) => ({
    challenge: challenge.toString(),
    response: response.toString(),
  });
  return JSON.stringify({
    choices: answer.choices,
    individual_proofs: answer.individualProofs.map((proofs) => proofs.map(proof)),
    overall_proof: answer.overallProof.map(proof),
  });
}

describe('the container is read byte for byte', () => {
  refused('C1 a digit of a stored ballot is changed', ['1.c', 'member-name'], (at) => {
    const members = honestMembers(at);
    const place = ballotPlace(members);
    const { name, text } = members[place]!;
    members[place] = {
      name,
      text: text.replace(/"alpha":"./, (start) => `${start.slice(0, -1)}${start.endsWith('0') ? '1' : '0'}`),
    };
    return archiveOf(members);
  });
  refused('C2 two ballots stand under each other’s names', ['1.c', 'member-name'], (at) => {
    const members = honestMembers(at);
    const [one, other] = [ballotPlace(members, 0), ballotPlace(members, 1)];
    const [first, second] = [members[one]!, members[other]!];
    members[one] = { name: first.name, text: second.text };
    members[other] = { name: second.name, text: first.text };
    return archiveOf(members);
  });
  const stray = { name: `${hashOf('{}')}.data.json`, text: '{}' };
  refused('C3 data that nobody refers to stands at the end', ['2.c', 'data-unreferenced'], (at) =>
    archiveOf([...honestMembers(at), stray]),
  );
  refused('C4 data that nobody refers to stands before the first ballot', ['2.c', 'data-unreferenced'], (at) =>
    archiveOf(honestMembers(at).toSpliced(5, 0, stray)),
  );
  refused('C5 a ballot is stored twice', ['1.d', 'member-once'], (at) => {
    const members = honestMembers(at);
    return archiveOf(members.toSpliced(ballotPlace(members), 0, members[ballotPlace(members)]!));
  });
  refused('C6 an event stands before its payload', ['2.c', 'event-payload'], (at) => {
    const members = honestMembers(at);
    const place = ballotPlace(members);
    return archiveOf(members.toSpliced(place, 2, members[place + 1]!, members[place]!));
  });
  refused('C7 the file is cut in the middle of a member', ['1.a', 'archive-layout'], (at) => honest(at).slice(0, -600));
  refused('C8 the file ends as tar files usually end', ['1.a', 'archive-layout'], (at) =>
    Buffer.concat([honest(at), new Uint8Array(1024)]),
  );
  refused('C9 one member has a time of its own', ['1.a', 'archive-layout'], (at) =>
    withHeaderField(honest(at), 2, 136, '15300143016'),
  );
  refused('C10 a member is executable', ['1.a', 'archive-layout'], (at) =>
    withHeaderField(honest(at), 2, 100, '0000777'),
  );
  refused('C11 a member is a symbolic link', ['1.a', 'archive-layout'], (at) =>
    withHeaderField(honest(at), 2, 156, '2'),
  );
  refused('C12 a member’s name leads out of the folder', ['1.a', 'archive-layout'], (at) =>
    withHeaderField(honest(at), 2, 0, '../../x.data.json\0'),
  );
  refused('C13 the header is of version 2', ['1.b', 'archive-header'], (at) =>
    Buffer.concat([headerOf(`{"version":2,"timestamp":"${TIMESTAMP}"}`), honest(at).slice(1024)]),
  );
  refused('C14 a member claims to be of 8 GiB', ['1.a', 'archive-size'], (at) =>
    withHeaderField(honest(at), 2, 124, '77777777777'),
  );
  refused('C15 there is a header and nothing else', ['2.d', 'board-grammar'], () => archiveHeader(TIMESTAMP));
  refused('C15 there is nothing', ['1.a', 'archive-layout'], () => new Uint8Array(0));
  refused('C17 the file is compressed', ['1.a', 'archive-layout'], (at) => gzipSync(honest(at)));
  refused('C18 the header has an unknown member', ['1.b', 'archive-header'], (at) =>
    Buffer.concat([headerOf(`{"version":1,"timestamp":"${TIMESTAMP}","x":1}`), honest(at).slice(1024)]),
  );
  refused('the header’s time is a number', ['1.b', 'archive-header'], (at) =>
    Buffer.concat([headerOf(`{"version":1,"timestamp":${TIMESTAMP}}`), honest(at).slice(1024)]),
  );
});

describe('a record that ends early is unfinished, never passed', () => {
  rounds(
    'C16 the result is cut off',
    ({ parts }) => recordOf(movesOf(parts()).slice(0, -1)),
    (report) => {
      expect(report.verdict).toBe('unfinished');
      expect(report.step).toBe('decrypted');
      expect(report.result).toBeNull();
    },
  );
  test('wherever whole events are cut off, the step reached is named', () => {
    const moves = movesOf(scene(0).parts());
    const steps = moves.slice(0, -1).map((_, last) => {
      const { verdict, step } = verifyRecord(recordOf(moves.slice(0, last + 1)));
      return `${verdict} ${step}`;
    });
    const [voting, closed, tallied] = ['unfinished voting', 'unfinished closed', 'unfinished tallied'];
    expect(steps).toEqual([
      voting,
      voting,
      voting,
      voting,
      voting,
      closed,
      tallied,
      tallied,
      tallied,
      'unfinished decrypted',
    ]);
  });
  test('a false ballot fails an unfinished record too', () => {
    const { world, ballots, parts } = scene(0);
    const forged = resigned(
      world,
      1,
      ballotOf(world, 0, [
        [0, 0, 0, 0],
        [1, 0],
      ]),
      (text) => text,
    );
    const moves = movesOf(parts([...ballots, forged], { tallied: ballots })).slice(0, 6);
    expect(verifyRecord(recordOf(moves)).verdict).toBe('failed');
  });
});
