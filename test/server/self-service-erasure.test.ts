import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { appendAudit } from '../../db/audit.ts';
import { changePerson } from '../../db/people.ts';
import { recordMails } from '../../db/mail.ts';
import { aPeriod, someMembers } from '../support/members.ts';
import { aMember } from '../support/members.ts';
import { refusalOf, startProduct, anAdministrator, type Product, type Visitor } from '../support/product.ts';
import { aDraft, mailTo } from '../support/elections.ts';

/** Every word by which the person could be found; each is in the database exactly where it was put. */
const WORDS = ['Zinnobria', 'Quellwasser', 'zinnobria', 'quellwasser', 'Nebelhausen', 'Lilienland', 'Wunschgrund'];

async function signIn(product: Product, email: string): Promise<Visitor> {
  const visitor = product.visitor();
  const { requestId } = await visitor.call('requestSignIn', { body: { email } });
  await product.settle();
  const mails = await mailTo(product, email);
  const code = mails.flatMap(({ text }) => /^ {4}(\d{6})$/m.exec(text)?.[1] ?? [])[0]!;
  await visitor.call('signInByCode', { body: { requestId, code } });
  return visitor;
}

/** Where in the whole database, jobs included, one of the words still stands: `table.column`. */
async function found(product: Product): Promise<string[]> {
  const { db } = product.ports;
  const { rows } = await sql<{ schema: string; table: string; column: string }>`
    select table_schema as schema, table_name as "table", column_name as "column"
    from information_schema.columns join information_schema.tables using (table_schema, table_name)
    where table_type = 'BASE TABLE' and table_schema in ('public', 'jobs')
      and data_type in ('text', 'character varying', 'json', 'jsonb', 'ARRAY', 'bytea', 'USER-DEFINED')`.execute(db);
  const places: string[] = [];
  for (const { schema, table, column } of rows) {
    const text = sql`convert_from(convert_to(${sql.ref(column)}::text, 'UTF8'), 'UTF8')`;
    for (const word of WORDS) {
      const hex = Buffer.from(word).toString('hex');
      const { rows: hits } = await sql<{ n: number }>`
        select count(*)::int as n from ${sql.table(`${schema}.${table}`)}
        where position(${word} in ${text}) > 0 or position(${hex} in ${text}) > 0`.execute(db);
      if (hits[0]!.n > 0) places.push(`${table}.${column}`);
    }
  }
  return [...new Set(places)].sort();
}

test('whoever is erased is found nowhere in the whole database, and amounts, dates and rolls stay', async () => {
  await using product = await startProduct();
  const officer = await anAdministrator(product);
  await someMembers(product, 3);
  const email = 'zinnobria@quellwasser.example';
  const member = await aMember(product, { name: 'Zinnobria Quellwasser', email }, [
    { kind: 'applied', tier: 'supporting', facts: { note: 'Known as Wunschgrund' } },
    aPeriod('supporting', '2026-06-01T00:00:00Z', '2027-05-30T00:00:00Z'),
    { kind: 'resigned', tier: 'basic', facts: { at: '2026-07-01T00:00:00Z' } },
  ]);
  const { db, clock } = product.ports;
  await seed(product, member.id);
  const visitor = await signIn(product, 'zinnobria@new.quellwasser.example');
  await visitor.call('requestAddressChange', { body: { email: 'third@quellwasser.example' } });
  await product.settle();
  await visitor.call('chooseList', { path: { listId: 'votes' }, body: { isOn: true } }).catch(() => undefined);
  const before = await found(product);
  expect(before).toEqual(
    expect.arrayContaining(['person.name', 'mail.to_address', 'member_event.facts', 'audit_entry.facts']),
  );

  const data = await visitor.call('readMyData', {});
  const { json, csv } = await visitor.call('exportMyData', {});
  for (const word of ['Nebelhausen', 'zinnobria@quellwasser.example', 'Wunschgrund', 'period', 'audit_entry'])
    expect(json + csv).toContain(word);
  expect(json).not.toMatch(/token_hash|password_hash|code_hash/);
  expect((await refusalOf(visitor.call('eraseMe', { body: { number: '999' } }))).problemName).toBe('readback-differs');
  const { pseudonym } = await visitor.call('eraseMe', { body: { number: `#${data.number}` } });
  expect(pseudonym).toBe(`Former member ${data.number}`);

  const kept = await sql<{ columns: string[] }>`
    select coalesce(array_agg(c), '{}') as columns from retention, unnest(kept_columns) as c`.execute(db);
  expect((await found(product)).filter((place) => !kept.rows[0]!.columns.includes(place))).toEqual([]);
  expect((await refusalOf(visitor.call('readMyData', {}))).problemName).toBe('not-signed-in');
  const payment = await sql<{ amount: string; name: string }>`
    select amount_minor as amount, person.name from payment join person on person.id = person_id
    where person_id = ${member.id}`.execute(db);
  expect(payment.rows).toEqual([{ amount: '9900', name: pseudonym }]);
  const others = await db.selectFrom('person').select('email').where('email', 'like', 'voter%').execute();
  expect(others.length).toBe(3);
  await officer.call('readLog', { query: {} });
  expect(clock.now().epochMilliseconds).toBeGreaterThan(0);
});

