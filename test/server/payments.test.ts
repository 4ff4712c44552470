import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  begin,
  intentOf,
  ninetyNine,
  openShop,
  paid,
  aPayer,
  standingOf,
  tracesOf,
  type Shop,
} from '../support/payers.ts';
import { mailTo } from '../support/elections.ts';
import { refusalOf } from '../support/product.ts';
import { sign } from '../support/stripe.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop[Symbol.asyncDispose]());

test('who pays is a member for a year, with a numbered receipt and its mail', async () => {
  const payer = await aPayer(shop.product);
  const { paymentId, session } = await begin(payer);
  const path = { paymentId };
  expect((await payer.visitor.call('readPayment', { path })).state).toBe('begun');
  expect(await standingOf(shop.product, payer.id)).toBeUndefined();
  shop.stripe.pay(session);
  await shop.tellAll();
  const payment = await payer.visitor.call('readPayment', { path });
  expect(payment).toMatchObject({ state: 'paid', minor: 9900, currency: 'USD', tierName: 'Supporting' });
  expect(payment.gave).toEqual({ from: '2027-05-01T12:00:00Z', until: '2028-05-02T00:00:00Z' });
  expect(await standingOf(shop.product, payer.id)).toMatchObject({ state: 'active', votes: true });
  const [mail] = await mailTo(shop.product, payer.email);
  expect(mail!.subject).toBe(`Receipt ${payment.receipt}: your Supporting membership of Lantern Software Foundation`);
  expect(mail!.text).toContain('$99 arrived on 1 May 2027');
});

test('the provider is asked for a page under our own id, and a second press asks for the same page', async () => {
  const payer = await aPayer(shop.product);
  const one = await begin(payer);
  const two = await begin(payer);
  expect(two).toEqual(one);
  const asked = shop.stripe.requests.filter(({ key }) => key === one.paymentId);
  expect(asked).toHaveLength(2);
  expect(asked[0]!.form).toMatchObject({ client_reference_id: one.paymentId, mode: 'payment' });
});

test('another amount closes the page with the first one, so that nobody pays twice', async () => {
  const payer = await aPayer(shop.product);
  const one = await begin(payer);
  await begin(payer, { minor: 5000 });
  expect(shop.stripe.find('checkout.session', one.session)['status']).toBe('expired');
  await shop.tellAll();
  expect((await payer.visitor.call('readPayment', { path: { paymentId: one.paymentId } })).state).toBe('expired');
});

test('a payment of another member is not there', async () => {
  const [one, two] = [await aPayer(shop.product), await aPayer(shop.product)];
  const { paymentId } = await begin(one);
  expect((await refusalOf(two.visitor.call('readPayment', { path: { paymentId } }))).problemName).toBe('not-found');
  expect((await two.visitor.call('readDues', {})).payments).toEqual([]);
});

test.each([
  ['below the minimum', { minor: 2499 }],
  ['negative', { minor: -9900 }],
  ['zero', { minor: 0 }],
  ['huge', { minor: 99_999_999_999 }],
  ['the largest whole number', { minor: Number.MAX_SAFE_INTEGER }],
  ['another currency', { currency: 'EUR' }],
  ['less than a life’s dues', { kind: 'lifetime' as const, minor: 9900 }],
])('an amount that is %s is refused, and nothing is written', async (_, changes) => {
  const payer = await aPayer(shop.product);
  const refusal = await refusalOf(payer.visitor.call('beginDues', { body: { ...ninetyNine, ...changes } }));
  expect(refusal.problemName).toBe('amount-refused');
  expect((await payer.visitor.call('readDues', {})).payments).toEqual([]);
});

test.each([99.5, '9900', null, 1e20, '25,00'])('an amount such as %s is no amount', async (minor) => {
  const payer = await aPayer(shop.product);
  const response = await payer.visitor.fetch('/api/me/dues', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...ninetyNine, minor }),
  });
  expect(response.status).toBe(400);
  expect((await payer.visitor.call('readDues', {})).payments).toEqual([]);
});

