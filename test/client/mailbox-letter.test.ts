import { describe, expect, test } from 'vitest';
import { piecesOf } from '../../client/mailbox/letter-text.ts';
import { addressOf, shownIn } from '../../client/mailbox/state.ts';

const origin = 'http://localhost:3000';

describe('the text of a mail', () => {
  test('has links to this site', () => {
    expect(piecesOf('Open:\nhttp://localhost:3000/vote/abc#secret\n\nBye', origin)).toEqual([
      { words: 'Open:\n' },
      { words: 'http://localhost:3000/vote/abc#secret', href: 'http://localhost:3000/vote/abc#secret' },
      { words: '\n\nBye' },
    ]);
  });
  test('leaves the full stop of a sentence out of the link', () => {
    expect(piecesOf('See http://localhost:3000/me.', origin).at(-1)).toEqual({ words: '.' });
  });
  test.each([
    'https://elsewhere.example/x',
    'http://localhost:3000@elsewhere.example/',
    'http://localhost:3000.elsewhere.example/',
    'javascript:alert(1)',
    'https://localhost:3000/',
  ])('does not make a link of %s', (address) => {
    expect(piecesOf(`Press ${address} now`, origin).every(({ href }) => href === undefined)).toBe(true);
  });
  test('loses no character', () => {
    const text = 'a http://localhost:3000/x?y=1, (https://elsewhere.example/z). b';
    expect(
      piecesOf(text, origin)
        .map(({ words }) => words)
        .join(''),
    ).toBe(text);
  });
});

describe('what the mailbox shows', () => {
  test('stands in its address', () => {
    const shown = { to: 'marta+vote@oyelaran.example', page: 3 };
    expect(shownIn(addressOf(shown).slice('/mailbox'.length))).toEqual(shown);
    expect(addressOf({ to: '', page: 1 })).toBe('/mailbox');
  });
  test.each(['?page=0', '?page=-1', '?page=1.5', '?page=x', ''])('begins at the first page for %j', (search) => {
    expect(shownIn(search).page).toBe(1);
  });
});
