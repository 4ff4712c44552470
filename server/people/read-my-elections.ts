import type { readMyElections as contract } from '../../api/people.ts';
import { readElectionsOfPerson } from '../../db/roll.ts';
import type { AskOf } from '../ask.ts';
import { phaseOf } from '../lifecycle.ts';
import type { Ports } from '../ports.ts';

/** The elections whose roll the caller is on, newest close first. */
export async function readMyElections({ db, clock }: Ports, { caller }: AskOf<typeof contract>) {
  const rows = await readElectionsOfPerson(db, caller.session.person.id);
  const now = clock.now();
  return {
    elections: rows.map((row) => ({
      id: row.id,
      name: row.name,
      phase: phaseOf(row, now),
      votedAt: row.votedAt?.toString() ?? null,
      closesAt: row.closesAt.toString(),
    })),
  };
}
