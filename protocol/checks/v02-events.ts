import type { ArchiveMember } from '../archive.ts';
import {
  decodeEvent,
  decodeSetupData,
  EMPTY_BOARD,
  followBoard,
  type BoardEvent,
  type BoardRules,
  type BoardState,
} from '../board.ts';
import { decodeOwned } from '../decryption.ts';
import { isRefused, Refused } from '../refused.ts';
import { decodeSized } from '../tally.ts';
import { counted, findingOf, refuseStage, type Check, type Stage } from './check.ts';

/** Belenios 4.4, Public data. */
export const EVENT_CHECKS: readonly Check[] = [
  { id: '2.a', claim: 'Every event and every payload that only refers to others is canonical and of a known kind.' },
  { id: '2.b', claim: 'Every event names the one before it, and their heights count up from 0.' },
  { id: '2.c', claim: 'What an event refers to stands right before it, and nothing else is stored.' },
  {
    id: '2.d',
    claim:
      'One set-up; ballots; one end of voting; one tally; one decryption of each trustee; one result; nothing more.',
  },
];

/** An event with all that it refers to. */
export interface PlacedEvent {
  readonly event: BoardEvent;
  readonly hash: string;
  /** The text of the payload; undefined when the event has none. */
  readonly payload: string | undefined;
  /** The texts that the payload refers to, in its order. */
  readonly parts: readonly string[];
  /** For a PartialDecryption: whose. */
  readonly owner: number | undefined;
}

/** Belenios 4.4, Public data. Joins events and data; the grammar of the board is checked when the trustees are known. */
export function checkEvents(members: readonly ArchiveMember[]): Stage<readonly PlacedEvent[]> {
  const walk = new Walk();
  const placed: PlacedEvent[] = [];
  for (const [place, { name, text }] of members.entries()) {
    const hash = name.slice(0, 64);
    try {
      if (name.endsWith('.data.json')) walk.store(hash, text, place + 1);
      else placed.push(walk.place(hash, text));
    } catch (error) {
      if (!(error instanceof Misplaced)) throw error;
      return refuseStage([findingOf(error.check, `board/${placed.length}`, error)]);
    }
  }
  const loose = walk.loose();
  if (loose !== undefined) {
    const detail = 'no event refers to this';
    return refuseStage([findingOf('2.c', `member/${loose}`, { failed: 'data-unreferenced', detail })]);
  }
  const events = counted(placed.length, 'event');
  return { ok: true, value: placed, examined: { '2.a': events, '2.c': events } };
}

/** Belenios 4.4, Public data. The chain and the grammar. */
export function checkBoard(events: readonly PlacedEvent[], rules: BoardRules): Stage<BoardState> {
  let state = EMPTY_BOARD;
  for (const [place, { event, hash, owner }] of events.entries()) {
    const verdict = followBoard(state, rules, { event, hash, owner });
    if (!verdict.ok) {
      const check = { 'event-chain': '2.b', 'event-payload': '2.c' }[verdict.failed as string] ?? '2.d';
      return refuseStage([findingOf(check, `board/${place}`, verdict)]);
    }
    state = verdict.state;
  }
  const words = counted(events.length, 'event');
  return { ok: true, value: state, examined: { '2.b': words, '2.d': words } };
}

class Misplaced extends Refused {
  readonly check: string;

  constructor(check: string, failed: string, detail: string) {
    super(failed, detail);
    this.check = check;
  }
}

/** Goes through the archive and keeps what no event has referred to yet. */
class Walk {
  private readonly waiting = new Map<string, { readonly text: string; readonly place: number }>();
  private readonly ballots = new Set<string>();
  private isSetUp = false;
  /** Decryptions that an event had already: sent again in another's name, they are read again, and their proofs fail. */
  private readonly decryptions = new Map<string, string>();

  store(hash: string, text: string, place: number): void {
    this.waiting.set(hash, { text, place });
  }

  place(hash: string, text: string): PlacedEvent {
    const event = reading(() => decodeEvent(text));
    const payload = event.payload === undefined ? undefined : this.payloadOf(event, event.payload);
    const { owner, parts } = payload === undefined ? { owner: undefined, parts: [] } : this.partsOf(event, payload);
    if (this.waiting.size > 0) {
      throw new Misplaced('2.c', 'data-unreferenced', 'what is stored before the event is not what it refers to');
    }
    return { event, hash, payload, parts, owner };
  }

  loose(): number | undefined {
    const [first] = this.waiting.values();
    return first?.place;
  }

  private payloadOf({ type }: BoardEvent, hash: string): string {
    if (type === 'Ballot') {
      if (this.ballots.has(hash))
        throw new Misplaced('4.h', 'ballot-repeated', 'the same ballot stands on the board already');
      this.ballots.add(hash);
    }
    return this.take(hash);
  }

  private partsOf({ type }: BoardEvent, payload: string): { owner: number | undefined; parts: string[] } {
    switch (type) {
      case 'Setup': {
        if (this.isSetUp) throw new Misplaced('2.d', 'board-grammar', 'the election is set up already');
        this.isSetUp = true;
        const { election, trustees, credentials } = reading(() => decodeSetupData(payload));
        return { owner: undefined, parts: [election, trustees, credentials].map((hash) => this.take(hash)) };
      }
      case 'EncryptedTally': {
        const { hash } = reading(() => decodeSized(payload));
        return { owner: undefined, parts: [this.take(hash)] };
      }
      case 'PartialDecryption': {
        const { owner, payload: hash } = reading(() => decodeOwned(payload));
        return { owner, parts: [this.takeDecryption(hash)] };
      }
      case 'Shuffle':
      case 'EndShuffles':
        throw new Misplaced('2.d', 'board-supported', 'shuffles are not supported yet');
      case 'Ballot':
      case 'EndBallots':
      case 'Result':
        return { owner: undefined, parts: [] };
    }
  }

  private take(hash: string): string {
    const found = this.waiting.get(hash);
    if (found === undefined)
      throw new Misplaced('2.c', 'event-payload', `${hash} does not stand right before the event`);
    this.waiting.delete(hash);
    return found.text;
  }

  private takeDecryption(hash: string): string {
    const text = this.decryptions.get(hash) ?? this.take(hash);
    this.decryptions.set(hash, text);
    return text;
  }
}

function reading<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!isRefused(error)) throw error;
    const failed = error.failed.startsWith('event-') ? error.failed : `event-${error.failed}`;
    throw new Misplaced('2.a', failed, error.detail);
  }
}
