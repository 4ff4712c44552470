import { describe, expect, test } from 'vitest';
import { castWords, keyWords, revoteWords, stopWords } from '../../client/booth/words.ts';
import { matches } from '../../client/booth/find.ts';
import { heldWords, openingWords } from '../../client/parts/methods.ts';
import { problems } from '../../api/problems.ts';
import { anElection } from './elections.ts';

describe('who holds the keys is said openly', () => {
  test('the server alone', () => {
    expect(keyWords(anElection({ keyHolder: 'server', trustees: [] }))).toBe(
      'The server holds the only key. The rules of this election chose that.',
    );
  });
  test('people, by name, all of them needed', () => {
    expect(keyWords(anElection())).toContain(
      'it takes both together to open anything: Henrike Sandvoort and Bashir Qalandar.',
    );
  });
  test('and what they open: totals, or ballots that were mixed', () => {
    expect(keyWords(anElection())).toContain('The trustees open the totals, and it takes both');
    const contests = anElection().contests.map((contest) => ({ ...contest, method: 'score' as const }));
    expect(keyWords(anElection({ contests }))).toContain(
      'The trustees open the ballots mixed, without names, and it takes both',
    );
  });
});

test('an opened ballot is said by its names, or by each score', () => {
  const [board] = anElection().contests;
  expect(heldWords(board!, [0, 1, 0, 1])).toBe('Grace Mensah-Boateng, Rafael Castellano');
  expect(heldWords(board!, [0, 0, 0, 0])).toBe('blank');
  const scored = { ...board!, method: 'score' as const };
  expect(heldWords(scored, [0, 1, 0, 5])).toBe(
    'Rafael Castellano 5, Grace Mensah-Boateng 1, Adaeze Nwosu 0, Mei-Ling Duong 0',
  );
  expect(heldWords(scored, [0, 0, 0, 0])).toBe('blank');
});

test('what becomes of the ballots is said for sums, for ballots, and for both in one election', () => {
  const { contests } = anElection();
  expect(openingWords({ contests })).toBe('only the totals are opened, never a single ballot.');
  const scored = contests.map((contest) => ({ ...contest, method: 'score' as const }));
  expect(openingWords({ contests: scored })).toBe(
    'the ballots are mixed, so that none shows whose it is, and only then opened.',
  );
  expect(openingWords({ contests: [scored[0]!, contests[1]!] })).toBe(
    'the totals are opened; for Board of directors the ballots, mixed so that none shows whose it is.',
  );
});

describe('why a ballot was not cast', () => {
  const refused = (document: object) =>
    castWords({
      kind: 'refused',
      problem: { type: '/problems/election-not-open', title: '', status: 409, ...document },
    });
  test('the close came first, by how much', () => {
    const { title, words } = refused({ closesAt: '2027-06-15T14:00:00Z', now: '2027-06-15T14:00:12Z' });
    expect(title).toBe('Voting closed at 14:00 UTC, 12 seconds before your ballot arrived');
    expect(words).toEqual(['It was not counted.']);
  });
  test('the failed check is named', () => {
    const problem = {
      type: '/problems/ballot-refused',
      title: problems['ballot-refused'].title,
      status: 400,
      failed: 'signature',
    } as const;
    expect(castWords({ kind: 'refused', problem }).words[0]).toBe('The check that it did not pass: signature.');
  });
  test('when nobody knows whether it arrived, the voter is not sent to choose again', () => {
    expect(castWords({ kind: 'unknown-arrival' }).words.join(' ')).toContain('Do not choose again');
  });
});

test('voting again says that the old ballot is replaced, and why the new one is empty', () => {
  expect(revoteWords('2027-06-09T10:52:00Z')).toBe(
    'You voted on 9 June. Casting again replaces that ballot. It starts empty, because nobody can read the old one.',
  );
});

test('an early voter is told when voting opens', () => {
  const view = anElection({ phase: 'scheduled', now: '2027-05-29T14:00:00Z' });
  expect(stopWords({ why: 'not-open-yet' }, view).title).toBe('Voting opens in 3 days');
});

test('every reason to stop says what to do, without the words that the house avoids', () => {
  const reasons = [
    'no-link',
    'link-cut',
    'link-refused',
    'no-election',
    'paper-differs',
    'cannot-seal',
    'closed',
  ] as const;
  for (const why of reasons) {
    const { title, words } = stopWords({ why }, anElection());
    expect([title, ...words].join(' ')).not.toMatch(/user|invalid|fail|submit|please|oops|encrypt|credential|!/i);
    expect(words.length).toBeGreaterThan(0);
  }
});

const [piotr] = anElection().contests[1]!.candidates;
const candidate = { ...piotr!, affiliation: 'Gdańsk' };

test.each([
  ['gdansk', true],
  ['WASIL', true],
  ['piotr gda', true],
  ['arriaga', false],
])('looking for "%s" among Piotr Wasilewski of Gdańsk: %s', (search, found) => {
  expect(matches(search, candidate)).toBe(found);
});
