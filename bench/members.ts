import { voterAddress, personName } from '../demo/people.ts';
import { appendMemberEvents, type NewMemberEvent } from '../db/member-events.ts';
import { ensurePeople } from '../db/people.ts';
import type { Ports } from '../server/ports.ts';

/** So many members in their second year, nine of ten of whom affirmed, written through the database's own functions. */
export async function makeMembers({ db, clock }: Pick<Ports, 'db' | 'clock'>, count: number): Promise<void> {
  const now = clock.now();
  const people = Array.from({ length: count }, (_, number) => ({
    name: personName(number),
    email: voterAddress(number),
  }));
  const before = { from: '2025-07-01T00:00:00Z', until: '2026-07-01T00:00:00Z', source: 'granted' } as const;
  const facts = { from: '2026-07-01T00:00:00Z', until: '2027-07-01T00:00:00Z', source: 'granted' } as const;
  await db.transaction().execute(async (trx) => {
    const ids = await ensurePeople(trx, people, now);
    await appendMemberEvents(
      trx,
      ids.flatMap((personId, number): NewMemberEvent[] => [
        { kind: 'period', tier: 'contributing', personId, facts: before },
        { kind: 'period', tier: 'contributing', personId, facts },
        ...(number % 10 === 9 ? [] : [{ kind: 'affirmed', personId, facts: { year: 2027, how: 'mail' } } as const]),
      ]),
      now,
    );
  });
}
