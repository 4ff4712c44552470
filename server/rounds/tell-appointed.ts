import type { Transaction } from '../../db/connect.ts';
import { findPeople } from '../../db/people.ts';
import { readReviewed } from '../../db/rounds.ts';
import { enqueueMails } from '../outbox.ts';
import type { Ports } from '../ports.ts';

/** Mails everybody whose appointment this round gave; whoever has had the mail does not get it again. */
export async function tellAppointed(
  ports: Pick<Ports, 'queue' | 'clock'>,
  trx: Transaction,
  roundId: string,
): Promise<void> {
  const accepted = (await readReviewed(trx, roundId)).filter(
    ({ acceptedIn, eventId }) => acceptedIn === roundId && eventId !== null,
  );
  const people = await findPeople(
    trx,
    accepted.flatMap(({ memberId }) => memberId ?? []),
  );
  const mails = accepted.flatMap(({ id, memberId }) => {
    const person = people.get(memberId ?? '');
    if (person === undefined) return [];
    return {
      key: `round-appointed:${id}`,
      kind: 'round-outcome' as const,
      toAddress: person.email,
      toName: person.name,
      personId: person.id,
      facts: { round: roundId },
    };
  });
  await enqueueMails(ports, trx, mails);
}
