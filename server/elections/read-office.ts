import type { readOffice as contract } from '../../api/office.ts';
import { readElections } from '../../db/elections.ts';
import type { AskOf } from '../ask.ts';
import { phaseOf } from '../lifecycle.ts';
import type { Ports } from '../ports.ts';

/** Every election, drafts too. */
export async function readOffice({ db, clock, config }: Ports, _: AskOf<typeof contract>) {
  const now = clock.now();
  const rows = await readElections(db, 'all');
  return {
    organisation: config.organisation,
    now: now.toString(),
    elections: rows.map((row) => ({
      id: row.id,
      name: row.name,
      phase: phaseOf(row, now),
      closesAt: row.closesAt.toString(),
      roll: row.rollSize,
      voted: row.voted,
    })),
  };
}
