import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { encodeJson, object, parseJson } from './json.ts';
import { answering, Refused, type Failure } from './refused.ts';
import { membersOf, textOf } from './shape.ts';

/*
 * Belenios 4.4, Public data. An old-style tar archive: for each member one header block of 512 bytes and its content,
 * filled up with zeros to whole blocks. Nothing marks the end: the file grows while the election runs.
 */

const BLOCK = 512;
/** No honest text of an election comes near. What claims to be longer is refused before anything is allocated. */
const LONGEST_MEMBER = 128 * 1024 * 1024;
/** The greatest time that eleven octal digits hold. */
const LATEST = 8 ** 11 - 1;

export interface ArchiveMember {
  readonly name: string;
  readonly text: string;
}

export type ArchiveCheck = 'archive-header' | 'archive-layout' | 'archive-size';

/** Belenios 4.4, Public data. The BELENIOS member, with which an archive starts. Seconds since 1970. */
export function archiveHeader(timestampSeconds: number): Uint8Array {
  return archiveMember('BELENIOS', headerText(timestampSeconds), timestampSeconds);
}

/**
 * Belenios 4.4, Public data. One member, whole blocks. Its name is `HASH.data.json` or `HASH.event.json`; its time is
 * that of the archive's header.
 */
export function archiveMember(name: string, text: string, timestampSeconds: number): Uint8Array {
  const content = utf8ToBytes(text);
  const filling = new Uint8Array(paddedLength(content.length) - content.length);
  return concatBytes(headerBlock(name, content.length, timestampSeconds), content, filling);
}

export type ArchiveReading =
  | { readonly ok: true; readonly timestamp: number; readonly members: readonly ArchiveMember[] }
  | (Failure<ArchiveCheck> & { readonly at: string });

/**
 * Belenios 4.4, Public data. Reads an archive in which every byte must be the one that the writer above would write.
 * `at` tells the member that is wrong.
 */
export function readArchive(bytes: Uint8Array): ArchiveReading {
  const reader = new ArchiveReader();
  const members: ArchiveMember[] = [];
  const reading = answering<undefined, ArchiveCheck>(() => {
    members.push(...reader.push(bytes));
    reader.end();
    return undefined;
  });
  if (reading !== undefined) return { ...reading, at: `member/${reader.place}` };
  return { ok: true, timestamp: reader.timestamp, members };
}

/**
 * The same for an archive that comes in pieces of any length: `push` gives the members that are complete (without the
 * header), `end` says that nothing more comes. Both throw `Refused<ArchiveCheck>`. It never holds more than a piece and
 * one member.
 */
export class ArchiveReader {
  /** Seconds since 1970; meaningful once the first member has been pushed. */
  timestamp = 0;
  /** How many members have been read, the header among them. */
  place = 0;
  private rest: Uint8Array = new Uint8Array(0);

  push(piece: Uint8Array): ArchiveMember[] {
    const bytes = this.rest.length === 0 ? piece : concatBytes(this.rest, piece);
    const members: ArchiveMember[] = [];
    let start = 0;
    for (;;) {
      const length = this.nextLength(bytes, start);
      if (length === undefined) break;
      const member = this.member(bytes.subarray(start, start + length));
      if (this.place > 0) members.push(member);
      this.place += 1;
      start += length;
    }
    this.rest = bytes.slice(start);
    return members;
  }

  end(): void {
    if (this.rest.length > 0) throw refused('archive-layout', 'the archive ends in the middle of a member');
    if (this.place === 0) throw refused('archive-layout', 'the archive is empty');
  }

  /** The length of the member that starts at `start`, header and filling included; undefined while it is not all there. */
  private nextLength(bytes: Uint8Array, start: number): number | undefined {
    if (bytes.length - start < BLOCK) return undefined;
    const size = octal(bytes.subarray(start + 124, start + 135));
    if (size === undefined) throw refused('archive-layout', 'the size of the member is not eleven octal digits');
    if (size > LONGEST_MEMBER) throw refused('archive-size', `the member claims ${size} bytes`);
    const length = BLOCK + paddedLength(size);
    return bytes.length - start < length ? undefined : length;
  }

  private member(blocks: Uint8Array): ArchiveMember {
    const size = octal(blocks.subarray(124, 135)) ?? 0;
    const name = nameOf(blocks);
    const text = decodeUtf8(blocks.subarray(BLOCK, BLOCK + size));
    if (this.place === 0) this.timestamp = timestampOf(name, text);
    if (!sameBytes(blocks, archiveMember(name, text, this.timestamp))) {
      throw refused('archive-layout', 'the member is not laid out as Belenios lays it out');
    }
    return { name, text };
  }
}

function headerText(timestampSeconds: number): string {
  return encodeJson(
    object([
      ['version', 1],
      ['timestamp', timestampSeconds.toString()],
    ]),
  );
}

/** Belenios 4.4, Public data. The header's time, in seconds since 1970. */
function timestampOf(name: string, text: string): number {
  const read = answering<number, ArchiveCheck>(() => {
    const members = membersOf(parseJson(text), 'the header', ['version', 'timestamp']);
    if (name !== 'BELENIOS') throw new Refused('shape', 'the first member is not called BELENIOS');
    if (members.get('version') !== 1) throw new Refused('shape', 'only version 1 is known');
    const timestamp = textOf(members.get('timestamp'), 'timestamp');
    if (!/^(?:0|[1-9][0-9]{0,10})$/.test(timestamp) || Number(timestamp) > LATEST) {
      throw new Refused('shape', 'the timestamp is not a number of seconds');
    }
    return Number(timestamp);
  });
  if (typeof read === 'number') return read;
  throw refused('archive-header', read.detail);
}

/** The header block of an old-style tar archive: mode 0644, owner 0, type `0`, nothing after byte 157. */
function headerBlock(name: string, size: number, timestampSeconds: number): Uint8Array {
  const block = new Uint8Array(BLOCK);
  const write = (place: number, text: string) => block.set(utf8ToBytes(text), place);
  write(0, name.slice(0, 99));
  write(100, '0000644\0');
  write(108, '0000000\0');
  write(116, '0000000\0');
  write(124, `${size.toString(8).padStart(11, '0')}\0`);
  write(136, `${timestampSeconds.toString(8).padStart(11, '0')}\0`);
  write(148, '        ');
  write(156, '0');
  const sum = block.reduce((total, byte) => total + byte, 0);
  write(148, `${sum.toString(8).padStart(6, '0')}\0 `);
  return block;
}

function nameOf(block: Uint8Array): string {
  const name = block.subarray(0, 100);
  const end = name.indexOf(0);
  const text = String.fromCharCode(...name.subarray(0, end === -1 ? 100 : end));
  if (!/^(?:BELENIOS|[0-9a-f]{64}\.(?:data|event)\.json)$/.test(text)) {
    throw refused(
      'archive-layout',
      'the name of the member is neither BELENIOS nor a hash with .data.json or .event.json',
    );
  }
  return text;
}

function octal(digits: Uint8Array): number | undefined {
  let number = 0;
  for (const digit of digits) {
    if (digit < 48 || digit > 55) return undefined;
    number = number * 8 + (digit - 48);
  }
  return number;
}

function decodeUtf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw refused('archive-layout', 'the content of the member is not UTF-8');
  }
}

function paddedLength(length: number): number {
  return Math.ceil(length / BLOCK) * BLOCK;
}

function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, place) => byte === other[place]);
}

function refused(failed: ArchiveCheck, detail: string): Refused<ArchiveCheck> {
  return new Refused(failed, detail);
}
