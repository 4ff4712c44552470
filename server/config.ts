import { z } from 'zod';

const port = z.coerce.number().int().min(0).max(65_535);

/** What may be said from outside, read once. Everything has a default that works on one machine. */
const environment = z.object({
  /** PostgreSQL; left out: an embedded one in DATA_DIR. */
  DATABASE_URL: z.url().optional(),
  DATA_DIR: z.string().default('data'),
  /** Where mail goes, `smtp://user:password@host:587`; left out: the mailbox page. */
  SMTP_URL: z.url().optional(),
  MAIL_FROM: z.string().default('Quorate <no-reply@localhost>'),
  /** With which our mail is signed, where the mail server does not do it: the domain, the selector and the key as PEM. */
  DKIM_DOMAIN: z.string().optional(),
  DKIM_SELECTOR: z.string().default('quorate'),
  DKIM_PRIVATE_KEY: z.string().optional(),
  /** Where people reach this installation; links in mails begin with it, and requests from other origins are refused. */
  PUBLIC_URL: z.url().optional(),
  PORT: port.default(3000),
  /** The address to listen on; without SMTP_URL only this machine is let in, since everybody's mail lies open. */
  HOST: z.string().optional(),
  /** The name at the top of every page and mail. */
  ORGANISATION: z.string().default('Our organisation'),
  /** Whom people write to when something is wrong. */
  HELP_ADDRESS: z.string().default('the election office'),
  /** Addresses of reverse proxies whose X-Forwarded-For is believed, comma-separated, as Express writes them (`loopback`). */
  TRUST_PROXY: z.string().optional(),
  /** The payment provider; left out: dues are recorded by the office. */
  STRIPE_SECRET_KEY: z.string().optional(),
  /** With which the provider signs what it tells us; needed with STRIPE_SECRET_KEY. */
  STRIPE_WEBHOOK_SECRET: z.string().optional(),
  /** Where the provider's interface is reached, for a proxy of one's own. */
  STRIPE_API_URL: z.url().optional(),
  /** Payments recorded by hand above so many minor units need a second person. */
  SECOND_PERSON_ABOVE: z.coerce.number().int().min(0).default(100_000),
  DATABASE_CONNECTIONS: z.coerce.number().int().min(2).max(200).default(20),
  LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info'),
});

export interface StripeConfig {
  readonly secretKey: string;
  readonly webhookSecret: string;
  readonly apiUrl: string | undefined;
}

export interface Config {
  readonly databaseUrl: string | undefined;
  readonly dataDir: string;
  readonly smtpUrl: string | undefined;
  readonly mailFrom: string;
  readonly dkim: { readonly domain: string; readonly selector: string; readonly privateKey: string } | undefined;
  readonly publicUrl: string;
  readonly port: number;
  readonly host: string;
  readonly organisation: string;
  readonly helpAddress: string;
  readonly trustProxy: readonly string[];
  readonly stripe: StripeConfig | undefined;
  readonly secondPersonAbove: number;
  readonly databaseConnections: number;
  readonly logLevel: 'silent' | 'error' | 'warn' | 'info' | 'debug';
}

/** Decodes the environment; throws one sentence for each variable that is wrong. */
export function readConfig(variables: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(
    Object.entries(variables).filter(([, value]) => value !== undefined && value !== ''),
  );
  const decoded = environment.safeParse(given);
  if (!decoded.success) {
    const lines = decoded.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`The configuration is wrong.\n${lines.join('\n')}`);
  }
  const env = decoded.data;
  return {
    databaseUrl: env.DATABASE_URL,
    dataDir: env.DATA_DIR,
    smtpUrl: env.SMTP_URL,
    mailFrom: env.MAIL_FROM,
    dkim: dkimOf(env),
    publicUrl: (env.PUBLIC_URL ?? `http://localhost:${env.PORT}`).replace(/\/+$/, ''),
    port: env.PORT,
    host: env.HOST ?? (env.SMTP_URL === undefined ? '127.0.0.1' : '0.0.0.0'),
    organisation: env.ORGANISATION,
    helpAddress: env.HELP_ADDRESS,
    trustProxy: env.TRUST_PROXY?.split(',').map((address) => address.trim()) ?? [],
    stripe: stripeOf(env),
    secondPersonAbove: env.SECOND_PERSON_ABOVE,
    databaseConnections: env.DATABASE_CONNECTIONS,
    logLevel: env.LOG_LEVEL,
  };
}

/** Without the secret of its signatures, the provider could tell us nothing, and whoever paid would wait for ever. */
function stripeOf(env: z.output<typeof environment>): StripeConfig | undefined {
  const { STRIPE_SECRET_KEY: secretKey, STRIPE_WEBHOOK_SECRET: webhookSecret, STRIPE_API_URL: apiUrl } = env;
  if (secretKey === undefined) return undefined;
  if (webhookSecret === undefined) {
    throw new Error('The configuration is wrong.\nSTRIPE_WEBHOOK_SECRET: is needed with STRIPE_SECRET_KEY');
  }
  return { secretKey, webhookSecret, apiUrl };
}

function dkimOf({
  DKIM_DOMAIN: domain,
  DKIM_SELECTOR: selector,
  DKIM_PRIVATE_KEY: privateKey,
}: z.output<typeof environment>) {
  if (domain === undefined && privateKey === undefined) return undefined;
  if (domain === undefined || privateKey === undefined)
    throw new Error('The configuration is wrong.\nDKIM_DOMAIN, DKIM_PRIVATE_KEY: each needs the other');
  return { domain, selector, privateKey };
}
