import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { RequestHandler } from 'express';
import { streamEntries } from '../../db/board.ts';
import { findElection, type Election } from '../../db/elections.ts';
import { archiveHeader, archiveMember } from '../../protocol/archive.ts';
import { assertFound } from '../lifecycle.ts';
import type { Ports } from '../ports.ts';

/**
 * Streams the election's record. What is appended while it streams is left out: the reader gets the consistent prefix
 * that stood when the request came.
 */
export function recordHandler(ports: Ports): RequestHandler {
  return async (request, response) => {
    const election = assertFound(await findElection(ports.db, String(request.params['electionId'])), 'public');
    response.setHeader('Content-Type', 'application/x-tar');
    response.setHeader('Content-Disposition', `attachment; filename="${election.id}.bel"`);
    response.setHeader('Cache-Control', 'no-cache');
    if (request.method === 'HEAD') {
      response.end();
      return;
    }
    await pipeline(Readable.from(archiveOf(ports, election)), response).catch((error: unknown) => {
      // Whoever hangs up half-way has a file that no verifier takes for whole; there is nobody left to tell.
      if (!response.destroyed) throw error;
    });
  };
}

async function* archiveOf({ db }: Ports, election: Election): AsyncGenerator<Uint8Array> {
  const seconds = Math.floor((election.frozenAt?.epochMilliseconds ?? 0) / 1000);
  yield archiveHeader(seconds);
  for await (const { name, content } of streamEntries(db, election.id, election.entries)) {
    yield archiveMember(name, content, seconds);
  }
}
