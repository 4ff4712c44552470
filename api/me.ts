import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { address, deadline, electionId, instant, line, nothing } from './values.ts';

/** What members do themselves. A mailed link's token stands in a body, never in an address. */

const tierId = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, 'A tier has an id of small letters, digits and hyphens');
const token = z.string().min(1).max(100);
const standingState = z.enum([
  'applied',
  'pending-payment',
  'pending-approval',
  'active',
  'grace',
  'lapsed',
  'resigned',
  'terminated',
]);

export const myReason = z.strictObject({
  rule: z.enum(['life', 'membership', 'application', 'termination', 'qualifying', 'affirmation', 'missed-votes']),
  holds: z.boolean(),
  code: z.string(),
  tier: z.string().nullable(),
  /** The reason in one sentence. */
  words: z.string(),
  act: z.enum(['join', 'pay', 'certify', 'affirm', 'wait', 'ask-office']).nullable(),
  actBy: instant.nullable(),
});
export type MyReason = z.output<typeof myReason>;

export const myVote = z.strictObject({
  electionId,
  name: z.string(),
  opens: deadline,
  closes: deadline,
  record: deadline,
  affirmBy: deadline.nullable(),
  applyBy: deadline.nullable(),
  isFrozen: z.boolean(),
  isSetUp: z.boolean(),
  isIn: z.boolean(),
  reasons: z.array(myReason),
  exception: z
    .strictObject({
      state: z.enum(['asked', 'supported', 'accepted', 'refused']),
      askedAt: instant,
      reason: z.string(),
      decisionReason: z.string().nullable(),
    })
    .nullable(),
  canAsk: z.boolean(),
});
export type MyVote = z.output<typeof myVote>;

export const myStanding = z.strictObject({
  tier: z.string(),
  name: z.string(),
  state: standingState,
  votes: z.boolean(),
  since: instant.nullable(),
  from: instant.nullable(),
  until: instant.nullable(),
  graceUntil: instant.nullable(),
  /** How the membership is renewed, and from when on; null: it needs no renewal, or cannot be renewed here. */
  renewal: z.strictObject({ act: z.enum(['pay', 'certify']), opensAt: instant, isOpen: z.boolean() }).nullable(),
  /** Notice of leaving was given, and takes effect then. */
  leavesAt: instant.nullable(),
});
export type MyStanding = z.output<typeof myStanding>;

export const readMyMembership = endpoint({
  summary: 'Whether I will be able to vote in each coming election, why, and what I hold',
  method: 'GET',
  route: '/api/me/membership',
  caller: 'person',
  path: nothing,
  query: nothing,
  body: nothing,
  reply: z.strictObject({
    now: instant,
    zone: z.string(),
    help: z.string(),
    number: z.string(),
    year: z.int(),
    votes: z.array(myVote),
    /** As the rules stand at this moment, for when no election is announced. */
    today: z.strictObject({ isEligible: z.boolean(), reasons: z.array(myReason) }),
    standings: z.array(myStanding),
    mail: z.strictObject({ isFailing: z.boolean(), lastSentAt: instant.nullable() }),
    leavesAt: instant.nullable(),
    noticeDays: z.int(),
  }),
  status: 200,
  problems: [],
});

export const offeredTier = z.strictObject({
  id: z.string(),
  name: z.string(),
  about: z.string(),
  currency: z.string(),
  fee: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('none') }),
    z.strictObject({ kind: z.literal('fixed'), amount: z.int() }),
    z.strictObject({
      kind: z.literal('sliding'),
      suggested: z.int(),
      minimum: z.int(),
      presets: z.array(z.int()),
    }),
  ]),
  lasts: z.string(),
  votes: z.boolean(),
  needsApproval: z.boolean(),
  attestation: z.strictObject({ version: z.int(), text: z.string() }).nullable(),
  /** What I am in this tier. */
  state: standingState.nullable(),
});
export type OfferedTier = z.output<typeof offeredTier>;

export const readOffers = endpoint({
  summary: 'The tiers that I can choose',
  method: 'GET',
  route: '/api/join',
  caller: 'anyone',
  path: nothing,
  query: nothing,
  body: nothing,
  reply: z.strictObject({ tiers: z.array(offeredTier), isSignedIn: z.boolean() }),
  status: 200,
  problems: [],
});

export const requestJoin = endpoint({
  summary:
    'Mail a code to an address that wants to join; the same answer whether or not somebody has the address already',
  method: 'POST',
  route: '/api/join/requests',
  caller: 'anyone',
  path: nothing,
  query: nothing,
  body: z.strictObject({ name: line(120), email: address }),
  reply: z.strictObject({ requestId: z.uuid() }),
  status: 202,
  problems: [],
});

export const joinTier = endpoint({
  summary: 'Join a tier, or certify for another year; accepts the text of the version that is in force',
  method: 'POST',
  route: '/api/me/memberships',
  caller: 'person',
  path: nothing,
  query: nothing,
  body: z.strictObject({ tier: tierId, attestation: z.int().nullable() }),
  reply: z.strictObject({
    /** pay: the next step is the payment. */
    outcome: z.enum(['active', 'applied', 'pay']),
    name: z.string(),
    until: instant.nullable(),
  }),
  status: 201,
  problems: ['not-found', 'attestation-changed', 'not-offered'],
});

