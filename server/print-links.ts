import type { Ports } from './ports.ts';
import { makeSetUpLink } from './sign-in/set-up.ts';

/**
 * Tells whoever started the server where it is, what it does without, and how to make the first administrator.
 * `embeddedIn`: the folder of the embedded PostgreSQL, where there is one.
 */
export async function printLinks(ports: Ports, embeddedIn?: string): Promise<void> {
  const { config } = ports;
  const link = await makeSetUpLink(ports);
  const lines = [
    '',
    `Quorate is at ${config.publicUrl}`,
    ...(embeddedIn !== undefined
      ? [
          '',
          `!! DATABASE_URL is not set: everything is kept by an embedded PostgreSQL in ${embeddedIn}`,
          '!! Good for trying it out. For a real election, set DATABASE_URL to a server that is backed up.',
        ]
      : []),
    ...(config.smtpUrl === undefined
      ? [
          '',
          `!! SMTP_URL is not set: no mail is sent. It is kept at ${config.publicUrl}/mailbox`,
          '!! Whoever uses this machine can read every code and ballot link there. For a real election, set SMTP_URL.',
        ]
      : []),
    ...(link === undefined ? [] : ['', 'Make the first administrator with this one-time link:', `  ${link}`]),
    '',
  ];
  console.log(lines.join('\n'));
}
