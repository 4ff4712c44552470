import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { instant, nothing } from './values.ts';

/** Only where no SMTP server is configured, and only to callers on this machine: everybody's mail lies open here. */
export const readMailbox = endpoint({
  summary: 'The mail that would have been sent, newest first',
  method: 'GET',
  route: '/api/mailbox',
  caller: 'anyone',
  path: nothing,
  query: z.strictObject({
    to: z.string().max(254).optional(),
    page: z.coerce.number().int().min(1).max(100_000).default(1),
  }),
  body: nothing,
  reply: z.strictObject({
    total: z.int(),
    perPage: z.int(),
    messages: z.array(
      z.strictObject({ id: z.uuid(), to: z.string(), subject: z.string(), text: z.string(), sentAt: instant }),
    ),
  }),
  status: 200,
  problems: ['not-found'],
});
export type Mailbox = z.output<(typeof readMailbox)['reply']>;
