import { sql } from 'kysely';
import { verifyRecord, type Report } from '../../protocol/verify-record.ts';
import type { Product } from './product.ts';

/** The head of an election's board: unchanged means that no event came. */
export async function headOf(product: Product, electionId: string): Promise<{ height: number; hash: string }> {
  const { head } = await product.visitor().call('readElection', { path: { electionId } });
  return { height: head.height, hash: head.hash };
}

/** The types of the events on an election's board, in their order. */
export async function typesOf(product: Product, electionId: string): Promise<string[]> {
  const rows = await product.ports.db
    .selectFrom('boardEvent')
    .select('type')
    .where('electionId', '=', electionId)
    .orderBy('height')
    .execute();
  return rows.map(({ type }) => type);
}

export async function downloadRecord(url: string, electionId: string): Promise<Uint8Array> {
  const response = await fetch(`${url}/api/elections/${electionId}/record`);
  if (!response.ok) throw new Error(`The record was not given: ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}

/** What a stranger's verification of the public record says. */
export async function reportOf(product: Product, electionId: string): Promise<Report> {
  return verifyRecord(await downloadRecord(product.url, electionId));
}

/** Row counts and newest row versions of every table: equal means that nothing at all was written. */
export async function traceOf({ ports }: Product): Promise<Record<string, string>> {
  const tables = await sql<{ name: string }>`
    select relname as name from pg_class
    where relkind = 'r' and relnamespace = 'public'::regnamespace order by 1`.execute(ports.db);
  const trace: Record<string, string> = {};
  for (const { name } of tables.rows) {
    const found = await sql<{ trace: string }>`
      select count(*) || ' rows, ' || coalesce(max(xmin::text::bigint), 0) || ' newest' as trace
      from ${sql.table(name)}`.execute(ports.db);
    trace[name] = found.rows[0]?.trace ?? '';
  }
  return trace;
}
