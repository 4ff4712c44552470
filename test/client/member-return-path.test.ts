import { expect, test } from 'vitest';
import { safeReturnPath } from '../../client/member/return-path.ts';

const origin = 'https://vote.example';

test.each([
  ['/office', '/office'],
  ['/office/log?election=abc', '/office/log?election=abc'],
  ['/me#top', '/me#top'],
  ['/', '/'],
])('after signing in, %s leads back into this site', (next, path) => {
  expect(safeReturnPath(next, origin)).toBe(path);
});

test.each([
  'https://elsewhere.example',
  '//elsewhere.example',
  '/\\elsewhere.example',
  '\\\\elsewhere.example',
  '/\t/elsewhere.example',
  '/\n/elsewhere.example',
  '/.//elsewhere.example',
  '/x/..//elsewhere.example',
  'javascript:alert(1)',
  ' /office',
  'office',
  '',
])('%j leads nowhere else, however it is spelled', (next) => {
  expect(safeReturnPath(next, origin)).toBeUndefined();
});

test('without a place to return to there is none', () => {
  expect(safeReturnPath(null, origin)).toBeUndefined();
});
