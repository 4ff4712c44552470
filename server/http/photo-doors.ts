import express, { type RequestHandler } from 'express';
import { largestPhoto, tokenHeader, type Nominee } from '../../api/nominations.ts';
import { assertMayGivePhoto, givePhoto, readPhoto } from '../nominations/photo.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problem.ts';
import { callerOf } from './caller.ts';

export const photoRoute = '/photos/:photoId.jpg';

/** A candidate's picture. Once everybody may see it, it never changes: a new one has a new address. */
export function photoDoor(ports: Ports): RequestHandler {
  return async (request, response) => {
    const caller = await callerOf(ports, 'anyone', request, response);
    const photoId = String(request.params['photoId']);
    if (!isUuid(photoId)) throw new Problem('not-found', { detail: 'There is no such picture.' });
    const key = typeof request.query['key'] === 'string' ? request.query['key'].slice(0, 100) : '';
    const { jpeg, isPublic } = await readPhoto(ports, caller, { photoId, key });
    response.setHeader('Cache-Control', isPublic ? 'public, max-age=31536000, immutable' : 'private, no-store');
    response.setHeader('Content-Security-Policy', "default-src 'none'");
    response.type('image/jpeg').send(jpeg);
  };
}

/** Takes a nominee's picture as it is. Who sends it is settled before its 5 MB are read. */
export function photoUploadDoor(ports: Ports): RequestHandler[] {
  const admit: RequestHandler = async (request, response, next) => {
    const caller = await callerOf(ports, 'anyone', request, response);
    const token = request.get(tokenHeader) ?? '';
    const candidacyId = typeof request.query['candidacy'] === 'string' ? request.query['candidacy'] : '';
    if (token === '' && !isUuid(candidacyId)) throw new Problem('not-found', { detail: 'Say whose picture it is.' });
    const nominee: Nominee = token === '' ? { candidacyId } : { token: token.slice(0, 100) };
    await assertMayGivePhoto(ports, caller, nominee);
    response.locals['nominee'] = nominee;
    response.locals['caller'] = caller;
    next();
  };
  const take: RequestHandler = async (request, response) => {
    const bytes: unknown = request.body;
    const { caller, nominee } = response.locals as { caller: Parameters<typeof givePhoto>[1]; nominee: Nominee };
    const reply = await givePhoto(ports, caller, nominee, Buffer.isBuffer(bytes) ? bytes : Buffer.alloc(0));
    response.setHeader('Cache-Control', 'no-store');
    response.status(200).json(reply);
  };
  return [admit, express.raw({ type: () => true, limit: largestPhoto, inflate: false }), take];
}

function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(text);
}
