import { Temporal } from 'temporal-polyfill';
import { readEntriesOf, readPaymentsOf } from '../../db/payments.ts';
import { readMemberEvents } from '../../db/member-events.ts';
import { standingsOf, type Standing } from '../../membership/standing.ts';
import { readOrganisation } from '../../server/organisation.ts';
import { signedIn } from './imports.ts';
import { aMember, type MadeMember } from './members.ts';
import { anAdministrator, startProduct, type Product, type Visitor } from './product.ts';
import { StripeServer } from './stripe.ts';

/** The product and its provider. */
export interface Shop extends AsyncDisposable {
  readonly product: Product;
  readonly stripe: StripeServer;
  readonly administrator: Visitor;
  /** Delivers what was not delivered yet, in order, and lets everything settle. */
  tellAll(): Promise<void>;
}

export async function openShop(): Promise<Shop> {
  const stack = new AsyncDisposableStack();
  const stripe = stack.use(await StripeServer.start());
  const product = stack.use(await startProduct(stripe.settings));
  stripe.follow(product);
  // Setting up installs the preset's tiers.
  const administrator = await anAdministrator(product);
  let told = 0;
  return {
    product,
    stripe,
    administrator,
    async tellAll() {
      for (; told < stripe.events.length; told += 1) await stripe.deliver(product, stripe.events[told]!);
      await product.settle();
    },
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}

export interface PayingMember extends MadeMember {
  readonly visitor: Visitor;
}

let people = 0;
/** Somebody who is signed in and has paid nothing yet. */
export async function aPayer(product: Product, name = 'Yuki Hoshino'): Promise<PayingMember> {
  people += 1;
  const member = await aMember(product, { name, email: `payer${people}@members.example` }, []);
  return { ...member, visitor: await signedIn(product, member.email) };
}

export const ninetyNine = { tier: 'supporting', kind: 'once', minor: 9900, currency: 'USD', declared: null } as const;

/** Begins to pay; answers with our id and the provider's session. */
export async function begin(
  payer: PayingMember,
  changes: Partial<{ tier: string; kind: 'once' | 'yearly' | 'lifetime'; minor: number }> = {},
): Promise<{ paymentId: string; session: string }> {
  const { paymentId, page } = await payer.visitor.call('beginDues', { body: { ...ninetyNine, ...changes } });
  return { paymentId, session: page.slice(page.lastIndexOf('/') + 1) };
}

/** Pays, and everything that follows has happened. */
export async function paid(
  shop: Shop,
  payer: PayingMember,
  changes: Parameters<typeof begin>[1] = {},
): Promise<string> {
  const { paymentId, session } = await begin(payer, changes);
  shop.stripe.pay(session);
  await shop.tellAll();
  return paymentId;
}

/** The provider's name of a payment. */
export async function intentOf(shop: Shop, paymentId: string): Promise<string> {
  const { db } = shop.product.ports;
  const row = await db
    .selectFrom('payment')
    .select('providerPayment')
    .where('id', '=', paymentId)
    .executeTakeFirstOrThrow();
  return row.providerPayment!;
}

/** All that a member's payments left behind, without our own ids: two ways to the same end must give the same. */
export async function tracesOf(product: Product, personId: string) {
  const { db } = product.ports;
  const payments = await readPaymentsOf(db, personId);
  const entries = await readEntriesOf(
    db,
    payments.map(({ id }) => id),
  );
  const events = await readMemberEvents(db, personId);
  return {
    ledger: [...entries.values()]
      .flat()
      .map(({ kind, amountMinor, currency, at }) => `${kind} ${amountMinor} ${currency} ${at.toString()}`)
      .sort(),
    periods: events
      .filter(({ kind }) => kind === 'period' || kind === 'period-ended')
      .map(({ kind, facts }) =>
        kind === 'period' && 'from' in facts && 'until' in facts
          ? `${kind} ${facts.from} ${facts.until}`
          : `${kind} ${'at' in facts ? facts.at : ''}`,
      )
      .sort(),
    receipts: (
      await db
        .selectFrom('receipt')
        .innerJoin('payment', 'payment.id', 'receipt.paymentId')
        .select('receipt.number')
        .where('payment.personId', '=', personId)
        .execute()
    ).length,
    mails: (
      await db
        .selectFrom('mail')
        .select('id')
        .where('kind', '=', 'dues-receipt')
        .where('personId', '=', personId)
        .execute()
    ).length,
  };
}

export async function standingOf(
  product: Product,
  personId: string,
  tier = 'supporting',
): Promise<Standing | undefined> {
  const { db, clock } = product.ports;
  const now = clock.now();
  const organisation = await readOrganisation(db, now);
  return standingsOf(await readMemberEvents(db, personId), organisation, now).find((one) => one.tier === tier);
}

export function days(count: number): Temporal.Duration {
  return Temporal.Duration.from({ hours: 24 * count });
}
