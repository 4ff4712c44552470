import { existsSync, readFileSync } from 'node:fs';
import { recordAsk } from '../api/rules.ts';
import { decryptExamined, type RulesAsk } from '../protocol/examine-tally.ts';
import { openKeyFile, readKeyFile } from '../protocol/key-file.ts';
import { isRefused } from '../protocol/refused.ts';
import { isSeed } from '../protocol/threshold/seed.ts';
import { publicKeyOf } from '../protocol/trustee-key.ts';
import { openRecord, type RecordInMemory } from '../protocol/verify-record.ts';
import { askPassphrase } from './ask-passphrase.ts';
import { Told } from './call-site.ts';
import { examineFor, openedBefore, rememberOpened } from './examine.ts';
import { mix } from './mix.ts';
import { openSealedKey } from './sealed-key.ts';
import { tellProgress } from './tell-progress.ts';

export interface Offline {
  /** The files' names. */
  readonly record: string;
  readonly key: string;
  /** What a trustee of a group has from the end of the ceremony. */
  readonly sealed: string | undefined;
  /** Where it is remembered what was opened; beside the key unless it is said. */
  readonly opened: string | undefined;
}

/** A trustee's part, from files alone. The election may have been set up by another program of the same protocol. */
export async function decryptOffline({ record, key, sealed, opened }: Offline): Promise<string> {
  const bytes = readFile(record);
  const opening = openRecord([bytes]);
  const state = opened ?? `${key}.opened`;
  if (!opening.ok) throw new Told(`Nothing was opened: ${record} is not a record whose set-up holds.`);
  const { electionId, owners } = facts(opening.record);
  const privateKey = await privateKeyIn(key, sealed);
  const publicKey = publicKeyOf(privateKey);
  const owner = owners.indexOf(publicKey) + 1;
  const wanted = { electionId, owner, publicKey, opened: openedBefore(state, electionId), act: 'decrypt' } as const;
  const { tally } = examineFor(bytes, wanted, asksOf(opening.record));
  const share = decryptExamined(tally, privateKey, tellProgress('Opening'));
  if (share === undefined) throw new Told('This key is not in the record. Nothing was opened.');
  rememberOpened(state, electionId, tally.hash);
  return share;
}

/** A shuffle of the ballots of a record. It needs no key: whose it is is said where it is put on the board. */
export async function shuffleOffline(record: string): Promise<string> {
  const bytes = readFile(record);
  const opening = openRecord([bytes]);
  if (!opening.ok) throw new Told(`Nothing was mixed: ${record} is not a record whose set-up holds.`);
  const { electionId, owners } = facts(opening.record);
  const anybody = { owner: 1, publicKey: owners[0] ?? '' };
  const wanted = { electionId, ...anybody, opened: undefined, act: 'shuffle' } as const;
  const { tally } = examineFor(bytes, wanted, asksOf(opening.record));
  return mix(tally);
}

function readFile(name: string): Uint8Array {
  if (!existsSync(name)) throw new Told(`There is no file ${name}.`);
  return readFileSync(name);
}

function facts({ setUp }: RecordInMemory) {
  const { trustees, prepared } = setUp;
  return { electionId: prepared.election.uuid, owners: trustees.owners.map(({ key }) => key.publicKey) };
}

/** Elections of other programs have no rules; where there are some, they must be kept. */
function asksOf({ setUp }: RecordInMemory): (rules: unknown) => RulesAsk | undefined {
  const credentials = setUp.credentials.size;
  return (rules) => (rules === undefined ? { roll: credentials, credentials, needed: 0 } : recordAsk(rules));
}

/** Our key file, or the private key of belenios-tool: a number, or the seed of a trustee of a group, as a JSON string. */
async function privateKeyIn(name: string, sealed: string | undefined): Promise<string> {
  const text = new TextDecoder().decode(readFile(name));
  const secret = foreignSecret(text) ?? (await ownSecret(name, text));
  if (!isSeed(secret)) return secret;
  if (sealed === undefined) throw new Told('A trustee of a group needs --decryption-key as well.');
  return openSealedKey(secret, sealedText(sealed));
}

function sealedText(name: string): string {
  return jsonString(new TextDecoder().decode(readFile(name))) ?? new TextDecoder().decode(readFile(name)).trim();
}

function foreignSecret(text: string): string | undefined {
  const secret = jsonString(text) ?? text.trim();
  return /^\d+$/u.test(secret) || isSeed(secret) ? secret : undefined;
}

function jsonString(text: string): string | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}

async function ownSecret(name: string, text: string): Promise<string> {
  try {
    const passphrase = readKeyFile(text).isSealed ? await askPassphrase(`The passphrase of ${name}`) : '';
    return (await openKeyFile(text, passphrase)).secret;
  } catch (error) {
    if (isRefused(error)) throw new Told(`${name} cannot be opened: ${error.detail}.`);
    throw error;
  }
}
