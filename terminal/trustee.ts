import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import process, { argv, stderr, stdout } from 'node:process';
import { parseArgs } from 'node:util';
import { recordRoute } from '../api/elections.ts';
import { recordAsk } from '../api/rules.ts';
import {
  giveCeremonyMessage,
  giveKey,
  giveShare,
  readTrustee,
  type CeremonyStep,
  type CeremonyView,
  type TrusteeView,
} from '../api/trustees.ts';
import { decryptExamined, type ExaminedTally } from '../protocol/examine-tally.ts';
import { hashOf } from '../protocol/hash.ts';
import { parseJson, type JsonObject } from '../protocol/json.ts';
import { SHORTEST_PASSPHRASE } from '../protocol/key-file.ts';
import { spokenFingerprint } from '../protocol/spoken-fingerprint.ts';
import { makeCertificate } from '../protocol/threshold/certificates.ts';
import { ThresholdRefused } from '../protocol/threshold/finding.ts';
import { makePolynomial } from '../protocol/threshold/polynomials.ts';
import { newSeed } from '../protocol/threshold/seed.ts';
import { makeVoutput } from '../protocol/threshold/voutputs.ts';
import { generateTrusteeKey } from '../protocol/trustee-key.ts';
import { openTrusteeFile, sealTrusteeFile, type TrusteeSecret } from '../protocol/trustee-key-file.ts';
import { askLine, askPassphrase } from './ask-passphrase.ts';
import { callSite, fetchRecord, mailedLink, sendShuffle, Told, type MailedLink } from './call-site.ts';
import { examineFor, openedBefore, rememberOpened } from './examine.ts';
import { mix } from './mix.ts';
import { openSealedKey } from './sealed-key.ts';
import { tellProgress } from './tell-progress.ts';
import { decryptOffline, shuffleOffline } from './trustee-offline.ts';

/*
 * A trustee's program. It does what the page does, from a terminal, and trusts no page of the server: the requests and the
 * key file are the same.
 */

const usage = `A trustee's program. LINK is the one in the newest mail to you, in quotation marks.

  npm run trustee -- LINK          does what is due: makes your key, takes the next step of a key made together,
                                   mixes the ballots, or adds your part to the result; before these two it checks
                                   the whole board
  npm run trustee -- shuffle FILE.bel > shuffle.json
                                   mixes the ballots of a record without a network; no key is needed for it
  npm run trustee -- decrypt FILE.bel --key KEY [--decryption-key SEALED] [--opened STATE] > share.json
                                   your part, without a network. KEY is your key file, or a private key of
                                   belenios-tool; SEALED is what its trustees of a group have beside it

Your key file ELECTION-trustee-N-key.json lies in the folder where you work. Beside it, in a file that ends in .opened,
is written which tally you opened: another one of the same election is refused.
`;

async function main(args: readonly string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      key: { type: 'string' },
      'decryption-key': { type: 'string' },
      opened: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  const [first = '', file] = positionals;
  if (values.help === true) console.log(usage);
  else if (first === 'shuffle' && file !== undefined) stdout.write(`${await shuffleOffline(file)}\n`);
  else if (first === 'decrypt' && file !== undefined && values.key !== undefined) {
    const { key, opened, 'decryption-key': sealed } = values;
    stdout.write(`${await decryptOffline({ record: file, key, sealed, opened })}\n`);
  } else if (['', 'decrypt', 'shuffle'].includes(first)) throw new Told(usage);
  else await work(mailedLink(first, 'trustee'));
}

/** Goes on as long as something is due; the file is opened once. */
async function work(link: MailedLink): Promise<void> {
  let view = await callSite(readTrustee, link, { token: link.token });
  console.log(`${view.election}, ${view.organisation}: ${view.name}, trustee ${view.owner} of ${view.trustees}.`);
  const seat: Seat = { link, secret: undefined };
  for (let next: TrusteeView | undefined = view; next !== undefined; next = await step(seat, view)) view = next;
  console.log(waitingWords(view));
}

interface Seat {
  readonly link: MailedLink;
  secret: TrusteeSecret | undefined;
}

/** Does what is due; undefined when nothing is. */
async function step(seat: Seat, view: TrusteeView): Promise<TrusteeView | undefined> {
  switch (view.task) {
    case 'make-key':
      return makeKey(seat, view);
    case 'share-out':
    case 'finish-key':
      if (view.ceremony === null) throw new Told('The server asks for a step of a group, and there is none.');
      return goOn(seat, view, view.ceremony);
    case 'decrypt':
      return addPart(seat, view);
    case 'shuffle':
      return mixBallots(seat, view);
    case 'wait-for-others':
    case 'wait-for-close':
    case 'wait-for-shuffles':
    case 'done':
    case 'not-needed':
    case 'void':
      return undefined;
  }
}

