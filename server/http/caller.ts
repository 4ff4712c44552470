import type { Request, Response } from 'express';
import type { CallerKind } from '../../api/endpoint.ts';
import { permissions } from '../../api/permissions.ts';
import type { RoleName } from '../../api/values.ts';
import { findLiveSession, type LiveSession } from '../../db/sessions.ts';
import type { Visitor } from '../ask.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problem.ts';
import { hashToken } from '../secrets.ts';
import { readCookies, setAccess } from './cookies.ts';

/** The caller of the kind that the endpoint demands, or a refusal. Sessions and roles are read anew at every request. */
export async function callerOf(
  ports: Pick<Ports, 'db' | 'clock' | 'tokens'>,
  kind: CallerKind,
  request: Request,
  response: Response,
): Promise<Visitor> {
  const session = await findSession(ports, request, response);
  const network = request.ip ?? 'unknown';
  if (kind === 'anyone') return { session, network };
  if (session === undefined) throw new Problem('not-signed-in', { detail: 'Sign in and try again.' });
  if (kind !== 'person') assertRole(permissions[kind], session.person.roles);
  return { session, network };
}

function assertRole(needed: readonly RoleName[], held: readonly RoleName[]): void {
  if (needed.some((role) => held.includes(role))) return;
  throw new Problem('not-allowed', {
    needs: needed.join(', '),
    detail: `This needs the role ${needed.join(' or ')}. An administrator can give it.`,
  });
}

/** By the short access token while it is young; after that by the session's own token, which renews it. */
async function findSession(
  { db, clock, tokens }: Pick<Ports, 'db' | 'clock' | 'tokens'>,
  request: Request,
  response: Response,
): Promise<LiveSession | undefined> {
  const { access, session } = readCookies(request);
  const id = access === undefined ? undefined : tokens.sessionOf(access);
  if (id !== undefined) return findLiveSession(db, { id }, clock.now());
  if (session === undefined) return undefined;
  const live = await findLiveSession(db, { tokenHash: hashToken(session) }, clock.now());
  if (live !== undefined) setAccess(response, live.sessionId, tokens);
  return live;
}
