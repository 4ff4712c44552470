import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { day, deadline, instant, line, localTime, nothing, paragraphs, personId } from './values.ts';

const votePath = z.strictObject({ voteId: z.uuid() });

export const mark = z.enum(['aye', 'nay', 'abstain', 'recused', 'absent']);
export type Mark = z.output<typeof mark>;

/** Who sees it: everybody; the body and the office until it is decided; or those for ever, unless it is adopted. */
export const visibility = z.enum(['public', 'until-decided', 'unless-adopted']);
export type Visibility = z.output<typeof visibility>;

const draft = z.strictObject({
  bodyId: z.uuid('Choose a body'),
  title: line(160),
  /** Markdown. */
  text: paragraphs(20_000).pipe(z.string().min(1, 'Write something here')),
  /** The text in force that this one takes the place of; empty where there is none. */
  replaces: paragraphs(20_000),
  moverId: z.uuid('Choose who moves it'),
  seconderId: z.uuid('Choose who seconds it'),
  manner: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('meeting'), on: day }),
    z.strictObject({ kind: z.literal('without'), zone: z.string().max(64), opens: localTime, closes: localTime }),
  ]),
  visibility,
});
export type OpenVoteForm = z.output<typeof draft>;

const manner = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('meeting'), on: z.string() }),
  z.strictObject({ kind: z.literal('without'), opens: deadline, closes: deadline }),
]);

/** `scheduled`: put to the vote, and not open yet, or in a meeting whose roll call is not recorded yet. */
const phase = z.enum(['draft', 'scheduled', 'open', 'decided']);
export type OpenVotePhase = z.output<typeof phase>;

const member = z.strictObject({
  personId,
  name: z.string(),
  /** The last mark; null: none yet. */
  mark: mark.nullable(),
  /** Every mark, in order. `recordedBy`: the officer, of a mark that was not made by the member's own hand. */
  history: z.array(z.strictObject({ mark, at: instant, recordedBy: z.string().nullable(), signature: z.string() })),
  objections: z.array(z.strictObject({ note: z.string(), at: instant })),
});

const count = z.strictObject({
  aye: z.int(),
  nay: z.int(),
  abstain: z.int(),
  recused: z.int(),
  absent: z.int(),
  quorum: z.strictObject({ needed: z.int(), present: z.int(), reached: z.boolean() }),
  needed: z.int(),
  adopted: z.boolean(),
  isSettled: z.boolean(),
  words: z.string(),
});

export const openVoteView = z.strictObject({
  id: z.uuid(),
  organisation: z.string(),
  now: instant,
  body: z.strictObject({ slug: z.string(), name: z.string() }),
  title: z.string(),
  /** Made of the Markdown, with nothing active in it. */
  textHtml: z.string(),
  /** Word by word, where it takes the place of another text. */
  difference: z.array(z.strictObject({ kind: z.enum(['same', 'added', 'removed']), text: z.string() })).nullable(),
  mover: z.string(),
  seconder: z.string(),
  manner,
  visibility,
  phase,
  /** What it is held to: frozen since the opening, before it as the body's rules stand. */
  rule: z.array(z.string()),
  /** As the marks stand; null before the opening. */
  count: count.nullable(),
  /** Who votes; before the opening who would, as the terms stand. */
  members: z.array(member),
  /** The caller, if one of the members; otherwise null. */
  me: personId.nullable(),
  /** What was signed with each mark, word for word, and its SHA-256 in hexadecimal; null in a draft. */
  signed: z.strictObject({ text: z.string(), hash: z.string() }).nullable(),
  /** For the minutes; null until it is decided. */
  minutes: z.strictObject({ markdown: z.string(), plain: z.string() }).nullable(),
});
export type OpenVoteView = z.output<typeof openVoteView>;

const lineOfList = openVoteView
  .pick({ id: true, body: true, title: true, manner: true, visibility: true, phase: true })
  .extend({ adopted: z.boolean().nullable(), words: z.string().nullable() });
export type OpenVoteLine = z.output<typeof lineOfList>;

export const readOpenVotes = endpoint({
  summary: 'The open votes that everybody may see, newest first',
  method: 'GET',
  route: '/api/open-votes',
  caller: 'anyone',
  path: nothing,
  query: nothing,
  body: nothing,
  reply: z.strictObject({ organisation: z.string(), now: instant, votes: z.array(lineOfList) }),
  status: 200,
  problems: [],
});
export type OpenVoteList = z.output<(typeof readOpenVotes)['reply']>;