async function makeKey(seat: Seat, view: TrusteeView): Promise<TrusteeView> {
  const { link } = seat;
  const { token, electionId } = link;
  const name = fileName(link, view);
  if (existsSync(name)) console.log(`${name} is here already, and is used.`);
  else await writeKeyFile(name, link, view);
  // What is on the disk must open before anything leaves: afterwards the key cannot be exchanged.
  const secret = await openFile(seat, view);
  const { ceremony } = view;
  const given =
    ceremony === null
      ? await callSite(giveKey, link, { token, publicKey: secret.public })
      : await callSite(giveCeremonyMessage, link, {
          token,
          ceremony: ceremony.number,
          step: 'certificate',
          message: secret.public,
        });
  console.log(`Your key is given. Keep ${name} and its passphrase until the result of ${electionId} is out.`);
  return given;
}

async function writeKeyFile(name: string, { electionId }: MailedLink, view: TrusteeView): Promise<void> {
  const { owner, election } = view;
  const question = `A passphrase for your key file, at least ${SHORTEST_PASSPHRASE} characters`;
  const passphrase = await askPassphrase(question);
  if (passphrase.length < SHORTEST_PASSPHRASE) throw new Told('This passphrase is too short. Nothing was made.');
  const text = await sealTrusteeFile(newSecret(view), { electionId, election, owner }, passphrase);
  writeFileSync(name, text, { flag: 'wx', mode: 0o600 });
  console.log(`Written: ${name}. Now it is opened again, as proof.`);
}

function newSecret({ ceremony, trustees, threshold, owner }: TrusteeView): TrusteeSecret {
  if (ceremony === null) {
    const { privateKey, publicKey } = generateTrusteeKey();
    return { kind: 'trustee key', secret: privateKey, public: publicKey };
  }
  const seed = newSeed();
  const certificate = makeCertificate({ seed, size: trustees, threshold: threshold ?? 0, index: owner });
  return { kind: 'trustee seed', secret: seed, public: certificate };
}

function fileName({ electionId }: MailedLink, { owner }: TrusteeView): string {
  return `${electionId}-trustee-${owner}-key.json`;
}

async function openFile(seat: Seat, view: TrusteeView): Promise<TrusteeSecret> {
  if (seat.secret !== undefined) return seat.secret;
  const { electionId } = seat.link;
  const { owner, publicKey, ceremony } = view;
  const name = fileName(seat.link, view);
  if (!existsSync(name)) throw new Told(`There is no file ${name} here. Run this in the folder where it is.`);
  const kind = ceremony === null ? 'trustee key' : 'trustee seed';
  const expected = { electionId, owner, kind, public: ceremony === null ? publicKey : ceremony.certificate } as const;
  const passphrase = await askPassphrase(`The passphrase of ${name}`);
  const opening = await openTrusteeFile(readFileSync(name, 'utf8'), passphrase, expected);
  if (!opening.ok) throw new Told(`${name} cannot be used: ${faults[opening.fault]}.`);
  seat.secret = opening.key;
  return opening.key;
}

const faults = {
  'no-key-file': 'it is not a key file, or not whole',
  damaged: 'it is not whole, or was changed',
  'other-election': 'it belongs to another election',
  'other-trustee': 'it belongs to another trustee',
  'other-key': 'it holds another key than the one that you gave',
  'wrong-passphrase': 'the passphrase is another one',
} as const;

async function goOn(seat: Seat, view: TrusteeView, ceremony: CeremonyView): Promise<TrusteeView> {
  const { token } = seat.link;
  if (view.task === 'finish-key') await compare(view, ceremony);
  const { secret } = await openFile(seat, view);
  const made = nextMessage(view, ceremony, secret);
  const given = await callSite(giveCeremonyMessage, seat.link, { token, ceremony: ceremony.number, ...made });
  console.log(view.task === 'share-out' ? 'Step 2 of 3 is done.' : 'Step 3 of 3 is done: your key is finished.');
  return given;
}

/** The server passes everything on, and could have exchanged a key for its own: only people who talk can see it. */
async function compare({ names }: TrusteeView, { certificates }: CeremonyView): Promise<void> {
  console.log('Call the other trustees. Each reads their own line aloud, and all look whether theirs says the same.\n');
  for (const [place, certificate] of certificates.entries()) {
    console.log(`  ${names[place] ?? ''}\n    ${spokenFingerprint(certificate)}`);
  }
  const answer = await askLine('\nIf all are the same, type: same');
  if (answer.trim() !== 'same') throw new Told('Your key is not finished, and nothing was sent. Tell the office.');
}

