import { ed25519 } from '@noble/curves/ed25519.js';
import { describe, expect } from 'vitest';
import { decodeElement, encodeElement, GENERATOR, IDENTITY_TEXT, power, randomScalar } from '../../protocol/group.ts';
import { encodeWeightedCredentials } from '../../protocol/credentials.ts';
import { challengeOf } from '../../protocol/hash.ts';
import { tallyBallots } from '../../protocol/tally.ts';
import {
  aWorld,
  ballotOf,
  edited,
  movesOf,
  partsOf,
  preparedOf,
  QUESTIONS,
  recordOf,
  setUpMove,
  type World,
} from '../support/record-builder.ts';
import { accepted, CHOICES, refused, type Scene } from '../support/record-verdicts.ts';

/** The honest board under another set-up. */
function under({ world, parts }: Scene, change: Partial<World>): Uint8Array {
  return recordOf(movesOf(parts()).with(0, setUpMove({ ...world, ...change })));
}

/** The record in which the first voter has a weight, and is tallied with it or with another. */
function weighted({ world, ballots }: Scene, weight: number, tallied = weight): Uint8Array {
  const weights = (first: number) =>
    new Map(world.voters.map((voter, place) => [voter.public, place === 0 ? first : 1]));
  const heavy = { ...world, credentials: encodeWeightedCredentials(weights(weight)) };
  const tally = () => tallyBallots(preparedOf(world), ballots, weights(tallied));
  return recordOf(movesOf(partsOf(heavy, ballots, { tally })));
}

/** The ballots that were cast stay; tally, decryptions and result are made again for the changed election. */
function changedAfterwards({ world, ballots }: Scene, change: (election: string) => string): Uint8Array {
  return recordOf(movesOf(partsOf({ ...world, election: change(world.election) }, ballots)));
}

/** A world with another set-up in which everybody votes again. */
function votedUnder(world: World, choices = CHOICES): Uint8Array {
  const ballots = choices.map((choice, voter) => ballotOf(world, voter, choice));
  return recordOf(movesOf(partsOf(world, ballots)));
}

interface Key {
  pok: { challenge: string; response: string };
  public_key: string;
}

function withTrustees(at: Scene, change: (keys: ['Single', Key][]) => unknown): Uint8Array {
  const trustees = edited(at.world.trustees, change);
  const election = edited(at.world.election, (value: { public_key: string }) => {
    value.public_key = productOf(trustees) ?? value.public_key;
  });
  return under(at, { trustees, election });
}

/** The product of the keys, also where some are outside the group. */
function productOf(trustees: string): string | undefined {
  const keys = (JSON.parse(trustees) as ['Single', Key][]).map(([, { public_key: key }]) => key);
  const points = keys.map((key) => ed25519.Point.fromBytes(Buffer.from(key, 'hex').toReversed(), false));
  return encodeElement(points.reduce((product, point) => product.add(point)));
}

const ORDER_EIGHT = ed25519.Point.fromHex('c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a');

describe('the election cannot be changed after the first ballot', () => {
  refused('S1 a question is worded anew', ['4.b', 'ballot-election'], (at) =>
    changedAfterwards(at, (election) => election.replace('"Board"', '"Bored"')),
  );
  refused('S2 two answers’ names are exchanged', ['4.b', 'ballot-election'], (at) =>
    changedAfterwards(at, (election) => election.replace('["A","B"', '["B","A"')),
  );
  refused('S3 one more choice is allowed', ['4.a', 'ballot-shape'], (at) =>
    under(at, { election: at.world.election.replace('"max":2', '"max":3') }),
  );
});

