import type { OfficeAmendment, OfficeException, RollChanges } from '../../api/roll.ts';
import { exceptionState } from '../eligibility-for-elections.ts';
import type { Reader } from '../../db/connect.ts';
import { readAmended, readAmendments, readExceptions } from '../../db/roll-amendments.ts';

type AmendmentRow = Awaited<ReturnType<typeof readAmendments>>[number];
type ExceptionRow = Awaited<ReturnType<typeof readExceptions>>[number];

/** Amendments and requests as the officer who reads them sees them. */
export async function rollChangesOf(db: Reader, electionId: string, readerId: string): Promise<RollChanges> {
  const amendments: OfficeAmendment[] = [];
  for (const row of await readAmendments(db, electionId)) amendments.push(await amendmentOf(db, row, readerId));
  return { amendments, exceptions: (await readExceptions(db, electionId)).map(exceptionOf) };
}

async function amendmentOf(db: Reader, row: AmendmentRow, readerId: string): Promise<OfficeAmendment> {
  const people = await readAmended(db, row.id);
  const { id, change, reason, note, state } = row;
  return {
    ...{ id, change, reason, note, state },
    people: people.map(({ id: personId, name, email }) => ({ personId, name, email })),
    proposedBy: row.proposerName,
    proposedAt: row.proposedAt.toString(),
    isOwn: row.proposedBy === readerId,
    decidedBy: row.deciderName,
    decidedAt: row.decidedAt?.toString() ?? null,
  };
}

function exceptionOf(row: ExceptionRow): OfficeException {
  return {
    id: row.id,
    person: { personId: row.personId, name: row.name, email: row.email },
    reason: row.reason,
    askedAt: row.askedAt.toString(),
    state: exceptionState(row.decision, row.amendmentState),
    decisionReason: row.decisionReason,
    decidedBy: row.deciderName,
    decidedAt: row.decidedAt?.toString() ?? null,
  };
}
