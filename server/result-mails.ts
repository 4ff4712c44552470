import type { Transaction } from '../db/connect.ts';
import { readRollPeople } from '../db/roll.ts';
import { enqueueMails } from './outbox.ts';
import type { Ports } from './ports.ts';

/** Tells everybody on the roll how it ended; once for each election. */
export async function enqueueResultMails(
  ports: Pick<Ports, 'clock' | 'queue'>,
  trx: Transaction,
  electionId: string,
): Promise<void> {
  const roll = await readRollPeople(trx, electionId);
  const mails = roll.map(({ id, name, email }) => ({
    key: `result:${id}`,
    kind: 'result' as const,
    toAddress: email,
    toName: name,
    electionId,
    rollEntryId: id,
  }));
  await enqueueMails(ports, trx, mails);
}
