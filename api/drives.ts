import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { deadline, instant, line, localTime, nothing, paragraphs } from './values.ts';

const driveId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,59}$/, 'Use small letters, digits and hyphens, at most 60 of them');
const drivePath = z.strictObject({ driveId });

/** What is counted: people who are members of a tier for the first time, or money received less what was returned. */
const goal = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('members'), tier: z.string(), amount: z.int().min(1).max(10_000_000) }),
  z.strictObject({
    kind: z.literal('money'),
    currency: z.string().regex(/^[A-Z]{3}$/, 'Use the three letters of a currency, such as USD'),
    /** Minor units. */
    amount: z.int().min(1).max(1_000_000_000_000),
  }),
]);

const driveForm = z.strictObject({
  title: line(160),
  about: paragraphs(4000),
  goal,
  zone: z.string().max(64),
  begins: localTime,
  ends: localTime,
});
export type DriveForm = z.output<typeof driveForm>;

/** A drive as everybody may see it: sums and counts, never a person or what one of them gave. */
export const driveView = z.strictObject({
  id: driveId,
  title: z.string(),
  about: z.string(),
  goal,
  /** The tier's name as of now; null for money. */
  tierName: z.string().nullable(),
  reached: z.int(),
  begins: deadline,
  ends: deadline,
  state: z.enum(['coming', 'running', 'over']),
});
export type DriveView = z.output<typeof driveView>;

export const readDrives = endpoint({
  summary: 'Every drive, newest first',
  method: 'GET',
  route: '/api/drives',
  caller: 'anyone',
  path: nothing,
  query: nothing,
  body: nothing,
  reply: z.strictObject({ organisation: z.string(), now: instant, drives: z.array(driveView) }),
  status: 200,
  problems: [],
});
export type DriveList = z.output<(typeof readDrives)['reply']>;

export const readDrive = endpoint({
  summary: 'One drive: what it counts and how far it is at this moment',
  method: 'GET',
  route: '/api/drives/:driveId',
  caller: 'anyone',
  path: drivePath,
  query: nothing,
  body: nothing,
  reply: z.strictObject({ organisation: z.string(), now: instant, drive: driveView }),
  status: 200,
  problems: ['not-found'],
});
export type DrivePage = z.output<(typeof readDrive)['reply']>;

export const startDrive = endpoint({
  summary: 'Make a drive at an address of its own, `/drives/ID`',
  method: 'POST',
  route: '/api/office/drives',
  caller: 'handle-money',
  path: nothing,
  query: nothing,
  body: driveForm.extend({ id: driveId }),
  reply: driveView,
  status: 201,
  problems: ['drive-exists'],
});

export const changeDrive = endpoint({
  summary: 'Change a drive; what it has reached is counted anew',
  method: 'PUT',
  route: '/api/office/drives/:driveId',
  caller: 'handle-money',
  path: drivePath,
  query: nothing,
  body: driveForm,
  reply: driveView,
  status: 200,
  problems: ['not-found'],
});
