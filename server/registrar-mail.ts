import { randomUUID } from 'node:crypto';
import type { Transaction } from '../db/connect.ts';
import { recordRegistrarLink, type Registrar } from '../db/registrar.ts';
import { enqueueMails } from './outbox.ts';
import type { Ports } from './ports.ts';
import { hashToken, newToken } from './secrets.ts';

/** What a mail to the registrar is about. */
export type RegistrarStep = 'make' | 'send' | 'replace' | 'done';

/** Mails the registrar a new personal link; the earlier one stops working. `done` needs none and keeps it. */
export async function mailRegistrar(
  ports: Pick<Ports, 'clock' | 'queue'>,
  trx: Transaction,
  { electionId, name, email }: Registrar,
  step: RegistrarStep,
): Promise<void> {
  const token = newToken();
  if (step !== 'done') await recordRegistrarLink(trx, electionId, hashToken(token), ports.clock.now());
  const mail = { key: `registrar:${randomUUID()}`, kind: 'registrar', toAddress: email, toName: name } as const;
  const secret = step === 'done' ? {} : { secret: { token } };
  await enqueueMails(ports, trx, [{ ...mail, electionId, facts: { step }, ...secret }]);
}
