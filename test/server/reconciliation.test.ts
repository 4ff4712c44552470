import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from 'kysely';
import { aPayer, begin, days, intentOf, openShop, paid, standingOf, type Shop } from '../support/payers.ts';
import { signedIn } from '../support/imports.ts';
import { readReconciliations } from '../../db/provider-events.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop[Symbol.asyncDispose]());

/** The next night, and what it found. */
async function nextNight() {
  const { clock, ports } = shop.product;
  clock.moveTo(clock.now().add(days(1)));
  await shop.product.settle();
  const [night] = await readReconciliations(ports.db, 1);
  return night!;
}

test('the treasurer sees what the night found', async () => {
  const email = 'treasurer@lantern.example';
  await shop.administrator.call('grantRoles', { body: { name: 'The treasurer', email, roles: ['treasurer'] } });
  const night = await nextNight();
  const treasurer = await signedIn(shop.product, email);
  const { reconciliations } = await treasurer.call('readMoney', { query: {} });
  expect(reconciliations[0]).toMatchObject({ day: night.day, differences: [], compared: 0 });
});

test('a night in which all agrees finds nothing, and runs once', async () => {
  const payer = await aPayer(shop.product);
  const one = await paid(shop, payer);
  shop.stripe.refund(await intentOf(shop, one), 100);
  await shop.tellAll();
  const night = await nextNight();
  expect(night).toMatchObject({ compared: 2, differences: [] });
  expect(night.finishedAt).not.toBeNull();
  await shop.product.settle();
  const rows = await shop.product.ports.db
    .selectFrom('reconciliation')
    .select('day')
    .where('day', '=', night.day)
    .execute();
  expect(rows).toHaveLength(1);
  const log = await shop.product.ports.db
    .selectFrom('auditEntry')
    .select('facts')
    .where('action', '=', 'reconcile')
    .orderBy('id', 'desc')
    .execute();
  expect(log[0]!.facts).toMatchObject({ day: night.day, differences: 0 });
});

test('a payment and a refund of which nobody told us are found and put right', async () => {
  const payer = await aPayer(shop.product);
  const { paymentId, session } = await begin(payer);
  shop.stripe.pay(session);
  const charge = shop.stripe.all('charge').at(-1)!;
  const untold = shop.stripe.events.length;
  const night = await nextNight();
  expect(night.differences).toEqual([
    { kind: 'missing', ref: charge.id, paymentId: null, ours: null, theirs: 9900, currency: 'USD', isHealed: true },
  ]);
  expect(await standingOf(shop.product, payer.id)).toMatchObject({ state: 'active' });
  const refund = shop.stripe.refund(await intentOf(shop, paymentId));
  expect((await nextNight()).differences).toMatchObject([
    { kind: 'refund', ref: refund.id, theirs: 9900, isHealed: true },
  ]);
  expect((await standingOf(shop.product, payer.id))?.state).toBe('lapsed');
  const dispute = shop.stripe.dispute(await intentOf(shop, await paid(shop, await aPayer(shop.product))));
  expect((await nextNight()).differences).toMatchObject([{ kind: 'dispute', ref: dispute.id, isHealed: true }]);
  shop.stripe.closeDispute(dispute.id, 'lost');
  expect((await nextNight()).differences).toMatchObject([{ kind: 'dispute', ref: dispute.id, isHealed: true }]);
  expect((await nextNight()).differences).toEqual([]);
  expect(shop.stripe.events.length).toBeGreaterThan(untold);
});

test('a renewal of which nobody told us is found by whom it was charged to', async () => {
  const payer = await aPayer(shop.product);
  await paid(shop, payer, { kind: 'yearly' });
  shop.stripe.renew(shop.stripe.all('subscription').at(-1)!.id);
  const night = await nextNight();
  expect(night.differences).toMatchObject([{ kind: 'missing', theirs: 9900, isHealed: true }]);
});

test('what only we have, another amount, another currency and a refund that was never made are alarms that stay', async () => {
  const { db } = shop.product.ports;
  const { stripe, product } = shop;
  const charges: string[] = [];
  for (let made = 0; made < 4; made += 1) {
    const intent = await intentOf(shop, await paid(shop, await aPayer(product)));
    charges.push(String(stripe.find('payment_intent', intent)['latest_charge']));
  }
  const [extra, amount, currency, other] = charges as [string, string, string, string];
  stripe.forget('charge', extra);
  stripe.find('charge', amount)['amount'] = 9800;
  stripe.find('charge', currency)['currency'] = 'eur';
  const { paymentId } = await db
    .selectFrom('paymentEntry')
    .select('paymentId')
    .where('providerRef', '=', other)
    .executeTakeFirstOrThrow();
  await sql`insert into payment_entry (payment_id, kind, amount_minor, currency, provider_ref, at, made_at)
    values (${paymentId}, 'refund', -500, 'USD', 're_never', ${product.clock.now().toString()}, now())`.execute(db);
  const expected = [
    ['amount', amount],
    ['currency', currency],
    ['extra', extra],
    ['refund', 're_never'],
  ];
  const found = async () =>
    (await nextNight()).differences
      .filter(({ isHealed }) => !isHealed)
      .map(({ kind, ref }) => [kind, ref])
      .sort();
  expect(await found()).toEqual(expected);
  expect(await found()).toEqual(expected);
});

test('what the organisation sells elsewhere through the same account is none of our business', async () => {
  const before = await nextNight();
  const intent = await intentOf(shop, await paid(shop, await aPayer(shop.product)));
  const charge = shop.stripe.find('charge', String(shop.stripe.find('payment_intent', intent)['latest_charge']));
  const strange = { ...charge, id: 'ch_mugs', metadata: {}, customer: 'cus_elsewhere', payment_intent: 'pi_mugs' };
  (shop.stripe.all('charge') as (typeof charge)[]).push(strange);
  expect((await nextNight()).differences.length).toBe(before.differences.length);
});
