import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { nothing } from './values.ts';

/** Members who chose to be shown to each other. Nobody is in it who did not choose so; dues and addresses never are. */

/** A member as the others see them: empty where they do not show it. */
const listed = z.strictObject({
  name: z.string(),
  city: z.string(),
  country: z.string(),
  /** `Fellow since 2019`, `Fellow`, `Member since 2019`. */
  membership: z.string(),
  link: z.string(),
});
export type Listed = z.output<typeof listed>;

export const readDirectory = endpoint({
  summary: 'Members who chose to be shown, by name; for active members alone',
  method: 'GET',
  route: '/api/directory',
  caller: 'person',
  path: nothing,
  query: z.strictObject({
    search: z.string().max(100).default(''),
    /** Where to go on: `next` of the page before. */
    from: z.coerce.number().int().min(0).max(10_000_000).default(0),
  }),
  body: nothing,
  reply: z.strictObject({ members: z.array(listed), next: z.int().nullable() }),
  status: 200,
  problems: ['members-only'],
});

const choices = {
  isListed: z.boolean(),
  showsName: z.boolean(),
  showsCity: z.boolean(),
  showsCountry: z.boolean(),
  showsTiers: z.boolean(),
  showsSince: z.boolean(),
};

/** An address on the web; with a name and password before the host it could pass for another. */
const link = z
  .string()
  .trim()
  .max(200, 'At most 200 characters')
  .transform((text) => (text === '' ? '' : (httpsAddress(text) ?? 'refused')))
  .pipe(z.string().refine((text) => text !== 'refused', 'Write one address that begins with https://'));

function httpsAddress(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const { protocol, username, password, hostname, href } = new URL(text);
  return protocol === 'https:' && username === '' && password === '' && hostname.includes('.') ? href : undefined;
}

const listing = z.strictObject({
  ...choices,
  link: z.string(),
  /** How the others see me now; null: they do not. */
  shown: listed.nullable(),
  /** Whether I am an active member: others are shown to me, and I to them, only while I am. */
  isActive: z.boolean(),
});
export type MyListing = z.output<typeof listing>;

export const readMyListing = endpoint({
  summary: 'Whether I am in the directory, and with what',
  method: 'GET',
  route: '/api/me/listing',
  caller: 'person',
  path: nothing,
  query: nothing,
  body: nothing,
  reply: listing,
  status: 200,
  problems: [],
});

export const chooseListing = endpoint({
  summary: 'Choose whether I am in the directory, and with what',
  method: 'PUT',
  route: '/api/me/listing',
  caller: 'person',
  path: nothing,
  query: nothing,
  body: z.strictObject({ ...choices, link }),
  reply: listing,
  status: 200,
  problems: [],
});
