import { voterAddress, personName } from '../demo/people.ts';
import { appendMemberEvents } from '../db/member-events.ts';
import { ensurePeople } from '../db/people.ts';
import type { Ports } from '../server/ports.ts';

/** So many voting members of a year, written through the database's own functions. */
export async function makeMembers({ db, clock }: Pick<Ports, 'db' | 'clock'>, count: number): Promise<void> {
  const now = clock.now();
  const people = Array.from({ length: count }, (_, number) => ({
    name: personName(number),
    email: voterAddress(number),
  }));
  const facts = { from: '2026-07-01T00:00:00Z', until: '2027-07-01T00:00:00Z', source: 'granted' } as const;
  await db.transaction().execute(async (trx) => {
    const ids = await ensurePeople(trx, people, now);
    await appendMemberEvents(
      trx,
      ids.map((personId) => ({ kind: 'period', tier: 'contributing', personId, facts })),
      now,
    );
  });
}
