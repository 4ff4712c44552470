import { afterAll, beforeAll, expect, test } from 'vitest';
import { appendMemberEvents } from '../../db/member-events.ts';
import { changePerson } from '../../db/people.ts';
import type { Happening } from '../../membership/events.ts';
import { aDefinition, freezeRoll } from '../support/elections.ts';
import { aMember, aPeriod, type MadeMember } from '../support/members.ts';
import { anAdministrator, startProduct, type Product, type Visitor } from '../support/product.ts';

const FROM = '2026-09-01T00:00:00Z';
const UNTIL = '2027-09-01T00:00:00Z';

let product: Product;
let officer: Visitor;
let electionId: string;
beforeAll(async () => {
  product = await startProduct();
  officer = await anAdministrator(product);
  ({ id: electionId } = await officer.call('draftElection', { body: aDefinition({ record: '2027-05-01T04:00' }) }));
});
afterAll(() => product[Symbol.asyncDispose]());

function paying(source: 'payment' | 'imported' | 'granted', until: string = UNTIL): Happening {
  return { kind: 'period', tier: 'supporting', facts: { from: FROM, until, source } };
}
const declared = aPeriod('contributing', FROM, UNTIL);

/** Who stands in the report under what, by name. */
async function report(): Promise<Record<string, string[]>> {
  const path = { electionId };
  await officer.call('workOutRoll', { path });
  const { contradictions } = await officer.call('readRollReport', { path });
  for (const { count, people } of contradictions) expect(count).toBe(people.length);
  return Object.fromEntries(contradictions.map(({ what, people }) => [what, people.map(({ name }) => name)]));
}

async function detailOf(what: string, name: string): Promise<string | undefined> {
  const { contradictions } = await officer.call('readRollReport', { path: { electionId } });
  return contradictions.find((one) => one.what === what)?.people.find((one) => one.name === name)?.detail;
}

/** A wire that came, and what was kept of it. */
async function paid(person: MadeMember, returned = 0): Promise<string> {
  const at = '2027-01-10T00:00:00Z';
  return product.ports.db.transaction().execute(async (trx) => {
    const { id: recordedBy } = await trx.selectFrom('person').select('id').orderBy('number').executeTakeFirstOrThrow();
    const payment = {
      personId: person.id,
      tier: 'supporting',
      amountMinor: 9900,
      currency: 'USD',
      kind: 'once',
    } as const;
    const { id } = await trx
      .insertInto('payment')
      .values({ ...payment, method: 'wire', begunAt: at, receivedOn: '2027-01-10', recordedBy })
      .returning('id')
      .executeTakeFirstOrThrow();
    const entry = (kind: 'paid' | 'refund', amount: number) => ({
      ...{ paymentId: id, kind, amountMinor: amount, currency: 'USD', providerRef: `${kind} ${id}` },
      ...{ at, madeAt: at },
    });
    await trx.insertInto('paymentEntry').values(entry('paid', 9900)).execute();
    if (returned > 0) await trx.insertInto('paymentEntry').values(entry('refund', -returned)).execute();
    return id;
  });
}

async function gives(paymentId: string, person: MadeMember): Promise<void> {
  await product.ports.db
    .transaction()
    .execute((trx) =>
      appendMemberEvents(trx, [{ ...paying('payment'), personId: person.id, paymentId }], product.clock.now()),
    );
}

const member = (name: string, ...happenings: Happening[]) =>
  aMember(product, { name, email: `${name.toLowerCase().replaceAll(/\W+/g, '.')}@members.example` }, happenings);

test('where nothing contradicts the report is empty', async () => {
  await member('Ruth Sound', declared);
  const person = await member('Paul Paid');
  await gives(await paid(person), person);
  expect(await report()).toEqual({});
});

test('who paid and got no period is named, on the roll or not', async () => {
  const vain = await member('Vera Vain');
  await paid(vain);
  const also = await member('Vito Both', declared);
  await paid(also);
  await paid(await member('Rene Refunded'), 9900);
  expect(await report()).toEqual({ 'paid-without-period': ['Vera Vain', 'Vito Both'] });
  expect(await detailOf('paid-without-period', 'Vera Vain')).toBe('Payment of 2027-01-10');
  for (const person of [vain, also]) {
    const { db } = product.ports;
    const { id } = await db
      .selectFrom('payment')
      .select('id')
      .where('personId', '=', person.id)
      .executeTakeFirstOrThrow();
    await gives(id, person);
  }
  expect(await report()).toEqual({});
});

