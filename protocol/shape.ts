import { decodeScalar, encodeScalar, isElementText } from './group.ts';
import { object, type Json, type JsonObject } from './json.ts';
import { Refused } from './refused.ts';

/** Belenios 4.3, Common structures. A proof; scalars in 0..q-1. */
export interface Proof {
  readonly challenge: bigint;
  readonly response: bigint;
}

/** Belenios 4.3, Common structures. A ciphertext as it stands on the wire: two times 64 hexadecimal digits. */
export interface CiphertextText {
  readonly alpha: string;
  readonly beta: string;
}

/**
 * The members of an object that must have these names in this order; a name that ends in `?` may be missing.
 * Refuses with `shape` a missing or an unknown member, with `canonical` another order.
 */
export function membersOf(value: Json | undefined, what: string, names: readonly string[]): JsonObject {
  if (!(value instanceof Map)) throw new Refused('shape', `${what} is not an object`);
  const members = value as JsonObject;
  if (hasExactly(members, names)) return members;
  const known = names.map((name) => name.replace('?', ''));
  for (const name of names) {
    if (!name.endsWith('?') && !members.has(name)) throw new Refused('shape', `${what} has no member ${name}`);
  }
  for (const name of members.keys()) {
    if (!known.includes(name)) throw new Refused('shape', `${what} has an unknown member ${name}`);
  }
  assertOrder(members, known, what);
  return members;
}

/** Whether the members are these in this order, as nearly all are: then nothing else need be asked. */
function hasExactly(members: JsonObject, names: readonly string[]): boolean {
  let place = 0;
  for (const name of members.keys()) {
    if (name !== names[place] || name.endsWith('?')) return false;
    place += 1;
  }
  return place === names.length;
}

/** Refuses with `canonical` when the members among `known` stand in another order. */
export function assertOrder(members: JsonObject, known: readonly string[], what: string): void {
  const found = [...members.keys()].filter((name) => known.includes(name));
  const expected = known.filter((name) => members.has(name));
  if (found.some((name, place) => name !== expected[place])) {
    throw new Refused('canonical', `the members of ${what} stand in another order`);
  }
}

/** The items of an array; of exactly `length` when given. */
export function itemsOf(value: Json | undefined, what: string, length?: number): readonly Json[] {
  if (!Array.isArray(value)) throw new Refused('shape', `${what} is not an array`);
  const items = value as readonly Json[];
  if (length !== undefined && items.length !== length) {
    throw new Refused('shape', `${what} has ${items.length} items instead of ${length}`);
  }
  return items;
}

export function textOf(value: Json | undefined, what: string): string {
  if (typeof value !== 'string') throw new Refused('shape', `${what} is not a string`);
  return value;
}

/** A small integer, not negative. */
export function countOf(value: Json | undefined, what: string): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0 || Object.is(value, -0)) {
    throw new Refused('shape', `${what} is not a non-negative integer`);
  }
  return value;
}

const HASH = /^[0-9a-f]{64}$/;

/** Belenios 4.2, Basic types. A SHA-256 in hexadecimal. */
export function hashTextOf(value: Json | undefined, what: string): string {
  if (typeof value !== 'string' || !HASH.test(value)) throw new Refused('shape', `${what} is not a hash`);
  return value;
}

/** 64 lower-case hexadecimal digits; whether they encode a member is for the arithmetic to say. */
export function elementOf(value: Json | undefined, what: string): string {
  if (typeof value !== 'string' || !isElementText(value)) {
    throw new Refused('element', `${what} is not 64 lower-case hexadecimal digits`);
  }
  return value;
}

export function scalarOf(value: Json | undefined, what: string): bigint {
  const scalar = typeof value === 'string' ? decodeScalar(value) : undefined;
  if (scalar === undefined) throw new Refused('scalar', `${what} is not a canonical decimal number below q`);
  return scalar;
}

export function proofOf(value: Json | undefined, what: string): Proof {
  const members = membersOf(value, what, ['challenge', 'response']);
  return {
    challenge: scalarOf(members.get('challenge'), `the challenge of ${what}`),
    response: scalarOf(members.get('response'), `the response of ${what}`),
  };
}

export function ciphertextOf(value: Json | undefined, what: string): CiphertextText {
  const members = membersOf(value, what, ['alpha', 'beta']);
  return {
    alpha: elementOf(members.get('alpha'), `alpha of ${what}`),
    beta: elementOf(members.get('beta'), `beta of ${what}`),
  };
}

export function proofJson({ challenge, response }: Proof): JsonObject {
  return object([
    ['challenge', encodeScalar(challenge)],
    ['response', encodeScalar(response)],
  ]);
}

export function ciphertextJson({ alpha, beta }: CiphertextText): JsonObject {
  return object([
    ['alpha', alpha],
    ['beta', beta],
  ]);
}
