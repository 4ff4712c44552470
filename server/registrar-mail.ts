import { randomUUID } from 'node:crypto';
import type { Transaction } from '../db/connect.ts';
import { recordRegistrarLink, type Registrar } from '../db/registrar.ts';
import { enqueueMails } from './outbox.ts';
import type { Ports } from './ports.ts';
import { hashToken, newToken } from './secrets.ts';

/** What a mail to the registrar is about. */
export type RegistrarStep = 'make' | 'send' | 'replace' | 'done';

/**
 * Mails the registrar a personal link to a step; `done` needs none. Only the office ends a link (`endsEarlier`): a page that is open
 * when a mail goes out by itself goes on with the one it has.
 */
export async function mailRegistrar(
  ports: Pick<Ports, 'clock' | 'queue'>,
  trx: Transaction,
  { electionId, name, email }: Registrar,
  step: RegistrarStep,
  { endsEarlier } = { endsEarlier: false },
): Promise<void> {
  const token = newToken();
  if (step !== 'done')
    await recordRegistrarLink(trx, electionId, { tokenHash: hashToken(token), endsEarlier }, ports.clock.now());
  const mail = { key: `registrar:${randomUUID()}`, kind: 'registrar', toAddress: email, toName: name } as const;
  const secret = step === 'done' ? {} : { secret: { token } };
  await enqueueMails(ports, trx, [{ ...mail, electionId, facts: { step }, ...secret }]);
}