async function seed(product: Product, personId: string): Promise<void> {
  const { db, clock } = product.ports;
  const now = clock.now();
  await db.transaction().execute(async (trx) => {
    await changePerson(
      trx,
      { personId, email: 'zinnobria@new.quellwasser.example', city: 'Nebelhausen', country: 'Lilienland' },
      now,
    );
    await appendAudit(trx, { at: now, actor: 'Office', action: 'x', personId, facts: { reason: 'Wunschgrund asked' } });
    await appendAudit(trx, {
      ...{ at: now, actor: 'Zinnobria Quellwasser <zinnobria@quellwasser.example>', action: 'y' },
      facts: { to: 'Zinnobria Quellwasser <zinnobria@quellwasser.example>' },
    });
    const mail = { kind: 'address-notice', toAddress: 'zinnobria@quellwasser.example', toName: 'Zinnobria' } as const;
    await recordMails(trx, [{ ...mail, key: 'x', personId, facts: { newAddress: 'b@quellwasser.example' } }], now);
    const values = { name: 'list.csv', hash: '', facts: '{}', state: 'committed', madeAt: now.toString(), madeBy: 'x' };
    const { id: batchId } = await trx
      .insertInto('importBatch')
      .values({ ...values, kind: 'file', state: 'committed' })
      .returning('id')
      .executeTakeFirstOrThrow();
    const fields = JSON.stringify({ name: 'Zinnobria Quellwasser', city: 'Nebelhausen' });
    await trx
      .insertInto('importRow')
      .values({
        ...{ batchId, line: 2, number: null, email: 'zinnobria@quellwasser.example', name: 'Zinnobria Quellwasser' },
        ...{ fields, verdict: 'new', reason: null, personId, seenEvent: null, before: '{}', after: fields, kept: null },
      })
      .execute();
    await trx
      .insertInto('importChunk')
      .values({ batchId, position: 0, bytes: Buffer.from('name\nZinnobria Quellwasser\n') })
      .execute();
    await sql`
      with paid as (
        insert into payment (person_id, tier, amount_minor, currency, kind, method, begun_at, received_on, reference, note,
          recorded_by)
        values (${personId}, 'supporting', 9900, 'USD', 'once', 'wire', now(), '2027-04-01', 'Quellwasser', 'Wunschgrund',
          (select id from person where email = 'ines@lantern.example')) returning id
      ), moved as (
        insert into payment_entry (payment_id, kind, amount_minor, currency, provider_ref, at, made_at, note)
        select id, 'paid', 9900, 'USD', 'ours', now(), now(), 'from Zinnobria' from paid
      ), receipted as (
        insert into receipt (number, payment_id, made_at, facts)
        select 1, id, now(), '{"name": "Zinnobria Quellwasser", "address": "zinnobria@quellwasser.example"}' from paid
      )
      insert into provider_event (id, type, body, received_at)
      values ('evt', 'x', '{"email": "zinnobria@quellwasser.example", "name": "Zinnobria"}', now())`.execute(trx);
  });
}

test('nobody is erased while on the roll of an election that is not over, or without having just signed in', async () => {
  await using product = await startProduct();
  const officer = await anAdministrator(product);
  await aDraft(product, officer, 3);
  const visitor = await signIn(product, 'voter0@members.example');
  const data = await visitor.call('readMyData', {});
  expect(data.erasure.waitsFor).toEqual(['Board election 2027']);
  const body = { number: data.number };
  expect((await refusalOf(visitor.call('eraseMe', { body }))).problemName).toBe('not-erasable-yet');
  product.clock.moveTo(product.clock.now().add({ minutes: 16 }));
  expect((await refusalOf(visitor.call('eraseMe', { body }))).problemName).toBe('sign-in-again');
  expect((await visitor.call('readMyData', {})).email).toBe('voter0@members.example');
});
