import type { RequestHandler } from 'express';
import { readBallotFile } from '../elections/read-ballot-file.ts';
import type { Ports } from '../ports.ts';

/** The opened ballots of a contest, to be counted by another program. */
export function ballotFileDoor(ports: Ports): RequestHandler {
  return async (request, response) => {
    const { electionId, contestId, ending } = request.params;
    const wanted = { electionId: String(electionId), contestId: String(contestId), ending: String(ending) };
    const text = await readBallotFile(ports, wanted);
    response.setHeader('Content-Disposition', `attachment; filename="ballots.${wanted.ending}"`);
    // Whoever withdraws before the certificate is marked in it.
    response.setHeader('Cache-Control', 'public, max-age=60');
    response.type('text/plain; charset=utf-8').send(text);
  };
}
