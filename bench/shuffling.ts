import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { archiveHeader, archiveMember } from '../protocol/archive.ts';
import { encodeUnsignedBallot, signedText } from '../protocol/ballot-text.ts';
import { encodeEvent, hashOf, setupData, type EventType } from '../protocol/board.ts';
import { encodeCredentials } from '../protocol/credentials.ts';
import { decryptTally, ownedDecryption } from '../protocol/decryption.ts';
import { encodeElection } from '../protocol/election.ts';
import { encodeElement, GENERATOR, modulo, randomScalar } from '../protocol/group.ts';
import { base64HashOf, challengeOf } from '../protocol/hash.ts';
import { prepareElection, type PreparedElection } from '../protocol/prepared-election.ts';
import { combineTexts, isMember } from '../protocol/public-elements.ts';
import { combineDecryptions } from '../protocol/result.ts';
import type { Spot } from '../protocol/shuffle/secret-powers.ts';
import { sharedAmong, type Hand } from '../protocol/shuffle/share-work.ts';
import { shuffleTally } from '../protocol/shuffle/shuffle-tally.ts';
import { ownedShuffle } from '../protocol/shuffle/text.ts';
import { verifyShuffles } from '../protocol/shuffle/verify.ts';
import { choicesMessage, individualStatement, signatureMessage } from '../protocol/statement.ts';
import { tallyBallots } from '../protocol/tally.ts';
import { generateTrusteeKey } from '../protocol/trustee-key.ts';
import { decodeTrustees, encodeTrustees } from '../protocol/trustees.ts';
import { generateUuid } from '../protocol/uuid.ts';
import { median, milliseconds, row, spread, timed } from './figures.ts';

const BALLOTS = 578;
const CHOICES = 12;
const ROUNDS = 3;

/** One trustee's shuffle of a ranking, and the verification of its whole record: ours and Belenios' own in turn. */
export async function benchShuffling(): Promise<void> {
  console.log(`\nShuffling ${BALLOTS} ballots that rank ${CHOICES}`);
  const made = makeElection();
  const record = new Record();
  record.append('Setup', made.setUp, made.setUp.at(-1));
  for (const ballot of made.ballots) record.append('Ballot', [ballot], ballot);
  record.append('EndBallots', []);
  const tally = tallyBallots(made.prepared, made.ballots);
  record.append('EncryptedTally', [tally.encryptedTally, tally.sized], tally.sized);
  const shuffle = await measureShuffling(made.prepared, tally.encryptedTally, record);
  finish(record, made, tally.encryptedTally, shuffle);
  measureVerifying(record);
}

async function measureShuffling(prepared: PreparedElection, encryptedTally: string, record: Record): Promise<string> {
  const [alone, together, theirs, checks]: number[][] = [[], [], [], []];
  const url = new URL('../terminal/mix-thread.ts', import.meta.url);
  const threads = Array.from({ length: availableParallelism() }, () => new Worker(url));
  const perform = sharedAmong(threads.map(handOf));
  const verify = (shuffle: string) => verifyShuffles(prepared, encryptedTally, [shuffle]).ok;
  let shuffle = '';
  for (let round = 0; round < ROUNDS; round += 1) {
    together?.push(await timed(async () => (shuffle = await shuffleTally({ prepared, encryptedTally, perform }))));
    alone?.push(await timed(() => shuffleTally({ prepared, encryptedTally })));
    checks?.push(await timed(() => verify(shuffle)));
    record.inFolder((folder) => {
      theirs?.push(...toolTimes(['election', 'shuffle', '--trustee-id', '1', '--dir', folder]));
    });
  }
  if (!verify(shuffle)) throw new Error('The shuffle does not hold');
  await Promise.all(threads.map((thread) => thread.terminate()));
  row(`ours, ${threads.length} threads`, milliseconds(median(together ?? [])), spread(together ?? []));
  row('ours, one thread', milliseconds(median(alone ?? [])), spread(alone ?? []));
  toolRow('belenios-tool election shuffle, one core', theirs ?? []);
  row('verifying one shuffle, one thread', milliseconds(median(checks ?? [])), spread(checks ?? []));
  return shuffle;
}

function measureVerifying(record: Record): void {
  const [ours, theirs]: number[][] = [[], []];
  record.inFolder((folder, file) => {
    for (let round = 0; round < ROUNDS; round += 1) {
      ours?.push(run(process.execPath, [join(import.meta.dirname, '..', 'verifier', 'main.ts'), file]));
      theirs?.push(...toolTimes(['election', 'verify', '--dir', folder]));
    }
  });
  row('npm run verify, its record, every core', milliseconds(median(ours ?? [])), spread(ours ?? []));
  toolRow('belenios-tool election verify, one core', theirs ?? []);
}

function toolRow(what: string, durations: readonly number[]): void {
  if (durations.length === 0) row(what, 'not measured', 'belenios-tool is not installed');
  else row(what, milliseconds(median(durations)), spread(durations));
}

function toolTimes(words: string[]): number[] {
  return spawnSync('belenios-tool', ['--version']).status === 0 ? [run('belenios-tool', words)] : [];
}

