import type { Temporal } from 'temporal-polyfill';
import type { readReferenceRequest as asked, writeReference as contract } from '../../api/rounds.ts';
import type { Reader } from '../../db/connect.ts';
import { findMailedLink, useMailedLink } from '../../db/mailed-links.ts';
import { fillReference, findNomination, findReference } from '../../db/round-nominations.ts';
import { findProgrammeById } from '../../db/rounds.ts';
import type { AskOf } from '../ask.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problem.ts';
import { hashToken } from '../secrets.ts';
import { endOfDay } from './dates-view.ts';

/** Who asks whom for a reference on whom. */
export async function readReferenceRequest({ db, clock }: Ports, { body }: AskOf<typeof asked>) {
  const now = clock.now();
  const { reference, nomination, programme, until } = await assertRequest(db, body.token, now);
  return {
    now: now.toString(),
    programme: programme.name,
    nominee: nomination.nomineeName,
    nominator: nomination.name,
    referee: reference.name,
    until: endOfDay(until, programme.zone),
  };
}

/** Writes the reference, once: reviewers may have read it. */
export async function writeReference({ db, clock }: Ports, { body }: AskOf<typeof contract>) {
  const now = clock.now();
  return db.transaction().execute(async (trx) => {
    const { reference } = await assertRequest(trx, body.token, now);
    if (!(await useMailedLink(trx, hashToken(body.token), now))) throw refused();
    await fillReference(trx, reference.id, body.text, now);
    return {};
  });
}

async function assertRequest(db: Reader, token: string, now: Temporal.Instant) {
  const link = await findMailedLink(db, { tokenHash: hashToken(token), purpose: 'round-reference' }, now);
  if (link?.usedAt !== null) throw refused();
  const reference = await findReference(db, String(link.facts['reference']));
  const nomination = reference && (await findNomination(db, reference.nominationId));
  const programme = nomination && (await findProgrammeById(db, nomination.programmeId));
  if (reference === undefined || nomination === undefined || programme === undefined) throw refused();
  return { reference, nomination, programme, until: link.expiresAt };
}

function refused(): Problem {
  return new Problem('link-refused', { detail: 'A reference is written once, while the review lasts.' });
}
