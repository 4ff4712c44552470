import { expect, test } from 'vitest';
import { parseJson, type JsonObject } from '../../protocol/json.ts';
import { Refused } from '../../protocol/refused.ts';
import { membersOf } from '../../protocol/shape.ts';

function verdict(text: string): string {
  try {
    const members: JsonObject = membersOf(parseJson(text), 'it', ['a', 'b?', 'c']);
    return [...members.keys()].join('');
  } catch (error) {
    return error instanceof Refused ? String(error.failed) : 'crashed';
  }
}

test.each([
  ['{"a":1,"b":2,"c":3}', 'abc'],
  ['{"a":1,"c":3}', 'ac'],
  ['{"a":1,"b?":2,"c":3}', 'shape'],
  ['{"a":1,"b":2}', 'shape'],
  ['{"a":1,"b":2,"c":3,"d":4}', 'shape'],
  ['{"b":2,"a":1,"c":3}', 'canonical'],
  ['{"c":3,"a":1}', 'canonical'],
  ['{}', 'shape'],
  ['[]', 'shape'],
])('of %s the members are %s', (text, expected) => {
  expect(verdict(text)).toBe(expected);
});
