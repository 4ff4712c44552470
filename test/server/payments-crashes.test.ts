import { expect, test } from 'vitest';
import { connect } from '../../db/connect.ts';
import { readEntriesOf } from '../../db/payments.ts';
import { eventually, Installation } from '../support/installation.ts';
import type { Visitor } from '../support/product.ts';
import { StripeServer } from '../support/stripe.ts';

/** Kills the process at a question to the provider: the event is there, the membership is not yet. */
const moments: readonly [string, RegExp | undefined][] = [
  ['right after the event was taken', undefined],
  ['before the provider answers about the page', /checkout\/sessions\/cs_/],
  ['before the provider answers about the payment', /payment_intents\/pi_/],
  ['at the last question, when all else is known', /disputes$/],
];

// A job whose worker was killed is taken up once its heartbeat has been silent for a while: all of them wait together.
test('killed between the event and the membership, at whatever moment, it makes each a member after the restart, once', async () => {
  await using stripe = await StripeServer.start();
  await using quorate = await Installation.make(stripe.settings);
  await quorate.start();
  const administrator = quorate.visitor();
  const person = { name: 'Ines Halvorsen', email: 'ines@lantern.example', password: 'seven quiet herons wade' };
  await administrator.call('setUp', { body: { token: quorate.setUpToken(), ...person } });
  const paying: { moment: string; payer: Visitor; paymentId: string }[] = [];
  for (const [moment, path] of moments) {
    const payer = await aPayer(quorate, administrator, `payer${paying.length}@members.example`);
    const body = { tier: 'supporting', kind: 'once', minor: 9900, currency: 'USD', declared: null } as const;
    const { paymentId, page } = await payer.call('beginDues', { body });
    paying.push({ moment, payer, paymentId });
    const event = stripe.pay(page.split('/').at(-1)!);
    const killed = Promise.withResolvers<undefined>();
    stripe.onAsked = async (asked) => {
      if (path?.test(asked) !== true) return;
      await quorate.kill();
      killed.resolve(undefined);
    };
    expect(await stripe.deliver(quorate, event), moment).toBe(200);
    if (path === undefined) await quorate.kill();
    else await killed.promise;
    expect(await entriesOf(quorate, paymentId), moment).toEqual([]);
    stripe.onAsked = () => undefined;
    await quorate.start();
    // The provider may tell once more; it makes no difference.
    await stripe.deliver(quorate, event);
  }
  const receipts: (string | null)[] = [];
  for (const { moment, payer, paymentId } of paying) {
    await eventually(async () => {
      const { state } = await payer.call('readPayment', { path: { paymentId } });
      return state === 'paid' ? state : undefined;
    });
    const { payments, tiers } = await payer.call('readDues', {});
    expect(payments, moment).toHaveLength(1);
    const supporting = tiers.find(({ tier }) => tier === 'supporting')!;
    expect(supporting.until, moment).toBe(payments[0]!.gave!.until);
    receipts.push(payments[0]!.receipt);
  }
  expect(receipts.toSorted()).toEqual(['1', '2', '3', '4']);
}, 240_000);

async function aPayer(quorate: Installation, administrator: Visitor, email: string): Promise<Visitor> {
  await administrator.call('grantRoles', { body: { name: 'Ruth Arriaga', email, roles: ['auditor'] } });
  const visitor = quorate.visitor();
  const { requestId } = await visitor.call('requestSignIn', { body: { email } });
  const code = await eventually(async () => {
    const texts = await quorate.mailTo(email);
    return texts.map((text) => /^ {4}(\d{6})$/m.exec(text)?.[1]).find((found) => found !== undefined);
  });
  await visitor.call('signInByCode', { body: { requestId, code } });
  return visitor;
}

/** What the ledger says of a payment, in the database, which outlives the killed process. */
async function entriesOf(quorate: Installation, paymentId: string): Promise<readonly unknown[]> {
  await using connection = connect(quorate.databaseUrl(), 1);
  return (await readEntriesOf(connection.db, [paymentId])).get(paymentId) ?? [];
}
