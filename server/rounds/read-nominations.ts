import type { readProgrammeNominations as mine, readProgrammeNomination as byLink } from '../../api/rounds.ts';
import { readNominationsBy } from '../../db/round-nominations.ts';
import { findProgrammeById } from '../../db/rounds.ts';
import type { AskOf } from '../ask.ts';
import type { Ports } from '../ports.ts';
import { assertNominationLink, linkRefused } from './assert-nomination-link.ts';
import { assertProgramme } from './assert-programme.ts';
import { nominationStateOf } from './nomination-state.ts';

/** How the nominations of whoever is signed in stand. */
export async function readProgrammeNominations({ db, clock }: Ports, { caller, path }: AskOf<typeof mine>) {
  const now = clock.now();
  const programme = await assertProgramme(db, path.programme);
  const nominations = await readNominationsBy(db, programme.id, caller.session.person.id);
  return {
    now: now.toString(),
    nominations: await Promise.all(nominations.map((one) => nominationStateOf(db, programme, one, now))),
  };
}

/** How the nomination of a mailed link stands. Looking confirms nothing. */
export async function readProgrammeNomination({ db, clock }: Ports, { body }: AskOf<typeof byLink>) {
  const now = clock.now();
  const nomination = await assertNominationLink(db, body.token, now);
  const programme = await findProgrammeById(db, nomination.programmeId);
  if (programme === undefined) throw linkRefused();
  return { now: now.toString(), nomination: await nominationStateOf(db, programme, nomination, now) };
}
