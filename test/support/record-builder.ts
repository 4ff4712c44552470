import { archiveHeader, archiveMember } from '../../protocol/archive.ts';
import { prepareElection, sealBallot, type PreparedElection } from '../../protocol/ballot.ts';
import { encodeEvent, hashOf, setupData, type EventType } from '../../protocol/board.ts';
import { generateCredential, publicCredential } from '../../protocol/credential.ts';
import { encodeCredentials } from '../../protocol/credentials.ts';
import { decryptTally, encodeOwned, ownedDecryption } from '../../protocol/decryption.ts';
import { encodeElection, type Question } from '../../protocol/election.ts';
import { combineDecryptions } from '../../protocol/result.ts';
import { shuffleTally } from '../../protocol/shuffle/shuffle-tally.ts';
import { ownedShuffle } from '../../protocol/shuffle/text.ts';
import { decodeTally, encodeTally, mergeShuffled, tallyBallots } from '../../protocol/tally.ts';
import type { EncryptedTally, TallyTexts } from '../../protocol/tally.ts';
import { decodeTrustees, encodeTrusteeItems, type TrusteeItem } from '../../protocol/trustees.ts';
import { decodeTrusteeKey, generateTrusteeKey, type TrusteeKey } from '../../protocol/trustee-key.ts';
import { generateUuid } from '../../protocol/uuid.ts';
import { sumsQuestion } from '../../protocol/question.ts';
import { aGroup, type GroupPlan } from './threshold-group.ts';

/*
 * Elections whose every secret is known: what a server, the voters and all trustees could do together. A test changes one
 * thing, and everything that follows from it is made again.
 */

export const TIMESTAMP = 1795212815;

export interface Voter {
  readonly credential: string;
  readonly public: string;
}

/** An election with the secrets of everybody in it. */
export interface World {
  readonly uuid: string;
  readonly election: string;
  readonly trustees: string;
  readonly credentials: string;
  readonly keys: readonly TrusteeKey[];
  readonly voters: readonly Voter[];
}

export interface WorldPlan {
  readonly voters?: number;
  /** Who are all needed; they come first. */
  readonly trustees?: number;
  /** Of whom as many are needed as the threshold says. */
  readonly groups?: readonly GroupPlan[];
  readonly questions?: readonly Question[];
  readonly rules?: unknown;
}

export const QUESTIONS: readonly Question[] = [
  sumsQuestion({ question: 'Board', answers: ['A', 'B', 'C', 'D'], min: 0, max: 2 }),
  sumsQuestion({ question: 'Budget', answers: ['Yes', 'No'], min: 1, max: 1 }),
];

export function aWorld(plan: WorldPlan = {}): World {
  const { voters = 5, questions = QUESTIONS, rules } = plan;
  const uuid = generateUuid();
  const { keys, trustees } = aTrusteeship(plan);
  const people = Array.from({ length: voters }, () => {
    const credential = generateCredential();
    return { credential, public: publicCredential(uuid, credential) };
  });
  return {
    uuid,
    keys,
    voters: people,
    trustees,
    credentials: encodeCredentials(people.map((voter) => voter.public)),
    election: encodeElection({ uuid, name: 'An election', description: '', questions, trustees, rules }),
  };
}

/** The keys of all trustees, in order, and their structure. */
function aTrusteeship({ trustees = 3, groups = [] }: WorldPlan): Pick<World, 'keys' | 'trustees'> {
  const single = Array.from({ length: trustees }, () => generateTrusteeKey());
  const together = groups.map(aGroup);
  const items: TrusteeItem[] = [
    ...single.map(({ publicKey }) => ({ kind: 'single', key: decodeTrusteeKey(publicKey) }) as const),
    ...together.map(({ parameters }) => ({ kind: 'group', parameters }) as const),
  ];
  return { keys: [...single, ...together.flatMap(({ keys }) => keys)], trustees: encodeTrusteeItems(items) };
}