export const leaveTier = endpoint({
  summary: 'Give notice of leaving a tier, or all of them (null)',
  method: 'POST',
  route: '/api/me/leavings',
  caller: 'person',
  path: nothing,
  query: nothing,
  body: z.strictObject({ tier: tierId.nullable() }),
  reply: z.strictObject({ at: instant }),
  status: 201,
  problems: ['not-offered'],
});

export const stayInTier = endpoint({
  summary: 'Take back the notice of leaving before it takes effect',
  method: 'DELETE',
  route: '/api/me/leavings',
  caller: 'person',
  path: nothing,
  query: nothing,
  body: z.strictObject({ tier: tierId.nullable() }),
  reply: nothing,
  status: 200,
  problems: ['nothing-to-undo'],
});

const affirmed = z.strictObject({
  outcome: z.enum(['done', 'already', 'not-needed', 'too-late']),
  year: z.int(),
  /** When it was done already, or until when it could have been. */
  at: instant.nullable(),
});
export type Affirmed = z.output<typeof affirmed>;

export const affirmByLink = endpoint({
  summary: 'Affirm the intention to vote, with the token of a mailed link that can do nothing else',
  method: 'POST',
  route: '/api/affirmations',
  caller: 'anyone',
  path: nothing,
  query: nothing,
  body: z.strictObject({ token }),
  reply: affirmed,
  status: 200,
  problems: ['link-refused'],
});

export const affirm = endpoint({
  summary: 'Affirm the intention to vote this year',
  method: 'POST',
  route: '/api/me/affirmation',
  caller: 'person',
  path: nothing,
  query: nothing,
  body: nothing,
  reply: affirmed,
  status: 200,
  problems: [],
});

export const requestAddressChange = endpoint({
  summary:
    'Ask that mail goes to another address; the same answer whoever has it. Needs a sign-in of the last 15 minutes',
  method: 'POST',
  route: '/api/me/address',
  caller: 'person',
  path: nothing,
  query: nothing,
  body: z.strictObject({ email: address }),
  reply: nothing,
  status: 202,
  problems: ['sign-in-again'],
});

export const confirmAddress = endpoint({
  summary: 'Confirm a new address with the token that was mailed to it; signs nobody in',
  method: 'POST',
  route: '/api/address-confirmations',
  caller: 'anyone',
  path: nothing,
  query: nothing,
  body: z.strictObject({ token }),
  reply: z.strictObject({
    /** held: it takes effect when the election is over. */
    state: z.enum(['done', 'held']),
    election: z.string().nullable(),
    closes: deadline.nullable(),
  }),
  status: 200,
  problems: ['link-refused'],
});

export const undoAddressChange = endpoint({
  summary: 'Undo a change of address with the token that was mailed to the old one',
  method: 'POST',
  route: '/api/address-undos',
  caller: 'anyone',
  path: nothing,
  query: nothing,
  body: z.strictObject({ token }),
  reply: nothing,
  status: 200,
  problems: ['link-refused', 'nothing-to-undo'],
});

export const readMyData = endpoint({
  summary: 'What is kept about me, what I chose, and what erasure would take and leave',
  method: 'GET',
  route: '/api/me/data',
  caller: 'person',
  path: nothing,
  query: nothing,
  body: nothing,
  reply: z.strictObject({
    number: z.string(),
    name: z.string(),
    email: z.string(),
    city: z.string(),
    country: z.string(),
    formerAddresses: z.array(z.string()),
    /** A change of address that was asked for and has not happened. */
    addressChange: z
      .strictObject({ newAddress: z.string(), state: z.enum(['requested', 'held']), requestedAt: instant })
      .nullable(),
    erasure: z.strictObject({
      /** Elections that are not over on whose roll I am: until then erasure is refused. */
      waitsFor: z.array(z.string()),
      hasRole: z.boolean(),
      counts: z.strictObject({
        events: z.int(),
        mails: z.int(),
        rolls: z.int(),
        payments: z.int(),
      }),
      retention: z.array(
        z.strictObject({
          category: z.string(),
          basis: z.string(),
          keptFor: z.string(),
          action: z.enum(['erased', 'kept', 'pseudonym']),
        }),
      ),
    }),
  }),
  status: 200,
  problems: [],
});

const word = z
  .string()
  .transform((text) => text.normalize('NFC').trim())
  .pipe(z.union([z.literal(''), line(120)]));

export const correctMyDetails = endpoint({
  summary: 'Correct my name, city and country',
  method: 'PUT',
  route: '/api/me/details',
  caller: 'person',
  path: nothing,
  query: nothing,
  body: z.strictObject({ name: line(120), city: word, country: word }),
  reply: nothing,
  status: 200,
  problems: [],
});

export const exportMyData = endpoint({
  summary: 'Everything that is kept about me, as JSON and as CSV',
  method: 'GET',
  route: '/api/me/export',
  caller: 'person',
  path: nothing,
  query: nothing,
  body: nothing,
  reply: z.strictObject({ json: z.string(), csv: z.string() }),
  status: 200,
  problems: [],
});

export const eraseMe = endpoint({
  summary: 'Erase me: what may be kept stays under a pseudonym. Needs a sign-in of the last 15 minutes',
  method: 'POST',
  route: '/api/me/erasure',
  caller: 'person',
  path: nothing,
  query: nothing,
  body: z.strictObject({ number: z.string().max(20) }),
  reply: z.strictObject({ pseudonym: z.string() }),
  status: 200,
  problems: ['sign-in-again', 'not-erasable-yet', 'readback-differs'],
});
