import type { OfficeView } from '../../api/office.ts';
import { readContests, readVotersPerDay, type Election } from '../../db/elections.ts';
import { countBallotMails, readTrusteeMailErrors } from '../../db/mail.ts';
import { countWaiting } from '../../db/roll-amendments.ts';
import {
  findRegistrar,
  findRegistrarMailError,
  isListOfRoll,
  readNames,
  readReplacements,
  readSpares,
} from '../../db/registrar.ts';
import type { Reader } from '../../db/connect.ts';
import { readCeremony, readTrustees } from '../../db/trustees.ts';
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
  const messages = election.threshold === null ? [] : await readCeremony(db, election);
  const mailErrors = await readTrusteeMailErrors(db, election.id);
  const view = await electionView(ports, election, 'office');
  const isDraft = election.stage === 'draft';
  const findings = isDraft ? await readFindings(db, election, contests, now) : [];
  return {
    view,
    definition: await readDefinition(db, election),
    blockers: isDraft ? await readBlockers(db, election, now) : [],
    warnings: [
      ...warningsOf(election, contests, now, await countWaiting(db, election.id)),
      ...findings.flatMap(({ state, words }) => (state === 'due' ? [words] : [])),
    ],
    mail: await countBallotMails(db, election.id),
    trustees: trustees.map(({ owner, name, email, invitedAt, publicKey, decryptedAt, askedFor }) => ({
      name,
      email,
      invitedAt: invitedAt?.toString() ?? null,
      hasKey: publicKey !== null,
      stepsDone: election.threshold === null ? null : messages.filter((one) => one.owner === owner).length,
      hasDecrypted: decryptedAt !== null,
      isToMix: view.mixing?.by.includes(owner) === false && askedFor === 'shuffle',
      mailError: mailErrors.get(email) ?? null,
    })),
    registrar: await registrarOf(db, election.id),
    replaced: election.ballots - election.voted,
    perDay: await readVotersPerDay(db, election.id),
  };
}

async function registrarOf(db: Reader, electionId: string): Promise<OfficeView['registrar']> {
  const registrar = await findRegistrar(db, electionId);
  if (registrar === undefined) return null;
  const { name, email, invitedAt, givenAt, mailedAt, undelivered } = registrar;
  const replacements = await readReplacements(db, electionId);
  return {
    ...{ name, email },
    invitedAt: invitedAt?.toString() ?? null,
    givenAt: givenAt?.toString() ?? null,
    isForRoll: await isListOfRoll(db, registrar),
    mailedAt: mailedAt?.toString() ?? null,
    undelivered: await readNames(db, undelivered),
    spares: {
      published: (await readSpares(db, electionId)).length,
      given: replacements.filter(({ spare }) => spare !== null).length,
    },
    replacements: replacements.map(({ decidedAt, askedAt, ...one }) => ({
      ...{ id: one.id, name: one.name, email: one.email, reason: one.reason, askedAt: askedAt.toString() },
      givenAt: decidedAt?.toString() ?? null,
    })),
    mailError: (await findRegistrarMailError(db, electionId)) ?? null,
  };
}
