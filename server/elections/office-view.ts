import type { OfficeView } from '../../api/office.ts';
import { readContests, readVotersPerDay, type Election } from '../../db/elections.ts';
import { countBallotMails, readTrusteeMailErrors } from '../../db/mail.ts';
import { countDoubledEntries } from '../../db/roll.ts';
import { countWaiting } from '../../db/roll-amendments.ts';
import { readTrustees } from '../../db/trustees.ts';
import type { Ports } from '../ports.ts';
import { blockersOf, warningsOf } from './blockers.ts';
import { electionView } from './election-view.ts';
import { readDefinition } from './read-definition.ts';

/** One election as its officers see it. */
export async function officeView(
  ports: Pick<Ports, 'db' | 'clock' | 'config'>,
  election: Election,
): Promise<OfficeView> {
  const { db, clock } = ports;
  const now = clock.now();
  const contests = await readContests(db, election.id);
  const trustees = await readTrustees(db, election.id);
  const mailErrors = await readTrusteeMailErrors(db, election.id);
  const doubled = await countDoubledEntries(db, election.id);
  return {
    view: await electionView(ports, election, 'office'),
    definition: await readDefinition(db, election),
    blockers: election.stage === 'draft' ? blockersOf(election, contests, trustees, now, doubled) : [],
    warnings: warningsOf(election, contests, now, await countWaiting(db, election.id)),
    mail: await countBallotMails(db, election.id),
    trustees: trustees.map(({ name, email, invitedAt, publicKey, decryptedAt }) => ({
      name,
      email,
      invitedAt: invitedAt?.toString() ?? null,
      hasKey: publicKey !== null,
      hasDecrypted: decryptedAt !== null,
      mailError: mailErrors.get(email) ?? null,
    })),
    replaced: election.ballots - election.voted,
    perDay: await readVotersPerDay(db, election.id),
  };
}
