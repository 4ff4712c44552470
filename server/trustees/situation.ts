import type { Temporal } from 'temporal-polyfill';
import type { TrusteeTask } from '../../api/trustees.ts';
import { readPayloads } from '../../db/board.ts';
import type { Reader } from '../../db/connect.ts';
import type { Election } from '../../db/elections.ts';
import type { TrusteeAct } from '../../db/schema.ts';
import { readCeremony, readTrustees, type Trustee } from '../../db/trustees.ts';
import { readMixing, type Mixing } from '../mixing.ts';
import { ceremonyOf, type Ceremony } from './ceremony.ts';

/** Everything that decides what each trustee must do. */
export interface Situation {
  readonly election: Election;
  readonly trustees: readonly Trustee[];
  /** Undefined where all are needed, each with a key of their own. */
  readonly ceremony: Ceremony | undefined;
  readonly isTallied: boolean;
  /** Undefined where nothing is mixed, or the tally is not there. */
  readonly mixing: Mixing | undefined;
}

export async function readSituation(db: Reader, election: Election): Promise<Situation> {
  const trustees = await readTrustees(db, election.id);
  const isTallied = (await readPayloads(db, election.id, 'EncryptedTally')).length > 0;
  const isGroup = election.threshold !== null;
  return {
    election,
    trustees,
    ceremony: isGroup ? ceremonyOf(await readCeremony(db, election), trustees.length) : undefined,
    isTallied,
    mixing: isTallied ? await readMixing(db, election, trustees) : undefined,
  };
}

/** What a trustee must do at this moment. */
export function taskOf(situation: Situation, trustee: Trustee, now: Temporal.Instant): TrusteeTask {
  const { election, isTallied, mixing } = situation;
  switch (election.stage) {
    case 'void':
      return 'void';
    case 'draft':
      return keyTask(situation, trustee);
    case 'frozen':
      return 'wait-for-close';
    case 'closed':
      if (!isTallied) return 'wait-for-close';
      if (mixing?.isOver === false) return isTurn(situation, mixing, trustee, now) ? 'shuffle' : 'wait-for-shuffles';
      return trustee.decryptedAt === null ? 'decrypt' : 'done';
    case 'tallied':
    case 'certified':
      return trustee.decryptedAt === null ? 'not-needed' : 'done';
  }
}

function keyTask({ ceremony, trustees }: Situation, { owner, publicKey }: Trustee): TrusteeTask {
  if (ceremony !== undefined) return ceremony.taskOf(owner);
  if (publicKey === null) return 'make-key';
  return trustees.some((other) => other.publicKey === null) ? 'wait-for-others' : 'wait-for-close';
}

/** Hours after which the turn goes on to the next as well: somebody may never come. */
const HOURS_OF_A_TURN = 24;

/** The server first, then one after the other, in their order. */
function isTurn(
  { trustees }: Situation,
  { shufflers, server }: Mixing,
  { owner }: Trustee,
  now: Temporal.Instant,
): boolean {
  if (shufflers.includes(owner) || (server !== undefined && !shufflers.includes(server))) return false;
  const before = trustees.filter((other) => other.owner < owner && !shufflers.includes(other.owner));
  return before.every(
    ({ askedFor, askedAt }) =>
      askedFor === 'shuffle' &&
      askedAt !== null &&
      askedAt.add({ hours: HOURS_OF_A_TURN }).epochMilliseconds <= now.epochMilliseconds,
  );
}

/** The task, when it is one for which a mail asks. */
export function actOf(task: TrusteeTask): TrusteeAct | undefined {
  switch (task) {
    case 'make-key':
    case 'share-out':
    case 'finish-key':
    case 'shuffle':
    case 'decrypt':
      return task;
    case 'wait-for-others':
    case 'wait-for-close':
    case 'wait-for-shuffles':
    case 'done':
    case 'not-needed':
    case 'void':
      return undefined;
  }
}