/** The owners who are enough: the single trustees, and the first of each group. */
function enough({ trustees }: World): number[] {
  const { items, owners } = decodeTrustees(trustees);
  return owners
    .filter(({ item, place }) => {
      const kind = items[item];
      return kind?.kind !== 'group' || place <= kind.parameters.threshold;
    })
    .map(({ owner }) => owner);
}

const prepared = new Map<string, PreparedElection>();

/** The election of a world, with its tables, made once. */
export function preparedOf({ election }: Pick<World, 'election'>): PreparedElection {
  const known = prepared.get(election) ?? prepareElection(election);
  prepared.set(election, known);
  return known;
}

/** A ballot that the voter's own device would have made. */
export function ballotOf(world: World, voter: number, choices: readonly (readonly number[])[]): string {
  return sealBallot(preparedOf(world), { credential: world.voters[voter]!.credential, choices });
}

/** One event with what is stored right before it. Parent and height follow from its place, unless `spoil` says otherwise. */
export interface Move {
  readonly type: EventType;
  readonly data: readonly string[];
  readonly payload?: string;
  readonly spoil?: (eventText: string) => string;
  readonly parent?: string;
  readonly height?: number;
}

type Shuffles = readonly { readonly owner: number; readonly text: string }[];

export interface Parts {
  readonly world: World;
  readonly ballots: readonly string[];
  readonly tally: TallyTexts;
  /** In the order of the board. */
  readonly shuffles?: Shuffles;
  readonly decryptions: readonly { readonly owner: number; readonly text: string }[];
  readonly result: string;
}

/** What a conspiracy may have otherwise; the rest is made to fit. */
export interface Otherwise {
  /** The numbers of the trustees who decrypt, when not the first who are enough. */
  readonly decrypting?: readonly number[];
  /** The ballots that the tally is made of, instead of those on the board. */
  readonly tallied?: readonly string[];
  readonly tally?: (tally: TallyTexts) => TallyTexts;
  /** Who shuffled, and what, where ballots are opened one by one: `shufflesOf`. Without it nobody did. */
  readonly shuffles?: Shuffles;
  readonly decrypted?: (decryptions: Parts['decryptions'], tally: TallyTexts) => Parts['decryptions'];
  readonly result?: (text: string) => string;
  /** When the logarithms are not small, somebody must say what the result is. */
  readonly claimed?: string;
}

/** Everything that follows from the ballots. */
export function partsOf(world: World, ballots: readonly string[], otherwise: Otherwise = {}): Parts {
  const honest = tallyBallots(preparedOf(world), otherwise.tallied ?? ballots);
  const tally = otherwise.tally?.(honest) ?? honest;
  const shuffles = otherwise.shuffles ?? [];
  const encryptedTally = shuffledTally(world, tally, shuffles);
  const own = (otherwise.decrypting ?? enough(world)).map((owner) => {
    const { privateKey } = world.keys[owner - 1]!;
    return { owner, text: decryptTally({ election: world.election, encryptedTally, privateKey }) };
  });
  const decryptions = otherwise.decrypted?.(own, tally) ?? own;
  const combined =
    otherwise.claimed ??
    combineDecryptions({
      questions: preparedOf(world).election.questions,
      trustees: decodeTrustees(world.trustees),
      encryptedTally,
      decryptions: own,
      totalWeight: ballots.length + 8,
    });
  return { world, ballots, tally, shuffles, decryptions, result: otherwise.result?.(combined) ?? combined };
}

/** The shuffles of these ballots by these trustees, one after the other. */
export async function shufflesOf(
  world: World,
  ballots: readonly string[],
  owners: readonly number[],
): Promise<Shuffles> {
  const tally = tallyBallots(preparedOf(world), ballots);
  const shuffles: { owner: number; text: string }[] = [];
  for (const owner of owners) {
    const encryptedTally = shuffledTally(world, tally, shuffles);
    shuffles.push({ owner, text: await shuffleTally({ prepared: preparedOf(world), encryptedTally }) });
  }
  return shuffles;
}

