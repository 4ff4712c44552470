import { appendAudit } from '../../db/audit.ts';
import { appendEvent, findData, readPayloads, type BoardRow } from '../../db/board.ts';
import type { Transaction } from '../../db/connect.ts';
import { markElection, type Election } from '../../db/elections.ts';
import { readStaff } from '../../db/people.ts';
import { eraseServerKey, readTrustees } from '../../db/trustees.ts';
import { decodeOwned } from '../../protocol/decryption.ts';
import type { OwnedText } from '../../protocol/result.ts';
import { enqueueMails } from '../outbox.ts';
import type { Ports } from '../ports.ts';
import { enqueueResultMails } from '../result-mails.ts';
import { differencesBetweenCounts } from '../two-counts.ts';
import { findTallyToOpen } from './find-tally.ts';

/**
 * Opens the tally with the shares that are on the board and publishes the result, once two programs have counted it alike.
 * Where they differ nothing is published, and the answer is false: one of them is wrong, and nobody knows yet which. The
 * officers are told.
 */
export async function publishResult(
  ports: Ports,
  trx: Transaction,
  election: Election,
  board: BoardRow,
): Promise<boolean> {
  const tally = await findTallyToOpen(ports, trx, election);
  if (tally === undefined) throw new Error('There are shares but no tally');
  const decryptions = await readShares(trx, board.id);
  const result = await ports.proofs.run('combine', {
    election: election.electionText ?? '',
    trustees: election.trusteesText ?? '',
    ...tally,
    decryptions,
  });
  const differences = await differencesBetweenCounts(ports, trx, election, result);
  if (differences.length > 0) {
    await holdBack(ports, trx, election, differences.join(' '));
    return false;
  }
  await appendEvent(trx, board, 'Result', [result]);
  const now = ports.clock.now();
  await markElection(trx, board.id, { stage: 'tallied', talliedAt: now.toString(), countsDiffer: null });
  await eraseServerKey(trx, board.id);
  await appendAudit(trx, { at: now, actor: 'the clock', action: 'publish-result', electionId: board.id });
  await enqueueResultMails(ports, trx, board.id);
  await thankOthers(ports, trx, board.id);
  return true;
}

/** Said once for each new difference: the mail goes to everybody on the staff, whoever of them is awake. */
async function holdBack(ports: Ports, trx: Transaction, { id }: Election, differences: string): Promise<void> {
  const now = ports.clock.now();
  ports.log.error({ election: id, differences }, 'Two counts differ: the result is not published');
  await markElection(trx, id, { countsDiffer: differences });
  await appendAudit(trx, {
    at: now,
    actor: 'the clock',
    action: 'hold-result',
    electionId: id,
    facts: { differences },
  });
  const mails = (await readStaff(trx)).map((one) => ({
    key: `counts-differ:${id}:${one.id}:${now.toString()}`,
    kind: 'counts-differ' as const,
    ...{ toAddress: one.email, toName: one.name, electionId: id, facts: { differences } },
  }));
  if (mails.length > 0) await enqueueMails(ports, trx, mails);
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
