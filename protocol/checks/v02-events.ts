import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import type { StoredMember } from '../archive.ts';
import {
  decodeEvent,
  decodeSetupData,
  EMPTY_BOARD,
  followBoard,
  type BoardEvent,
  type BoardRules,
  type BoardState,
} from '../board.ts';
import { ByteTable } from '../byte-table.ts';
import { decodeOwned } from '../decryption.ts';
import { isRefused } from '../refused.ts';
import { decodeSized } from '../tally.ts';
import { counted, type Check, type Examined } from './check.ts';
import { Misplaced, namedText } from './v01-container.ts';
import type { SetUp, SetUpTexts } from './v03-set-up.ts';

/** Belenios 4.4, Public data. */
export const EVENT_CHECKS: readonly Check[] = [
  { id: '2.a', claim: 'Every event and every payload that only refers to others is canonical and of a known kind.' },
  { id: '2.b', claim: 'Every event names the one before it, and their heights count up from 0.' },
  { id: '2.c', claim: 'What an event refers to stands right before it, and nothing else is stored.' },
  {
    id: '2.d',
    claim:
      'One set-up; ballots; one end of voting; one tally; shuffles where ballots are opened; decryptions, one of each trustee at most; one result; nothing more.',
  },
];

/** An event other than a ballot's, with all that it refers to. */
export interface PlacedEvent {
  readonly event: BoardEvent;
  readonly hash: string;
  /** The text of the payload; undefined when the event has none. */
  readonly payload: string | undefined;
  /** The texts that the payload refers to, in its order. */
  readonly parts: readonly string[];
  /** For a PartialDecryption or a Shuffle: whose. */
  readonly owner: number | undefined;
}

/** A ballot on the board: where it lies, and what it must turn out to be. */
export interface PlacedBallot {
  /** Where its text starts in the archive, and how long it is, in bytes. */
  readonly position: number;
  readonly length: number;
  /** The member of the archive. */
  readonly member: number;
  /** The hash of its text, 64 digits. */
  readonly hash: string;
  /** The credential that stands where a ballot of this election has it: a claim until the ballot is read. */
  readonly credential: string;
}

/** More data than any event refers to. */
const MOST_WAITING = 4;

interface Waiting {
  readonly content: Uint8Array;
  readonly position: number;
  readonly member: number;
}

/**
 * Belenios 4.4, Public data. Goes through the members of an archive, joins events and data, and holds the board to its
 * chain and its grammar. Of a ballot it keeps where it lies and whose it claims to be; its text and its hash are for
 * whoever reads it. Throws `Misplaced`.
 */
export class BoardWalk {
  /** The events that are not ballots'. */
  readonly events: PlacedEvent[] = [];
  /** The hashes of all events: the place of each is its height. */
  readonly heads = new ByteTable(32);
  /** The hashes of all ballots: the place of each is its height less one. */
  readonly ballots = new ByteTable(32);
  /** The place of each voter, from the credential that ballots claim. */
  readonly voters = new Map<string, number>();
  /** For each voter the last ballot. */
  readonly lastBallots: number[] = [];
  private readonly positions: number[] = [];
  private readonly lengths: number[] = [];
  private readonly members: number[] = [];
  private readonly owners: number[] = [];
  private readonly credentials: string[] = [];
  private readonly stored = new ByteTable(32);
  private readonly waiting = new Map<string, Waiting>();
  /** What several events may refer to: sent again in another's name, it is read again, and its proofs fail. */
  private readonly shared = new Map<string, string>();
  private readonly setUpOf: (texts: SetUpTexts) => SetUp;
  private board: { readonly rules: BoardRules; readonly prefix: string } | undefined;
  private state: BoardState = EMPTY_BOARD;
  private member = 0;

  /** `setUpOf` checks the set-up as soon as it has been read; what it throws goes through. */
  constructor(setUpOf: (texts: SetUpTexts) => SetUp) {
    this.setUpOf = setUpOf;
  }

  get step(): BoardState['step'] {
    return this.state.step;
  }

  /** The ballot of a place, from 0. */
  ballotAt(place: number): PlacedBallot {
    return {
      position: this.positions[place] ?? 0,
      length: this.lengths[place] ?? 0,
      member: this.members[place] ?? 0,
      hash: bytesToHex(this.ballots.at(place) ?? new Uint8Array()),
      credential: this.credentials[this.owners[place] ?? 0] ?? '',
    };
  }

  /** The hash of the event of a height; undefined beyond the last. */
  headAt(height: number): string | undefined {
    const head = this.heads.at(height);
    return head === undefined ? undefined : bytesToHex(head);
  }

  take(stored: StoredMember): void {
    const { name, position, content } = stored;
    this.member += 1;
    const hash = name.slice(0, 64);
    const before = this.stored.size;
    if (this.stored.add(hexToBytes(hash)) !== before) {
      throw new Misplaced('1.d', `member/${this.member}`, 'member-once', `${name} again`);
    }
    if (name.endsWith('.event.json')) {
      this.place(hash, namedText(stored, `member/${this.member}`));
      return;
    }
    if (this.waiting.size >= MOST_WAITING) this.refuseLoose();
    this.waiting.set(hash, { content: content.slice(), position, member: this.member });
  }

  /** Nothing more comes. */
  end(): Examined {
    if (this.waiting.size > 0) this.refuseLoose();
    if (this.heads.size === 0) throw this.misplaced('2.d', 'board-grammar', 'the board does not start with a set-up');
    const [members, events] = [counted(this.member + 1, 'member'), counted(this.heads.size, 'event')];
    return {
      ...{ '1.a': members, '1.b': 'the header', '1.c': members, '1.d': members },
      ...{ '2.a': events, '2.b': events, '2.c': events, '2.d': events },
    };
  }

