import type { readRoll as contract } from '../../api/office.ts';
import { findElection } from '../../db/elections.ts';
import { readRollPage } from '../../db/roll.ts';
import type { AskOf } from '../ask.ts';
import { assertFound } from '../lifecycle.ts';
import type { Ports } from '../ports.ts';

const perPage = 50;

/** A page of the roll. */
export async function readRoll({ db }: Ports, { path, query }: AskOf<typeof contract>) {
  assertFound(await findElection(db, path.electionId), 'office');
  const { total, entries } = await readRollPage(db, path.electionId, { ...query, perPage });
  return { total, perPage, entries: entries.map((entry) => ({ ...entry })) };
}
