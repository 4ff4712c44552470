import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { electionId, instant, nothing } from './values.ts';

/* What everybody may read beside the board: signed heads, and the ballots that were opened instead of being cast. */

const electionPath = z.strictObject({ electionId });

export const readHead = endpoint({
  summary:
    'The newest head of the board, or that of a height, signed by the server; two different heads of one height are a proof',
  method: 'GET',
  route: '/api/elections/:electionId/head',
  caller: 'anyone',
  path: electionPath,
  query: z.strictObject({ height: z.coerce.number().int().min(0).max(1_000_000_000).optional() }),
  body: nothing,
  /** As `protocol/head.ts` writes and reads it, member by member: what is sent is the text that `--receipt` takes. */
  reply: z.strictObject({
    election_uuid: electionId,
    height: z.int(),
    hash: z.string(),
    board_key: z.string(),
    signature: z.string(),
  }),
  status: 200,
  problems: ['not-found'],
});

export const readAudits = endpoint({
  summary: 'The ballots that voters opened instead of casting them, the newest first, for everybody to check',
  method: 'GET',
  route: '/api/elections/:electionId/audits',
  caller: 'anyone',
  path: electionPath,
  query: z.strictObject({ page: z.coerce.number().int().min(1).max(100_000).default(1) }),
  body: nothing,
  reply: z.strictObject({
    total: z.int(),
    page: z.int(),
    perPage: z.int(),
    ballots: z.array(
      z.strictObject({
        number: z.int(),
        promise: z.string(),
        /** The whole opened ballot, as `verifyOpenedBallot` in `protocol/open-ballot.ts` takes it. */
        text: z.string(),
        at: instant,
      }),
    ),
  }),
  status: 200,
  problems: ['not-found'],
});
export type AuditPage = z.output<(typeof readAudits)['reply']>;
