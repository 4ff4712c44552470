import { readFileSync, readSync } from 'node:fs';
import {
  differenceOf,
  prove,
  RECEIPT_CHECK,
  SINCE_CHECK,
  type Board,
  type Given,
  type Proved,
} from '../protocol/checks/v08-outside.ts';
import { decodeEvidence } from '../protocol/head.ts';
import { isRefused } from '../protocol/refused.ts';
import type { CheckedClaim } from '../protocol/verify-record.ts';
import { openRegular } from './open-regular.ts';
import { openFile } from './verify-file.ts';

/** A file that was given besides the record, and of which nothing can be said. */
export class Unreadable extends Error {}

const PIECE = 1024 * 1024;
/** A receipt has some hundred bytes. */
const LONGEST_RECEIPT = 64 * 1024;

/** Whether a record is an older one, grown. `board` is undefined when the record could not be read to its end. */
export function checkSince(older: string, descriptor: number, board: Board | undefined): CheckedClaim {
  const opened = openRegular(older);
  if (typeof opened === 'string') throw new Unreadable(opened);
  if (opened.size === 0) throw new Unreadable(`${older} is empty: there is nothing to compare with`);
  if (begins(descriptor, opened.descriptor)) {
    return { ...SINCE_CHECK, ok: true, examined: `${opened.size} bytes of ${older}` };
  }
  if (board === undefined) return { ...SINCE_CHECK, ok: null };
  const opening = openFile(opened.descriptor);
  if (!opening.ok) {
    const [first] = opening.report.findings;
    throw new Unreadable(`${older} is no sound record, so nothing can be compared with it: ${first?.detail ?? ''}`);
  }
  return { ...SINCE_CHECK, ok: false, ...differenceOf(opening.record, board), findings: 1 };
}

/** Whether one file begins with all the bytes of another. */
function begins(longer: number, shorter: number): boolean {
  const [one, other] = [Buffer.alloc(PIECE), Buffer.alloc(PIECE)];
  for (let position = 0; ;) {
    const length = readSync(shorter, other, 0, PIECE, position);
    if (length === 0) return true;
    const found = readSync(longer, one, 0, length, position);
    if (found !== length || one.compare(other, 0, length, 0, length) !== 0) return false;
    position += length;
  }
}

/** What the files prove: a statement for each, and the claim about all of them. */
export function checkReceipts(
  files: readonly string[],
  board: Board | undefined,
): { readonly proved: readonly Proved[]; readonly claim: CheckedClaim } {
  const given = files.map(givenIn);
  const sound = given.filter((one) => 'head' in one);
  if (board === undefined) return { proved: [], claim: { ...RECEIPT_CHECK, ok: null } };
  const judged = prove(sound, board);
  const proved = given.map((one) => ('head' in one ? (judged[sound.indexOf(one)] ?? unproved(one.name)) : one));
  const against = proved.filter(({ verdict }) => verdict === 'evidence');
  const [first] = against;
  if (first !== undefined) {
    const { name: at, words: detail } = first;
    const failed = { at, failed: 'other-board', detail, findings: against.length };
    return { proved, claim: { ...RECEIPT_CHECK, ok: false, ...failed } };
  }
  const standing = proved.filter(({ verdict }) => verdict === 'stands').length;
  return {
    proved,
    claim: {
      ...RECEIPT_CHECK,
      ok: standing === proved.length ? true : null,
      examined: `${standing} of ${proved.length}`,
    },
  };
}

/** A file whose signature does not hold proves nothing; one that is no receipt at all is a mistake of who gave it. */
function givenIn(file: string): Given | Proved {
  const text = textIn(file);
  try {
    return { name: file, ...decodeEvidence(text) };
  } catch (error) {
    if (!isRefused(error)) throw error;
    if (error.failed === 'head-signature' || error.failed === 'receipt-event') return unproved(file, error.detail);
    throw new Unreadable(`${file} is neither a receipt nor a signed head: ${error.detail}`);
  }
}

function unproved(name: string, why = 'nothing is known of it'): Proved {
  return { name, verdict: 'undecided', words: `It proves nothing: ${why}.` };
}

function textIn(file: string): string {
  try {
    const bytes = readFileSync(file);
    if (bytes.length > LONGEST_RECEIPT) throw new Error('it is too long for a receipt');
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes).replace(/\n$/, '');
  } catch (error) {
    throw new Unreadable(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}
