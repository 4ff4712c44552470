import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { deadline, electionId, instant, nothing, phase } from './values.ts';

const electionPath = z.strictObject({ electionId });
const token = z.string().regex(/^[A-Za-z0-9_-]{43}$/, 'This link is not whole');

/** A public credential: 64 digits and no weight. */
const credential = z.string().regex(/^[0-9a-f]{64}$/, 'A public credential is 64 hexadecimal digits');
/** SHA-256, hexadecimal, of the link proof (`protocol/link-proof.ts`). */
const linkHash = z.string().regex(/^[0-9a-f]{64}$/, 'The hash of a link proof is 64 hexadecimal digits');
const publicPart = { credential, linkHash };

/** What the registrar must do next. `send` once the election is opened; `replace` when links were lost. */
export const registrarTask = z.enum(['wait-for-roll', 'make', 'wait-for-opening', 'send', 'replace', 'done']);
export type RegistrarTask = z.output<typeof registrarTask>;

/** Why a voter needs another personal link. */
export const lostReason = z.enum(['never-came', 'lost', 'seen-by-others']);
export type LostReason = z.output<typeof lostReason>;

export const registrarView = z.strictObject({
  name: z.string(),
  email: z.string(),
  election: z.string(),
  organisation: z.string(),
  help: z.string(),
  /** Where voters reach the election. */
  site: z.string(),
  phase,
  opens: deadline,
  closes: deadline,
  task: registrarTask,
  /** The roll for which the credentials are made: how many, and its hash. */
  roll: z.strictObject({ size: z.int(), hash: z.string() }),
  /** How many spare credentials the list must hold. */
  spares: z.int(),
  /** The hash of the list that was given, as the record's set-up names it; null before. */
  listHash: z.string().nullable(),
  /** Spares, by their public halves, that nobody has been given. */
  freeSpares: z.array(z.string()),
  /** Voters who need another link. */
  lost: z.array(
    z.strictObject({ id: z.uuid(), name: z.string(), email: z.string(), reason: lostReason, askedAt: instant }),
  ),
});
export type RegistrarView = z.output<typeof registrarView>;

const linkProblems = ['not-found', 'link-refused'] as const;

export const readRegistrar = endpoint({
  summary: 'What the holder of a registrar link must do next; changes nothing',
  method: 'POST',
  route: '/api/elections/:electionId/registrar',
  caller: 'anyone',
  path: electionPath,
  query: nothing,
  body: z.strictObject({ token }),
  reply: registrarView,
  status: 200,
  problems: linkProblems,
});

export const readRegistrarRoll = endpoint({
  summary: 'The frozen roll for which the registrar makes credentials, until the list is given',
  method: 'POST',
  route: '/api/elections/:electionId/registrar/roll',
  caller: 'anyone',
  path: electionPath,
  query: nothing,
  body: z.strictObject({ token }),
  reply: z.strictObject({
    voters: z.array(z.strictObject({ voter: z.uuid(), name: z.string(), email: z.string() })),
  }),
  status: 200,
  problems: [...linkProblems, 'election-not-draft', 'roll-not-frozen', 'list-already-given'],
});

/** The request stays below its limit: about 205 bytes a voter. */
const most = 150_000;

export const giveCredentials = endpoint({
  summary: 'Give the public credentials of all voters and the spares, once; the secrets stay with the registrar',
  method: 'POST',
  route: '/api/elections/:electionId/registrar/credentials',
  caller: 'anyone',
  path: electionPath,
  query: nothing,
  body: z.strictObject({
    token,
    credentials: z.array(z.strictObject({ voter: z.uuid(), ...publicPart })).max(most),
    spares: z.array(z.strictObject(publicPart)).max(most),
  }),
  reply: registrarView,
  status: 201,
  problems: [...linkProblems, 'election-not-draft', 'roll-not-frozen', 'list-refused', 'list-already-given'],
  bodyLimit: 32 * 1024 * 1024,
});

export const reportMailing = endpoint({
  summary: 'Say that every personal link was sent, and to whom none could be; the registrar then deletes the secrets',
  method: 'POST',
  route: '/api/elections/:electionId/registrar/mailing',
  caller: 'anyone',
  path: electionPath,
  query: nothing,
  body: z.strictObject({ token, undelivered: z.array(z.uuid()).max(most) }),
  reply: registrarView,
  status: 201,
  problems: [...linkProblems, 'mailing-not-due'],
  bodyLimit: 8 * 1024 * 1024,
});

export const replaceLink = endpoint({
  summary: 'Give a voter whose link was lost a spare credential; the old one is void, unless it was used',
  method: 'POST',
  route: '/api/elections/:electionId/registrar/replacements',
  caller: 'anyone',
  path: electionPath,
  query: nothing,
  body: z.strictObject({ token, id: z.uuid(), credential }),
  reply: registrarView,
  status: 201,
  problems: [...linkProblems, 'election-not-open', 'already-voted', 'already-decided', 'list-refused'],
});

export const inviteRegistrar = endpoint({
  summary: 'Mail the registrar a new personal link to what must be done next, if anything; earlier ones stop working',
  method: 'POST',
  route: '/api/office/elections/:electionId/registrar/invitations',
  caller: 'run-elections',
  path: electionPath,
  query: nothing,
  body: nothing,
  reply: z.strictObject({ invited: z.boolean() }),
  status: 202,
  problems: ['not-found', 'roll-not-frozen'],
});

export const voidCredentials = endpoint({
  summary: 'Before the opening: void the list that the registrar gave, and ask for a new one',
  method: 'POST',
  route: '/api/office/elections/:electionId/registrar/void',
  caller: 'run-elections',
  path: electionPath,
  query: nothing,
  body: nothing,
  reply: z.strictObject({ invited: z.boolean() }),
  status: 202,
  problems: ['not-found', 'election-not-draft', 'roll-not-frozen'],
});

export const askForLink = endpoint({
  summary: 'Ask the registrar for another personal link for a voter who has not voted',
  method: 'POST',
  route: '/api/office/elections/:electionId/roll/:entryId/link',
  caller: 'run-elections',
  path: z.strictObject({ electionId, entryId: z.uuid() }),
  query: nothing,
  body: z.strictObject({ reason: lostReason }),
  reply: z.strictObject({ asked: z.boolean() }),
  status: 202,
  problems: ['not-found', 'election-not-open', 'already-voted', 'mailing-not-due', 'no-spare-left'],
});
