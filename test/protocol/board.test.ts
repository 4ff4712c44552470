import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  decodeEvent,
  EMPTY_BOARD,
  encodeEvent,
  EVENT_TYPES,
  followBoard,
  hashOf,
  type BoardState,
} from '../../protocol/board.ts';
import { decodeTrustees } from '../../protocol/trustees.ts';
import { aWorld } from '../support/record-builder.ts';

const payload = hashOf('a payload');

const trustees = decodeTrustees(aWorld({ voters: 1, trustees: 2 }).trustees);

/** Follows a board of two trustees; a letter is an event. Undefined as soon as one may not follow. */
function follow(letters: string, isShuffled = false): BoardState | undefined {
  const types = {
    S: 'Setup',
    B: 'Ballot',
    E: 'EndBallots',
    T: 'EncryptedTally',
    '1': 'PartialDecryption',
    '2': 'PartialDecryption',
    a: 'Shuffle',
    b: 'Shuffle',
    F: 'EndShuffles',
    R: 'Result',
  } as const;
  let state = EMPTY_BOARD;
  for (const letter of letters) {
    const type = types[letter as keyof typeof types];
    const event = {
      parent: state.head,
      height: state.height,
      type,
      payload: type === 'EndBallots' || type === 'EndShuffles' ? undefined : payload,
    };
    const owner = { '1': 1, '2': 2, a: 1, b: 2 }[letter];
    const verdict = followBoard(state, { trustees, isShuffled }, { event, hash: hashOf(encodeEvent(event)), owner });
    if (!verdict.ok) return undefined;
    state = verdict.state;
  }
  return state;
}

describe('the board', () => {
  test('a board is followed exactly when it is the beginning of S B* E T (1 2 | 2 1) R', () => {
    const beginning = /^(?:S(?:B*(?:E(?:T(?:(?:12|21)R?|[12])?)?)?)?)?$/;
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('S', 'B', 'E', 'T', '1', '2', 'R'), maxLength: 8 }), (letters) => {
        expect(follow(letters) !== undefined).toBe(beginning.test(letters));
      }),
      { numRuns: 3000, examples: [['SBBET12R'], ['SET21R'], ['SBETR'], ['SBET11'], ['SBEB'], ['SBET12RB']] },
    );
  });
  test('where ballots are shuffled, each trustee shuffles at most once, between the tally and the decryptions', () => {
    const beginning = /^(?:S(?:B*(?:E(?:T(?:(?:ab?|ba?)?(?:F(?:(?:12|21)R?|[12])?)?)?)?)?)?)?$/;
    const unit = fc.constantFrom('S', 'B', 'E', 'T', 'a', 'b', 'F', '1', '2', 'R');
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 9 }), (letters) => {
        expect(follow(letters, true) !== undefined).toBe(beginning.test(letters));
      }),
      { numRuns: 3000, examples: [['SBETabF12R'], ['SETF12R'], ['SETaaF'], ['SETaF1a'], ['SET1'], ['SETFF']] },
    );
    expect(follow('SETa')).toBeUndefined();
  });
  test('nothing follows the result', () => {
    const state = follow('SBET12R')!;
    expect(state.step).toBe('finished');
    for (const type of EVENT_TYPES) {
      const event = { parent: state.head, height: state.height, type, payload };
      expect(followBoard(state, { trustees, isShuffled: false }, { event, hash: payload, owner: 1 }).ok).toBe(false);
    }
  });
  test('events are read as they are written', () => {
    const event = { parent: payload, height: 7, type: 'Ballot', payload } as const;
    expect(decodeEvent(encodeEvent(event))).toEqual(event);
    expect(encodeEvent({ height: 0, type: 'Setup', payload })).toBe(
      `{"height":0,"type":"Setup","payload":"${payload}"}`,
    );
  });
});
