import type { RequestHandler } from 'express';
import { readFlow } from '../elections/read-flow.ts';
import type { Ports } from '../ports.ts';

/** The flow of votes as a picture: for the page, for print, and to keep. It loads nothing and runs nothing. */
export function flowDoor(ports: Ports): RequestHandler {
  return async (request, response) => {
    const { electionId, contestId } = request.params;
    const svg = await readFlow(ports, { electionId: String(electionId), contestId: String(contestId) });
    response.setHeader(
      'Content-Security-Policy',
      "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    );
    // Until the certificate a withdrawal or a public draw changes the count.
    response.setHeader('Cache-Control', 'public, max-age=60');
    response.type('image/svg+xml').send(svg);
  };
}
