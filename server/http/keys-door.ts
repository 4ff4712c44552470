import type { RequestHandler } from 'express';
import type { Ports } from '../ports.ts';
import { readPublicKeys } from '../token-signer.ts';

export const keysRoute = '/.well-known/jwks.json';

/** The public keys by which everybody can check a signed mark of an open vote (RFC 7517). */
export function keysDoor({ db }: Ports): RequestHandler {
  return async (_request, response) => {
    response.setHeader('Cache-Control', 'public, max-age=300');
    response.json({ keys: await readPublicKeys(db) });
  };
}
