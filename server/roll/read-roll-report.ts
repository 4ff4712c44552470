import type { readRollReport as contract } from '../../api/roll.ts';
import { findElection } from '../../db/elections.ts';
import { readContradictions } from '../../db/roll-report.ts';
import type { AskOf } from '../ask.ts';
import { assertFound } from '../lifecycle.ts';
import type { Ports } from '../ports.ts';

/** What does not fit together about the people on the roll, or those who should perhaps be on it. */
export async function readRollReport({ db }: Ports, { path }: AskOf<typeof contract>) {
  const election = assertFound(await findElection(db, path.electionId), 'office');
  return {
    madeAt: election.rollMadeAt?.toString() ?? null,
    contradictions: await readContradictions(db, election),
  };
}
