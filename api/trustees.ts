import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { electionId, nothing, phase } from './values.ts';

const electionPath = z.strictObject({ electionId });
const token = z.string().regex(/^[A-Za-z0-9_-]{43}$/, 'This link is not whole');

/**
 * What a trustee must do next. In a group making a key has three steps: `make-key`, `share-out` and `finish-key`, and each
 * waits for all others. `shuffle` and `decrypt` come with the close, when the quorum was met. `not-needed`: the result came
 * without this trustee's part.
 */
export const trusteeTask = z.enum([
  'make-key',
  'share-out',
  'finish-key',
  'wait-for-others',
  'wait-for-close',
  'wait-for-shuffles',
  'shuffle',
  'decrypt',
  'done',
  'not-needed',
  'void',
]);
export type TrusteeTask = z.output<typeof trusteeTask>;

export const ceremonyStep = z.enum(['certificate', 'polynomial', 'voutput']);
export type CeremonyStep = z.output<typeof ceremonyStep>;

/** Belenios 3.1.1, "Pedersen": what the trustees of a group tell each other over the server. */
const ceremonyView = z.strictObject({
  /** 1, and one more each time it began anew. */
  number: z.int(),
  /** How many steps each trustee has done, 0 to 3, in their order. */
  done: z.array(z.int()),
  /** Everybody's, once all are here; before it none. */
  certificates: z.array(z.string()),
  /** This trustee's own. */
  certificate: z.string().nullable(),
  /** What the others sent to this trustee, once all have; before it null. */
  vinput: z.string().nullable(),
  /** This trustee's key to the result, sealed for them alone; null until they made it. */
  encryptedKey: z.string().nullable(),
});
export type CeremonyView = z.output<typeof ceremonyView>;

export const trusteeView = z.strictObject({
  name: z.string(),
  election: z.string(),
  organisation: z.string(),
  phase,
  task: trusteeTask,
  /** This trustee's number, 1..n, as the record counts them. */
  owner: z.int(),
  /** The names of all, in their order. */
  names: z.array(z.string()),
  trustees: z.int(),
  /** How many of them open the result, together with the server's key; null: all of them, and the server has none. */
  threshold: z.int().nullable(),
  keysGiven: z.int(),
  sharesGiven: z.int(),
  /** The `trustee_public_key` that was given, canonical JSON; null before. */
  publicKey: z.string().nullable(),
  /** Null where all trustees are needed: then each key stands alone. */
  ceremony: ceremonyView.nullable(),
  /**
   * How many have mixed the ballots, the server included, and how many must; the hash of this trustee's shuffle, once it is
   * on the board. Null where nothing is mixed, and before the tally.
   */
  shuffles: z.strictObject({ done: z.int(), needed: z.int(), mine: z.string().nullable() }).nullable(),
});
export type TrusteeView = z.output<typeof trusteeView>;

const linkProblems = ['not-found', 'link-refused'] as const;

export const readTrustee = endpoint({
  summary: 'What the holder of a trustee link must do next; changes nothing',
  method: 'POST',
  route: '/api/elections/:electionId/trustee',
  caller: 'anyone',
  path: electionPath,
  query: nothing,
  body: z.strictObject({ token }),
  reply: trusteeView,
  status: 200,
  problems: linkProblems,
});

export const giveKey = endpoint({
  summary: 'Give the public key that a trustee made in the browser; the private key stays there',
  method: 'POST',
  route: '/api/elections/:electionId/trustee/key',
  caller: 'anyone',
  path: electionPath,
  query: nothing,
  body: z.strictObject({ token, publicKey: z.string().max(2000) }),
  reply: trusteeView,
  status: 201,
  problems: [...linkProblems, 'key-refused', 'key-already-given', 'election-not-draft'],
});

export const giveCeremonyMessage = endpoint({
  summary: "Give one step of a group's key ceremony: the certificate, then the polynomial, then the key",
  method: 'POST',
  route: '/api/elections/:electionId/trustee/ceremony',
  caller: 'anyone',
  path: electionPath,
  query: nothing,
  body: z.strictObject({
    token,
    /** The number of the ceremony that the message belongs to. */
    ceremony: z.int(),
    step: ceremonyStep,
    message: z.string().max(200_000),
  }),
  reply: trusteeView,
  status: 201,
  problems: [...linkProblems, 'key-refused', 'key-already-given', 'ceremony-moved-on', 'election-not-draft'],
  bodyLimit: 256 * 1024,
});

/**
 * POST: takes a trustee's shuffle as it is, the JSON text of Belenios 4.19; `?after=` says how many had mixed the ballots
 * before. The token is the bearer's, so that who sends is settled before the body is read. Answers with a `trusteeView`.
 */
export const shuffleRoute = '/api/elections/:electionId/trustee/shuffle';

/** A header that logs leave out, as they leave out cookies. */
export function trusteeHeader(token: string): { readonly authorization: string } {
  return { authorization: `Bearer ${token}` };
}

export const giveShare = endpoint({
  summary: 'Give the partial decryption of the tally that is on the board',
  method: 'POST',
  route: '/api/elections/:electionId/trustee/share',
  caller: 'anyone',
  path: electionPath,
  query: nothing,
  body: z.strictObject({ token, share: z.string() }),
  reply: trusteeView,
  status: 201,
  problems: [...linkProblems, 'share-refused', 'tally-not-due'],
  bodyLimit: 16 * 1024 * 1024,
});
