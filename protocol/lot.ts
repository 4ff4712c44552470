import { ed25519_hasher } from '@noble/curves/ed25519.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { decodeElection, fingerprint } from './election.ts';
import { encodeElement } from './group.ts';
import { hashOf } from './hash.ts';
import { object, parseJson, type Json, type JsonObject } from './json.ts';
import type { OwnedText } from './result.ts';
import { elementOf, membersOf, proofJson, proofOf, type Proof } from './shape.ts';
import { combineFactorTexts, type OwnedFactor } from './threshold/combine.ts';
import type { Trustees } from './trustees.ts';

/*
 * Not part of Belenios: the lot that breaks ties, for elections whose rules say `"ties": "lot"`. docs/adr/0014-the-lot.md.
 *
 * alpha is an element of the group that nobody chose and whose logarithm nobody knows. (alpha, 1) is then a ciphertext
 * under the key of all trustees, whose plaintext nobody knows: to open it is to learn alpha^x, x the sum of their keys. That
 * is fixed when the election is, before a ballot is cast, and the trustees open it together with the tally.
 */

/** A trustee's part of the lot. */
export interface LotShare {
  /** alpha^x, for the x of the trustee's key, 64 hexadecimal digits. */
  readonly factor: string;
  /** That it is, for the x with g^x the trustee's key. Its hash names the election, the key, alpha and the factor. */
  readonly proof: Proof;
}

/** RFC 9380, 3.1: ours alone, so that no other program can be led to open our element. */
const DOMAIN = 'quorate-lot-V01-with-edwards25519_XMD:SHA-512_ELL2_RO_';

/**
 * alpha, 64 hexadecimal digits: the fingerprint of the election hashed to the group (RFC 9380, edwards25519, SHA-512,
 * Elligator 2). Undefined when the election's rules ask for no lot. Throws `Refused<ElectionCheck>`.
 *
 * The fingerprint covers the keys, the rules and all ids: who changes any of them gets another lot, as unknown as the one
 * before. No ballot can bring alpha to the trustees early, since a ballot proves that its voter knows the logarithm of
 * each first half of a ciphertext.
 */
export function lotElement(electionText: string): string | undefined {
  if (!asksForLot(decodeElection(electionText).rules)) return undefined;
  const message = utf8ToBytes(`quorate lot|${fingerprint(electionText)}`);
  return encodeElement(ed25519_hasher.hashToCurve(message, { DST: DOMAIN }));
}

function asksForLot(rules: unknown): boolean {
  return memberOf(rules, 'ties') === 'lot';
}

export interface Opened {
  /** The text of the encrypted tally, as it stands on the board. */
  readonly encryptedTally: string;
  readonly trustees: Trustees;
  /** Partial decryptions, verified, in any order: enough of them. */
  readonly decryptions: readonly OwnedText[];
}

/**
 * The value of the lot, 64 hexadecimal digits: SHA-256 of `quorate lot seed|F|T`, F alpha^x, which enough trustees' factors give together and
 * T the hash of the encrypted tally. Undefined when there are no decryptions or one of them has no part of a lot.
 *
 * F, because all but one of the trustees together know nothing of it, and the last to give a part can neither choose nor
 * withhold it without the tally. T, because F alone is fixed before voting: with it, even trustees who all conspire know
 * nothing before the last ballot is in; and whoever casts that ballot, the operator included, does not know F.
 */
export function lotSeed({ encryptedTally, trustees, decryptions }: Opened): string | undefined {
  const factors: OwnedFactor[] = [];
  for (const { owner, text } of decryptions) {
    const factor = factorIn(text);
    if (factor === undefined) return undefined;
    factors.push({ owner, factor });
  }
  if (factors.length === 0) return undefined;
  return hashOf(`quorate lot seed|${combineFactorTexts(trustees, factors)}|${hashOf(encryptedTally)}`);
}

function factorIn(decryptionText: string): string | undefined {
  const decryption = parseJson(decryptionText);
  const lot = decryption instanceof Map ? (decryption as JsonObject).get('lot') : undefined;
  return lot === undefined ? undefined : lotShareOf(lot).factor;
}

/**
 * The candidates of a contest in the order of the lot: who comes first wins a tie. Each draws the ticket SHA-256 of
 * `quorate lot ticket|seed|contest|candidate`; the smallest comes first.
 *
 * Ids, never names: a name can be spelt in many ways, and its owner chooses it. The ids stand in the election, so they were
 * fixed before anybody could know the seed, and trying many of them gains nothing. The contest's id gives each contest a
 * lot of its own: who loses in one does not lose in all. The order in which the ids are given is nothing to it.
 */
export function lotOrder(seed: string, contestId: string, candidateIds: readonly string[]): readonly string[] {
  const tickets = candidateIds.map((id) => ({ id, ticket: hashOf(`quorate lot ticket|${seed}|${contestId}|${id}`) }));
  return tickets.toSorted((one, other) => order(one.ticket, other.ticket)).map(({ id }) => id);
}

function order(one: string, other: string): number {
  return Number(one > other) - Number(one < other);
}

/**
 * For each contest of the rules that stand in an election, the order of the lot; null for one whose `id` or `candidates`
 * the rules do not say. Any JSON value may be given for the rules.
 */
export function lotOrders(seed: string, rules: unknown): readonly (readonly string[] | null)[] {
  const contests = memberOf(rules, 'contests');
  if (!Array.isArray(contests)) return [];
  return contests.map((contest) => {
    const [id, candidates] = [memberOf(contest, 'id'), memberOf(contest, 'candidates')];
    return typeof id === 'string' && areTexts(candidates) ? lotOrder(seed, id, candidates) : null;
  });
}

/** Reads a trustee's part of the lot; throws `Refused<Unreadable>`. */
export function lotShareOf(value: Json | undefined): LotShare {
  const members = membersOf(value, 'the lot', ['factor', 'proof']);
  return {
    factor: elementOf(members.get('factor'), 'the factor of the lot'),
    proof: proofOf(members.get('proof'), 'the proof of the lot'),
  };
}

export function lotShareJson({ factor, proof }: LotShare): JsonObject {
  return object([
    ['factor', factor],
    ['proof', proofJson(proof)],
  ]);
}

function areTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function memberOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as Record<string, unknown>)[name];
}
