import type { readLog as contract } from '../../api/office.ts';
import { readAuditPage } from '../../db/audit.ts';
import type { AskOf } from '../ask.ts';
import type { Ports } from '../ports.ts';

const perPage = 100;

/** A page of the audit log, newest first. */
export async function readLog({ db }: Ports, { query }: AskOf<typeof contract>) {
  const { total, rows } = await readAuditPage(db, { ...query, perPage });
  return {
    total,
    perPage,
    entries: rows.map(({ at, actor, action, electionId, facts }) => ({
      at: at.toString(),
      actor,
      action,
      electionId,
      facts: Object.entries(facts)
        .map(([name, value]) => `${name}: ${String(value)}`)
        .join(' · '),
    })),
  };
}
