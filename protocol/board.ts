import { encodeJson, object, parseJson } from './json.ts';
import { naming, Refused } from './refused.ts';
import { countOf, hashTextOf, membersOf, textOf } from './shape.ts';
import { isEnough, type Trustees } from './trustees.ts';

export { hashOf } from './hash.ts';

/** Belenios 4.4, Public data. */
export const EVENT_TYPES = [
  'Setup',
  'Ballot',
  'EndBallots',
  'EncryptedTally',
  'Shuffle',
  'EndShuffles',
  'PartialDecryption',
  'Result',
] as const;
export type EventType = (typeof EVENT_TYPES)[number];

/** Belenios 4.4, Public data. `parent` and `payload` are hashes; the first event has no parent. */
export interface BoardEvent {
  readonly parent?: string | undefined;
  readonly height: number;
  readonly type: EventType;
  readonly payload?: string | undefined;
}

export type EventCheck = 'event-json' | 'event-canonical' | 'event-shape';

const NAMES = {
  json: 'event-json',
  canonical: 'event-canonical',
  shape: 'event-shape',
  element: 'event-shape',
  scalar: 'event-shape',
} as const;

/** Belenios 4.4, Public data. The text of an event. */
export function encodeEvent({ parent, height, type, payload }: BoardEvent): string {
  return encodeJson(
    object([
      ['parent', parent],
      ['height', height],
      ['type', type],
      ['payload', payload],
    ]),
  );
}

/** Belenios 4.4, Public data. Reads an event; throws `Refused<EventCheck>`. */
export function decodeEvent(text: string): BoardEvent {
  return naming(NAMES, () => {
    const members = membersOf(parseJson(text), 'the event', ['parent?', 'height', 'type', 'payload?']);
    const type = textOf(members.get('type'), 'type');
    const known = EVENT_TYPES.find((name) => name === type);
    if (known === undefined) throw new Refused('shape', `unknown type of event ${type}`);
    const event = { height: countOf(members.get('height'), 'height'), type: known };
    const parent = members.has('parent') ? { parent: hashTextOf(members.get('parent'), 'parent') } : {};
    const payload = members.has('payload') ? { payload: hashTextOf(members.get('payload'), 'payload') } : {};
    return { ...parent, ...event, ...payload };
  });
}

/** Belenios 4.10, Elections. The payload of the Setup event: the hashes of the three texts. */
export interface SetupData {
  readonly election: string;
  readonly trustees: string;
  readonly credentials: string;
}

export function setupData({ election, trustees, credentials }: SetupData): string {
  return encodeJson(
    object([
      ['election', election],
      ['trustees', trustees],
      ['credentials', credentials],
    ]),
  );
}

/** Belenios 4.10, Elections. Reads the payload of the Setup event; throws `Refused<Unreadable>`. */
export function decodeSetupData(text: string): SetupData {
  const members = membersOf(parseJson(text), 'setup_data', ['election', 'trustees', 'credentials']);
  return {
    election: hashTextOf(members.get('election'), 'election'),
    trustees: hashTextOf(members.get('trustees'), 'trustees'),
    credentials: hashTextOf(members.get('credentials'), 'credentials'),
  };
}

/** How far an election has come. `shuffling`: the tally is there and ballots must be mixed before they are opened. */
export type BoardStep = 'empty' | 'voting' | 'closed' | 'shuffling' | 'tallied' | 'decrypted' | 'finished';

/** All that must be known of a board to say what may follow. */
export interface BoardState {
  readonly step: BoardStep;
  /** The hash of the last event: the parent of the next. */
  readonly head: string | undefined;
  /** The height of the next event. */
  readonly height: number;
  /** Who has decrypted, 1 for the first trustee, in the order of the board. */
  readonly owners: readonly number[];
  /** Who has shuffled, likewise. */
  readonly shufflers: readonly number[];
}

export const EMPTY_BOARD: BoardState = { step: 'empty', head: undefined, height: 0, owners: [], shufflers: [] };

/** What of the set-up the grammar asks. */
export interface BoardRules {
  readonly trustees: Trustees;
  /** Whether a question is opened ballot by ballot, so that ballots must be shuffled first. */
  readonly isShuffled: boolean;
}

export interface NextEvent {
  readonly event: BoardEvent;
  /** The hash of the event's text. */
  readonly hash: string;
  /** For a PartialDecryption or a Shuffle: whose. */
  readonly owner?: number | undefined;
}

