import express, { type Request, type RequestHandler } from 'express';
import { encodeJson, readJson, toPlain, type Json } from '../../protocol/json.ts';
import { Refused } from '../../protocol/refused.ts';
import { Problem } from '../problem.ts';

/**
 * Takes a JSON body of at most `limit` bytes, not compressed (a small bomb could unpack to gigabytes), and reads it with
 * the protocol's own reader: bounded depth, no member twice, nothing that reaches a prototype.
 */
export function jsonBody(limit: number): RequestHandler[] {
  return [express.raw({ type: () => true, limit, inflate: false }), readBody];
}

const readBody: RequestHandler = (request, _response, next) => {
  if (!isJson(request)) throw new Problem('not-json', { detail: 'Set Content-Type: application/json.' });
  request.body = parse(request.body);
  next();
};

function isJson(request: Request): boolean {
  return /^application\/json(?:\s*;\s*charset=utf-8)?$/i.test(request.headers['content-type'] ?? '');
}

function parse(body: unknown): unknown {
  try {
    // A byte-order mark is not ignored but refused, like other encodings: one text has one reading.
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(
      body instanceof Uint8Array ? body : undefined,
    );
    const value = readJson(text);
    assertWellFormed(text, value);
    return toPlain(value);
  } catch (error) {
    const detail = error instanceof Refused ? error.detail : 'not UTF-8';
    throw new Problem('malformed-request', {
      detail: `The body is not JSON: ${detail}.`,
      errors: [{ pointer: '#/body', detail }],
    });
  }
}

/** Half a character cannot come as UTF-8, but it can as an escape: `\ud800`. No text of ours holds one. */
function assertWellFormed(text: string, value: Json): void {
  const isSuspect = /\\u[dD][89a-fA-F]/.test(text);
  if (isSuspect && !encodeJson(value).isWellFormed()) throw new Refused('json', 'half a character');
}
