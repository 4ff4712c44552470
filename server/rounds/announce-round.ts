import type { announceRound as contract } from '../../api/rounds.ts';
import { appendAudit } from '../../db/audit.ts';
import type { Transaction } from '../../db/connect.ts';
import { lockRound, markAnnounced, readRounds, type Round } from '../../db/rounds.ts';
import { actorOf, type AskOf } from '../ask.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problem.ts';
import { assertProgramme } from './assert-programme.ts';
import { officeProgrammeOf } from './office-view.ts';
import { tellAppointed } from './tell-appointed.ts';
import { tellNominators } from './tell-nominators.ts';

/** From now on the roster shows who was accepted, and those concerned are mailed. A second press changes nothing. */
export async function announceRound(ports: Ports, { caller, path, body }: AskOf<typeof contract>) {
  const now = ports.clock.now();
  return ports.db.transaction().execute(async (trx) => {
    const programme = await assertProgramme(trx, path.programme);
    const round = await lockDecided(trx, programme.id, body.cutOffOn);
    if (round.announcedAt !== null) return officeProgrammeOf(ports, trx, programme);
    const announced = { announcement: body.announcement, announcedBy: caller.session.person.name };
    await markAnnounced(trx, round.id, announced, now);
    await tellAppointed(ports, trx, round.id);
    await tellNominators(ports, trx, round.id);
    const facts = { programme: programme.slug, round: round.cutOffOn };
    await appendAudit(trx, { at: now, actor: actorOf(caller), action: 'announce-round', facts });
    return officeProgrammeOf(ports, trx, programme);
  });
}

async function lockDecided(trx: Transaction, programmeId: string, cutOffOn: string): Promise<Round> {
  const found = (await readRounds(trx, programmeId)).find((round) => round.cutOffOn === cutOffOn);
  if (found === undefined) throw new Problem('not-found', { detail: 'There is no such round.' });
  const round = await lockRound(trx, found.id);
  if (round.decidedAt !== null) return round;
  throw new Problem('round-not-decided', { detail: 'It is decided when its review has ended.' });
}
