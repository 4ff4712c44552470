import type { Request, Response } from 'express';
import type { CallerKind } from '../../api/endpoint.ts';
import { findLiveSession, type LiveSession } from '../../db/sessions.ts';
import type { RoleColumn } from '../../db/schema.ts';
import type { Visitor } from '../ask.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problem.ts';
import { hashToken } from '../secrets.ts';
import { readCookies, setAccess } from './cookies.ts';

/** Whom each kind of caller lets in besides everybody's rule; officers and administrators may read what auditors read. */
const roles: Readonly<Record<Exclude<CallerKind, 'anyone' | 'person'>, readonly RoleColumn[]>> = {
  officer: ['officer'],
  auditor: ['auditor', 'officer', 'administrator'],
  administrator: ['administrator'],
};

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
  if (kind !== 'person' && !roles[kind].some((role) => session.person.roles.includes(role))) {
    throw new Problem('not-allowed', {
      needs: kind,
      detail: `This needs the role ${kind}. An administrator can give it.`,
    });
  }
  return { session, network };
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
