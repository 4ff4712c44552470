import { getDocumentProxy } from 'unpdf';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aStaffMember, signedIn } from '../support/imports.ts';
import {
  aPayer,
  begin,
  intentOf,
  openShop,
  paid,
  standingOf,
  type PayingMember,
  type Shop,
} from '../support/payers.ts';
import { mailTo } from '../support/elections.ts';
import { refusalOf, startProduct, anAdministrator, type Visitor } from '../support/product.ts';

let shop: Shop;
let treasurer: Visitor;
let second: Visitor;
beforeAll(async () => {
  shop = await openShop();
  treasurer = await aStaffMember(shop.product, shop.administrator, 'treasurer');
  const email = 'second@lantern.example';
  await shop.administrator.call('grantRoles', { body: { name: 'The second', email, roles: ['treasurer'] } });
  second = await signedIn(shop.product, email);
});
afterAll(() => shop[Symbol.asyncDispose]());

const wire = { tier: 'supporting', kind: 'once', method: 'wire', minor: 9900, currency: 'USD', note: '' } as const;
const offline = (payer: PayingMember, changes: object = {}) =>
  treasurer.call('recordOffline', {
    body: { ...wire, personId: payer.id, receivedOn: '2027-04-28', reference: 'statement 17', ...changes },
  });

test('a payment recorded by hand makes a member from the day on which it came, with the same kind of receipt', async () => {
  const payer = await aPayer(shop.product);
  const found = await treasurer.call('findPayer', { query: { member: payer.email.toUpperCase() } });
  expect(found.payer).toMatchObject({ id: payer.id, email: payer.email });
  const payment = await offline(payer);
  expect(payment).toMatchObject({
    state: 'paid',
    reference: 'statement 17',
    recordedBy: 'The treasurer',
    receivedOn: '2027-04-28',
  });
  expect(payment.gave).toEqual({ from: '2027-04-28T00:00:00Z', until: '2028-04-29T00:00:00Z' });
  await shop.product.settle();
  const [mail] = await mailTo(shop.product, payer.email);
  expect(mail!.subject).toMatch(/^Receipt \d+: your Supporting membership/);
});

test('the future, too little, another currency and a waiver that costs something are refused', async () => {
  const payer = await aPayer(shop.product);
  for (const changes of [
    { receivedOn: '2027-05-02' },
    { receivedOn: '2024-01-01' },
    { minor: 2499 },
    { currency: 'EUR' },
    { method: 'waiver' },
  ]) {
    expect((await refusalOf(offline(payer, changes))).problemName, JSON.stringify(changes)).toBe('amount-refused');
  }
  expect(await standingOf(shop.product, payer.id)).toBeUndefined();
});

test('dues that are waived make a member for one period, and say so', async () => {
  const payer = await aPayer(shop.product);
  const payment = await offline(payer, { method: 'waiver', minor: 0, reference: 'decision of 3 April' });
  expect(payment).toMatchObject({ state: 'paid', minor: 0 });
  expect(await standingOf(shop.product, payer.id)).toMatchObject({ state: 'active' });
});

test('above the limit it counts when a second person agrees, and never when the same one does', async () => {
  const payer = await aPayer(shop.product);
  const payment = await offline(payer, { kind: 'lifetime', minor: 250_000 });
  const path = { paymentId: payment.id };
  expect(payment).toMatchObject({ state: 'waiting', needsSecond: true, receipt: null });
  expect(await standingOf(shop.product, payer.id)).toBeUndefined();
  const alone = await refusalOf(treasurer.call('decideOffline', { path, body: { agrees: true } }));
  expect(alone.problemName).toBe('second-person-needed');
  const agreed = await second.call('decideOffline', { path, body: { agrees: true } });
  expect(agreed).toMatchObject({ state: 'paid', confirmedBy: 'The second' });
  expect(await standingOf(shop.product, payer.id)).toMatchObject({ state: 'active', until: null });
  const again = await refusalOf(second.call('decideOffline', { path, body: { agrees: false } }));
  expect(again.problemName).toBe('already-decided');
  const other = await offline(await aPayer(shop.product), { kind: 'lifetime', minor: 250_000 });
  const refused = await second.call('decideOffline', { path: { paymentId: other.id }, body: { agrees: false } });
  expect(refused).toMatchObject({ state: 'refused', entries: [], receipt: null });
});

