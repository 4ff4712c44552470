import { createPrivateKey, createPublicKey, sign } from 'node:crypto';
import { findBoardKey, findEvent } from '../db/board.ts';
import type { Reader } from '../db/connect.ts';
import { hashOf } from '../protocol/board.ts';
import { encodeReceipt, headMessage, type SignedHead } from '../protocol/head.ts';

/** The DER of a PKCS #8 Ed25519 key before its 32 bytes, RFC 8410. */
const pkcs8 = Buffer.from('302e020100300506032b657004220420', 'hex');

/**
 * Signs heads of one board as `signHead` does, to the bit, and twenty times faster: every cast waits for it. The same
 * head has the same signature whichever process signs it, so none is kept.
 */
export function signHeads(
  privateKey: string,
  electionUuid: string,
  heads: readonly { readonly height: number; readonly hash: string }[],
): SignedHead[] {
  const key = createPrivateKey({
    key: Buffer.concat([pkcs8, Buffer.from(privateKey, 'hex')]),
    format: 'der',
    type: 'pkcs8',
  });
  const { x = '' } = createPublicKey(key).export({ format: 'jwk' });
  const boardKey = Buffer.from(x, 'base64url').toString('hex');
  return heads.map(({ height, hash }) => {
    const head = { electionUuid, height, hash };
    return { ...head, boardKey, signature: sign(null, headMessage(head), key).toString('hex') };
  });
}

/** The receipt of the ballot of a height as a file; null where the election was opened before heads were signed. */
export async function signedReceipt(db: Reader, electionId: string, height: number): Promise<string | null> {
  const privateKey = await findBoardKey(db, electionId);
  const event = await findEvent(db, electionId, height);
  if (privateKey === undefined || event === undefined) return null;
  const [head] = signHeads(privateKey, electionId, [{ height, hash: hashOf(event) }]);
  return head === undefined ? null : encodeReceipt({ event, head });
}
