import { describe, expect, test } from 'vitest';
import type { TrusteeTask, TrusteeView } from '../../api/trustees.ts';
import { empty, reduce, stepOf, wouldLose, type Event, type State } from '../../client/trustee/state.ts';
import {
  faultOfOthers,
  faultWords,
  keysWords,
  mixedWords,
  needWords,
  openedWords,
  opensWords,
  passedWords,
  sharesWords,
  waitedFor,
} from '../../client/trustee/words.ts';

function aView(task: TrusteeTask, rest: Partial<TrusteeView> = {}): TrusteeView {
  return {
    name: 'Tobias Renner',
    election: 'Board election 2027',
    organisation: 'Lantern Software Foundation',
    phase: 'draft',
    task,
    owner: 1,
    names: ['Tobias Renner', 'Lyudmila Petrova', 'Daan Visser'],
    trustees: 3,
    threshold: null,
    keysGiven: 0,
    sharesGiven: 0,
    publicKey: null,
    ceremony: null,
    shuffles: null,
    ...rest,
  };
}

const key = { kind: 'trustee key', secret: 'the secret 12', public: 'public' } as const;
const seed = { kind: 'trustee seed', secret: 'the seed', public: 'certificate' } as const;

function aCeremony(number: number, done: readonly number[]) {
  const certificates = Math.min(...done) === 0 ? [] : ['certificate', 'second', 'third'];
  return { number, done: [...done], certificates, certificate: 'certificate', vinput: null, encryptedKey: null };
}

function after(...events: readonly Event[]): State {
  return events.reduce(reduce, empty);
}

describe('making a key', () => {
  const made = after({ type: 'arrived', view: aView('make-key') }, { type: 'made', key });
  test('is lost with the page until the saved file was opened again', () => {
    expect(wouldLose(made)).toBe(true);
    const saved = reduce(made, { type: 'saved' });
    expect(wouldLose(saved)).toBe(true);
    expect(wouldLose(reduce(saved, { type: 'file-opened', key }))).toBe(false);
  });
  test('is proved by the file of this key, not of an earlier one', () => {
    const earlier = reduce(made, { type: 'file-opened', key: { ...key, secret: 'another' } });
    expect(earlier).toMatchObject({ file: undefined, fault: 'other-key' });
  });
  test('leaves no private key on the page when it is given', () => {
    const given = reduce(reduce(made, { type: 'file-opened', key }), {
      type: 'arrived',
      view: aView('wait-for-others', { keysGiven: 1, publicKey: 'public' }),
    });
    expect(JSON.stringify(given)).not.toContain('the secret');
    expect(stepOf(given)).toBe('wait-for-others');
  });
});

describe('making a key together', () => {
  const given = after(
    { type: 'arrived', view: aView('make-key', { threshold: 2, ceremony: aCeremony(1, [0, 0, 0]) }) },
    { type: 'made', key: seed },
    { type: 'file-opened', key: seed },
    { type: 'arrived', view: aView('wait-for-others', { threshold: 2, ceremony: aCeremony(1, [1, 1, 0]) }) },
  );
  test('keeps the opened file for the next step, and no longer than the last', () => {
    expect(given).toMatchObject({ made: undefined, file: seed });
    const exchanging = reduce(given, {
      type: 'arrived',
      view: aView('share-out', { threshold: 2, ceremony: aCeremony(1, [1, 1, 1]) }),
    });
    expect(exchanging.file).toEqual(seed);
    const finished = reduce(exchanging, {
      type: 'arrived',
      view: aView('wait-for-close', { threshold: 2, ceremony: aCeremony(1, [3, 3, 3]) }),
    });
    expect(JSON.stringify(finished)).not.toContain(seed.secret);
  });
  test('that begins anew forgets the old seed', () => {
    const anew = aView('make-key', { threshold: 2, ceremony: aCeremony(2, [0, 0, 0]) });
    expect(reduce(given, { type: 'arrived', view: anew })).toEqual({ ...empty, view: anew });
  });
  test('says who is waited for', () => {
    expect(waitedFor(aView('wait-for-others', { ceremony: aCeremony(1, [1, 0, 0]) }))).toEqual([
      'Lyudmila Petrova',
      'Daan Visser',
    ]);
  });
  test('names whose message does not hold', () => {
    expect(faultOfOthers(aView('finish-key'), 2, 'the signature is false')).toMatch(
      /^What Lyudmila Petrova gave does not hold: the signature is false\./u,
    );
  });
});

