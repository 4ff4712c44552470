import { describe, expect, test } from 'vitest';
import type { TrusteeTask, TrusteeView } from '../../api/trustees.ts';
import { empty, reduce, stepOf, wouldLose, type Event, type State } from '../../client/trustee/state.ts';
import { faultWords, keysWords, needWords, opensWords, sharesWords } from '../../client/trustee/words.ts';

function aView(task: TrusteeTask, rest: Partial<TrusteeView> = {}): TrusteeView {
  return {
    name: 'Tobias Renner',
    election: 'Board election 2027',
    organisation: 'Lantern Software Foundation',
    phase: 'draft',
    task,
    owner: 1,
    trustees: 3,
    keysGiven: 0,
    sharesGiven: 0,
    publicKey: null,
    ...rest,
  };
}

const key = { privateKey: '12', publicKey: 'public' };
const file = { electionId: 'election', owner: 1, ...key };

function after(...events: readonly Event[]): State {
  return events.reduce(reduce, empty);
}

describe('making a key', () => {
  const made = after({ type: 'arrived', view: aView('make-key') }, { type: 'made', key });
  test('is lost with the page until the saved file was opened again', () => {
    expect(wouldLose(made)).toBe(true);
    const saved = reduce(made, { type: 'saved' });
    expect(wouldLose(saved)).toBe(true);
    expect(wouldLose(reduce(saved, { type: 'file-chosen', key: file }))).toBe(false);
  });
  test('is proved by the file of this key, not of an earlier one', () => {
    const earlier = reduce(made, { type: 'file-chosen', key: { ...file, privateKey: '13' } });
    expect(earlier).toMatchObject({ file: undefined, fault: 'other-key' });
  });
  test('leaves no private key on the page when it is given', () => {
    const given = reduce(reduce(made, { type: 'file-chosen', key: file }), {
      type: 'arrived',
      view: aView('wait-for-others', { keysGiven: 1, publicKey: 'public' }),
    });
    expect(JSON.stringify(given)).not.toContain('privateKey');
    expect(stepOf(given)).toBe('wait-for-others');
  });
});

describe('adding a part', () => {
  const arrived = after({ type: 'arrived', view: aView('decrypt', { publicKey: 'public' }) });
  test('keeps what was checked when the page looks again', () => {
    const facts = { ballots: 3, voters: 3, roll: 5, tally: { height: 5, hash: 'aa' }, hasLot: true };
    const passed = reduce(arrived, { type: 'looking', looking: { at: 'passed', facts } });
    const again = reduce(passed, { type: 'arrived', view: aView('decrypt', { publicKey: 'public', sharesGiven: 1 }) });
    expect(again.looking.at).toBe('passed');
    expect(again.view?.sharesGiven).toBe(1);
  });
  test('leaves no private key on the page when it is done', () => {
    const done = reduce(reduce(arrived, { type: 'file-chosen', key: file }), { type: 'arrived', view: aView('done') });
    expect(done.file).toBeUndefined();
  });
  test('that failed says so, and keeps the file', () => {
    const failed = reduce(
      reduce(reduce(arrived, { type: 'file-chosen', key: file }), { type: 'busy', with: 'sending-share' }),
      { type: 'not-done', words: 'There is no connection.' },
    );
    expect(failed).toMatchObject({ busy: 'no', file, problem: 'There is no connection.' });
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

test('how many have come, and that all are needed, is said in words', () => {
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