test.each(['by hand', 'at the provider'])(
  'a refund %s shows first what it means, returns once, and ends the period then',
  async (where) => {
    const payer = await aPayer(shop.product);
    const paymentId = where === 'by hand' ? (await offline(payer)).id : await paid(shop, payer);
    const path = { paymentId };
    shop.product.clock.moveTo(shop.product.clock.now().add({ minutes: 1 }));
    const part = await treasurer.call('previewRefund', { path, query: { minor: '100' } });
    expect(part).toMatchObject({ ends: false, refundable: 9900 });
    const whole = await treasurer.call('previewRefund', { path, query: { minor: '9900' } });
    expect(whole).toMatchObject({ ends: true, standingThen: 'lapsed' });
    expect(whole.standingNow).toMatch(/^active through 2028-0/);
    expect(await standingOf(shop.product, payer.id)).toMatchObject({ state: 'active' });
    shop.product.clock.moveTo(shop.product.clock.now().add({ minutes: 1 }));
    const body = { minor: 9900, reason: 'Paid twice', refundId: crypto.randomUUID() };
    await treasurer.call('refundPayment', { path, body });
    const again = await treasurer.call('refundPayment', { path, body }).catch((error: unknown) => error);
    expect(String(again)).not.toMatch(/internal/);
    await shop.tellAll();
    const { payments } = await treasurer.call('readMoney', { query: { search: payer.email } });
    expect(payments[0]).toMatchObject({ state: 'refunded', refundable: 0 });
    expect(payments[0]!.entries.map(({ minor }) => minor)).toEqual([9900, -9900]);
    expect(await standingOf(shop.product, payer.id)).toMatchObject({ state: 'lapsed' });
    const more = await refusalOf(
      treasurer.call('refundPayment', { path, body: { ...body, refundId: crypto.randomUUID() } }),
    );
    expect(more.problemName).toBe('not-refundable');
  },
);

test('receipts are numbered without a gap, whoever pays at the same time', async () => {
  const payers: PayingMember[] = [];
  while (payers.length < 6) payers.push(await aPayer(shop.product));
  const sessions = await Promise.all(payers.map((payer) => begin(payer)));
  const events = sessions.map(({ session }) => shop.stripe.pay(session));
  await Promise.all(events.map((event) => shop.stripe.deliver(shop.product, event)));
  await Promise.all([shop.product.settle(), shop.product.settle()]);
  await shop.tellAll();
  const rows = await shop.product.ports.db.selectFrom('receipt').select('number').execute();
  const numbers = rows.map(({ number }) => Number(number)).sort((one, other) => one - other);
  expect(numbers).toEqual(Array.from({ length: numbers.length }, (_, place) => place + 1));
});

test('a receipt is a tagged PDF in English that writes the member’s name, and only its owner and the treasurer get it', async () => {
  const payer = await aPayer(shop.product, 'Łukasz Ní Bhriain');
  await paid(shop, payer);
  const { payments } = await payer.visitor.call('readDues', {});
  const path = `/api/receipts/${payments[0]!.receipt}.pdf`;
  const response = await payer.visitor.fetch(path);
  expect(response.headers.get('content-type')).toBe('application/pdf');
  expect(response.headers.get('cache-control')).toBe('no-store');
  const bytes = new Uint8Array(await response.arrayBuffer());
  const pdf = await getDocumentProxy(bytes.slice());
  const info = (await pdf.getMetadata()).info as { Title?: string; Language?: string };
  expect(info.Title).toBe(`Receipt ${payments[0]!.receipt}, Lantern Software Foundation`);
  expect(info.Language).toBe('en');
  expect(Buffer.from(bytes).toString('latin1')).toContain('/Marked true');
  const page = await pdf.getPage(1);
  expect(JSON.stringify(await page.getStructTree())).toMatch(/"role":"H1"/);
  const { items } = await page.getTextContent();
  const text = items.map((item) => ('str' in item ? item.str : '')).join('\n');
  for (const words of ['Łukasz Ní Bhriain', 'Supporting membership', '$99 (USD)', '1 May 2027 through 1 May 2028']) {
    expect(text).toContain(words);
  }
  expect((await treasurer.fetch(path)).status).toBe(200);
  const other = await aPayer(shop.product);
  expect((await other.visitor.fetch(path)).status).toBe(404);
  expect((await shop.product.visitor().fetch(path)).status).toBe(401);
  expect((await payer.visitor.fetch('/api/receipts/999999.pdf')).status).toBe(404);
});

test('the treasurer finds payments by name, number, reference and the provider’s names, and sends a receipt again', async () => {
  const payer = await aPayer(shop.product, 'Wanjiru Adeyemi-Lindqvist');
  const paymentId = await paid(shop, payer);
  const search = async (words: string) =>
    (await treasurer.call('readMoney', { query: { search: words } })).payments.map(({ id }) => id);
  expect(await search('adeyemi')).toEqual([paymentId]);
  expect(await search(payer.email)).toEqual([paymentId]);
  expect(await search(await intentOf(shop, paymentId))).toEqual([paymentId]);
  expect(await search('%')).toEqual([]);
  const { to } = await treasurer.call('resendReceipt', { path: { paymentId } });
  await treasurer.call('resendReceipt', { path: { paymentId } });
  expect(to).toBe(payer.email);
  await shop.product.settle();
  const mails = await mailTo(shop.product, payer.email);
  expect(mails.filter(({ subject }) => subject.startsWith('Receipt'))).toHaveLength(2);
});

test('without a provider the page says who records dues, and nothing can be begun', async () => {
  await using product = await startProduct({ HELP_ADDRESS: 'office@lantern.example' });
  const administrator = await anAdministrator(product);
  const dues = await administrator.call('readDues', {});
  expect(dues).toMatchObject({ takesCards: false, help: 'office@lantern.example' });
  const body = { tier: 'supporting', kind: 'once', minor: 9900, currency: 'USD', declared: null } as const;
  expect((await refusalOf(administrator.call('beginDues', { body }))).problemName).toBe('no-provider');
  const event = await fetch(`${product.url}/api/stripe/events`, { method: 'POST', body: '{}' });
  expect(event.status).toBe(404);
});
