import { verifyShuffles, type ShuffleCheck } from '../shuffle/verify.ts';
import { fewestThatOpen, type Trustees } from '../trustees.ts';
import { counted, findingOf, refuseStage, type Check, type Stage } from './check.ts';
import type { SetUp } from './v03-set-up.ts';

/** Belenios 4.19, Shuffles. */
export const SHUFFLE_CHECKS: readonly Check[] = [
  { id: '5.d', claim: 'Every shuffle is canonical and has the shape of what it shuffles.' },
  { id: '5.e', claim: 'Every shuffle is made of members of the group.' },
  { id: '5.f', claim: 'Every shuffle is proved to hold what the one before it holds, in another order.' },
];

export interface ShuffleAt {
  readonly at: string;
  /** 1 for the first trustee. */
  readonly owner: number;
  readonly text: string;
}

const CHECK_OF: Readonly<Record<ShuffleCheck, string>> = {
  'shuffle-json': '5.d',
  'shuffle-canonical': '5.d',
  'shuffle-shape': '5.d',
  'scalar-canonical': '5.d',
  'element-member': '5.e',
  'shuffle-proof': '5.f',
};

/** Belenios 3.4, Tally, steps 2 to 4. Each shuffle of what the one before left. Gives the tally that is decrypted. */
export function checkShuffles(
  { prepared, trustees }: SetUp,
  encryptedTally: string,
  shuffles: readonly ShuffleAt[],
  areOver: boolean,
): Stage<string> {
  const words = counted(shuffles.length, 'shuffle');
  const examined = { '5.d': words, '5.e': words, '5.f': words };
  const isShuffled = prepared.election.questions.some(({ kind }) => kind === 'ballots');
  if (!isShuffled) return { ok: true, value: encryptedTally, examined };
  const verdict = verifyShuffles(
    prepared,
    encryptedTally,
    shuffles.map(({ text }) => text),
  );
  if (!verdict.ok) {
    const { at, owner } = shuffles[verdict.place] ?? { at: 'board', owner: 0 };
    const detail = `trustee ${owner}: ${verdict.detail}`;
    return refuseStage([findingOf(CHECK_OF[verdict.failed], at, { failed: verdict.failed, detail })], examined);
  }
  const notes = areOver ? notesOn(trustees, shuffles.length) : [];
  return { ok: true, value: verdict.encryptedTally, examined, notes };
}

/** With fewer shuffles than trustees who must decrypt, fewer need to conspire against secrecy than to decrypt. */
function notesOn(trustees: Trustees, shuffles: number): readonly string[] {
  const needed = fewestThatOpen(trustees);
  if (shuffles >= needed) return [];
  if (shuffles === 0) {
    return ['Ballots were opened without any shuffle: whoever reads the board can link opened ballots to voters.'];
  }
  return [
    `${shuffles === 1 ? 'One trustee' : `${shuffles} trustees`} shuffled, and ${needed} are needed to decrypt: whoever holds the shuffles of those few can link opened ballots to voters.`,
  ];
}