function nextMessage(
  { task, owner, names }: TrusteeView,
  { certificates: certs, vinput }: CeremonyView,
  seed: string,
): { readonly step: CeremonyStep; readonly message: string } {
  try {
    const made = { seed, certs, index: owner };
    if (task === 'share-out') return { step: 'polynomial', message: makePolynomial(made) };
    return { step: 'voutput', message: makeVoutput({ ...made, vinput: vinput ?? '' }) };
  } catch (error) {
    if (!(error instanceof ThresholdRefused)) throw error;
    const whose = error.trustee === undefined ? 'the server' : (names[error.trustee - 1] ?? 'a trustee');
    throw new Told(
      `What ${whose} gave does not hold: ${error.detail}. Nothing was sent. Tell the office and the other trustees.`,
    );
  }
}

async function mixBallots({ link }: Seat, view: TrusteeView): Promise<TrusteeView> {
  console.log('You mix the ballots, so that nobody can tell whose is whose. First the whole board is checked.');
  const record = await fetchRecord(recordRoute, link.site, link.electionId);
  const me = { electionId: link.electionId, owner: view.owner, publicKey: elementIn(view) };
  const { tally, facts } = examineFor(record, { ...me, opened: undefined, act: 'shuffle' }, recordAsk);
  const shuffle = await mix(tally);
  const given = await sendShuffle(link, { shuffle, after: facts.shuffles });
  const hash = hashOf(shuffle);
  if (given.shuffles?.mine !== hash)
    throw new Told('The board shows other ballots than those you mixed. Tell the office.');
  console.log(`You mixed the ballots. They stand on the public board, with the fingerprint ${hash}.`);
  return given;
}

async function addPart(seat: Seat, view: TrusteeView): Promise<TrusteeView> {
  const { link } = seat;
  const state = `${fileName(link, view)}.opened`;
  console.log('The whole board is checked, and the tally computed from it.');
  const record = await fetchRecord(recordRoute, link.site, link.electionId);
  const { tally } = examineFor(
    record,
    {
      ...{ electionId: link.electionId, owner: view.owner, publicKey: elementIn(view) },
      ...{ opened: openedBefore(state, link.electionId), act: 'decrypt' },
    },
    recordAsk,
  );
  const share = decrypt(await openFile(seat, view), view, tally);
  rememberOpened(state, link.electionId, tally.hash);
  const given = await callSite(giveShare, link, { token: link.token, share });
  console.log('Your part is added.');
  return given;
}

/** In a group the key to the tally was sealed for its trustee at the end of the ceremony, and lies with the server. */
function decrypt({ kind, secret }: TrusteeSecret, { ceremony }: TrusteeView, tally: ExaminedTally): string {
  const encryptedKey = ceremony?.encryptedKey ?? '';
  const share = decryptExamined(
    tally,
    kind === 'trustee key' ? secret : openSealedKey(secret, encryptedKey),
    tellProgress('Making your part'),
  );
  if (share === undefined) throw new Told('This is not the key that stands in the record. Nothing was sent.');
  return share;
}

function elementIn({ publicKey }: TrusteeView): string {
  const key = publicKey === null ? undefined : parseJson(publicKey);
  const element = key instanceof Map ? (key as JsonObject).get('public_key') : undefined;
  return typeof element === 'string' ? element : '';
}

function moreWords({ shuffles }: TrusteeView): string {
  const more = (shuffles?.needed ?? 0) - (shuffles?.done ?? 0);
  return more === 1 ? '1 more trustee must mix the ballots.' : `${more} more trustees must mix the ballots.`;
}

function waitingWords(view: TrusteeView): string {
  const { task, ceremony, names, keysGiven, sharesGiven, trustees, threshold } = view;
  switch (task) {
    case 'wait-for-others': {
      if (ceremony === null) return `${keysGiven} of ${trustees} trustees have made a key. We write to you.`;
      const least = Math.min(...ceremony.done);
      const missing = names.filter((_, place) => ceremony.done[place] === least);
      return `We wait for ${new Intl.ListFormat('en-GB').format(missing)}, and write to you when the next step is due.`;
    }
    case 'wait-for-close':
      return 'You are done until voting closes. Then we write to you.';
    case 'wait-for-shuffles':
      return `${moreWords(view)} We write to you when your part is due.`;
    case 'done':
      return `You are done: ${sharesGiven} of ${threshold ?? trustees} parts that are needed have come.`;
    case 'not-needed':
      return 'Enough trustees have added their part. Nothing more is needed from you.';
    case 'void':
      return 'The quorum was missed. No ballot is opened, and your part is not needed.';
    case 'make-key':
    case 'share-out':
    case 'finish-key':
    case 'shuffle':
    case 'decrypt':
      return '';
  }
}

try {
  await main(argv.slice(2));
} catch (error) {
  if (!(error instanceof Told)) throw error;
  stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
