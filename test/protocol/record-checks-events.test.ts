import { describe } from 'vitest';
import { encodeCredentials } from '../../protocol/credentials.ts';
import { ownedDecryption } from '../../protocol/decryption.ts';
import {
  ballotMove,
  ballotOf,
  decryptionMove,
  END,
  movesOf,
  recordOf,
  resultMove,
  setUpMove,
  tallyMove,
  type Move,
} from '../support/record-builder.ts';
import { accepted, refused, type Scene } from '../support/record-verdicts.ts';

/** The honest moves with the n-th changed. */
function spoiled({ parts }: Scene, n: number, change: Partial<Move>): Uint8Array {
  return recordOf(movesOf(parts()).map((move, place) => (place === n ? { ...move, ...change } : move)));
}

/** The honest moves cut and joined anew. 0 set-up, 1-4 ballots, 5 the end, 6 the tally, 7-9 decryptions, 10 the result. */
function rearranged({ parts }: Scene, arrange: (moves: readonly Move[]) => readonly Move[]): Uint8Array {
  return recordOf(arrange(movesOf(parts())));
}

describe('events are canonical and chained', () => {
  refused('E1 a parent is wrong', ['2.b', 'event-chain'], (at) => spoiled(at, 3, { parent: '0'.repeat(64) }));
  refused('E2 a height is skipped', ['2.b', 'event-chain'], (at) => spoiled(at, 3, { height: 4 }));
  refused('E3 an event has a blank', ['2.a', 'event-canonical'], (at) =>
    spoiled(at, 3, { spoil: (text) => text.replace(',', ', ') }),
  );
  refused('E4 an event has its height twice', ['2.a', 'event-json'], (at) =>
    spoiled(at, 3, { spoil: (text) => text.replace('"height":3', '"height":2,"height":3') }),
  );
  refused('E5 an event has an unknown member', ['2.a', 'event-shape'], (at) =>
    spoiled(at, 3, { spoil: (text) => text.replace(/}$/, ',"x":1}') }),
  );
  refused('E6 an event is of an unknown type', ['2.a', 'event-shape'], (at) =>
    spoiled(at, 3, { spoil: (text) => text.replace('"Ballot"', '"Vote"') }),
  );
  refused('the first event has a parent', ['2.b', 'event-chain'], (at) => spoiled(at, 0, { parent: '0'.repeat(64) }));
  refused('a height is written with a fraction', ['2.a', 'event-canonical'], (at) =>
    spoiled(at, 3, { spoil: (text) => text.replace('"height":3', '"height":3.0') }),
  );
  refused('E7 the end of voting carries a payload', ['2.c', 'event-payload'], (at) =>
    spoiled(at, 5, { data: ['{}'], payload: '{}' }),
  );
});

const NOTHING = '{"ciphertexts":[],"proofs":[]}';
const SHUFFLE: Move = {
  type: 'Shuffle',
  data: [NOTHING, ownedDecryption(1, NOTHING)],
  payload: ownedDecryption(1, NOTHING),
};

