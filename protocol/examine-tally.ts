import { decryptTally } from './decryption.ts';
import { hashOf } from './hash.ts';
import { lotElement } from './lot.ts';
import { prepareElection } from './prepared-election.ts';
import { shuffleTally, type Shuffling } from './shuffle/shuffle-tally.ts';
import { publicKeyOf } from './trustee-key.ts';
import { fewestThatOpen } from './trustees.ts';
import { verifyRecord, type Report } from './verify-record.ts';

/*
 * What a trustee makes sure of before decrypting anything. Whoever decrypts what the server asks for, unchecked, can be made
 * to open single ballots; so the tally is computed here, from the ballots of a record that passes every check.
 */

/** Whom the record must belong to. */
export interface Wanted {
  readonly electionId: string;
  readonly owner: number;
  /** X of this trustee, 64 hexadecimal digits. */
  readonly publicKey: string;
  /** The hash of the tally that this trustee opened before, if any: two of one election differ by ballots that are thus opened. */
  readonly opened: string | undefined;
  /** What for: ballots that are to be mixed are mixed before they are opened. */
  readonly act: 'shuffle' | 'decrypt';
}

/** What the rules of an election ask of its record. */
export interface RulesAsk {
  readonly roll: number;
  readonly credentials: number;
  /** How many must have voted. */
  readonly needed: number;
}

/** What was found, for the trustee to compare with the public page. */
export interface BoardFacts {
  readonly ballots: number;
  readonly voters: number;
  readonly roll: number;
  /** Where the tally stands on the board: the same for every trustee, whatever comes after it. */
  readonly tally: { readonly height: number; readonly hash: string };
  /** How many have mixed the ballots so far. */
  readonly shuffles: number;
  /** Whether the rules decide ties by a lot, which is then opened with the tally. */
  readonly hasLot: boolean;
}

export type Doubt =
  | { readonly why: 'check-failed'; readonly claim: string; readonly at: string }
  | {
      readonly why:
        | 'other-election'
        | 'not-my-key'
        | 'rules-missing'
        | 'not-tallied'
        | 'second-tally'
        | 'not-mixed'
        | 'mixed-already';
    }
  | { readonly why: 'roll-differs'; readonly roll: number; readonly credentials: number }
  | { readonly why: 'quorum-missed'; readonly voters: number; readonly needed: number };

/** A tally that may be mixed, or opened. Only `examineTally` makes one. */
export interface ExaminedTally {
  /** What for: a tally of ballots that are still to be mixed is never opened. */
  readonly act: Wanted['act'];
  readonly election: string;
  readonly encryptedTally: string;
  /** To be remembered before the part leaves: `Wanted.opened` from then on. */
  readonly hash: string;
  readonly publicKey: string;
}

export type Examination =
  | { readonly ok: true; readonly facts: BoardFacts; readonly tally: ExaminedTally }
  | { readonly ok: false; readonly doubt: Doubt };

/** Belenios 3.4, Tally. `asks` reads the rules that stand in the election; undefined when they cannot be read. */
export function examineTally(
  record: Uint8Array,
  wanted: Wanted,
  {
    asks,
    onProgress,
  }: {
    readonly asks: (rules: unknown) => RulesAsk | undefined;
    readonly onProgress?: (done: number, total: number) => void;
  },
): Examination {
  const report = verifyRecord(record, {
    onProgress: (done, total) => {
      if (done % 8 === 0 || done === total) onProgress?.(done, total);
    },
  });
  if (report.verdict === 'failed') return doubted(failedCheck(report));
  const doubt = strangerIn(report, wanted) ?? doubtAbout(report, asks(report.election?.rules));
  if (doubt !== undefined) return doubted(doubt);
  const { tally, electionText: election } = report;
  if (tally === null || election === undefined) return doubted({ why: 'not-tallied' });
  if ((report.step === 'shuffling') !== (wanted.act === 'shuffle')) {
    return doubted({ why: wanted.act === 'decrypt' ? 'not-mixed' : 'mixed-already' });
  }
  // Whoever closes the board could end the mixing after nobody, or after one friend.
  if (wanted.act === 'decrypt' && isMixedByTooFew(report, tally.shuffles)) return doubted({ why: 'not-mixed' });
  const hash = hashOf(tally.encryptedTally);
  if (wanted.act === 'decrypt' && wanted.opened !== undefined && wanted.opened !== hash)
    return doubted({ why: 'second-tally' });
  return {
    ok: true,
    facts: {
      ballots: report.ballots,
      voters: report.voters,
      roll: report.credentials,
      tally: { height: tally.height, hash: tally.hash },
      shuffles: tally.shuffles,
      hasLot: lotElement(election) !== undefined,
    },
    tally: { act: wanted.act, election, encryptedTally: tally.encryptedTally, hash, publicKey: wanted.publicKey },
  };
}

/**
 * Belenios 4.20, Partial decryptions. This trustee's part, of the lot too where the rules ask for one. The private key is
 * used here and goes nowhere. Undefined when it is not the key of the record.
 */
export function decryptExamined(
  { act, election, encryptedTally, publicKey }: ExaminedTally,
  privateKey: string,
  onProgress?: (done: number, total: number) => void,
): string | undefined {
  if (act !== 'decrypt') throw new RangeError('This tally was examined to be mixed');
  if (publicKeyOf(privateKey) !== publicKey) return undefined;
  return decryptTally({ election, encryptedTally, privateKey, onProgress });
}

/** Belenios 4.19, Shuffles. This trustee's shuffle of what the one before left. Permutation and randomness go nowhere. */
export async function shuffleExamined(
  { act, election, encryptedTally }: ExaminedTally,
  how: Pick<Shuffling, 'perform' | 'onProgress'>,
): Promise<string> {
  if (act !== 'shuffle') throw new RangeError('This tally was examined to be opened');
  return shuffleTally({ ...how, prepared: prepareElection(election), encryptedTally });
}

function strangerIn({ election, trustees }: Report, { electionId, owner, publicKey }: Wanted): Doubt | undefined {
  if (election?.uuid !== electionId) return { why: 'other-election' };
  return trustees?.owners[owner - 1]?.key.publicKey === publicKey ? undefined : { why: 'not-my-key' };
}

/** A shortened board with a true definition would pass every other check: the roll and the quorum are in the definition. */
function doubtAbout({ credentials, voters }: Report, asked: RulesAsk | undefined): Doubt | undefined {
  if (asked === undefined) return { why: 'rules-missing' };
  if (asked.credentials !== credentials) return { why: 'roll-differs', roll: asked.credentials, credentials };
  return voters < asked.needed ? { why: 'quorum-missed', voters, needed: asked.needed } : undefined;
}

function isMixedByTooFew({ election, trustees }: Report, shuffles: number): boolean {
  const isMixed = election?.questions.some(({ kind }) => kind === 'ballots') === true;
  return isMixed && (trustees === undefined || shuffles < fewestThatOpen(trustees));
}

function failedCheck({ checks }: Report): Doubt {
  const failed = checks.find(({ ok }) => ok === false);
  return { why: 'check-failed', claim: failed?.claim ?? 'The record can be read.', at: failed?.at ?? 'record' };
}

function doubted(doubt: Doubt): Examination {
  return { ok: false, doubt };
}
