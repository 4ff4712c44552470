import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { instant, nothing } from './values.ts';

/** What members do about their own dues. Nobody else's amounts are in any of these answers. */

export const duesKind = z.enum(['once', 'yearly', 'lifetime']);
const tierId = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, 'A tier has an id of small letters, digits and hyphens');
const paymentPath = z.strictObject({ paymentId: z.uuid() });
const tierPath = z.strictObject({ tier: tierId });
/** Minor units of the currency beside it. */
const minor = z.int();

/** From when until when; `until` null: for life. */
const span = z.strictObject({ from: instant, until: instant.nullable() });

export const tierDues = z.strictObject({
  tier: tierId,
  name: z.string(),
  about: z.string(),
  currency: z.string(),
  /** Null: nothing is paid for one period. */
  suggested: minor.nullable(),
  minimum: minor.nullable(),
  presets: z.array(minor),
  lifetime: minor.nullable(),
  isFixed: z.boolean(),
  offersYearly: z.boolean(),
  votes: z.boolean(),
  attestation: z.strictObject({ version: z.int(), text: z.string() }).nullable(),
  state: z.enum(['open', 'for-life', 'too-early', 'renews', 'not-approved', 'not-offered']),
  /** From when on dues can be paid, where it is too early. */
  opensAt: instant.nullable(),
  /** Until when the member holds the tier; null: does not, or for life. */
  until: instant.nullable(),
  isMember: z.boolean(),
  /** What a payment of this moment would give. */
  gives: span.nullable(),
  givesForLife: span.nullable(),
  renewal: z
    .strictObject({
      minor,
      currency: z.string(),
      state: z.enum(['active', 'past-due']),
      next: instant,
      /** It ends then; null: it goes on. */
      endsAt: instant.nullable(),
    })
    .nullable(),
});
export type TierDues = z.output<typeof tierDues>;

export const paymentState = z.enum([
  'begun',
  'waiting',
  'paid',
  'refunded',
  'part-refunded',
  'disputed',
  'lost',
  'expired',
  'failed',
  'cancelled',
  'refused',
]);

export const myPayment = z.strictObject({
  id: z.uuid(),
  tier: z.string(),
  tierName: z.string(),
  kind: duesKind,
  method: z.enum(['stripe', 'wire', 'cheque', 'cash', 'in-kind', 'waiver']),
  minor,
  currency: z.string(),
  at: instant,
  /** The organisation's, in which its days are told. */
  zone: z.string(),
  state: paymentState,
  /** What it gave; null: nothing yet. */
  gave: span.nullable(),
  receipt: z.string().nullable(),
});
export type MyPayment = z.output<typeof myPayment>;

export const readDues = endpoint({
  summary: 'What I can pay, what I paid, and my receipts',
  method: 'GET',
  route: '/api/me/dues',
  caller: 'person',
  path: nothing,
  query: nothing,
  body: nothing,
  reply: z.strictObject({
    /** Whether dues can be paid by card here; otherwise the office records them. */
    takesCards: z.boolean(),
    help: z.string(),
    zone: z.string(),
    tiers: z.array(tierDues),
    payments: z.array(myPayment),
  }),
  status: 200,
  problems: [],
});
export type Dues = z.output<(typeof readDues)['reply']>;

export const beginDues = endpoint({
  summary: 'Begin to pay dues; answers with the provider’s page. Nothing is taken before the member agrees there',
  method: 'POST',
  route: '/api/me/dues',
  caller: 'person',
  path: nothing,
  query: nothing,
  body: z.strictObject({
    tier: tierId,
    kind: duesKind,
    minor,
    currency: z.string().max(3),
    /** The version of the tier's text that the member declared; null where the tier has none. */
    declared: z.int().nullable(),
  }),
  reply: z.strictObject({ paymentId: z.uuid(), page: z.url() }),
  status: 201,
  problems: ['not-found', 'amount-refused', 'dues-not-open', 'attestation-changed', 'no-provider', 'provider-away'],
});

export const readPayment = endpoint({
  summary: 'One payment of mine, as far as we know: a payment counts when the provider has confirmed it',
  method: 'GET',
  route: '/api/me/payments/:paymentId',
  caller: 'person',
  path: paymentPath,
  query: nothing,
  body: nothing,
  reply: myPayment,
  status: 200,
  problems: ['not-found'],
});

export const abandonPayment = endpoint({
  summary: 'Close the provider’s page of a payment that I do not want to make',
  method: 'POST',
  route: '/api/me/payments/:paymentId/abandonment',
  caller: 'person',
  path: paymentPath,
  query: nothing,
  body: nothing,
  reply: myPayment,
  status: 200,
  problems: ['not-found', 'provider-away'],
});

export const stopRenewal = endpoint({
  summary: 'Stop renewing by itself; what is paid stays, until its end',
  method: 'DELETE',
  route: '/api/me/dues/:tier/renewal',
  caller: 'person',
  path: tierPath,
  query: nothing,
  body: nothing,
  reply: nothing,
  status: 200,
  problems: ['not-found', 'no-provider', 'provider-away'],
});

export const openCardPage = endpoint({
  summary: 'The provider’s page on which I can change the card of my renewal',
  method: 'POST',
  route: '/api/me/dues/:tier/card-page',
  caller: 'person',
  path: tierPath,
  query: nothing,
  body: nothing,
  reply: z.strictObject({ page: z.url() }),
  status: 200,
  problems: ['not-found', 'no-provider', 'provider-away'],
});
