import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process, { argv, env, stderr } from 'node:process';
import { recordRoute } from '../api/elections.ts';
import {
  giveCredentials,
  readRegistrar,
  readRegistrarRoll,
  replaceLink,
  reportMailing,
  type RegistrarView,
} from '../api/registrar.ts';
import { SHORTEST_PASSPHRASE } from '../protocol/key-file.ts';
import { isRefused } from '../protocol/refused.ts';
import {
  doubtAboutPublished,
  hashOfRoll,
  makeRegistrarFile,
  mergeTable,
  openRegistrarFile,
  personalLink,
  publicPart,
  registrarFileName,
  sealRegistrarFile,
  withoutVoters,
  type RegistrarFile,
} from '../protocol/registrar.ts';
import { askPassphrase } from './ask-passphrase.ts';
import { callSite, fetchRecord, mailedLink, Told, type MailedLink } from './call-site.ts';
import { sendLinks } from './send-links.ts';

/*
 * The registrar's program. It does what the page does, from a terminal, and trusts no page of the server: the requests
 * and the files are the same. The link is that of the newest mail.
 */

const usage = `The registrar's program. LINK is the one in the newest mail to you, in quotation marks.

  npm run registrar -- make LINK            makes the personal links, writes your file, gives the public list
  npm run registrar -- check FILE           whether the published list is exactly yours
  npm run registrar -- send FILE LINK       sends every voter the link from your mail account; may be run again
  npm run registrar -- table FILE           writes a table for a mail program instead
  npm run registrar -- sent FILE LINK       after the mail program: all links are out; deletes FILE
  npm run registrar -- replace FILE LINK    gives voters whose link was lost a spare one

To send: SMTP_URL=smtps://user:password@host, and MAIL_FROM with your name and address. MAILS_PER_MINUTE is 30.
`;

async function main([command, first = '', second = '']: readonly string[]): Promise<void> {
  switch (command) {
    case 'make':
      return make(mailedLink(first, 'registrar'));
    case 'check':
      return check((await openFile(first)).file);
    case 'send':
      return send(first, mailedLink(second, 'registrar'));
    case 'table':
      writeTable(await openFile(first), first);
      return;
    case 'sent':
      return finish(first, await openFile(first), mailedLink(second, 'registrar'), []);
    case 'replace':
      return replace(await openFile(first), mailedLink(second, 'registrar'));
    default:
      throw new Told(usage);
  }
}

async function make(link: MailedLink): Promise<void> {
  const { electionId, token } = link;
  const view = await callSite(readRegistrar, link, { token });
  const { voters } = await callSite(readRegistrarRoll, link, { token });
  if (hashOfRoll(voters) !== view.roll.hash)
    throw new Told('The roll that came is not the frozen one. Tell the office.');
  console.log(`${view.election}: ${voters.length} voters, and ${view.spares} spare links for those that get lost.`);
  const name = registrarFileName({ electionId, voters: voters.map((voter) => ({ ...voter, credential: '' })) });
  if (existsSync(name)) throw new Told(`${name} is here already. Move it away first: it may be the one you need.`);
  const passphrase = await newPassphrase();
  const { file, given } = makeRegistrarFile({ electionId, election: view.election, site: view.site, voters });
  const sealed = await sealRegistrarFile(file, passphrase);
  writeSecret(name, sealed);
  // The file must be whole on the disk before anything leaves: afterwards the list cannot be exchanged.
  if (readFileSync(name, 'utf8') !== sealed) throw new Told(`${name} could not be written. Nothing was given.`);
  const body = { token, credentials: [...given.credentials], spares: [...given.spares] };
  const { listHash } = await callSite(giveCredentials, link, body);
  console.log(`Your file is ${name}. Keep it and its passphrase.`);
  console.log(`The public list is given. Its fingerprint: ${listHash ?? ''}`);
  console.log('When the office has opened the election, we write to you: then send the links.');
}

async function newPassphrase(): Promise<string> {
  const passphrase = await askPassphrase(`A passphrase for your file, at least ${SHORTEST_PASSPHRASE} characters`);
  if (passphrase.length < SHORTEST_PASSPHRASE) throw new Told('This passphrase is too short. Nothing was made.');
  if ((await askPassphrase('The same again')) !== passphrase)
    throw new Told('The two passphrases differ. Nothing was made.');
  return passphrase;
}

/** Never over a file that is there: it may hold the only links. */
function writeSecret(name: string, text: string): void {
  writeFileSync(name, text, { flag: 'wx', mode: 0o600 });
}

interface OpenFile {
  readonly file: RegistrarFile;
  readonly passphrase: string;
}