export type BoardCheck = 'event-chain' | 'event-payload' | 'board-grammar' | 'trustee-number';

export type BoardVerdict =
  | { readonly ok: true; readonly state: BoardState }
  | { readonly ok: false; readonly failed: BoardCheck; readonly detail: string };

/**
 * Belenios 4.4, Public data. Whether an event may follow: one Setup; Ballot, any number; one EndBallots, which ends
 * voting for good; one EncryptedTally; where ballots are shuffled, Shuffle, at most one of each trustee, and one
 * EndShuffles; one PartialDecryption of each trustee who must, and of others at most one; one Result; nothing after it.
 */
export function followBoard(state: BoardState, rules: BoardRules, { event, hash, owner }: NextEvent): BoardVerdict {
  if (event.parent !== state.head) return failure('event-chain', 'its parent is not the event before it');
  if (event.height !== state.height) return failure('event-chain', `its height is not ${state.height}`);
  const moved = moveBoard(state, rules, event.type, owner);
  if ('failed' in moved) return moved;
  const hasPayload = event.payload !== undefined;
  if (hasPayload === (event.type === 'EndBallots' || event.type === 'EndShuffles')) {
    return failure('event-payload', `${event.type} has ${hasPayload ? 'a' : 'no'} payload`);
  }
  return { ok: true, state: { ...state, ...moved, head: hash, height: state.height + 1 } };
}

type Move = Partial<Pick<BoardState, 'step' | 'owners' | 'shufflers'>>;
type Refusal = Extract<BoardVerdict, { ok: false }>;

function moveBoard(state: BoardState, rules: BoardRules, type: EventType, owner: number | undefined): Move | Refusal {
  const { step } = state;
  const outOfPlace = failure('board-grammar', `${type} cannot come here: ${STEP_WORDS[step]}`);
  switch (type) {
    case 'Setup':
      return step === 'empty' ? { step: 'voting' } : outOfPlace;
    case 'Ballot':
      return step === 'voting' ? {} : outOfPlace;
    case 'EndBallots':
      return step === 'voting' ? { step: 'closed' } : outOfPlace;
    case 'EncryptedTally':
      return step === 'closed' ? { step: rules.isShuffled ? 'shuffling' : 'tallied' } : outOfPlace;
    case 'Shuffle':
      return step === 'shuffling' ? withShuffler(state, rules, owner) : outOfPlace;
    case 'EndShuffles':
      return step === 'shuffling' ? { step: 'tallied' } : outOfPlace;
    case 'PartialDecryption':
      return step === 'tallied' || step === 'decrypted' ? withOwner(state, rules, owner) : outOfPlace;
    case 'Result':
      return step === 'decrypted' ? { step: 'finished' } : outOfPlace;
  }
}

function withShuffler({ shufflers }: BoardState, rules: BoardRules, owner: number | undefined): Move | Refusal {
  const added = withNumber(shufflers, rules, owner, 'shuffled');
  return 'failed' in added ? added : { shufflers: added };
}

function withOwner({ owners }: BoardState, rules: BoardRules, owner: number | undefined): Move | Refusal {
  const added = withNumber(owners, rules, owner, 'decrypted');
  if ('failed' in added) return added;
  return { step: isEnough(rules.trustees, added) ? 'decrypted' : 'tallied', owners: added };
}

function withNumber(
  numbers: readonly number[],
  { trustees }: BoardRules,
  owner: number | undefined,
  done: string,
): readonly number[] | Refusal {
  const all = trustees.owners.length;
  if (owner === undefined || !Number.isInteger(owner) || owner < 1 || owner > all) {
    return failure('trustee-number', `there is no trustee ${owner ?? 'without number'} among ${all}`);
  }
  if (numbers.includes(owner)) return failure('trustee-number', `trustee ${owner} has ${done} already`);
  return [...numbers, owner];
}

const STEP_WORDS: Readonly<Record<BoardStep, string>> = {
  empty: 'the election is not set up',
  voting: 'voting has not ended',
  closed: 'voting has ended and the tally is due',
  shuffling: 'shuffles of trustees are due',
  tallied: 'decryptions of trustees are due',
  decrypted: 'the result is due',
  finished: 'the result is there, and nothing follows it',
};

function failure(failed: BoardCheck, detail: string): Refusal {
  return { ok: false, failed, detail };
}
