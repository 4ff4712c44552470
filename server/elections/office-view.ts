import type { OfficeView } from '../../api/office.ts';
import { readContests, readVotersPerDay, type Election } from '../../db/elections.ts';
import { countBallotMails, readTrusteeMailErrors } from '../../db/mail.ts';
import { countWaiting } from '../../db/roll-amendments.ts';
import { readTrustees } from '../../db/trustees.ts';
import type { Ports } from '../ports.ts';
import { warningsOf } from './blockers.ts';
import { electionView } from './election-view.ts';
import { readBlockers, readFindings } from './read-blockers.ts';
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
  const isDraft = election.stage === 'draft';
  const findings = isDraft ? await readFindings(db, election, contests, now) : [];
  return {
    view: await electionView(ports, election, 'office'),
    definition: await readDefinition(db, election),
    blockers: isDraft ? await readBlockers(db, election, now) : [],
    warnings: [
      ...warningsOf(election, contests, now, await countWaiting(db, election.id)),
      ...findings.flatMap(({ state, words }) => (state === 'due' ? [words] : [])),
    ],
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
