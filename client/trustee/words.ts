import type { TrusteeView } from '../../api/trustees.ts';
import { allWords, counted, countWords } from '../parts/counts.ts';
import type { Doubt } from './examine.ts';
import { keyFileName, type KeyFileFault } from './key-file.ts';

/** Why a chosen file cannot be used, and what to do. */
export function faultWords(fault: KeyFileFault, electionId: string, { owner, publicKey }: TrusteeView): string {
  const name = keyFileName({ electionId, owner });
  switch (fault) {
    case 'no-key-file':
      return `This is not a key file. Look for the file ${name}.`;
    case 'damaged':
      return 'This key file is not whole, or was changed. Use another copy of it.';
    case 'other-election':
      return `This key file belongs to another election. Look for the file ${name}.`;
    case 'other-trustee':
      return `This key file belongs to another trustee. Yours is called ${name}.`;
    case 'other-key':
      return publicKey === null
        ? 'This file holds an earlier key, not the one that was just made. Choose the file that you saved last.'
        : `This file holds another key than the one you gave for this election. Look for another copy of ${name}.`;
  }
}

/** Why the record must not be opened. The trustee's refusal is what protects the voters. */
export function doubtWords(doubt: Doubt): string {
  switch (doubt.why) {
    case 'check-failed':
      return `This does not hold: ${doubt.claim} (${doubt.at})`;
    case 'other-election':
      return 'What arrived is the record of another election.';
    case 'not-my-key':
      return 'Your key is not in the record.';
    case 'rules-missing':
      return 'The record does not say the rules of the election.';
    case 'not-tallied':
      return 'The record holds no tally yet.';
    case 'roll-differs':
      return `The rules say ${counted(doubt.roll, 'voter')}, the record has ${countWords(doubt.credentials)}.`;
    case 'quorum-missed':
      return `The record has ballots of ${counted(doubt.voters, 'voter')}; the quorum is ${countWords(doubt.needed)}.`;
  }
}

/** What a part opens besides the tally. */
export function opensWords(hasLot: boolean): string {
  if (!hasLot) return 'Your part opens nothing else.';
  return 'Your part also opens the lot that breaks ties, and nothing else.';
}

/** `2 of 3 have come.` */
export function sharesWords({ sharesGiven, trustees }: TrusteeView): string {
  if (trustees === 1) return sharesGiven === 1 ? 'Your part has come.' : 'Your part is the only one needed.';
  if (sharesGiven === trustees) return `${trustees === 2 ? 'Both' : `All ${trustees}`} parts have come.`;
  return `${sharesGiven} of ${trustees} parts ${sharesGiven === 1 ? 'has' : 'have'} come. ${allWords(trustees)} needed.`;
}

export function keysWords({ keysGiven, trustees }: TrusteeView): string {
  if (keysGiven === trustees)
    return trustees === 1 ? 'Your key is here.' : `${trustees === 2 ? 'Both' : `All ${trustees}`} keys are here.`;
  return `${keysGiven} of ${trustees} trustees ${keysGiven === 1 ? 'has' : 'have'} made a key. ${allWords(trustees)} needed.`;
}

/** What it means that all are needed, said before a key is made. */
export function needWords({ trustees }: TrusteeView): string {
  if (trustees === 1) return 'You alone hold the key: nobody can open the result without your key file.';
  return `There are ${trustees} trustees. ${allWords(trustees)} needed: if one key file is lost, nobody can open the result.`;
}
