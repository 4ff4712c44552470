import { z } from 'zod';
import { myPayment, paymentState, tierDues } from './dues.ts';
import { endpoint } from './endpoint.ts';
import { address, instant, line, nothing, paragraphs, personId } from './values.ts';

/** Payments as the treasurer sees them. */

const paymentPath = z.strictObject({ paymentId: z.uuid() });
const minor = z.int();
const day = z.iso.date('Give a day');
export const offlineMethod = z.enum(['wire', 'cheque', 'cash', 'in-kind', 'waiver']);
const payer = z.strictObject({ id: personId, name: z.string(), email: z.string(), number: z.string() });

export const moneyEntry = z.strictObject({
  kind: z.enum(['paid', 'refund', 'refund-failed', 'dispute', 'dispute-won', 'dispute-lost']),
  minor,
  currency: z.string(),
  at: instant,
  ref: z.string(),
  note: z.string(),
});

export const officePayment = myPayment.extend({
  payer,
  state: paymentState,
  reference: z.string(),
  note: z.string(),
  receivedOn: z.string().nullable(),
  recordedBy: z.string().nullable(),
  confirmedBy: z.string().nullable(),
  needsSecond: z.boolean(),
  entries: z.array(moneyEntry),
  /** What can still be returned. */
  refundable: minor,
});
export type OfficePayment = z.output<typeof officePayment>;

const difference = z.strictObject({
  kind: z.enum(['missing', 'extra', 'amount', 'currency', 'refund', 'dispute']),
  ref: z.string(),
  paymentId: z.string().nullable(),
  ours: minor.nullable(),
  theirs: minor.nullable(),
  currency: z.string(),
  isHealed: z.boolean(),
});
export type MoneyDifference = z.output<typeof difference>;

export const readMoney = endpoint({
  summary: 'Payments, newest first, with what waits for somebody',
  method: 'GET',
  route: '/api/office/payments',
  caller: 'read-money',
  path: nothing,
  query: z.strictObject({
    search: z.string().max(200).default(''),
    only: z.enum(['waiting', 'disputed']).optional(),
    page: z.coerce.number().int().min(1).max(100_000).default(1),
  }),
  body: nothing,
  reply: z.strictObject({
    takesCards: z.boolean(),
    secondPersonAbove: minor,
    waiting: z.int(),
    disputed: z.int(),
    total: z.int(),
    perPage: z.int(),
    payments: z.array(officePayment),
    /** The newest nights, newest first. */
    reconciliations: z.array(
      z.strictObject({
        day,
        finishedAt: instant.nullable(),
        compared: z.int(),
        differences: z.array(difference),
      }),
    ),
  }),
  status: 200,
  problems: [],
});
export type Money = z.output<(typeof readMoney)['reply']>;

export const findPayer = endpoint({
  summary: 'Whom an address or a member’s number belongs to, and what they can pay',
  method: 'GET',
  route: '/api/office/payers',
  caller: 'handle-money',
  path: nothing,
  query: z.strictObject({ member: z.string().trim().min(1, 'Give an address or a number').max(254) }),
  body: nothing,
  reply: z.strictObject({ payer, tiers: z.array(tierDues) }),
  status: 200,
  problems: ['not-found'],
});

export const recordOffline = endpoint({
  summary:
    'Record what somebody paid without the provider, or that their dues are waived; counts at once, or when a second person agrees',
  method: 'POST',
  route: '/api/office/payments',
  caller: 'handle-money',
  path: nothing,
  query: nothing,
  body: z.strictObject({
    personId,
    tier: z.string().max(40),
    kind: z.enum(['once', 'lifetime']),
    method: offlineMethod,
    minor,
    currency: z.string().max(3),
    /** When it came, by the organisation's days; not in the future. */
    receivedOn: day,
    reference: line(200),
    note: paragraphs(2000),
  }),
  reply: officePayment,
  status: 201,
  problems: ['not-found', 'amount-refused', 'dues-not-open'],
});

export const decideOffline = endpoint({
  summary: 'Agree to a payment that somebody else recorded, or refuse it',
  method: 'POST',
  route: '/api/office/payments/:paymentId/decision',
  caller: 'handle-money',
  path: paymentPath,
  query: nothing,
  body: z.strictObject({ agrees: z.boolean() }),
  reply: officePayment,
  status: 200,
  problems: ['not-found', 'already-decided', 'second-person-needed'],
});

/** What becomes of the member. */
const consequence = z.strictObject({
  refundable: minor,
  currency: z.string(),
  /** Whether returning this much ends the period. */
  ends: z.boolean(),
  standingNow: z.string(),
  standingThen: z.string(),
  elections: z.array(
    z.strictObject({
      name: z.string(),
      now: z.boolean(),
      then: z.boolean(),
      /** In one sentence, for somebody who must decide. */
      words: z.string(),
    }),
  ),
});
export type RefundConsequence = z.output<typeof consequence>;

export const previewRefund = endpoint({
  summary: 'What a refund would mean for the member; changes nothing',
  method: 'GET',
  route: '/api/office/payments/:paymentId/refund',
  caller: 'handle-money',
  path: paymentPath,
  query: z.strictObject({ minor: z.coerce.number().int().min(1) }),
  body: nothing,
  reply: consequence,
  status: 200,
  problems: ['not-found', 'not-refundable'],
});

export const refundPayment = endpoint({
  summary: 'Return a payment, whole or in part; when nothing is left of it, its period ends now and not earlier',
  method: 'POST',
  route: '/api/office/payments/:paymentId/refund',
  caller: 'handle-money',
  path: paymentPath,
  query: nothing,
  body: z.strictObject({
    minor: minor.min(1),
    reason: line(200),
    /** Made by the page when it opens, so that a second press returns nothing twice. */
    refundId: z.uuid(),
  }),
  reply: officePayment,
  status: 200,
  problems: ['not-found', 'not-refundable', 'no-provider', 'provider-away'],
});

export const resendReceipt = endpoint({
  summary: 'Send the mail with a receipt again, at most once an hour',
  method: 'POST',
  route: '/api/office/payments/:paymentId/receipt-mail',
  caller: 'handle-money',
  path: paymentPath,
  query: nothing,
  body: nothing,
  reply: z.strictObject({ to: address }),
  status: 202,
  problems: ['not-found'],
});
