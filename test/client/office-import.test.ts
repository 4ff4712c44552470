import { expect, test } from 'vitest';
import type { DateFormat } from '../../api/imports.ts';
import { commitWords, fittingFormats, guessMap, leftOutWords } from '../../client/office/import-words.ts';
import { asked, everybody, exportAddress } from '../../client/office/members-query.ts';

const tiers = [
  { id: 'supporting', name: 'Supporting' },
  { id: 'contributing', name: 'Contributing' },
];

function columns(...some: readonly (readonly [string, readonly string[], readonly DateFormat[]])[]) {
  return {
    columns: some.map(([heading, values, dateFormats]) => ({
      heading,
      samples: [...values],
      values: [...values],
      dateFormats: [...dateFormats],
    })),
  };
}

test('columns are guessed by their headings, tiers by their names, and what has no match is left to a person', () => {
  const view = columns(
    ['E-Mail', [], []],
    ['Full name', [], []],
    ['Membership type', ['Supporting', 'managing'], []],
    ['Notes', [], []],
  );
  const map = guessMap(view, tiers);
  expect(map.fields).toEqual({ email: 'E-Mail', name: 'Full name', tier: 'Membership type' });
  expect(map.tiers).toEqual({ Supporting: 'supporting', managing: '' });
});

test('a date format is proposed only where no other one fits every column', () => {
  const both = ['DD/MM/YYYY', 'MM/DD/YYYY'] as const;
  const unclear = columns(['From', [], both], ['Until', [], both]);
  expect(guessMap(unclear, tiers).dateFormat).toBe(null);
  const clear = columns(['From', [], both], ['Until', [], ['DD/MM/YYYY']]);
  expect(guessMap(clear, tiers).dateFormat).toBe('DD/MM/YYYY');
  expect(fittingFormats(clear, { from: 'From', until: 'Until' })).toEqual(['DD/MM/YYYY']);
});

test('the counts are in the button, and in the sentence about what is left out', () => {
  expect(commitWords({ new: 1200, update: 3 })).toBe('Add 1,200 and change 3');
  expect(commitWords({ update: 1 })).toBe('Change 1');
  expect(leftOutWords({ error: 1 })).toBe('1 row is left out, each with its reason.');
  expect(leftOutWords({ unchanged: 7 })).toBe('Every row can be used.');
});

test('an export asks for what the page shows, and for the chosen columns', () => {
  const query = { ...everybody, search: ' ada & co ', show: 'eligible' };
  expect(asked(query)).toEqual({ search: 'ada & co', eligible: 'yes' });
  expect(exportAddress('/x.csv', query, ['name', 'email'])).toBe(
    '/x.csv?search=ada+%26+co&eligible=yes&columns=name%2Cemail',
  );
});
