import type { tryRoll as contract } from '../../api/office.ts';
import { findElection } from '../../db/elections.ts';
import type { AskOf } from '../ask.ts';
import { assertDraft, assertFound } from '../lifecycle.ts';
import type { Ports } from '../ports.ts';
import { planImport } from './plan-import.ts';

/** The dry run of an import. */
export async function tryRoll({ db }: Ports, { path, body }: AskOf<typeof contract>) {
  assertDraft(assertFound(await findElection(db, path.electionId), 'office'));
  return (await planImport(db, path.electionId, body.csv)).dryRun;
}
