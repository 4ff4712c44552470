import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { execPath } from 'node:process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { ProblemDocument } from '../../api/problems.ts';
import { shuffleRoute, trusteeHeader, type TrusteeView } from '../../api/trustees.ts';
import { hashOf } from '../../protocol/hash.ts';
import { longestShuffle } from '../../protocol/shuffle/text.ts';
import { closeElection } from '../../server/elections/close-election.ts';
import { tallyElection } from '../../server/trustees/tally-election.ts';
import { isInstalled, tool } from '../support/belenios-tool.ts';
import { downloadRecord, reportOf, typesOf } from '../support/board.ts';
import { aDraft, anOpenElection, aVoter, cast, CLOSES, freeze, mailTo } from '../support/elections.ts';
import { eventually } from '../support/installation.ts';
import { need } from '../support/need.ts';
import { anAdministrator, startProduct, type Product, type Visitor } from '../support/product.ts';
import { aClosedScoreElection, Member, SCORED } from '../support/trustee-groups.ts';
import { giveKeys, TRUSTEES, trusteeToken } from '../support/trustees.ts';

const patience = 240_000;

const ballots = [
  [5, 0, 3, 0],
  [4, 1, 3, 0],
  [0, 5, 3, 0],
];

async function shufflesOnBoard(product: Product, electionId: string): Promise<number> {
  return (await typesOf(product, electionId)).filter((type) => type === 'Shuffle').length;
}

async function newestSubject(product: Product, { email }: Member): Promise<string> {
  return (await mailTo(product, email))[0]!.subject.split(':')[0]!;
}

function refused(answer: TrusteeView | ProblemDocument): string {
  return 'type' in answer ? answer.type.slice('/problems/'.length) : 'taken';
}

async function result(officer: Visitor, electionId: string) {
  return (await officer.call('readElection', { path: { electionId } })).result;
}

let record: Uint8Array = new Uint8Array();

test(
  'the server and two of three trustees mix the ballots, one after the other, and what the last one left is opened',
  async () => {
    await using product = await startProduct();
    const officer = await anAdministrator(product);
    const { electionId, members } = await aClosedScoreElection(product, officer, ballots);
    const [first, second, third] = members as [Member, Member, Member];

    // The server has mixed them by itself, and asked the first.
    expect((await typesOf(product, electionId)).slice(-2)).toEqual(['EncryptedTally', 'Shuffle']);
    expect(await first.view()).toMatchObject({ task: 'shuffle', shuffles: { done: 1, needed: 3, mine: null } });
    expect(await newestSubject(product, first)).toBe('Voting has closed, mix the ballots');
    expect(await second.view()).toMatchObject({ task: 'wait-for-shuffles' });
    expect(await newestSubject(product, second)).toBe('Step 3 of 3 for your trustee key');

    const shuffle = await first.shuffle();
    const mine = hashOf(shuffle.shuffle);
    expect(await first.giveShuffle(shuffle)).toMatchObject({ task: 'wait-for-shuffles', shuffles: { done: 2, mine } });
    await product.settle();
    expect(await newestSubject(product, second)).toBe('Voting has closed, mix the ballots');
    // Nothing is opened before it is mixed by all who must.
    await expect(second.share()).rejects.toThrow('not-mixed');
    expect(await second.giveShuffle(await second.shuffle())).toMatchObject({ task: 'decrypt', shuffles: { done: 3 } });
    await product.settle();
    expect((await typesOf(product, electionId)).slice(-5)).toEqual([
      ...['Shuffle', 'Shuffle', 'Shuffle', 'EndShuffles', 'PartialDecryption'],
    ]);
    for (const member of members) expect(await newestSubject(product, member)).toBe('Voting has closed, add your part');

    await first.giveShare(await first.share());
    await third.giveShare(await third.share());
    await product.settle();
    expect(await result(officer, electionId)).toMatchObject([{ votes: [9, 6, 9, 0], elected: [0, 2] }]);
    const report = await reportOf(product, electionId);
    expect(report).toMatchObject({ verdict: 'passed', notes: [] });
    const [opened] = report.result ?? [];
    expect(opened?.kind === 'ballots' && opened.ballots.map(String).sort()).toEqual(ballots.map(String).sort());
    record = await downloadRecord(product.url, electionId);
    // Whoever sends theirs once more, since no answer came, gets the first answer, and the board stays as it is.
    expect(await first.giveShuffle(shuffle)).toMatchObject({ task: 'done', shuffles: { mine } });
    expect(await shufflesOnBoard(product, electionId)).toBe(3);
  },
  patience,
);

