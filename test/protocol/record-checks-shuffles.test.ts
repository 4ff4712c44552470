import { beforeAll, describe, expect } from 'vitest';
import { hashOf } from '../../protocol/board.ts';
import { encodeWeightedCredentials } from '../../protocol/credentials.ts';
import { decryptTally, encodeOwned } from '../../protocol/decryption.ts';
import { sumsQuestion, type Question } from '../../protocol/question.ts';
import { combineDecryptions } from '../../protocol/result.ts';
import { shuffleTally } from '../../protocol/shuffle/shuffle-tally.ts';
import { verifyShuffles } from '../../protocol/shuffle/verify.ts';
import { encodeTally, decodeTally, tallyBallots } from '../../protocol/tally.ts';
import { decodeTrustees } from '../../protocol/trustees.ts';
import {
  aWorld,
  ballotMove,
  ballotOf,
  decryptionMove,
  edited,
  END,
  preparedOf,
  recordOf,
  resultMove,
  setUpMove,
  tallyMove,
  type Move,
  type World,
} from '../support/record-builder.ts';
import { accepted, refused } from '../support/record-verdicts.ts';

/* A ranking beside a question that is opened as sums; two trustees, who both shuffle. */

const QUESTIONS: readonly Question[] = [
  sumsQuestion({ question: 'Budget', answers: ['Yes', 'No'], min: 1, max: 1 }),
  { kind: 'ballots', question: 'Board', answers: ['A', 'B', 'C'] },
];
const CHOICES = [
  [
    [1, 0],
    [1, 2, 3],
  ],
  [
    [0, 1],
    [3, 1, 2],
  ],
  [
    [1, 0],
    [0, 255, 7],
  ],
];
const END_SHUFFLES: Move = { type: 'EndShuffles', data: [] };

interface Ranked {
  readonly world: World;
  readonly ballots: readonly string[];
  readonly tally: ReturnType<typeof tallyBallots>;
  readonly shuffles: readonly string[];
}

let at: Ranked;

beforeAll(async () => {
  const world = aWorld({ voters: 3, trustees: 2, questions: QUESTIONS });
  const ballots = CHOICES.map((choices, voter) => ballotOf(world, voter, choices));
  const tally = tallyBallots(preparedOf(world), ballots);
  const first = await shuffled(world, tally.encryptedTally, []);
  at = { world, ballots, tally, shuffles: [first, await shuffled(world, tally.encryptedTally, [first])] };
});

async function shuffled(world: World, encryptedTally: string, before: readonly string[]): Promise<string> {
  return shuffleTally({ prepared: preparedOf(world), encryptedTally: merged(world, encryptedTally, before) });
}

function merged(world: World, encryptedTally: string, shuffles: readonly string[]): string {
  const verdict = verifyShuffles(preparedOf(world), encryptedTally, shuffles);
  if (!verdict.ok) throw new Error(verdict.detail);
  return verdict.encryptedTally;
}

function shuffleMove(owner: number, text: string): Move {
  const payload = encodeOwned({ owner, payload: hashOf(text) });
  return { type: 'Shuffle', data: [text, payload], payload };
}

interface Otherwise {
  readonly shuffles?: readonly (readonly [owner: number, text: string])[];
  /** The shuffles after which the trustees decrypt, when not all of them. */
  readonly decryptedAfter?: readonly string[];
  readonly result?: (text: string) => string;
  readonly rearranged?: (moves: readonly Move[]) => readonly Move[];
}

const openings = new Map<string, { decryptions: { owner: number; text: string }[]; result: string }>();

/** What the trustees and the result say when these shuffles are the last: made once. */
function opening(shuffles: readonly string[]) {
  const { world, ballots, tally } = at;
  const encryptedTally = merged(world, tally.encryptedTally, shuffles);
  const known = openings.get(encryptedTally);
  if (known !== undefined) return known;
  const decryptions = world.keys.map(({ privateKey }, place) => ({
    owner: place + 1,
    text: decryptTally({ election: world.election, encryptedTally, privateKey }),
  }));
  const trustees = decodeTrustees(world.trustees);
  const totalWeight = ballots.length;
  const result = combineDecryptions({ questions: QUESTIONS, trustees, encryptedTally, decryptions, totalWeight });
  openings.set(encryptedTally, { decryptions, result });
  return { decryptions, result };
}

