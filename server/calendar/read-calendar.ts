import { findElection, readElections } from '../../db/elections.ts';
import { assertFound } from '../lifecycle.ts';
import type { Ports } from '../ports.ts';
import { calendarOf } from './calendar-of.ts';

/** The dates of one election that everybody may know of, or of all of them, as an iCalendar file. */
export async function readCalendar(
  { db, config }: Pick<Ports, 'db' | 'config'>,
  electionId: string | undefined,
): Promise<string> {
  const { organisation, publicUrl } = config;
  if (electionId === undefined) {
    const elections = await readElections(db, 'public');
    return calendarOf(elections, { name: `Elections of ${organisation}`, publicUrl });
  }
  const election = assertFound(await findElection(db, electionId), 'announced');
  return calendarOf([election], { name: election.name, publicUrl });
}