/** Wall time in milliseconds; a run that does not succeed is no measurement. */
function run(program: string, words: string[]): number {
  const start = performance.now();
  const { status, stderr } = spawnSync(program, words, {
    env: { ...process.env, LWT_ASYNC_METHOD: 'none' },
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status !== 0) throw new Error(`${program} ${words.join(' ')} ended with ${status ?? 'a signal'}:\n${stderr}`);
  return performance.now() - start;
}

/** A piece of work at a time. */
function handOf(worker: Worker): Hand {
  return async (work) => {
    worker.postMessage(work);
    const [spots] = (await once(worker, 'message')) as [readonly Spot[]];
    return spots;
  };
}

interface Made {
  readonly prepared: PreparedElection;
  readonly privateKey: string;
  readonly trustees: string;
  /** The election, the trustees, the credentials and the payload that names them. */
  readonly setUp: readonly string[];
  readonly ballots: readonly string[];
}

function makeElection(): Made {
  const { privateKey, publicKey } = generateTrusteeKey();
  const trustees = encodeTrustees([publicKey]);
  const answers = Array.from({ length: CHOICES }, (_, place) => `Candidate ${place + 1}`);
  const questions = [{ kind: 'ballots', question: 'Rank them', answers } as const];
  const election = encodeElection({ uuid: generateUuid(), name: 'A ranking', description: '', questions, trustees });
  const prepared = prepareElection(election);
  const secrets = Array.from({ length: BALLOTS }, () => randomScalar());
  const credentials = encodeCredentials(secrets.map((s) => combineTexts([[g, s]])));
  const hashes = { election: hashOf(election), trustees: hashOf(trustees), credentials: hashOf(credentials) };
  return {
    prepared,
    privateKey,
    trustees,
    setUp: [election, trustees, credentials, setupData(hashes)],
    ballots: secrets.map((s, voter) => ballotOf(prepared, s, voter)),
  };
}

const g = encodeElement(GENERATOR);

/** A valid ballot, made in variable time: for measuring only. */
function ballotOf({ fingerprint, election }: PreparedElection, s: bigint, voter: number): string {
  const credential = combineTexts([[g, s]]);
  const numbers = Array.from({ length: CHOICES }, (_, place) => ((place + voter) % CHOICES) + 1);
  const r = randomScalar();
  const choices = {
    alpha: combineTexts([[g, r]]),
    beta: combineTexts([
      [election.publicKey, r],
      [holding(numbers), 1n],
    ]),
  };
  const S = individualStatement(fingerprint, credential);
  const proof = proveKnowing(r, (A) => choicesMessage(S, election.publicKey, choices, A));
  const answer = { kind: 'ballots', choices, proof } as const;
  const text = encodeUnsignedBallot({
    electionUuid: election.uuid,
    electionHash: fingerprint,
    credential,
    answers: [answer],
  });
  const hash = base64HashOf(text);
  return signedText(text, { hash, proof: proveKnowing(s, (A) => signatureMessage(hash, A)) });
}

function proveKnowing(secret: bigint, messageOf: (A: string) => string) {
  const w = randomScalar();
  const challenge = challengeOf(messageOf(combineTexts([[g, w]])));
  return { challenge, response: modulo(w - secret * challenge) };
}

/** Belenios 5.2.1. of_ints. */
function holding(numbers: readonly number[]): string {
  const first = numbers.reduce((sum, number) => (sum << 8n) + BigInt(number), 0n) << 14n;
  for (let filling = 0n; ; filling += 1n) {
    const text = (first + filling).toString(16).padStart(64, '0');
    if (isMember(text)) return text;
  }
}

function finish(
  record: Record,
  { prepared, privateKey, trustees }: Made,
  encryptedTally: string,
  shuffle: string,
): void {
  const shuffled = verifyShuffles(prepared, encryptedTally, [shuffle]);
  if (!shuffled.ok) throw new Error(shuffled.detail);
  const tally = shuffled.encryptedTally;
  const decryption = decryptTally({ election: prepared.text, encryptedTally: tally, privateKey });
  const result = combineDecryptions({
    questions: prepared.election.questions,
    trustees: decodeTrustees(trustees),
    encryptedTally: tally,
    decryptions: [{ owner: 1, text: decryption }],
    totalWeight: BALLOTS,
  });
  const [mixed, opened] = [ownedShuffle(1, shuffle), ownedDecryption(1, decryption)];
  record.append('Shuffle', [shuffle, mixed], mixed);
  record.append('EndShuffles', []);
  record.append('PartialDecryption', [decryption, opened], opened);
  record.append('Result', [result], result);
}

/** A record, event by event. */
class Record {
  readonly #pieces: Uint8Array[] = [archiveHeader(TIMESTAMP)];
  #parent: string | undefined;
  #height = 0;

  append(type: EventType, data: readonly string[], payload?: string): void {
    for (const text of data) this.#pieces.push(archiveMember(`${hashOf(text)}.data.json`, text, TIMESTAMP));
    const event = { parent: this.#parent, height: this.#height, type, payload: payload && hashOf(payload) };
    const text = encodeEvent(event);
    this.#parent = hashOf(text);
    this.#height += 1;
    this.#pieces.push(archiveMember(`${this.#parent}.event.json`, text, TIMESTAMP));
  }

  inFolder(use: (folder: string, file: string) => void): void {
    const folder = mkdtempSync(join(tmpdir(), 'quorate-bench-'));
    try {
      const file = join(folder, 'ranking.bel');
      writeFileSync(file, Buffer.concat(this.#pieces));
      use(folder, file);
    } finally {
      rmSync(folder, { recursive: true });
    }
  }
}

const TIMESTAMP = 1_795_212_815;
