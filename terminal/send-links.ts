import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { createTransport } from 'nodemailer';
import type { RegistrarView } from '../api/registrar.ts';
import { personalLinkLetter } from '../emails/registrar.ts';
import { personalLink, type RegistrarFile } from '../protocol/registrar.ts';
import { Told } from './call-site.ts';

/** How the registrar's own mail account is reached, and how fast it may be used. */
export interface Account {
  /** `smtps://user:password@host` */
  readonly smtpUrl: string;
  readonly from: string;
  readonly perMinute: number;
}

/** What became of the links: voters by the server's number. `left`: not sent yet, and worth another try. */
export interface Mailing {
  readonly sent: readonly string[];
  readonly undelivered: readonly string[];
  readonly left: readonly string[];
}

/** So many refusals in a row that are not about one address mean that the account is the matter. */
const mostInARow = 5;

/**
 * Sends each voter the link from the registrar's own account. Every fate is written down at once, by the voter's number
 * alone, so that a program that was stopped goes on where it was.
 */
export async function sendLinks(
  file: RegistrarFile,
  view: RegistrarView,
  account: Account,
  { diary, onProgress }: { readonly diary: string; readonly onProgress: (words: string) => void },
): Promise<Mailing> {
  const { smtpUrl: url, perMinute } = account;
  const transport = createTransport({ url, pool: true, maxConnections: 1, rateDelta: 60_000, rateLimit: perMinute });
  const before = readDiary(diary);
  let inARow = 0;
  try {
    for (const [place, voter] of file.voters.entries()) {
      if (before.has(voter.voter)) continue;
      const fate = await sendOne(transport, linkMail(file, view, account, voter));
      inARow = fate.is === 'left' ? inARow + 1 : 0;
      if (fate.is !== 'left') appendFileSync(diary, `${voter.voter} ${fate.is}\n`, { mode: 0o600 });
      onProgress(`${place + 1} of ${file.voters.length}${fate.is === 'sent' ? '' : `: ${voter.email}: ${fate.words}`}`);
      if (inARow === mostInARow)
        throw new Told(`The mail server refuses: ${fate.words}. Run the same command again later.`);
    }
  } finally {
    transport.close();
  }
  return mailingOf(file, readDiary(diary));
}

type Voter = RegistrarFile['voters'][number];

function linkMail(file: RegistrarFile, view: RegistrarView, { from }: Account, { name, email, credential }: Voter) {
  const { organisation, election, help, opens, closes } = view;
  const facts = { organisation, election, help, opens, closes, registrar: view.name };
  const { subject, text, html } = personalLinkLetter({ ...facts, name, link: personalLink(file, credential) });
  return { from, to: { name, address: email }, subject, text, html };
}

interface Fate {
  readonly is: 'sent' | 'undelivered' | 'left';
  readonly words: string;
}

async function sendOne(
  transport: ReturnType<typeof createTransport>,
  mail: ReturnType<typeof linkMail>,
): Promise<Fate> {
  try {
    await transport.sendMail(mail);
    return { is: 'sent', words: '' };
  } catch (error) {
    const words = error instanceof Error ? error.message : 'no reason given';
    const code: unknown = error instanceof Error && 'responseCode' in error ? error.responseCode : undefined;
    // 5xx: this address will not do tomorrow either.
    return { is: typeof code === 'number' && code >= 500 ? 'undelivered' : 'left', words };
  }
}

function readDiary(diary: string): ReadonlyMap<string, string> {
  const text = existsSync(diary) ? readFileSync(diary, 'utf8') : '';
  const lines = text.split('\n').filter((line) => line !== '');
  return new Map(lines.map((line) => [line.slice(0, 36), line.slice(37)]));
}

function mailingOf({ voters }: RegistrarFile, fates: ReadonlyMap<string, string>): Mailing {
  const those = (fate: string | undefined) =>
    voters.filter(({ voter }) => fates.get(voter) === fate).map(({ voter }) => voter);
  return { sent: those('sent'), undelivered: those('undelivered'), left: those(undefined) };
}
