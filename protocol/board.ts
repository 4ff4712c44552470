import { encodeJson, object, parseJson } from './json.ts';
import { naming, Refused } from './refused.ts';
import { countOf, hashTextOf, membersOf, textOf } from './shape.ts';

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

/** How far an election has come. */
export type BoardStep = 'empty' | 'voting' | 'closed' | 'tallied' | 'decrypted' | 'finished';

/** All that must be known of a board to say what may follow. */
export interface BoardState {
  readonly step: BoardStep;
  /** The hash of the last event: the parent of the next. */
  readonly head: string | undefined;
  /** The height of the next event. */
  readonly height: number;
  /** Who has decrypted, 1 for the first trustee, in the order of the board. */
  readonly owners: readonly number[];
}

export const EMPTY_BOARD: BoardState = { step: 'empty', head: undefined, height: 0, owners: [] };

export interface NextEvent {
  readonly event: BoardEvent;
  /** The hash of the event's text. */
  readonly hash: string;
  /** How many (mandatory) trustees the election has. */
  readonly trustees: number;
  /** For a PartialDecryption: whose. */
  readonly owner?: number | undefined;
}

export type BoardCheck = 'event-chain' | 'event-payload' | 'board-grammar' | 'board-supported' | 'decryption-owner';

export type BoardVerdict =
  | { readonly ok: true; readonly state: BoardState }
  | { readonly ok: false; readonly failed: BoardCheck; readonly detail: string };

/**
 * Belenios 4.4, Public data. Whether an event may follow: one Setup; Ballot, any number; one EndBallots, which ends
 * voting for good; one EncryptedTally; one PartialDecryption of each trustee, in any order; one Result; nothing after it.
 */
export function followBoard(state: BoardState, { event, hash, trustees, owner }: NextEvent): BoardVerdict {
  if (event.parent !== state.head) return failure('event-chain', 'its parent is not the event before it');
  if (event.height !== state.height) return failure('event-chain', `its height is not ${state.height}`);
  const moved = moveBoard(state, event.type, trustees, owner);
  if ('failed' in moved) return moved;
  const hasPayload = event.payload !== undefined;
  if (hasPayload === (event.type === 'EndBallots')) {
    return failure('event-payload', hasPayload ? 'EndBallots has no payload' : `${event.type} has no payload`);
  }
  return { ok: true, state: { ...moved, head: hash, height: state.height + 1 } };
}

type Move = Pick<BoardState, 'step' | 'owners'>;
type Refusal = Extract<BoardVerdict, { ok: false }>;

function moveBoard(state: BoardState, type: EventType, trustees: number, owner: number | undefined): Move | Refusal {
  const { step, owners } = state;
  const outOfPlace = failure('board-grammar', `${type} cannot come here: ${STEP_WORDS[step]}`);
  switch (type) {
    case 'Setup':
      return step === 'empty' ? { step: 'voting', owners } : outOfPlace;
    case 'Ballot':
      return step === 'voting' ? { step, owners } : outOfPlace;
    case 'EndBallots':
      return step === 'voting' ? { step: 'closed', owners } : outOfPlace;
    case 'EncryptedTally':
      return step === 'closed' ? { step: 'tallied', owners } : outOfPlace;
    case 'PartialDecryption':
      return step === 'tallied' ? withOwner(owners, trustees, owner) : outOfPlace;
    case 'Result':
      return step === 'decrypted' ? { step: 'finished', owners } : outOfPlace;
    case 'Shuffle':
    case 'EndShuffles':
      return failure('board-supported', 'shuffles are not supported yet');
  }
}

function withOwner(owners: readonly number[], trustees: number, owner: number | undefined): Move | Refusal {
  if (owner === undefined || !Number.isInteger(owner) || owner < 1 || owner > trustees) {
    return failure('decryption-owner', `there is no trustee ${owner ?? 'without number'} among ${trustees}`);
  }
  if (owners.includes(owner)) return failure('decryption-owner', `trustee ${owner} has decrypted already`);
  const all = [...owners, owner];
  return { step: all.length === trustees ? 'decrypted' : 'tallied', owners: all };
}

const STEP_WORDS: Readonly<Record<BoardStep, string>> = {
  empty: 'the election is not set up',
  voting: 'voting has not ended',
  closed: 'voting has ended and the tally is due',
  tallied: 'decryptions of trustees are due',
  decrypted: 'the result is due',
  finished: 'the result is there, and nothing follows it',
};

function failure(failed: BoardCheck, detail: string): Refusal {
  return { ok: false, failed, detail };
}
