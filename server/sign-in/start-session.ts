import { recordSession, findLiveSession, type LiveSession, type SessionMethod } from '../../db/sessions.ts';
import type { Transaction } from '../../db/connect.ts';
import type { Ports } from '../ports.ts';
import { hashToken, newToken } from '../secrets.ts';

/** A session ends by itself after this long; signing in again is one mail away. */
const sessionHours = 12;

export interface NewSession {
  readonly live: LiveSession;
  /** The opaque token for the cookie; only its hash is kept. */
  readonly token: string;
}

/** Begins a session: a new id and a new token at every sign-in. */
export async function startSession(
  { clock }: Pick<Ports, 'clock'>,
  trx: Transaction,
  personId: string,
  method: SessionMethod,
): Promise<NewSession> {
  const startedAt = clock.now();
  const token = newToken();
  const id = await recordSession(trx, {
    personId,
    tokenHash: hashToken(token),
    method,
    startedAt,
    expiresAt: startedAt.add({ hours: sessionHours }),
  });
  const live = await findLiveSession(trx, { id }, startedAt);
  if (live === undefined) throw new Error('A session that was just begun is not found');
  return { live, token };
}

/** Who somebody is, as the interface tells them themselves. */
export function meOf({ person }: LiveSession) {
  const { id, name, email, roles, hasPassword } = person;
  return { id, name, email, roles: [...roles], hasPassword };
}
