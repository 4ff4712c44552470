import type { readElections as contract } from '../../api/elections.ts';
import { readElections as readRows } from '../../db/elections.ts';
import type { AskOf } from '../ask.ts';
import { phaseOf } from '../lifecycle.ts';
import type { Ports } from '../ports.ts';
import { timetableView } from '../timetable.ts';

/** Every election that is no draft. */
export async function readElections({ db, clock, config }: Ports, _?: AskOf<typeof contract>) {
  const now = clock.now();
  const rows = await readRows(db, 'public');
  return {
    organisation: config.organisation,
    now: now.toString(),
    elections: rows.map((row) => {
      const { opens, closes } = timetableView(row);
      return { id: row.id, name: row.name, phase: phaseOf(row, now), opens, closes };
    }),
  };
}
