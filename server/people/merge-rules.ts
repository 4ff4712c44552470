import type { Reader } from '../../db/connect.ts';
import { readRecordIds, readRolesOf, type PersonRecord } from '../../db/member-timeline.ts';
import { readRollsOfBoth } from '../../db/merges.ts';

/** How many days a merge can be undone. */
export const undoDays = 30;

/** Why two records cannot be merged now; undefined when they can. */
export async function refusalOfMerge(
  db: Reader,
  survivor: PersonRecord,
  duplicate: PersonRecord,
): Promise<string | undefined> {
  if (survivor.id === duplicate.id) return 'This is one record.';
  if (survivor.mergedInto !== null || duplicate.mergedInto !== null) return 'One of the two is merged already.';
  if (survivor.erasedAt !== null || duplicate.erasedAt !== null) return 'One of the two was erased.';
  const duplicates = await readRecordIds(db, duplicate.id);
  if ((await readRolesOf(db, duplicates)).length > 0)
    return 'The record that would stand aside has a role in the office. An administrator takes it away first.';
  const [roll] = await readRollsOfBoth(db, await readRecordIds(db, survivor.id), duplicates);
  if (roll !== undefined)
    return `Both are on the roll of ${roll}, which is not over. Merge them afterwards; the roll tells its officers about the pair.`;
  return undefined;
}
