import type { readVerdicts as contract } from '../../api/roll.ts';
import { findElection } from '../../db/elections.ts';
import { readVerdictPage } from '../../db/roll-verdicts.ts';
import type { AskOf } from '../ask.ts';
import { assertFound } from '../lifecycle.ts';
import type { Ports } from '../ports.ts';
import { reasonLines } from '../roll-reasons.ts';

const perPage = 50;

/** A page of everybody considered, each in or out with the reasons. */
export async function readVerdicts({ db }: Ports, { path, query }: AskOf<typeof contract>) {
  const election = assertFound(await findElection(db, path.electionId), 'office');
  const { total, rows } = await readVerdictPage(db, path.electionId, { ...query, perPage });
  return {
    total,
    perPage,
    verdicts: rows.map(({ personId, name, email, isIn, amended, reasons }) => ({
      ...{ personId, name, email, isIn, amended },
      reasons: reasonLines(reasons, election.rollBasis),
    })),
  };
}
