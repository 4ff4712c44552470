import { describe, expect, test } from 'vitest';
import { ArchiveReader, archiveHeader, archiveMember, memberText, readArchive } from '../../protocol/archive.ts';
import { plainResult } from '../../protocol/result.ts';
import { verifyRecord } from '../../protocol/verify-record.ts';
import { readFileSync } from 'node:fs';
import { ownRecord, ownRecords, toolsFile } from '../support/record-vectors.ts';

describe('archives', () => {
  test('come back from their bytes, in pieces of any length', () => {
    const bytes = readFileSync(ownRecord('passed.bel'));
    const whole = readArchive(bytes);
    if (!whole.ok) throw new Error(whole.detail);
    for (const length of [1, 511, 512, 513, 10_000]) {
      const reader = new ArchiveReader();
      const members: { name: string; text: string }[] = [];
      for (let start = 0; start < bytes.length; start += length) {
        reader.push(bytes.subarray(start, start + length), ({ name, position, content }) => {
          expect(bytes.subarray(position, position + content.length)).toEqual(Buffer.from(content));
          members.push({ name, text: memberText(content) });
        });
      }
      reader.end();
      expect(members).toEqual(whole.members);
      expect(reader.timestamp).toBe(whole.timestamp);
    }
  });
  test('hold text beyond ASCII', () => {
    const name = `${'0'.repeat(64)}.data.json`;
    const bytes = Buffer.concat([archiveHeader(5), archiveMember(name, '"Ñandú 🗳️"', 5)]);
    expect(readArchive(bytes)).toEqual({ ok: true, timestamp: 5, members: [{ name, text: '"Ñandú 🗳️"' }] });
  });
  test('whatever byte is changed, a record no longer passes as it was', () => {
    const bytes = readFileSync(ownRecord('passed.bel'));
    const before = JSON.stringify(readArchive(bytes));
    for (let place = 0; place < bytes.length; place += 97) {
      const changed = new Uint8Array(bytes);
      changed[place] = (changed[place]! + 1) % 256;
      expect(JSON.stringify(readArchive(changed)), `byte ${place}`).not.toBe(before);
    }
  });
  test('are written as belenios-tool writes them', () => {
    for (const folder of ['plain', 'approval', 'threshold', 'ranked', 'weights']) {
      const bytes = toolsFile(folder, '.bel');
      const reading = readArchive(bytes);
      if (!reading.ok) throw new Error(reading.detail);
      const { timestamp, members } = reading;
      const again = [
        archiveHeader(timestamp),
        ...members.map(({ name, text }) => archiveMember(name, text, timestamp)),
      ];
      expect(Buffer.concat(again).equals(bytes)).toBe(true);
    }
  });
});

describe('records on disk', () => {
  test.each(ownRecords())('$file: $sentence', ({ file, verdict, check, failed, result }) => {
    const report = verifyRecord(readFileSync(ownRecord(file)));
    expect(report.verdict).toBe(verdict);
    expect(report.result && plainResult(report.result)).toEqual(result);
    expect(report.findings[0]?.check ?? null).toBe(check);
    expect(report.findings[0]?.failed ?? null).toBe(failed);
  });
  test.each(['plain', 'approval', 'threshold', 'ranked', 'weights'])(
    'the %s record of belenios-tool passes, with its result',
    (folder) => {
      const { verdict, findings, result } = verifyRecord(toolsFile(folder, '.bel'));
      expect(findings).toEqual([]);
      expect(verdict).toBe('passed');
      expect({ result: plainResult(result!) }).toEqual(JSON.parse(toolsFile(folder, 'result.json').toString()));
    },
  );
});