test('a period that says it was paid and was not, or was imported or granted, is named', async () => {
  await member('Una Unpaid', paying('payment'));
  await member('Ilse Imported', paying('imported'));
  await member('Gala Granted', paying('granted'));
  // In by another tier all the same.
  await member('Dina Declared', paying('imported'), declared);
  expect(await report()).toEqual({
    'period-without-payment': ['Una Unpaid'],
    'period-on-trust': ['Gala Granted', 'Ilse Imported'],
  });
  expect(await detailOf('period-on-trust', 'Ilse Imported')).toBe('Imported: supporting');
});

test('a membership that ends between the record date and the close is named, and one that ends at the close is not', async () => {
  await member('Ende Within', aPeriod('contributing', FROM, '2027-06-15T13:59:59Z'));
  await member('Ende After', aPeriod('contributing', FROM, '2027-06-15T14:00:00Z'));
  await member(
    'Ende Renewed',
    aPeriod('contributing', FROM, '2027-06-01T00:00:00Z'),
    aPeriod('contributing', '2027-06-01T00:00:00Z', UNTIL),
  );
  expect((await report())['expires-while-voting']).toEqual(['Ende Within']);
  expect(await detailOf('expires-while-voting', 'Ende Within')).toBe('Membership ends 2027-06-15');
});

test('an address whose newest mail failed is named, until a later one arrives', async () => {
  const person = await member('Bo Bounced', declared);
  const mail = (key: string, state: 'failed' | 'sent', at: string) =>
    product.ports.db
      .insertInto('mail')
      .values({
        ...{ key, kind: 'sign-in', toAddress: person.email, toName: '', facts: '{}', state, queuedAt: at },
        error: state === 'failed' ? '550 no such user' : null,
      })
      .execute();
  await mail('b1', 'sent', '2027-04-01T00:00:00Z');
  await mail('b2', 'failed', '2027-04-02T00:00:00Z');
  expect((await report())['bounced-address']).toEqual(['Bo Bounced']);
  expect(await detailOf('bounced-address', 'Bo Bounced')).toBe('550 no such user');
  await mail('b3', 'sent', '2027-04-03T00:00:00Z');
  expect((await report())['bounced-address']).toBeUndefined();
});

test('two on the roll who share a name, an address but for a plus, or a former address are named', async () => {
  await member('Kai Same', declared);
  await aMember(product, { name: 'KAI  same', email: 'kai@elsewhere.example' }, [declared]);
  await aMember(product, { name: 'Plus One', email: 'plus@members.example' }, [declared]);
  await aMember(product, { name: 'Plus Two', email: 'plus+votes@members.example' }, [declared]);
  const moved = await member('Mo Moved', declared);
  await product.ports.db
    .transaction()
    .execute((trx) => changePerson(trx, { personId: moved.id, email: 'mo@new.example' }, product.clock.now()));
  await aMember(product, { name: 'Mo Second', email: 'mo.moved@members.example' }, [declared]);
  // Not on the roll: no double vote.
  await aMember(product, { name: 'Kai Same', email: 'kai@third.example' }, []);
  const found = await report();
  expect(found['duplicate']!.sort()).toEqual([
    'KAI  same',
    'Kai Same',
    'Mo Moved',
    'Mo Second',
    'Plus One',
    'Plus Two',
  ]);
  expect(await detailOf('duplicate', 'Plus One')).toBe('Shares an address with plus+votes@members.example');
});

test('somebody without a name is on the roll, and is named by the address', async () => {
  await aMember(product, { name: '', email: 'nameless@members.example' }, [declared]);
  expect((await report())['no-name']).toEqual(['']);
});

test('an address that is another one than on the last roll is named', async () => {
  const person = await member('Cleo Changed', declared);
  const { id } = await officer.call('draftElection', {
    body: aDefinition({ record: '2027-01-01T04:00', opens: '2027-02-01T14:00', closes: '2027-02-15T14:00' }),
  });
  await freezeRoll(officer, id);
  await product.ports.db
    .updateTable('election')
    .set({ stage: 'certified', electionText: '{}', headHash: 'x' })
    .where('id', '=', id)
    .execute();
  expect((await report())['changed-address']).toBeUndefined();
  await product.ports.db
    .transaction()
    .execute((trx) => changePerson(trx, { personId: person.id, email: 'cleo@new.example' }, product.clock.now()));
  expect((await report())['changed-address']).toEqual(['Cleo Changed']);
  expect(await detailOf('changed-address', 'Cleo Changed')).toBe('Was cleo.changed@members.example');
});
