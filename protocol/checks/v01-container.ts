import { ArchiveReader, type ArchiveMember } from '../archive.ts';
import { hashOf } from '../hash.ts';
import { isRefused } from '../refused.ts';
import { counted, findingOf, refuseStage, type Check, type Finding, type Stage } from './check.ts';

/** Belenios 4.4, Public data. */
export const CONTAINER_CHECKS: readonly Check[] = [
  { id: '1.a', claim: 'The file is an archive laid out byte for byte as Belenios lays it out.' },
  { id: '1.b', claim: 'Its header says version 1 and when the election began, and nothing else.' },
  { id: '1.c', claim: 'Every member is named by the hash of its content.' },
  { id: '1.d', claim: 'No member is stored twice.' },
];

export interface Container {
  /** Seconds since 1970. */
  readonly timestamp: number;
  /** Without the header. Member 0 of the archive is the header, so `members[0]` is 'member/1'. */
  readonly members: readonly ArchiveMember[];
}

/** Belenios 4.4, Public data. Reads the archive, which may come in pieces, and checks the names of its members. */
export function checkContainer(pieces: Iterable<Uint8Array>): Stage<Container> {
  const reader = new ArchiveReader();
  const members: ArchiveMember[] = [];
  try {
    for (const piece of pieces) members.push(...reader.push(piece));
    reader.end();
  } catch (error) {
    if (!isRefused(error)) throw error;
    return refuseStage([findingOf(error.failed === 'archive-header' ? '1.b' : '1.a', `member/${reader.place}`, error)]);
  }
  const findings = [...wrongNames(members), ...repeatedNames(members)];
  const words = counted(reader.place, 'member');
  const examined = { '1.a': words, '1.b': 'the header', '1.c': words, '1.d': words };
  if (findings.length > 0) return refuseStage(findings, examined);
  return { ok: true, value: { timestamp: reader.timestamp, members }, examined };
}

function* wrongNames(members: readonly ArchiveMember[]): Generator<Finding> {
  for (const [place, { name, text }] of members.entries()) {
    const detail = 'the name is not the hash of the content';
    if (name.slice(0, 64) !== hashOf(text))
      yield findingOf('1.c', `member/${place + 1}`, { failed: 'member-name', detail });
  }
}

function* repeatedNames(members: readonly ArchiveMember[]): Generator<Finding> {
  const seen = new Set<string>();
  for (const [place, { name }] of members.entries()) {
    if (seen.has(name))
      yield findingOf('1.d', `member/${place + 1}`, { failed: 'member-once', detail: `${name} again` });
    seen.add(name);
  }
}