  private place(hash: string, text: string): void {
    const event = this.reading(() => decodeEvent(text));
    const ballot = event.type === 'Ballot' && event.payload !== undefined ? event.payload : undefined;
    const waiting = ballot === undefined ? undefined : this.takeBallot(ballot);
    const placed = ballot === undefined ? this.join(event, hash) : undefined;
    if (this.waiting.size > 0) this.refuseLoose();
    if (placed?.event.type === 'Setup') this.setUp(placed);
    this.follow({ event, hash, owner: placed?.owner });
    this.heads.add(hexToBytes(hash));
    if (placed !== undefined) this.events.push(placed);
    if (waiting !== undefined) this.keepBallot(waiting);
  }

  private setUp({ parts: [election = '', trustees = '', credentials = ''] }: PlacedEvent): void {
    const setUp = this.setUpOf({ election, trustees, credentials });
    const { election: read, fingerprint } = setUp.prepared;
    this.board = {
      rules: { trustees: setUp.trustees, isShuffled: read.questions.some(({ kind }) => kind === 'ballots') },
      prefix: `{"election_uuid":"${read.uuid}","election_hash":"${fingerprint}","credential":"`,
    };
  }

  private follow(next: { event: BoardEvent; hash: string; owner: number | undefined }): void {
    if (this.board === undefined) {
      throw this.misplaced('2.d', 'board-grammar', 'the board does not start with a set-up');
    }
    const verdict = followBoard(this.state, this.board.rules, next);
    if (!verdict.ok) {
      const check = { 'event-chain': '2.b', 'event-payload': '2.c' }[verdict.failed as string] ?? '2.d';
      throw this.misplaced(check, verdict.failed, verdict.detail);
    }
    this.state = verdict.state;
  }

  private takeBallot(hash: string): Waiting {
    const known = this.ballots.find(hexToBytes(hash));
    if (known !== undefined) {
      throw this.misplaced('4.h', 'ballot-repeated', `the ballot of board/${known + 1} stands on the board again`);
    }
    const found = this.takeWaiting(hash);
    this.ballots.add(hexToBytes(hash));
    return found;
  }

  private keepBallot({ content, position, member }: Waiting): void {
    const place = this.positions.length;
    const start = this.board?.prefix.length ?? 0;
    const credential = String.fromCharCode(...content.subarray(start, start + 64));
    const voter = this.voters.get(credential) ?? this.voters.size;
    if (voter === this.voters.size) {
      this.voters.set(credential, voter);
      this.credentials.push(credential);
    }
    this.lastBallots[voter] = place;
    this.positions.push(position);
    this.lengths.push(content.length);
    this.members.push(member);
    this.owners.push(voter);
  }

  private join(event: BoardEvent, hash: string): PlacedEvent {
    const payload = event.payload === undefined ? undefined : this.text(event.payload);
    const { owner, parts } = payload === undefined ? { owner: undefined, parts: [] } : this.partsOf(event, payload);
    return { event, hash, payload, parts, owner };
  }

  private partsOf({ type }: BoardEvent, payload: string): { owner: number | undefined; parts: string[] } {
    switch (type) {
      case 'Setup': {
        if (this.board !== undefined) throw this.misplaced('2.d', 'board-grammar', 'the election is set up already');
        const { election, trustees, credentials } = this.reading(() => decodeSetupData(payload));
        return { owner: undefined, parts: [election, trustees, credentials].map((hash) => this.text(hash)) };
      }
      case 'EncryptedTally': {
        const { hash } = this.reading(() => decodeSized(payload));
        return { owner: undefined, parts: [this.text(hash)] };
      }
      case 'Shuffle':
      case 'PartialDecryption': {
        const { owner, payload: hash } = this.reading(() => decodeOwned(payload));
        return { owner, parts: [this.sharedText(hash)] };
      }
      case 'EndShuffles':
      case 'Ballot':
      case 'EndBallots':
      case 'Result':
        return { owner: undefined, parts: [] };
    }
  }

  private takeWaiting(hash: string): Waiting {
    const found = this.waiting.get(hash);
    if (found === undefined)
      throw this.misplaced('2.c', 'event-payload', `${hash} does not stand right before the event`);
    this.waiting.delete(hash);
    return found;
  }

  private text(hash: string): string {
    const { content, member } = this.takeWaiting(hash);
    return namedText({ name: hash, content }, `member/${member}`);
  }

  private sharedText(hash: string): string {
    const text = this.shared.get(hash) ?? this.text(hash);
    this.shared.set(hash, text);
    return text;
  }

  private reading<T>(read: () => T): T {
    try {
      return read();
    } catch (error) {
      if (!isRefused(error) || error instanceof Misplaced) throw error;
      const failed = error.failed.startsWith('event-') ? error.failed : `event-${error.failed}`;
      throw this.misplaced('2.a', failed, error.detail);
    }
  }

  private refuseLoose(): never {
    const [first] = this.waiting.values();
    throw new Misplaced('2.c', `member/${first?.member ?? 0}`, 'data-unreferenced', 'no event refers to this');
  }

  /** A refusal at the event that is being placed. */
  private misplaced(check: string, failed: string, detail: string): Misplaced {
    return new Misplaced(check, `board/${this.heads.size}`, failed, detail);
  }
}
