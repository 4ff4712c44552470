import { expect, test } from 'vitest';
import { contradictionName } from '../../api/roll.ts';
import { addressesIn, contradictionWords, noVerdictQuery, verdictsAsked } from '../../client/office/roll-state.ts';

test('addresses are read however they were pasted, each once', () => {
  expect(addressesIn('')).toEqual([]);
  expect(addressesIn(' ada@members.example,\tbea@members.example;\r\n ada@members.example \n\n')).toEqual([
    'ada@members.example',
    'bea@members.example',
  ]);
});

test('an empty search and an empty reason are not asked for', () => {
  expect(verdictsAsked(noVerdictQuery)).toEqual({ show: 'all', page: 1 });
  expect(verdictsAsked({ search: ' Ada ', show: 'out', code: 'lapsed', page: 2 })).toEqual({
    ...{ search: 'Ada', show: 'out', code: 'lapsed', page: 2 },
  });
});

test.each(contradictionName.options)('%s has a name and a next step', (what) => {
  const { title, next } = contradictionWords(what);
  expect(title).not.toBe('');
  expect(next).toMatch(/\.$/);
});
