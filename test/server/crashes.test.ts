import { randomInt } from 'node:crypto';
import { request } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Receipt } from '../../api/voting.ts';
import { connect } from '../../db/connect.ts';
import { aBoard } from '../support/bodies.ts';
import { prepareElection, sealBallot, trackerOf } from '../../protocol/ballot.ts';
import { linkProof } from '../../protocol/link-proof.ts';
import { verifyRecord } from '../../protocol/verify-record.ts';
import { downloadRecord } from '../support/board.ts';
import { aDefinition, freeze, freezeRoll, OPENS, type Voter } from '../support/elections.ts';
import { someMembers } from '../support/members.ts';
import { Installation, eventually } from '../support/installation.ts';

const VOTERS = 3;
const BALLOTS = 16;

let quorate: Installation;
let electionId: string;
let voters: Voter[];
let ballots: string[][];
/** What voters were told, by tracker: all of it must still be so after every crash. */
const receipts = new Map<string, Receipt>();

beforeAll(async () => {
  quorate = await Installation.make();
  await quorate.start();
  const officer = quorate.visitor();
  const person = { name: 'Ines Halvorsen', email: 'ines@lantern.example', password: 'seven quiet herons wade' };
  await officer.call('setUp', { body: { token: quorate.setUpToken(), ...person } });
  await makeMembers();
  const times = { record: '2020-01-01T00:00', opens: '2020-01-01T00:00', closes: '2099-01-01T00:00' };
  ({ id: electionId } = await officer.call('draftElection', { body: aDefinition(times) }));
  await freezeRoll(officer, electionId);
  await freeze(officer, electionId);
  voters = await Promise.all(Array.from({ length: VOTERS }, (_, number) => signIn(number)));
  const { election } = await officer.call('readBallotPaper', { path: { electionId } });
  const prepared = prepareElection(election);
  const choices = [[1, 0, 0, 1]];
  ballots = voters.map(({ credential }) =>
    Array.from({ length: BALLOTS }, () => sealBallot(prepared, { credential, choices })),
  );
});
afterAll(() => quorate[Symbol.asyncDispose]());

async function makeMembers(): Promise<void> {
  await using connection = connect(quorate.databaseUrl(), 1);
  const archive = { ports: { db: connection.db }, clock: { now: () => OPENS } };
  await aBoard(archive.ports);
  await someMembers(archive, VOTERS, { from: '2019-01-01T00:00:00Z', until: null, affirmed: null });
}

