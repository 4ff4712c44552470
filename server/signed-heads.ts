import { createPrivateKey, createPublicKey, sign } from 'node:crypto';
import { headMessage, type SignedHead } from '../protocol/head.ts';

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
