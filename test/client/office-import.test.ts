import { describe, expect, test } from 'vitest';
import type { DryRun } from '../../api/office.ts';
import { decodeCsv } from '../../client/office/csv-file.ts';
import {
  afterwardsWords,
  emptyImport,
  filteredRows,
  importWords,
  leftOutRows,
  reduceImport,
  usedRows,
} from '../../client/office/import-state.ts';
import { searched } from '../../client/office/roll-query.ts';

const dryRun: DryRun = {
  rows: [
    { line: 2, fate: 'added', name: 'Marta Oyelaran', email: 'marta@oyelaran.example', reason: null },
    { line: 3, fate: 'kept', name: 'Noor Haddad', email: 'noor@haddad.example', reason: null },
    {
      line: 4,
      fate: 'renamed',
      name: 'Sun-hi Park',
      email: 'park@people.example',
      reason: 'On the roll as Sunhi Park',
    },
    { line: 5, fate: 'unusable', name: 'Daan Visser', email: 'daan', reason: '“daan” is not a mail address' },
    {
      line: 6,
      fate: 'repeated',
      name: 'M. Oyelaran',
      email: 'marta@oyelaran.example',
      reason: 'The same address as line 2',
    },
  ],
  rollAfter: 3,
  leftOut: 2,
  removed: 0,
};

describe('a dry run', () => {
  test('gives every row one fate', () => {
    expect(leftOutRows(dryRun).map(({ line }) => line)).toEqual([5, 6]);
    expect(usedRows(dryRun).map(({ line }) => line)).toEqual([2, 3, 4]);
  });
  test('is read back by the button', () => {
    expect(importWords({ ...dryRun, rollAfter: 1450, leftOut: 9 })).toBe('Import 1,450 and leave out 9');
    expect(importWords({ ...dryRun, rollAfter: 12, leftOut: 0 })).toBe('Import 12');
    expect(importWords({ ...dryRun, rollAfter: 12, leftOut: 1, removed: 289 })).toBe(
      'Import 12, leave out 1 and take 289 off the roll',
    );
  });
  test('says who is taken off the roll', () => {
    expect(afterwardsWords({ ...dryRun, removed: 1 })).toBe(
      '3 people will be on the roll. 1 person who is on it now is not in this file and will be taken off.',
    );
  });
  test('is searched by name, address and fate', () => {
    const rows = usedRows(dryRun);
    expect(filteredRows(rows, { show: 'all', search: 'HADDAD' }).map(({ line }) => line)).toEqual([3]);
    expect(filteredRows(rows, { show: 'renamed', search: '' }).map(({ line }) => line)).toEqual([4]);
  });
  test('is worth nothing any more when the roll has changed', () => {
    const tried = reduceImport({ ...emptyImport, csv: 'name,email' }, { type: 'tried', dryRun });
    const outdated = reduceImport(tried, { type: 'outdated', words: 'Make the dry run again.' });
    expect(outdated).toMatchObject({ dryRun: undefined, csv: 'name,email', problem: 'Make the dry run again.' });
  });
  test('of other rows begins anew', () => {
    const tried = reduceImport(emptyImport, { type: 'tried', dryRun });
    expect(reduceImport(tried, { type: 'pasted', csv: 'x' }).dryRun).toBeUndefined();
  });
});

describe('a file from a spreadsheet', () => {
  test('in UTF-8 is read as it is', () => {
    expect(decodeCsv(new TextEncoder().encode('name\nZoë'))).toEqual({ csv: 'name\nZoë', isGuessed: false });
  });
  test('in Windows-1252 is read, and the names are to be looked at', () => {
    expect(decodeCsv(Uint8Array.from([0x5a, 0x6f, 0xeb]))).toEqual({ csv: 'Zoë', isGuessed: true });
  });
  test('in UTF-16 is known by its mark', () => {
    expect(decodeCsv(Uint8Array.from([0xff, 0xfe, 0x5a, 0x00, 0xeb, 0x00]))).toEqual({ csv: 'Zë', isGuessed: false });
  });
});

test('an empty search of the roll is no search', () => {
  expect(searched({ search: '  ', show: 'voted', page: 2 })).toEqual({ show: 'voted', page: 2 });
  expect(searched({ search: ' Park ', show: 'all', page: 1 })).toEqual({ search: 'Park', show: 'all', page: 1 });
});