export const readOpenVote = endpoint({
  summary: 'One open vote with every mark; one that is not public is there for its body and the office',
  method: 'GET',
  route: '/api/open-votes/:voteId',
  caller: 'anyone',
  path: votePath,
  query: nothing,
  body: nothing,
  reply: openVoteView,
  status: 200,
  problems: ['not-found'],
});

const refusals = ['not-found', 'not-in-body', 'vote-not-open'] as const;

export const markOpenVote = endpoint({
  summary: 'Say aye, nay, abstain or recused with one’s own hand; the last mark before the close counts',
  method: 'POST',
  route: '/api/open-votes/:voteId/marks',
  caller: 'person',
  path: votePath,
  query: nothing,
  body: z.strictObject({ mark: mark.exclude(['absent']) }),
  reply: openVoteView,
  status: 201,
  problems: refusals,
});

export const objectToMark = endpoint({
  summary: 'Object to how one was recorded in a meeting; the note stands beside the mark',
  method: 'POST',
  route: '/api/open-votes/:voteId/objections',
  caller: 'person',
  path: votePath,
  query: nothing,
  body: z.strictObject({ note: line(500) }),
  reply: openVoteView,
  status: 201,
  problems: refusals,
});

export const readOfficeOpenVotes = endpoint({
  summary: 'Every open vote, drafts too, and the bodies that can vote with who sits in them today',
  method: 'GET',
  route: '/api/office/open-votes',
  caller: 'read-elections',
  path: nothing,
  query: nothing,
  body: nothing,
  reply: z.strictObject({
    organisation: z.string(),
    now: instant,
    votes: z.array(lineOfList),
    bodies: z.array(
      z.strictObject({
        id: z.uuid(),
        name: z.string(),
        members: z.array(z.strictObject({ personId, name: z.string() })),
      }),
    ),
  }),
  status: 200,
  problems: [],
});
export type OfficeOpenVotes = z.output<(typeof readOfficeOpenVotes)['reply']>;

const officeOpenVote = z.strictObject({ view: openVoteView, form: draft });
export type OfficeOpenVote = z.output<typeof officeOpenVote>;

export const readOfficeOpenVote = endpoint({
  summary: 'One open vote, a draft too, with what was typed',
  method: 'GET',
  route: '/api/office/open-votes/:voteId',
  caller: 'read-elections',
  path: votePath,
  query: nothing,
  body: nothing,
  reply: officeOpenVote,
  status: 200,
  problems: ['not-found'],
});

export const draftOpenVote = endpoint({
  summary: 'Draft an open vote of a body',
  method: 'POST',
  route: '/api/office/open-votes',
  caller: 'run-elections',
  path: nothing,
  query: nothing,
  body: draft,
  bodyLimit: 256 * 1024,
  reply: officeOpenVote,
  status: 201,
  problems: [],
});

export const redraftOpenVote = endpoint({
  summary: 'Change a draft',
  method: 'PUT',
  route: '/api/office/open-votes/:voteId',
  caller: 'run-elections',
  path: votePath,
  query: nothing,
  body: draft,
  bodyLimit: 256 * 1024,
  reply: officeOpenVote,
  status: 200,
  problems: ['not-found', 'vote-not-draft'],
});

export const putOpenVote = endpoint({
  summary: 'Put it to the vote: its text stays as it is, and it opens by the clock or in its meeting',
  method: 'POST',
  route: '/api/office/open-votes/:voteId/put',
  caller: 'run-elections',
  path: votePath,
  query: nothing,
  body: nothing,
  reply: officeOpenVote,
  status: 200,
  problems: ['not-found', 'vote-not-draft'],
});

export const recordRollCall = endpoint({
  summary: 'Record the roll call of a meeting, or put a mark right; whoever is not named is absent',
  method: 'POST',
  route: '/api/office/open-votes/:voteId/roll-call',
  caller: 'run-elections',
  path: votePath,
  query: nothing,
  body: z.strictObject({
    marks: z
      .array(z.strictObject({ personId, mark }))
      .max(500)
      .refine((all) => new Set(all.map((one) => one.personId)).size === all.length, 'Name everybody once'),
  }),
  bodyLimit: 64 * 1024,
  reply: officeOpenVote,
  status: 200,
  problems: ['not-found', 'not-in-body', 'vote-not-open'],
});
