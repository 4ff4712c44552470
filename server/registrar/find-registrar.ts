import type { RegistrarTask, RegistrarView } from '../../api/registrar.ts';
import { findElection, type Election } from '../../db/elections.ts';
import { findRegistrarByToken, readReplacements, readSpares, type Registrar } from '../../db/registrar.ts';
import { sparesFor } from '../../protocol/registrar.ts';
import { assertFound, phaseOf } from '../lifecycle.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problem.ts';
import { hashToken } from '../secrets.ts';
import { timetableView } from '../timetable.ts';

/** The registrar whom a mailed link belongs to. */
export async function findRegistrarByLink(
  { db }: Pick<Ports, 'db'>,
  electionId: string,
  token: string,
): Promise<{ election: Election; registrar: Registrar }> {
  const election = assertFound(await findElection(db, electionId), 'office');
  const registrar = await findRegistrarByToken(db, electionId, hashToken(token));
  if (registrar === undefined) {
    throw new Problem('link-refused', {
      detail: 'A newer mail may have replaced this link. Use the newest, or ask the office to send you another.',
    });
  }
  return { election, registrar };
}

/** What the registrar sees of the work, at this moment. */
export async function registrarView(
  ports: Pick<Ports, 'db' | 'clock' | 'config'>,
  electionId: string,
  token: string,
): Promise<RegistrarView> {
  const { election, registrar } = await findRegistrarByLink(ports, electionId, token);
  const { db, clock, config } = ports;
  const replacements = await readReplacements(db, electionId);
  const used = new Set(replacements.map(({ spare }) => spare));
  const lost = replacements.filter(isToReplace);
  const { opens, closes } = timetableView(election);
  return {
    ...{ name: registrar.name, email: registrar.email, election: election.name, opens, closes },
    ...{ organisation: config.organisation, help: config.helpAddress, site: config.publicUrl },
    phase: phaseOf(election, clock.now()),
    task: taskOf(election, registrar, lost.length, phaseOf(election, clock.now())),
    roll: { size: election.rollSize, hash: election.rollHash ?? '' },
    spares: sparesFor(election.rollSize),
    listHash: registrar.listHash,
    freeSpares: (await readSpares(db, electionId))
      .map(({ credential }) => credential)
      .filter((credential) => !used.has(credential)),
    lost: lost.map(({ id, name, email, reason, askedAt }) => ({
      id,
      name,
      email,
      reason,
      askedAt: askedAt.toString(),
    })),
  };
}

/** Whoever has voted meanwhile needs no other link. */
export function isToReplace({ decidedAt, votedAt }: Awaited<ReturnType<typeof readReplacements>>[number]): boolean {
  return decidedAt === null && votedAt === null;
}

/** What the registrar must do next; `lost`: how many links are to be replaced. */
export function taskOf(
  { stage, rollFrozenAt }: Election,
  { listHash, mailedAt }: Registrar,
  lost: number,
  phase: RegistrarView['phase'],
): RegistrarTask {
  if (stage === 'draft') {
    if (rollFrozenAt === null) return 'wait-for-roll';
    return listHash === null ? 'make' : 'wait-for-opening';
  }
  if (phase !== 'scheduled' && phase !== 'open') return 'done';
  if (mailedAt === null) return 'send';
  return lost > 0 ? 'replace' : 'done';
}
