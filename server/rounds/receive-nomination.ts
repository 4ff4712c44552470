import type { Transaction } from '../../db/connect.ts';
import { recordMailedLinks } from '../../db/mailed-links.ts';
import { findPersonByEmail } from '../../db/people.ts';
import {
  confirmNomination,
  findNominee,
  readReferences,
  recordNominee,
  type Nomination,
} from '../../db/round-nominations.ts';
import { lockProgramme, type Programme } from '../../db/rounds.ts';
import { enqueueMails } from '../outbox.ts';
import type { Ports } from '../ports.ts';
import { hashToken, newToken } from '../secrets.ts';
import { calendarOf } from './assert-programme.ts';
import { endOfDay } from './dates-view.ts';
import { roundAfter } from './round-dates.ts';

/**
 * From now on the nomination counts: it joins the nominee of the same address, or makes one, and the referees are asked.
 * Whoever confirms at the same time, or opens the review, takes turns.
 */
export async function receiveNomination(
  ports: Pick<Ports, 'queue' | 'clock'>,
  trx: Transaction,
  programme: Programme,
  nomination: Nomination,
): Promise<void> {
  await lockProgramme(trx, programme.id);
  const nomineeId = await nomineeOf(ports, trx, nomination);
  const nominator = nomination.personId ?? (await findPersonByEmail(trx, nomination.email))?.id ?? null;
  await confirmNomination(trx, nomination.id, { nomineeId, personId: nominator }, ports.clock.now());
  await askReferees(ports, trx, programme, nomination);
}

async function nomineeOf(
  { clock }: Pick<Ports, 'clock'>,
  trx: Transaction,
  { programmeId, nomineeName, nomineeEmail }: Nomination,
): Promise<string> {
  const nominee = { programmeId, name: nomineeName, email: nomineeEmail };
  if (nomineeEmail === null) return recordNominee(trx, { ...nominee, memberId: null }, clock.now());
  const memberId = (await findPersonByEmail(trx, nomineeEmail))?.id ?? null;
  const known = await findNominee(trx, programmeId, { email: nomineeEmail, memberId });
  return known?.id ?? recordNominee(trx, { ...nominee, memberId }, clock.now());
}

/** Each referee has a link of their own, which works once, until the review of the coming round ends. */
async function askReferees(
  ports: Pick<Ports, 'queue' | 'clock'>,
  trx: Transaction,
  programme: Programme,
  nomination: Nomination,
): Promise<void> {
  const now = ports.clock.now();
  const { reviewEndsAt } = roundAfter(calendarOf(programme), now);
  const until = endOfDay(reviewEndsAt, programme.zone);
  const asked = (await readReferences(trx, [nomination.id])).map((reference) => ({ ...reference, token: newToken() }));
  await recordMailedLinks(
    trx,
    asked.map(({ id, token }) => ({
      tokenHash: hashToken(token),
      purpose: 'round-reference' as const,
      facts: { reference: id },
      expiresAt: reviewEndsAt,
    })),
    now,
  );
  await enqueueMails(
    ports,
    trx,
    asked.map(({ id, name, email, token }) => ({
      key: `round-reference:${id}`,
      kind: 'round-reference' as const,
      toAddress: email,
      toName: name,
      facts: { nomination: nomination.id, ...until },
      secret: { token },
    })),
  );
}
