import { findBody } from '../../db/bodies.ts';
import type { Reader } from '../../db/connect.ts';
import type { ContestRow } from '../../db/elections.ts';

/** Whether the rules of the contest's body let members ask its candidates. */
export async function takesQuestions(db: Reader, { bodyId }: Pick<ContestRow, 'bodyId'>): Promise<boolean> {
  if (bodyId === null) return false;
  return (await findBody(db, { id: bodyId }))?.rules.allowsQuestions === true;
}
