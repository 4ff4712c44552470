import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ownedDecryption } from '../../protocol/decryption.ts';
import { ownedShuffle } from '../../protocol/shuffle/text.ts';
import { verifyRecord } from '../../protocol/verify-record.ts';
import { isInstalled } from '../support/belenios-tool.ts';
import { need } from '../support/need.ts';
import { aFolder, runProgram } from '../support/terminal.ts';
import { addEvent, aTalliedToolElection, tool } from '../support/tool-election.ts';

/* A trustee who uses our program, in an election that belenios-tool set up, among trustees who use that one. */

const choices = [
  [
    [0, 2, 5],
    [1, 0],
  ],
  [
    [1, 2, 5],
    [0, 1],
  ],
  [
    [3, 0, 1],
    [1, 0],
  ],
];

describe('in an election that belenios-tool set up', () => {
  need('belenios-tool', isInstalled);
  test('our trustees mix and open beside its own, and both programs verify the record', async () => {
    await using place = await aFolder();
    const { folder } = place;
    const { record, singles, members } = aTalliedToolElection(folder, choices);
    const [first = '', second = '', third = ''] = members;
    const ours = (...words: string[]) => runProgram('trustee', folder, words);

    // Ours first, then its own, then ours of what its own left.
    const mixed = await ours('shuffle', record);
    expect(mixed).toMatchObject({ code: 0, err: expect.stringContaining('Mixing the ballots: 100 %') as string });
    const shuffle = mixed.out.trimEnd();
    addEvent(folder, 'Shuffle', [shuffle, ownedShuffle(1, shuffle)]);
    addEvent(folder, 'Shuffle', tool(folder, ['election', 'shuffle', '--trustee-id', '2', '--dir', '.']));
    const early = await ours('decrypt', record, '--key', singles[0]!);
    expect(early).toMatchObject({ code: 1, out: '', err: expect.stringContaining('not mixed') as string });
    const again = (await ours('shuffle', record)).out.trimEnd();
    addEvent(folder, 'Shuffle', [again, ownedShuffle(3, again)]);
    addEvent(folder, 'EndShuffles');
    expect(await ours('shuffle', record)).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringContaining('no ballots left to mix') as string,
    });

    // The single trustee uses the tool; of the group one uses the tool, and another ours.
    const single = ['--privkey', singles[0]!, '--trustee-id', '1', '--dir', '.'];
    addEvent(folder, 'PartialDecryption', tool(folder, ['election', 'decrypt', ...single]));
    const withKey = ['--key', `${third}.key`, '--decryption-key', `${third}.dkey`, '--trustee-id', '4', '--dir', '.'];
    addEvent(folder, 'PartialDecryption', tool(folder, ['election', 'decrypt-threshold', ...withKey]));
    const sealed = await ours('decrypt', record, '--key', `${first}.key`);
    expect(sealed).toMatchObject({ code: 1, err: expect.stringContaining('--decryption-key') as string });
    const foreign = await ours('decrypt', record, '--key', `${first}.key`, '--decryption-key', `${second}.dkey`);
    expect(foreign).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringMatching(/^The key that the ceremony made cannot be opened: [^\n]*\n$/u) as string,
    });
    const opened = await ours('decrypt', record, '--key', `${first}.key`, '--decryption-key', `${first}.dkey`);
    expect(opened).toMatchObject({ code: 0, err: expect.stringContaining('Opening: 100 %') as string });
    const share = opened.out.trimEnd();
    addEvent(folder, 'PartialDecryption', [share, ownedDecryption(2, share)]);
    addEvent(folder, 'Result', tool(folder, ['election', 'compute-result', '--dir', '.']));

    expect(tool(folder, ['election', 'verify', '--dir', '.']).join('\n')).toContain('all checks passed');
    const report = verifyRecord(readFileSync(join(folder, record)));
    expect(report.verdict).toBe('passed');
    const [scores, motion] = report.result ?? [];
    expect(scores?.kind === 'ballots' && scores.ballots.map((ballot) => ballot.join()).sort()).toEqual([
      '0,2,5',
      '1,2,5',
      '3,0,1',
    ]);
    expect(motion).toMatchObject({ sums: [2, 1] });
  }, 120_000);
});
