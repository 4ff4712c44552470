import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import { connect, type Db } from '../../db/connect.ts';
import { ensurePerson, recordRoles } from '../../db/people.ts';
import { isSetUp, recordSetUpLink, recordSignInRequest, useSetUpLink } from '../../db/sign-in.ts';
import { freshDatabase } from '../support/database.ts';

const NOW = Temporal.Instant.from('2027-05-01T12:00:00Z');

/** Resolves when a connection of this database waits for another one's lock. */
async function somebodyWaits(db: Db): Promise<void> {
  for (;;) {
    const { rows } = await sql`
      select 1 from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`.execute(db);
    if (rows.length > 0) return;
  }
}

test('of two wishes to sign in that overlap, the newest wins: one code is live', async () => {
  await using database = await freshDatabase();
  await using connection = connect(database.url, 4);
  const { db } = connection;
  const person = { name: 'Yuki Hoshino', email: 'yuki@members.example' };
  const personId = await db.transaction().execute((trx) => ensurePerson(trx, person, NOW));
  const request = () => ({
    ...{ id: randomUUID(), personId, codeHash: 'code', linkHash: randomUUID() },
    ...{ madeAt: NOW, expiresAt: NOW.add({ minutes: 10 }) },
  });
  let second = Promise.resolve();
  await db.transaction().execute(async (trx) => {
    await recordSignInRequest(trx, request());
    second = db.transaction().execute((other) => recordSignInRequest(other, request()));
    await Promise.race([second, somebodyWaits(db)]);
  });
  await second;
  const live = await db.selectFrom('signInRequest').select('id').where('usedAt', 'is', null).execute();
  expect(live).toHaveLength(1);
});

test('of two set-ups that overlap, the second sees the administrator whom the first made', async () => {
  await using database = await freshDatabase();
  await using connection = connect(database.url, 4);
  const { db } = connection;
  await db.transaction().execute(async (trx) => {
    for (const link of ['one', 'two']) await recordSetUpLink(trx, link, NOW);
  });
  let second = Promise.resolve(false);
  await db.transaction().execute(async (trx) => {
    expect(await useSetUpLink(trx, 'one', NOW)).toBe(true);
    expect(await isSetUp(trx)).toBe(false);
    second = db.transaction().execute(async (other) => {
      await useSetUpLink(other, 'two', NOW);
      return isSetUp(other);
    });
    await Promise.race([second, somebodyWaits(db)]);
    const person = { name: 'Ines Halvorsen', email: 'ines@lantern.example' };
    await recordRoles(trx, await ensurePerson(trx, person, NOW), ['administrator'], NOW);
  });
  expect(await second).toBe(true);
});
