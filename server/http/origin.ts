import type { Request, RequestHandler } from 'express';
import { Problem } from '../problem.ts';

/**
 * Whether a request that changes something comes from our own pages. Browsers say so in Origin or Sec-Fetch-Site; a
 * request that says neither is refused, so a program must send `Origin` and thereby knows what it does.
 */
function isOwn(request: Request, publicOrigin: string): boolean {
  const { origin } = request.headers;
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin') return false;
  return origin === undefined ? site === 'same-origin' : origin === publicOrigin;
}

/** The one address that mail programs post to for their readers, without cookies and from no page at all (RFC 8058). */
const leaving = /^\/lists\/leave\/[\w-]{43}$/;

export function ownOriginOnly(publicUrl: string): RequestHandler {
  const { origin } = new URL(publicUrl);
  return (request, _response, next) => {
    const changes = request.method !== 'GET' && request.method !== 'HEAD' && request.method !== 'OPTIONS';
    const isLeaving = request.method === 'POST' && leaving.test(request.path);
    if (changes && !isLeaving && !isOwn(request, origin)) {
      throw new Problem('cross-site-request', { detail: `Requests that change something must come from ${origin}.` });
    }
    next();
  };
}
