/*
 * Who may enter whom, as data. `rooms.test.ts` walks the imports and holds them to this.
 * To enter is to import, types too.
 */

export interface Room {
  /** The other rooms that it may enter. */
  readonly enters: readonly string[];
  /** The npm packages that it may use. */
  readonly packages: readonly string[];
  /** Whether it may use what only Node has. */
  readonly onNode: boolean;
}

export const rooms: Readonly<Record<string, Room>> = {
  counting: { enters: [], packages: [], onNode: false },
  drawing: { enters: ['counting'], packages: ['d3-sankey'], onNode: false },
  protocol: { enters: [], packages: ['@noble/ciphers', '@noble/curves', '@noble/hashes'], onNode: false },
  api: { enters: ['protocol', 'membership'], packages: ['zod'], onNode: false },
  membership: { enters: [], packages: ['temporal-polyfill'], onNode: false },
  emails: { enters: ['membership'], packages: ['temporal-polyfill'], onNode: false },
  client: {
    enters: ['api', 'protocol', 'counting', 'membership', 'emails'],
    packages: ['preact', 'preact-render-to-string', 'temporal-polyfill', 'zod'],
    onNode: false,
  },
  terminal: { enters: ['api', 'protocol', 'counting', 'emails'], packages: ['nodemailer'], onNode: true },
  verifier: { enters: ['protocol', 'counting'], packages: [], onNode: true },
  db: { enters: ['protocol', 'membership'], packages: ['kysely', 'pg', 'pg-boss', 'temporal-polyfill'], onNode: true },
  server: {
    enters: ['api', 'protocol', 'counting', 'drawing', 'membership', 'db', 'emails'],
    packages: [
      'argon2',
      'cookie',
      'csv-parse',
      'csv-stringify',
      'diff',
      'express',
      'helmet',
      'ical-generator',
      'jsonwebtoken',
      'markdown-it',
      'nodemailer',
      'pdfkit',
      'pino',
      'pino-http',
      'rate-limiter-flexible',
      'sanitize-html',
      'sharp',
      'stripe',
      'temporal-polyfill',
      'zod',
    ],
    onNode: true,
  },
  demo: { enters: ['server', 'api', 'protocol'], packages: ['temporal-polyfill', 'zod'], onNode: true },
};

/** Rooms that may enter every other: nothing that runs in production enters them. */
export const guests: readonly string[] = ['test', 'bench'];

/** Files that are tools of a room's makers and do not run with it, each with its reason. */
export const tools: Readonly<Record<string, string>> = {
  'protocol/kernel/build.ts': 'compiles the kernel to WebAssembly: `npm run kernel`',
  'client/vite.config.ts': 'bundles the pages: `npm run pages`',
};

/** Files that package.json gives to Node alone, beside one of the same use for everywhere else. */
export const forNode: readonly string[] = ['protocol/bytes.node.ts'];

/** Packages that only some files may use, wherever else their room might. */
export const keepers: Readonly<Record<string, readonly string[]>> = {
  express: ['server/http/'],
  'pino-http': ['server/http/'],
  helmet: ['server/http/'],
  cookie: ['server/http/'],
  kysely: ['db/'],
  pg: ['db/'],
  'pg-boss': ['db/jobs.ts'],
  jsonwebtoken: ['server/token-signer.ts'],
  argon2: ['server/password-hasher.ts'],
  nodemailer: ['server/mail/mailer.ts', 'terminal/send-links.ts'],
  'rate-limiter-flexible': ['server/limits.ts'],
  'csv-parse': ['server/imports/'],
  'csv-stringify': ['server/csv.ts'],
  stripe: ['server/payments/', 'server/http/stripe-door.ts'],
  pdfkit: ['server/payments/'],
  'markdown-it': ['server/markdown.ts'],
  'sanitize-html': ['server/markdown.ts'],
  diff: ['server/difference.ts'],
  'ical-generator': ['server/calendar/'],
  sharp: ['server/nominations/'],
  // Doors: the contract, who calls and who answers it, the environment, the payloads of jobs. Inside, types are believed.
  zod: [
    'api/',
    'client/call.ts',
    'demo/visitor.ts',
    'server/config.ts',
    'server/http/mount.ts',
    'server/jobs/handlers.ts',
  ],
};

/** The subjects inside server/. They do not enter each other; what two share stands beside them. */
export const subjects = [
  'announcing',
  'bodies',
  'calendar',
  'candidates',
  'directory',
  'drives',
  'elections',
  'imports',
  'lists',
  'mail',
  'members',
  'nominations',
  'open-votes',
  'payments',
  'people',
  'tiers',
  'postgres',
  'proofs',
  'roll',
  'rounds',
  'seating',
  'sign-in',
  'registrar',
  'trustees',
  'voting',
];

/** The two doors inside server/ that may enter every subject: requests come in through one, the clock and jobs through the other. */
export const doors = ['http', 'jobs'];

/** Files beside the subjects that put the whole together, and so may enter subjects and doors. */
export const assembly: Readonly<Record<string, string>> = {
  'server/start.ts': 'a process',
  'server/run.ts': 'opens the doors',
  'server/start-ports.ts': 'makes the ports',
  'server/ports.ts': 'names the ports: types only',
  'server/print-links.ts': 'prints the set-up link when a process starts',
};
