import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { examineTally, type Doubt, type Examination, type RulesAsk, type Wanted } from '../protocol/examine-tally.ts';
import { Told } from './call-site.ts';
import { tellProgress } from './tell-progress.ts';

/** The tally of a record that a trustee may mix or open; otherwise the reason is told, and nothing is done. */
export function examineFor(
  record: Uint8Array,
  wanted: Wanted,
  asks: (rules: unknown) => RulesAsk | undefined,
): Extract<Examination, { ok: true }> {
  const examination = examineTally(record, wanted, { asks, onProgress: tellProgress('Checking the ballots') });
  if (examination.ok) return examination;
  const nothing = wanted.act === 'decrypt' ? 'Nothing was opened' : 'Nothing was mixed';
  throw new Told(`${nothing}: ${doubtWords(examination.doubt)}. Tell the office, an auditor and the others.`);
}

function doubtWords(doubt: Doubt): string {
  switch (doubt.why) {
    case 'check-failed':
      return `this does not hold: ${doubt.claim} (${doubt.at})`;
    case 'other-election':
      return 'this is the record of another election';
    case 'not-my-key':
      return 'your key is not in the record';
    case 'rules-missing':
      return 'the record does not say the rules of the election';
    case 'not-tallied':
      return 'the record holds no tally yet';
    case 'not-mixed':
      return 'the ballots are not mixed by everybody who must mix them';
    case 'mixed-already':
      return 'there are no ballots left to mix';
    case 'second-tally':
      return 'you opened another tally of this election before, and two of them would show single ballots';
    case 'roll-differs':
      return `the rules ask for ${doubt.roll} personal links, the record has ${doubt.credentials}`;
    case 'quorum-missed':
      return `the record has ballots of ${doubt.voters} voters, the quorum is ${doubt.needed}`;
  }
}

/** The hash of the tally of this election that was opened before, if any. */
export function openedBefore(state: string, electionId: string): string | undefined {
  if (!existsSync(state)) return undefined;
  const line = readFileSync(state, 'utf8')
    .split('\n')
    .find((one) => one.startsWith(`${electionId} `));
  return line?.slice(electionId.length + 1);
}

/** Written before the part leaves. */
export function rememberOpened(state: string, electionId: string, hash: string): void {
  if (openedBefore(state, electionId) !== hash) writeFileSync(state, `${electionId} ${hash}\n`, { flag: 'a' });
}