/** 0 set-up, 1-3 ballots, 4 the end, 5 the tally, 6-7 shuffles, 8 their end, 9-10 decryptions, 11 the result. */
function record({ shuffles, decryptedAfter, result = (text) => text, rearranged = (moves) => moves }: Otherwise = {}) {
  const { world, ballots, tally } = at;
  const mixes = shuffles ?? at.shuffles.map((text, place) => [place + 1, text] as const);
  const opened = opening(decryptedAfter ?? mixes.map(([, text]) => text));
  const moves = [
    setUpMove(world),
    ...ballots.map(ballotMove),
    END,
    tallyMove(tally),
    ...mixes.map(([owner, text]) => shuffleMove(owner, text)),
    END_SHUFFLES,
    ...opened.decryptions.map(({ owner, text }) => decryptionMove(owner, text)),
    resultMove(result(opened.result)),
  ];
  return recordOf(rearranged(moves));
}

function opened(text: string): number[][] {
  return (JSON.parse(text) as { result: [unknown, number[][]] }).result[1];
}

describe('ballots are opened after they were shuffled', () => {
  accepted(
    'both trustees shuffle',
    () => record(),
    ({ result, notes }) => {
      const [sums, ballots] = result!;
      expect(sums).toEqual({ kind: 'sums', sums: [2, 1] });
      if (ballots?.kind !== 'ballots') throw new Error('Not opened');
      expect(ballots.ballots.toSorted()).toEqual(CHOICES.map(([, ranks]) => ranks!).toSorted());
      expect(notes.join(' ')).not.toContain('shuffle');
    },
  );
  accepted('the second trustee shuffles first', () => {
    const [one, two] = at.shuffles;
    return record({
      shuffles: [
        [2, one!],
        [1, two!],
      ],
    });
  });
  accepted(
    'one trustee shuffles: who may link ballots to voters is said',
    () => record({ shuffles: [[1, at.shuffles[0]!]] }),
    ({ notes }) => expect(notes.join(' ')).toContain('One trustee shuffled, and 2 are needed'),
  );
  accepted(
    'nobody shuffles: what follows is said',
    () => record({ shuffles: [] }),
    ({ notes }) => expect(notes.join(' ')).toContain('without any shuffle'),
  );
  refused('a trustee shuffles twice', ['2.d', 'trustee-number'], () =>
    record({ shuffles: at.shuffles.map((text) => [1, text] as const) }),
  );
  refused('a shuffle is of nobody', ['2.d', 'trustee-number'], () => record({ shuffles: [[3, at.shuffles[0]!]] }));
  refused('the shuffles stand in the other order', ['5.f', 'shuffle-proof'], () => {
    const [one, two] = at.shuffles;
    return record({
      shuffles: [
        [1, two!],
        [2, one!],
      ],
      decryptedAfter: at.shuffles,
    });
  });
  refused('a shuffle is sent again in another’s name', ['5.f', 'shuffle-proof'], () => {
    const [one] = at.shuffles;
    return record({
      shuffles: [
        [1, one!],
        [2, one!],
      ],
      decryptedAfter: [one!],
    });
  });
  refused('the shuffles do not end', ['2.d', 'board-grammar'], () =>
    record({ rearranged: (moves) => moves.toSpliced(8, 1) }),
  );
  refused('the shuffles end twice', ['2.d', 'board-grammar'], () =>
    record({ rearranged: (moves) => moves.toSpliced(8, 0, END_SHUFFLES) }),
  );
  refused('the end of the shuffles has a payload', ['2.c', 'event-payload'], () =>
    record({ rearranged: (moves) => moves.with(8, { ...END_SHUFFLES, data: ['{}'], payload: '{}' }) }),
  );
  refused('a shuffle follows a decryption', ['2.d', 'board-grammar'], () =>
    record({ rearranged: (moves) => [...moves.slice(0, 7), moves[8]!, moves[9]!, moves[7]!, ...moves.slice(10)] }),
  );
  refused('a shuffle stands before the tally', ['2.d', 'board-grammar'], () =>
    record({ rearranged: (moves) => [...moves.slice(0, 5), moves[6]!, moves[5]!, ...moves.slice(7)] }),
  );
  refused('what is decrypted was not shuffled last', ['6.c', 'decryption-proof'], () =>
    record({ decryptedAfter: at.shuffles.slice(0, 1) }),
  );
});