describe('the trustees keep the key together', () => {
  refused('S4 the election’s key is somebody else’s', ['3.g', 'election-key'], ({ world }) => {
    const key = encodeElement(power(GENERATOR, randomScalar()));
    const election = world.election.replace(/"public_key":"[0-9a-f]{64}"/, `"public_key":"${key}"`);
    const stolen = { ...world, election };
    const ballots = CHOICES.map((choice, voter) => ballotOf(stolen, voter, choice));
    return recordOf(movesOf(partsOf(stolen, ballots, { claimed: '{"result":[[3,1,0,1],[3,1]]}' })));
  });
  refused('S5 two trustees are exchanged in the list', ['6.c', 'decryption-proof'], (at) => {
    const trustees = edited(at.world.trustees, (keys: unknown[]) => [keys[1], keys[0], keys[2]]);
    return under(at, { trustees });
  });
  refused('S6 the third key is chosen after the others, with a copied proof', ['3.f', 'trustee-proof'], (at) =>
    withTrustees(at, (keys) => {
      const others = keys.slice(0, 2).map(([, { public_key: key }]) => decodeElement(key)!);
      const rogue = power(GENERATOR, randomScalar()).subtract(others[0]!).subtract(others[1]!);
      keys[2]![1].public_key = encodeElement(rogue);
    }),
  );
  refused('S7 a key has a part of small order', ['3.e', 'element-member'], (at) =>
    withTrustees(at, (keys) => {
      const key = decodeElement(keys[2]![1].public_key)!;
      keys[2]![1].public_key = encodeElement(key.add(ORDER_EIGHT));
    }),
  );
  refused('S8 one trustee is listed twice', ['3.e', 'trustee-distinct'], (at) =>
    withTrustees(at, (keys) => [keys[0], keys[1], keys[0]]),
  );
  refused('S9 a key is the identity, properly proved', ['3.e', 'trustee-identity'], (at) =>
    withTrustees(at, (keys) => {
      const w = randomScalar();
      const challenge = challengeOf(`pok|Ed25519|${IDENTITY_TEXT}|${encodeElement(power(GENERATOR, w))}`);
      const pok = { challenge: challenge.toString(), response: w.toString() };
      keys[2] = ['Single', { pok, public_key: IDENTITY_TEXT }];
    }),
  );
  refused('S28 a proof’s scalar is in hexadecimal', ['3.d', 'scalar-canonical'], (at) =>
    withTrustees(at, (keys) => {
      const { pok } = keys[0]![1];
      pok.challenge = `0x${BigInt(pok.challenge).toString(16)}`;
    }),
  );
  refused('a group of trustees has no parameters', ['3.d', 'trustees-shape'], (at) =>
    under(at, { trustees: '[["Pedersen",{}]]' }),
  );
  refused('a trustee is of an unknown kind', ['3.d', 'trustees-shape'], (at) =>
    under(at, { trustees: '[["Shamir",{}]]' }),
  );
  refused('there are no trustees', ['3.d', 'trustees-shape'], (at) => under(at, { trustees: '[]' }));
});

describe('the list of credentials is canonical', () => {
  const list = (at: Scene, change: (credentials: string[]) => unknown) =>
    under(at, { credentials: edited(at.world.credentials, change) });

  refused('S10 a credential is listed twice', ['3.h', 'credentials-distinct'], (at) =>
    list(at, (credentials) => [...credentials, credentials[0]!]),
  );
  accepted('S11 (outside) there is a credential more than there are voters', () => votedUnder(aWorld({ voters: 6 })));
  refused('S12 a credential is of small order', ['3.i', 'element-member'], (at) =>
    list(at, (credentials) => [...credentials, encodeElement(ORDER_EIGHT)]),
  );
  refused('a credential is outside the subgroup', ['3.i', 'element-member'], (at) =>
    list(at, (credentials) => [...credentials, encodeElement(GENERATOR.add(ORDER_EIGHT))]),
  );
  for (const weight of ['-1', '0x5', '02', '0', '1.0', '1e3', '+1', ' 1', '', '9007199254740993']) {
    refused(`S14, S15 a credential has the weight "${weight}"`, ['3.h', 'credentials-weight'], (at) =>
      list(at, (credentials) => credentials.map((credential, place) => `${credential},${place === 0 ? weight : 1}`)),
    );
  }
  refused(
    'one credential has a weight and the others have none',
    ['3.h', 'credentials-weight', 'element-member'],
    (at) => list(at, (credentials) => credentials.with(0, `${credentials[0]!},2`)),
  );
  accepted(
    'S13 (outside) a credential weighs more than was announced',
    (at) => weighted(at, 3),
    ({ result }) => expect(result?.[1]).toEqual({ kind: 'sums', sums: [5, 1] }),
  );
  refused('the tally leaves the weights out', ['5.b', 'tally-ballots'], (at) => weighted(at, 3, 1));
  refused('S16 a credential is in capitals', ['3.h', 'element-member'], (at) =>
    list(at, (credentials) => credentials.with(0, credentials[0]!.toUpperCase())),
  );
  refused('S17 a credential is listed again in capitals', ['3.h', 'element-member'], (at) =>
    list(at, (credentials) => [...credentials, credentials[0]!.toUpperCase()]),
  );
  refused('S27 nobody has a credential', ['3.h', 'credentials-shape'], (at) => list(at, () => []));
});

