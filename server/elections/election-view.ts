import type { ElectionView } from '../../api/elections.ts';
import type { Reader } from '../../db/connect.ts';
import { readContests, type Election } from '../../db/elections.ts';
import { findRegistrar, readReplacements, readSpares } from '../../db/registrar.ts';
import { readTrustees, type Trustee } from '../../db/trustees.ts';
import { areHidden } from '../candidates-hidden.ts';
import { readMixing } from '../mixing.ts';
import { isQuorate, phaseOf, votersNeeded } from '../lifecycle.ts';
import type { Ports } from '../ports.ts';
import { readResult } from '../result.ts';
import { timetableView } from '../timetable.ts';
import { rollFacts } from '../roll-facts.ts';
import { contestViews } from './contest-view.ts';
import { quorumOf } from './read-definition.ts';

/**
 * What everybody may see of an election at this moment. Who stands is told to all at once, at its instant; the office
 * knows before.
 */
export async function electionView(
  { db, clock, config }: Pick<Ports, 'db' | 'clock' | 'config'>,
  election: Election,
  who: 'everybody' | 'office' = 'everybody',
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
    timetable: timetableView(election),
    now: now.toString(),
    isAnnounced: election.datesAnnouncedAt !== null,
    ties: election.ties,
    contests: await contestViews(db, election, who === 'everybody' && areHidden(election, now)),
    quorum: quorumOf(election),
    turnout: turnoutOf(election),
    keyHolder: trustees.length === 0 ? 'server' : 'people',
    trustees: trustees.map(({ name, publicKey, decryptedAt }) => ({
      name,
      hasKey: publicKey !== null,
      hasDecrypted: decryptedAt !== null,
    })),
    threshold: election.threshold,
    mixing: await mixingOf(db, election, trustees),
    isHeldBack: election.stage === 'closed' && election.countsDiffer !== null,
    registrar: await registrarOf(db, election.id),
    fingerprint: election.fingerprint ?? '',
    roll: await rollFacts(db, election),
    head: { height: election.headHeight, hash: election.headHash ?? '', ballots: election.ballots },
    result: await readResult(db, election, contests),
    resultAt: election.talliedAt?.toString() ?? null,
    certifiedAt: election.certifiedAt?.toString() ?? null,
    certifiedBy: election.certifiedBy,
  };
}

async function mixingOf(db: Reader, election: Election, trustees: readonly Trustee[]): Promise<ElectionView['mixing']> {
  const mixing = election.stage === 'closed' ? await readMixing(db, election, trustees) : undefined;
  if (mixing === undefined || mixing.isOver) return null;
  const { shufflers, needed } = mixing;
  return { done: shufflers.length, needed, by: [...shufflers] };
}

/** Who was given another link is nobody's business; which credentials are void is everybody's. */
async function registrarOf(db: Reader, electionId: string): Promise<ElectionView['registrar']> {
  const registrar = await findRegistrar(db, electionId);
  if (registrar === undefined) return null;
  const replaced = (await readReplacements(db, electionId)).flatMap(({ voided, spare, decidedAt }) =>
    voided === null || spare === null || decidedAt === null ? [] : [{ voided, spare, at: decidedAt.toString() }],
  );
  return { name: registrar.name, spares: (await readSpares(db, electionId)).length, replaced };
}

function turnoutOf(election: Election) {
  return {
    roll: election.rollSize,
    voted: election.voted,
    needed: votersNeeded(election),
    reached: isQuorate(election),
  };
}
