import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import { driveSvg } from '../../server/drives/drive-svg.ts';
import { appendMemberEvents } from '../../db/member-events.ts';
import { aMember, aPeriod } from '../support/members.ts';
import { anAdministrator, refusalOf, START, startProduct, type Product } from '../support/product.ts';

const winter = {
  id: 'winter',
  title: '100 new Supporting members',
  about: 'So that the grants go on.',
  goal: { kind: 'members' as const, tier: 'supporting', amount: 4 },
  zone: 'UTC',
  begins: '2027-05-01T00:00',
  ends: '2027-06-01T00:00',
};

async function reached(product: Product): Promise<number> {
  const { drive } = await product.visitor().call('readDrive', { path: { driveId: 'winter' } });
  return drive.reached;
}

async function add(product: Product, number: number, from: string, tier = 'supporting') {
  const until = Temporal.Instant.from(from)
    .add({ hours: 24 * 365 })
    .toString();
  return aMember(product, { name: `Ada ${number}`, email: `ada${number}@members.example` }, [
    aPeriod(tier, from, until),
  ]);
}

test('a drive counts people who are members of the tier for the first time, and nobody else', async () => {
  await using product = await startProduct();
  const treasurer = await anAdministrator(product);
  const made = await treasurer.call('startDrive', { body: winter });
  expect(made).toMatchObject({ reached: 0, state: 'running', tierName: 'Supporting' });
  await add(product, 1, '2027-05-02T00:00:00Z');
  await add(product, 2, '2027-05-31T23:59:59Z');
  expect(await reached(product)).toBe(2);
  await add(product, 3, '2027-04-30T23:59:59Z');
  await add(product, 4, '2027-06-01T00:00:00Z');
  await add(product, 5, '2027-05-03T00:00:00Z', 'contributing');
  expect(await reached(product)).toBe(2);
  await aMember(product, { name: 'Bo', email: 'bo@members.example' }, [
    aPeriod('supporting', '2025-05-02T00:00:00Z', '2026-05-03T00:00:00Z'),
    aPeriod('supporting', '2027-05-02T00:00:00Z', '2028-05-03T00:00:00Z'),
  ]);
  expect(await reached(product)).toBe(2);
});

test('a refund, a mistake and a merge take a new member out of the count', async () => {
  await using product = await startProduct();
  const treasurer = await anAdministrator(product);
  await treasurer.call('startDrive', { body: winter });
  const people = [1, 2, 3, 4].map((number) => add(product, number, '2027-05-02T00:00:00Z'));
  const [refunded, mistaken, twice, once] = await Promise.all(people);
  expect(await reached(product)).toBe(4);
  const { db } = product.ports;
  const periodOf = async (personId: string) =>
    (await db.selectFrom('memberEvent').select('id').where('personId', '=', personId).executeTakeFirstOrThrow()).id;
  const [first, second] = [await periodOf(refunded!.id), await periodOf(mistaken!.id)];
  await db.transaction().execute(async (trx) => {
    const ended = { period: first, at: START.toString(), reason: 'Refunded' };
    const withdrawn = { event: second, reason: 'Another person' };
    await appendMemberEvents(
      trx,
      [
        { kind: 'period-ended', tier: 'supporting', personId: refunded!.id, facts: ended },
        { kind: 'withdrawn', personId: mistaken!.id, facts: withdrawn },
      ],
      START,
    );
    await trx.updateTable('person').set({ mergedInto: once!.id }).where('id', '=', twice!.id).execute();
  });
  expect(await reached(product)).toBe(1);
});

test('a drive for money counts what came less what went back, in its own currency', async () => {
  await using product = await startProduct();
  const treasurer = await anAdministrator(product);
  const goal = { kind: 'money' as const, currency: 'USD', amount: 10_000 };
  await treasurer.call('startDrive', { body: { ...winter, goal } });
  const payer = await add(product, 1, '2027-05-02T00:00:00Z');
  const paid = async (minor: number, currency: string, method: 'cash' | 'in-kind', refund = 0) => {
    const payment = {
      personId: payer.id,
      tier: 'supporting',
      kind: 'once' as const,
      method,
      begunAt: START.toString(),
    };
    await product.ports.db.transaction().execute(async (trx) => {
      const { id } = await trx
        .insertInto('payment')
        .values({ ...payment, amountMinor: minor, currency, receivedOn: '2027-05-01', recordedBy: payer.id })
        .returning('id')
        .executeTakeFirstOrThrow();
      const entry = { paymentId: id, currency, at: START.toString(), madeAt: START.toString() };
      await trx
        .insertInto('paymentEntry')
        .values([
          { ...entry, kind: 'paid' as const, amountMinor: minor, providerRef: `${id}-paid` },
          ...(refund === 0
            ? []
            : [{ ...entry, kind: 'refund' as const, amountMinor: -refund, providerRef: `${id}-r` }]),
        ])
        .execute();
    });
  };
  await paid(9900, 'USD', 'cash', 2500);
  await paid(5000, 'EUR', 'cash');
  await paid(5000, 'USD', 'in-kind');
  expect(await reached(product)).toBe(7400);
});

