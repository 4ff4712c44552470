import { appendAudit } from '../../db/audit.ts';
import { appendEvent, findData, readPayloads, type BoardRow } from '../../db/board.ts';
import type { Transaction } from '../../db/connect.ts';
import { lockElection, markElection, type Election } from '../../db/elections.ts';
import { eraseServerKey, markDecrypted, readTrustees } from '../../db/trustees.ts';
import { decodeOwned, ownedDecryption } from '../../protocol/decryption.ts';
import { decodeTrustees, isEnough } from '../../protocol/trustees.ts';
import type { Ports } from '../ports.ts';
import { enqueueMails } from '../outbox.ts';
import { enqueueResultMails } from '../result-mails.ts';
import { findTallyToOpen } from './find-tally.ts';
import type { OwnedText } from '../../protocol/result.ts';

/**
 * Puts a verified share on the board; with the last one, the result follows in the same transaction. False when this
 * trustee's share is there already, or there is nothing to open: the first valid one stays.
 */
export async function appendShare(ports: Ports, electionId: string, owner: number, share: string): Promise<boolean> {
  return ports.db.transaction().execute(async (trx) => {
    const election = await lockElection(trx, electionId);
    if (election?.stage !== 'closed') return false;
    const owned = await readPayloads(trx, electionId, 'PartialDecryption');
    if (owned.some((text) => decodeOwned(text).owner === owner)) return false;
    const { board } = await appendEvent(trx, election, 'PartialDecryption', [share, ownedDecryption(owner, share)]);
    const now = ports.clock.now();
    await markDecrypted(trx, { electionId, owner }, now);
    const trustees = await readTrustees(trx, electionId);
    const actor = trustees.find((trustee) => trustee.owner === owner)?.name ?? 'the server';
    await appendAudit(trx, { at: now, actor, action: 'give-share', electionId, facts: { owner } });
    const present = [...owned.map((text) => decodeOwned(text).owner), owner];
    if (isEnough(decodeTrustees(election.trusteesText ?? ''), present)) await appendResult(ports, trx, election, board);
    return true;
  });
}

async function appendResult(ports: Ports, trx: Transaction, texts: Election, board: BoardRow): Promise<void> {
  const tally = await findTallyToOpen(ports, trx, texts);
  if (tally === undefined) throw new Error('There are shares but no tally');
  const decryptions = await readShares(trx, board.id);
  const result = await ports.proofs.run('combine', {
    election: texts.electionText ?? '',
    trustees: texts.trusteesText ?? '',
    ...tally,
    decryptions,
  });
  await appendEvent(trx, board, 'Result', [result]);
  const now = ports.clock.now();
  await markElection(trx, board.id, { stage: 'tallied', talliedAt: now.toString() });
  await eraseServerKey(trx, board.id);
  await appendAudit(trx, { at: now, actor: 'the clock', action: 'publish-result', electionId: board.id });
  await enqueueResultMails(ports, trx, board.id);
  await thankOthers(ports, trx, board.id);
}

/** A trustee who did not come in time is not to look for the key file: nothing more is needed. */
async function thankOthers(ports: Ports, trx: Transaction, electionId: string): Promise<void> {
  const others = (await readTrustees(trx, electionId)).filter(({ decryptedAt }) => decryptedAt === null);
  const mails = others.map(({ owner, name, email }) => ({
    key: `trustee-share:${electionId}:${owner}:not-needed`,
    kind: 'trustee-share' as const,
    ...{ toAddress: email, toName: name, electionId, facts: { owner, act: 'not-needed' } },
  }));
  if (mails.length > 0) await enqueueMails(ports, trx, mails);
}

async function readShares(trx: Transaction, electionId: string): Promise<OwnedText[]> {
  const shares: OwnedText[] = [];
  for (const { owner, payload } of (await readPayloads(trx, electionId, 'PartialDecryption')).map(decodeOwned)) {
    const text = await findData(trx, electionId, payload);
    if (text !== undefined) shares.push({ owner, text });
  }
  return shares;
}
