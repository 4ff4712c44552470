import { findBoardKey } from '../db/board.ts';
import type { SignedHead } from '../protocol/head.ts';
import type { Ports } from './ports.ts';

/**
 * Signs heads of one board. The same head has the same signature whichever process signs it, so nothing is kept: what
 * stands on the board is all there is to sign. Undefined where the election was opened before heads were signed.
 */
export async function signHeads(
  { db, proofs }: Pick<Ports, 'db' | 'proofs'>,
  electionUuid: string,
  heads: readonly { readonly height: number; readonly hash: string }[],
): Promise<readonly SignedHead[] | undefined> {
  const privateKey = await findBoardKey(db, electionUuid);
  if (privateKey === undefined) return undefined;
  return proofs.run('signHeads', {
    privateKey,
    heads: heads.map(({ height, hash }) => ({ electionUuid, height, hash })),
  });
}