describe('the board has one grammar', () => {
  refused('E8 voting ends after two ballots, and goes on', ['2.d', 'board-grammar'], ({ ballots, parts }) => {
    const { world, tally, decryptions, result } = parts(ballots.slice(2));
    const after = movesOf({ world, ballots: ballots.slice(2), tally, decryptions, result }).slice(1);
    return recordOf([setUpMove(world), ...ballots.slice(0, 2).map(ballotMove), END, ...after]);
  });
  refused('E9 only a late ballot is counted', ['2.d', 'board-grammar'], ({ ballots, parts }) => {
    const late = movesOf(parts(ballots.slice(3)));
    return recordOf([late[0]!, ...ballots.slice(0, 3).map(ballotMove), END, ballotMove(ballots[3]!), ...late.slice(3)]);
  });
  refused('E10 a late ballot is counted with the others', ['2.d', 'board-grammar'], (at) =>
    rearranged(at, (moves) => [...moves.slice(0, 4), moves[5]!, moves[4]!, ...moves.slice(6)]),
  );
  refused('E11 voting never ends', ['2.d', 'board-grammar'], (at) => rearranged(at, (moves) => moves.toSpliced(5, 1)));
  refused('E12 a second set-up has other credentials', ['2.d', 'board-grammar'], (at) =>
    rearranged(at, (moves) => {
      const credentials = encodeCredentials(at.world.voters.slice(0, 4).map((voter) => voter.public));
      return moves.toSpliced(3, 0, { ...setUpMove({ ...at.world, credentials }) });
    }),
  );
  refused('E13 a false tally stands before the tally', ['2.d', 'board-grammar'], ({ ballots, parts }) => {
    const moves = movesOf(parts());
    return recordOf(moves.toSpliced(6, 0, tallyMove(parts(ballots.slice(1)).tally)));
  });
  const falseResult = resultMove('{"result":[[4,4,4,4],[4,0]]}');
  refused('E14 a false result stands before the result', ['2.d', 'board-grammar'], (at) =>
    rearranged(at, (moves) => moves.toSpliced(10, 0, falseResult)),
  );
  refused('E15 a false result stands after the result', ['2.d', 'board-grammar'], (at) =>
    rearranged(at, (moves) => [...moves, falseResult]),
  );
  refused('E16 a ballot follows the result', ['2.d', 'board-grammar'], (at) =>
    rearranged(at, (moves) => [...moves.slice(0, 4), ...moves.slice(5), moves[4]!]),
  );
  refused('E17 a decryption stands before the tally', ['2.d', 'board-grammar'], (at) =>
    rearranged(at, (moves) => [...moves.slice(0, 6), moves[7]!, moves[6]!, ...moves.slice(8)]),
  );
  refused('T29 a result stands without any decryption', ['2.d', 'board-grammar'], (at) =>
    rearranged(at, (moves) => moves.toSpliced(7, 3)),
  );
  refused('T30 a result stands without a tally', ['2.d', 'board-grammar'], (at) =>
    rearranged(at, (moves) => moves.toSpliced(6, 1)),
  );
  refused('T9 a trustee’s decryption is missing', ['2.d', 'board-grammar'], (at) =>
    rearranged(at, (moves) => moves.toSpliced(9, 1)),
  );
  refused('T12 a decryption is of trustee 4 of 3', ['2.d', 'trustee-number'], ({ parts }) =>
    recordOf(movesOf(parts()).with(9, decryptionMove(4, parts().decryptions[2]!.text))),
  );
  refused('T13 a decryption is of trustee 0', ['2.d', 'trustee-number'], ({ parts }) =>
    recordOf(movesOf(parts()).with(9, decryptionMove(0, parts().decryptions[2]!.text))),
  );
  refused('a shuffle stands where nothing is shuffled', ['2.d', 'board-grammar'], (at) =>
    rearranged(at, (moves) => moves.toSpliced(7, 0, SHUFFLE)),
  );
  refused('shuffles end where nothing is shuffled', ['2.d', 'board-grammar'], (at) =>
    rearranged(at, (moves) => moves.toSpliced(7, 0, { type: 'EndShuffles', data: [] })),
  );
});

describe('what one record cannot show is not refused', () => {
  accepted('E18 two voters’ ballots stand in the other order', ({ ballots, parts }) =>
    recordOf(movesOf(parts([ballots[1]!, ballots[0]!, ballots[2]!, ballots[3]!]))),
  );
  accepted('E19 (outside) a ballot was dropped before anybody saw it', ({ ballots, parts }) =>
    recordOf(movesOf(parts(ballots.slice(1)))),
  );
  accepted('E20 (outside) the registrar cast the unused credential', ({ world, ballots, parts }) =>
    recordOf(
      movesOf(
        parts([
          ...ballots,
          ballotOf(world, 4, [
            [0, 0, 1, 0],
            [0, 1],
          ]),
        ]),
      ),
    ),
  );
});
