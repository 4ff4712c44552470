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
    reader.push(bytes, ({ name, content }) => members.push({ name, text: memberText(content) }));
    reader.end();
    return undefined;
  });
  if (reading !== undefined) return { ...reading, at: `member/${reader.place}` };
  return { ok: true, timestamp: reader.timestamp, members };
}

/** A member as it comes out of a stream. */
export interface StoredMember {
  readonly name: string;
  /** Where its content starts in the archive, in bytes. */
  readonly position: number;
  /** Its bytes: until the reader goes on. */
  readonly content: Uint8Array;
}

/** The text of a member's content; throws `Refused<ArchiveCheck>` when it is not UTF-8. */
export function memberText(content: Uint8Array): string {
  try {
    return UTF_8.decode(content);
  } catch {
    throw refused('archive-layout', 'the content of the member is not UTF-8');
  }
}

const UTF_8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * The same for an archive that comes in pieces of any length: `push` hands over the members that are complete (without
 * the header), `end` says that nothing more comes. Both throw `Refused<ArchiveCheck>`. It never holds more than a piece
 * and one member.
 */
export class ArchiveReader {
  /** Seconds since 1970; meaningful once the first member has been pushed. */
  timestamp = 0;
  /** How many members have been read, the header among them. */
  place = 0;
  /** What every header block of this archive looks like; known once its time is. */
  private template: Uint8Array = new Uint8Array(0);
  /** The beginning of a member that is not all there, and how much of it is. */
  private held: Uint8Array = new Uint8Array(0);
  private length = 0;
  /** Where the first byte that is held stands in the archive. */
  private position = 0;

  push(piece: Uint8Array, take: (member: StoredMember) => void): void {
    const bytes = this.length === 0 ? piece : this.joined(piece);
    let start = 0;
    for (;;) {
      const size = this.nextSize(bytes, start);
      if (size === undefined) break;
      const length = BLOCK + paddedLength(size);
      this.member(bytes.subarray(start, start + length), size, this.position + start, take);
      this.place += 1;
      start += length;
    }
    this.position += start;
    this.hold(bytes.subarray(start));
  }

  end(): void {
    if (this.length > 0) throw refused('archive-layout', 'the archive ends in the middle of a member');
    if (this.place === 0) throw refused('archive-layout', 'the archive is empty');
  }

  /** The size of the member that starts at `start`; undefined while it is not all there. */
  private nextSize(bytes: Uint8Array, start: number): number | undefined {
    if (bytes.length - start < BLOCK) return undefined;
    const size = octal(bytes, start + 124, start + 135);
    if (size === undefined) throw refused('archive-layout', 'the size of the member is not eleven octal digits');
    if (size > LONGEST_MEMBER) throw refused('archive-size', `the member claims ${size} bytes`);
    return bytes.length - start < BLOCK + paddedLength(size) ? undefined : size;
  }

  private member(blocks: Uint8Array, size: number, start: number, take: (member: StoredMember) => void): void {
    const name = nameOf(blocks);
    const content = blocks.subarray(BLOCK, BLOCK + size);
    if (this.place === 0) this.timestamp = timestampOf(name, memberText(content));
    if (this.place === 0) this.template = headerBlock('', 0, this.timestamp);
    if (!this.isLaidOut(blocks, name, size))
      throw refused('archive-layout', 'the member is not laid out as Belenios lays it out');
    if (this.place > 0) take({ name, position: start + BLOCK, content });
  }

  /** Whether these are the blocks that the writer would write: name and size are as read, the rest follows from them. */
  private isLaidOut(blocks: Uint8Array, name: string, size: number): boolean {
    let sum = 0;
    for (let place = 0; place < BLOCK; place += 1) {
      const byte = blocks[place] ?? 0;
      const isChecksum = place >= 148 && place < 156;
      sum += isChecksum ? 32 : byte;
      const isOwn = place < name.length || (place >= 124 && place < 135) || isChecksum;
      if (!isOwn && byte !== this.template[place]) return false;
    }
    if (octal(blocks, 148, 154) !== sum || blocks[154] !== 0 || blocks[155] !== 32) return false;
    for (let place = BLOCK + size; place < blocks.length; place += 1) if (blocks[place] !== 0) return false;
    return true;
  }

  private joined(piece: Uint8Array): Uint8Array {
    const length = this.length + piece.length;
    if (length > this.held.length) {
      // Twice what was needed: a long member that comes in small pieces is not copied for each of them.
      const more = new Uint8Array(2 * length);
      more.set(this.held.subarray(0, this.length));
      this.held = more;
    }
    this.held.set(piece, this.length);
    return this.held.subarray(0, length);
  }

  private hold(rest: Uint8Array): void {
    this.length = rest.length;
    const isOwn = rest.buffer === this.held.buffer;
    if (isOwn && rest.byteOffset === 0) return;
    if (isOwn) this.held.copyWithin(0, rest.byteOffset, rest.byteOffset + rest.length);
    else this.held = rest.slice();
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

/** The number that the octal digits from one place to another spell. */
function octal(bytes: Uint8Array, from: number, to: number): number | undefined {
  let number = 0;
  for (let place = from; place < to; place += 1) {
    const digit = bytes[place] ?? 0;
    if (digit < 48 || digit > 55) return undefined;
    number = number * 8 + (digit - 48);
  }
  return number;
}

function paddedLength(length: number): number {
  return Math.ceil(length / BLOCK) * BLOCK;
}

function refused(failed: ArchiveCheck, detail: string): Refused<ArchiveCheck> {
  return new Refused(failed, detail);
}
