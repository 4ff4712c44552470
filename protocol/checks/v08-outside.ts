import { decodeEvent } from '../board.ts';
import type { SignedHead } from '../head.ts';
import { trackerOfHash } from '../tracker.ts';
import type { Check } from './check.ts';
import type { BoardWalk } from './v02-events.ts';
import type { SetUp } from './v03-set-up.ts';

/*
 * What no record shows by itself: that it grew out of the one that somebody saw earlier, and that it is the board of which
 * the server signed heads. Asked for with `--since` and `--receipt`.
 */

/** Belenios 3.5.1, During the voting phase, step 2. */
export const SINCE_CHECK: Check = { id: '8.a', claim: 'The record begins with all of the older one, byte for byte.' };
export const RECEIPT_CHECK: Check = {
  id: '8.b',
  claim: 'Every receipt and signed head that it was given is of this board.',
};

/** A record that was opened: its board and its set-up. */
export interface Board {
  readonly walk: BoardWalk;
  readonly setUp: SetUp;
}

/** Why a record is not the older one grown. In words, for whoever must act on it. */
export interface Difference {
  /** 'board/3', or 'member/0' where the boards are the same. */
  readonly at: string;
  readonly failed:
    | 'other-election'
    | 'other-set-up'
    | 'rolled-back'
    | 'ballots-vanished'
    | 'other-order'
    | 'other-event'
    | 'other-bytes';
  readonly detail: string;
}

/** Of two records, of which the newer does not begin with the bytes of the older: the first difference. */
export function differenceOf(older: Board, newer: Board): Difference {
  const [before, now] = [older.walk, newer.walk];
  const [was, is] = [older.setUp.prepared.election.uuid, newer.setUp.prepared.election.uuid];
  if (was !== is) {
    return {
      at: 'board/0',
      failed: 'other-election',
      detail: `the older record is of election ${was}, this one of ${is}`,
    };
  }
  const height = firstDifference(before, now);
  const at = `board/${height}`;
  if (height === 0) {
    const detail = 'the set-up was changed: questions, trustees or credentials are not those of the older record';
    return { at, failed: 'other-set-up', detail };
  }
  if (height === now.heads.size && height < before.heads.size) {
    const detail = `it was rolled back: the older record has ${before.heads.size} events, this one has ${height}`;
    return { at, failed: 'rolled-back', detail };
  }
  const vanished = vanishedFrom(before, now);
  if (vanished.length > 0) {
    const [first] = vanished;
    const which = `${vanished.length === 1 ? 'One ballot' : `${vanished.length} ballots`} of the older record vanished`;
    return { at, failed: 'ballots-vanished', detail: `${which}: the first is ${first ?? ''}` };
  }
  if (height === before.heads.size) {
    const detail =
      'the events are the same, and the file holds them otherwise: its header or the order of its members differs';
    return { at: 'member/0', failed: 'other-bytes', detail };
  }
  if (height <= before.ballots.size) {
    return { at, failed: 'other-order', detail: `from height ${height} on ballots stand in another order` };
  }
  return {
    at,
    failed: 'other-event',
    detail: `from height ${height} on the board goes on otherwise than the older record`,
  };
}

function firstDifference(before: BoardWalk, now: BoardWalk): number {
  let height = 0;
  while (height < before.heads.size && before.headAt(height) === now.headAt(height)) height += 1;
  return height;
}

/** The trackers of the ballots that are on one board and not on the other. */
function vanishedFrom(before: BoardWalk, now: BoardWalk): readonly string[] {
  const vanished: string[] = [];
  for (let place = 0; place < before.ballots.size; place += 1) {
    const hash = before.ballots.at(place);
    if (hash !== undefined && now.ballots.find(hash) === undefined) {
      vanished.push(trackerOfHash(before.ballotAt(place).hash));
    }
  }
  return vanished;
}

/** A signed head or a receipt whose signature holds: `decodeEvidence` read it. */
export interface Given {
  /** What to call it: the name of its file. */
  readonly name: string;
  readonly head: SignedHead;
  /** Of a receipt: the text of the Ballot event. */
  readonly event?: string;
}

/** What a signed head or a receipt proves. */
export interface Proved {
  readonly name: string;
  /** stands: it is of this board. undecided: nothing follows, yet or at all. evidence: the server signed another board. */
  readonly verdict: 'stands' | 'undecided' | 'evidence';
  readonly words: string;
}

/** What each of these proves about the board; and two of them, when they are of one height and differ, about the server. */
export function prove(given: readonly Given[], { walk, setUp }: Board): readonly Proved[] {
  const { election } = setUp.prepared;
  const boardKey = boardKeyOf(election.rules);
  return given.map((one, place) => {
    const { name, head } = one;
    if (head.electionUuid !== election.uuid) {
      return { name, verdict: 'undecided', words: `It is of another election, ${head.electionUuid}.` };
    }
    if (boardKey === undefined) {
      return {
        name,
        verdict: 'undecided',
        words: 'The rules of this election name no board key, so no signature proves anything.',
      };
    }
    if (head.boardKey !== boardKey) {
      return {
        name,
        verdict: 'undecided',
        words: "It is signed by a key that is not this election's: it proves nothing.",
      };
    }
    const other = given.slice(0, place).find((earlier) => conflicts(earlier.head, head));
    if (other !== undefined) {
      const words = `It and ${other.name} are two signed heads of height ${head.height} that differ: the server showed two boards. Keep both files: they are evidence.`;
      return { name, verdict: 'evidence', words };
    }
    return { name, ...standingOf(one, walk) };
  });
}

function conflicts(one: SignedHead, other: SignedHead): boolean {
  const isOneBoard = one.electionUuid === other.electionUuid && one.boardKey === other.boardKey;
  return isOneBoard && one.height === other.height && one.hash !== other.hash;
}

function standingOf({ head, event }: Given, walk: BoardWalk): Omit<Proved, 'name'> {
  const found = walk.headAt(head.height);
  if (found === undefined) {
    const words = `The record ends at height ${walk.heads.size - 1}, before height ${head.height}: ask again with a newer record.`;
    return { verdict: 'undecided', words };
  }
  if (found !== head.hash) {
    const words = `This head of height ${head.height} is not on this board: the server signed another board. Keep the file: it is evidence.`;
    return { verdict: 'evidence', words };
  }
  if (event === undefined)
    return { verdict: 'stands', words: `This head stands on the board at height ${head.height}.` };
  const { payload } = decodeEvent(event);
  const tracker = payload === undefined ? 'without tracker' : trackerOfHash(payload);
  return { verdict: 'stands', words: `The ballot ${tracker} stands on the board at height ${head.height}.` };
}

function boardKeyOf(rules: unknown): string | undefined {
  if (typeof rules !== 'object' || rules === null || !Object.hasOwn(rules, 'boardKey')) return undefined;
  const { boardKey } = rules as { boardKey: unknown };
  return typeof boardKey === 'string' ? boardKey : undefined;
}