async function openFile(name: string): Promise<OpenFile> {
  if (!existsSync(name)) throw new Told(`There is no file ${name}.`);
  const passphrase = await askPassphrase(`The passphrase of ${name}`);
  try {
    return { file: await openRegistrarFile(readFileSync(name, 'utf8'), passphrase), passphrase };
  } catch (error) {
    if (isRefused(error)) throw new Told(`${name} cannot be opened: ${error.detail}.`);
    throw error;
  }
}

async function check(file: RegistrarFile): Promise<void> {
  const record = await fetchRecord(recordRoute, file.site, file.electionId);
  const doubt = doubtAboutPublished(record, file);
  if (doubt !== undefined) {
    const what =
      doubt.why === 'check-failed' ? `this does not hold: ${doubt.claim} (${doubt.at})` : doubtWords[doubt.why];
    throw new Told(`Do not send the links: ${what}. Tell the office, an auditor and the trustees.`);
  }
  console.log('The published list is exactly yours, for exactly the roll that you were given.');
}

const doubtWords = {
  'other-election': 'what arrived is the record of another election',
  'list-differs': 'the published list of credentials is not the one that you gave',
  'roll-differs': 'the published roll is not the one that you were given',
} as const;

async function send(name: string, link: MailedLink): Promise<void> {
  const account = accountOf();
  const opened = await openFile(name);
  const view = await viewFor(opened.file, link);
  assertWhole(opened.file);
  await check(opened.file);
  const diary = `${name}.sent`;
  const mailing = await sendLinks(opened.file, view, account, { diary, onProgress: (words) => console.log(words) });
  if (mailing.left.length > 0)
    throw new Told(`${mailing.left.length} links are not sent yet. Run the same command again: it goes on with those.`);
  await finish(name, opened, link, mailing.undelivered);
  rmSync(diary, { force: true });
}

function accountOf() {
  const { SMTP_URL: smtpUrl, MAIL_FROM: from, MAILS_PER_MINUTE: perMinute = '30' } = env;
  if (smtpUrl === undefined || from === undefined || !(Number(perMinute) > 0)) throw new Told(usage);
  return { smtpUrl, from, perMinute: Number(perMinute) };
}

async function viewFor(file: RegistrarFile, link: MailedLink): Promise<RegistrarView> {
  if (link.electionId !== file.electionId) throw new Told('The link and the file belong to two elections.');
  return callSite(readRegistrar, link, { token: link.token });
}

function assertWhole(file: RegistrarFile): void {
  if (file.voters.length === 0) throw new Told('This file holds the spare links alone. Use the first file.');
}

function writeTable({ file }: OpenFile, name: string): void {
  assertWhole(file);
  const table = join(dirname(name), `${file.electionId}-mail-merge.csv`);
  writeSecret(table, mergeTable(file));
  console.log(`Written: ${table}. It holds every link: delete it when the mails are out, then run: sent FILE LINK`);
}

/** The links are out: what remains are the spares, and the voters' secrets are gone. */
async function finish(
  name: string,
  { file, passphrase }: OpenFile,
  link: MailedLink,
  undelivered: readonly string[],
): Promise<void> {
  await viewFor(file, link);
  assertWhole(file);
  const spares = join(dirname(name), registrarFileName({ electionId: file.electionId, voters: [] }));
  if (!existsSync(spares)) writeSecret(spares, await sealRegistrarFile(withoutVoters(file), passphrase));
  await callSite(reportMailing, link, { token: link.token, undelivered: [...undelivered] });
  rmSync(name);
  const sent = file.voters.length - undelivered.length;
  console.log(`${sent} links are sent, ${undelivered.length} could not be. The office knows which.`);
  console.log(`${name} is deleted. Delete the sent mails too. The spare links are in ${spares}, until voting closes.`);
}

async function replace({ file }: OpenFile, link: MailedLink): Promise<void> {
  let view = await viewFor(file, link);
  if (view.lost.length === 0) {
    console.log('Nobody needs another link.');
    return;
  }
  for (const { id, name, email } of view.lost) {
    const spare = file.spares.find((one) => view.freeSpares.includes(publicPart(file.electionId, one).credential));
    if (spare === undefined) throw new Told('This file holds no spare link that is free.');
    const { credential } = publicPart(file.electionId, spare);
    view = await callSite(replaceLink, link, { token: link.token, id, credential });
    console.log(`${name} <${email}>\n${personalLink(file, spare)}\n`);
  }
  console.log('Send each link to its voter now. The old ones are void.');
}

try {
  await main(argv.slice(2));
} catch (error) {
  if (!(error instanceof Told)) throw error;
  stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
