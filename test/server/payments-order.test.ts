import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import { endingOf, keptOf, missingEntries, type ProviderFacts } from '../../server/payments/ledger.ts';
import type { PaymentEntry } from '../../db/payments.ts';
import {
  aPayer,
  begin,
  intentOf,
  openShop,
  paid,
  standingOf,
  tracesOf,
  type PayingMember,
  type Shop,
} from '../support/payers.ts';

type Entry = Pick<PaymentEntry, 'providerRef' | 'kind' | 'amountMinor' | 'currency' | 'at'>;

const START = Temporal.Instant.from('2027-05-01T12:00:00Z');
const nothing: ProviderFacts = { paid: null, over: null, refunds: [], disputes: [] };
const move = (ref: string, minor: number, hour: number) => ({
  ref,
  minor,
  currency: 'USD',
  at: START.add({ hours: hour }),
});

/** A payment's life at the provider, step by step: paid, perhaps refunded in parts, perhaps disputed and decided. */
const life = fc
  .record({
    refunds: fc.array(fc.integer({ min: 1, max: 4950 }), { maxLength: 2 }),
    dispute: fc.constantFrom('none', 'open', 'won', 'lost'),
  })
  .map(({ refunds, dispute }) => {
    const states: ProviderFacts[] = [{ ...nothing, paid: move('ch_1', 9900, 0) }];
    const last = () => states.at(-1)!;
    refunds.forEach((minor, place) => {
      states.push({ ...last(), refunds: [...last().refunds, move(`re_${place}`, minor, place + 1)] });
    });
    const left = 9900 - refunds.reduce((sum, minor) => sum + minor, 0);
    if (dispute !== 'none') {
      const opened = move('dp_1', left, 10);
      states.push({ ...last(), disputes: [{ ...opened, outcome: 'open', settledAt: null }] });
      const settledAt = START.add({ hours: 20 });
      if (dispute !== 'open') states.push({ ...last(), disputes: [{ ...opened, outcome: dispute, settledAt }] });
    }
    return states;
  });

function learn(known: Entry[], facts: ProviderFacts): Entry[] {
  return [...known, ...missingEntries(known, facts)];
}

function endOf(entries: Entry[]) {
  return {
    lines: entries
      .map(({ kind, providerRef, amountMinor, at }) => `${kind} ${providerRef} ${amountMinor} ${at.toString()}`)
      .sort(),
    kept: keptOf(entries),
    ending: endingOf(entries)?.toString() ?? null,
  };
}

test('1,000 streams of events, shuffled, repeated and delayed, lead to one ledger (the pure fold over what the provider answers)', () => {
  fc.assert(
    fc.property(
      life.chain((states) =>
        fc.tuple(
          fc.constant(states),
          // Each delivery finds the provider at the state of its event or of any later one, as delays have it.
          fc.array(fc.tuple(fc.nat(states.length - 1), fc.nat(10)), { maxLength: 20 }),
        ),
      ),
      ([states, deliveries]) => {
        const inOrder = states.reduce(learn, []);
        // The provider's state only moves on: shuffled deliveries ask it in the order of the asking.
        const asked = deliveries
          .map(([place, delay]) => Math.min(states.length - 1, place + delay))
          .sort((a, b) => a - b);
        const shuffled = [...asked, states.length - 1].reduce<Entry[]>(
          (known, place) => learn(known, states[place]!),
          [],
        );
        const lateOnly = learn([], states.at(-1)!);
        expect(endOf(shuffled)).toEqual(endOf(inOrder));
        expect(endOf(lateOnly)).toEqual(endOf(inOrder));
        expect(learn(shuffled, states.at(-1)!)).toHaveLength(shuffled.length);
      },
    ),
    { numRuns: 1000 },
  );
});

/** Everything that can happen to three payments of one member; what is told, is told in any order, some of it twice. */
async function live(shop: Shop, payer: PayingMember, order: (count: number) => number[]): Promise<void> {
  const { stripe, product } = shop;
  const from = stripe.events.length;
  const one = await begin(payer, { kind: 'yearly' });
  stripe.pay(one.session);
  const subscription = stripe.all('subscription').at(-1)!;
  stripe.renew(subscription.id);
  const intents = stripe
    .all('invoice_payment')
    .slice(-2)
    .map(({ payment }) => (payment as { payment_intent: string }).payment_intent);
  stripe.refund(intents[1]!, 100);
  stripe.refund(intents[1]!);
  const dispute = stripe.dispute(intents[0]!);
  stripe.closeDispute(dispute.id, 'won');
  stripe.endSubscription(subscription.id);
  const events = stripe.events.slice(from);
  const deliveries = order(events.length);
  for (const place of deliveries) {
    await stripe.deliver(product, events[place]!);
    if (place % 2 === 0) await product.settle();
  }
  for (const event of events) await stripe.deliver(product, event);
  await product.settle();
}

