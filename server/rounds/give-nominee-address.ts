import type { giveNomineeAddress as contract } from '../../api/rounds.ts';
import { appendAudit } from '../../db/audit.ts';
import type { Reader } from '../../db/connect.ts';
import { findPersonByEmail } from '../../db/people.ts';
import { completeNominee, findNominee, findNomineeById } from '../../db/round-nominations.ts';
import { findRound, lockProgramme, readReviewed, type Reviewed, type Round } from '../../db/rounds.ts';
import { actorOf, type AskOf } from '../ask.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problem.ts';
import { appoint } from './appoint.ts';
import { assertProgramme } from './assert-programme.ts';
import { officeProgrammeOf } from './office-view.ts';
import { tellAppointed } from './tell-appointed.ts';

/** The address of somebody who was accepted without one: the appointment is recorded, from the day of the decision on. */
export async function giveNomineeAddress(ports: Ports, { caller, path, body }: AskOf<typeof contract>) {
  const now = ports.clock.now();
  return ports.db.transaction().execute(async (trx) => {
    const programme = await assertProgramme(trx, path.programme);
    await lockProgramme(trx, programme.id);
    const { round, nominee } = await findAccepted(trx, path.nomineeId);
    if (nominee.email !== null || nominee.memberId !== null) {
      throw new Problem('already-decided', { detail: 'An address is known. Load the page again.' });
    }
    const memberId = (await findPersonByEmail(trx, body.email))?.id ?? null;
    if ((await findNominee(trx, programme.id, { email: body.email, memberId })) !== undefined) {
      const detail = 'Another nominee has this address.';
      throw new Problem('address-taken', { detail, errors: [{ pointer: '#/body/email', detail }] });
    }
    await completeNominee(trx, nominee.id, { email: body.email, ...(memberId === null ? {} : { memberId }) });
    await appoint(trx, { programme, round, nominee: { ...nominee, email: body.email, memberId } }, now);
    if (round.announcedAt !== null) await tellAppointed(ports, trx, round.id);
    const facts = { programme: programme.slug, nominee: nominee.id };
    await appendAudit(trx, { at: now, actor: actorOf(caller), action: 'give-nominee-address', facts });
    return officeProgrammeOf(ports, trx, programme);
  });
}

async function findAccepted(db: Reader, nomineeId: string): Promise<{ round: Round; nominee: Reviewed }> {
  const roundId = (await findNomineeById(db, nomineeId))?.acceptedIn ?? null;
  const round = roundId === null ? undefined : await findRound(db, roundId);
  const nominee = round && (await readReviewed(db, round.id)).find(({ id }) => id === nomineeId);
  if (round === undefined || nominee === undefined) {
    throw new Problem('not-found', { detail: 'Nobody was accepted at this address.' });
  }
  return { round, nominee };
}
