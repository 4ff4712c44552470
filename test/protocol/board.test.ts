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

const payload = hashOf('a payload');

/** Follows a board of two trustees; a letter is an event. Undefined as soon as one may not follow. */
function follow(letters: string): BoardState | undefined {
  const types = {
    S: 'Setup',
    B: 'Ballot',
    E: 'EndBallots',
    T: 'EncryptedTally',
    '1': 'PartialDecryption',
    '2': 'PartialDecryption',
    R: 'Result',
  } as const;
  let state = EMPTY_BOARD;
  for (const letter of letters) {
    const type = types[letter as keyof typeof types];
    const event = {
      parent: state.head,
      height: state.height,
      type,
      payload: type === 'EndBallots' ? undefined : payload,
    };
    const owner = type === 'PartialDecryption' ? Number(letter) : undefined;
    const verdict = followBoard(state, { event, hash: hashOf(encodeEvent(event)), trustees: 2, owner });
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
  test('nothing follows the result', () => {
    const state = follow('SBET12R')!;
    expect(state.step).toBe('finished');
    for (const type of EVENT_TYPES) {
      const event = { parent: state.head, height: state.height, type, payload };
      expect(followBoard(state, { event, hash: payload, trustees: 2, owner: 1 }).ok).toBe(false);
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
