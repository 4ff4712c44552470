import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { address, instant, line, nothing, paragraphs } from './values.ts';

/** Lists that one opts into and can leave. What an election must tell its voters is not a list. */

const listId = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, 'A list has a short name of small letters');
const listPath = z.strictObject({ listId });

const myList = z.strictObject({
  id: listId,
  name: z.string(),
  about: z.string(),
  /** Since when whoever is signed in is on it; null: not on it, or nobody is signed in. */
  since: instant.nullable(),
});
export type MyList = z.output<typeof myList>;

export const readMyLists = endpoint({
  summary: 'Every list, and for whoever is signed in, whether they are on it',
  method: 'GET',
  route: '/api/lists',
  caller: 'anyone',
  path: nothing,
  query: nothing,
  body: nothing,
  reply: z.strictObject({
    organisation: z.string(),
    /** Where list mail goes: the address of whoever is signed in. */
    address: z.string().nullable(),
    lists: z.array(myList),
  }),
  status: 200,
  problems: [],
});

export const chooseList = endpoint({
  summary: 'Join or leave a list, by one press',
  method: 'PUT',
  route: '/api/me/lists/:listId',
  caller: 'person',
  path: listPath,
  query: nothing,
  body: z.strictObject({ isOn: z.boolean() }),
  reply: myList,
  status: 200,
  problems: ['not-found'],
});

export const requestList = endpoint({
  summary:
    'Mail an address the link that puts it on a list; the same answer whether or not anybody has it or is on the list',
  method: 'POST',
  route: '/api/lists/:listId/requests',
  caller: 'anyone',
  path: listPath,
  query: nothing,
  body: z.strictObject({ email: address }),
  reply: nothing,
  status: 202,
  problems: ['not-found'],
});

export const confirmList = endpoint({
  summary: 'Join a list with the token of the mailed link; opening the link alone does nothing',
  method: 'POST',
  route: '/api/lists/confirmations',
  caller: 'anyone',
  path: nothing,
  query: nothing,
  body: z.strictObject({ token: z.string().max(100) }),
  reply: z.strictObject({ name: z.string() }),
  status: 200,
  problems: ['link-refused'],
});

const announcement = z.strictObject({
  id: z.uuid(),
  subject: z.string(),
  text: z.string(),
  people: z.int(),
  at: instant,
  by: z.string(),
});
export const officeList = z.strictObject({
  id: listId,
  name: z.string(),
  about: z.string(),
  tellsOfVotes: z.boolean(),
  /** How many people its mail goes to at this moment. */
  people: z.int(),
  /** When the first and the last of them joined; null while nobody is on it. */
  firstAt: instant.nullable(),
  lastAt: instant.nullable(),
  /** Newest first, at most twenty. */
  announcements: z.array(announcement),
});
export type OfficeList = z.output<typeof officeList>;

export const readLists = endpoint({
  summary: 'Every list with how many are on it, since when, and what officers sent to it',
  method: 'GET',
  route: '/api/office/lists',
  caller: 'read-elections',
  path: nothing,
  query: nothing,
  body: nothing,
  reply: z.strictObject({ lists: z.array(officeList) }),
  status: 200,
  problems: [],
});

const words = z.strictObject({
  subject: line(150),
  text: paragraphs(8000).pipe(z.string().min(1, 'Write something here')),
});

export const previewAnnouncement = endpoint({
  summary: 'What the mail to a list would say, whole; nothing is sent',
  method: 'POST',
  route: '/api/office/lists/:listId/previews',
  caller: 'run-elections',
  path: listPath,
  query: nothing,
  body: words,
  bodyLimit: 64 * 1024,
  reply: z.strictObject({ subject: z.string(), text: z.string() }),
  status: 200,
  problems: ['not-found'],
});

export const sendAnnouncement = endpoint({
  summary: 'Mail everybody on a list; `people` is read back, and the same id sends nothing twice',
  method: 'POST',
  route: '/api/office/lists/:listId/announcements',
  caller: 'run-elections',
  path: listPath,
  query: nothing,
  body: words.extend({ id: z.uuid(), people: z.int().min(0) }),
  bodyLimit: 64 * 1024,
  reply: officeList,
  status: 201,
  problems: ['not-found', 'readback-differs'],
});
