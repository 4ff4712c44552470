import type { findPayer as contract } from '../../api/money.ts';
import { findPayer as findPayerRow } from '../../db/payments.ts';
import type { AskOf } from '../ask.ts';
import { readOrganisation } from '../organisation.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problem.ts';
import { tierDuesOf } from './tier-dues.ts';

/** Whom the treasurer means, by address or member's number, and what that person can pay. */
export async function findPayer(
  { db, clock }: Pick<Ports, 'db' | 'clock'>,
  { query }: Pick<AskOf<typeof contract>, 'query'>,
) {
  const isNumber = /^\d{1,18}$/.test(query.member);
  const email = query.member.normalize('NFC').toLowerCase();
  const found = await findPayerRow(db, isNumber ? { number: query.member } : { email });
  if (found === undefined || found.isErased) {
    throw new Problem('not-found', { detail: 'Nobody has this address or number.' });
  }
  const { isErased: _, ...payer } = found;
  const now = clock.now();
  return { payer, tiers: await tierDuesOf(db, payer.id, await readOrganisation(db, now), now) };
}
