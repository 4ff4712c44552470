import { encodeCredentials } from './credentials.ts';
import { isCredential } from './credential-shape.ts';
import { generateCredential, publicCredential } from './credential.ts';
import { hashOf } from './hash.ts';
import { openKeyFile, readKeyFile, sealKeyFile, type KeyFileOptions } from './key-file.ts';
import { linkProof } from './link-proof.ts';
import { secureRandom, type RandomBytes } from './random.ts';
import { Refused } from './refused.ts';
import { openRecord } from './verify-record.ts';

/*
 * The registrar's work, the same in the browser and in the terminal: credentials are made where the registrar sits, the
 * server gets their public halves, and the secrets stay in a file that the registrar seals.
 */

/** `voter` says nothing about the person: the server's number for an entry of the roll. */
export interface VoterOnRoll {
  readonly voter: string;
  readonly name: string;
  readonly email: string;
}

/** What the server may know of a credential: its public half, and the hash by which it recognises the personal link. */
export interface PublicPart {
  readonly credential: string;
  readonly linkHash: string;
}

/** What the registrar gives to the server. */
export interface GivenList {
  readonly credentials: readonly (PublicPart & { readonly voter: string })[];
  readonly spares: readonly PublicPart[];
}

/** What the registrar keeps, sealed: every secret until the links are sent, the spares until voting closes. */
export interface RegistrarFile {
  readonly electionId: string;
  readonly election: string;
  /** Where voters reach the election: `https://vote.example`. */
  readonly site: string;
  readonly listHash: string;
  readonly rollHash: string;
  readonly voters: readonly (VoterOnRoll & { readonly credential: string })[];
  readonly spares: readonly string[];
}

/**
 * How many credentials beyond the roll are published, for links that get lost: one for fifty voters, at least three, and
 * no more than the rules, which every voter loads, can name.
 */
export function sparesFor(voters: number): number {
  return Math.min(500, Math.max(3, Math.ceil(voters / 50)));
}

/** Belenios 3.1, Election setup. Step 3: one secret credential for each voter, and the spares. */
export function makeRegistrarFile(
  {
    voters,
    electionId,
    ...about
  }: Pick<RegistrarFile, 'electionId' | 'election' | 'site'> & { readonly voters: readonly VoterOnRoll[] },
  random: RandomBytes = secureRandom,
  onProgress: (done: number, all: number) => void = () => undefined,
): { readonly file: RegistrarFile; readonly given: GivenList } {
  const secrets = Array.from({ length: voters.length + sparesFor(voters.length) }, () => generateCredential(random));
  const parts = secrets.map((secret, place) => {
    if (place % 50 === 0) onProgress(place, secrets.length);
    return publicPart(electionId, secret);
  });
  const kept = voters.map((voter, place) => ({ ...voter, credential: secrets[place] ?? '' }));
  const given = {
    credentials: parts.slice(0, voters.length).map((part, place) => ({ voter: voters[place]?.voter ?? '', ...part })),
    spares: parts.slice(voters.length),
  };
  const hashes = { listHash: hashOfList(given), rollHash: hashOfRoll(voters) };
  return { file: { ...about, electionId, ...hashes, voters: kept, spares: secrets.slice(voters.length) }, given };
}

/** Belenios 4.8, Credentials. public(c), and what the server recognises the personal link by. */
export function publicPart(electionId: string, secret: string): PublicPart {
  return { credential: publicCredential(electionId, secret), linkHash: hashOf(linkProof(electionId, secret)) };
}

/**
 * Belenios 4.10, Elections. The hash of the public_credentials, as the set-up will hold it: the first event of the board
 * must name this hash. Throws a RangeError when two credentials are equal.
 */
export function hashOfList({ credentials, spares }: GivenList): string {
  return hashOf(encodeCredentials([...credentials, ...spares].map(({ credential }) => credential)));
}

/** SHA-256, hexadecimal, over the lines `address TAB name LF`, sorted: what the rules of the election publish. */
export function hashOfRoll(voters: readonly { readonly name: string; readonly email: string }[]): string {
  const lines = voters.map(({ name, email }) => `${email}\t${name}\n`);
  return hashOf(lines.sort().join(''));
}

/** The address that opens a ballot. What stands in its fragment, browsers do not send to servers. */
export function personalLink({ site, electionId }: Pick<RegistrarFile, 'site' | 'electionId'>, secret: string): string {
  return `${site}/vote/${electionId}#${secret}`;
}

/** Once the links are out the voters' secrets are gone; the spares stay for links that get lost. */
export function withoutVoters(file: RegistrarFile): RegistrarFile {
  return { ...file, voters: [] };
}