interface ShuffleText {
  ciphertexts: { alpha: string; beta: string }[][];
  proofs: [unknown[], unknown[], string[], string[]][];
}

describe('a shuffle is proved', () => {
  const changed = (change: (shuffle: ShuffleText) => unknown) =>
    record({
      shuffles: [
        [1, edited(at.shuffles[0]!, change)],
        [2, at.shuffles[1]!],
      ],
      decryptedAfter: at.shuffles,
    });

  refused('a ciphertext is that of another ballot', ['5.f', 'shuffle-proof'], () =>
    changed(({ ciphertexts: [list] }) => {
      list![0] = list![1]!;
    }),
  );
  refused('two ciphertexts are exchanged after the proof', ['5.f', 'shuffle-proof'], () =>
    changed(({ ciphertexts: [list] }) => {
      [list![0], list![1]] = [list![1]!, list![0]!];
    }),
  );
  refused('a ciphertext is missing', ['5.d', 'shuffle-shape'], () =>
    changed(({ ciphertexts: [list] }) => void list!.pop()),
  );
  refused('there is a ciphertext more', ['5.d', 'shuffle-shape'], () =>
    changed(({ ciphertexts: [list] }) => list!.push(list![0]!) && undefined),
  );
  refused('there is a list more', ['5.d', 'shuffle-shape'], () =>
    changed(({ ciphertexts }) => ciphertexts.push([]) && undefined),
  );
  refused('it has an unknown member', ['5.d', 'shuffle-shape'], () => changed((shuffle) => ({ ...shuffle, more: 1 })));
  refused('a commitment is no element', ['5.e', 'element-member'], () =>
    changed(({ proofs: [proof] }) => {
      proof![2][0] = '2';
    }),
  );
  refused('a permuted commitment is outside the group', ['5.e', 'element-member'], () =>
    changed(({ proofs: [proof] }) => {
      proof![2][0] = '2'.padStart(64, '0');
    }),
  );
  refused('a commitment is another', ['5.f', 'shuffle-proof'], () =>
    changed(({ proofs: [proof] }) => {
      [proof![2][0], proof![2][1]] = [proof![2][1]!, proof![2][0]!];
    }),
  );
  refused('it has a blank', ['5.d', 'shuffle-canonical'], () =>
    record({
      shuffles: [
        [1, at.shuffles[0]!.replace(',', ', ')],
        [2, at.shuffles[1]!],
      ],
      decryptedAfter: at.shuffles,
    }),
  );
});

describe('opened ballots are those of the tally', () => {
  refused('a rank is another', ['7.c', 'result-sums'], () => record({ result: (text) => text.replace('255', '254') }));
  refused('a ballot is left out', ['7.c', 'result-sums', 'result-shape'], () =>
    record({ result: (text) => JSON.stringify({ result: [[2, 1], opened(text).slice(1)] }) }),
  );
  refused('a ballot has a rank more', ['7.a', 'result-shape'], () =>
    record({ result: (text) => JSON.stringify({ result: [[2, 1], opened(text).map((one) => [...one, 0])] }) }),
  );
  refused('the tally lists a ballot twice', ['5.b', 'tally-ballots'], () => {
    const { encryptedTally } = at.tally;
    const twice = decodeTally(encryptedTally).map((list, question) =>
      question === 1 ? [list[0]!, ...list.slice(1, 2), list[0]!] : list,
    );
    const text = encodeTally(twice);
    const sized = at.tally.sized.replace(/[0-9a-f]{64}/, hashOf(text));
    return record({
      rearranged: (moves) => moves.with(5, tallyMove({ ...at.tally, encryptedTally: text, sized })),
    });
  });
  refused('a voter has a weight', ['3.h', 'tally-weights'], () => {
    const weights = new Map(at.world.voters.map((voter, place) => [voter.public, place + 1]));
    const world = { ...at.world, credentials: encodeWeightedCredentials(weights) };
    return record({ rearranged: (moves) => moves.with(0, setUpMove(world)) });
  });
});
