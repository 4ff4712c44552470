import type { ElectionView } from '../../api/elections.ts';
import { readContests, type Election } from '../../db/elections.ts';
import { readTrustees } from '../../db/trustees.ts';
import { isQuorate, phaseOf, votersNeeded } from '../lifecycle.ts';
import type { Ports } from '../ports.ts';
import { readResult } from '../result.ts';
import { deadlinesOf } from '../deadlines.ts';
import { rollFacts } from '../roll-facts.ts';
import { contestOf, quorumOf } from './read-definition.ts';

/** What everybody may see of an election at this moment. */
export async function electionView(
  { db, clock, config }: Pick<Ports, 'db' | 'clock' | 'config'>,
  election: Election,
): Promise<ElectionView> {
  const now = clock.now();
  const contests = await readContests(db, election.id);
  const trustees = await readTrustees(db, election.id);
  return {
    id: election.id,
    name: election.name,
    description: election.description,
    organisation: config.organisation,
    phase: phaseOf(election, now),
    ...deadlinesOf(election),
    now: now.toString(),
    contests: contests.map(contestOf),
    quorum: quorumOf(election),
    turnout: turnoutOf(election),
    keyHolder: trustees.length === 0 ? 'server' : 'people',
    trustees: trustees.map(({ name, publicKey, decryptedAt }) => ({
      name,
      hasKey: publicKey !== null,
      hasDecrypted: decryptedAt !== null,
    })),
    fingerprint: election.fingerprint ?? '',
    roll: await rollFacts(db, election),
    head: { height: election.headHeight, hash: election.headHash ?? '', ballots: election.ballots },
    result: await readResult(db, election, contests),
    resultAt: election.talliedAt?.toString() ?? null,
    certifiedAt: election.certifiedAt?.toString() ?? null,
    certifiedBy: election.certifiedBy,
  };
}

function turnoutOf(election: Election) {
  return {
    roll: election.rollSize,
    voted: election.voted,
    needed: votersNeeded(election),
    reached: isQuorate(election),
  };
}