test('a tier is refused that has no dues, is not there, or cannot be renewed yet', async () => {
  const payer = await aPayer(shop.product);
  const refused = async (body: object) =>
    (await refusalOf(payer.visitor.call('beginDues', { body: { ...ninetyNine, ...body } }))).problemName;
  expect(await refused({ tier: 'nothing' })).toBe('not-found');
  expect(await refused({ tier: 'fellow' })).toBe('dues-not-open');
  expect(await refused({ tier: 'basic' })).toBe('dues-not-open');
  expect(await refused({ declared: 7 })).toBe('attestation-changed');
  await paid(shop, payer);
  expect(await refused({})).toBe('dues-not-open');
});

test('a signature that is wrong, missing or old keeps nothing out of the message', async () => {
  const event = shop.stripe.chat();
  const before = await shop.product.ports.db.selectFrom('providerEvent').select('id').execute();
  const now = shop.stripe.now();
  expect(await shop.stripe.deliver(shop.product, event, now, 'whsec_somebody_else')).toBe(400);
  expect(await shop.stripe.deliver(shop.product, event, now - 301)).toBe(400);
  const payload = JSON.stringify(event);
  const tampered = await fetch(`${shop.product.url}/api/stripe/events`, {
    method: 'POST',
    headers: { 'stripe-signature': sign(payload, now) },
    body: payload.replace('evt_', 'evt-'),
  });
  expect(tampered.status).toBe(400);
  expect(await tampered.json()).toMatchObject({ type: '/problems/signature-refused' });
  const bare = await fetch(`${shop.product.url}/api/stripe/events`, { method: 'POST', body: payload });
  expect(bare.status).toBe(400);
  expect(await shop.product.ports.db.selectFrom('providerEvent').select('id').execute()).toEqual(before);
  expect(await shop.stripe.deliver(shop.product, event, now - 299)).toBe(200);
});

test('an event is kept once however often it comes, byte for byte, and one of an unknown kind is kept too', async () => {
  const event = shop.stripe.chat();
  for (let time = 0; time < 3; time += 1) expect(await shop.stripe.deliver(shop.product, event)).toBe(200);
  const together = await Promise.all(
    [1, 2, 3].map(() => shop.stripe.deliver(shop.product, shop.stripe.events.at(-1)!)),
  );
  expect(together).toEqual([200, 200, 200]);
  await shop.product.settle();
  const rows = await shop.product.ports.db.selectFrom('providerEvent').selectAll().where('id', '=', event.id).execute();
  expect(rows).toHaveLength(1);
  expect(rows[0]).toMatchObject({ type: 'product.created', body: JSON.stringify(event) });
  expect(rows[0]!.processedAt).not.toBeNull();
});

test('while the provider does not answer, the event waits; afterwards it counts', async () => {
  const payer = await aPayer(shop.product);
  const { paymentId, session } = await begin(payer);
  const event = shop.stripe.pay(session);
  shop.stripe.isDown = true;
  expect(await shop.stripe.deliver(shop.product, event)).toBe(200);
  await shop.product.settle();
  const path = { paymentId };
  expect((await payer.visitor.call('readPayment', { path })).state).toBe('begun');
  const waiting = await shop.product.ports.db
    .selectFrom('providerEvent')
    .selectAll()
    .where('id', '=', event.id)
    .executeTakeFirstOrThrow();
  expect(waiting).toMatchObject({ processedAt: null });
  expect(waiting.error).not.toBeNull();
  shop.stripe.isDown = false;
  // The queue tries again by the machine's clock; the provider tells once more by itself.
  const { processEvent } = await import('../../server/payments/process-event.ts');
  await processEvent(shop.product.ports, event.id);
  expect((await payer.visitor.call('readPayment', { path })).state).toBe('paid');
});

