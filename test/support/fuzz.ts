import { readFileSync } from 'node:fs';
import process, { argv } from 'node:process';
import { pathToFileURL } from 'node:url';
import { archiveHeader, archiveMember, readArchive, type ArchiveMember } from '../../protocol/archive.ts';
import { decodeBallot } from '../../protocol/ballot-text.ts';
import { decodeEvent, decodeSetupData, hashOf } from '../../protocol/board.ts';
import { decodeCredentials } from '../../protocol/credentials.ts';
import { decodeDecryption, decodeOwned } from '../../protocol/decryption.ts';
import { decodeElection } from '../../protocol/election.ts';
import { decodeElement, decodeScalar } from '../../protocol/group.ts';
import { decodeEvidence, encodeReceipt, generateBoardKey, signHead } from '../../protocol/head.ts';
import { parseJson, readJson } from '../../protocol/json.ts';
import { readKeyFile } from '../../protocol/key-file.ts';
import { decodeOpenedBallot } from '../../protocol/opened-text.ts';
import { prepareElection } from '../../protocol/prepared-election.ts';
import { isRefused } from '../../protocol/refused.ts';
import { decodeResult } from '../../protocol/result.ts';
import { decodeShuffle } from '../../protocol/shuffle/text.ts';
import { decodeSized, decodeTally, nhCiphertexts } from '../../protocol/tally.ts';
import { verifyCertificate } from '../../protocol/threshold/certificates.ts';
import { decodeVinput } from '../../protocol/threshold/polynomials.ts';
import { decodeVoutput } from '../../protocol/threshold/voutputs.ts';
import { decodeTrusteeKey } from '../../protocol/trustee-key.ts';
import { decodeTrustees } from '../../protocol/trustees.ts';
import { verifyBallot } from '../../protocol/verify-ballot.ts';
import { verifyRecord } from '../../protocol/verify-record.ts';
import { ownRecord, toolsFile } from './record-vectors.ts';

/*
 * Random and mutated inputs for the archive reader and every decoder of the protocol. Each must be read or refused by
 * name, soon, and a record of which any byte was changed must not pass, however well the hashes were made to fit.
 * `node test/support/fuzz.ts 1000000` takes that many.
 */

export interface FuzzReport {
  readonly inputs: number;
  readonly read: number;
  readonly refused: number;
  /** Whole records, of one member of which a byte or more was changed and all hashes made to fit. */
  readonly records: number;
  /** The longest that one input took, in milliseconds. */
  readonly slowest: number;
  readonly megabytes: number;
}

/** Takes `count` inputs; the same seed gives the same. Throws at the first that is neither read nor refused. */
export function fuzz(count: number, seed = 1): FuzzReport {
  const random = new Random(seed);
  let [read, records, slowest] = [0, 0, 0];
  for (let input = 0; input < count; input += 1) {
    const isRecord = input % RECORD_EVERY === RECORD_EVERY - 1;
    const start = performance.now();
    if (isRecord) {
      changedRecord(random);
      records += 1;
    } else if (takeOne(random, input)) read += 1;
    slowest = Math.max(slowest, performance.now() - start);
  }
  const megabytes = Math.round(process.memoryUsage().rss / 2 ** 20);
  return { inputs: count, read, refused: count - records - read, records, slowest: Math.round(slowest), megabytes };
}

const RECORD_EVERY = 500;

/** xorshift32: fast, and the same everywhere. */
class Random {
  private state: number;

  constructor(seed: number) {
    this.state = seed | 1;
  }

  below(bound: number): number {
    this.state ^= this.state << 13;
    this.state ^= this.state >>> 17;
    this.state ^= this.state << 5;
    return (this.state >>> 0) % bound;
  }

  of<T>(items: readonly T[]): T {
    return items[this.below(items.length)]!;
  }
}

const folders = ['plain', 'approval', 'threshold', 'ranked', 'weights'];
const archives = [...folders.map((folder) => toolsFile(folder, '.bel')), readFileSync(ownRecord('lot.bel'))];
const texts = archives.flatMap((bytes) => membersOf(bytes).map(({ text }) => text));
const ranked = membersOf(toolsFile('ranked', '.bel'));
const election = ranked.find(({ text }) => text.startsWith('{"version"'))!.text;
const prepared = prepareElection(election);
const { questions } = prepared.election;
const rankedTally = decodeTally(ranked.find(({ text }) => text.startsWith('[[{"alpha"'))!.text);
const small = membersOf(readFileSync(ownRecord('passed.bel')));
const key = generateBoardKey();
const event = small.find(({ text }) => text.includes('"Ballot"'))!.text;
const head = signHead(key.privateKey, {
  electionUuid: prepared.election.uuid,
  height: decodeEvent(event).height,
  hash: hashOf(event),
});
texts.push(encodeReceipt({ event, head }));

function membersOf(bytes: Uint8Array): readonly ArchiveMember[] {
  const reading = readArchive(bytes);
  if (!reading.ok) throw new Error(reading.detail);
  return reading.members;
}

/** Decoders refuse by throwing `Refused`; whatever else they throw is a fault. */
const decoders: readonly ((text: string) => unknown)[] = [
  parseJson,
  readJson,
  decodeEvent,
  decodeSetupData,
  decodeElection,
  decodeTrustees,
  decodeTrusteeKey,
  decodeCredentials,
  (text) => decodeBallot(text, questions),
  (text) => decodeOpenedBallot(text, questions),
  decodeTally,
  decodeSized,
  (text) => decodeShuffle(text, nhCiphertexts(questions, rankedTally)),
  (text) => decodeDecryption(text, rankedTally),
  decodeOwned,
  (text) => decodeResult(text, questions),
  decodeEvidence,
  readKeyFile,
  (text) => verifyCertificate(text, { size: 3, threshold: 2, index: 1 }),
  (text) => decodeVinput(text, 3),
  decodeVoutput,
  decodeElement,
  decodeScalar,
  (text) => verifyBallot(prepared, text),
];

