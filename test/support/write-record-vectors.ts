import { mkdirSync, writeFileSync } from 'node:fs';
import { verifyRecord } from '../../protocol/verify-record.ts';
import {
  aWorld,
  ballotMove,
  ballotOf,
  edited,
  END,
  movesOf,
  partsOf,
  recordOf,
  setUpMove,
  type Move,
  type World,
} from './record-builder.ts';
import { encrypted, provedAnswer, resigned, signed } from './record-forger.ts';
import { ownRecord, type RecordVector } from './record-vectors.ts';
import { sumsQuestion } from '../../protocol/question.ts';

/*
 * Writes test/vectors/records anew: `node test/support/write-record-vectors.ts`. One small election, another whose rules
 * decide ties by lot, and mutations of their records in which everything else was made consistent again. Every run makes other keys, so run it only when the format
 * changes.
 */

const QUESTION = sumsQuestion({ question: 'Chair', answers: ['Ada', 'Grace'], min: 0, max: 1 });
const RULES = {
  version: 1,
  contests: [{ method: 'choose', seats: 1 }],
  quorum: { numerator: 1, denominator: 2 },
  roll: { size: 3, hash: '0'.repeat(64) },
};
const world = aWorld({ voters: 3, trustees: 2, questions: [QUESTION], rules: RULES });
const ballots = [ballotOf(world, 0, [[1, 0]]), ballotOf(world, 1, [[0, 1]]), ballotOf(world, 0, [[0, 1]])];
const parts = partsOf(world, ballots);
const moves = movesOf(parts);

const CONTEST = { kind: 'people', id: 'chair', method: 'choose', candidates: ['ada', 'grace'] };
const SEATS = [{ id: null, name: 'Chair', endsOn: null }];
const BY_LOT = { ...RULES, version: 3, contests: [{ ...CONTEST, seats: SEATS }], ties: 'lot' };
const lotWorld = aWorld({ voters: 3, trustees: 2, questions: [QUESTION], rules: BY_LOT });
const lotParts = partsOf(lotWorld, [ballotOf(lotWorld, 0, [[1, 0]]), ballotOf(lotWorld, 1, [[0, 1]])]);

function forged(ms: readonly number[]): string {
  return signed(world, 0, [provedAnswer(world, 0, { openings: ms.map((m) => encrypted(world, m)), overall: [0, 1] })]);
}

function withLast(ballot: string): Uint8Array {
  return recordOf(moves.with(3, ballotMove(ballot)));
}

const vectors: [file: string, sentence: string, bytes: Uint8Array][] = [
  ['passed', 'An honest record, in which the first voter votes again.', recordOf(moves)],
  ['unfinished', 'The same without its result.', recordOf(moves.slice(0, -1))],
  ['void', 'A record in which one of three voted and quorum was missed.', recordOf(voided())],
  [
    'blank-in-event',
    'An event has a blank in it.',
    recordOf(moves.with(2, { ...moves[2]!, spoil: (t) => t.replace(',', ', ') })),
  ],
  [
    'late-ballot',
    'A ballot follows the end of voting.',
    recordOf([...moves.slice(0, 3), moves[4]!, moves[3]!, ...moves.slice(5)]),
  ],
  ['election-changed', 'The answers were exchanged after the ballots were cast.', recordOf(moves.with(0, changed()))],
  ['two-votes', 'A choice holds two votes.', withLast(forged([2, 0]))],
  ['too-many', 'Two are chosen where one may be.', withLast(forged([1, 1]))],
  ['signed-by-another', 'Another voter signed.', withLast(resigned(world, 1, ballots[2]!, (text) => text))],
  [
    'left-out',
    'The tally leaves a ballot out.',
    recordOf(movesOf(partsOf(world, ballots, { tallied: ballots.slice(1, 2) }))),
  ],
  [
    'first-counts',
    'The tally counts the first ballot of a voter.',
    recordOf(movesOf(partsOf(world, ballots, { tallied: ballots.slice(0, 2) }))),
  ],
  ['false-factor', 'A decryption factor was changed.', recordOf(movesOf({ ...parts, decryptions: falseFactor() }))],
  ['false-result', 'The counts are exchanged.', recordOf(movesOf({ ...parts, result: '{"result":[[2,0]]}' }))],
  ['lot', 'An honest record whose rules decide ties by lot, and in which two tie.', recordOf(movesOf(lotParts))],
  ['lot-kept-back', 'A trustee opens the tally and not the lot.', withLots(([one]) => [one, undefined])],
  ['lot-exchanged', 'Two trustees exchange their parts of the lot.', withLots(([one, two]) => [two, one])],
];

function voided(): Move[] {
  return [setUpMove(world), ballotMove(ballots[0]!), END];
}

function changed(): Move {
  return setUpMove({ ...world, election: world.election.replace('["Ada","Grace"]', '["Grace","Ada"]') });
}

function falseFactor() {
  const [one, two] = parts.decryptions;
  const text = edited(one!.text, (value: { decryption_factors: string[][] }) => {
    value.decryption_factors[0]!.reverse();
  });
  return [{ owner: 1, text }, two!];
}

function withLots(change: (lots: readonly unknown[]) => readonly unknown[]): Uint8Array {
  const lots = change(lotParts.decryptions.map(({ text }) => (JSON.parse(text) as { lot: unknown }).lot));
  const decryptions = lotParts.decryptions.map(({ owner, text }, place) => ({
    owner,
    text: edited(text, (value: { lot: unknown }) => ({ ...value, lot: lots[place] })),
  }));
  return recordOf(movesOf({ ...lotParts, decryptions }));
}

mkdirSync(ownRecord('.'), { recursive: true });
const index = vectors.map(([file, sentence, bytes]): RecordVector => {
  writeFileSync(ownRecord(`${file}.bel`), bytes);
  const { verdict, findings, result } = verifyRecord(bytes);
  const [first] = findings;
  const plain = result?.flatMap((one) => (one.kind === 'sums' ? [one.sums] : [])) ?? null;
  return {
    file: `${file}.bel`,
    sentence,
    verdict,
    check: first?.check ?? null,
    failed: first?.failed ?? null,
    result: plain,
  };
});
const lines = index.map((vector) => `  ${JSON.stringify(vector)}`);
writeFileSync(ownRecord('records.json'), `[\n${lines.join(',\n')}\n]\n`);
const secretsOf = ({ voters, keys }: World) => ({
  credentials: voters.map(({ credential }) => credential),
  trustees: keys.map(({ privateKey }) => privateKey),
});
const secrets = { ...secretsOf(world), lot: secretsOf(lotWorld) };
writeFileSync(ownRecord('secrets.json'), `${JSON.stringify(secrets, null, 2)}\n`);
