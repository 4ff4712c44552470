import type { confirmProgrammeNomination as contract } from '../../api/rounds.ts';
import { lockNomination } from '../../db/round-nominations.ts';
import { findProgrammeById } from '../../db/rounds.ts';
import type { AskOf } from '../ask.ts';
import type { Ports } from '../ports.ts';
import { assertNominationLink, linkRefused } from './assert-nomination-link.ts';
import { nominationStateOf } from './nomination-state.ts';
import { receiveNomination } from './receive-nomination.ts';

/** Whoever holds the link has the address: the nomination counts from now on. A second press changes nothing. */
export async function confirmProgrammeNomination(ports: Ports, { body }: AskOf<typeof contract>) {
  const now = ports.clock.now();
  return ports.db.transaction().execute(async (trx) => {
    const { id } = await assertNominationLink(trx, body.token, now);
    const nomination = await lockNomination(trx, id);
    const programme = await findProgrammeById(trx, nomination?.programmeId ?? '');
    if (nomination === undefined || programme === undefined) throw linkRefused();
    if (nomination.confirmedAt === null) await receiveNomination(ports, trx, programme, nomination);
    const confirmed = (await lockNomination(trx, id)) ?? nomination;
    return { now: now.toString(), nomination: await nominationStateOf(trx, programme, confirmed, now) };
  });
}
