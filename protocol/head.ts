import { ed25519 } from '@noble/curves/ed25519.js';
import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { decodeEvent } from './board.ts';
import { hashOf } from './hash.ts';
import { encodeJson, object, parseJson } from './json.ts';
import { naming, Refused } from './refused.ts';
import { countOf, hashTextOf, membersOf, textOf } from './shape.ts';
import { isUuid } from './uuid.ts';

/*
 * Not part of Belenios: heads of the board that the server signs, so that whoever was shown one can prove it.
 *
 * The board is a chain of hashes: the hash of an event stands for everything before it. Each election has a board key, made
 * when it opens; its public half stands in the election's rules as `boardKey`, so the fingerprint covers it. A server that
 * shows one board to a voter and another to an auditor has signed two heads of one height: the two texts are the proof.
 */

/** The hash of the event of a height, signed with the election's board key. */
export interface SignedHead {
  readonly electionUuid: string;
  readonly height: number;
  /** The hash of the text of the event. */
  readonly hash: string;
  /** RFC 8032, the public key: 64 hexadecimal digits. */
  readonly boardKey: string;
  /** RFC 8032, Ed25519: 128 hexadecimal digits. */
  readonly signature: string;
}

export interface BoardKey {
  /** RFC 8032, the secret seed: 64 hexadecimal digits. */
  readonly privateKey: string;
  readonly publicKey: string;
}

export type HeadCheck = 'head-json' | 'head-canonical' | 'head-shape' | 'head-signature' | 'receipt-event';

const NAMES = {
  json: 'head-json',
  canonical: 'head-canonical',
  shape: 'head-shape',
  element: 'head-shape',
  scalar: 'head-shape',
} as const;

const KEY = /^[0-9a-f]{64}$/;
const SIGNATURE = /^[0-9a-f]{128}$/;

/** A new board key. Throws where there is no secure randomness. */
export function generateBoardKey(): BoardKey {
  const { secretKey, publicKey } = ed25519.keygen();
  return { privateKey: bytesToHex(secretKey), publicKey: bytesToHex(publicKey) };
}

/**
 * Signs a head. The same head gives the same signature, so it may be made again at any time. Ed25519 hashes the key
 * itself into its challenge; the prefix of what is signed occurs in no message of Belenios.
 */
export function signHead(privateKey: string, head: Pick<SignedHead, 'electionUuid' | 'height' | 'hash'>): SignedHead {
  const secret = hexToBytes(privateKey);
  const signature = bytesToHex(ed25519.sign(headMessage(head), secret));
  return { ...head, boardKey: bytesToHex(ed25519.getPublicKey(secret)), signature };
}

/** Whether the signature is that of the key that the head names. Whether that key is the election's is the caller's to ask. */
export function isSigned(head: SignedHead): boolean {
  return ed25519.verify(hexToBytes(head.signature), headMessage(head), hexToBytes(head.boardKey), { zip215: false });
}

/** What is signed. */
export function headMessage({
  electionUuid,
  height,
  hash,
}: Pick<SignedHead, 'electionUuid' | 'height' | 'hash'>): Uint8Array {
  return utf8ToBytes(`quorate board head|${electionUuid}|${height}|${hash}`);
}

/** The text of a signed head. */
export function encodeHead(head: SignedHead): string {
  return encodeJson(headJson(head));
}

function headJson({ electionUuid, height, hash, boardKey, signature }: SignedHead) {
  return object([
    ['election_uuid', electionUuid],
    ['height', height],
    ['hash', hash],
    ['board_key', boardKey],
    ['signature', signature],
  ]);
}

/** What a voter keeps: the event of the ballot, and the signed head that is its hash. */
export interface BallotReceipt {
  /** The text of the Ballot event. Its payload is the hash of the ballot: the tracker in another spelling. */
  readonly event: string;
  readonly head: SignedHead;
}

export function encodeReceipt({ event, head }: BallotReceipt): string {
  return encodeJson(
    object([
      ['event', event],
      ['head', headJson(head)],
    ]),
  );
}

/** What `--receipt` takes: a signed head, or a receipt. */
export type Evidence = { readonly head: SignedHead; readonly event?: string };

/**
 * Reads a signed head or a receipt, whose signature must hold and whose event must be a ballot's with the height and hash
 * of the head. Throws `Refused<HeadCheck>`.
 */
export function decodeEvidence(text: string): Evidence {
  return naming(NAMES, () => {
    const value = parseJson(text);
    if (!(value instanceof Map)) throw new Refused('shape', 'neither a signed head nor a receipt');
    if (!value.has('event')) return { head: headOf(value) };
    const members = membersOf(value, 'the receipt', ['event', 'head']);
    const [event, head] = [textOf(members.get('event'), 'event'), headOf(members.get('head'))];
    const { height, type } = decodeEvent(event);
    if (type !== 'Ballot' || height !== head.height || hashOf(event) !== head.hash)
      throw new Refused<HeadCheck>('receipt-event', 'the head is not that of the event');
    return { event, head };
  });
}

function headOf(value: Parameters<typeof membersOf>[0]): SignedHead {
  const members = membersOf(value, 'the signed head', ['election_uuid', 'height', 'hash', 'board_key', 'signature']);
  const text = (name: string) => textOf(members.get(name), name);
  const head = {
    electionUuid: text('election_uuid'),
    height: countOf(members.get('height'), 'height'),
    hash: hashTextOf(members.get('hash'), 'hash'),
    boardKey: text('board_key'),
    signature: text('signature'),
  };
  if (!isUuid(head.electionUuid)) throw new Refused('shape', 'election_uuid is not a uuid');
  if (!KEY.test(head.boardKey) || !SIGNATURE.test(head.signature))
    throw new Refused('shape', 'not a key or a signature');
  if (!isSigned(head)) throw new Refused<HeadCheck>('head-signature', 'the signature is not of this head');
  return head;
}
