import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { electionId, instant, line, nothing, paragraphs } from './values.ts';

const electionPath = z.strictObject({ electionId });

export const noticeKind = z.enum(['dates', 'candidates', 'open', 'reminder', 'result']);
export type NoticeKind = z.output<typeof noticeKind>;

/** Whom a notice goes to: the roll (before its freeze, who would be on it), those of it who have not voted, or a list. */
export const audience = z.string().regex(/^(?:roll|not-voted|list:[a-z][a-z0-9-]{0,39})$/, 'Choose whom it goes to');

const draft = z.strictObject({
  kind: noticeKind,
  subject: z.string(),
  markdown: z.string(),
  /** Why it is too early, or too late, for it; null: its time has come. */
  notYet: z.string().nullable(),
});

const sent = z.strictObject({
  id: z.uuid(),
  kind: noticeKind,
  audience: z.string(),
  subject: z.string(),
  people: z.int(),
  at: instant,
  by: z.string(),
});

export const announcements = z.strictObject({
  drafts: z.array(draft),
  audiences: z.array(z.strictObject({ id: audience, words: z.string(), people: z.int() })),
  /** Newest first. */
  sent: z.array(sent),
});
export type Announcements = z.output<typeof announcements>;

export const readAnnouncements = endpoint({
  summary: 'What can be announced of an election, drafted from the facts, to whom, and what was sent',
  method: 'GET',
  route: '/api/office/elections/:electionId/announcements',
  caller: 'read-elections',
  path: electionPath,
  query: nothing,
  body: nothing,
  reply: announcements,
  status: 200,
  problems: ['not-found'],
});

const words = z.strictObject({
  subject: line(150),
  markdown: paragraphs(20_000).pipe(z.string().min(1, 'Write something here')),
});

export const previewNotice = endpoint({
  summary: 'A notice as a mail and as HTML for a page; nothing is sent',
  method: 'POST',
  route: '/api/office/elections/:electionId/announcements/previews',
  caller: 'run-elections',
  path: electionPath,
  query: nothing,
  body: words,
  bodyLimit: 128 * 1024,
  reply: z.strictObject({ subject: z.string(), text: z.string(), html: z.string() }),
  status: 200,
  problems: ['not-found'],
});

export const sendNotice = endpoint({
  summary: 'Mail a notice to its audience; `people` is read back, and the same id sends nothing twice',
  method: 'POST',
  route: '/api/office/elections/:electionId/announcements',
  caller: 'run-elections',
  path: electionPath,
  query: nothing,
  body: words.extend({ id: z.uuid(), kind: noticeKind, audience, people: z.int().min(0) }),
  bodyLimit: 128 * 1024,
  reply: announcements,
  status: 201,
  problems: ['not-found', 'readback-differs', 'notice-not-due'],
});