/** A table for mail programs, a line for each voter, as RFC 4180 says: name, address, personal link. */
export function mergeTable(file: RegistrarFile): string {
  const rows = file.voters.map(({ name, email, credential }) => [name, email, personalLink(file, credential)]);
  return [['Name', 'Email', 'Link'], ...rows].map((row) => `${row.map(cellOf).join(',')}\r\n`).join('');
}

/** Quoted; spreadsheets run cells that look like formulas, unless an apostrophe stands in front. */
function cellOf(text: string): string {
  return `"${/^'*[=+\-@\t\r]/.test(text) ? "'" : ''}${text.replaceAll('"', '""')}"`;
}

/** How the file is called on the registrar's device: before the mailing, and after it. */
export function registrarFileName(file: Pick<RegistrarFile, 'electionId' | 'voters'>): string {
  return `${file.electionId}-${file.voters.length > 0 ? 'links' : 'spare-links'}.json`;
}

/** The text of the file that the registrar keeps, under the passphrase. */
export function sealRegistrarFile(
  file: RegistrarFile,
  passphrase: string,
  options: KeyFileOptions = {},
): Promise<string> {
  const about = { electionId: file.electionId, election: file.election, public: file.listHash };
  return sealKeyFile({ kind: 'credentials', about, secret: encodeRegistrarFile(file) }, passphrase, options);
}

/** Opens it. Throws `Refused<KeyFileCheck>`: another passphrase, another kind of file, or not whole. */
export async function openRegistrarFile(
  text: string,
  passphrase: string,
  options: Pick<KeyFileOptions, 'onProgress'> = {},
): Promise<RegistrarFile> {
  if (readKeyFile(text).kind !== 'credentials')
    throw new Refused('key-file-shape', 'this file holds no personal links');
  const file = decodeRegistrarFile((await openKeyFile(text, passphrase, options)).secret);
  if (file === undefined) throw new Refused('key-file-shape', 'the file is not whole');
  return file;
}

const FORMAT = 'quorate registrar 1';

export function encodeRegistrarFile(file: RegistrarFile): string {
  return JSON.stringify({ format: FORMAT, ...file });
}

/** Undefined when a text is no such file, or not whole. */
export function decodeRegistrarFile(text: string): RegistrarFile | undefined {
  const value = objectOf(parsed(text));
  const { electionId, election, site, listHash, rollHash, voters, spares } = value;
  if (value['format'] !== FORMAT || !Array.isArray(voters) || !Array.isArray(spares)) return undefined;
  const texts = { electionId, election, site, listHash, rollHash };
  if (!areTexts(texts) || !(spares as unknown[]).every(isSecret)) return undefined;
  const kept = (voters as unknown[]).map(objectOf).map(({ voter, name, email, credential }) => {
    const one = { voter, name, email, credential };
    return areTexts(one) && isSecret(one.credential) ? one : undefined;
  });
  if (kept.includes(undefined)) return undefined;
  return { ...texts, voters: kept.filter((one) => one !== undefined), spares: spares as string[] };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function objectOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function areTexts<Name extends string>(members: Record<Name, unknown>): members is Record<Name, string> {
  return Object.values(members).every((member) => typeof member === 'string');
}

function isSecret(value: unknown): value is string {
  return typeof value === 'string' && isCredential(value);
}

/** What the published record says that is not what the registrar gave; undefined: it is exactly that. */
export type ListDoubt =
  | { readonly why: 'check-failed'; readonly claim: string; readonly at: string }
  | { readonly why: 'other-election' | 'list-differs' | 'roll-differs' };

/**
 * Belenios 3.1, Election setup. Step 11: whether the credentials of the public record are exactly the registrar's, and
 * its rules name the spares among them and the roll that the registrar was given.
 */
export function doubtAboutPublished(record: Uint8Array, file: RegistrarFile): ListDoubt | undefined {
  const opening = openRecord([record]);
  if (!opening.ok) {
    const failed = opening.report.checks.find(({ ok }) => ok === false);
    return { why: 'check-failed', claim: failed?.claim ?? 'The record can be read.', at: failed?.at ?? 'record' };
  }
  const { prepared, credentials } = opening.record.setUp;
  if (prepared.election.uuid !== file.electionId) return { why: 'other-election' };
  const isWeighted = [...credentials.values()].some((weight) => weight !== 1);
  if (isWeighted || hashOf(encodeCredentials([...credentials.keys()])) !== file.listHash)
    return { why: 'list-differs' };
  const rules = objectOf(prepared.election.rules);
  const named = objectOf(rules['registrar'])['spares'];
  const spares = file.spares.map((secret) => publicPart(file.electionId, secret).credential).sort();
  if (!Array.isArray(named) || named.toSorted().join() !== spares.join()) return { why: 'list-differs' };
  const roll = objectOf(rules['roll']);
  return roll['hash'] === file.rollHash ? undefined : { why: 'roll-differs' };
}
