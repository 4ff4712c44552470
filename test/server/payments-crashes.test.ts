import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventually, Installation } from '../support/installation.ts';
import type { Visitor } from '../support/product.ts';
import { StripeServer } from '../support/stripe.ts';

let quorate: Installation;
let stripe: StripeServer;
let administrator: Visitor;

beforeAll(async () => {
  stripe = await StripeServer.start();
  Object.assign(process.env, stripe.settings);
  quorate = await Installation.make();
  await quorate.start();
  administrator = quorate.visitor();
  const person = { name: 'Ines Halvorsen', email: 'ines@lantern.example', password: 'seven quiet herons wade' };
  await administrator.call('setUp', { body: { token: quorate.setUpToken(), ...person } });
});
afterAll(async () => {
  for (const name of Object.keys(stripe.settings)) Reflect.deleteProperty(process.env, name);
  await quorate[Symbol.asyncDispose]();
  await stripe[Symbol.asyncDispose]();
});

async function aPayer(email: string): Promise<Visitor> {
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

/** Kills the process at a question to the provider: the event is there, the membership is not yet. */
const moments: readonly [string, RegExp | undefined][] = [
  ['right after the event was taken', undefined],
  ['before the provider answers about the page', /checkout\/sessions\/cs_/],
  ['before the provider answers about the payment', /payment_intents\/pi_/],
  ['at the last question, when all else is known', /disputes$/],
];

test.each(moments)(
  'killed %s, it makes a member after the restart, once',
  async (moment, path) => {
    const payer = await aPayer(`payer${moments.findIndex(([name]) => name === moment)}@members.example`);
    const body = { tier: 'supporting', kind: 'once', minor: 9900, currency: 'USD', declared: null } as const;
    const { paymentId, page } = await payer.call('beginDues', { body });
    const event = stripe.pay(page.split('/').at(-1)!);
    const killed = Promise.withResolvers<undefined>();
    stripe.onAsked = async (asked) => {
      if (path?.test(asked) !== true) return;
      await quorate.kill();
      killed.resolve(undefined);
    };
    expect(await stripe.deliver(quorate, event)).toBe(200);
    if (path === undefined) await quorate.kill();
    else await killed.promise;
    stripe.onAsked = () => undefined;
    await quorate.start();
    // The provider may tell once more; it makes no difference.
    await stripe.deliver(quorate, event);
    await eventually(async () => {
      const { state } = await payer.call('readPayment', { path: { paymentId } });
      return state === 'paid' ? state : undefined;
    });
    const { payments, tiers } = await payer.call('readDues', {});
    expect(payments).toHaveLength(1);
    const supporting = tiers.find(({ tier }) => tier === 'supporting')!;
    expect(supporting.until).toBe(payments[0]!.gave!.until);
    const number = moments.findIndex(([name]) => name === moment) + 1;
    expect(payments[0]!.receipt).toBe(String(number));
  },
  120_000,
);