/** Whether it was read. */
function takeOne(random: Random, input: number): boolean {
  if (input % 4 === 0) return readArchive(changedBytes(random.of(archives), random)).ok;
  const text = input % 16 === 1 ? randomText(random) : changedText(random.of(texts), random);
  const decode = random.of(decoders);
  try {
    const answer = decode(text);
    return typeof answer !== 'object' || answer === null || !('ok' in answer) || answer.ok === true;
  } catch (error) {
    if (isRefused(error)) return false;
    throw new Error(`${decode.name || decode.toString()} broke on ${JSON.stringify(text.slice(0, 2000))}`, {
      cause: error,
    });
  }
}

/** Numbers in other spellings, blanks, brackets, members of other texts: what JSON is mutated with. */
const SCRAPS = [
  ' ',
  '\n',
  '\t',
  '0',
  '-',
  '1e9',
  '0x1',
  '.5',
  '99999999999999999999',
  '"',
  '\\',
  '\\u0061',
  '\\ud800',
  ',',
  ':',
].concat([
  '{',
  '}',
  '[',
  ']',
  '[[',
  '{"a":',
  'null',
  'true',
  '"__proto__":1,',
  '"blank":false,',
  '"rules":{},',
  '\u202e',
  '\u0000',
  'é',
  '🗳',
  'A',
]);

function changedText(text: string, random: Random): string {
  let changed = text;
  for (let changes = 1 + random.below(3); changes > 0; changes -= 1) changed = changedOnce(changed, random);
  return changed;
}

function changedOnce(text: string, random: Random): string {
  const place = random.below(text.length + 1);
  const end = Math.min(text.length, place + random.below(40));
  switch (random.below(8)) {
    case 0:
      return text.slice(0, place) + random.of(SCRAPS) + text.slice(place);
    case 1:
      return text.slice(0, place) + text.slice(end);
    case 2:
      return text.slice(0, end) + text.slice(place);
    case 3:
      return text.slice(0, place) + random.of(SCRAPS) + text.slice(end);
    case 4:
      return text.slice(0, place) + String.fromCharCode(random.below(256)) + text.slice(place + 1);
    case 5: {
      const other = random.of(texts);
      const start = random.below(other.length);
      return text.slice(0, place) + other.slice(start, start + random.below(200)) + text.slice(end);
    }
    case 6:
      return text.slice(0, place);
    default:
      return text.slice(0, place) + random.of(['[', '{"a":', '"', '1']).repeat(random.below(2000)) + text.slice(place);
  }
}

function randomText(random: Random): string {
  const letters = '{}[]",:\\u 0123456789abcdef.-+eEtrufalsn\n\u0000é';
  return Array.from({ length: random.below(200) }, () => letters.charAt(random.below(letters.length))).join('');
}

function changedBytes(bytes: Uint8Array, random: Random): Uint8Array {
  if (random.below(10) === 0) return Uint8Array.from({ length: random.below(3000) }, () => random.below(256));
  const changed = Uint8Array.from(bytes);
  for (let changes = 1 + random.below(4); changes > 0; changes -= 1) {
    changed[random.below(changed.length)] = random.below(256);
  }
  // Header blocks are small beside what they stand before: half of the changes are in one of the first.
  if (random.below(2) === 0) changed[random.below(Math.min(4096, changed.length))] = 48 + random.below(10);
  return random.below(3) === 0 ? changed.subarray(0, random.below(changed.length)) : changed;
}

/** One member changed, and every hash that depends on it made to fit: it must be refused. */
function changedRecord(random: Random): void {
  const target = random.below(small.length);
  const { text } = small[target]!;
  const changed = random.below(2) === 0 ? changedOnce(text, random) : changedSlightly(text, random);
  if (changed === text || !changed.isWellFormed()) return;
  const { verdict } = verifyRecord(refitted(small, target, changed));
  // Who else might have voted is outside of what a record shows: another list of them is seen beside an older copy.
  const isOutside = text.startsWith('["');
  if (verdict === 'passed' && !isOutside)
    throw new Error(`A record passes although member ${target} was changed to ${changed}`);
}

/** One digit for another: the text stays what it was, and says something else. */
function changedSlightly(text: string, random: Random): string {
  const digits = [...text.matchAll(/[0-9a-f]/g)].map(({ index }) => index);
  if (digits.length === 0) return text;
  const place = random.of(digits);
  return text.slice(0, place) + '0123456789abcdef'.charAt(random.below(16)) + text.slice(place + 1);
}

export function refitted(members: readonly ArchiveMember[], target: number, changed: string): Uint8Array {
  const hashes = new Map<string, string>();
  const refit = (text: string) => text.replace(/[0-9a-f]{64}/g, (hash) => hashes.get(hash) ?? hash);
  const blocks = members.map(({ name, text }, place) => {
    const fitted = place === target ? changed : refit(text);
    hashes.set(name.slice(0, 64), hashOf(fitted));
    return archiveMember(`${hashOf(fitted)}${name.slice(64)}`, fitted, TIMESTAMP);
  });
  return Buffer.concat([archiveHeader(TIMESTAMP), ...blocks]);
}

const TIMESTAMP = 1795212815;

if (import.meta.url === pathToFileURL(argv[1] ?? '').href) {
  const start = performance.now();
  const report = fuzz(Number(argv[2] ?? 1_000_000), Number(argv[3] ?? 1));
  console.log({ ...report, seconds: Math.round((performance.now() - start) / 1000) });
}
