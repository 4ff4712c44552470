import type { TrusteeView } from '../../api/trustees.ts';
import type { BoardFacts, Doubt, Wanted } from '../../protocol/examine-tally.ts';
import type { TrusteeFileFault } from '../../protocol/trustee-key-file.ts';
import { allWords, counted, countWords } from '../parts/counts.ts';
import { keyFileName } from './key-file.ts';

/** Why a chosen file cannot be used, and what to do. */
export function faultWords(
  fault: TrusteeFileFault,
  electionId: string,
  { owner, publicKey, ceremony }: Pick<TrusteeView, 'owner' | 'publicKey' | 'ceremony'>,
): string {
  const name = keyFileName({ electionId, owner });
  const isGiven = publicKey !== null || (ceremony?.certificate ?? null) !== null;
  switch (fault) {
    case 'no-key-file':
      return `This is not a key file. Look for the file ${name}.`;
    case 'damaged':
      return 'This key file is not whole, or was changed. Use another copy of it.';
    case 'other-election':
      return `This key file belongs to another election. Look for the file ${name}.`;
    case 'other-trustee':
      return `This key file belongs to another trustee. Yours is called ${name}.`;
    case 'wrong-passphrase':
      return 'The passphrase does not open this file. Type the one that you chose when you saved it. Capitals count.';
    case 'other-key':
      return isGiven
        ? `This file holds another key than the one you gave for this election. Look for another copy of ${name}.`
        : 'This file holds an earlier key, not the one that was just made. Choose the file that you saved last.';
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
    case 'not-mixed':
      return 'The ballots are not mixed by everybody who must mix them.';
    case 'mixed-already':
      return 'The ballots are mixed already.';
    case 'second-tally':
      return 'You opened another tally of this election before. Two of them would show single ballots.';
    case 'roll-differs':
      return `The rules ask for ${counted(doubt.roll, 'personal link')}, the record has ${countWords(doubt.credentials)}.`;
    case 'quorum-missed':
      return `The record has ballots of ${counted(doubt.voters, 'voter')}; the quorum is ${countWords(doubt.needed)}.`;
  }
}

/** What a part opens besides the tally. */
export function opensWords(hasLot: boolean): string {
  if (!hasLot) return 'Your part opens nothing else.';
  return 'Your part also opens the lot that breaks ties, and nothing else.';
}

/** What was made sure of besides, and what it is for. */
export function passedWords({ hasLot, shuffles }: BoardFacts, act: Wanted['act']): string {
  const before = shuffles === 0 ? '' : 'Whoever mixed them changed none. ';
  return act === 'decrypt' ? `${before}${opensWords(hasLot)}` : `${before}You mix these ballots, and no others.`;
}

/** What all parts together open. */
export function openedWords({ shuffles }: Pick<TrusteeView, 'shuffles'>): string {
  if (shuffles === null) return 'Your part opens the totals, never a single ballot.';
  return 'Your part opens the ballots as they were mixed, without names: nobody can tell whose is whose.';
}

/** `1 of 3 has mixed them.` */
export function mixedWords({ shuffles }: Pick<TrusteeView, 'shuffles'>): string {
  const { done, needed } = shuffles ?? { done: 0, needed: 0 };
  if (done >= needed) return 'All who must have mixed them.';
  return `${done} of ${needed} ${done === 1 ? 'has' : 'have'} mixed them so far.`;
}

export function times(count: number): string {
  return count === 1 ? 'once' : count === 2 ? 'twice' : `${countWords(count)} times`;
}

/** How many of the trustees must add their part. */
export function neededOf({ trustees, threshold }: Pick<TrusteeView, 'trustees' | 'threshold'>): number {
  return threshold ?? trustees;
}

/** `2 of 3 have come.` */
export function sharesWords(view: Pick<TrusteeView, 'sharesGiven' | 'trustees' | 'threshold'>): string {
  const { sharesGiven, trustees, threshold } = view;
  if (threshold !== null)
    return `${partsHaveCome(sharesGiven, threshold)} Any ${threshold} of the ${trustees} trustees do.`;
  if (trustees === 1) return sharesGiven === 1 ? 'Your part has come.' : 'Your part is the only one needed.';
  if (sharesGiven === trustees) return `${trustees === 2 ? 'Both' : `All ${trustees}`} parts have come.`;
  return `${sharesGiven} of ${trustees} parts ${sharesGiven === 1 ? 'has' : 'have'} come. ${allWords(trustees)} needed.`;
}

function partsHaveCome(given: number, needed: number): string {
  return `${given} of ${needed} parts that are needed ${given === 1 ? 'has' : 'have'} come.`;
}

export function keysWords({ keysGiven, trustees }: Pick<TrusteeView, 'keysGiven' | 'trustees'>): string {
  if (keysGiven === trustees)
    return trustees === 1 ? 'Your key is here.' : `${trustees === 2 ? 'Both' : `All ${trustees}`} keys are here.`;
  return `${keysGiven} of ${trustees} trustees ${keysGiven === 1 ? 'has' : 'have'} made a key. ${allWords(trustees)} needed.`;
}

/** What it means that all are needed, or some, said before a key is made. */
export function needWords({ trustees, threshold }: Pick<TrusteeView, 'trustees' | 'threshold'>): string {
  if (threshold !== null) {
    return `There are ${trustees} trustees, and any ${threshold} of them open the result, together with a key of the server. As long as ${threshold} have their key files, a lost one does no harm.`;
  }
  if (trustees === 1) return 'You alone hold the key: nobody can open the result without your key file.';
  return `There are ${trustees} trustees. ${allWords(trustees)} needed: if one key file is lost, nobody can open the result.`;
}

/** What does not hold in a ceremony, and whose it is. */
export function faultOfOthers(
  { names }: Pick<TrusteeView, 'names'>,
  trustee: number | undefined,
  detail: string,
): string {
  const whose = trustee === undefined ? 'What the server gave' : `What ${names[trustee - 1] ?? 'a trustee'} gave`;
  return `${whose} does not hold: ${detail}. Nothing was sent. Tell the office and the other trustees, and do not go on.`;
}

/** Who has not done the step that is due. */
export function waitedFor({ names, ceremony }: Pick<TrusteeView, 'names' | 'ceremony'>): readonly string[] {
  if (ceremony === null) return [];
  const least = Math.min(...ceremony.done);
  return names.filter((_, place) => ceremony.done[place] === least);
}
