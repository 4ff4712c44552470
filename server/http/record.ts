import type { Request, RequestHandler, Response } from 'express';
import { recordRoute } from '../../api/elections.ts';
import { streamEntries } from '../../db/board.ts';
import { findElection } from '../../db/elections.ts';
import { archiveHeader, archiveMember } from '../../protocol/archive.ts';
import { assertFound } from '../lifecycle.ts';
import type { Ports } from '../ports.ts';

export { recordRoute };

/**
 * Streams the election's record. What is appended while it streams is left out: the reader gets the consistent prefix
 * that stood when the request came.
 */
export function recordHandler({ db }: Ports): RequestHandler {
  return async (request: Request, response: Response) => {
    const election = assertFound(await findElection(db, String(request.params['electionId'])), 'public');
    const seconds = Math.floor((election.frozenAt?.epochMilliseconds ?? 0) / 1000);
    response.setHeader('Content-Type', 'application/x-tar');
    response.setHeader('Content-Disposition', `attachment; filename="${election.id}.bel"`);
    response.setHeader('Cache-Control', 'no-cache');
    if (request.method === 'HEAD') {
      response.end();
      return;
    }
    await write(response, archiveHeader(seconds));
    for await (const { name, content } of streamEntries(db, election.id, election.entries)) {
      if (response.destroyed) return;
      await write(response, archiveMember(name, content, seconds));
    }
    response.end();
  };
}

/** Waits while the reader is slower than the database. */
async function write(response: Response, bytes: Uint8Array): Promise<void> {
  if (response.write(bytes) || response.destroyed) return;
  await new Promise<void>((resolve) => {
    response.once('drain', resolve);
    response.once('close', resolve);
  });
}
