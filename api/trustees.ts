import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { electionId, nothing, phase } from './values.ts';

const electionPath = z.strictObject({ electionId });
const token = z.string().regex(/^[A-Za-z0-9_-]{43}$/, 'This link is not whole');

/** What a trustee must do next. `decrypt` comes with the close, when the quorum was met. */
export const trusteeTask = z.enum(['make-key', 'wait-for-others', 'wait-for-close', 'decrypt', 'done', 'void']);
export type TrusteeTask = z.output<typeof trusteeTask>;

export const trusteeView = z.strictObject({
  name: z.string(),
  election: z.string(),
  organisation: z.string(),
  phase,
  task: trusteeTask,
  /** This trustee's number, 1..n, as the record counts them. */
  owner: z.int(),
  trustees: z.int(),
  keysGiven: z.int(),
  sharesGiven: z.int(),
  /** The `trustee_public_key` that was given, canonical JSON; null before. */
  publicKey: z.string().nullable(),
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
  bodyLimit: 1024 * 1024,
});
