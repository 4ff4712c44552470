import type { RequestHandler } from 'express';
import type { Ports } from '../ports.ts';
import { findRegistrarByLink } from '../registrar/find-registrar.ts';

/** A registrar's list is long: whoever sends it shows the link ahead of it (`api/token-ahead.ts`), or it is not read. */
export function linkFirst(ports: Ports): RequestHandler {
  return async (request, _response, next) => {
    const token = (request.get('authorization') ?? '').replace(/^Bearer /, '').slice(0, 100);
    await findRegistrarByLink(ports, String(request.params['electionId']), token);
    next();
  };
}
