import { availableParallelism } from 'node:os';
import { closeSync, existsSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { archiveHeader, archiveMember } from '../protocol/archive.ts';
import { encodeEvent, hashOf, setupData, type EventType } from '../protocol/board.ts';
import { generateCredential, publicCredential } from '../protocol/credential.ts';
import { encodeCredentials } from '../protocol/credentials.ts';
import { decryptTally, ownedDecryption } from '../protocol/decryption.ts';
import { encodeElection, encodeTrustees } from '../protocol/election.ts';
import { prepareElection } from '../protocol/prepared-election.ts';
import { sumsQuestion } from '../protocol/question.ts';
import { combineDecryptions } from '../protocol/result.ts';
import { RunningTally } from '../protocol/tally.ts';
import { generateTrusteeKey } from '../protocol/trustee-key.ts';
import { decodeTrustees } from '../protocol/trustees.ts';
import { generateUuid } from '../protocol/uuid.ts';
import type { MadeBallot, ToMaker } from './ballot-maker.ts';

/* Whole records with many ballots, for measuring. They are kept under data/bench: the big ones take minutes to make. */

const TIMESTAMP = 1795212815;
const BATCH = 32;

export interface RecordPlan {
  readonly ballots: number;
  readonly choices: number;
  /** Credentials that cast no ballot. */
  readonly abstaining?: number;
}

/** The file of an honest record of this plan; made when there is none yet. */
export async function benchRecord(plan: RecordPlan): Promise<string> {
  const folder = join(import.meta.dirname, '..', 'data', 'bench', `${plan.ballots}x${plan.choices}`);
  const file = join(folder, 'record.bel');
  if (existsSync(file)) return file;
  mkdirSync(folder, { recursive: true });
  const start = performance.now();
  await writeRecord(`${file}.part`, plan);
  renameSync(`${file}.part`, file);
  console.log(`  made ${plan.ballots} ballots in ${((performance.now() - start) / 1000).toFixed(0)} s`);
  return file;
}

async function writeRecord(file: string, { ballots, choices, abstaining = 0 }: RecordPlan): Promise<void> {
  const uuid = generateUuid();
  const keys = [generateTrusteeKey(), generateTrusteeKey()];
  const trustees = encodeTrustees(keys.map(({ publicKey }) => publicKey));
  const answers = Array.from({ length: choices }, (_, place) => `Candidate ${place + 1}`);
  const questions = [sumsQuestion({ question: 'Board', answers, min: 0, max: choices })];
  const election = encodeElection({ uuid, name: 'Bench', description: '', questions, trustees });
  const voters = Array.from({ length: ballots }, () => generateCredential());
  const idle = Array.from({ length: abstaining }, () => generateCredential());
  const made = new BallotMakers(election, voters);
  const credentials = encodeCredentials([...voters, ...idle].map((credential) => publicCredential(uuid, credential)));
  const writer = new RecordWriter(file);
  const setUp = setupData({ election: hashOf(election), trustees: hashOf(trustees), credentials: hashOf(credentials) });
  writer.event('Setup', [election, trustees, credentials, setUp]);
  const tally = new RunningTally(prepareElection(election));
  for await (const { text, ciphertexts } of made) {
    writer.event('Ballot', [text]);
    tally.add(ciphertexts);
  }
  writer.event('EndBallots', []);
  const { encryptedTally, sized } = tally.texts();
  writer.event('EncryptedTally', [encryptedTally, sized]);
  const decryptions = keys.map(({ privateKey }, place) => ({
    owner: place + 1,
    text: decryptTally({ election, encryptedTally, privateKey }),
  }));
  for (const { owner, text } of decryptions) writer.event('PartialDecryption', [text, ownedDecryption(owner, text)]);
  const combining = {
    questions,
    trustees: decodeTrustees(trustees),
    encryptedTally,
    decryptions,
    totalWeight: ballots,
  };
  writer.event('Result', [combineDecryptions(combining)]);
  writer.end();
}

/** Writes event after event; the payload is the last of what is stored with it. */
class RecordWriter {
  private readonly descriptor: number;
  private parent: string | undefined;
  private height = 0;

  constructor(file: string) {
    this.descriptor = openSync(file, 'w');
    writeSync(this.descriptor, archiveHeader(TIMESTAMP));
  }

  event(type: EventType, data: readonly string[]): void {
    for (const text of data) this.member(`${hashOf(text)}.data.json`, text);
    const last = data.at(-1);
    const payload = last === undefined ? undefined : hashOf(last);
    const text = encodeEvent({ parent: this.parent, height: this.height, type, payload });
    this.parent = hashOf(text);
    this.height += 1;
    this.member(`${this.parent}.event.json`, text);
  }

  end(): void {
    closeSync(this.descriptor);
  }

  private member(name: string, text: string): void {
    writeSync(this.descriptor, archiveMember(name, text, TIMESTAMP));
  }
}

/** Ballots made on every core, in the order of their voters. */
class BallotMakers implements AsyncIterable<MadeBallot> {
  private readonly election: string;
  private readonly voters: readonly string[];

  constructor(election: string, voters: readonly string[]) {
    this.election = election;
    this.voters = voters;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<MadeBallot> {
    const workers = Array.from({ length: availableParallelism() }, () => {
      const url = new URL('ballot-maker.ts', import.meta.url);
      return new Worker(url, { workerData: this.election });
    });
    const waiting: Promise<readonly MadeBallot[]>[] = [];
    let next = 0;
    const ask = (worker: Worker) => {
      const voters = this.voters.slice(next, next + BATCH);
      next += BATCH;
      return new Promise<readonly MadeBallot[]>((resolve, reject) => {
        worker.once('message', resolve);
        worker.once('error', reject);
        worker.postMessage({ voters } satisfies ToMaker);
      });
    };
    for (const worker of workers) if (next < this.voters.length) waiting.push(ask(worker));
    for (let turn = 0; ; turn += 1) {
      const first = waiting.shift();
      const worker = workers[turn % workers.length];
      if (first === undefined || worker === undefined) break;
      const made = await first;
      worker.removeAllListeners('error');
      if (next < this.voters.length) waiting.push(ask(worker));
      yield* made;
    }
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}