test('after a wrong passphrase the file stays chosen; another fault lets it go', () => {
  const chosen = after({ type: 'arrived', view: aView('decrypt') }, { type: 'file-chosen', text: 'file' });
  expect(reduce(chosen, { type: 'file-refused', fault: 'wrong-passphrase' }).chosen).toBe('file');
  expect(reduce(chosen, { type: 'file-refused', fault: 'damaged' }).chosen).toBeUndefined();
});

describe('adding a part', () => {
  const arrived = after({ type: 'arrived', view: aView('decrypt', { publicKey: 'public' }) });
  test('keeps what was checked when the page looks again', () => {
    const facts = { ballots: 3, voters: 3, roll: 5, tally: { height: 5, hash: 'aa' }, shuffles: 0, hasLot: true };
    const passed = reduce(arrived, { type: 'looking', looking: { at: 'passed', facts } });
    const again = reduce(passed, { type: 'arrived', view: aView('decrypt', { publicKey: 'public', sharesGiven: 1 }) });
    expect(again.looking.at).toBe('passed');
    expect(again.view?.sharesGiven).toBe(1);
  });
  test('leaves no private key on the page when it is done', () => {
    const done = reduce(reduce(arrived, { type: 'file-opened', key }), { type: 'arrived', view: aView('done') });
    expect(done.file).toBeUndefined();
  });
  test('that failed says so, and keeps the file', () => {
    const failed = reduce(
      reduce(reduce(arrived, { type: 'file-opened', key }), { type: 'busy', with: 'sending-share' }),
      { type: 'not-done', words: 'There is no connection.' },
    );
    expect(failed).toMatchObject({ busy: 'no', file: key, problem: 'There is no connection.' });
  });
});

test('a link that is refused leaves nothing behind', () => {
  const stopped = after(
    { type: 'arrived', view: aView('make-key') },
    { type: 'made', key },
    { type: 'stopped', stop: { why: 'link-refused' } },
  );
  expect(stopped.made).toBeUndefined();
});

test('how many have come, and that all are needed or some, is said in words', () => {
  expect(sharesWords(aView('done', { sharesGiven: 1, threshold: 2 }))).toBe(
    '1 of 2 parts that are needed has come. Any 2 of the 3 trustees do.',
  );
  expect(sharesWords(aView('done', { sharesGiven: 2 }))).toBe('2 of 3 parts have come. All 3 are needed.');
  expect(sharesWords(aView('done', { sharesGiven: 1, trustees: 2 }))).toBe('1 of 2 parts has come. Both are needed.');
  expect(sharesWords(aView('done', { sharesGiven: 3 }))).toBe('All 3 parts have come.');
  expect(keysWords(aView('wait-for-others', { keysGiven: 1 }))).toBe(
    '1 of 3 trustees has made a key. All 3 are needed.',
  );
  expect(needWords(aView('make-key', { trustees: 1 }))).toBe(
    'You alone hold the key: nobody can open the result without your key file.',
  );
});

test('a file that does not fit is answered with the name of the one that does', () => {
  expect(faultWords('other-trustee', 'election', aView('decrypt'))).toBe(
    'This key file belongs to another trustee. Yours is called election-trustee-1-key.json.',
  );
});

test('what a part opens is said: the totals, and the lot only where there is one', () => {
  expect(opensWords(true)).toContain('also opens the lot that breaks ties');
  expect(opensWords(false)).toBe('Your part opens nothing else.');
});

test('how far the mixing has come, and what is opened of it, is said in words', () => {
  const mixing = (done: number, needed = 3) => ({ shuffles: { done, needed, mine: null } });
  expect([0, 1, 2, 3].map((done) => mixedWords(mixing(done)))).toEqual([
    '0 of 3 have mixed them so far.',
    '1 of 3 has mixed them so far.',
    '2 of 3 have mixed them so far.',
    'All who must have mixed them.',
  ]);
  expect(openedWords({ shuffles: null })).toBe('Your part opens the totals, never a single ballot.');
  expect(openedWords(mixing(3))).toContain('nobody can tell whose is whose');
  const facts = { ballots: 3, voters: 3, roll: 5, tally: { height: 5, hash: 'aa' }, hasLot: false };
  expect(passedWords({ ...facts, shuffles: 0 }, 'shuffle')).toBe('You mix these ballots, and no others.');
  expect(passedWords({ ...facts, shuffles: 2 }, 'decrypt')).toBe(
    'Whoever mixed them changed none. Your part opens nothing else.',
  );
});
