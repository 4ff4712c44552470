import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import Stripe from 'stripe';
import { freePort } from './free-port.ts';
import type { Product } from './product.ts';

/** What the provider would answer, as plain JSON. */
type Thing = Record<string, unknown> & { id: string; object: string; created: number };
type Form = { [name: string]: string | Form };

/** A member of a form that is no form itself. */
function textOf(value: string | Form | undefined): string {
  return typeof value === 'string' ? value : '';
}

export const STRIPE_KEY = 'sk_test_lantern';
export const STRIPE_SECRET = 'whsec_lantern';

/**
 * A server that behaves as Stripe's for what we use: form-encoded requests, keys, idempotency, lists in pages, expanded
 * members, and the life of sessions, payments, refunds, disputes, subscriptions and invoices, with the events that it
 * would send. Tests run the real library against it.
 */
export class StripeServer implements AsyncDisposable {
  readonly url: string;
  /** Everything that it would tell us, oldest first; a test delivers it, or not. */
  readonly events: Thing[] = [];
  readonly requests: { method: string; path: string; form: Form; key: string | undefined }[] = [];
  /** Unix seconds. */
  now: () => number = () => Math.floor((performance.timeOrigin + performance.now()) / 1000);
  /** Hears each request before it is answered. */
  onAsked: (path: string) => void | Promise<void> = () => undefined;
  /** Answers nothing but errors while true. */
  isDown = false;
  readonly #things = new Map<string, Thing[]>();
  readonly #answers = new Map<string, { hash: string; thing: Thing }>();
  readonly #server = createServer((request, response) => void this.#answer(request, response));
  #last = 0;

  private constructor(port: number) {
    this.url = `http://localhost:${port}`;
  }

