import { Temporal } from 'temporal-polyfill';
import type { Reader } from '../../db/connect.ts';
import { findMailedLink } from '../../db/mailed-links.ts';
import { findNomination, type Nomination } from '../../db/round-nominations.ts';
import { Problem } from '../problem.ts';
import { hashToken } from '../secrets.ts';

/** Afterwards what nobody confirmed is deleted. */
export const daysToConfirm = 7;

/** The nomination that a mailed link is for, confirmed or still to be confirmed. */
export async function assertNominationLink(db: Reader, token: string, now: Temporal.Instant): Promise<Nomination> {
  const link = await findMailedLink(db, { tokenHash: hashToken(token), purpose: 'round-nomination' }, now);
  const nomination = link && (await findNomination(db, String(link.facts['nomination'])));
  if (nomination === undefined || isTooLate(nomination, now)) throw linkRefused();
  return nomination;
}

function isTooLate({ confirmedAt, madeAt }: Nomination, now: Temporal.Instant): boolean {
  const last = madeAt.add({ hours: 24 * daysToConfirm });
  return confirmedAt === null && Temporal.Instant.compare(now, last) >= 0;
}

export function linkRefused(): Problem {
  return new Problem('link-refused', { detail: 'Write the nomination again on the page of the programme.' });
}