/** What is decrypted: the tally with what the last shuffle says, true or not. */
export function shuffledTally(world: World, { encryptedTally }: TallyTexts, shuffles: Shuffles): string {
  const last = shuffles.at(-1);
  if (last === undefined) return encryptedTally;
  const { questions } = preparedOf(world).election;
  const { ciphertexts } = JSON.parse(last.text) as { ciphertexts: EncryptedTally };
  return encodeTally(mergeShuffled(questions, decodeTally(encryptedTally), ciphertexts));
}

export function setUpMove({
  election,
  trustees,
  credentials,
}: Pick<World, 'election' | 'trustees' | 'credentials'>): Move {
  const hashes = { election: hashOf(election), trustees: hashOf(trustees), credentials: hashOf(credentials) };
  const payload = setupData(hashes);
  return { type: 'Setup', data: [election, trustees, credentials, payload], payload };
}

export function ballotMove(ballot: string): Move {
  return { type: 'Ballot', data: [ballot], payload: ballot };
}

export const END: Move = { type: 'EndBallots', data: [] };

export function tallyMove({ encryptedTally, sized }: TallyTexts): Move {
  return { type: 'EncryptedTally', data: [encryptedTally, sized], payload: sized };
}

export function decryptionMove(owner: number, text: string): Move {
  const payload = owner > 0 ? ownedDecryption(owner, text) : encodeOwned({ owner, payload: hashOf(text) });
  return { type: 'PartialDecryption', data: [text, payload], payload };
}

export function shuffleMove(owner: number, text: string): Move {
  const payload = ownedShuffle(owner, text);
  return { type: 'Shuffle', data: [text, payload], payload };
}

export const END_SHUFFLES: Move = { type: 'EndShuffles', data: [] };

export function resultMove(text: string): Move {
  return { type: 'Result', data: [text], payload: text };
}

export function movesOf({ world, ballots, tally, shuffles = [], decryptions, result }: Parts): Move[] {
  const isShuffled = preparedOf(world).election.questions.some(({ kind }) => kind === 'ballots');
  return [
    setUpMove(world),
    ...ballots.map(ballotMove),
    END,
    tallyMove(tally),
    ...shuffles.map(({ owner, text }) => shuffleMove(owner, text)),
    ...(isShuffled ? [END_SHUFFLES] : []),
    ...decryptions.map(({ owner, text }) => decryptionMove(owner, text)),
    resultMove(result),
  ];
}

export interface Member {
  readonly name: string;
  readonly text: string;
}

/** The members of the archive, the header aside; what is stored already is not stored again, as the tool does it. */
export function membersOfMoves(moves: readonly Move[]): Member[] {
  const members: Member[] = [];
  const stored = new Set<string>();
  let parent: string | undefined;
  for (const [place, move] of moves.entries()) {
    for (const text of move.data) {
      const name = `${hashOf(text)}.data.json`;
      if (!stored.has(name)) members.push({ name, text });
      stored.add(name);
    }
    const payload = move.payload === undefined ? undefined : hashOf(move.payload);
    const event = { parent: move.parent ?? parent, height: move.height ?? place, type: move.type, payload };
    const text = move.spoil?.(encodeEvent(event)) ?? encodeEvent(event);
    members.push({ name: `${hashOf(text)}.event.json`, text });
    parent = hashOf(text);
  }
  return members;
}

export function archiveOf(members: readonly Member[], timestamp = TIMESTAMP): Uint8Array {
  return Buffer.concat([
    archiveHeader(timestamp),
    ...members.map(({ name, text }) => archiveMember(name, text, timestamp)),
  ]);
}

/** The bytes of the record of these moves. */
export function recordOf(moves: readonly Move[]): Uint8Array {
  return archiveOf(membersOfMoves(moves));
}

/** The whole honest record of these ballots, or one that is honest but for `otherwise`. */
export function recordOfBallots(world: World, ballots: readonly string[], otherwise?: Otherwise): Uint8Array {
  return recordOf(movesOf(partsOf(world, ballots, otherwise)));
}

/** Changes a JSON text by changing its value. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the tests reach into texts of every shape
export function edited(text: string, change: (value: any) => unknown): string {
  const value: unknown = JSON.parse(text);
  return JSON.stringify(change(value) ?? value);
}
