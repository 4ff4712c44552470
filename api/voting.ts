import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { electionId, instant, nothing } from './values.ts';

const electionPath = z.strictObject({ electionId });

/**
 * What the personal link in the ballot mail proves without giving the credential away: SHA-256, hexadecimal, of
 * `quorate ballot link|uuid|credential` (`linkProof` in `protocol/link-proof.ts`). The credential itself never reaches the server.
 */
const link = z.string().regex(/^[0-9a-f]{64}$/, 'This link is not whole');

export const readVoter = endpoint({
  summary: 'Whom a personal ballot link belongs to; changes nothing',
  method: 'POST',
  route: '/api/elections/:electionId/voter',
  caller: 'anyone',
  path: electionPath,
  query: nothing,
  body: z.strictObject({ link }),
  reply: z.strictObject({
    name: z.string(),
    /** Masked, as `m•••@oyelaran.example`. */
    address: z.string(),
    /** Whether this browser's session already belongs to this voter. */
    signedIn: z.boolean(),
    votedAt: instant.nullable(),
  }),
  status: 200,
  problems: ['not-found', 'link-refused'],
});

export const requestBallotCode = endpoint({
  summary: 'Send a sign-in code to the voter whom this personal link belongs to',
  method: 'POST',
  route: '/api/elections/:electionId/voter/codes',
  caller: 'anyone',
  path: electionPath,
  query: nothing,
  body: z.strictObject({ link }),
  reply: z.strictObject({ requestId: z.uuid() }),
  status: 202,
  problems: ['not-found', 'link-refused'],
});

export const requestBallotLink = endpoint({
  summary: 'Send my personal ballot link to me again (signed in, on the roll, and not yet voted)',
  method: 'POST',
  route: '/api/elections/:electionId/voter/links',
  caller: 'person',
  path: electionPath,
  query: nothing,
  body: nothing,
  reply: z.strictObject({ sent: z.boolean() }),
  status: 202,
  problems: ['not-found', 'not-on-roll', 'election-not-open', 'registrar-sends-links'],
});

export const readBallotPaper = endpoint({
  summary: 'The frozen definition that a ballot is sealed against: `election.json`, to the byte',
  method: 'GET',
  route: '/api/elections/:electionId/paper',
  caller: 'anyone',
  path: electionPath,
  query: nothing,
  body: nothing,
  reply: z.strictObject({ election: z.string() }),
  status: 200,
  problems: ['not-found'],
});

/** The receipt: what the voter keeps. It says where the ballot stands, never what it says. */
export const receipt = z.strictObject({
  tracker: z.string(),
  /** The place and the hash of the ballot's event on the board. */
  height: z.int(),
  head: z.string(),
  castAt: instant,
  /** Whether an earlier ballot of the same voter was replaced. */
  replaced: z.boolean(),
  /**
   * The receipt as a file to keep: the event and the head that the server signed (`encodeReceipt` in `protocol/head.ts`).
   * Null where the election was opened before heads were signed.
   */
  signed: z.string().nullable(),
});
export type Receipt = z.output<typeof receipt>;

export const castBallot = endpoint({
  summary: 'Cast a sealed ballot; the same ballot again from the same voter gives the same receipt',
  method: 'POST',
  route: '/api/elections/:electionId/ballots',
  caller: 'person',
  path: electionPath,
  query: nothing,
  body: z.strictObject({ ballot: z.string() }),
  reply: receipt,
  status: 201,
  problems: [
    'not-found',
    'not-on-roll',
    'election-not-open',
    'wrong-election',
    'ballot-refused',
    'wrong-credential',
    'ballot-replayed',
    'ballot-audited',
  ],
  bodyLimit: 256 * 1024,
});

export const auditBallot = endpoint({
  summary:
    'Open a sealed ballot to everybody instead of casting it; what it holds becomes public, and it can never be cast',
  method: 'POST',
  route: '/api/elections/:electionId/audits',
  caller: 'person',
  path: electionPath,
  query: nothing,
  /** The text of the opened ballot (`Challenge.open` in `protocol/seal-ballot.ts`), without any signature. */
  body: z.strictObject({ opened: z.string() }),
  reply: z.strictObject({
    /** The code that the device showed before it knew that the ballot would be opened. */
    promise: z.string(),
    /** What was sealed: for each question, for each answer a number. */
    choices: z.array(z.array(z.int())),
  }),
  status: 201,
  problems: [
    'not-found',
    'not-on-roll',
    'election-not-open',
    'wrong-election',
    'ballot-refused',
    'wrong-credential',
    'ballot-replayed',
  ],
  bodyLimit: 512 * 1024,
});
