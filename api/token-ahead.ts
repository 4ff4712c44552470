import type { Endpoint } from './endpoint.ts';

/** A long body follows its link's token, which stands in a header too: the server settles who sends it before it reads it. */
export function tokenAhead({ bodyLimit }: Pick<Endpoint, 'bodyLimit'>, body: unknown): { authorization?: string } {
  const isHeld = bodyLimit !== undefined && typeof body === 'object' && body !== null && 'token' in body;
  return isHeld ? { authorization: `Bearer ${String(body.token)}` } : {};
}
