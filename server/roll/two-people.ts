import type { Temporal } from 'temporal-polyfill';
import type { Transaction } from '../../db/connect.ts';
import { findPerson } from '../../db/people.ts';
import type { RollException } from '../../db/roll-amendments.ts';
import { enqueueMails } from '../outbox.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problem.ts';

/** Nobody decides what they proposed, and nobody decides about themself. */
export function assertAnother(decider: string, concerned: readonly string[]): void {
  if (!concerned.includes(decider)) return;
  throw new Problem('second-person-needed', {
    detail: 'Somebody else decides what you proposed, or what is about you.',
  });
}

export function assertUndecided(decidedAt: Temporal.Instant | null): void {
  if (decidedAt === null) return;
  throw new Problem('already-decided', { decidedAt: decidedAt.toString(), detail: 'Look at it again.' });
}

/** Tells the member what became of the request, once it is final. */
export async function tellMember(
  ports: Pick<Ports, 'queue' | 'clock'>,
  trx: Transaction,
  { id, electionId, personId, decisionReason }: RollException,
  isAccepted: boolean,
): Promise<void> {
  const person = await findPerson(trx, personId);
  if (person === undefined) return;
  await enqueueMails(ports, trx, [
    {
      key: `exception:${id}`,
      kind: 'exception',
      ...{ toAddress: person.email, toName: person.name, electionId, personId },
      facts: { isAccepted, reason: decisionReason ?? '' },
    },
  ]);
}
