import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { RequestHandler, Response } from 'express';
import { exportQuery } from '../../api/members.ts';
import { largestFile } from '../../api/imports.ts';
import type { Person } from '../ask.ts';
import { receiveImport } from '../imports/receive-import.ts';
import { streamVerdicts } from '../imports/stream-verdicts.ts';
import { exportMembers } from '../people/export-members.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problem.ts';
import { callerOf } from './caller.ts';

/** Takes a file of members as it is, not as JSON: it is never whole in memory. */
export function uploadDoor(ports: Ports): RequestHandler {
  return async (request, response) => {
    // A caller of a permission is signed in: `callerOf` refuses everybody else.
    const caller = (await callerOf(ports, 'edit-members', request, response)) as Person;
    const name = typeof request.query['name'] === 'string' ? request.query['name'].slice(0, 200) : '';
    if (name === '') throw new Problem('malformed-request', { detail: 'Give the file’s name in the query.' });
    if (Number(request.headers['content-length'] ?? 0) > largestFile)
      throw new Problem('body-too-large', { detail: 'Import the file in parts.' });
    const { id } = await receiveImport(ports, { caller, name, bytes: limited(request) });
    response.setHeader('Cache-Control', 'no-store');
    response.status(201).json({ id });
  };
}

async function* limited(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let size = 0;
  for await (const some of bytes) {
    size += some.length;
    if (size > largestFile) throw new Problem('body-too-large', { detail: 'Import the file in parts.' });
    yield some;
  }
}

/** The verdicts of an import as a file. */
export function verdictsDoor(ports: Ports): RequestHandler {
  return async (request, response) => {
    await callerOf(ports, 'read-members', request, response);
    const importId = String(request.params['importId']);
    if (!/^[0-9a-f-]{36}$/.test(importId)) throw new Problem('not-found');
    const { parts } = await streamVerdicts(ports, importId);
    await send(response, 'verdicts.csv', parts);
  };
}

/** Members as a file, with the columns that were asked for; who took it stands in the log. */
export function exportDoor(ports: Ports): RequestHandler {
  return async (request, response) => {
    const caller = (await callerOf(ports, 'edit-members', request, response)) as Person;
    const query = exportQuery.safeParse({ ...request.query });
    if (!query.success)
      throw new Problem('malformed-request', { detail: query.error.issues[0]?.message ?? 'Check the columns.' });
    const parts = await exportMembers(ports, { caller, query: query.data });
    await send(response, 'members.csv', parts);
  };
}

async function send(response: Response, name: string, parts: AsyncIterable<string>): Promise<void> {
  response.setHeader('Content-Type', 'text/csv; charset=utf-8');
  response.setHeader('Content-Disposition', `attachment; filename="${name}"`);
  response.setHeader('Cache-Control', 'no-store');
  await pipeline(Readable.from(parts), response).catch((error: unknown) => {
    // Whoever hangs up half-way has part of a file; there is nobody left to tell.
    if (!response.destroyed) throw error;
  });
}
