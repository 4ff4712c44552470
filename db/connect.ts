import { hash } from 'node:crypto';
import { CamelCasePlugin, Kysely, PostgresDialect, sql, type Transaction as KyselyTransaction } from 'kysely';
import pg from 'pg';
import { Temporal } from 'temporal-polyfill';
import type { Database } from './schema.ts';

/** A read takes a Reader, a write takes a Transaction: a write outside a transaction does not compile. */
export type Reader = Pick<Kysely<Database>, 'selectFrom'>;
export type Transaction = KyselyTransaction<Database>;
export type Db = Kysely<Database>;

const timestamptz = 1184;
const date = 1082;

/** `timestamptz` arrives as `Temporal.Instant`, microseconds kept; instants are sent as their text. A `date` is a text, `2027-06-30`. */
const getTypeParser: typeof pg.types.getTypeParser = (oid: number, ...rest: [format?: 'text' | 'binary']) => {
  if (oid === timestamptz) return (text: string) => Temporal.Instant.from(text.replace(' ', 'T'));
  if (oid === date) return (text: string) => text;
  return (pg.types.getTypeParser as (oid: number, format?: string) => (value: string) => unknown)(oid, ...rest);
};

export interface Connection extends AsyncDisposable {
  readonly db: Db;
  readonly pool: pg.Pool;
}

/** Opens a pool of at most `size` connections. `synchronous_commit` stays on: a receipt is given only for what is on disk. */
export function connect(url: string, size: number): Connection {
  const pool = new pg.Pool({
    connectionString: url,
    max: size,
    types: { getTypeParser },
    application_name: 'quorate',
  });
  // A connection that dies while idle (PostgreSQL restarted) must not take the process with it; the next query opens another.
  pool.on('error', () => undefined);
  // Nor one that dies while it works: the query that waits on it is refused, and that is how we hear of it.
  pool.on('connect', (client) => {
    client.on('error', () => undefined);
    keepPlans(client);
  });
  const db = new Kysely<Database>({
    dialect: new PostgresDialect({ pool }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  });
  return { db, pool, [Symbol.asyncDispose]: () => db.destroy() };
}

/**
 * Marks a statement that every cast repeats: `query.modifyFront(hot)`. PostgreSQL plans it once for each connection, which
 * takes longer than running it. Its text must not vary, and it names its columns: what `*` means may change meanwhile.
 */
export const hot = sql`/* hot */`;

/** Names the marked statements, by which PostgreSQL knows them again. */
function keepPlans(client: pg.PoolClient): void {
  const send = client.query.bind(client) as (statement: unknown, ...rest: unknown[]) => unknown;
  const query = (statement: unknown, ...rest: unknown[]) =>
    typeof statement === 'string' && statement.includes('/* hot */')
      ? send({ name: hash('sha256', statement, 'base64url'), text: statement }, ...rest)
      : send(statement, ...rest);
  client.query = query as typeof client.query;
}

/** Whether the database answers. */
export async function isReachable(db: Db): Promise<boolean> {
  try {
    await sql`select 1`.execute(db);
    return true;
  } catch {
    return false;
  }
}