describe('the election reads the same in every program', () => {
  const replaced = (at: Scene, from: string | RegExp, to: string) =>
    under(at, { election: at.world.election.replace(from, to) });

  refused('S18 the questions come twice', ['3.a', 'election-json'], (at) =>
    replaced(at, '"questions":', '"questions":[],"questions":'),
  );
  refused('the rules come twice', ['3.a', 'election-json'], (at) => replaced(at, /}$/, ',"rules":1,"rules":2}'));
  refused('the name has a needless escape', ['3.a', 'election-canonical'], (at) => replaced(at, '"An', '"\\u0041n'));
  refused('the members stand in another order', ['3.a', 'election-canonical'], (at) =>
    replaced(at, /"version":1,(.*?),/, '$1,"version":1,'),
  );
  refused('S22 min is more than max', ['3.c', 'question-bounds'], (at) =>
    replaced(at, '"min":0,"max":2', '"min":2,"max":1'),
  );
  refused('S23 max is more than there are answers', ['3.c', 'question-bounds'], (at) =>
    replaced(at, '"max":2', '"max":5'),
  );
  refused('S24 the group is unknown', ['3.b', 'election-group'], (at) => replaced(at, '"Ed25519"', '"BELENIOS-2048"'));
  refused('S25 the version is 0', ['3.b', 'election-version'], (at) => replaced(at, '"version":1', '"version":0'));
  refused('S26 an answer has a right-to-left override', ['3.c', 'election-text'], (at) =>
    replaced(at, '["A"', '["A\u202e"'),
  );
  refused('questions of unknown types are asked', ['3.b', 'election-supported'], (at) =>
    replaced(at, /\{"answers":\["Yes".*?\}/, '{"type":"Lists","value":{"answers":["Yes"],"question":"Budget"}}'),
  );
  refused('a question has an unknown member', ['3.a', 'election-shape'], (at) =>
    replaced(at, '"min":0', '"least":0,"min":0'),
  );
});

describe('what only a careful organiser would avoid is noted', () => {
  accepted(
    'S19 the election has an unknown member',
    () => {
      const world = aWorld();
      return votedUnder({ ...world, election: world.election.replace(/}$/, ',"colour":"red"}') });
    },
    ({ notes }) => expect(notes.join()).toContain('colour'),
  );
  accepted(
    'S20 two answers differ by the alphabet of a letter',
    () => votedUnder(withAnswers('A', 'А')),
    ({ notes }) => expect(notes.join()).toContain('look alike'),
  );
  accepted(
    'S21 two answers are the same',
    () => votedUnder(withAnswers('A', 'A')),
    ({ notes }) => expect(notes.join()).toContain('twice'),
  );
  accepted(
    'the rules stand in the election',
    () => votedUnder(aWorld({ rules: { version: 1, contests: [{ method: 'approval', seats: 2 }] } })),
    ({ election, notes }) => {
      expect(election?.rules).toEqual({ version: 1, contests: [{ method: 'approval', seats: 2 }] });
      expect(notes).toEqual([]);
    },
  );

  function withAnswers(one: string, other: string): World {
    return aWorld({ questions: [{ ...QUESTIONS[0]!, answers: [one, other, 'C', 'D'] }, QUESTIONS[1]!] });
  }
});