describe('belenios-tool', () => {
  need('belenios-tool', isInstalled);
  test('verifies the record of that election', () => {
    expect(tool(record, ['verify']).stderr).toContain('all checks passed');
  });
});

test(
  'a shuffle is refused that is false, of something else, a second one, out of turn, or no trustee’s',
  async () => {
    await using product = await startProduct();
    const officer = await anAdministrator(product);
    const { electionId, members } = await aClosedScoreElection(product, officer, ballots);
    const [first, second] = members as [Member, Member, Member];
    const honest = await first.shuffle();
    expect(refused(await second.giveShuffle(honest))).toBe('shuffle-not-due');
    expect(refused(await first.giveShuffle({ ...honest, after: 0 }))).toBe('shuffle-outdated');

    const spoiled = honest.shuffle.replace(/"(\d)(\d{40,})"/u, (_, digit: string, rest: string) => {
      return `"${digit === '1' ? '2' : '1'}${rest}"`;
    });
    expect(spoiled).not.toBe(honest.shuffle);
    for (const [shuffle, failed] of [
      ['nonsense', 'shuffle-json'],
      ['{}', 'shuffle-shape'],
      [` ${honest.shuffle}`, 'shuffle-canonical'],
      [spoiled, 'shuffle-proof'],
    ] as const) {
      const answer = await first.giveShuffle({ ...honest, shuffle });
      expect(answer).toMatchObject({ type: '/problems/shuffle-refused', status: 400, failed });
    }
    const path = `${shuffleRoute.replace(':electionId', electionId)}?after=1`;
    const send = async (token: string, body: string | Uint8Array<ArrayBuffer>, address = path) => {
      const init = { method: 'POST', headers: trusteeHeader(token), body };
      return refused((await (await product.visitor().fetch(address, init)).json()) as ProblemDocument);
    };
    const token = await trusteeToken(product, first.email);
    expect(await send('x'.repeat(43), honest.shuffle)).toBe('link-refused');
    expect(await send(token, honest.shuffle, path.replace('after=1', 'after=-1'))).toBe('malformed-request');
    expect(await send(token, new Uint8Array([0xff, 0xfe]))).toBe('malformed-request');
    expect(await send(token, honest.shuffle.padEnd(longestShuffle(1, 3)))).toBe('shuffle-refused');
    expect(await send(token, honest.shuffle.padEnd(longestShuffle(1, 3) + 1))).toBe('body-too-large');
    expect(await send(token, honest.shuffle, path.replace(electionId, 'AAAAAAAAAAAAAA'))).toBe('not-found');
    expect(await shufflesOnBoard(product, electionId)).toBe(1);

    // Two at once: one stands, and the other is told so.
    const answers = await Promise.all([first.giveShuffle(honest), first.giveShuffle(await first.shuffle())]);
    const names = answers.map(refused).sort();
    expect(names[1]).toBe('taken');
    expect(['shuffle-given', 'shuffle-outdated']).toContain(names[0]);
    expect(refused(await first.giveShuffle({ ...honest, shuffle: spoiled }))).toBe('shuffle-given');
    expect(await shufflesOnBoard(product, electionId)).toBe(2);
  },
  patience,
);

test(
  'whoever is silent for a day keeps the turn, and the next one has it too; the slower of the two begins anew',
  async () => {
    await using product = await startProduct();
    const officer = await anAdministrator(product);
    const { electionId, members } = await aClosedScoreElection(product, officer, ballots);
    const [first, second, third] = members as [Member, Member, Member];
    product.clock.moveTo(CLOSES.add({ hours: 23 }));
    await product.settle();
    expect(await second.view()).toMatchObject({ task: 'wait-for-shuffles' });
    product.clock.moveTo(CLOSES.add({ hours: 24 }));
    await product.settle();
    expect(await newestSubject(product, first)).toBe('Still to do');
    expect(await newestSubject(product, second)).toBe('Voting has closed, mix the ballots');
    expect(await third.view()).toMatchObject({ task: 'wait-for-shuffles' });

    const slow = await first.shuffle();
    expect(refused(await second.giveShuffle(await second.shuffle()))).toBe('taken');
    await product.settle();
    const late = await first.giveShuffle(slow);
    expect(late).toMatchObject({ type: '/problems/shuffle-outdated' });
    // It says so too when it claims to be of what the second left.
    expect(refused(await first.giveShuffle({ ...slow, after: 2 }))).toBe('shuffle-refused');
    // The first has let a day go by, so the third need not wait another.
    expect(await newestSubject(product, third)).toBe('Voting has closed, mix the ballots');
    const [one, other] = [await first.shuffle(), await third.shuffle()];
    const answers = await Promise.all([first.giveShuffle(one), third.giveShuffle(other)]);
    const [lost, won] = answers.map(refused).sort();
    expect(won).toBe('taken');
    expect(['shuffle-outdated', 'shuffle-not-due']).toContain(lost);
    await product.settle();
    expect(await first.view()).toMatchObject({ task: 'decrypt', shuffles: { done: 3, needed: 3 } });
    for (const member of [second, third]) await member.giveShare(await member.share());
    await product.settle();
    expect(await reportOf(product, electionId)).toMatchObject({ verdict: 'passed' });
  },
  patience,
);

