import type { DryRun, RowFate } from '../../api/office.ts';
import type { Reader } from '../../db/connect.ts';
import { readRollPeople } from '../../db/roll.ts';
import { parseRoll, type RollRow } from './parse-roll.ts';

export interface RollPlan {
  readonly dryRun: DryRun;
  /** Who is on the roll after the import. */
  readonly people: readonly RollRow[];
}

/** What importing this file would do to each of its rows, and to the roll. */
export async function planImport(db: Reader, electionId: string, csv: string): Promise<RollPlan> {
  const { rows, leftOut } = parseRoll(csv);
  const now = await readRollPeople(db, electionId);
  const names = new Map(now.map(({ email, name }) => [email, name]));
  const fates = rows.map((row) => ({ ...row, ...fateOf(row, names.get(row.email)) }));
  const inFile = new Set(rows.map((row) => row.email));
  return {
    people: rows,
    dryRun: {
      rows: [...fates, ...leftOut].sort((one, other) => one.line - other.line),
      rollAfter: rows.length,
      leftOut: leftOut.length,
      removed: now.filter(({ email }) => !inFile.has(email)).length,
    },
  };
}

function fateOf(row: RollRow, known: string | undefined): Pick<RowFate, 'fate' | 'reason'> {
  if (known === undefined) return { fate: 'added', reason: null };
  if (known === row.name) return { fate: 'kept', reason: null };
  return { fate: 'renamed', reason: `On the roll as ${known}` };
}