test('a drive is coming, then running, then over, by the clock alone', async () => {
  await using product = await startProduct();
  const treasurer = await anAdministrator(product);
  await treasurer.call('startDrive', { body: { ...winter, begins: '2027-05-02T00:00' } });
  const state = async () => (await product.visitor().call('readDrives', {})).drives[0]?.state;
  expect(await state()).toBe('coming');
  product.clock.moveTo(Temporal.Instant.from('2027-05-02T00:00:00Z'));
  expect(await state()).toBe('running');
  product.clock.moveTo(Temporal.Instant.from('2027-06-01T00:00:00Z'));
  expect(await state()).toBe('over');
});

test('what cannot be a drive is refused at its place', async () => {
  await using product = await startProduct();
  const treasurer = await anAdministrator(product);
  const pointer = async (changes: object) => {
    const refusal = await refusalOf(treasurer.call('startDrive', { body: { ...winter, ...changes } }));
    return (refusal.problem.errors ?? [])[0]?.pointer;
  };
  expect(await pointer({ ends: '2027-04-01T00:00' })).toBe('#/body/ends');
  expect(await pointer({ goal: { kind: 'members', tier: 'gold', amount: 5 } })).toBe('#/body/goal/tier');
  expect(await pointer({ goal: { kind: 'money', currency: 'XXY', amount: 5 } })).toBe('#/body/goal/currency');
  expect(await pointer({ goal: { kind: 'money', currency: 'USD', amount: -5 } })).toBe('#/body/goal/amount');
  expect(await pointer({ id: 'Winter Drive' })).toBe('#/body/id');
  expect(await pointer({ zone: 'Nowhere' })).toBe('#/body/zone');
  await treasurer.call('startDrive', { body: winter });
  const again = await refusalOf(treasurer.call('startDrive', { body: winter }));
  expect(again.problemName).toBe('drive-exists');
  const nobody = await refusalOf(product.visitor().call('readDrive', { path: { driveId: 'spring' } }));
  expect(nobody.problemName).toBe('not-found');
});

test('the goal can be changed, and the log says what it was', async () => {
  await using product = await startProduct();
  const treasurer = await anAdministrator(product);
  const { id, ...form } = winter;
  await treasurer.call('startDrive', { body: winter });
  const goal = { ...winter.goal, amount: 8 };
  const changed = await treasurer.call('changeDrive', { path: { driveId: id }, body: { ...form, goal } });
  expect(changed.goal.amount).toBe(8);
  const { entries } = await treasurer.call('readLog', { query: {} });
  expect(entries[0]?.action).toBe('change-drive');
  expect(entries[0]?.facts).toContain('before: 4');
});

test('the picture may stand on other sites, carries no script, and says all of it in words', async () => {
  await using product = await startProduct();
  const treasurer = await anAdministrator(product);
  await treasurer.call('startDrive', { body: { ...winter, title: 'Win <script>alert(1)</script> & "more"' } });
  await add(product, 1, '2027-05-02T00:00:00Z');
  const response = await product.visitor().fetch('/drives/winter.svg');
  const svg = await response.text();
  expect(response.headers.get('content-type')).toMatch(/^image\/svg\+xml/);
  expect(response.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
  expect(response.headers.get('cache-control')).toBe('public, max-age=60');
  expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(svg).not.toContain('<script');
  expect(svg).toContain('<desc id="d">1 of 4 new Supporting members: a quarter of the way.</desc>');
  expect((await product.visitor().fetch('/drives/spring.svg')).status).toBe(404);
});

test('the page of a drive reads without script', async () => {
  await using product = await startProduct();
  const treasurer = await anAdministrator(product);
  await treasurer.call('startDrive', { body: winter });
  await add(product, 1, '2027-05-02T00:00:00Z');
  const page = await (await product.visitor().fetch('/drives/winter')).text();
  expect(page).toContain('1 of 4 new Supporting members: a quarter of the way.');
  expect(page).toContain('So that the grants go on.');
  const list = await (await product.visitor().fetch('/drives')).text();
  expect(list).toContain('href="/drives/winter"');
});

test('the bar of the picture is never longer than its ground, and a first step can be seen', () => {
  const drive = {
    ...{ id: 'x', title: 'T', about: '', tierName: 'Basic', state: 'running' as const },
    begins: { local: '', zone: 'UTC', at: '' },
    ends: { local: '', zone: 'UTC', at: '' },
  };
  const width = (count: number) => {
    const goal = { kind: 'members' as const, tier: 'basic', amount: 1000 };
    return /class="fill"[^>]* width="(\d+)"/.exec(driveSvg({ ...drive, goal, reached: count }))?.[1];
  };
  expect(width(0)).toBeUndefined();
  expect(width(1)).toBe('16');
  expect(width(500)).toBe('224');
  expect(width(5000)).toBe('448');
});