  static async start(): Promise<StripeServer> {
    const stripe = new StripeServer(await freePort());
    stripe.#server.listen(Number(new URL(stripe.url).port), 'localhost');
    await once(stripe.#server, 'listening');
    return stripe;
  }

  /** For `startProduct`. */
  get settings(): Record<string, string> {
    return { STRIPE_SECRET_KEY: STRIPE_KEY, STRIPE_WEBHOOK_SECRET: STRIPE_SECRET, STRIPE_API_URL: this.url };
  }

  /** Lets its clock be the product's. */
  follow(product: Product): void {
    this.now = () => Math.floor(product.clock.now().epochMilliseconds / 1000);
  }

  // What people do at the provider.

  /** The member pays on the page; `later`: by a bank that answers days later. */
  pay(sessionId: string, how: 'now' | 'later' = 'now'): Thing {
    const session = this.find('checkout.session', sessionId);
    session['status'] = 'complete';
    session['customer_email'] ??= null;
    if (session['mode'] === 'subscription') return this.#subscribe(session);
    const intent = this.#make('payment_intent', 'pi', {
      amount: session['amount_total'],
      amount_received: 0,
      currency: session['currency'],
      status: 'processing',
      metadata: session['_intent_metadata'],
      latest_charge: null,
      customer: null,
    });
    session['payment_intent'] = intent.id;
    if (how === 'now') this.#succeed(intent);
    session['payment_status'] = how === 'now' ? 'paid' : 'unpaid';
    return this.#tell('checkout.session.completed', session);
  }

  /** The bank has answered. */
  bankAnswers(sessionId: string, answer: 'paid' | 'failed'): Thing {
    const session = this.find('checkout.session', sessionId);
    const intent = this.find('payment_intent', String(session['payment_intent']));
    if (answer === 'paid') {
      this.#succeed(intent);
      session['payment_status'] = 'paid';
      return this.#tell('checkout.session.async_payment_succeeded', session);
    }
    intent['status'] = 'requires_payment_method';
    intent['latest_charge'] = this.#charge(intent, 'failed', { sepa_debit: {} }).id;
    return this.#tell('checkout.session.async_payment_failed', session);
  }

  expire(sessionId: string): Thing {
    const session = this.find('checkout.session', sessionId);
    session['status'] = 'expired';
    return this.#tell('checkout.session.expired', session);
  }

  refund(intentId: string, amount?: number): Thing {
    const intent = this.find('payment_intent', intentId);
    const charge = this.find('charge', String(intent['latest_charge']));
    const wanted = amount ?? Number(charge['amount']) - Number(charge['amount_refunded']);
    const refund = this.#make('refund', 're', {
      amount: wanted,
      currency: charge['currency'],
      charge: charge.id,
      payment_intent: intentId,
      status: 'succeeded',
      metadata: {},
    });
    charge['amount_refunded'] = Number(charge['amount_refunded']) + wanted;
    charge['refunded'] = charge['amount_refunded'] === charge['amount'];
    this.#tell('charge.refunded', charge);
    return refund;
  }

  dispute(intentId: string): Thing {
    const intent = this.find('payment_intent', intentId);
    const charge = this.find('charge', String(intent['latest_charge']));
    const dispute = this.#make('dispute', 'dp', {
      amount: charge['amount'],
      currency: charge['currency'],
      charge: charge.id,
      payment_intent: intentId,
      status: 'needs_response',
    });
    this.#tell('charge.dispute.created', dispute);
    return dispute;
  }

  closeDispute(id: string, outcome: 'won' | 'lost'): Thing {
    const dispute = this.find('dispute', id);
    dispute['status'] = outcome;
    return this.#tell('charge.dispute.closed', dispute);
  }

  /** A year is over, and the card is charged. */
  renew(subscriptionId: string, isPaid = true): Thing {
    const subscription = this.find('subscription', subscriptionId);
    const invoice = this.#invoice(subscription, 'subscription_cycle', isPaid);
    subscription['status'] = isPaid ? 'active' : 'past_due';
    if (isPaid) this.#advance(subscription);
    return this.#tell(isPaid ? 'invoice.paid' : 'invoice.payment_failed', invoice);
  }

  endSubscription(id: string): Thing {
    const subscription = this.find('subscription', id);
    subscription['status'] = 'canceled';
    return this.#tell('customer.subscription.deleted', subscription);
  }

  /** Something that means nothing to us. */
  chat(): Thing {
    return this.#tell('product.created', this.#make('product', 'prod', {}));
  }

  // What we look at.

  find(object: string, id: string): Thing {
    const found = this.#all(object).find((thing) => thing.id === id);
    if (found === undefined) throw new Error(`There is no ${object} ${id}`);
    return found;
  }

  all(object: string): readonly Thing[] {
    return this.#all(object);
  }

  /** Takes something out of its lists, as if it had never been. */
  forget(object: string, id: string): void {
    this.#things.set(
      object,
      this.#all(object).filter((thing) => thing.id !== id),
    );
  }

  /** Sends an event to the product, signed as Stripe signs; answers with the status. */
  async deliver(
    product: Pick<Product, 'url'>,
    event: Thing,
    at: number = this.now(),
    secret = STRIPE_SECRET,
  ): Promise<number> {
    const payload = JSON.stringify(event);
    const response = await fetch(`${product.url}/api/stripe/events`, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8', 'stripe-signature': sign(payload, at, secret) },
      body: payload,
    });
    await response.arrayBuffer();
    return response.status;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
  }

  // How it works inside.

  #all(object: string): Thing[] {
    const known = this.#things.get(object) ?? [];
    this.#things.set(object, known);
    return known;
  }

  #make(object: string, prefix: string, facts: Record<string, unknown>): Thing {
    this.#last += 1;
    const thing = {
      id: `${prefix}_${String(this.#last).padStart(6, '0')}`,
      object,
      created: this.now(),
      livemode: false,
      ...facts,
    };
    this.#all(object).push(thing);
    return thing;
  }

  #tell(type: string, thing: Thing): Thing {
    this.#last += 1;
    const event = {
      id: `evt_${String(this.#last).padStart(6, '0')}`,
      object: 'event',
      created: this.now(),
      api_version: '2026-10-28.endive',
      livemode: false,
      type,
      data: { object: structuredClone(outward(thing)) },
    };
    this.events.push(event);
    this.#all('event').push(event);
    return event;
  }

  #charge(intent: Thing, status: 'succeeded' | 'failed', details: object): Thing {
    return this.#make('charge', 'ch', {
      amount: intent['amount'],
      amount_refunded: 0,
      refunded: false,
      currency: intent['currency'],
      status,
      paid: status === 'succeeded',
      payment_intent: intent.id,
      metadata: intent['metadata'],
      customer: intent['customer'],
      payment_method_details: details,
    });
  }

  #succeed(intent: Thing): void {
    intent['status'] = 'succeeded';
    intent['amount_received'] = intent['amount'];
    intent['latest_charge'] = this.#charge(intent, 'succeeded', { card: {} }).id;
  }

  #subscribe(session: Thing): Thing {
    const price = session['_price'] as { unit_amount: number; months: number };
    const customer = this.#make('customer', 'cus', {}).id;
    const subscription = this.#make('subscription', 'sub', {
      status: 'active',
      currency: session['currency'],
      customer,
      cancel_at: null,
      cancel_at_period_end: false,
      metadata: session['_subscription_metadata'],
      _months: price.months,
      items: {
        object: 'list',
        data: [{ id: 'si_1', object: 'subscription_item', current_period_end: this.now(), price }],
      },
    });
    this.#advance(subscription);
    const invoice = this.#invoice(subscription, 'subscription_create', true);
    Object.assign(session, { subscription: subscription.id, invoice: invoice.id, payment_status: 'paid', customer });
    this.#tell('customer.subscription.created', subscription);
    this.#tell('invoice.paid', invoice);
    return this.#tell('checkout.session.completed', session);
  }

  #advance(subscription: Thing): void {
    const { data } = subscription['items'] as { data: { current_period_end: number }[] };
    data[0]!.current_period_end += Number(subscription['_months']) * 2_629_746;
  }

  #invoice(subscription: Thing, reason: string, isPaid: boolean): Thing {
    const { data } = subscription['items'] as { data: { price: { unit_amount: number } }[] };
    const amount = data[0]!.price.unit_amount;
    const intent = this.#make('payment_intent', 'pi', {
      ...{ amount, amount_received: 0, currency: subscription['currency'], status: 'requires_payment_method' },
      ...{ metadata: {}, latest_charge: null, customer: subscription['customer'] },
    });
    if (isPaid) this.#succeed(intent);
    const invoice = this.#make('invoice', 'in', {
      ...{ billing_reason: reason, amount_paid: isPaid ? amount : 0, currency: subscription['currency'] },
      ...{ status: isPaid ? 'paid' : 'open', subscription: subscription.id, customer: subscription['customer'] },
      parent: {
        type: 'subscription_details',
        subscription_details: { subscription: subscription.id, metadata: subscription['metadata'] },
      },
    });
    this.#make('invoice_payment', 'inpay', {
      ...{ invoice: invoice.id, status: isPaid ? 'paid' : 'open', is_default: true, amount_paid: amount },
      payment: { type: 'payment_intent', payment_intent: intent.id },
    });
    return invoice;
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString('utf8');
    const { pathname, search } = new URL(request.url ?? '/', this.url);
    const form = readForm(request.method === 'GET' ? search.slice(1) : body);
    const key = request.headers['idempotency-key'];
    const asked = {
      method: request.method ?? '',
      path: pathname,
      form,
      key: typeof key === 'string' ? key : undefined,
    };
    this.requests.push(asked);
    await this.onAsked(pathname);
    if (pathname.startsWith('/pay/')) {
      response.writeHead(200, { 'content-type': 'text/html' });
      response.end(
        '<!doctype html><html lang="en"><link rel="icon" href="data:,"><title>The card page</title><h1>The card page</h1></html>',
      );
      return;
    }
    const { status, answer } = this.#respond(request, asked, body);
    response.writeHead(status, { 'content-type': 'application/json', 'request-id': `req_${this.requests.length}` });
    response.end(JSON.stringify(answer));
  }

  #respond(
    request: IncomingMessage,
    asked: { method: string; path: string; form: Form; key: string | undefined },
    body: string,
  ): { status: number; answer: unknown } {
    if (this.isDown) return refuse(500, 'api_error', 'Down');
    if (request.headers.authorization !== `Bearer ${STRIPE_KEY}`)
      return refuse(401, 'invalid_request_error', 'No such key');
    const { method, path, key } = asked;
    if (method === 'GET') return this.#read(path, asked.form);
    const hash = createHash('sha256').update(`${method} ${path} ${body}`).digest('hex');
    const known = key === undefined ? undefined : this.#answers.get(key);
    if (known !== undefined && known.hash !== hash) {
      return refuse(400, 'idempotency_error', 'Keys for idempotent requests can only be used with the same parameters');
    }
    if (known !== undefined) return { status: 200, answer: outward(known.thing) };
    const thing = this.#write(method, path, asked.form);
    if (typeof thing === 'string') return refuse(400, 'invalid_request_error', thing);
    if (key !== undefined) this.#answers.set(key, { hash, thing: structuredClone(thing) });
    return { status: 200, answer: outward(thing) };
  }

  #write(method: string, path: string, form: Form): Thing | string {
    const [, one, two, three, four] = path.split('/').slice(1);
    if (path === '/v1/checkout/sessions') return this.#makeSession(form);
    if (one === 'checkout' && two === 'sessions' && four === 'expire') {
      const session = this.find('checkout.session', three ?? '');
      if (session['status'] !== 'open') return 'Only open sessions can be expired';
      this.expire(session.id);
      return session;
    }
    if (path === '/v1/refunds') {
      const intent = this.find('payment_intent', textOf(form['payment_intent']));
      const charge = this.find('charge', String(intent['latest_charge']));
      const left = Number(charge['amount']) - Number(charge['amount_refunded']);
      if (Number(form['amount']) > left) return 'Refund amount is greater than charge amount';
      return this.refund(intent.id, Number(form['amount']));
    }
    if (path === '/v1/billing_portal/sessions') {
      return this.#make('billing_portal.session', 'bps', { url: `${this.url}/portal/${textOf(form['customer'])}` });
    }
    if (one === 'subscriptions' && two !== undefined) {
      const subscription = this.find('subscription', two);
      if (method === 'DELETE') this.endSubscription(two);
      else {
        subscription['cancel_at_period_end'] = form['cancel_at_period_end'] === 'true';
        this.#tell('customer.subscription.updated', subscription);
      }
      return subscription;
    }
    return `Unrecognized request URL (${method}: ${path})`;
  }

  #makeSession(form: Form): Thing {
    const [item] = Object.values(form['line_items'] as Form) as { price_data: Form; quantity: string }[];
    const price = item!.price_data;
    const recurring = price['recurring'] as Form | undefined;
    const session = this.#make('checkout.session', 'cs', {
      status: 'open',
      payment_status: 'unpaid',
      mode: form['mode'],
      client_reference_id: form['client_reference_id'],
      customer_email: form['customer_email'],
      metadata: form['metadata'],
      amount_total: Number(price['unit_amount']) * Number(item!.quantity),
      currency: price['currency'],
      payment_intent: null,
      subscription: null,
      invoice: null,
      success_url: form['success_url'],
      cancel_url: form['cancel_url'],
      _intent_metadata: (form['payment_intent_data'] as Form | undefined)?.['metadata'] ?? {},
      _subscription_metadata: (form['subscription_data'] as Form | undefined)?.['metadata'] ?? {},
      _price: { unit_amount: Number(price['unit_amount']), months: Number(recurring?.['interval_count'] ?? 0) },
    });
    session['url'] = `${this.url}/pay/${session.id}`;
    return session;
  }

  #read(path: string, form: Form): { status: number; answer: unknown } {
    const parts = path.split('/').slice(2);
    const object = objects[parts.slice(0, parts[0] === 'checkout' ? 2 : 1).join('/')];
    if (object === undefined) return refuse(404, 'invalid_request_error', `Unrecognized request URL (GET: ${path})`);
    const id = parts[parts[0] === 'checkout' ? 2 : 1];
    if (id === undefined) return { status: 200, answer: this.#list(object, path, form) };
    const thing = this.#all(object).find((one) => one.id === id);
    if (thing === undefined) return refuse(404, 'invalid_request_error', `No such ${object}: '${id}'`);
    return { status: 200, answer: this.#expanded(thing, form) };
  }

  #list(object: string, path: string, form: Form) {
    const newest = this.#all(object)
      .toReversed()
      .filter((thing) => isWanted(thing, form));
    const from = newest.findIndex(({ id }) => id === form['starting_after']) + 1;
    const limit = Number(form['limit'] ?? 10);
    const data = newest.slice(from, from + limit).map((thing) => this.#expanded(thing, form));
    return { object: 'list', url: path, has_more: from + limit < newest.length, data };
  }

  #expanded(thing: Thing, form: Form): Record<string, unknown> {
    const wanted = Object.values((form['expand'] as Form | undefined) ?? {}).map((name) =>
      textOf(name).replace('data.', ''),
    );
    const given = outward(thing);
    if (wanted.includes('latest_charge') && typeof thing['latest_charge'] === 'string') {
      given['latest_charge'] = outward(this.find('charge', thing['latest_charge']));
    }
    if (wanted.includes('invoice') && typeof thing['invoice'] === 'string') {
      given['invoice'] = outward(this.find('invoice', thing['invoice']));
    }
    return given;
  }
}

