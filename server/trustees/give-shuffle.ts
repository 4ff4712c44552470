import type { TrusteeView } from '../../api/trustees.ts';
import { readPayloads } from '../../db/board.ts';
import type { Election } from '../../db/elections.ts';
import type { Trustee } from '../../db/trustees.ts';
import { decodeElection } from '../../protocol/election.ts';
import { longestShuffle, ownedShuffle } from '../../protocol/shuffle/text.ts';
import { decodeSized } from '../../protocol/tally.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problem.ts';
import { appendShuffle } from './append-shuffle.ts';
import { findTallyToMix } from './find-tally.ts';
import { findTrustee, trusteeView } from './find-trustee.ts';
import { readSituation, taskOf } from './situation.ts';

/** Whose shuffle, of what. */
export interface ShuffleAsk {
  readonly electionId: string;
  readonly token: string;
  /** How many had mixed the ballots before. */
  readonly after: number;
}

/** Refuses whoever has nothing to send, before it is read; else how many bytes their shuffle has at the most. */
export async function admitShuffle(ports: Ports, { electionId, token }: ShuffleAsk): Promise<number> {
  const { election } = await findTrustee(ports, electionId, token);
  const [sized] = await readPayloads(ports.db, electionId, 'EncryptedTally');
  if (sized === undefined) throw notDue();
  const { questions } = decodeElection(election.electionText ?? '');
  const mixed = questions.filter(({ kind }) => kind === 'ballots').length;
  return longestShuffle(mixed, decodeSized(sized).numTallied);
}

/**
 * Takes a trustee's shuffle, of what the one before left and of nothing else. The same again is a lost reply: the first
 * answer holds.
 */
export async function giveShuffle(ports: Ports, ask: ShuffleAsk & { shuffle: string }): Promise<TrusteeView> {
  const { electionId, token, after, shuffle } = ask;
  const { election, trustee } = await findTrustee(ports, electionId, token);
  if (!(await isOnBoard(ports, trustee, shuffle))) {
    await assertTurn(ports, election, trustee, after);
    const verdict = await verify(ports, election, shuffle);
    if (!verdict.ok) {
      // It was held against what another trustee, whose turn it was too, may have left since.
      await assertTurn(ports, election, trustee, after);
      throw refused(verdict);
    }
    const isAppended = await appendShuffle(ports, electionId, { owner: trustee.owner, after, shuffle });
    // Two requests of one trustee, or two trustees whose turn it was, at the same moment.
    if (!isAppended && !(await isOnBoard(ports, trustee, shuffle))) throw outdated();
  }
  const now = await findTrustee(ports, electionId, token);
  return trusteeView(ports, now.election, now.trustee);
}

async function isOnBoard({ db }: Ports, { electionId, owner }: Trustee, shuffle: string): Promise<boolean> {
  return (await readPayloads(db, electionId, 'Shuffle')).includes(ownedShuffle(owner, shuffle));
}

async function assertTurn(ports: Ports, election: Election, trustee: Trustee, after: number): Promise<void> {
  const situation = await readSituation(ports.db, election);
  const shufflers = situation.mixing?.shufflers ?? [];
  if (shufflers.includes(trustee.owner)) {
    throw new Problem('shuffle-given', {
      detail: 'The ones that you mixed first stand on the board. Nothing more is to be done for it.',
    });
  }
  if (situation.mixing?.isOver === true) {
    throw new Problem('shuffle-not-due', {
      detail: 'Enough trustees have mixed them by now. Load the page again: it says what is due next.',
    });
  }
  if (taskOf(situation, trustee, ports.clock.now()) !== 'shuffle') throw notDue();
  if (shufflers.length !== after) throw outdated();
}

function notDue(): Problem {
  return new Problem('shuffle-not-due', { detail: 'Nothing was changed. A mail asks you when it is your turn.' });
}

function outdated(): Problem {
  return new Problem('shuffle-outdated', {
    detail: 'Yours must begin with what they left. Load the page again, and mix once more.',
  });
}

async function verify(ports: Ports, election: Election, shuffle: string) {
  const tally = await findTallyToMix(ports, ports.db, election);
  if (tally === undefined) throw notDue();
  const { encryptedTally } = tally;
  return ports.proofs.run('verifyShuffle', {
    election: election.electionText ?? '',
    encryptedTally,
    shuffle,
  });
}

function refused(verdict: { failed: string; detail: string }): Problem {
  const detail = `Nothing was changed: ${verdict.detail}. Load the page again, and mix once more.`;
  return new Problem('shuffle-refused', { failed: verdict.failed, detail });
}
