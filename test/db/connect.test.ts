import { sql } from 'kysely';
import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import { connect } from '../../db/connect.ts';
import { findPaper } from '../../db/elections.ts';
import { findLiveSession } from '../../db/sessions.ts';
import { freshDatabase } from '../support/database.ts';

const nobody = '00000000-0000-4000-8000-000000000000';

test('the statements that every cast repeats are planned once for a connection', async () => {
  await using database = await freshDatabase();
  await using connection = connect(database.url, 1);
  for (let time = 0; time < 3; time += 1) {
    expect(await findPaper(connection.db, nobody, nobody)).toBeUndefined();
    expect(
      await findLiveSession(connection.db, { id: nobody }, Temporal.Instant.from('2027-06-01T12:00:00Z')),
    ).toBeUndefined();
  }
  const { rows } = await sql<{ runs: bigint }>`
    select generic_plans + custom_plans as runs from pg_prepared_statements`.execute(connection.db);
  expect(rows.map(({ runs }) => Number(runs))).toEqual([3, 3]);
});