test(
  'where the server holds the only key it mixes once, however often its work begins anew, and opens',
  async () => {
    await using product = await startProduct();
    const officer = await anAdministrator(product);
    const electionId = await anOpenElection(product, officer, 3, SCORED);
    for (const [voter, scores] of ballots.slice(0, 2).entries()) {
      await cast(electionId, await aVoter(product, electionId, voter), [scores]);
    }
    product.clock.moveTo(CLOSES);
    await closeElection(product.ports, electionId);
    // As if a worker had been taken for dead, and another had begun.
    await Promise.all([1, 2, 3].map(() => tallyElection(product.ports, electionId)));
    await product.settle();
    expect((await typesOf(product, electionId)).slice(-6)).toEqual([
      ...['EndBallots', 'EncryptedTally', 'Shuffle', 'EndShuffles', 'PartialDecryption', 'Result'],
    ]);
    expect(await result(officer, electionId)).toMatchObject([{ votes: [9, 1, 6, 0] }]);
    expect(await reportOf(product, electionId)).toMatchObject({ verdict: 'passed' });
  },
  patience,
);

test(
  'where all trustees are needed the first begins at once and all mix, even when nobody has voted',
  async () => {
    await using product = await startProduct();
    const officer = await anAdministrator(product);
    const electionId = await aDraft(product, officer, 2, { ...SCORED, trustees: TRUSTEES, quorum: null });
    await officer.call('inviteTrustees', { path: { electionId } });
    await product.settle();
    const trustees = await giveKeys(product, electionId);
    await freeze(officer, electionId);
    product.clock.moveTo(CLOSES);
    await product.settle();
    const people = TRUSTEES.map(({ email }) => new Member(product, electionId, email));
    for (const [place, person] of people.entries()) {
      expect(await person.view()).toMatchObject({ task: 'shuffle', shuffles: { done: place, needed: 2 } });
      expect(refused(await person.giveShuffle(await person.shuffle()))).toBe('taken');
      await product.settle();
    }
    for (const [place, person] of people.entries()) {
      const { privateKey } = trustees[place]!.key;
      await person.giveShare(await person.share(privateKey));
    }
    await product.settle();
    expect(await result(officer, electionId)).toMatchObject([{ votes: [0, 0, 0, 0] }]);
    expect(await reportOf(product, electionId)).toMatchObject({ verdict: 'passed', notes: [] });
  },
  patience,
);

test(
  'a worker that is killed while it mixes loses nothing: another mixes and opens',
  async () => {
    await using product = await startProduct();
    const officer = await anAdministrator(product);
    const electionId = await anOpenElection(product, officer, 3, SCORED);
    for (const [voter, scores] of ballots.entries()) {
      await cast(electionId, await aVoter(product, electionId, voter), [scores]);
    }
    product.clock.moveTo(CLOSES);
    await closeElection(product.ports, electionId);
    const program = fileURLToPath(new URL('../support/tally-process.ts', import.meta.url));
    const worker = spawn(execPath, [program, product.databaseUrl, electionId], { stdio: 'inherit' });
    const ended = once(worker, 'exit');
    await eventually(async () => ((await typesOf(product, electionId)).at(-1) === 'EndBallots' ? undefined : true));
    worker.kill('SIGKILL');
    await ended;
    await product.settle();
    expect((await typesOf(product, electionId)).slice(-6)).toEqual([
      ...['EndBallots', 'EncryptedTally', 'Shuffle', 'EndShuffles', 'PartialDecryption', 'Result'],
    ]);
    expect(await reportOf(product, electionId)).toMatchObject({ verdict: 'passed' });
  },
  patience,
);
