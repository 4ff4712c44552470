import { parseCookie } from 'cookie';
import type { CookieOptions, Request, Response } from 'express';
import type { NewSession } from '../sign-in/start-session.ts';
import type { TokenSigner } from '../token-signer.ts';

/** `__Host-`: set by this host alone, for all of it, over a secure connection (or localhost). */
const names = { access: '__Host-access', session: '__Host-session' } as const;
const options: CookieOptions = { httpOnly: true, secure: true, sameSite: 'lax', path: '/' };

export function readCookies(request: Request): { access: string | undefined; session: string | undefined } {
  const cookies = parseCookie(request.headers.cookie ?? '');
  return { access: cookies[names.access], session: cookies[names.session] };
}

export function setSession(response: Response, session: NewSession, tokens: TokenSigner): void {
  response.cookie(names.session, session.token, options);
  setAccess(response, session.live.sessionId, tokens);
}

export function setAccess(response: Response, sessionId: string, tokens: TokenSigner): void {
  response.cookie(names.access, tokens.sign(sessionId), options);
}

export function clearSession(response: Response): void {
  response.clearCookie(names.session, options);
  response.clearCookie(names.access, options);
}
