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
  DATABASE_CONNECTIONS: z.coerce.number().int().min(2).max(200).default(20),
  LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info'),
});

export interface Config {
  readonly databaseUrl: string | undefined;
  readonly dataDir: string;
  readonly smtpUrl: string | undefined;
  readonly mailFrom: string;
  readonly publicUrl: string;
  readonly port: number;
  readonly host: string;
  readonly organisation: string;
  readonly helpAddress: string;
  readonly trustProxy: readonly string[];
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
    publicUrl: (env.PUBLIC_URL ?? `http://localhost:${env.PORT}`).replace(/\/+$/, ''),
    port: env.PORT,
    host: env.HOST ?? (env.SMTP_URL === undefined ? '127.0.0.1' : '0.0.0.0'),
    organisation: env.ORGANISATION,
    helpAddress: env.HELP_ADDRESS,
    trustProxy: env.TRUST_PROXY?.split(',').map((address) => address.trim()) ?? [],
    databaseConnections: env.DATABASE_CONNECTIONS,
    logLevel: env.LOG_LEVEL,
  };
}
