import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { instant, line, nothing, paragraphs } from './values.ts';

export const tierId = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,39}$/, 'Use small letters, digits and hyphens, a letter first, at most 40 of them');

/** Minor units of the tier's currency. The largest is what card pages take at once. */
const amount = z
  .int('Write an amount such as 25 or 25.50')
  .min(1, 'Write an amount above zero')
  .max(99_999_999, 'This is too much');

const fee = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({ kind: z.literal('fixed'), amount }),
  z.strictObject({
    kind: z.literal('sliding'),
    suggested: amount,
    minimum: amount,
    presets: z.array(amount).min(1, 'Offer an amount').max(6, 'Offer at most 6 amounts'),
  }),
]);

const days = z.int('Write a number of days').min(0, 'Write a number of days').max(366, 'At most 366 days');

const period = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('rolling'),
    months: z.int('Write a number of months').min(1, 'At least 1 month').max(120, 'At most 120 months'),
  }),
  z.strictObject({
    kind: z.literal('fixed'),
    startsOn: z.string().regex(/^\d{2}-\d{2}$/, 'Write month and day, such as 01-01'),
    rolloverDays: days,
  }),
  z.strictObject({ kind: z.literal('none') }),
]);

const words = {
  name: line(60),
  about: paragraphs(2000),
  currency: z.string().regex(/^[A-Z]{3}$/, 'Use the three letters of a currency, such as USD'),
  fee,
  lifetimeFee: amount.nullable(),
  period,
  graceDays: days,
  renewalOpensDays: days,
  votes: z.boolean(),
  mustAffirm: z.boolean(),
  mayMissVotes: z.boolean(),
  approval: z.enum(['none', 'staff', 'appointment']),
  visibility: z.enum(['public', 'members', 'staff']),
  mergedInto: tierId.nullable(),
};

/** The day from whose first moment on it holds, in the organisation's zone; null: from now on. Never in the past. */
const from = z.iso.date('There is no such day').nullable();

/** What staff write. The text to declare gets its version from us: another text is another version. */
const termsForm = z.strictObject({ ...words, attestation: paragraphs(8000), from });
export type TermsForm = z.output<typeof termsForm>;

const terms = z.strictObject({
  ...words,
  attestation: z.strictObject({ version: z.int(), text: z.string() }).nullable(),
});

const ruleMembers = {
  zone: z.string().max(64),
  graceVotes: z.boolean(),
  affirmation: z.strictObject({ isRequired: z.boolean(), isWaivedForVoters: z.boolean() }),
  missedVotes: z.int('Write a number').min(1, 'At least 1').max(100, 'At most 100').nullable(),
  qualifyingDays: days,
  resignationNoticeDays: days,
  terminationNoticeDays: days,
  hearingDays: days,
};
const rulesForm = z.strictObject({ ...ruleMembers, from });
export type RulesForm = z.output<typeof rulesForm>;

const tierView = z.strictObject({
  id: tierId,
  /** Oldest first. */
  terms: z.array(z.strictObject({ effectiveAt: instant, terms, madeBy: z.string(), madeAt: instant })),
});
export type TierView = z.output<typeof tierView>;

/** All that there is about tiers and rules: what was, what holds, what comes. */
const tiersView = z.strictObject({
  now: instant,
  tiers: z.array(tierView),
  /** Oldest first. */
  rules: z.array(z.strictObject({ effectiveAt: instant, rules: z.strictObject(ruleMembers), madeBy: z.string() })),
});
export type TiersView = z.output<typeof tiersView>;

export const readTiers = endpoint({
  summary: 'Every tier with all its terms, and the rules about members: what was, what holds and what comes',
  method: 'GET',
  route: '/api/office/tiers',
  caller: 'read-office',
  path: nothing,
  query: nothing,
  body: nothing,
  reply: tiersView,
  status: 200,
  problems: [],
});

export const makeTier = endpoint({
  summary: 'Make a tier',
  method: 'POST',
  route: '/api/office/tiers',
  caller: 'administer',
  path: nothing,
  query: nothing,
  body: termsForm.extend({ id: tierId }),
  reply: tiersView,
  status: 201,
  problems: ['tier-exists'],
  bodyLimit: 65_536,
});

export const changeTerms = endpoint({
  summary: 'Give a tier other terms from a day on; what it meant before stays as it was',
  method: 'POST',
  route: '/api/office/tiers/:tier/terms',
  caller: 'administer',
  path: z.strictObject({ tier: tierId }),
  query: nothing,
  body: termsForm,
  reply: tiersView,
  status: 201,
  problems: ['not-found'],
  bodyLimit: 65_536,
});

export const changeRules = endpoint({
  summary: 'Change the rules about members from a day on',
  method: 'POST',
  route: '/api/office/rules',
  caller: 'administer',
  path: nothing,
  query: nothing,
  body: rulesForm,
  reply: tiersView,
  status: 201,
  problems: [],
});

export const usePreset = endpoint({
  summary: 'Begin with the tiers and rules of the preset, where there are no tiers yet',
  method: 'POST',
  route: '/api/office/tiers/preset',
  caller: 'administer',
  path: nothing,
  query: nothing,
  body: nothing,
  reply: tiersView,
  status: 201,
  problems: ['tier-exists'],
});