test('a bank that pays later makes a member later, and one that refuses makes none', async () => {
  const payer = await aPayer(shop.product);
  const { paymentId, session } = await begin(payer);
  const path = { paymentId };
  shop.stripe.pay(session, 'later');
  await shop.tellAll();
  expect((await payer.visitor.call('readPayment', { path })).state).toBe('begun');
  expect(await standingOf(shop.product, payer.id)).toBeUndefined();
  shop.stripe.bankAnswers(session, 'paid');
  await shop.tellAll();
  expect((await payer.visitor.call('readPayment', { path })).state).toBe('paid');
  const other = await aPayer(shop.product);
  const second = await begin(other);
  shop.stripe.pay(second.session, 'later');
  shop.stripe.bankAnswers(second.session, 'failed');
  await shop.tellAll();
  expect((await other.visitor.call('readPayment', { path: { paymentId: second.paymentId } })).state).toBe('failed');
  expect(await standingOf(shop.product, other.id)).toBeUndefined();
});

test('a page that is left takes nothing, and one that was paid meanwhile says so', async () => {
  const payer = await aPayer(shop.product);
  const one = await begin(payer);
  const left = await payer.visitor.call('abandonPayment', { path: { paymentId: one.paymentId } });
  expect(left.state).toBe('cancelled');
  expect(shop.stripe.find('checkout.session', one.session)['status']).toBe('expired');
  const two = await begin(payer, { minor: 5000 });
  shop.stripe.pay(two.session);
  expect((await payer.visitor.call('abandonPayment', { path: { paymentId: two.paymentId } })).state).toBe('paid');
  await shop.tellAll();
  expect((await tracesOf(shop.product, payer.id)).receipts).toBe(1);
});

test('part of a payment returned changes nothing; all of it returned ends the period then, and no earlier', async () => {
  const payer = await aPayer(shop.product);
  const paymentId = await paid(shop, payer);
  const intent = await intentOf(shop, paymentId);
  shop.stripe.refund(intent, 4900);
  await shop.tellAll();
  expect((await payer.visitor.call('readPayment', { path: { paymentId } })).state).toBe('part-refunded');
  expect(await standingOf(shop.product, payer.id)).toMatchObject({ state: 'active' });
  shop.product.clock.moveTo(shop.product.clock.now().add({ hours: 1 }));
  const end = shop.product.clock.now();
  shop.stripe.refund(intent);
  await shop.tellAll();
  expect((await payer.visitor.call('readPayment', { path: { paymentId } })).state).toBe('refunded');
  const standing = await standingOf(shop.product, payer.id);
  expect(standing).toMatchObject({ state: 'lapsed', votes: false });
  expect(standing!.until!.toString()).toBe(end.toString());
  expect((await tracesOf(shop.product, payer.id)).ledger.map((line) => line.split(' ').slice(0, 2).join(' '))).toEqual([
    'paid 9900',
    'refund -4900',
    'refund -5000',
  ]);
});

test('a dispute is shown and ends nothing; lost, it ends the period; won, it leaves it', async () => {
  const [one, two] = [await aPayer(shop.product), await aPayer(shop.product)];
  for (const [payer, outcome] of [
    [one, 'lost'],
    [two, 'won'],
  ] as const) {
    const paymentId = await paid(shop, payer);
    const dispute = shop.stripe.dispute(await intentOf(shop, paymentId));
    await shop.tellAll();
    const state = async () => (await payer.visitor.call('readPayment', { path: { paymentId } })).state;
    expect(await state()).toBe('disputed');
    expect(await standingOf(shop.product, payer.id)).toMatchObject({ state: 'active' });
    shop.product.clock.moveTo(shop.product.clock.now().add({ minutes: 30 }));
    shop.stripe.closeDispute(dispute.id, outcome);
    await shop.tellAll();
    expect(await state()).toBe(outcome === 'won' ? 'paid' : 'lost');
    expect(await standingOf(shop.product, payer.id)).toMatchObject({ state: outcome === 'won' ? 'active' : 'lapsed' });
  }
});

test('dues for life give a membership without an end, and there is nothing to pay afterwards', async () => {
  const payer = await aPayer(shop.product);
  await paid(shop, payer, { kind: 'lifetime', minor: 250_000 });
  expect(await standingOf(shop.product, payer.id)).toMatchObject({ state: 'active', until: null });
  const { tiers } = await payer.visitor.call('readDues', {});
  expect(tiers.find(({ tier }) => tier === 'supporting')!.state).toBe('for-life');
});