async function signIn(number: number): Promise<Voter> {
  const address = `voter${number}@members.example`;
  const find = (pattern: RegExp) =>
    eventually(async () => {
      const texts = await quorate.mailTo(address);
      return texts.map((text) => pattern.exec(text)?.[1]).find((found) => found !== undefined);
    });
  const credential = await find(/\/vote\/[^#\s]+#(\S+)/);
  const visitor = quorate.visitor();
  const body = { link: linkProof(electionId, credential) };
  const { requestId } = await visitor.call('requestBallotCode', { path: { electionId }, body });
  const code = await find(/^ {4}(\d{6})$/m);
  await visitor.call('signInByCode', { body: { requestId, code } });
  return { visitor, address, credential };
}

/** Every voter casts one ballot after the other until the server is gone; `received` is called after each receipt. */
async function castUntilItDies(received: () => void): Promise<void> {
  await Promise.all(
    voters.map(async ({ visitor }, place) => {
      for (let ballot = ballots[place]!.shift(); ballot !== undefined; ballot = ballots[place]!.shift()) {
        try {
          const receipt = await visitor.call('castBallot', { path: { electionId }, body: { ballot } });
          receipts.set(receipt.tracker, receipt);
          received();
        } catch {
          // Nobody answered: the voter's device sends the same ballot again.
          ballots[place]!.unshift(ballot);
          return;
        }
      }
    }),
  );
}

/** Casts, and at a moment that nobody chose does what `crash` does; then the installation starts again. */
async function castThrough(crash: () => Promise<void>): Promise<void> {
  const after = randomInt(4);
  let crashed = after === 0 ? crash() : undefined;
  let received = 0;
  await castUntilItDies(() => {
    received += 1;
    if (received === after) crashed = crash();
  });
  await crashed;
  await quorate.start();
  await expectWhatWasPromised();
}

async function expectWhatWasPromised(): Promise<void> {
  const visitor = quorate.visitor();
  for (const { tracker, height, head } of receipts.values()) {
    const place = await visitor.call('findTracker', { path: { electionId }, query: { tracker } });
    expect(place).toMatchObject({ height, event: head });
  }
  const report = verifyRecord(await downloadRecord(quorate.url, electionId));
  expect(report.findings).toEqual([]);
  expect(report.verdict).toBe('unfinished');
  const { turnout, head } = await visitor.call('readElection', { path: { electionId } });
  expect(head.ballots).toBe(report.ballots);
  expect(head.height).toBe(report.ballots);
  expect(turnout.voted).toBe(report.voters);
  expect(report.ballots).toBeGreaterThanOrEqual(receipts.size);
}

test('every receipt is kept when the server is killed while ballots arrive', async () => {
  for (let round = 0; round < 5; round += 1) await castThrough(() => quorate.kill());
});

test('every receipt is kept when PostgreSQL is killed with the server, in any order', async () => {
  await castThrough(async () => {
    quorate.killPostgres();
    await quorate.kill();
  });
  await castThrough(async () => {
    await quorate.kill();
    quorate.killPostgres();
  });
  await castThrough(async () => {
    const killed = quorate.kill();
    quorate.killPostgres();
    await killed;
  });
});

test('whoever got no answer sends the same ballot again, and nobody is counted twice', async () => {
  const all = ballots.map((some) => some.map(trackerOf)).flat();
  await castUntilItDies(() => undefined);
  for (const tracker of all) expect(receipts.has(tracker)).toBe(true);
  await expectWhatWasPromised();
  const report = verifyRecord(await downloadRecord(quorate.url, electionId));
  expect(report).toMatchObject({ ballots: VOTERS * BALLOTS, voters: VOTERS });
});

test('without its PostgreSQL it says so and ends, for whatever watches it to start it again', async () => {
  const ended = quorate.ended();
  quorate.killPostgres();
  expect(await ended).toBe(1);
  await quorate.prints(/PostgreSQL stopped/);
  await quorate.start();
  await expectWhatWasPromised();
});

test('asked to stop, it finishes the ballot that is arriving, and ends with exit code 0', async () => {
  const { visitor, credential } = voters[0]!;
  const { election } = await visitor.call('readBallotPaper', { path: { electionId } });
  const ballot = sealBallot(prepareElection(election), { credential, choices: [[0, 1, 0, 0]] });
  const body = Buffer.from(JSON.stringify({ ballot }));
  const headers = {
    origin: quorate.url,
    cookie: [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
    'content-type': 'application/json',
    'content-length': body.length,
  };
  const posting = request(`${quorate.url}/api/elections/${electionId}/ballots`, { method: 'POST', headers });
  const answered = new Promise<number | undefined>((done, fail) => {
    posting.once('response', (response) => {
      response.resume();
      done(response.statusCode);
    });
    posting.once('error', fail);
  });
  await new Promise((sent) => posting.write(body.subarray(0, 1000), sent));
  // The server answers others, so it has read what was sent before.
  await visitor.call('readElections', {});
  const stopped = quorate.stop();
  await quorate.prints(/Stopping/);
  posting.end(body.subarray(1000));
  expect(await answered).toBe(201);
  expect(await stopped).toBe(0);
  await quorate.start();
  const query = { tracker: trackerOf(ballot) };
  expect(await quorate.visitor().call('findTracker', { path: { electionId }, query })).toMatchObject({
    found: 'counts',
  });
  expect(await quorate.stop()).toBe(0);
});
