import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import jwt from 'jsonwebtoken';
import type { Db, Reader } from '../db/connect.ts';
import { findSigningKey, readSigningKeys, recordFirstSigningKey } from '../db/sign-in.ts';
import type { Clock } from './clock.ts';

/** How long an access token is believed without being renewed from the session. */
export const accessMinutes = 10;

/**
 * Short access tokens (ES256). A token says only which session it belongs to: the session's row is the truth, and is
 * looked up at every request that needs to know who asks.
 */
export interface TokenSigner {
  sign(sessionId: string): string;
  /** The session's id, or undefined for anything but a token of ours that is still young. */
  sessionOf(token: string): string | undefined;
  /** A signed mark of an open vote, for everybody to check and for ever. It opens no door: purpose, audience and type say so. */
  signMark(mark: SignedMark): string;
}

/** What is signed of a mark: which vote and text, whose, what, when (ISO 8601), and by whose hand. Ids are those of people. */
export interface SignedMark {
  readonly vote: string;
  readonly textHash: string;
  readonly person: string;
  readonly mark: string;
  readonly at: string;
  readonly madeBy: string;
}

/** A public key as RFC 7517 writes it. */
export interface PublicKey {
  readonly kid: string;
  readonly use: 'sig';
  readonly alg: 'ES256';
  readonly [part: string]: unknown;
}

const issuer = 'quorate';
const audience = 'quorate-session';
const markAudience = 'quorate-open-vote';

export async function tokenSigner(db: Db, clock: Clock): Promise<TokenSigner> {
  const { kid, privateKey } = await readOrMakeKey(db, clock);
  const signing = createPrivateKey(privateKey);
  const checking = createPublicKey(signing);
  return {
    sign: (sessionId) => signToken(sessionId, { kid, key: signing }, clock),
    sessionOf: (token) => readToken(token, { kid, key: checking }, clock),
    signMark: (mark) => signMark(mark, { kid, key: signing }),
  };
}

/** The keys with which anything was ever signed: a mark stays checkable after another key has taken over. */
export async function readPublicKeys(db: Reader): Promise<PublicKey[]> {
  return (await readSigningKeys(db)).map(({ kid, privateKey }) => ({
    ...createPublicKey(privateKey).export({ format: 'jwk' }),
    ...{ kid, use: 'sig', alg: 'ES256' },
  }));
}

function signToken(sessionId: string, { kid, key }: { kid: string; key: KeyObject }, clock: Clock): string {
  const iat = seconds(clock);
  return jwt.sign({ sid: sessionId, iat, exp: iat + accessMinutes * 60 }, key, {
    algorithm: 'ES256',
    issuer,
    audience,
    header: { alg: 'ES256', typ: 'at+jwt', kid },
  });
}

/** Its time is `at`, with all its digits; it never expires. */
function signMark(mark: SignedMark, { kid, key }: { kid: string; key: KeyObject }): string {
  return jwt.sign({ purpose: 'open-vote-mark', ...mark }, key, {
    algorithm: 'ES256',
    issuer,
    audience: markAudience,
    noTimestamp: true,
    header: { alg: 'ES256', typ: 'open-vote-mark+jwt', kid },
  });
}

function readToken(token: string, { kid, key }: { kid: string; key: KeyObject }, clock: Clock): string | undefined {
  try {
    const { header, payload } = jwt.verify(token, key, {
      algorithms: ['ES256'],
      issuer,
      audience,
      complete: true,
      clockTimestamp: seconds(clock),
      maxAge: accessMinutes * 60,
    });
    if (header.typ !== 'at+jwt' || header.kid !== kid || typeof payload === 'string') return undefined;
    // jsonwebtoken accepts a token without an expiry; we never made one.
    if (payload.exp === undefined) return undefined;
    const sid: unknown = payload['sid'];
    return typeof sid === 'string' ? sid : undefined;
  } catch {
    return undefined;
  }
}

function seconds(clock: Clock): number {
  return Math.floor(clock.now().epochMilliseconds / 1000);
}

async function readOrMakeKey(db: Db, clock: Clock): Promise<{ kid: string; privateKey: string }> {
  const known = await findSigningKey(db);
  if (known !== undefined) return known;
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const kid = createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('base64url')
    .slice(0, 16);
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  return db.transaction().execute(async (trx) => {
    await recordFirstSigningKey(trx, { kid, privateKey: pem }, clock.now());
    const first = await findSigningKey(trx);
    if (first === undefined) throw new Error('No signing key after making one');
    return first;
  });
}
