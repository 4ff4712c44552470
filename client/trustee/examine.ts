import { credentialsOf, quorumRules } from '../../api/rules.ts';
import { decryptTally } from '../../protocol/decryption.ts';
import { lotElement } from '../../protocol/lot.ts';
import { decodeTrusteeKey } from '../../protocol/trustee-key.ts';
import { verifyRecord, type Report } from '../../protocol/verify-record.ts';

/**
 * What a trustee makes sure of before decrypting anything. Whoever decrypts what the server asks for, unchecked, can be
 * made to open single ballots; so the tally is that which `verifyRecord` finds to be made of the ballots of a record that passes every check.
 */

/** Whom the record must belong to. */
export interface Wanted {
  readonly electionId: string;
  readonly owner: number;
  /** The `trustee_public_key` that this trustee gave, canonical JSON. */
  readonly publicKey: string;
}

/** What was found, for the trustee to compare with the public page. */
export interface BoardFacts {
  readonly ballots: number;
  readonly voters: number;
  readonly roll: number;
  /** Where the tally stands on the board: the same for every trustee, whatever comes after it. */
  readonly tally: { readonly height: number; readonly hash: string };
  /** Whether the rules decide ties by a lot, which is then opened with the tally. */
  readonly hasLot: boolean;
}

export type Doubt =
  | { readonly why: 'check-failed'; readonly claim: string; readonly at: string }
  | { readonly why: 'other-election' | 'not-my-key' | 'rules-missing' | 'not-tallied' }
  | { readonly why: 'roll-differs'; readonly roll: number; readonly credentials: number }
  | { readonly why: 'quorum-missed'; readonly voters: number; readonly needed: number };

/** A tally that may be opened. Only `examine` makes one. */
export interface ExaminedTally {
  readonly election: string;
  readonly encryptedTally: string;
}

export type Examination =
  | { readonly ok: true; readonly facts: BoardFacts; readonly tally: ExaminedTally }
  | { readonly ok: false; readonly doubt: Doubt };

export function examine(
  record: Uint8Array,
  wanted: Wanted,
  onProgress: (done: number, total: number) => void,
): Examination {
  const report = verifyRecord(record, {
    onProgress: (done, total) => {
      if (done % 8 === 0 || done === total) onProgress(done, total);
    },
  });
  if (report.verdict === 'failed') return doubted(failedCheck(report));
  const doubt = strangerIn(report, wanted) ?? doubtAbout(report);
  if (doubt !== undefined) return doubted(doubt);
  const { tally, electionText: election } = report;
  if (tally === null || election === undefined) return doubted({ why: 'not-tallied' });
  return {
    ok: true,
    facts: {
      ballots: report.ballots,
      voters: report.voters,
      roll: report.credentials,
      tally: { height: tally.height, hash: tally.hash },
      hasLot: lotElement(election) !== undefined,
    },
    tally: { election, encryptedTally: tally.encryptedTally },
  };
}

/** This trustee's part, of the lot too where the rules ask for one. The private key is used here and goes nowhere. */
export function decryptExamined({ election, encryptedTally }: ExaminedTally, privateKey: string): string {
  return decryptTally({ election, encryptedTally, privateKey });
}

function strangerIn({ election, trustees }: Report, { electionId, owner, publicKey }: Wanted): Doubt | undefined {
  if (election?.uuid !== electionId) return { why: 'other-election' };
  const mine = decodeTrusteeKey(publicKey).publicKey;
  return trustees?.owners[owner - 1]?.key.publicKey === mine ? undefined : { why: 'not-my-key' };
}

/** A shortened board with a true definition would pass every other check: the roll and the quorum are in the definition. */
function doubtAbout({ election, credentials, voters }: Report): Doubt | undefined {
  const rules = quorumRules.safeParse(election?.rules);
  if (!rules.success) return { why: 'rules-missing' };
  const { roll, quorum } = rules.data;
  const wanted = credentialsOf(rules.data);
  if (wanted !== credentials) return { why: 'roll-differs', roll: wanted, credentials };
  const needed = quorum === null ? 0 : Math.ceil((roll.size * quorum.numerator) / quorum.denominator);
  return voters < needed ? { why: 'quorum-missed', voters, needed } : undefined;
}

function failedCheck({ checks }: Report): Doubt {
  const failed = checks.find(({ ok }) => ok === false);
  return { why: 'check-failed', claim: failed?.claim ?? 'The record can be read.', at: failed?.at ?? 'record' };
}

function doubted(doubt: Doubt): Examination {
  return { ok: false, doubt };
}
