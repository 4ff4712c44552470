import express, { type RequestHandler } from 'express';
import type { Ports } from '../ports.ts';
import { Problem } from '../problem.ts';
import { admitShuffle, giveShuffle, type ShuffleAsk } from '../trustees/give-shuffle.ts';

/** Takes a trustee's shuffle as it is. Who sends it is settled before it is read; how long it may be, by the tally. */
export function shuffleDoor(ports: Ports): RequestHandler[] {
  const admit: RequestHandler = async (request, response, next) => {
    const after = typeof request.query['after'] === 'string' ? request.query['after'] : '';
    if (!/^\d{1,3}$/.test(after)) throw new Problem('malformed-request', { detail: 'Say after how many: ?after=0.' });
    const token = (request.get('authorization') ?? '').replace(/^Bearer /, '').slice(0, 100);
    const ask: ShuffleAsk = { electionId: String(request.params['electionId']), token, after: Number(after) };
    response.locals['ask'] = ask;
    const limit = await admitShuffle(ports, ask);
    express.raw({ type: () => true, limit, inflate: false })(request, response, next);
  };
  const take: RequestHandler = async (request, response) => {
    const ask = response.locals['ask'] as ShuffleAsk;
    const reply = await giveShuffle(ports, { ...ask, shuffle: textOf(request.body) });
    response.setHeader('Cache-Control', 'no-store');
    response.status(201).json(reply);
  };
  return [admit, take];
}

function textOf(body: unknown): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(
      body instanceof Uint8Array ? body : undefined,
    );
  } catch {
    throw new Problem('malformed-request', { detail: 'Send the shuffle as JSON in UTF-8.' });
  }
}
