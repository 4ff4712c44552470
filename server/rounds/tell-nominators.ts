import type { Transaction } from '../../db/connect.ts';
import { readNominationsFor } from '../../db/round-nominations.ts';
import { findRound, readReviewed } from '../../db/rounds.ts';
import { enqueueMails } from '../outbox.ts';
import type { Ports } from '../ports.ts';

/** Mails whoever proposed somebody whom this round settled: accepted, or expired. Whoever is carried over is not settled. */
export async function tellNominators(
  ports: Pick<Ports, 'queue' | 'clock'>,
  trx: Transaction,
  roundId: string,
): Promise<void> {
  const round = await findRound(trx, roundId);
  const settled = (await readReviewed(trx, roundId)).filter(
    ({ state, acceptedIn, number }) =>
      acceptedIn === roundId || (state === 'expired' && number >= (round?.rules.rounds ?? 0)),
  );
  const nominations = await readNominationsFor(
    trx,
    settled.map(({ id }) => id),
  );
  await enqueueMails(
    ports,
    trx,
    nominations.map(({ id, email, name, personId }) => ({
      key: `round-outcome:${id}`,
      kind: 'round-outcome' as const,
      toAddress: email,
      toName: name,
      ...(personId === null ? {} : { personId }),
      facts: { nomination: id, round: roundId },
    })),
  );
}