const objects: Readonly<Record<string, string>> = {
  'checkout/sessions': 'checkout.session',
  payment_intents: 'payment_intent',
  charges: 'charge',
  refunds: 'refund',
  disputes: 'dispute',
  subscriptions: 'subscription',
  invoices: 'invoice',
  invoice_payments: 'invoice_payment',
  events: 'event',
};

function isWanted(thing: Thing, form: Form): boolean {
  const created = form['created'] as Form | undefined;
  if (created?.['gte'] !== undefined && thing.created < Number(created['gte'])) return false;
  const payment = form['payment'] as Form | undefined;
  const inside = thing['payment'] as { payment_intent?: string } | undefined;
  if (payment !== undefined && inside?.payment_intent !== payment['payment_intent']) return false;
  return ['payment_intent', 'subscription', 'invoice', 'status', 'type', 'customer'].every(
    (name) => form[name] === undefined || thing[name] === form[name],
  );
}

/** What it shows of a thing: members that begin with `_` are its own. */
function outward(thing: Thing): Record<string, unknown> {
  return Object.fromEntries(Object.entries(thing).filter(([name]) => !name.startsWith('_')));
}

function refuse(status: number, type: string, message: string) {
  return { status, answer: { error: { type, message } } };
}

/** `a[b][0][c]=d` as objects within objects. */
function readForm(text: string): Form {
  const form: Form = {};
  for (const [name, value] of new URLSearchParams(text)) {
    const path = name.split(/[[\]]+/).filter((part) => part !== '');
    let place = form;
    for (const part of path.slice(0, -1)) place = (place[part] ??= {}) as Form;
    const [last = ''] = path.slice(-1);
    place[last] = value;
  }
  return form;
}

/** A header as Stripe would send it, by the library's own function for tests. */
export function sign(payload: string, timestamp: number, secret = STRIPE_SECRET): string {
  return Stripe.webhooks.generateTestHeaderString({ payload, secret, timestamp });
}
