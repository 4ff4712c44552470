import { createHash } from 'node:crypto';
import { forgetBatch, markBatch, recordBatch, recordChunk, streamChunks } from '../../db/imports.ts';
import { actorOf, type Person } from '../ask.ts';
import type { Ports } from '../ports.ts';
import { describeColumns } from './describe-columns.ts';
import { decodeText, detectSeparator, EncodingDetector, readRecords, refused, type Encoding } from './read-file.ts';

const chunkBytes = 512 * 1024;

/**
 * Takes a file as it arrives, part by part into the database, and finds out how it is written and what its columns hold.
 * A file that does not arrive whole, or is no CSV, leaves nothing.
 */
export async function receiveImport(
  ports: Pick<Ports, 'db' | 'clock'>,
  { caller, name, bytes }: { caller: Person; name: string; bytes: AsyncIterable<Buffer> },
): Promise<{ id: string }> {
  const { db, clock } = ports;
  const made = { kind: 'file', name, hash: '', facts: {}, madeBy: actorOf(caller), state: 'arriving' } as const;
  const id = await db.transaction().execute((trx) => recordBatch(trx, made, clock.now()));
  try {
    const { hash, encoding } = await keep(ports, id, bytes);
    const separator = detectSeparator(await firstLine(decodeText(streamChunks(db, id), encoding)));
    const facts = await describeColumns(readRecords(decodeText(streamChunks(db, id), encoding), separator));
    const set = { state: 'uploaded', hash, facts: JSON.stringify({ ...facts, encoding, separator }) } as const;
    await db.transaction().execute((trx) => markBatch(trx, id, set));
    return { id };
  } catch (error) {
    await db.transaction().execute((trx) => forgetBatch(trx, id));
    throw error;
  }
}

async function keep(
  { db }: Pick<Ports, 'db'>,
  id: string,
  bytes: AsyncIterable<Buffer>,
): Promise<{ hash: string; encoding: Encoding }> {
  const hash = createHash('sha256');
  const detector = new EncodingDetector();
  let position = 0;
  for await (const part of inParts(bytes)) {
    hash.update(part);
    detector.look(part);
    const at = position;
    await db.transaction().execute((trx) => recordChunk(trx, id, at, part));
    position += 1;
  }
  if (position === 0) throw refused('The file is empty.');
  return { hash: hash.digest('hex'), encoding: detector.end() };
}

/** Parts of one size, whatever the network makes of them. */
async function* inParts(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let waiting: Buffer[] = [];
  let size = 0;
  for await (const some of bytes) {
    waiting.push(some);
    size += some.length;
    if (size < chunkBytes) continue;
    yield Buffer.concat(waiting);
    waiting = [];
    size = 0;
  }
  if (size > 0) yield Buffer.concat(waiting);
}

async function firstLine(text: AsyncIterable<string>): Promise<string> {
  let read = '';
  for await (const some of text) {
    read += some;
    const line = read.split(/\r\n|\r|\n/).find((part) => part.trim() !== '');
    if (read.length > 20_000 || (line !== undefined && /[\r\n]/.test(read.trimStart()))) return line ?? '';
  }
  return read;
}
