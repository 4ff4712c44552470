import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { memberView } from './members.ts';
import { line, nothing, personId } from './values.ts';

/** Two records that are perhaps one person: found, compared, merged by a person, undone for 30 days. */

export const duplicateWhy = z.enum(['plus-address', 'former-address', 'name-and-place', 'name']);
export type DuplicateWhy = z.output<typeof duplicateWhy>;

const briefPerson = z.strictObject({
  id: personId,
  number: z.string(),
  name: z.string(),
  email: z.string(),
  city: z.string(),
});

export const readDuplicates = endpoint({
  summary: 'Pairs of records that are probably one person, the surest first',
  method: 'GET',
  route: '/api/office/duplicates',
  caller: 'read-members',
  path: nothing,
  query: z.strictObject({ page: z.coerce.number().int().min(1).max(10_000).default(1) }),
  body: nothing,
  reply: z.strictObject({
    total: z.int(),
    perPage: z.int(),
    pairs: z.array(z.strictObject({ one: briefPerson, other: briefPerson, why: duplicateWhy })),
  }),
  status: 200,
  problems: [],
});

const pairPath = z.strictObject({ survivorId: personId, duplicateId: personId });

export const readPair = endpoint({
  summary: 'Two records side by side, and what merging them would do',
  method: 'GET',
  route: '/api/office/duplicates/:survivorId/:duplicateId',
  caller: 'read-members',
  path: pairPath,
  query: nothing,
  body: nothing,
  reply: z.strictObject({
    survivor: memberView,
    duplicate: memberView,
    /** How the person would stand when both are read as one. */
    merged: z.strictObject({
      standings: memberView.shape.standings,
      eligible: z.boolean(),
      /** What changes for votes, payments and eligibility, in sentences. */
      effects: z.array(z.string()),
    }),
    /** Why they cannot be merged now; null when they can. */
    refusal: z.string().nullable(),
  }),
  status: 200,
  problems: ['not-found'],
});

const side = z.enum(['survivor', 'duplicate']);

export const mergeMembers = endpoint({
  summary: 'Read two records as one person from now on; each detail is taken from the side that is named',
  method: 'POST',
  route: '/api/office/duplicates/:survivorId/:duplicateId',
  caller: 'edit-members',
  path: pairPath,
  query: nothing,
  body: z.strictObject({ name: side, email: side, city: side, country: side, reason: line(300) }),
  reply: memberView,
  status: 200,
  problems: ['not-found', 'not-mergeable'],
});

export const undoMerge = endpoint({
  summary: 'Let two merged records stand for themselves again, within 30 days',
  method: 'POST',
  route: '/api/office/merges/:mergeId/undo',
  caller: 'edit-members',
  path: z.strictObject({ mergeId: z.uuid() }),
  query: nothing,
  body: z.strictObject({ reason: line(300) }),
  reply: memberView,
  status: 200,
  problems: ['not-found', 'not-mergeable'],
});

export const keepApart = endpoint({
  summary: 'Say that two records are two people; the pair is not shown again',
  method: 'DELETE',
  route: '/api/office/duplicates/:survivorId/:duplicateId',
  caller: 'edit-members',
  path: pairPath,
  query: nothing,
  body: nothing,
  reply: nothing,
  status: 200,
  problems: ['not-found'],
});