test('12 streams over HTTP and PostgreSQL, shuffled and repeated, lead to one ledger, the same periods, receipts and mails', async () => {
  await using shop = await openShop();
  const expected = await aPayer(shop.product);
  await live(shop, expected, (count) => Array.from({ length: count }, (_, place) => place));
  const traces = await tracesOf(shop.product, expected.id);
  expect(traces.ledger).toHaveLength(6);
  expect(traces.periods).toHaveLength(3);
  expect(traces).toMatchObject({ receipts: 2, mails: 2 });
  const orders = fc.sample(fc.array(fc.nat(7), { minLength: 3, maxLength: 12 }), { numRuns: 11, seed: 3 });
  for (const order of orders) {
    const payer = await aPayer(shop.product);
    await live(shop, payer, (count) => order.map((place) => place % count));
    expect(await tracesOf(shop.product, payer.id), order.join(' ')).toEqual(traces);
  }
});

test('two payments of which the second is told first give the periods of the order in which they were made', async () => {
  await using shop = await openShop();
  const { product, stripe } = shop;
  const payer = await aPayer(product);
  const first = await begin(payer, { minor: 2500 });
  const earlier = stripe.pay(first.session);
  product.clock.moveTo(product.clock.now().add({ minutes: 20 }));
  // Nobody has told of the first one, so the office's door lets the member pay again.
  const second = await begin(payer, { minor: 5000 });
  const later = stripe.pay(second.session);
  await stripe.deliver(product, later);
  await product.settle();
  await stripe.deliver(product, earlier);
  await product.settle();
  expect(await tracesOf(product, payer.id)).toMatchObject({
    periods: ['period 2027-05-01T12:00:00Z 2028-05-02T00:00:00Z', 'period 2028-05-02T00:00:00Z 2029-05-02T00:00:00Z'],
  });
  expect(await intentOf(shop, first.paymentId)).toMatch(/^pi_/);
});

test('three years of renewals by themselves: one payment, one period and one receipt each year, without a gap', async () => {
  await using shop = await openShop();
  const { product, stripe } = shop;
  const payer = await aPayer(product);
  await paid(shop, payer, { kind: 'yearly' });
  const [subscription] = stripe.all('subscription');
  for (const year of [2028, 2029]) {
    product.clock.moveTo(Temporal.Instant.from(`${year}-05-01T12:00:00Z`));
    stripe.renew(subscription!.id);
    await shop.tellAll();
    const standing = await standingOf(product, payer.id);
    expect(standing!.until!.toString()).toBe(`${year + 1}-05-02T00:00:00Z`);
    expect(standing!.since!.toString()).toBe('2027-05-01T12:00:00Z');
  }
  const traces = await tracesOf(product, payer.id);
  expect(traces).toMatchObject({ receipts: 3, mails: 3 });
  expect(traces.ledger).toHaveLength(3);
  product.clock.moveTo(Temporal.Instant.from('2030-05-01T12:00:00Z'));
  stripe.renew(subscription!.id, false);
  await shop.tellAll();
  const row = await product.ports.db.selectFrom('subscription').selectAll().executeTakeFirstOrThrow();
  expect(row.state).toBe('past-due');
  stripe.endSubscription(subscription!.id);
  await shop.tellAll();
  expect((await tracesOf(product, payer.id)).ledger).toHaveLength(3);
  product.clock.moveTo(Temporal.Instant.from('2030-07-01T12:00:00Z'));
  expect(await standingOf(product, payer.id)).toMatchObject({ state: 'lapsed' });
});

test('the member stops the renewal: what is paid stays, and nothing more is taken', async () => {
  await using shop = await openShop();
  const payer = await aPayer(shop.product);
  await paid(shop, payer, { kind: 'yearly' });
  const path = { tier: 'supporting' };
  const mine = async () => (await payer.visitor.call('readDues', {})).tiers.find(({ tier }) => tier === 'supporting')!;
  expect(await mine()).toMatchObject({ state: 'renews', renewal: { minor: 9900, endsAt: null } });
  const { page } = await payer.visitor.call('openCardPage', { path });
  expect(page).toMatch(/\/portal\/cus_/);
  await payer.visitor.call('stopRenewal', { path });
  const stopped = await mine();
  expect(stopped.state).toBe('too-early');
  expect(stopped.renewal!.endsAt).toBe(stopped.renewal!.next);
  expect(await standingOf(shop.product, payer.id)).toMatchObject({ state: 'active' });
});
