import { createTransport } from 'nodemailer';
import type { Letter } from '../../emails/letter.ts';
import { recordMailboxMessage } from '../../db/mail.ts';
import type { Db } from '../../db/connect.ts';
import type { Clock } from '../clock.ts';
import type { Config } from '../config.ts';

/** A finished mail on its way out. `id` is the ledger's: the Message-ID is made of it, so a second try is the same mail. */
export interface OutgoingMail {
  readonly id: string;
  readonly to: { readonly name: string; readonly address: string };
  readonly letter: Letter;
}

export interface Mailer {
  readonly kind: 'smtp' | 'mailbox';
  /** Resolves when the mail server has taken the mail; throws otherwise. */
  send(mail: OutgoingMail): Promise<void>;
  close(): void;
}

/** A refusal that will not get better by trying again (SMTP 5xx). */
export class PermanentMailError extends Error {}

export function mailer(config: Config, db: Db, clock: Clock): Mailer {
  return config.smtpUrl === undefined ? mailboxMailer(db, clock) : smtpMailer(config.smtpUrl, config);
}

/** Keeps the mail for the mailbox page instead of sending it. */
function mailboxMailer(db: Db, clock: Clock): Mailer {
  return {
    kind: 'mailbox',
    send: ({ id, to, letter: { subject, text, html } }) =>
      db
        .transaction()
        .execute((trx) => recordMailboxMessage(trx, { id, to: to.address, subject, text, html }, clock.now())),
    close: () => undefined,
  };
}

function smtpMailer(url: string, config: Config): Mailer {
  const transport = createTransport({ url, pool: true, maxConnections: 5, ...signing(config) });
  const domain = new URL(config.publicUrl).hostname;
  return {
    kind: 'smtp',
    async send({ id, to, letter: { subject, text, html, leaveLink } }) {
      try {
        await transport.sendMail({
          from: config.mailFrom,
          to,
          subject,
          text,
          html,
          messageId: `<${id}@${domain}>`,
          headers: { 'Auto-Submitted': 'auto-generated', ...leaveHeaders(leaveLink) },
        });
      } catch (error) {
        throw isPermanent(error) ? new PermanentMailError(errorWords(error), { cause: error }) : error;
      }
    },
    close: () => {
      transport.close();
    },
  };
}

/**
 * One-click leaving (RFC 8058), for list mail alone. Whoever signs our mail with DKIM must sign both. Not folded: a folded
 * address has broken signatures elsewhere.
 */
function leaveHeaders(link: string | undefined) {
  if (link === undefined) return {};
  return {
    'List-Unsubscribe': { prepared: true, value: `<${link}>` },
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  };
}

/** What a signature covers: the one-click headers too, or a mail program must not believe them (RFC 8058, 4). */
const signedHeaders = [
  ...['From', 'Reply-To', 'Subject', 'Date', 'Message-ID', 'To', 'MIME-Version', 'Content-Type'],
  ...['Content-Transfer-Encoding', 'List-Id', 'List-Unsubscribe', 'List-Unsubscribe-Post', 'Auto-Submitted'],
];

function signing({ dkim }: Config) {
  if (dkim === undefined) return {};
  const { domain, selector, privateKey } = dkim;
  return { dkim: { domainName: domain, keySelector: selector, privateKey, headerFieldNames: signedHeaders.join(':') } };
}

function isPermanent(error: unknown): boolean {
  const code: unknown = error instanceof Error && 'responseCode' in error ? error.responseCode : undefined;
  return typeof code === 'number' && code >= 500 && code < 600;
}

/** What the mail server said, for the officer who must mend it. */
export function errorWords(error: unknown): string {
  const response: unknown = error instanceof Error && 'response' in error ? error.response : undefined;
  if (typeof response === 'string') return response.slice(0, 500);
  return error instanceof Error ? error.message.slice(0, 500) : 'The mail server gave no reason';
}
