import { readFileSync } from 'node:fs';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect, type Connection } from '../../db/connect.ts';
import { migrate } from '../../db/migrate.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
let connection: Connection;
beforeAll(async () => {
  database = await freshDatabase();
  connection = connect(database.url, 2);
  await fill();
});
afterAll(async () => {
  await connection[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});

const ELECTION = 'ABCDEFGHJKLMNP';
const KEY = '00000000-0000-0000-0000-000000000000';

async function fill(): Promise<void> {
  await sql
    .raw(
      `insert into election (id, name, description, zone, opens_local, closes_local, opens_at, closes_at, drafted_at, record_local, record_at)
         values ('${ELECTION}', 'x', '', 'UTC', '', '', now(), now(), now(), '', now());
       insert into board_entry values ('${ELECTION}', 0, 'x.data.json', 'x');
       insert into board_event values ('${ELECTION}', 0, 'x', 'Setup', 'x', 0);
       insert into ballot values ('${ELECTION}', 1, 'x', 'x', 1);
       insert into claimed_ciphertext values ('${KEY}');
       insert into ceremony_message values ('${ELECTION}', 1, 'certificate', 1, 'x', now());
       insert into audited_ballot values ('${ELECTION}', 1, 'y', 'y', 'y', now());
       insert into audit_entry (at, actor, action, facts) values (now(), 'x', 'x', '{}')`,
    )
    .execute(connection.db);
}

const appendOnly = [
  'board_entry',
  'board_event',
  'ballot',
  'audited_ballot',
  'claimed_ciphertext',
  'ceremony_message',
  'audit_entry',
];

test.each(appendOnly)('nothing is ever changed in or taken out of %s', async (table) => {
  const { db } = connection;
  const column = { audit_entry: 'actor', claimed_ciphertext: 'key' }[table] ?? 'election_id';
  const count = async () =>
    (await sql<{ n: string }>`select count(*) as n from ${sql.table(table)}`.execute(db)).rows[0]!.n;
  expect(await count()).toBe('1');
  for (const statement of [
    `update ${table} set ${column} = ${column}`,
    `update ${table} set ${column} = null`,
    `delete from ${table}`,
    `delete from ${table} where false`,
    `truncate ${table}`,
    `truncate election cascade`,
    `insert into ${table} select * from ${table} on conflict do nothing; delete from ${table}`,
  ]) {
    await expect(sql.raw(statement).execute(db), statement).rejects.toThrow(/append-only|non-DEFAULT/);
  }
  expect(await count()).toBe('1');
});

test('a board cannot hold two events of one height, one text twice, or two ballots of one tracker', async () => {
  const { db } = connection;
  for (const statement of [
    `insert into board_entry values ('${ELECTION}', 0, 'y.data.json', 'y')`,
    `insert into board_entry values ('${ELECTION}', 1, 'x.data.json', 'x')`,
    `insert into board_event values ('${ELECTION}', 0, 'y', 'Ballot', 'y', 1)`,
    `insert into ballot values ('${ELECTION}', 2, 'x', 'x', 2)`,
    `insert into audited_ballot values ('${ELECTION}', 2, 'y', 'y', 'y', now())`,
    `insert into audited_ballot values ('${ELECTION}', 1, 'z', 'z', 'z', now())`,
    `insert into claimed_ciphertext values ('${KEY}')`,
  ]) {
    await expect(sql.raw(statement).execute(db), statement).rejects.toThrow(/duplicate key/);
  }
});

test('migrating again does nothing', async () => {
  await migrate(connection.db);
  await migrate(connection.db);
});

interface Column {
  readonly isNullable: boolean;
  readonly isGiven: boolean;
}

/** The tables that db/schema.ts describes: whether a column may be null, and whether PostgreSQL gives it a value. */
function described(): Map<string, Map<string, Column>> {
  const text = readFileSync(new URL('../../db/schema.ts', import.meta.url), 'utf8');
  const body = text.slice(text.indexOf('export interface Database {'));
  const tables = new Map<string, Map<string, Column>>();
  for (const [, table = '', members = ''] of body.matchAll(/^ {2}(\w+): \{([^}]*)\};/gm)) {
    const columns = [...members.matchAll(/(\w+): ([^;]+);?/g)].map(([, name = '', type = '']): [string, Column] => [
      snake(name),
      { isNullable: /null|MaybeInstant/.test(type), isGiven: type.includes('Generated') },
    ]);
    tables.set(snake(table), new Map(columns));
  }
  return tables;
}

function snake(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

test('db/schema.ts says of every table and column what the database says', async () => {
  const { rows } = await sql<{ table: string; name: string; isNullable: boolean; isGiven: boolean }>`
    select table_name as "table", column_name as name, is_nullable = 'YES' as "isNullable",
      is_nullable = 'NO' and (column_default is not null or is_identity = 'YES') as "isGiven"
    from information_schema.columns
    where table_schema = 'public' and table_name not like 'kysely%'`.execute(connection.db);
  const actual = new Map<string, Map<string, Column>>();
  for (const { table, name, isNullable, isGiven } of rows) {
    const columns = actual.get(table) ?? new Map<string, Column>();
    actual.set(table, columns.set(name, { isNullable, isGiven }));
  }
  const schema = described();
  expect([...schema.keys()].sort()).toEqual([...actual.keys()].sort());
  for (const [table, columns] of actual) {
    const said = Object.fromEntries(schema.get(table) ?? []);
    const known = Object.fromEntries(columns);
    expect(Object.keys(said).sort(), table).toEqual(Object.keys(known).sort());
    for (const [name, { isNullable, isGiven }] of columns) {
      const where = `${table}.${name}`;
      expect(said[name]?.isNullable, where).toBe(isNullable);
      // A JSON column has a default that the code never leaves to it.
      if (said[name]?.isGiven === true) expect(isGiven, where).toBe(true);
    }
  }
});
